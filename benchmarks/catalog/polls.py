"""A desk whose portal is polled as the clock does it. What the portal shows lies in memory or in a file."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.portals.outcome import Ending, Outcome
from adapters.portals.page import Kind, Page
from bot.catalog.portals import Portal
from bot.desk import Desk, Home, Source
from bot.desks.model import Limits
from bot.engine.app import App
from bot.table import COMMANDS
from frontdoor.kinds import kind_named
from frontdoor.polling import Polling
from frontdoor.reading import PortalReading, Progress, Reading
from storage.open import migrate, open_store
from storage.store import SqlStore

FREE = Limits(open=10**6, per_day=10**6, seconds_between=0)
SLUG = "measured"


@dataclass
class Deployment:
    """A database with one desk and one portal, and its clock."""

    store: SqlStore
    desk: Desk
    reading: Reading
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        self.app = App(self.store, COMMANDS)
        self.polling = Polling(self.app, lambda: self.at, self.reading)

    async def polls(self) -> Portal:
        """Poll the portal once, six hours later."""
        self.at += timedelta(hours=6)
        (portal,) = await self.polling.read_desk(self.desk)
        if portal.trouble or portal.is_quarantined:
            raise RuntimeError(f"the poll was not taken in: {portal}")
        return portal


@asynccontextmanager
async def deployment(folder: Path, source: Source, reading: Reading | None = None) -> AsyncIterator[Deployment]:
    """A new database in ``folder``; the listing is a file there unless ``reading`` has it."""
    url = f"sqlite:///{folder / 'measured.sqlite3'}"
    await asyncio.to_thread(migrate, url)
    store = open_store(url)
    try:
        desk = Desk(SLUG, "Measured", sources=(source,), limits=FREE, home=Home("desk.yml"))
        await store.save_desk(desk)
        yield Deployment(store, desk, reading or PortalReading(folder=folder))
    finally:
        await store.close()


@dataclass(frozen=True)
class PagedReading(PortalReading):
    """A Discovery API that gives its pages from memory, one at a time; no network's time is measured."""

    give: Callable[[], Iterator[bytes]] = field(default=lambda: iter(()), kw_only=True)

    async def read(
        self, kind: str, url: str, before: str, take: Callable[[Page], None], progress: Progress | None = None,
        *, language: str = "",
    ) -> Outcome:  # fmt: skip
        """Every page, parsed in a thread."""
        found, count = kind_named(kind), 0
        for body in self.give():
            await asyncio.to_thread(partial(_taken, found, body, url, take))
            count += 1
        return Outcome(Ending.COMPLETE, pages=count)


def _taken(kind: Kind, body: bytes, address: str, take: Callable[[Page], None]) -> None:
    take(kind.page(body, address))


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with TemporaryDirectory(prefix="champions-catalog-") as folder:
        yield Path(folder)
