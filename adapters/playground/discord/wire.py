"""One REST call as it comes over HTTP: JSON or multipart, path arguments, files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from adapters.playground.discord.backend import Backend
from adapters.playground.discord.errors import Json, refusal
from adapters.playground.discord.routes import Route, find
from adapters.playground.discord.uploads import MOST_IN_A_FILE, Upload

PREFIX = "/api/v10"
_MOST_FILES = 10


@dataclass(slots=True)
class Asked:
    """What the app asks for. ``body`` is any JSON; ``json`` is it as an object."""

    route: Route
    path: str
    args: Mapping[str, str]
    params: Mapping[str, str]
    body: Any
    files: list[Upload]
    reason: str | None
    token: str

    @property
    def json(self) -> Json:
        """The body, where it is an object; refused (50035) where it is something else, empty where absent."""
        if self.body is None:
            return {}
        if not isinstance(self.body, dict):
            raise refusal(50035)
        return self.body

    def flag(self, name: str) -> bool:
        """A yes or no in the query."""
        return self.params.get(name, "").lower() in {"1", "true"}

    def passed_on(self, backend: Backend) -> Any:
        """What the backend answers; None for an empty answer (HTTP 204)."""
        return backend.call(self.route.method, self.path, self.body, self.params, self.files, self.reason)


async def read(request: web.Request) -> Asked:
    """Read one call. ``DiscordError`` (50109) where the body is no JSON, (40005) where a file is too large."""
    path = request.raw_path.partition("?")[0].removeprefix(PREFIX)
    route, found = find(request.method, path)
    args = {name: unquote(value) for name, value in found.items()}
    reason = request.headers.get("X-Audit-Log-Reason")
    token = request.headers.get("Authorization", "").removeprefix("Bot ").strip()
    asked = Asked(route, path, args, dict(request.query), None, [], unquote(reason) if reason else None, token)
    if request.content_type.startswith("multipart/"):
        await _read_parts(request, asked)
    else:
        asked.body = _decoded(await request.read())
    return asked


async def _read_parts(request: web.Request, asked: Asked) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise refusal(50035)
        data = bytes(await part.read())
        if part.name == "payload_json":
            asked.body = _decoded(data)
            continue
        if len(data) > MOST_IN_A_FILE:
            raise refusal(40005)
        asked.files.append(Upload(part.filename or part.name or "file", data))
    if len(asked.files) > _MOST_FILES:
        raise refusal(50035)
    _describe(asked)


def _describe(asked: Asked) -> None:
    body = asked.body if isinstance(asked.body, dict) else {}
    data = body.get("data") or body.get("message")
    listed = body.get("attachments") or (data.get("attachments") if isinstance(data, dict) else None)
    for entry in listed if isinstance(listed, list) else ():
        number = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        if number.isdecimal() and int(number) < len(asked.files):
            file = asked.files[int(number)]
            file.filename = str(entry.get("filename") or file.filename)
            file.description = entry.get("description")


def _decoded(data: bytes) -> Any:
    if not data:
        return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise refusal(50109) from None


def answer(status: int, body: Any, headers: Mapping[str, str]) -> web.Response:
    """An answer as Discord writes it: JSON with the bare content type, nothing at all for 204."""
    about = {**headers, "Via": "1.1 pocket"}  # discord.py takes a 429 without it for a ban of its address
    if body is None:
        return web.Response(status=204, headers=about)
    text = json.dumps(body, ensure_ascii=False).encode()
    return web.Response(status=status, body=text, headers={**about, "Content-Type": "application/json"})
