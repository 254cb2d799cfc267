"""A pocket portal: what a portal shows, without a network. How real ones are read is tested in tests/portals."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b

from adapters.portals.listing import PortalError
from adapters.portals.outcome import Ending, Outcome, Step
from adapters.portals.page import Page
from adapters.portals.probing import Recognised
from adapters.portals.validators import Mark, Validators
from bot.catalog.model import Dataset
from bot.catalog.sighting import PRINT_SIZE, Published, Sighting

LONG_AGO = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


def shown(portal_id: str, title: str = "", *, created: datetime = LONG_AGO, **more: object) -> Published:
    """A dataset as the portal publishes it."""
    return Published(Dataset(portal_id, title or f"The {portal_id} of the city"), created, **more)  # type: ignore[arg-type]


def many(count: int, stem: str = "set", created: datetime = LONG_AGO) -> list[Published]:
    """So many datasets."""
    return [shown(f"{stem}-{at}", f"Measurements at station {at}", created=created) for at in range(count)]


def sighting(record: Published) -> Sighting:
    """A dataset as the detector meets it."""
    print = blake2b(repr(record).encode(), digest_size=PRINT_SIZE).digest()
    return Sighting(record.dataset.portal_id, print, lambda: record)


@dataclass
class PocketPortal:
    """Portals by their addresses. ``asked`` counts the readings; one ``breaks_off`` after so many pages, where it is
    not 0, and one that is ``away`` gives nothing at all. They are all of one ``kind``."""

    portals: dict[str, list[Published]] = field(default_factory=dict)
    kind: str = "dcat"
    page_size: int = 10
    shows_all: bool = True
    away: bool = False
    breaks_off: int = 0
    retry_after: float | None = None
    asked: list[str] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    async def read(
        self, kind: str, url: str, before: str, take: Callable[[Page], None],
        progress: Callable[[Step], None] | None = None, *, language: str = "",
    ) -> Outcome:  # fmt: skip
        """Give each page, in a thread as the real reading does."""
        self.asked.append(url)
        if self.away:
            return Outcome(Ending.INCOMPLETE, why="The portal is away.", retry_after=self.retry_after)
        records = self.portals[url]
        now = Validators(url, pages=(Mark(str(hash(tuple(map(repr, records))))),))
        if before == now.text:
            return Outcome(Ending.UNCHANGED, now)
        pages = list(_pages(records, self.page_size))
        for page in pages[: self.breaks_off or None]:
            await asyncio.to_thread(take, Page([sighting(each) for each in page], shows_all=self.shows_all))
            self.meanwhile()
        given = sum(map(len, pages[: self.breaks_off or None]))
        if self.breaks_off:
            return Outcome(Ending.INCOMPLETE, why="The portal broke off.", datasets=given)
        return Outcome(Ending.COMPLETE, now, datasets=given, shows_all=self.shows_all)

    async def look(self, kind: str, url: str) -> Page:
        """The first page."""
        url = url.rstrip("/")
        if url not in self.portals:
            raise PortalError(f"{url} does not answer.")
        return Page([sighting(each) for each in self.portals[url][: self.page_size]])

    async def probe(self, url: str) -> Recognised:
        """What it is and has."""
        titles = [record.dataset.title for each in (await self.look("dcat", url)).sightings if (record := each.read())]
        return Recognised(self.kind, url, url, len(titles), True, tuple(titles[:3]))


def _pages(records: list[Published], size: int) -> Iterable[list[Published]]:
    return (records[at : at + size] for at in range(0, len(records), size))
