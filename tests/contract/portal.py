"""A portal of our own on loopback, for the contract of portals: it answers as the real ones do, on bad days too.

What it answers is made by a :class:`Native`: each kind of portal has one, in the kind's own shape.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol

from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from adapters.portals.page import Kind, Page
from adapters.portals.reading import Outcome, Step, Validators, read
from adapters.portals.rules import FetchRules

Records = Sequence[Any]
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
PORTAL, INTERNAL = "portal.example", "internal.example"


class Native(Protocol):
    """How one kind of portal writes its listings. A record is whatever the kind calls one: a mapping, an element."""

    address: str  # what a coordinator gives, below the portal's host: "/" where that is enough

    def records(self, count: int) -> list[Any]:
        """So many different datasets, made from the kind's fixture; the same ones at every call."""

    def answer(self, records: Records, url: URL) -> bytes:
        """What the portal answers at ``url`` when these are its datasets; at most three of them where it has pages."""

    def otherwise(self, record: Any) -> Any:
        """The same dataset, written as the portal may write it at the next poll: its lists and fields in another
        order, other white space, other counts of views, harvested a moment ago."""

    def renamed(self, record: Any) -> Any:
        """The same dataset under another title."""

    def broken(self) -> list[Any]:
        """Records that cannot be datasets."""

    def leading(self, body: bytes, address: str) -> bytes:
        """The same answer, but it names ``address`` as its next page; unchanged where answers name no address."""

    def claiming(self, body: bytes, total: int) -> bytes:
        """The same answer, but it says that there are so many datasets in all; unchanged where it never says."""


@dataclass
class Portal(AbstractAsyncContextManager["Portal"]):
    """The server. ``spoil`` may answer instead of the listing: it is asked with the number of the request, from 0."""

    native: Native
    listed: list[Any]
    spoil: dict[int, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    rewrite: Callable[[bytes], bytes] = bytes
    headers: dict[str, str] = field(default_factory=dict)

    async def __aenter__(self) -> "Portal":
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._server = TestServer(app)
        await self._server.start_server()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, wrong: BaseException | None,
                        at: TracebackType | None) -> None:  # fmt: skip
        await self._server.close()

    @property
    def url(self) -> str:
        """The address that a coordinator gives."""
        return str(self._server.make_url(self.native.address)).replace("127.0.0.1", PORTAL)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        number = len(self.asked)
        self.asked.append(str(request.url))
        self.agents.add(request.headers.get("User-Agent", ""))
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            answer = self.spoil.get(number) or self.spoil.get(-1)
            if answer is not None:
                return await answer(request)
            return web.Response(body=self.body(request.url), headers=self.headers)
        finally:
            self.at_once -= 1

    def body(self, url: URL) -> bytes:
        """The listing, as this portal would answer it at ``url``."""
        return self.rewrite(self.native.answer(self.listed, url))


@dataclass
class Reader:
    """Who reads the portal, and what they were given. ``rests`` are the seconds for which they would have waited."""

    kind: Kind
    pages: list[dict[str, bytes]] = field(default_factory=list)
    troubles: int = 0
    rests: list[float] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    leads: dict[str, list[str]] = field(default_factory=dict)

    async def read(self, portal: Portal, before: Validators | None = None, **rules: Any) -> Outcome:
        """Read the portal's whole listing."""
        self.pages, self.troubles = [], 0
        kept = FetchRules(
            **{"allow_loopback": True, "contact": "desk@gullbay.example", "lookup": self._lookup, "rest": self._rest,
               "seconds": 20, "most_bytes": 1_000_000, "pause": 0.0, **rules}
        )  # fmt: skip
        return await read(self.kind, portal.url, kept, before=before, take=self._take, progress=self.steps.append)

    @property
    def seen(self) -> dict[str, bytes]:
        """The prints of all datasets that were given, by id."""
        return {name: mark for page in self.pages for name, mark in page.items()}

    def _take(self, page: Page) -> None:
        self.pages.append({each.portal_id: each.print for each in page.sightings})
        self.troubles += sum(each.left_out for each in page.troubles)

    async def _rest(self, seconds: float) -> None:
        self.rests.append(seconds)

    async def _lookup(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        at = self.leads.get(host, [])
        if len(at) > 1:
            return [at.pop(0)]
        return at or ["127.0.0.1" if host == PORTAL else "10.0.0.1"]
