"""What a desk remembers of a portal, and what a poll adds to it: the two sides of the detector."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.catalog.sighting import Published


@dataclass(frozen=True, slots=True)
class Known:
    """One dataset that was ever seen: the seen-set never forgets it. ``number`` is the desk's short number.

    ``missing_since`` is the first of the polls that counted and did not show it any more, None while it is shown;
    ``gone`` is whether it was missing long enough to count as retired.
    """

    number: int
    portal_id: str
    print: bytes
    title: str
    created: datetime | None = None
    published: datetime | None = None
    columns: tuple[str, ...] = ()
    stopped: str = ""
    correction: str = ""
    missing_since: datetime | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """A portal as a whole. ``baseline_at`` is its first poll, ``counted_at`` the last poll from which anything was
    concluded and ``size`` how many datasets a poll usually shows; ``quarantined_at`` since when nothing is concluded.
    """

    baseline_at: datetime | None = None
    counted_at: datetime | None = None
    size: int = 0
    quarantined_at: datetime | None = None


class Status(StrEnum):
    """What became of a poll."""

    BASELINE = "baseline"  # the first: everything is learned, nothing is said
    OK = "ok"
    QUARANTINED = "quarantined"  # it shrank beyond reason: nothing is concluded
    HELD = "held"  # more is new than can be: a coordinator decides
    MIGRATED = "migrated"  # the portal gave its datasets other ids


@dataclass(frozen=True, slots=True)
class Change:
    """A material change of a dataset that people may rely on: the columns that went and those that were renamed
    (before, after), that it ``stopped``, what was ``corrected``."""

    number: int
    published: Published
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    stopped: str = ""
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a poll says. Nothing but ``memory`` is to be written down where the status is quarantined.

    ``new`` and ``published_later`` may be announced (where the status is held, only once a coordinator says so);
    ``backlog`` is in the catalogue from now on and never announced. ``changed`` are the known datasets whose record is
    another now, with the new one. ``moved`` gives the short number of a dataset with the record under its new id.

    ``missing`` are the short numbers that this poll is the first not to show (their ``missing_since`` is this poll),
    ``back`` those that were missing and are shown again (it is None again, and they are not gone), ``retired`` those
    that were missing long enough and are gone from now on, ``replaced`` those of them that have a successor, with the
    successor's portal id. ``why`` is a plain English sentence for logs and for ``replay``.
    """

    status: Status
    memory: Memory
    why: str = ""
    new: tuple[Published, ...] = ()
    published_later: tuple[Published, ...] = ()
    backlog: tuple[Published, ...] = ()
    missing: tuple[int, ...] = ()
    back: tuple[int, ...] = ()
    changed: tuple[tuple[int, Published], ...] = ()
    material: tuple[Change, ...] = ()
    moved: tuple[tuple[int, Published], ...] = ()
    retired: tuple[int, ...] = ()
    replaced: tuple[tuple[int, str], ...] = ()
    prints: Mapping[str, bytes] = field(default_factory=dict)
