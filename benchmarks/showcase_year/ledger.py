"""The ledger: what people decided about projects, and when the service could have shown one. It knows nothing of turns.

It is written by the course, beside the product, and read by those who count.
"""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass
class Fate:
    """What people decided about one project: when it was approved, when news of it was, and when it ended. ``named`` is
    its title."""

    number: int
    maker: int
    named: str = ""
    approved: datetime | None = None
    news: list[datetime] = field(default_factory=list)
    away: list[tuple[datetime, datetime | None]] = field(default_factory=list)  # taken back for a change, and approved
    ended: datetime | None = None

    def stands(self, at: datetime) -> bool:
        """Whether it was approved then, and not gone, nor being looked at anew."""
        if self.approved is None or self.approved > at or (self.ended is not None and self.ended <= at):
            return False
        return not any(since <= at and (until is None or at < until) for since, until in self.away)

    def waits_since(self, shown: list[datetime], at: datetime) -> datetime | None:
        """Since when it waited to be shown at that moment; None where it did not."""
        if not self.stands(at):
            return None
        if not shown:
            return self.approved
        fresh = [each for each in self.news if shown[-1] < each <= at]
        return fresh[-1] if fresh else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a coordinator wanted of a project's turn: "next", "skip", "usual", or "on" a day."""

    at: datetime
    project: int
    wish: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment at which the service looked what is due: which platforms were there, and whether it was killed."""

    at: datetime
    platforms: frozenset[str]
    killed: bool = False


@dataclass
class Ledger:
    """All of one desk. ``paused`` are the times in which coordinators wanted no project shown."""

    fates: dict[int, Fate] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    paused: list[tuple[datetime, datetime]] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)

    def is_paused(self, at: datetime) -> bool:
        """Whether no project was to be shown then."""
        return any(since <= at < until for since, until in self.paused)

    def choice(self, project: int, shown: list[datetime], at: datetime) -> Choice | None:
        """The coordinator's choice that held for a project then: the last since it was shown."""
        since = shown[-1] if shown else datetime.min.replace(tzinfo=at.tzinfo)
        said = [each for each in self.choices if each.project == project and since < each.at <= at]
        return said[-1] if said and said[-1].wish != "usual" else None
