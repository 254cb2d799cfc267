"""Who may use the page: only a browser on this machine, and only from the page itself.

Loopback alone does not keep other web pages out: any site may make a browser send a request to 127.0.0.1, and a name of
its own may be made to point there (DNS rebinding). So the ``Host`` must be a loopback name, and what changes something
must say that it comes from the same origin (Fetch Metadata, ``Sec-Fetch-Site``; or RFC 6454, ``Origin``).
"""

from collections.abc import Awaitable, Callable

from aiohttp import web
from yarl import URL

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guarded(handler: Handler) -> Handler:
    """The handler behind the guard; refusals are a 403 with one sentence. Every answer carries the strict headers."""

    async def guard(request: web.Request) -> web.StreamResponse:
        refused = why_not(request)
        if refused:
            return web.json_response({"sentence": refused}, status=403, headers=HEADERS)
        return await handler(request)

    return guard


def why_not(request: web.Request) -> str:
    """Why a request is refused, in a sentence; empty where it is not."""
    if not _on_loopback(request.host):
        return "The playground answers on this machine only. Open it as http://127.0.0.1 and its port."
    if request.method not in {"GET", "HEAD"} and not _from_the_page(request):
        return "Only the playground's own page may do this. Open the page and try there."
    return ""


def _on_loopback(host: str) -> bool:
    try:
        return URL(f"http://{host}").host in LOOPBACK_NAMES
    except ValueError:
        return False


def _from_the_page(request: web.Request) -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return False
    if site is not None:
        return site == "same-origin"
    return origin is not None
