"""Files sent up in Slack's two steps: an address to send to, then "these belong there"."""

import secrets
from dataclasses import dataclass

from aiohttp import web

from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.wire import Json

_MOST_BYTES = 20 * 1024 * 1024


@dataclass(slots=True)
class File:
    """A file: its bytes once they came, and whether it was completed."""

    id: str
    name: str
    key: str
    alt_text: str = ""
    title: str = ""
    body: bytes = b""
    complete: bool = False


class Files:
    """The files of the workspace, in memory."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._files: dict[str, File] = {}

    def start(self, name: str, alt_text: str) -> tuple[File, str]:
        """A new file and the address its bytes go to."""
        file = File(self._core.workspace.new_id("F"), name, secrets.token_hex(12), alt_text)
        self._files[file.id] = file
        return file, f"{self._core.url}upload/{file.id}/{file.key}"

    def finish(self, file_id: str, title: str) -> File:
        """Say that a file is whole; ``file_not_found`` where no bytes came."""
        file = self._files.get(file_id)
        if file is None or not file.body:
            raise SlackError("file_not_found")
        file.title, file.complete = title or file.name, True
        return file

    def shape(self, file: File) -> Json:
        """The file object as Slack gives it; its picture is at ``url_private``."""
        address = f"{self._core.url}files/{file.id}/{file.key}"
        about = {
            "id": file.id,
            "name": file.name,
            "title": file.title,
            "size": len(file.body),
            "alt_txt": file.alt_text,
        }
        return {**about, "mimetype": _kind(file.body), "url_private": address, "permalink": address}

    def address(self, file_id: str) -> str:
        """Where a file's bytes can be read; empty where there is no such file."""
        file = self._files.get(file_id)
        return f"{self._core.url}files/{file.id}/{file.key}" if file and file.complete else ""

    def body(self, file_id: str) -> bytes:
        """The bytes of a completed file; none where there is no such file."""
        file = self._files.get(file_id)
        return file.body if file and file.complete else b""

    async def take(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file, as a body or as the one part of a form."""
        file = self._known(request)
        if file is None:
            return web.Response(status=404)
        file.body = await _bytes(request)
        return web.Response(text=f"OK - {len(file.body)}")

    async def give(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a completed file."""
        file = self._known(request)
        if file is None or not file.complete:
            return web.Response(status=404)
        return web.Response(body=file.body, content_type=_kind(file.body))

    def _known(self, request: web.Request) -> File | None:
        file = self._files.get(request.match_info["file"])
        return file if file and file.key == request.match_info["key"] else None


async def _bytes(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return (await request.read())[:_MOST_BYTES]
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read(_MOST_BYTES)
    return b""


def _kind(body: bytes) -> str:
    return "image/png" if body.startswith(b"\x89PNG") else "application/octet-stream"
