"""What the clock does for a question: one written-out table of waits (interaction.md, section 4.2).

A question waits for one thing at a time; the waits of its state ring one after the other. The moment of the next one
is a date in the database (``due_at``), so a restart or a missed tick loses nothing. No wait ever closes a question that
waits for the desk: only ``silent`` and ``assume`` end one, and both wait for the asker.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.desk import Timers
from bot.engine.ports import Work
from bot.people.hours import Calendar
from bot.questions.model import OPEN, PASSABLE, Question, State


class Ring(StrEnum):
    """What is due, by the name of what happens then."""

    BACKUP = "backup"
    STILL_LOOKING = "still_looking"
    INSIDE = "inside"
    STILL_ON_IT = "still_on_it"
    GIVE_BACK = "give_back"
    REMIND = "remind"
    REMIND_AGAIN = "remind_again"
    SILENT = "silent"
    ASK_VERDICT = "ask_verdict"
    ASSUME = "assume"
    WAKE = "wake"
    IN_PERSON = "in_person"
    HANDOFF_OVER = "handoff_over"


@dataclass(frozen=True, slots=True)
class Wait:
    """Ring so many working hours, or calendar days, after the first wait of the chain began."""

    ring: Ring
    hours: float = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Waits:
    """A desk's table of waits: the chain of each state, and the one that takes its place while an executive has the
    question, who is not nudged: a coordinator goes and talks to them."""

    by_state: Mapping[State, tuple[Wait, ...]]
    with_executive: tuple[Wait, ...]


@lru_cache(maxsize=256)
def table_of(timers: Timers) -> Waits:
    """The table by a desk's numbers."""
    looking = Wait(Ring.STILL_LOOKING, hours=timers.still_looking)
    return Waits(
        {
            State.UNROUTED: (looking,),
            State.OFFERED: (Wait(Ring.BACKUP, hours=timers.backup), looking, Wait(Ring.INSIDE, hours=timers.inside)),
            State.CLAIMED: (
                Wait(Ring.STILL_ON_IT, hours=timers.still_on_it),
                Wait(Ring.GIVE_BACK, hours=timers.give_back),
            ),
            State.WAITING_ASKER: (
                Wait(Ring.REMIND, days=timers.remind),
                Wait(Ring.REMIND_AGAIN, days=timers.remind_again),
                Wait(Ring.SILENT, days=timers.silent),
            ),
            State.ANSWERED: (
                Wait(Ring.ASK_VERDICT, days=timers.ask_verdict),
                Wait(Ring.ASSUME, days=timers.assume),
            ),
        },
        (Wait(Ring.IN_PERSON, hours=timers.in_person),),
    )


USUAL = Timers()
# These take something away from somebody, who must have been reminded before.
ENDINGS = frozenset({Ring.GIVE_BACK, Ring.SILENT, Ring.ASSUME})
_BEGIN = Wait(Ring.WAKE)
HANDOFF_HOURS = 8  # one working day (interaction.md, section 2.3)


@dataclass(frozen=True, slots=True)
class Due:
    """A wait that rings now. Once it has, ``rung`` waits have, and the next one counts from ``since``."""

    ring: Ring
    rung: int
    since: datetime


def waits_of(question: Question, timers: Timers = USUAL) -> tuple[Wait, ...]:
    """The chain of waits in which a question stands; empty where the clock does nothing for it."""
    table = table_of(timers)
    if question.level == "executive" and question.state in (State.OFFERED, State.CLAIMED):
        return table.with_executive
    return table.by_state.get(question.state, ())


def next_due(question: Question, calendar: Calendar, timers: Timers = USUAL) -> datetime | None:
    """When the next wait of a question rings, an open moment of ``calendar``; None where nothing is to come."""
    moments = (_next_wait(question, calendar, timers), handoff_over(question, calendar))
    return min((each for each in moments if each is not None), default=None)


def handoff_over(question: Question, calendar: Calendar) -> datetime | None:
    """Until when whoever a question was passed to may accept it; beside its other waits, since its owner still has
    it. None where it is not being passed, or nobody could accept it."""
    if not question.handoff_to or question.handoff_at is None or question.state not in PASSABLE:
        return None
    return calendar.add_working_hours(question.handoff_at, HANDOFF_HOURS)


def _next_wait(question: Question, calendar: Calendar, timers: Timers) -> datetime | None:
    if question.state is State.SNOOZED:
        return calendar.opening_of(question.until) if question.until else None
    waits, since = waits_of(question, timers), question.waits_since
    if since is None or question.rung >= len(waits):
        return None
    return _moments(waits, question.rung, since, calendar)[1]


def _moments(waits: tuple[Wait, ...], at: int, since: datetime, calendar: Calendar) -> tuple[datetime, datetime]:
    """When the wait at a place of the chain is over by the count, and when it rings: calendar days may end while the
    desk is closed."""
    wait, before = waits[at], waits[at - 1] if at else _BEGIN
    if not wait.days:
        over = calendar.add_working_hours(since, wait.hours - before.hours)
        return over, over
    over = calendar.days_later(since, wait.days - before.days)
    return over, calendar.next_open(over)


def due(question: Question, calendar: Calendar, at: datetime, timers: Timers = USUAL) -> Due | None:
    """What rings for a question at a moment, or None.

    Where several waits are over, because nobody was there to ring them, only the last one rings. But an ending never
    rings before the reminder just before it: then that reminder rings, and the ending keeps its distance from it.
    """
    passed = handoff_over(question, calendar)
    if passed is not None and passed <= at:
        return Due(Ring.HANDOFF_OVER, question.rung, question.waits_since or at)
    if question.state is State.SNOOZED:
        opens = next_due(question, calendar)
        return Due(Ring.WAKE, 0, at) if opens is not None and opens <= at else None
    waits, since = waits_of(question, timers), question.waits_since
    found: Due | None = None
    if since is None:
        return None
    for place in range(question.rung, len(waits)):
        over, rings = _moments(waits, place, since, calendar)
        if rings > at:
            break
        if found is not None and waits[place].ring in ENDINGS:
            return Due(found.ring, found.rung, at)
        ends = place + 1 < len(waits) and waits[place + 1].ring in ENDINGS
        # A reminder that comes late moves the ending after it.
        found = Due(waits[place].ring, place + 1, over + (at - rings) if ends else over)
        since = over
    return found


def ring_due(question: Question, calendar: Calendar, at: datetime) -> Ring | None:
    """The name of what :func:`due` finds."""
    found = due(question, calendar, at)
    return found.ring if found else None


def calendar_of(question: Question, work: Work) -> Calendar:
    """Whose hours a question's waits are counted in: its champion's while they hold it, else the desk's."""
    if question.state in (State.CLAIMED, State.SNOOZED):
        owner = work.roster.get(question.owner)
        if owner is not None and owner.row.hours:
            return work.desk.calendar.with_hours(owner.row.hours)
    return work.desk.calendar


def back_from_leave(question: Question, work: Work, at: datetime) -> datetime | None:
    """When whoever holds a question is back, if they are away: nothing rings for it before. None where they are not
    away, and where it was passed to somebody else, for whom it goes on."""
    owner = work.roster.get(question.owner) if question.state in (State.CLAIMED, State.SNOOZED) else None
    if owner is None or owner.away_until is None or question.handoff_to or not owner.is_away(at, work.desk.calendar):
        return None
    own = calendar_of(question, work)
    return when_both(work.desk.calendar, own, own.opening_of(owner.away_until + timedelta(days=1)))


def when_both(desk: Calendar, own: Calendar, at: datetime) -> datetime:
    """The first moment from ``at`` on at which the desk and its champion both work; where they have no hours in
    common within two weeks, the desk's next opening: whoever works in the evenings hears of it by day."""
    first = moment = desk.next_open(at)
    if own is desk:
        return first
    while moment < first + timedelta(days=14):
        if own.is_open(moment):
            return moment
        moment = desk.next_open(own.next_open(moment))
    return first


def wound(question: Question, work: Work) -> Question:
    """The question with the date of its next wait: for whoever is about to save it."""
    own = calendar_of(question, work)
    rings = next_due(question, own, work.desk.timers)
    if rings is not None and own is not work.desk.calendar:
        rings = when_both(work.desk.calendar, own, rings)
    return question if rings == question.due_at else question.but(due_at=rings)


MOST = 2_000  # open questions whose waits are wound anew at once; the others are, when they ring


def wind_anew(work: Work) -> None:
    """Give every open question the date that the desk's hours and numbers of now give its next wait."""
    for question in work.questions.queue(states=tuple(OPEN), limit=MOST):
        again = wound(question, work)
        if again.due_at != question.due_at:
            work.questions.wind(again)
