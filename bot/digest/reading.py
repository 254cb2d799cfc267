"""What a digest is made of, read at one moment, and the digest that is worked out of it where nobody waits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.catalog.finds import FindState
from bot.desk import Desk
from bot.digest.charts import PERIODS
from bot.digest.making import digest_of
from bot.digest.model import Coming, Digest, Found
from bot.digest.periods import Period, before
from bot.engine.ports import Work
from bot.people.persons import Roster
from bot.questions.model import State

MOST_ASLEEP = 500  # questions that are looked at
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one digest needs of the database."""

    desk: Desk
    roster: Roster
    found: Found
    period: Period
    at: datetime


def read(work: Work, period: Period, at: datetime) -> Reading:
    """What a period's digest is made of, as it is now."""
    found = work.digests.found(before(period, work.desk.calendar).start, period)
    earlier = work.digests.flows(_earlier(work.desk, period))
    found = replace(found, coming=tuple(_planned(work, period)), earlier=earlier)
    return Reading(work.desk, work.roster, found, period, at)


def _earlier(desk: Desk, period: Period) -> list[Period]:
    """The weeks or months before the last two, the newest first: as many as are drawn."""
    found = [before(before(period, desk.calendar), desk.calendar)]
    while len(found) < PERIODS - 2:
        found.append(before(found[-1], desk.calendar))
    return found


def worked_out(reading: Reading) -> Digest:
    """The digest of what was read. It may take a while, and touches no database."""
    return digest_of(reading.desk, reading.roster, reading.found, reading.period, reading.at)


def _planned(work: Work, period: Period) -> Iterator[Coming]:
    """What the desk has planned for the week after, and the questions that wake in it."""
    calendar, last = work.desk.calendar, period.last + _WEEK
    announcement = work.appointments.get("announce")
    waiting = len(work.finds.of(FindState.WAITING))
    if announcement is not None and announcement.paused_at is None and waiting:
        day = calendar.local_date(announcement.due)
        if period.last < day <= last:
            yield Coming(day, kind="announce", number=waiting, at=announcement.due)
    show = work.appointments.get("showcase")
    if show is not None and show.paused_at is None:
        day = calendar.local_date(show.due)
        if period.last < day <= last:
            yield Coming(day, kind="showcase", at=show.due)
    for each in work.questions.queue(states=(State.SNOOZED,), limit=MOST_ASLEEP):
        if each.until and period.last < each.until <= last:
            yield Coming(each.until, each.topic, kind="wakes", number=each.number)
