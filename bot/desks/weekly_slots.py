"""Times of the week at which a desk does something: "Tue 10:00" (interaction.md, sections 3.6 to 3.8).

They are times on the desk's own wall. On a day on which the desk does not work (a weekend, a holiday, a closed date) a
slot moves to the same time of the next working day; several that come to lie on one moment are one. Where the clocks
skip the time, it is read as hours are (:mod:`bot.people.hours`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.people.hours import Calendar
from bot.people.weekly import DAYS, HoursError, parse_moment

ON_TIME = timedelta(hours=1)
"""How late a slot may be told although the desk is closed at that time of a working day."""
_DAY = timedelta(days=1)
_WEEK = 7
_FARTHEST = 3660  # days: a desk that does not work for ten years has no slot


@dataclass(frozen=True, slots=True, order=True)
class WeeklySlot:
    """A time of the week: ``weekday`` as Python counts (Monday is 0), ``minutes`` after midnight (at most 1439)."""

    weekday: int
    minutes: int

    def __str__(self) -> str:
        """As :func:`parse_slot` reads it: "Tue 10:00"."""
        return f"{DAYS[self.weekday]} {self.minutes // 60:02}:{self.minutes % 60:02}"


def parse_slot(text: str) -> WeeklySlot:
    """The time of the week that ``text`` means. Raises :class:`HoursError` with a sentence that says what to write."""
    return WeeklySlot(*parse_moment(text))


def next_slot(slots: Sequence[WeeklySlot], calendar: Calendar, after: datetime) -> datetime | None:
    """The first moment of a slot later than ``after`` (UTC); None where there are no slots, or no working days."""
    day = calendar.local_date(after)
    for _ in range(_FARTHEST) if slots else ():
        if calendar.works_on(day):
            moments = (calendar.moment_of(day, minutes) for minutes in _times_on(day, slots, calendar))
            later = [each for each in moments if each > after]
            if later:
                return min(later)
        day += _DAY
    return None


def _times_on(day: date, slots: Iterable[WeeklySlot], calendar: Calendar) -> set[int]:
    """The times of a working day: its own slots', and those of the days off before it."""
    weekdays, before = {day.weekday()}, day - _DAY
    while len(weekdays) < _WEEK and not calendar.works_on(before):
        weekdays.add(before.weekday())
        before -= _DAY
    return {each.minutes for each in slots if each.weekday in weekdays}


def may_be_told(due: datetime, calendar: Calendar, at: datetime) -> bool:
    """Whether what was due at one moment may be done at another: from then on in the desk's hours; on time on any
    working day, whatever its hours; never on a day off."""
    if at < due:
        return False
    return calendar.is_open(at) or (calendar.works_today(at) and at - due < ON_TIME)


__all__ = ["ON_TIME", "HoursError", "WeeklySlot", "may_be_told", "next_slot", "parse_slot"]
