"""When announcements are due: the next slot as a date in a row, and what the clock has to say of it.

A slot is told once, ever. The row is moved on in the same transaction that hangs the cards, from exactly the moment
that was due: whoever comes second, or again, finds another moment there and does nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.catalog.announcing.brake import to_hold
from bot.catalog.announcing.changes import TOLD_AT_ONCE
from bot.catalog.announcing.commands import LookThrough, SlotDue
from bot.catalog.finds import FindKind, FindState
from bot.desk import Desk
from bot.desks.appointments import Appointment
from bot.desks.weekly_slots import may_be_told, next_slot, parse_slot
from bot.engine.ports import Work

JOB = "announce"


def due(work: Work, at: datetime) -> Iterator[tuple[str, SlotDue | LookThrough]]:
    """What is to be done at a moment: each with what makes it the same however often it is said."""
    desk = work.desk
    if work.condition.is_paused:
        return
    appointment = work.appointments.get(JOB)
    waits = work.finds.of(FindState.WAITING, set(FindKind))
    stray = work.finds.stray()
    live = not desk.practice
    tells = live and desk.calendar.is_open(at)
    if appointment is None or (appointment.plan != plan_of(desk) and appointment.due > at):
        yield f"plan:{at.isoformat()}", LookThrough()
    elif (live and (stray or to_hold(waits, desk.announce))) or (tells and any(e.kind in TOLD_AT_ONCE for e in waits)):
        yield f"found:{max(each.number for each in (*waits, *stray))}:{at.isoformat()}", LookThrough()
    if appointment is not None and may_be_told(appointment.due, desk.calendar, at):
        yield appointment.due.isoformat(), SlotDue(appointment.due)


def plan_of(desk: Desk) -> str:
    """All that the next slot is reckoned from, in a line; where it differs, the slot is reckoned anew."""
    closed = ",".join(day.isoformat() for day, _ in desk.closed)
    return "|".join((";".join(desk.announce.slots), desk.timezone, desk.hours, desk.holidays, closed))


def after(desk: Desk, at: datetime, before: Appointment | None = None) -> Appointment:
    """The next slot after a moment. A desk that never works again has none within reach: its date is the farthest."""
    moment = next_slot([parse_slot(each) for each in desk.announce.slots], desk.calendar, at)
    moment = moment or datetime.max.replace(tzinfo=at.tzinfo, year=9_000)
    if before is not None:
        return replace(before, due=moment, plan=plan_of(desk))
    return Appointment(JOB, moment, plan_of(desk))


def taken(work: Work, at: datetime) -> Appointment:
    """The next slot as it is written down, and nobody else's for now: whoever tells or holds takes it first, so that
    two who do so at once do it one after the other, and the second sees what the first has done. Made where there is
    none, and anew where it is reckoned from other settings and has not come yet."""
    found = work.appointments.take(JOB)
    if found is None or (found.plan != plan_of(work.desk) and found.due > at):
        found = after(work.desk, at, found)
        work.appointments.make(found)
    return found


def appointed(work: Work, at: datetime) -> Appointment:
    """The next slot as it is told to people; reckoned now where the clock has not done so yet."""
    found = work.appointments.get(JOB)
    if found is None or (found.plan != plan_of(work.desk) and found.due > at):
        return after(work.desk, at, found)
    return found
