"""Polls made by hand, for what judges them: a portal in a few words, and its datasets as the detector sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from bot.catalog.detecting import Rules, detect
from bot.catalog.memory import Findings
from bot.catalog.model import Dataset
from bot.catalog.remembering import Register
from bot.catalog.sighting import PRINT_SIZE, Published, Sighting

START = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
LONG_AGO = datetime(2019, 5, 6, 10, 20, 30, tzinfo=UTC)


def day(number: float) -> datetime:
    """The time of the poll that many days after the first."""
    return START + timedelta(days=number)


def published(
    portal_id: str, title: str = "", created: datetime | None = LONG_AGO, later: datetime | None = None, **more: object
) -> Published:
    """A dataset of a portal. Without a date of publication the portal is one that has a single date."""
    return Published(Dataset(portal_id, title or f"Title of {portal_id}"), created, later, **more)  # type: ignore[arg-type]


def sighting(record: Published) -> Sighting:
    return Sighting(
        record.dataset.portal_id, blake2b(repr(record).encode(), digest_size=PRINT_SIZE).digest(), lambda: record
    )


@dataclass
class Desk:
    """A detector and what it remembers."""

    register: Register
    rules: Rules = field(default_factory=Rules)

    def poll(self, records: Iterable[Published], at: datetime) -> Findings:
        """Judge a poll and remember what it said."""
        seen = [sighting(record) for record in records]
        findings = detect(self.register.memory, self.register.known, seen, at, self.rules)
        self.register.learn(findings, at)
        return findings


def desk(*records: Published) -> Desk:
    """A desk whose first poll showed ``records``; without any it has had no poll yet."""
    made = Desk(Register())
    if records:
        made.poll(records, START)
    return made


def ids(records: Iterable[Published]) -> list[str]:
    return [record.dataset.portal_id for record in records]


def many(number: int, start: int = 0, created: datetime | None = LONG_AGO) -> list[Published]:
    """So many datasets, each made a minute after the one before."""
    made = range(start, start + number)
    return [published(f"set-{each}", created=created and created + timedelta(minutes=each)) for each in made]
