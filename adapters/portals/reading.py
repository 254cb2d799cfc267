"""Reading a portal whole: page after page, each parsed off the loop and handed on before the next is fetched.

A listing that was not read to its end is told as incomplete, so that nobody takes what is missing for gone. What makes
it incomplete: a page that could not be fetched or understood, a portal that goes in circles, a cap of the rules, fewer
records than the portal itself says it has, and a listing that shrank while it was read (what moved up was passed over).
"""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext

from yarl import URL

from adapters.portals.fetch import is_web, read_file
from adapters.portals.listing import PortalError
from adapters.portals.outcome import Ending, Outcome, Step
from adapters.portals.page import Kind, Page
from adapters.portals.rules import FetchRules
from adapters.portals.tally import Tally
from adapters.portals.turns import leave_alone
from adapters.portals.validators import Mark, Validators
from adapters.portals.waiting import Waiting
from adapters.portals.web import Answer, Web, open_web

__all__ = ["Ending", "Mark", "Outcome", "Step", "Validators", "look", "read"]

Take = Callable[[Page], None]


async def read(
    kind: Kind,
    url: str,
    rules: FetchRules,
    *,
    before: Validators | None = None,
    take: Take,
    progress: Callable[[Step], None] | None = None,
) -> Outcome:
    """Read the listing of the portal at ``url``, or in the file at that path, and give each page to ``take``.

    ``take`` is called in a worker thread, for one page at a time and in order; each id is in one page only. Where all
    bytes are those of ``before`` it is never called. ``progress`` is called in the event loop. A portal that cannot be
    read raises nothing: the outcome is incomplete and says why, and its ``datasets`` counts what ``take`` was given.
    """
    begun = asyncio.get_running_loop().time()
    opened = open_web(rules) if is_web(url) else nullcontext(None)
    async with opened as web:
        with Waiting() as waiting:
            reading = _Reading(kind, url, rules, web, before or Validators(), take, progress, waiting)
            outcome = await reading.outcome()
    return outcome.after(asyncio.get_running_loop().time() - begun)


async def look(kind: Kind, url: str, rules: FetchRules) -> Page:
    """The first page of the listing of the portal at ``url``, or of the file at that path.

    Raises ``PortalError`` with a plain sentence where there is none of that kind.
    """
    if not is_web(url):
        return await asyncio.to_thread(kind.page, (await read_file(url, rules)).whole(), url)
    async with open_web(rules) as web:
        answer = await web.get(kind.first(url))
    return await asyncio.to_thread(kind.page, answer.body, answer.address)


class _Reading:
    """One reading of one portal."""

    def __init__(
        self, kind: Kind, url: str, rules: FetchRules, web: Web | None, before: Validators, take: Take,
        progress: Callable[[Step], None] | None, waiting: Waiting,
    ) -> None:  # fmt: skip
        self._kind, self._url, self._rules, self._web = kind, url, rules, web
        self._take, self._progress, self._waiting = take, progress, waiting
        self._before = before
        self._ends = asyncio.get_running_loop().time() + rules.whole_seconds
        self._tally = Tally()
        self._bytes = 0
        self._same = bool(before.pages)
        self._now = Validators()

    async def outcome(self) -> Outcome:
        """Read all there is."""
        try:
            unchanged = await self._all_pages()
        except PortalError as wrong:
            return self._incomplete(wrong.sentence, wrong.retry_after)
        if unchanged:
            return self._told(Ending.UNCHANGED, self._before)
        if missing := self._tally.missing():
            return self._incomplete(missing, None)
        return self._told(Ending.COMPLETE, self._now)

    async def _all_pages(self) -> bool:
        """Whether all pages are as they were."""
        address, asked = self._begin(), set[str]()
        while address:
            if address in asked:
                raise PortalError("The portal leads us back to a page that we have read.")
            if len(asked) >= self._rules.most_pages:
                raise PortalError(f"The listing has more than {self._rules.most_pages} pages. We stopped reading.")
            asked.add(address)
            answer = await self._got(address)
            if answer.unchanged:
                return True
            address = await self._handled(answer)
        return self._same and len(self._now.pages) == len(self._before.pages)

    def _begin(self) -> str:
        first = self._kind.first(self._url) if self._web is not None else self._url
        self._now = Validators(first)
        if self._before.first != first:
            self._before, self._same = Validators(), False
        return first

    async def _got(self, address: str) -> Answer:
        if self._web is None:
            return Answer(await read_file(address, self._rules, self._tell), address)
        left = self._ends - asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(left):
                return await self._patiently(self._web, address)
        except TimeoutError as wrong:
            told = f"We read for {self._rules.whole_seconds:g} seconds and were not at the end. We stopped reading."
            raise PortalError(told) from wrong

    async def _patiently(self, web: Web, address: str) -> Answer:
        condition = {} if self._now.pages else self._before.condition
        for attempt in range(1, self._rules.tries + 1):
            try:
                return await web.get(address, condition=condition, progress=self._tell)
            except PortalError as wrong:
                wait = wrong.retry_after if wrong.retry_after is not None else self._rules.pause * 2**attempt
                if not wrong.passing or attempt == self._rules.tries or wait > self._rules.patience:
                    raise
                leave_alone(URL(address).host or "", wait)  # the next turn at this host waits as long
        raise PortalError("The portal was not asked at all: the rules allow no try.")

    def _tell(self, done: int, size: int | None) -> None:
        if self._bytes + done > self._rules.whole_bytes:
            raise PortalError(f"The listing is larger than {self._rules.whole_bytes / 1024**2:,.0f} MB in all.")
        if self._progress is not None:
            known = size if not self._bytes else None
            self._progress(Step(self._bytes + done, known, self._tally.datasets, self._tally.total))

    async def _handled(self, answer: Answer) -> str:
        """Have a page taken, or put it aside while all is as it was; the address of the next one."""
        self._bytes += answer.content.size
        seen = await asyncio.to_thread(answer.content.digest)
        count = len(self._now.pages)
        if self._same and count < len(self._before.pages) and self._before.pages[count].digest == seen:
            self._waiting.put(answer.content, answer.address)
            return self._marked(answer, self._before.pages[count])
        self._same = False
        for body, address in self._waiting.take():
            await asyncio.to_thread(self._taken, body, address)
        onward = await asyncio.to_thread(lambda: self._taken(answer.body, answer.address))
        if self._progress is not None:
            self._progress(Step(self._bytes, None, self._tally.datasets, self._tally.total))
        return self._marked(answer, Mark(seen, onward))

    def _marked(self, answer: Answer, mark: Mark) -> str:
        now = self._now
        etag, last_modified = (now.etag, now.last_modified) if now.pages else (answer.etag, answer.last_modified)
        self._now = Validators(now.first, etag, last_modified, (*now.pages, mark))
        return mark.onward if self._web is not None else ""

    def _taken(self, body: bytes, address: str) -> str:
        """In a worker thread: parse, hand on, count."""
        page = self._kind.page(body, address)
        counted = self._tally.open(page)
        self._take(counted)
        for _ in counted.sightings:  # whatever was not looked at counts all the same
            pass
        self._tally.close(page)
        return page.onward

    def _incomplete(self, why: str, retry_after: float | None) -> Outcome:
        given = self._tally.datasets
        told = f"{why} We read {given} datasets, and do not know of the rest." if given else why
        return self._told(Ending.INCOMPLETE, Validators(), told, retry_after)

    def _told(self, ending: Ending, validators: Validators, why: str = "", wait: float | None = None) -> Outcome:
        tally = self._tally
        return Outcome(
            ending, validators, why, tally.datasets, tally.total, len(self._now.pages), self._bytes,
            troubles=tuple(tally.troubles), more_troubles=tally.more_troubles, retry_after=wait,
            shows_all=tally.shows_all,
        )  # fmt: skip
