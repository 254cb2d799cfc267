"""What a digest holds: numbers and lists, each with its one definition (docs/digest.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, Protocol

from bot.digest.course import Course
from bot.digest.periods import Period
from bot.digest.survival import NO_WAITS, Waits
from bot.questions.model import State

AUDIENCES = ("coordinators", "champions", "executive", "public")
# Working days old: up to and including the second of each; the last has no end.
BANDS: tuple[tuple[int, int | None], ...] = ((0, 1), (2, 3), (4, 7), (8, None))
SMALL = 5  # public versions hide every count below


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many."""

    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Measures:
    """The numbers of one week or month, as things stood at ``until``.

    ``open_before`` + ``asked`` + ``back`` - ``left`` = ``open``, and ``bands`` add up to ``open``. ``answered`` and the
    endings count questions, each once; ``helped`` + ``unhelpful`` + ``silent`` = ``answered``.
    """

    period: Period
    until: datetime
    asked: int = 0
    back: int = 0
    left: int = 0
    open_before: int = 0
    open: int = 0
    answered: int = 0
    confirmed: int = 0
    assumed: int = 0
    closed: int = 0
    helpful: int = 0
    unhelpful: int = 0
    silent: int = 0
    reopened: Part = Part()
    handed_off: Part = Part()
    right_first_time: Part = Part()
    to_reply: Waits = NO_WAITS
    to_claim: Waits = NO_WAITS
    to_answer: Waits = NO_WAITS
    to_solve: Waits = NO_WAITS
    bands: tuple[int, ...] = (0,) * len(BANDS)
    oldest: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One topic, dataset, department, platform or language: ``asked`` and ``answered`` in the period, ``before`` asked
    in the one before, ``open`` at its end; ``first_reply`` of those asked."""

    name: str
    asked: int
    before: int
    answered: int
    open: int
    first_reply: Waits


@dataclass(frozen=True, slots=True)
class Open:
    """A question that has no answer yet."""

    number: int
    topic: str
    days: int
    state: State
    owner: int


@dataclass(frozen=True, slots=True)
class Load:
    """What one champion carries: questions in their hands, the number that is enough for them, what they answered in
    the period, and the first and last day that they are away in the week after it."""

    person: int
    name: str
    open: int
    enough: int
    answered: int
    away: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """A topic or department for which there is nobody, or one champion alone; ``asked`` is how many questions of it
    came in the period."""

    kind: str
    name: str
    champions: int
    asked: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that people asked for and the City does not have: the dataset's title or the topic, and how many."""

    name: str
    people: int
    numbers: tuple[int, ...]


class Want(StrEnum):
    """Why a coordinator is needed, in the order in which the digest says so."""

    HELD = "held"
    HOMELESS = "homeless"
    UNCLAIMED = "unclaimed"
    OVERLOADED = "overloaded"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that only a coordinator can move. ``number`` is a question's or a person's; ``count`` working days, or
    questions held; ``name`` a topic, a champion, or what waits for review."""

    want: Want
    number: int = 0
    count: int = 0
    enough: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Searches:
    """How often people searched, how often in vain, and for which words: (words, how often), the most first."""

    times: int = 0
    in_vain: int = 0
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that the week after brings. ``what`` is the reason of a day off, who is away, or what the question
    (``number``) that wakes is about; ``until`` the last day; ``at`` the moment of an announcement of ``number``
    datasets, or of the showcase."""

    day: date
    what: str = ""
    until: date | None = None
    kind: Literal["off", "away", "announce", "showcase", "wakes"] = "off"
    number: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A question of which those hear who follow it, its dataset or its topic."""

    number: int
    topic: str
    dataset: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What happened in one week or month, counted and not looked at: how many were asked, how many got an answer, and
    by how many more are open at its end than at its beginning."""

    period: Period
    asked: int
    answered: int
    gained: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Three numbers of one week or month, each as in :class:`Measures`."""

    period: Period
    asked: int
    answered: int
    open: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was read for a digest: every question that was open or moved, and what is counted beside the history.

    ``titles`` and ``offices`` are those of the datasets by number; ``helped`` how often something that was
    there already was enough; ``review`` what waits for a coordinator's yes, by kind; ``coming`` what is planned for
    the week after; ``earlier`` what happened in the weeks or months before the last two, the newest first, where
    somebody looked.
    """

    courses: Sequence[Course] = ()
    titles: Mapping[int, str] = field(default_factory=dict)
    offices: Mapping[int, str] = field(default_factory=dict)
    helped: int = 0
    searches: Searches = Searches()
    review: Mapping[str, int] = field(default_factory=dict)
    coming: tuple[Coming, ...] = ()
    earlier: Sequence[Flow] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that any audience's digest says, of one desk and one period. Lists are whole: views cap them.
    ``names`` are the public names of everybody on the roster, ``moved`` the questions that followers hear of, ``past``
    the weeks or months up to this one, the oldest first, ``pictures`` what was painted of its charts."""

    desk: str
    period: Period
    now: Measures
    last: Measures
    needs: tuple[Need, ...] = ()
    unanswered: tuple[Open, ...] = ()
    loads: tuple[Load, ...] = ()
    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()
    missing: tuple[Missing, ...] = ()
    helped: int = 0
    searches: Searches = Searches()
    coming: tuple[Coming, ...] = ()
    review: Mapping[str, int] = field(default_factory=dict)
    timezone: str = "UTC"
    names: Mapping[int, str] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    past: tuple[Tally, ...] = ()
    pictures: Mapping[Any, bytes] = field(default_factory=dict, compare=False)

    @property
    def is_quiet(self) -> bool:
        """Nobody asked, nothing was answered, nothing is open and nobody is needed."""
        return not (self.needs or self.now.asked or self.now.answered or self.now.open or self.now.left)

    @property
    def is_still(self) -> bool:
        """Nobody asked, nothing was answered and nothing ended."""
        return not (self.now.asked or self.now.answered or self.now.left)


class Digests(Protocol):
    """What a digest is made from; one room of the unit of work."""

    def found(self, since: datetime, period: Period) -> Found:
        """Every question that is open or has moved since ``since``, with its history, and what else a period's digest
        counts. It is read in a few scans, and on a reader."""

    def flows(self, periods: Sequence[Period]) -> list[Flow]:
        """What happened in each of some weeks or months that follow each other, the newest first: counted, and not
        looked at."""
