"""When digests are due: for each audience the next time as a date in a row, and what the clock has to say of it.

A week or a month is told to an audience once, ever. The row that says when is moved on, and says which was told, in the
same transaction that hangs the cards, from exactly the moment that was due: whoever comes second finds another moment
there and does nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.desk import Desk
from bot.desks.appointments import Appointment
from bot.desks.model import OFF
from bot.desks.monthly_slots import next_monthly, parse_monthly
from bot.desks.weekly_slots import may_be_told, next_slot, parse_slot
from bot.digest.commands import DigestDue, ReckonDigests
from bot.digest.model import AUDIENCES
from bot.digest.periods import Period, month_before, week_before
from bot.engine.ports import Work

MONTHLY = frozenset({"executive", "public"})
NEVER_YEAR = 9_000


def job(audience: str) -> str:
    """The name of an audience's appointment."""
    return f"digest/{audience}"


def time_of(desk: Desk, audience: str) -> str:
    """When an audience's digest goes out, as the settings say it."""
    return str(getattr(desk.digest, "coordinator" if audience == "coordinators" else audience))


def due(work: Work, at: datetime) -> Iterator[tuple[str, DigestDue | ReckonDigests]]:
    """What is to be done at a moment: each with what makes it the same however often it is said."""
    desk = work.desk
    if work.condition.is_paused:
        return
    every = {each: work.appointments.get(job(each)) for each in AUDIENCES}
    if any(found is None or _is_stale(found, desk, each, at) for each, found in every.items()):
        yield f"plan:{at.isoformat()}", ReckonDigests()
    for each, found in every.items():
        if found is not None and may_be_told(found.due, desk.calendar, at):
            yield f"{each}:{found.due.isoformat()}", DigestDue(each, found.due)


def _is_stale(found: Appointment, desk: Desk, audience: str, at: datetime) -> bool:
    return found.plan != plan_of(desk, audience) and found.due > at


def plan_of(desk: Desk, audience: str) -> str:
    """All that the next time is reckoned from, in a line; where it differs, it is reckoned anew."""
    closed = ",".join(day.isoformat() for day, _ in desk.closed)
    return "|".join((time_of(desk, audience), desk.timezone, desk.hours, desk.holidays, closed))


def next_due(desk: Desk, audience: str, at: datetime) -> datetime | None:
    """The next time after a moment; None where the digest is off, and for a desk that never works again."""
    said = time_of(desk, audience)
    if said == OFF:
        return None
    if audience in MONTHLY:
        return next_monthly(parse_monthly(said), desk.calendar, at)
    return next_slot([parse_slot(said)], desk.calendar, at)


def after(desk: Desk, audience: str, at: datetime, before: Appointment | None = None) -> Appointment:
    """The next appointment after a moment; where there is none its date is the farthest."""
    moment = next_due(desk, audience, at) or datetime.max.replace(tzinfo=at.tzinfo, year=NEVER_YEAR)
    if before is not None:
        return replace(before, due=moment, plan=plan_of(desk, audience))
    return Appointment(job(audience), moment, plan_of(desk, audience))


def taken(work: Work, audience: str, at: datetime) -> Appointment:
    """The next appointment as it is written down, and nobody else's for now. Made where there is none, and anew where
    it is reckoned from other settings and has not come yet."""
    found = work.appointments.take(job(audience))
    if found is None or _is_stale(found, work.desk, audience, at):
        found = after(work.desk, audience, at, found)
        work.appointments.make(found)
    return found


def appointed(work: Work, audience: str, at: datetime) -> Appointment:
    """The next appointment as people are told of it; reckoned now where the clock has not done so yet."""
    found = work.appointments.get(job(audience))
    if found is None or _is_stale(found, work.desk, audience, at):
        return after(work.desk, audience, at, found)
    return found


def newest(appointment: Appointment, desk: Desk, audience: str, at: datetime) -> datetime:
    """Of the times that have come since an appointment was due, the last: what lay before it is told no more."""
    moment = appointment.due
    while (later := next_due(desk, audience, moment)) is not None and later <= at:
        moment = later
    return moment


def last_whole(desk: Desk, audience: str, at: datetime) -> Period:
    """The last whole week before a moment, or month for those who read monthly."""
    return (month_before if audience in MONTHLY else week_before)(at, desk.calendar)


def was_told(appointment: Appointment, period: Period) -> bool:
    """Whether a week or month was told of, or a later one."""
    return bool(appointment.told) and appointment.told >= period.name
