"""The portals of a desk: what is remembered of each, when it is read again, and what storage keeps of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Protocol

from bot.catalog.memory import Known, Memory
from bot.catalog.sighting import Published
from bot.desks.model import Source

BY_HAND = 0  # the number that stands for what was loaded from a file of nobody's portal
EVERY = timedelta(hours=6)
FIRST_AGAIN = timedelta(minutes=10)  # after a failure; twice as long after each further one
LONGEST_WAIT = timedelta(hours=24)  # however long a portal asks to be left alone
AWAY_AFTER = timedelta(days=1)  # coordinators hear of a portal that cannot be read for so long


class Told(StrEnum):
    """What coordinators were told of a portal and still holds."""

    NOTHING = ""
    QUARANTINE = "quarantine"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal as the desk remembers it. ``number`` is the desk's own.

    ``shown`` is how many datasets the last reading showed, ``polled_at`` when it was last read, ``next_at`` when it is
    read again (None: at once); ``reading_until`` is set while somebody reads it. ``validators`` is what the reader
    keeps to see quickly that nothing has changed, as its own text. ``failures`` counts the readings in a row that
    failed, ``failing_since`` is the first of them and ``trouble`` says in a plain English sentence what was wrong with
    the last. ``left_at`` is since when the desk has it no more.
    """

    number: int
    kind: str
    url: str
    memory: Memory = field(default_factory=Memory)
    shown: int = 0
    polled_at: datetime | None = None
    next_at: datetime | None = None
    validators: str = ""
    failures: int = 0
    failing_since: datetime | None = None
    reading_until: datetime | None = None
    trouble: str = ""
    told: Told = Told.NOTHING
    left_at: datetime | None = None

    @property
    def is_quarantined(self) -> bool:
        """Whether nothing is concluded from it until it recovers or a coordinator says that it is right."""
        return self.memory.quarantined_at is not None

    def is_away(self, at: datetime) -> bool:
        """Whether it could not be read for so long that coordinators should know."""
        return self.failing_since is not None and at - self.failing_since >= AWAY_AFTER


def address(source: Source) -> str:
    """The address by which a portal is known: however it is written, it is the same."""
    return source.url.strip().rstrip("/")


def next_poll(desk: str, url: str, at: datetime, every: timedelta = EVERY) -> datetime:
    """The next time after ``at`` at which a portal is due: at the same minutes of the day whenever it is asked, and not
    at those of other portals, so that a city's portals are not all asked at once."""
    seconds = int(every.total_seconds())
    offset = int.from_bytes(blake2b(f"{desk}\n{url}".encode(errors="replace"), digest_size=8).digest()) % seconds
    passed = int(at.timestamp()) - offset
    return datetime.fromtimestamp((passed // seconds + 1) * seconds + offset, UTC)


def next_try(at: datetime, failures: int, asked: float | None = None) -> datetime:
    """When to try again after so many failures in a row: later each time, and never before the portal has asked for
    (``asked``, in seconds; a day at most)."""
    wait = FIRST_AGAIN
    for _ in range(min(failures, 9) - 1):
        wait *= 2
    return at + max(min(wait, EVERY), min(timedelta(seconds=min(asked or 0.0, 1e9)), LONGEST_WAIT))


class StepKind(StrEnum):
    """What is to be done about one dataset."""

    ADD = "add"
    MOVE = "move"
    CHANGE = "change"
    BACK = "back"
    MISS = "miss"
    RETIRE = "retire"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True)
class Step:
    """One dataset of what a poll found: taken in whole, with the news of it, or not at all.

    ``number`` is the dataset's, 0 for one that is added; ``published`` with its ``print`` is what the portal shows of
    it now. ``news`` is the kind of find that it is (:class:`bot.catalog.finds.FindKind`), "" for none.
    """

    kind: StepKind
    number: int = 0
    published: Published | None = None
    print: bytes = b""
    news: str = ""
    successor: str = ""  # the portal id of what replaces it
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    stopped: str = ""
    corrected: str = ""
    held: bool = False  # a coordinator decides whether it is told


class Portals(Protocol):
    """What the desk remembers of its portals, in one unit of work."""

    def settle(self, sources: Sequence[Source], at: datetime) -> tuple[Portal, ...]:
        """Make the portals those of the desk's settings; gives them, in that order. One that is new is due at once.
        The datasets of one that the desk has no more are gone, and it begins anew if it ever comes back; one that
        another portal shows under the same id and title is the same, for the address may only have become another."""

    def all(self) -> tuple[Portal, ...]:
        """The portals that the desk has, by number."""

    def get(self, number: int) -> Portal | None:
        """The portal with that number, also where the desk has it no more."""

    def claim(self, portal: Portal, at: datetime, until: datetime) -> bool:
        """Take it upon us to read a portal: nobody else does before ``until``. False where somebody is at it, or was
        quicker and has read it since."""

    def save(self, portal: Portal) -> None:
        """Write what is remembered of a portal."""

    def told(self, number: int, told: Told) -> None:
        """Write what coordinators were told, and nothing else."""

    def progress(self, number: int, shown: int) -> None:
        """Write how many datasets were shown so far, and nothing else."""

    def stage(self, portal: int, part: int, steps: Sequence[Step]) -> None:
        """Put a part of what a poll found aside, to be taken in later."""

    def await_parts(self, portal: Portal) -> None:
        """All parts are put aside: from now on they will be taken in, and then ``portal`` is what is remembered."""

    def awaited(self, number: int) -> Portal | None:
        """What is to be remembered of a portal once its parts are taken in; None where they are not all put aside."""

    def parts(self, number: int) -> tuple[int, ...]:
        """The parts that wait to be taken in, in order."""

    def part(self, portal: int, part: int) -> tuple[Step, ...]:
        """One of them; () where it was taken in."""

    def drop(self, portal: int, part: int) -> None:
        """It was taken in."""

    def drop_all(self, portal: int) -> None:
        """Forget what was put aside and never finished."""


class Seen(Protocol):
    """Everything that the desk's portals ever showed: it is the catalogue, and it never forgets."""

    def known(self, number: int) -> Mapping[str, Known]:
        """Everything that was ever seen on a portal, by its present id and by every one it had before."""

    def has_missing(self, number: int) -> bool:
        """Whether a dataset of it is missing and not gone yet: then a listing that did not change says something."""

    def add(self, portal: int, step: Step, at: datetime) -> int:
        """Have a dataset in the catalogue; gives its number where it is new to the desk, else 0. What is there already
        (under this id, under one from before, or loaded by hand) keeps its number and shows what the step says."""

    def change(self, portal: int, step: Step) -> None:
        """Let a dataset be what the step says. Where its id is another now, the one before leads to it, too."""

    def mark(self, step: Step, portal: int, at: datetime) -> int:
        """A dataset is there again, missing or gone; gives the number of its successor, 0 for none."""

    def leave(self, portal: int, at: datetime) -> None:
        """Nothing of a portal is in the catalogue any more."""

    def leave_by_hand(self, at: datetime) -> None:
        """What was there before portals were remembered, and is on none of them, is gone."""

    def read_ahead(self, stamp: str) -> None:
        """Read the names that complete, as they are now, for the moment at which the catalogue is switched to
        ``stamp``: whoever asks something then does not wait for it."""

    def switched(self, stamp: str = "") -> None:
        """The catalogue is another from now on: names complete and links lead by what it holds now."""
