"""The steps that the page's clock can take."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from adapters.playground.clock import DemoClock

Works = Callable[[date], bool]
_DAY = timedelta(days=1)
_LATE, _SHOWCASE, _DIGEST = time(17, 30), time(11), time(9)
_MONDAY, _FRIDAY = 0, 4
_FARTHEST = 366  # a desk that works on no day of a year has no next working day


class Step(StrEnum):
    """What one can ask of the clock."""

    HOUR = "hour"
    WORKING_DAY = "working_day"
    FRIDAY = "friday"
    SHOWCASE = "showcase"
    DIGEST = "digest"
    NOW = "now"


def on_weekdays(day: date) -> bool:
    """Monday to Friday: the working days where nobody told of others."""
    return day.weekday() < 5


def take(clock: DemoClock, step: Step, zone: ZoneInfo, works: Works = on_weekdays) -> None:
    """Move the clock by one step; local times are the desk's, by the wall (a day may have 23 or 25 hours)."""
    here = clock.now().astimezone(zone)
    match step:
        case Step.HOUR:
            clock.move(timedelta(hours=1))
        case Step.WORKING_DAY:
            _move_to(clock, _at(_next_day(here.date(), works), here.time(), zone))
        case Step.FRIDAY:
            _move_to(clock, _next(here, _FRIDAY, _LATE, zone))
        case Step.SHOWCASE:
            _move_to(clock, _on_a_working_day(_next(here, _FRIDAY, _SHOWCASE, zone), works))
        case Step.DIGEST:
            _move_to(clock, _on_a_working_day(_next(here, _MONDAY, _DIGEST, zone), works))
        case Step.NOW:
            clock.reset()


def _move_to(clock: DemoClock, moment: datetime) -> None:
    clock.move(max(moment - clock.now(), timedelta(0)))


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone)


def _next_day(day: date, works: Works) -> date:
    days = (day + _DAY * number for number in range(1, _FARTHEST))
    return next((each for each in days if works(each)), day + _DAY)


def _next(here: datetime, weekday: int, hour: time, zone: ZoneInfo) -> datetime:
    """The first such moment after ``here``."""
    day = here.date() + _DAY * ((weekday - here.weekday()) % 7)
    return _at(day if day > here.date() or here.time() < hour else day + _DAY * 7, hour, zone)


def _on_a_working_day(at: datetime, works: Works) -> datetime:
    """The same hour on the first working day from then on: what falls on a day off comes on the next."""
    return at if works(at.date()) else datetime.combine(_next_day(at.date(), works), at.timetz())
