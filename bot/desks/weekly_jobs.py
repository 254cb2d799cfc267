"""Weekly jobs: what a desk does at times of the week, each time once, ever (interaction.md, sections 3.6 to 3.8).

The next time of a job is a date in a row (:mod:`bot.desks.appointments`). The row is moved on in the same transaction
that hangs the cards, from exactly the moment that was due: whoever comes second, or again, finds another moment there
and does nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.desks.appointments import Appointment, Appointments
from bot.desks.model import Desk
from bot.desks.weekly_slots import may_be_told, next_slot, parse_slot
from bot.engine.slots import IN_HOURS


class HasAppointments(Protocol):
    """Whatever knows a desk and its appointments."""

    @property
    def desk(self) -> Desk:
        """The desk's settings."""

    @property
    def appointments(self) -> Appointments:
        """What it does at fixed times of the week."""


def labels_at(desk: Desk, at: datetime) -> tuple[str, ...]:
    """The labels of what is told when its time has come: what a platform cannot show before the desk closes waits for
    the morning; what is told out of hours is meant so."""
    return (IN_HOURS,) if desk.calendar.is_open(at) else ()


@dataclass(frozen=True, slots=True)
class WeeklyJob:
    """One job by its ``name`` ("announce"); ``times`` gives when a desk does it, as desk.yml says ("Tue 10:00")."""

    name: str
    times: Callable[[Desk], Sequence[str]]

    def plan_of(self, desk: Desk) -> str:
        """All that the next slot is reckoned from, in a line; where it differs, the slot is reckoned anew."""
        closed = ",".join(day.isoformat() for day, _ in desk.closed)
        return "|".join((";".join(self.times(desk)), desk.timezone, desk.hours, desk.holidays, closed))

    def next_after(self, desk: Desk, at: datetime) -> datetime | None:
        """The first moment of a slot later than ``at``; None for a desk that never works again."""
        return next_slot([parse_slot(each) for each in self.times(desk)], desk.calendar, at)

    def after(self, desk: Desk, at: datetime, before: Appointment | None = None) -> Appointment:
        """The next slot after a moment. A desk that never works again has none within reach: its date is the
        farthest."""
        moment = self.next_after(desk, at) or datetime.max.replace(tzinfo=at.tzinfo, year=9_000)
        if before is not None:
            return replace(before, due=moment, plan=self.plan_of(desk))
        return Appointment(self.name, moment, self.plan_of(desk))

    def taken(self, work: HasAppointments, at: datetime) -> Appointment:
        """The next slot as it is written down, and nobody else's for now: whoever does the job, or changes what it
        would do, takes it first, so that two who do so at once do it one after the other, and the second sees what the
        first has done. Made where there is none, and anew where it is reckoned from other settings and has not come
        yet."""
        found = work.appointments.take(self.name)
        if self.is_astray(work.desk, found, at):
            found = self.after(work.desk, at, found)
            work.appointments.make(found)
        assert found is not None  # what is not there is astray
        return found

    def appointed(self, work: HasAppointments, at: datetime) -> Appointment:
        """The next slot as it is told to people; reckoned now where the clock has not done so yet."""
        found = work.appointments.get(self.name)
        if found is None or self.is_astray(work.desk, found, at):
            return self.after(work.desk, at, found)
        return found

    def is_astray(self, desk: Desk, found: Appointment | None, at: datetime) -> bool:
        """Whether the next slot is not written down, or was reckoned from other settings and has not come yet."""
        return found is None or (found.plan != self.plan_of(desk) and found.due > at)

    def has_come(self, work: HasAppointments, at: datetime) -> datetime | None:
        """The moment of the slot that has come and may be told now; None where there is none."""
        found = work.appointments.get(self.name)
        return found.due if found is not None and may_be_told(found.due, work.desk.calendar, at) else None

    def begins(self, work: HasAppointments, due: datetime | None, at: datetime) -> Appointment | None:
        """Move the slot of that moment on. Gives what stood there for whoever did it, to do the job now; None for
        everybody else."""
        found = work.appointments.take(self.name)
        if due is None or found is None or found.due != due:
            return None
        return found if work.appointments.move(self.name, due, self.after(work.desk, at, found)) else None

    def pause(self, work: HasAppointments, at: datetime) -> Appointment:
        """Let slots pass from now on; gives what stood there, with since when where that was so already."""
        before = self.taken(work, at)
        if before.paused_at is None:
            work.appointments.make(replace(before, paused_at=at))
        return before

    def resume(self, work: HasAppointments, at: datetime) -> Appointment:
        """From the next slot on it is done again, never at one that has passed; gives what stood there."""
        before = self.taken(work, at)
        if before.paused_at is not None:
            work.appointments.make(replace(before, paused_at=None))
        return before
