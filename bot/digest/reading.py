"""What a digest is made of, read at one moment, and the digest that is worked out of it where nobody waits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.catalog.announcing.slots import ANNOUNCING
from bot.catalog.finds import FindState
from bot.desk import Desk
from bot.digest.charts import PERIODS
from bot.digest.course import Course
from bot.digest.making import digest_of
from bot.digest.model import Coming, Digest, Found, Moved
from bot.digest.periods import Period, before
from bot.engine.ports import Work
from bot.engine.unhurried import Unhurried, let_go
from bot.people.persons import Roster
from bot.questions.board import TELLS_FOLLOWERS
from bot.questions.model import State
from bot.showcase.rotation.slots import SHOWING, line

MOST_ASLEEP = 500  # questions that are looked at
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one digest needs of the database."""

    desk: Desk
    roster: Roster
    found: Found
    courses: Unhurried[Course]
    period: Period
    at: datetime


def read(work: Work, period: Period, at: datetime) -> Reading:
    """What a period's digest is made of, as it is now."""
    found = work.digests.found(before(period, work.desk.calendar).start, period)
    earlier = work.digests.flows(_earlier(work.desk, period))
    courses = Unhurried(found.courses)
    coming = tuple(_planned(work, period))
    whole = replace(found, courses=courses, coming=coming, earlier=earlier)
    return Reading(work.desk, work.roster, whole, courses, period, at)


def _earlier(desk: Desk, period: Period) -> list[Period]:
    """The weeks or months before the last two, the newest first: as many as are drawn."""
    found = [before(before(period, desk.calendar), desk.calendar)]
    while len(found) < PERIODS - 2:
        found.append(before(found[-1], desk.calendar))
    return found


def worked_out(reading: Reading) -> Digest:
    """The digest of what was read, which is let go of. It takes its time, and touches no database."""
    digest = digest_of(reading.desk, reading.roster, reading.found, reading.period, reading.at)
    moved = tuple(_moved(reading.courses, reading.period))
    let_go(reading.courses)
    return replace(digest, moved=moved)


def _moved(courses: Iterable[Course], period: Period) -> Iterator[Moved]:
    """The questions that were answered, corrected or closed in the period."""
    for each in courses:
        if any(verb in TELLS_FOLLOWERS and period.start <= at < period.end for at, verb, _, _ in each.lines):
            yield Moved(each.number, each.topic, each.dataset)


def _planned(work: Work, period: Period) -> Iterator[Coming]:
    """What the desk has planned for the week after, and the questions that wake in it."""
    calendar, last = work.desk.calendar, period.last + _WEEK

    def is_in_it(day: date) -> bool:
        return period.last < day <= last

    announcement, waiting = ANNOUNCING.appointed(work, period.end), len(work.finds.of(FindState.WAITING))
    if announcement.paused_at is None and waiting and is_in_it(day := calendar.local_date(announcement.due)):
        yield Coming(day, kind="announce", number=waiting, at=announcement.due)
    show = SHOWING.appointed(work, period.end)
    if show.paused_at is None and is_in_it(day := calendar.local_date(show.due)):
        for project in line(work).at(show.due)[:1]:
            yield Coming(day, project.title, kind="showcase", number=project.number, at=show.due)
    for each in work.questions.queue(states=(State.SNOOZED,), limit=MOST_ASLEEP):
        if each.until and is_in_it(each.until):
            yield Coming(each.until, each.topic, kind="wakes", number=each.number)
