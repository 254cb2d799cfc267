"""Looking what kind of portal stands behind an address that somebody pasted: its home page, or a listing's own address.

The address itself is asked first. Where it is a web page, the interfaces of each kind are tried one after the other
(:data:`TRIES`): what the page itself bears marks of, then what costs a portal least, whole files last. Every question
is asked by the rules of fetching: in turn, with pauses, and only outside.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from yarl import URL

from adapters.portals.listing import PortalError
from adapters.portals.page import Kind, Page
from adapters.portals.recognising import hints, is_page, kinds_of, named
from adapters.portals.rules import FetchRules
from adapters.portals.web import Answer, Web, open_web
from bot.catalog.sighting import Published

Kinds = Callable[[str], Kind]  # a kind by its name in PORTALS

# In the order in which they are tried. Kinds with pages are asked for few records (by the name of that question), so
# that being wrong costs the portal little.
TRIES: tuple[tuple[str, str], ...] = (
    ("ckan", "rows"),
    ("socrata", "limit"),
    ("opendatasoft", "limit"),
    ("udata", "page_size"),
    ("arcgis", "limit"),
)
FILES: tuple[str, ...] = ("/data.json", "/catalog.rdf", "/catalog.ttl", "/catalog.jsonld", "/catalog.xml")
_SAMPLE = 20  # records that are looked at
_SOME = 3  # titles that are shown
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Recognised:
    """A portal: its ``kind`` by its name in ``PORTALS``, the ``address`` for the desk's settings, and what is
    ``polled`` first. ``datasets`` is how many it says there are, or at least how many were seen (not ``exact``);
    ``titles`` are some; ``wrong`` says in sentences what will be missing."""

    kind: str
    address: str
    polled: str
    datasets: int
    exact: bool
    titles: tuple[str, ...]
    wrong: tuple[str, ...] = ()


class NotRecognised(PortalError):
    """No kind of portal was recognised. ``tried`` are the addresses that were asked, and what came of each."""

    def __init__(self, sentence: str, tried: tuple[tuple[str, str], ...]) -> None:
        super().__init__(sentence)
        self.tried = tried


async def probe(url: str, rules: FetchRules, kinds: Kinds) -> Recognised:
    """Recognise the portal at a web address. Raises ``NotRecognised`` with all that was tried, and ``PortalError``
    where the address cannot be asked at all."""
    async with open_web(rules) as web:
        return await _Probe(web, kinds, url if "://" in url else f"https://{url}").recognised()


class _Probe:
    """One look at one address."""

    def __init__(self, web: Web, kinds: Kinds, url: str) -> None:
        self._web, self._kinds, self._url = web, kinds, url[:_LONGEST]
        self._tried: dict[str, str] = {}

    async def recognised(self) -> Recognised:
        answer = await self._first_asked()
        if answer is not None and (found := await self._of(answer, self._url, self._url)):
            return found
        home = answer if answer is not None and is_page(answer.body) else None
        for address, polled in self._tries(home):
            if polled in self._tried:
                continue
            answer = await self._asked(polled)
            if answer is not None and (found := await self._of(answer, address, polled)):
                return found
        raise self._not_recognised()

    def _tries(self, home: Answer | None) -> Iterator[tuple[str, str]]:
        """The address for the settings, and what to ask for: the likeliest first."""
        marked = hints(home.body) if home else ()
        address = home.address if home else self._url
        ordered = sorted(TRIES, key=lambda each: each[0] not in marked)
        for base in dict.fromkeys((address, str(URL(address).origin()))):
            for kind, few in ordered:
                if (polled := self._first(kind, base)) and few in URL(polled).query:
                    yield base, str(URL(polled).update_query({few: _SAMPLE}))
        linked = named(home.body, address) if home else ()
        files = [str(URL(address).origin()) + path for path in FILES]
        listings = [file for kind, file in linked if kind != "feed"]
        feeds = [file for kind, file in linked if kind == "feed"]
        yield from ((file, file) for file in (*listings, *files, *feeds))

    def _first(self, kind: str, base: str) -> str:
        try:
            return self._kinds(kind).first(base)
        except (PortalError, ValueError):
            return ""

    async def _first_asked(self) -> Answer | None:
        """What is at the address itself. Where nobody answers there, nothing else of it is worth asking."""
        try:
            return await self._web.get(self._url)
        except PortalError as wrong:
            if wrong.status is None or wrong.passing or wrong.retry_after:
                raise
            self._tried[self._url] = wrong.sentence
            return None

    async def _asked(self, address: str) -> Answer | None:
        try:
            return await self._web.get(address)
        except PortalError as wrong:
            self._tried[address] = wrong.sentence
            if wrong.retry_after:
                raise
            return None

    async def _of(self, answer: Answer, address: str, asked: str) -> Recognised | None:
        """What an answer shows, by the first kind that can read it. ``address`` is what leads that kind there."""
        body = answer.body
        told = "There is a web page there, no listing." if is_page(body) else "It is nothing that we know."
        for name in kinds_of(body):
            try:
                kind = self._kinds(name)
                page = await asyncio.to_thread(kind.page, body, answer.address)
                leads = address == asked or URL(self._first(name, address)).path == URL(asked).path
                found = await asyncio.to_thread(seen, name, kind, page, address if leads else asked)
            except PortalError as wrong:
                told = wrong.sentence
                continue
            if found is not None:
                return found
            told = "There is no dataset in it that we can use."
        self._tried[answer.address] = self._tried[asked] = told
        return None

    def _not_recognised(self) -> NotRecognised:
        tried = tuple(self._tried.items())
        return NotRecognised(
            f"I recognise no portal at {self._url[:200]}. I asked at {len(tried)} addresses. Paste the address of its"
            " listing, such as https://data.example.gov/data.json, or ask the portal's keepers for it.",
            tried,
        )


def seen(name: str, kind: Kind, page: Page, address: str) -> Recognised | None:
    """What a first page shows; None where there is no dataset in it."""
    shown = list(page.sightings)
    sample = [record for each in shown[:_SAMPLE] if (record := each.read()) is not None]
    if not sample:
        return None
    exact = page.total is not None or not page.onward
    left_out = sum(each.left_out for each in page.troubles)
    return Recognised(
        kind=name,
        address=address,
        polled=kind.first(address),
        datasets=page.total if page.total is not None else len(shown),
        exact=exact,
        titles=tuple(islice((each.dataset.title for each in sample), _SOME)),
        wrong=tuple(_wrong(page, sample, left_out)),
    )


def _wrong(page: Page, sample: list[Published], left_out: int) -> Iterator[str]:
    """What will be missing, in sentences."""
    if not any(each.created or each.published for each in sample):
        yield "It says of no dataset when it was made or published: what is new shows only by comparing."
    if not any(each.dataset.department for each in sample):
        yield "It says of no dataset who publishes it: questions are routed by topics and words only."
    if not any(each.dataset.page for each in sample):
        yield "It says of no dataset where people read about it: cards have no link."
    if not page.shows_all:
        yield "It is a feed, which tells only what is newest: what is older is not found, and what goes is not noticed."
    if left_out:
        yield f"{left_out} of its records on the first page cannot be used."
