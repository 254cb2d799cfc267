"""Fetching a catalogue from a file or from the web: bounded in size and time, and only from outside.

Redirects are followed by hand, because each hop may lead somewhere that we would not have gone to
directly. No cookies, no proxies from the environment, no credentials, one try.
"""

import asyncio
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from yarl import URL

from adapters.portals.addresses import CheckedResolver, Lookup, check_url, system_lookup
from adapters.portals.answers import redirect_target, require_success, sentence_for
from adapters.portals.listing import PortalError
from adapters.portals.unpack import too_large, unpack

# Bytes read so far, and the whole size where it is known. Called in the event loop, so it must be quick.
Progress = Callable[[int, int | None], None]

_CHUNK = 256 * 1024
_MOST_HOPS = 5
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PRINTABLE = re.compile(r"[^\x20-\x7e]")


@dataclass(frozen=True, slots=True)
class FetchRules:
    """How far a fetch may go. The defaults suit every catalogue we know; Chicago's has under 2 MB."""

    most_bytes: int = 200 * 1024**2  # for what travels and for what it unpacks to, each
    seconds: float = 120.0  # for everything on the network together, redirects included
    allow_loopback: bool = False  # only the front door may say True
    contact: str = "no contact given"  # where a portal's keepers can turn to: a mailbox or a page
    lookup: Lookup = system_lookup


class _Body:
    """The bytes read so far, kept within bounds and told to whoever watches."""

    def __init__(self, most: int, progress: Progress | None) -> None:
        self.bytes = bytearray()
        self._most = most
        self._progress = progress

    def expect(self, total: int | None) -> None:
        if total is not None and total > self._most:
            raise too_large(self._most)

    def add(self, chunk: bytes, total: int | None) -> None:
        if len(self.bytes) + len(chunk) > self._most:
            raise too_large(self._most)
        self.bytes += chunk
        if self._progress is not None:
            self._progress(len(self.bytes), total)


async def fetch(source: str, *, rules: FetchRules | None = None, progress: Progress | None = None) -> bytes:
    """Return what is at ``source``, a web address or a path, with gzip and xz opened.

    Raises ``PortalError`` with a sentence that says what to do, and no other error for what is outside.
    """
    rules = rules or FetchRules()
    body = _Body(rules.most_bytes, progress)
    if _HAS_SCHEME.match(source):
        await _download(source, rules, body)
    else:
        await _read_file(Path(source), body)
    return await asyncio.to_thread(unpack, bytes(body.bytes), rules.most_bytes)


async def _read_file(path: Path, body: _Body) -> None:
    try:
        total = await asyncio.to_thread(_size, path)
        body.expect(total)
        with await asyncio.to_thread(path.open, "rb") as file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                body.add(chunk, total)
    except FileNotFoundError:
        raise PortalError(f"There is no file {path}. Check the path.") from None
    except PermissionError:
        raise PortalError(f"We may not read {path}. Give this account the right to read it.") from None
    except (OSError, ValueError) as wrong:
        raise PortalError(f"The file {path} cannot be read ({type(wrong).__name__}).") from wrong


def _size(path: Path) -> int:
    known = path.stat()
    if not stat.S_ISREG(known.st_mode):  # a folder, or a device that never ends
        raise PortalError(f"{path} is not a file. Name the data.json itself.")
    return known.st_size


async def _download(source: str, rules: FetchRules, body: _Body) -> None:
    try:
        async with asyncio.timeout(rules.seconds), _session(rules) as session:
            await _follow(session, source, rules, body)
    except TimeoutError as wrong:
        raise PortalError(f"The portal did not finish within {rules.seconds:g} seconds. Try again later.") from wrong
    except (aiohttp.ClientError, OSError) as wrong:
        raise PortalError(sentence_for(wrong)) from wrong


def _session(rules: FetchRules) -> aiohttp.ClientSession:
    resolver = CheckedResolver(rules.lookup, allow_loopback=rules.allow_loopback)
    contact = _PRINTABLE.sub("", rules.contact)
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False),
        cookie_jar=aiohttp.DummyCookieJar(),
        # The whole fetch is timed from outside; aiohttp's own five minutes would only cut in between.
        timeout=aiohttp.ClientTimeout(total=None),
        headers={
            "User-Agent": f"data-champions (open data desk; {contact})",
            "Accept": "application/json",
        },
    )


async def _follow(session: aiohttp.ClientSession, source: str, rules: FetchRules, body: _Body) -> None:
    url = check_url(source, allow_loopback=rules.allow_loopback)
    for _ in range(_MOST_HOPS + 1):
        onward = await _get(session, url, body)
        if onward is None:
            return
        url = check_url(onward, allow_loopback=rules.allow_loopback)
    raise PortalError(f"The portal sent us on more than {_MOST_HOPS} times. Use the address it ends at.")


async def _get(session: aiohttp.ClientSession, url: URL, body: _Body) -> str | None:
    """Read one answer into ``body``; or return the address that it sends us on to."""
    async with session.get(url, allow_redirects=False) as response:
        if (onward := redirect_target(response)) is not None:
            return onward
        require_success(response)
        # Where the answer travels packed, its length is not the length of what we read.
        total = None if "Content-Encoding" in response.headers else response.content_length
        body.expect(total)
        async for chunk in response.content.iter_chunked(_CHUNK):
            body.add(chunk, total)
    return None
