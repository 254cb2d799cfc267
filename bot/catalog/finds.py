"""Finds: what the desk's portals have shown that people may be told of, and what became of each (interaction.md, §3.6).

A dataset is announced once, ever: a second find of it as new is none. A find waits for its slot, is held until a
coordinator decides, was skipped, or was shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class FindKind(StrEnum):
    """What was found. The first two are announced for all to see; the others are told to whom they concern."""

    NEW = "new"
    LATER = "later"  # made long ago, published now
    MATERIAL = "material"  # columns gone or renamed, stopped, corrected
    RETIRED = "retired"
    REPLACED = "replaced"


ANNOUNCED = frozenset({FindKind.NEW, FindKind.LATER})


class FindState(StrEnum):
    """Where a find stands."""

    WAITING = "waiting"  # for the next slot
    HELD = "held"  # until a coordinator decides
    SKIPPED = "skipped"  # nobody is ever told
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Find:
    """One find. ``dataset`` is the desk's short number, ``at`` when the poll saw it, ``made`` the portal's own moment
    of creation (of publication for what was published later), None where it has none: many with one such moment come
    from a harvest.

    ``removed``, ``renamed`` (before, after), ``stopped`` and ``corrected`` say what a material change is, ``successor``
    is the short number of what replaces a dataset. ``hold`` is the number of what it was held with, ``announcement``
    of what it was announced with; both 0 for none.
    """

    dataset: int
    kind: FindKind
    at: datetime
    made: datetime | None = None
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    stopped: str = ""
    corrected: str = ""
    successor: int = 0
    number: int = 0
    state: FindState = FindState.WAITING
    hold: int = 0
    announcement: int = 0


class Decision(StrEnum):
    """What a coordinator says of what is held."""

    OPEN = ""
    ANNOUNCE = "announce"  # as one
    NOT_NEW = "not_new"


class HeldFor(StrEnum):
    """Why finds are held."""

    PORTAL = "portal"  # the detector says so
    MANY = "many"
    MOMENT = "moment"  # many were made at the very same moment
    PERSON = "person"  # a coordinator wants to look first


@dataclass(frozen=True, slots=True)
class Hold:
    """Finds that are held as one. ``decided_by`` is who decided, 0 for nobody."""

    number: int
    at: datetime
    why: HeldFor
    decision: Decision = Decision.OPEN
    decided_by: int = 0


@dataclass(frozen=True, slots=True)
class Announcement:
    """What was told at one time: at a slot, or at once (``due`` is None)."""

    number: int
    at: datetime
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Whether a dataset has left its portal, and the short number of what replaces it, 0 for nothing."""

    gone: bool = False
    successor: int = 0


class Finds(Protocol):
    """The finds of one desk."""

    def add(self, finds: Sequence[Find], *, held: bool = False) -> tuple[Find, ...]:
        """Write down what a poll found; gives those that are no repeats. ``held``: the detector says that a
        coordinator has to decide. The same find twice (a poll that was tried again) is written once; a dataset that
        was ever found as new, or as published later, is not found so again."""

    def of(self, state: FindState, kinds: Collection[FindKind] = ANNOUNCED) -> tuple[Find, ...]:
        """Every find of these kinds that stands so, the oldest first."""

    def stray(self) -> tuple[Find, ...]:
        """Those that are held and part of no hold yet, of every kind, the oldest first."""

    def about(self, dataset: int) -> tuple[Find, ...]:
        """Every find of a dataset, the newest first."""

    def ending(self, dataset: int) -> Ending:
        """Whether a dataset has left its portal, and what replaces it."""

    def gone(self) -> frozenset[int]:
        """Every dataset that has left its portal, by number."""

    def asked_in_vain(self, limit: int) -> tuple[int, ...]:
        """The questions that ended as "no such data", by their numbers: so many of the newest, oldest first."""

    def asked_about(self, dataset: int, limit: int) -> tuple[int, ...]:
        """The questions about a dataset that have an answer, by their numbers, newest first."""

    def held_with(self, hold: int) -> tuple[Find, ...]:
        """Every find that is, or was, held as one, the oldest first."""

    def shown_with(self, announcement: int) -> tuple[Find, ...]:
        """Every find that was announced as one, the oldest first."""

    def settle(self, finds: Collection[Find], state: FindState, *, hold: int = 0, announcement: int = 0) -> int:
        """Let finds stand otherwise; a hold or an announcement that is not 0 is written down beside it. Gives how many
        still stood as they were given: whoever was slower changes nothing."""

    def new_hold(self, at: datetime, why: HeldFor) -> Hold:
        """A new hold; gives it the desk's next number."""

    def hold(self, number: int) -> Hold | None:
        """The hold with that number."""

    def open_holds(self) -> tuple[Hold, ...]:
        """Those that nobody has decided yet, the oldest first."""

    def decide(self, hold: Hold) -> bool:
        """Write down what was decided of a hold; False where somebody has decided before."""

    def new_announcement(self, at: datetime, due: datetime | None = None) -> Announcement:
        """A new announcement; gives it the desk's next number."""

    def announcement(self, number: int) -> Announcement | None:
        """The announcement with that number."""
