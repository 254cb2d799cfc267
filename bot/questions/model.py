"""What a question is: its state, its people, and the history that everything else is counted from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.engine.request import Place


class State(StrEnum):
    """Where a question stands (interaction.md, section 5.1)."""

    DRAFT = "draft"
    HELD = "held"
    UNROUTED = "unrouted"
    OFFERED = "offered"
    CLAIMED = "claimed"
    WAITING_ASKER = "waiting_asker"
    SNOOZED = "snoozed"
    ANSWERED = "answered"
    SOLVED = "solved"
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


OPEN = frozenset(
    {
        State.HELD,
        State.UNROUTED,
        State.OFFERED,
        State.CLAIMED,
        State.WAITING_ASKER,
        State.SNOOZED,
        State.ANSWERED,
    }
)
OWNED = frozenset({State.CLAIMED, State.SNOOZED, State.WAITING_ASKER})
PASSABLE = frozenset({State.CLAIMED, State.WAITING_ASKER})  # its owner may pass it on, and the other accept it


class Mover(StrEnum):
    """Whose move it is, in the order of who waits: every card says this in words."""

    ASKER = "asker"
    CHAMPIONS = "champions"
    CHAMPION = "champion"
    COORDINATOR = "coordinator"
    THIRD_PARTY = "third party"
    NOBODY = "nobody"


NEXT_MOVE: dict[State, Mover] = {
    State.DRAFT: Mover.ASKER,
    State.HELD: Mover.COORDINATOR,
    State.UNROUTED: Mover.COORDINATOR,
    State.OFFERED: Mover.CHAMPIONS,
    State.CLAIMED: Mover.CHAMPION,
    State.WAITING_ASKER: Mover.ASKER,
    State.SNOOZED: Mover.THIRD_PARTY,
    State.ANSWERED: Mover.ASKER,
    State.SOLVED: Mover.NOBODY,
    State.CLOSED: Mover.NOBODY,
    State.DUPLICATE: Mover.NOBODY,
    State.WITHDRAWN: Mover.NOBODY,
    State.REMOVED: Mover.NOBODY,
}


class Share(StrEnum):
    """How the asker wants to be seen."""

    NAMED = "named"
    UNNAMED = "unnamed"
    PRIVATE = "private"


class CloseReason(StrEnum):
    """Why a question was set aside (interaction.md, section 5.1)."""

    NO_DATA = "no_data"
    NOT_SHAREABLE = "not_shareable"
    NOT_CITY_DATA = "not_city_data"
    ASKER_SILENT = "asker_silent"
    SPAM = "spam"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asked, as their cards need to know them; ``messages`` is how they want to be written to, and
    ``has_left`` says that none of their accounts is there any more: ``user`` is empty then."""

    number: int
    name: str = ""
    language: str = "en"
    platform: str = ""
    team: str = ""
    user: str = ""
    messages: str = ""
    has_left: bool = False


@dataclass(frozen=True)
class Question:
    """One question as it stands; ``version`` guards against two people changing it at once.

    ``number`` is the desk's own (``Q-142``); ``deadline`` is when the asker needs the answer, if they said so.
    ``owner``, ``offered_to``, ``backup`` and ``handoff_to`` are numbers of people on the roster, 0 for nobody.
    ``handoff_at`` is when it was last passed on.
    ``waits_since`` is the moment from which its next wait counts, ``rung`` how many waits have rung since the last
    move that counted, and ``due_at`` when the next one rings, None where nothing is to come (``timers.py``).
    ``demand`` counts those who said "me too", each once; ``helpful`` the readers whom the standing answer helped, and
    ``rated`` is what its asker says of it ("yes", "no"). ``second`` is a champion who was asked to look beside the
    owner, ``replied`` says that the owner wrote something in the thread that may be the answer.
    """

    number: int
    text: str
    asker: Asker
    share: Share
    origin: Place
    asked_at: datetime
    changed_at: datetime
    language: str = "en"
    dataset: int = 0
    dataset_title: str = ""
    topic: str = ""
    state: State = State.DRAFT
    level: str = "external"
    owner: int = 0
    offered_to: int = 0
    backup: int = 0
    handoff_to: int = 0
    handoff_at: datetime | None = None
    why: str = ""
    promised: date | None = None
    deadline: date | None = None
    until: date | None = None
    duplicate_of: int = 0
    prior: State | None = None
    close_reason: str = ""
    confirmed: str = ""
    solved_by: str = ""
    reopened: int = 0
    rejected: int = 0
    handoffs: int = 0
    entries: int = 0
    erased: bool = False
    waits_since: datetime | None = None
    rung: int = 0
    due_at: datetime | None = None
    demand: int = 0
    second: int = 0
    helpful: int = 0
    rated: str = ""
    replied: bool = False
    edited: bool = False
    version: int = 0

    def but(self, **changes: Any) -> "Question":
        """The same question with these fields changed: ``dataclasses.replace`` at a tenth of its price, on a way
        that every command takes. Raises TypeError for a field that there is none of."""
        if unknown := changes.keys() - self.__dict__.keys():
            raise TypeError(f"a question has no {', '.join(sorted(unknown))}")
        changed = object.__new__(Question)
        changed.__dict__.update(self.__dict__, **changes)
        return changed

    @property
    def id(self) -> str:
        """The number as people read it: ``Q-142``."""
        return f"Q-{self.number}"

    @property
    def is_open(self) -> bool:
        """True while somebody still owes a move."""
        return self.state in OPEN

    @property
    def answer_is_due(self) -> bool:
        """True while the desk or the asker still has a move, so that the card says whose."""
        return self.state in OPEN - {State.ANSWERED}

    @property
    def is_private(self) -> bool:
        """True where no public card may ever exist."""
        return self.share is Share.PRIVATE


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a question's history: the audit log and the source of every metric.

    ``note`` is what a person wrote with the move; it is kept in the one table of people's words. ``platform`` is
    where they did it from; empty for what the clock does, and for lines older than version 0.2. ``edited`` says that
    the note was changed since, or taken back.
    """

    question: int
    number: int
    verb: str
    before: State
    after: State
    by: int
    at: datetime
    note: str = ""
    platform: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a champion answered, with its caveat and source; ``platform`` is where they wrote it (empty: not known),
    ``edited`` says that its text was changed since. ``corrects`` is the number of the answer that this one puts right,
    ``number`` its own; 0 for none."""

    question: int
    by: int
    at: datetime
    text: str
    caveat: str = ""
    source: str = ""
    dataset: int = 0
    helper: bool = False
    platform: str = ""
    edited: bool = False
    corrects: int = 0
    number: int = field(default=0, compare=False)


class DraftKind(StrEnum):
    """What a draft will become when it is submitted."""

    QUESTION = "question"
    ANSWER = "answer"
    CORRECTION = "correction"  # of the answer that stands
    ROSTER = "roster"
    SETTINGS = "settings"
    PORTAL = "portal"  # an address that was looked at, and is not the desk's yet
    TRACK = "track"
    SHOWCASE = "showcase"  # a project that is being described, as JSON
    SAID = "said"  # what was kept back for what it looks like; ``source`` is the command without its words


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is not public yet, kept 24 hours (interaction.md, section 2.2).

    Long text lives here and never in a line. ``used`` is the question it became: submitting is compare-and-set, and
    the second press of the same button finds the same question.
    """

    number: int
    kind: DraftKind
    person: int
    text: str
    at: datetime
    where: Place
    question: int = 0
    dataset: int = 0
    share: str = ""
    topic: str = ""
    caveat: str = ""
    source: str = ""
    deadline: date | None = None
    thread: str = ""
    used: int = 0

    @property
    def id(self) -> str:
        """The number as buttons carry it: ``D-17``."""
        return f"D-{self.number}"
