"""One question's course, read from its history: the one definition of every moment that the digest counts.

docs/digest.md says the same in the words of those who read a digest.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.digest.ledger import HOUR, Ledger
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
SOLVES = frozenset({"confirm", "confirm_community"})
_TOLD = REPLIES | TAKES | ANSWERS | HANDOFFS | REVISIONS | SOLVES | {"reject", "reopen"}
PAUSED = frozenset({State.WAITING_ASKER, State.ANSWERED})  # the next move is the asker's (interaction.md, section 5.1)
UNANSWERED = OPEN - {State.ANSWERED}
_INSTANT = timedelta(microseconds=1)
CLOCK = 0  # who acts where nobody does


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
        last = self.until - _INSTANT  # a week ends on its Sunday, and not on the Monday after it
        whole = ledger.days(self.asked, last)
        return whole - sum([ledger.days(since, min(until, last)) for _, since, until in self.pauses])

    def waited(self, ledger: Ledger, event: datetime | None, begun: timedelta) -> Waited:
        """The working hours from asking to ``event``, without those in which the asker was asked back and silent.
        Where it has not come: those up to now, or to when the question was left. ``begun`` is what the ledger had
        worked when they asked."""
        end = event or self.over or self.until
        hours = (ledger.worked(end) - begun) / HOUR
        for state, since, until in self.pauses:
            if state is State.WAITING_ASKER and since < end:
                hours -= ledger.hours(since, min(until, end))
        return Waited(max(hours, 0.0), event is not None)

    def verdict(self) -> bool | None:
        """What the asker last said of an answer: by solving or rejecting it, else by **Helpful**; None for nothing."""
        if self.verdicts:
            return self.verdicts[-1][1]
        return {"yes": True, "no": False}.get(self.course.rated)


def life_of(course: Course, until: datetime) -> Life:
    """What had become by a moment of a question that was asked before it."""
    first = course.lines[0]
    life = Life(course, first.at, until, first.after)
    was, since, latest = State.DRAFT, first.at, first.at
    for at, verb, after, by in course.lines:
        if at < latest:
            at = latest  # heard late: what had been done by then was done without it
        latest = at
        if at >= until:
            break
        if verb in _TOLD:
            _note(life, at, verb, by)
        if after is not was:
            if was in PAUSED:
                life.pauses += ((was, since, at),)
            if (after in OPEN) is not (was in OPEN):
                _cross(life, at, verb, after, by)
            was, since = after, at
    if was in PAUSED:
        life.pauses += ((was, since, until),)
    life.state = was
    life.over = None if was in OPEN else since
    return life


def _note(life: Life, at: datetime, verb: str, by: int) -> None:
    """What a line says of the asker's wait, whether or not the question moves by it."""
    asker = life.course.asker
    if life.replied is None and verb in REPLIES and (by not in (CLOCK, asker) or verb == "confirm_community"):
        life.replied = at
    if life.claimed is None and verb in TAKES:
        life.claimed = at
    if verb in ANSWERS:
        life.answers += ((at, by if verb == "answer" else CLOCK),)
        life.answered = life.answered or at
    if verb == "reject":
        life.verdicts += ((at, False),)
    elif verb in SOLVES and _is_sure(life, verb, by):
        life.verdicts += ((at, True),)
        life.confirmed = life.confirmed or at
    elif verb == "reopen":
        life.reopened += (at,)
    elif verb in HANDOFFS:
        life.handed += (at,)
    elif verb in REVISIONS:
        life.revised += (at,)


def _cross(life: Life, at: datetime, verb: str, after: State, by: int) -> None:
    """A line by which a question comes to be open, or ceases to be."""
    if after in OPEN:
        life.came += (at,)
        return
    life.left += (at,)
    if after is State.SOLVED:
        life.endings += ((at, "confirmed" if _is_sure(life, verb, by) else "assumed"),)
    elif after is State.CLOSED:
        life.endings += ((at, "closed"),)


def _is_sure(life: Life, verb: str, by: int) -> bool:
    """Whether the asker says that it is solved, and nobody in their place."""
    return verb == "confirm_community" or (verb == "confirm" and by == life.course.asker)
