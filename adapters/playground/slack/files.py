"""Files sent up in Slack's two steps: an address to send to, then "these belong there"."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aiohttp import web

from adapters.playground.slack.checks.words import error
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.faults import Fault
from adapters.playground.slack.wire import Json

_MOST_BYTES = 20 * 1024 * 1024
_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
_SHOWN = frozenset(_KINDS.values())  # "Slack file object": png, jpg, jpeg and gif


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
    unknown: int = 0


class Files:
    """The files of the workspace, in memory.

    ``slow`` is how many messages that name a file are refused after it was completed: Slack looks through it first.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._files: dict[str, File] = {}
        self.slow = 0

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
        file.title, file.complete, file.unknown = title or file.name, True, self.slow
        return file

    def check(self, blocks: Sequence[Json]) -> None:
        """``invalid_blocks`` where an image names a file that is not there, not whole, no image, or not known yet."""
        named = [
            (f"/blocks/{at}{part}/slack_file", found) for at, each in enumerate(blocks) for part, found in _in(each)
        ]
        wrong = [error("invalid slack file", at) for at, found in named if not self._may_show(found)]
        if wrong:
            raise SlackError("invalid_blocks", wrong)

    def _may_show(self, named: Json) -> bool:
        urls = {self.address(each.id): each for each in self._files.values() if each.complete}
        file = self._files.get(str(named.get("id"))) if "id" in named else urls.get(str(named.get("url")))
        if file is None or not file.complete or _kind(file.body) not in _SHOWN:
            return False
        if file.unknown > 0:
            file.unknown -= 1
            return False
        return True

    def delete(self, file_id: str) -> None:
        """Somebody deletes a file; messages that show it have a gap there."""
        self._files.pop(file_id, None)
        self._core.changes.bump()

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

    def kind(self, file_id: str) -> str:
        """The content type of a completed file; empty where there is no such file."""
        body = self.body(file_id)
        return _kind(body) if body else ""

    async def take(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file, as a body or as the one part of a form."""
        file = self._known(request)
        if file is None:
            return web.Response(status=404)
        fault = self._core.faults.take("upload", "")
        if fault is not None:
            fault.reached.set()
            return _fails(fault, request)
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


def _fails(fault: Fault, request: web.Request) -> web.StreamResponse:
    if fault.kind == "break_down":
        return web.Response(status=fault.status)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _in(block: Json) -> Iterator[tuple[str, Json]]:
    """The files that a block names, with where in it they are named."""
    inner = [("", block), ("/accessory", block.get("accessory"))]
    inner += [(f"/elements/{at}", each) for at, each in enumerate(block.get("elements") or ())]
    for at, each in inner:
        if isinstance(each, dict) and each.get("type") == "image" and isinstance(each.get("slack_file"), dict):
            yield at, each["slack_file"]


def _kind(body: bytes) -> str:
    return next((kind for begins, kind in _KINDS.items() if body.startswith(begins)), "application/octet-stream")
