"""Projects: what people built with the city's data, and what others write to who made them (interaction.md, §3.7)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.engine.request import Place

TITLE = 100  # characters, each
LINK = 500
DOES = 600
RUNS = 120
HELP = 200
LICENCE = 80
ALT = 300
NEWS = 300
DATASETS = 5  # of one project


class ProjectState(StrEnum):
    """Where a project stands."""

    DRAFT = "draft"  # its maker alone reads it
    REVIEW = "review"  # for a coordinator to look at
    CHANGES = "changes"  # for its maker to change something
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by its maker
    REMOVED = "removed"  # by a coordinator


# Their address is taken: whoever sends it in again is told so.
STANDING = frozenset({ProjectState.REVIEW, ProjectState.CHANGES, ProjectState.APPROVED})
GONE = frozenset({ProjectState.WITHDRAWN, ProjectState.REMOVED})


class Stage(StrEnum):
    """How far a project has come, as its maker says."""

    IDEA = "idea"
    PROTOTYPE = "prototype"
    LIVE = "live"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Project:
    """One project. ``datasets`` are the desk's short numbers, the most important first; ``address`` is ``url`` as
    :func:`bot.showcase.addresses.canonical` writes it, by which it is known again. ``image`` is the hash of a stored
    picture and ``alt`` its description, "" for none.

    ``maker`` is a person's number, 0 once they were forgotten, and ``where`` the place where they sent it in;
    ``suggested`` says that they did not make it themselves: then nobody is asked about it. ``edition`` counts how
    often it was sent in: a decision names the one that it was made on. ``dead`` says that its link led nowhere when it
    was last checked.
    ``reason`` is what its maker was told with the last decision, by ``decided_by`` (0 for nobody).

    ``news`` is what was new at ``news_at``, approved like the rest; ``fresh`` is news that waits for a coordinator.
    ``shown_at`` and ``times_shown`` are of the rotation: when it was last shown, and how often.
    """

    number: int
    title: str
    url: str
    address: str
    does: str
    datasets: tuple[int, ...]
    maker: int
    where: Place
    submitted_at: datetime
    stage: Stage = Stage.LIVE
    runs: str = ""
    help_wanted: str = ""
    licence: str = ""
    image: str = ""
    alt: str = ""
    state: ProjectState = ProjectState.DRAFT
    edition: int = 1
    suggested: bool = False
    dead: bool = False
    decided_by: int = 0
    reason: str = ""
    approved_at: datetime | None = None
    news: str = ""
    news_at: datetime | None = None
    fresh: str = ""
    shown_at: datetime | None = None
    times_shown: int = 0
    version: int = field(default=1, compare=False)

    @property
    def id(self) -> str:
        """The number as people read it: ``S-12``."""
        return f"S-{self.number}"

    @property
    def platform(self) -> str:
        """Where its maker sent it in."""
        return self.where.platform

    @property
    def waits(self) -> bool:
        """True while a coordinator owes it a look: as a whole, or at its news."""
        return self.state is ProjectState.REVIEW or (self.state is ProjectState.APPROVED and bool(self.fresh))

    @property
    def is_public(self) -> bool:
        """True where it was approved, and nobody has taken it away since; a change of it may be waiting."""
        return self.approved_at is not None and self.state in STANDING

    @property
    def has_maker(self) -> bool:
        """True where whoever made it can be written to."""
        return self.maker > 0 and not self.suggested

    @property
    def says(self) -> str:
        """All its words that go public, one to a line."""
        return "\n".join((self.title, self.does, self.runs, self.help_wanted, self.licence, self.alt))


class LetterKind(StrEnum):
    """Why somebody writes to who made a project."""

    ASK = "ask"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote to who made a project, and what these answered; "" while they have not. Both are reached
    through us: ``where`` is the place where it was written."""

    number: int
    project: int
    person: int
    kind: LetterKind
    text: str
    at: datetime
    where: Place
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def id(self) -> str:
        """The number as people read it: ``M-3``."""
        return f"M-{self.number}"


class Projects(Protocol):
    """The projects of one desk, and the letters to who made them."""

    def add(self, project: Project) -> Project:
        """Write a new project; gives it the desk's next number. Raises Conflict where one that stands has its address
        meanwhile."""

    def get(self, number: int) -> Project | None:
        """The project with that number."""

    def save(self, project: Project) -> Project:
        """Write a changed project. Raises Conflict where somebody else was quicker."""

    def standing_at(self, address: str) -> Project | None:
        """The project that stands (``STANDING``) at a canonical address."""

    def of(self, states: Collection[ProjectState]) -> tuple[Project, ...]:
        """Every project in one of these states, the one that was sent in first at the front."""

    def waiting(self) -> tuple[Project, ...]:
        """Every project that waits for a coordinator, the one that was sent in first at the front."""

    def by(self, maker: int) -> tuple[Project, ...]:
        """Everything that somebody ever sent in, the newest first."""

    def last_sent(self, maker: int) -> datetime | None:
        """When somebody last sent in a new project; None for never."""

    def write_letter(self, letter: Letter) -> Letter:
        """Write a new letter; gives it the desk's next number."""

    def letter(self, number: int) -> Letter | None:
        """The letter with that number."""

    def answer(self, letter: Letter) -> bool:
        """Write the answer to a letter; False where it has one already."""

    def drop_letter(self, number: int) -> None:
        """Keep a letter no longer."""

    def letters_of(self, person: int, since: datetime) -> tuple[Letter, ...]:
        """What somebody wrote since a moment, the newest first."""

    def letters_to(self, project: int) -> tuple[Letter, ...]:
        """What was written to who made a project, the newest first."""
