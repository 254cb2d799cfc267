"""One question's course, read from its history: the one definition of every moment that the digest counts.

docs/digest.md says the same in the words of those who read a digest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.digest.ledger import Ledger
from bot.digest.survival import Waited
from bot.questions.model import OPEN, State

# What a person writes to whoever asked, or does about the question in public words. Taking it is no reply.
REPLIES = frozenset(
    {"answer", "clarify", "helper_reply", "asked_answer", "still_working", "snooze", "close", "confirm_community"}
)
TAKES = frozenset({"claim", "assign", "answer"})
ANSWERS = frozenset({"answer", "confirm_community"})
HANDOFFS = frozenset({"handoff_accept", "take_over"})
REVISIONS = frozenset({"correct", "retract_answer"})
PAUSED = frozenset({State.WAITING_ASKER, State.ANSWERED})  # the next move is the asker's (interaction.md, section 5.1)
UNANSWERED = OPEN - {State.ANSWERED}
CLOCK = 0  # who acts where nobody does

Span = tuple[datetime, datetime]


class Line(NamedTuple):
    """One line of the history: when, what, where the question stood after it, and by whom (0: the clock)."""

    at: datetime
    verb: str
    after: State
    by: int


@dataclass(frozen=True, slots=True)
class Course:
    """A question with its history, oldest line first. ``people`` is how many want to know: the asker, and all who said
    "me too". ``rated`` is what the asker says of the answer that stands by **Helpful** ("yes", "no", "")."""

    number: int
    asker: int
    lines: tuple[Line, ...]
    owner: int = 0
    platform: str = ""
    language: str = ""
    topic: str = ""
    dataset: int = 0
    close_reason: str = ""
    rated: str = ""
    people: int = 1


@dataclass(slots=True)
class Life:
    """What had become of a question by a moment. Moments that had not come are None.

    ``replied`` is the first that a person wrote to the asker, ``claimed`` when somebody first took it, ``answered`` its
    first answer, ``confirmed`` when its asker first said that it is solved. ``over`` is when it was last left, where it
    is not open. ``answers`` are all, with who gave them; ``endings`` all, as "confirmed", "assumed" or "closed".
    """

    course: Course
    asked: datetime
    until: datetime
    state: State
    replied: datetime | None = None
    claimed: datetime | None = None
    answered: datetime | None = None
    confirmed: datetime | None = None
    over: datetime | None = None
    answers: tuple[tuple[datetime, int], ...] = ()
    endings: tuple[tuple[datetime, str], ...] = ()
    verdicts: tuple[tuple[datetime, bool], ...] = ()
    came: tuple[datetime, ...] = ()
    left: tuple[datetime, ...] = ()
    reopened: tuple[datetime, ...] = ()
    handed: tuple[datetime, ...] = ()
    revised: tuple[datetime, ...] = ()
    pauses: tuple[tuple[State, datetime, datetime], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still owed it a move."""
        return self.state in OPEN

    def age(self, ledger: Ledger) -> int:
        """Working days since the person asked, minus the days on which the asker was waited for."""
        whole = ledger.days(self.asked, self.until)
        return whole - sum([ledger.days(since, until) for _, since, until in self.pauses]) if self.pauses else whole

    def waited(self, ledger: Ledger, event: datetime | None) -> Waited:
        """The working hours from asking to ``event``, without those in which the asker was asked back and silent.
        Where it has not come: those up to now, or to when the question was left."""
        end = event or self.over or self.until
        hours = ledger.hours(self.asked, end)
        for state, since, until in self.pauses:
            if state is State.WAITING_ASKER and since < end:
                hours -= ledger.hours(since, min(until, end))
        return Waited(max(hours, 0.0), event is not None)

    def verdict(self) -> bool | None:
        """What the asker last said of an answer: by solving or rejecting it, else by **Helpful**; None for nothing."""
        if self.verdicts:
            return self.verdicts[-1][1]
        return {"yes": True, "no": False}.get(self.course.rated)


def lives(courses: Iterable[Course], until: datetime) -> Iterator[Life]:
    """What had become of each question that was asked before ``until``."""
    for course in courses:
        if course.lines and course.lines[0].at < until:
            yield _lived(course, until)


def _lived(course: Course, until: datetime) -> Life:
    first = course.lines[0]
    life = Life(course, first.at, until, first.after)
    was, since = State.DRAFT, first.at
    for line in course.lines:
        if line.at >= until:
            break
        _note(life, line)
        if line.after is not was:
            if was in PAUSED:
                life.pauses += ((was, since, line.at),)
            _cross(life, line, was)
            was, since = line.after, line.at
    if was in PAUSED:
        life.pauses += ((was, since, until),)
    life.state = was
    life.over = None if was in OPEN else since
    return life


def _note(life: Life, line: Line) -> None:
    """What a line says of the asker's wait, whether or not the question moves by it."""
    at, verb, _, by = line
    asker = life.course.asker
    if verb in REPLIES and life.replied is None and (by not in (CLOCK, asker) or verb == "confirm_community"):
        life.replied = at
    if verb in TAKES and life.claimed is None:
        life.claimed = at
    if verb in ANSWERS:
        life.answers += ((at, by if verb == "answer" else CLOCK),)
        life.answered = life.answered or at
    if verb == "reject":
        life.verdicts += ((at, False),)
    elif verb == "confirm_community" or (verb == "confirm" and by == asker):
        life.verdicts += ((at, True),)
        life.confirmed = life.confirmed or at
    elif verb == "reopen":
        life.reopened += (at,)
    elif verb in HANDOFFS:
        life.handed += (at,)
    elif verb in REVISIONS:
        life.revised += (at,)


def _cross(life: Life, line: Line, was: State) -> None:
    """What a line that moves the question says of what is open."""
    if line.after in OPEN and was not in OPEN:
        life.came += (line.at,)
    elif was in OPEN and line.after not in OPEN:
        life.left += (line.at,)
    if was not in OPEN:
        return
    if line.after is State.SOLVED:
        sure = line.verb == "confirm_community" or (line.verb == "confirm" and line.by == life.course.asker)
        life.endings += ((line.at, "confirmed" if sure else "assumed"),)
    elif line.after is State.CLOSED:
        life.endings += ((line.at, "closed"),)
