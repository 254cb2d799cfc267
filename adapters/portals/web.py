"""One answer from the web: bounded in size and time, in turn with all who ask that host, and only from outside.

Redirects are followed by hand, because each hop may lead somewhere that we would not have gone to
directly. No cookies, no proxies from the environment, no credentials, one try.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from yarl import URL

from adapters.outside.addresses import AddressRefused, CheckedResolver, check_url
from adapters.portals.answers import redirect_target, require_success, retry_after, sentence_for
from adapters.portals.body import Body, Progress
from adapters.portals.listing import PortalError
from adapters.portals.rules import FetchRules
from adapters.portals.turns import leave_alone, turn

_CHUNK = 256 * 1024
_MOST_HOPS = 5
_UNCHANGED = 304
_PRINTABLE = re.compile(r"[^\x20-\x7e]")
_ACCEPT = "application/json, application/ld+json, text/turtle, application/rdf+xml, application/rss+xml, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was at an address: ``content`` with gzip and xz opened, and ``address`` where the redirects ended.

    ``unchanged`` is the portal's own word (HTTP 304) that it is what the condition named; the body is empty then.
    """

    content: Body
    address: str
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False

    @property
    def body(self) -> bytes:
        """The content in one piece."""
        return self.content.whole()


class Web:
    """The web as portals are read from it. Made by :func:`open_web`."""

    def __init__(self, session: aiohttp.ClientSession, rules: FetchRules) -> None:
        self._session, self._rules = session, rules

    async def get(
        self, source: str, *, condition: Mapping[str, str] | None = None, progress: Progress | None = None
    ) -> Answer:
        """Return what is at the web address ``source``. ``condition`` are headers such as If-None-Match.

        Raises ``PortalError`` with a sentence that says what to do, and no other error for what is outside.
        """
        try:
            return await self._followed(source, condition, progress)
        except AddressRefused as no:
            raise PortalError(no.sentence) from no

    async def _followed(self, source: str, condition: Mapping[str, str] | None, progress: Progress | None) -> Answer:
        url, left = check_url(source, allow_loopback=self._rules.allow_loopback), self._rules.seconds
        clock = asyncio.get_running_loop()
        for _ in range(_MOST_HOPS + 1):
            body = Body(self._rules.most_bytes, progress)
            async with turn(url.host or "", self._rules):
                begun = clock.time()
                found = await self._timed(url, dict(condition or {}), body, left)
                left -= clock.time() - begun
            if isinstance(found, Answer):
                await body.open()
                return found
            url = check_url(found, allow_loopback=self._rules.allow_loopback)
        raise PortalError(f"The portal sent us on more than {_MOST_HOPS} times. Use the address it ends at.")

    async def _timed(self, url: URL, condition: dict[str, str], body: Body, left: float) -> Answer | str:
        try:
            async with asyncio.timeout(left):
                return await self._hop(url, condition, body)
        except TimeoutError as wrong:
            told = f"The portal did not finish within {self._rules.seconds:g} seconds. Try again later."
            raise PortalError(told) from wrong
        except (aiohttp.ClientError, OSError) as wrong:
            raise PortalError(sentence_for(wrong), passing=isinstance(wrong, _PASSING)) from wrong

    async def _hop(self, url: URL, condition: dict[str, str], body: Body) -> Answer | str:
        """Read one answer into ``body``; or return the address that it sends us on to."""
        async with self._session.get(url, allow_redirects=False, headers=condition) as response:
            if (onward := redirect_target(response)) is not None:
                return onward
            named = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
            if response.status == _UNCHANGED and condition:
                return Answer(body, str(response.url), *named, unchanged=True)
            if not response.ok and (wait := retry_after(response.headers.get("Retry-After"))) is not None:
                leave_alone(url.host or "", wait)
            require_success(response)
            # Where the answer travels packed, its length is not the length of what we read.
            total = None if "Content-Encoding" in response.headers else response.content_length
            body.expect(total)
            async for chunk in response.content.iter_chunked(_CHUNK):
                body.add(chunk, total)
            return Answer(body, str(response.url), *named)


# What may well be over in a moment.
_PASSING = (aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)


@asynccontextmanager
async def open_web(rules: FetchRules) -> AsyncIterator[Web]:
    """The web, under these rules, for as long as it is needed."""
    resolver = CheckedResolver(rules.lookup, allow_loopback=rules.allow_loopback)
    contact = _PRINTABLE.sub("", rules.contact)
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False),
        cookie_jar=aiohttp.DummyCookieJar(),
        # Each page is timed from outside; aiohttp's own five minutes would only cut in between.
        timeout=aiohttp.ClientTimeout(total=None),
        headers={"User-Agent": f"data-champions (open data desk; {contact})", "Accept": _ACCEPT},
    ) as session:
        yield Web(session, rules)
