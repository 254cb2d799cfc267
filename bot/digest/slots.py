"""When digests are due: for each audience the next time as a date in a row, and what the clock has to say of it.

A week or a month is told to an audience once, ever: the row that says when next also says which was told last.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.desk import Desk
from bot.desks.appointments import Appointment
from bot.desks.model import OFF
from bot.desks.monthly_slots import next_monthly, parse_monthly
from bot.desks.weekly_jobs import WeeklyJob
from bot.desks.weekly_slots import next_slot, parse_slot
from bot.digest.commands import DigestDue, ReckonDigests
from bot.digest.model import AUDIENCES
from bot.digest.periods import Period, month_before, week_before
from bot.engine.ports import Work

MONTHLY = frozenset({"executive", "public"})


def time_of(desk: Desk, audience: str) -> str:
    """When an audience's digest goes out, as the settings say it."""
    return str(getattr(desk.digest, "coordinator" if audience == "coordinators" else audience))


@dataclass(frozen=True, slots=True)
class DigestJob(WeeklyJob):
    """One audience's digest, at a time of the week or of the month, or never."""

    audience: str = AUDIENCES[0]

    def next_after(self, desk: Desk, at: datetime) -> datetime | None:
        """The first time later than ``at``; None where the digest is off, and for a desk that never works again."""
        said = time_of(desk, self.audience)
        if said == OFF:
            return None
        if self.audience in MONTHLY:
            return next_monthly(parse_monthly(said), desk.calendar, at)
        return next_slot([parse_slot(said)], desk.calendar, at)

    def newest(self, appointment: Appointment, desk: Desk, at: datetime) -> datetime:
        """Of the times that have come since an appointment was due, the last: what lay before it is told no more."""
        moment = appointment.due
        while (later := self.next_after(desk, moment)) is not None and later <= at:
            moment = later
        return moment


def _job(audience: str) -> DigestJob:
    return DigestJob(f"digest/{audience}", lambda desk: (time_of(desk, audience),), audience)


JOBS: Mapping[str, DigestJob] = {each: _job(each) for each in AUDIENCES}


def due(work: Work, at: datetime) -> Iterator[tuple[str, DigestDue | ReckonDigests]]:
    """What is to be done at a moment: each with what makes it the same however often it is said."""
    if work.condition.is_paused:
        return
    if any(each.is_astray(work.desk, work.appointments.get(each.name), at) for each in JOBS.values()):
        yield f"plan:{at.isoformat()}", ReckonDigests()
    for audience, job in JOBS.items():
        if moment := job.has_come(work, at):
            yield f"{audience}:{moment.isoformat()}", DigestDue(audience, moment)


def last_whole(desk: Desk, audience: str, at: datetime) -> Period:
    """The last whole week before a moment, or month for those who read monthly."""
    return (month_before if audience in MONTHLY else week_before)(at, desk.calendar)


def was_told(appointment: Appointment, period: Period) -> bool:
    """Whether a week or month was told of, or a later one."""
    return bool(appointment.told) and appointment.told >= period.name
