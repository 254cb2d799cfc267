"""Times of the month at which a desk does something: "first Mon 10:00" (interaction.md, section 3.8).

They follow the rules of :mod:`bot.desks.weekly_slots`: on the desk's own wall, and on a day off at the same time of
the next working day.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.desks.weekly_slots import HoursError, parse_slot
from bot.hints import quoted
from bot.people.hours import Calendar
from bot.people.weekly import DAYS

# No later week: what moves over days off then stays in its month, and no month is left out.
ORDINALS = ("first", "second", "third")
_WORDS = {"1st": 1, "2nd": 2, "3rd": 3} | {word: number for number, word in enumerate(ORDINALS, 1)}
_MONTHLY = re.compile(r"\s*(?:the\s+)?(?P<nth>\w+)\s+(?P<rest>.+)", re.IGNORECASE)
_DAY = timedelta(days=1)
_FARTHEST = 3660  # days: a desk that does not work for ten years has no slot


@dataclass(frozen=True, slots=True, order=True)
class MonthlySlot:
    """The ``nth`` ``weekday`` (Monday is 0) of each month, ``minutes`` after midnight (at most 1439)."""

    nth: int
    weekday: int
    minutes: int

    def __str__(self) -> str:
        """As :func:`parse_monthly` reads it: "first Mon 10:00"."""
        time = f"{self.minutes // 60:02}:{self.minutes % 60:02}"
        return f"{ORDINALS[self.nth - 1]} {DAYS[self.weekday]} {time}"

    def day_in(self, first: date) -> date:
        """Its day in the month that begins on ``first``."""
        return first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))


def parse_monthly(text: str) -> MonthlySlot:
    """The time of the month that ``text`` means. Raises :class:`HoursError` with a sentence that says what to write."""
    found = _MONTHLY.fullmatch(text)
    nth = _WORDS.get(found["nth"].lower()) if found else None
    if found is None or nth is None:
        raise HoursError(f"{quoted(text.strip())} is not a time of the month. Write for example 'first Mon 10:00'.")
    slot = parse_slot(found["rest"])
    return MonthlySlot(nth, slot.weekday, slot.minutes)


def next_monthly(slot: MonthlySlot, calendar: Calendar, after: datetime) -> datetime | None:
    """The first moment of the slot later than ``after`` (UTC); None where there are no working days."""
    first = (calendar.local_date(after).replace(day=1) - _DAY).replace(day=1)  # what it moved on from may be over
    last = first + timedelta(days=_FARTHEST)
    while first < last:
        day = _working_day(slot.day_in(first), calendar, last)
        moment = calendar.moment_of(day, slot.minutes) if day else None
        if moment is not None and moment > after:
            return moment
        first = (first + timedelta(days=31)).replace(day=1)
    return None


def _working_day(day: date, calendar: Calendar, last: date) -> date | None:
    """The day, or the next on which the desk works."""
    while day < last:
        if calendar.works_on(day):
            return day
        day += _DAY
    return None
