"""What a portal may answer instead of its listing."""

import asyncio
import gzip
from collections.abc import Callable

from aiohttp import web

from tests.contract.portal import INTERNAL, Answer

Listing = Callable[[web.Request], bytes]


def status(code: int, **headers: str) -> Answer:
    """A refusal."""

    async def answer(request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=code, text="no", headers=named)

    return answer


def body(made: bytes, **headers: str) -> Answer:
    """Other bytes, with status 200."""

    async def answer(request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=made, headers=named)

    return answer


async def hangs(request: web.Request) -> web.StreamResponse:
    """It accepts the question and never answers."""
    await asyncio.Event().wait()
    return web.Response()


def breaks_off(whole: Listing) -> Answer:
    """The line goes dead in the middle of an answer whose length was announced."""

    async def answer(request: web.Request) -> web.StreamResponse:
        made = whole(request)
        response = web.StreamResponse(headers={"Content-Length": str(len(made))})
        await response.prepare(request)
        await response.write(made[: len(made) // 2])
        assert request.transport is not None
        request.transport.close()
        return response

    return answer


def half(whole: Listing) -> Answer:
    """Half the listing, as if that were all."""

    async def answer(request: web.Request) -> web.StreamResponse:
        made = whole(request)
        return web.Response(body=made[: len(made) // 2])

    return answer


class Endless:
    """Three gigabytes. ``sent`` counts what was really sent."""

    def __init__(self) -> None:
        self.sent = 0

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        chunk = b"x" * 250_000
        while self.sent < 3 * 1024**3:
            await response.write(chunk)
            self.sent += len(chunk)
        return response


WEB_PAGE = body(b"<!DOCTYPE html><html><body>We will be back soon</body></html>", Content_Type="text/html")
BROKEN_GZIP = body(b"\x1f\x8b\x08\x00 this is no gzip", Content_Encoding="gzip")
CUT_GZIP_FILE = body(gzip.compress(b"{}" * 5_000)[:-9])
BOMB = body(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")
BOMB_FILE = body(gzip.compress(b" " * 30_000_000))
TO_THE_INSIDE = status(302, Location=f"http://{INTERNAL}/latest/meta-data")
TO_A_NUMBER = status(302, Location="http://169.254.169.254/latest/meta-data")
IN_CIRCLES = status(307, Location="/again")
EMPTY = body(b"")
SOMETHING_ELSE = body(b'{"hello": ["world"]}', Content_Type="application/json")
