"""The working calendar: when a desk is open, and what "2 working days" or "4 working hours" from now means.

Local hours become moments as RFC 5545 §3.3.5 says: a local time that the clocks skip is read with the offset
before the gap, one that comes twice means the first. All moments given must be aware; moments returned are
UTC.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.people.days_off import holidays_in, region
from bot.people.weekly import HoursError, WeeklyHours, parse_hours

__all__ = ["Calendar", "HoursError", "WeeklyHours", "calendar", "parse_hours"]

Opening = tuple[datetime, datetime]  # from, to in UTC; to is no longer open

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_FARTHEST = 3660  # days to search: a desk that does not open for ten years will not open
_REMEMBERED = 4096  # days whose openings are kept


class Calendar:
    """One desk's or one person's hours, less holidays and closed dates; cheap to ask over and over."""

    def __init__(
        self, hours: WeeklyHours, timezone: str, holidays: str = "", closed: Mapping[date, str] | None = None
    ) -> None:
        """``timezone`` is an IANA name, ``holidays`` a region such as "US-MA" or ""; ``closed`` gives dates'
        reasons."""
        self.hours = hours
        self.timezone = timezone
        self.holidays = region(holidays)
        self.closed: Mapping[date, str] = dict(closed or {})
        self._closed = tuple(self.closed.items())
        self._zone = ZoneInfo(timezone)
        self._days: dict[date, tuple[Opening, ...]] = {}

    def with_hours(self, hours: str) -> "Calendar":
        """This calendar with other weekly hours and the same days off; itself when ``hours`` is empty."""
        return calendar(hours, self.timezone, self.holidays, self._closed) if hours else self

    def local_date(self, at: datetime) -> date:
        """The date on the wall of this calendar's time zone."""
        return _aware(at).astimezone(self._zone).date()

    def day_off(self, day: date) -> str:
        """Why ``day`` is off although it may be a weekday: the holiday's name or the closure's reason; "" if
        it is not."""
        return self.closed.get(day, "") or holidays_in(self.holidays, day.year).get(day, "")

    def is_open(self, at: datetime) -> bool:
        """Whether ``at`` lies inside the hours (the closing moment does not)."""
        return any(start <= at < end for start, end in self._openings(self.local_date(at)))

    def works_today(self, at: datetime) -> bool:
        """Whether there are any hours on the local date of ``at``, be they over or still to come."""
        return bool(self._openings(self.local_date(at)))

    def works_on(self, day: date) -> bool:
        """Whether there are any hours on a local date."""
        return bool(self._openings(day))

    def moment_of(self, day: date, minutes: int) -> datetime:
        """The moment of a local date and the minutes after its midnight, whether it is open then or not."""
        return self._moment(day, minutes)

    def next_open(self, at: datetime) -> datetime:
        """The first open moment from ``at`` on: ``at`` itself if it is open."""
        start, _ = next(self._from(at))
        return max(start, at).astimezone(UTC)

    def opening_of(self, day: date) -> datetime:
        """The first open moment of a local date, or of the next one that has any."""
        return self._next_opening(day)[0]

    def openings_on(self, day: date) -> tuple[Opening, ...]:
        """The hours of a local date, less days off: from, and up to, in UTC and in order."""
        return self._openings(day)

    def days_later(self, at: datetime, days: int) -> datetime:
        """The same time of day on the local date that many calendar days later; it need not be open."""
        return (_aware(at).astimezone(self._zone) + timedelta(days=days)).astimezone(UTC)

    def add_working_days(self, at: datetime, days: int) -> date:
        """The date of a promise "within ``days`` working days" made at ``at``.

        What comes on a day off or after closing counts from the next working day; 0 gives the day it counts
        from.
        """
        if days < 0:
            raise ValueError("days must be 0 or more")
        day = self.local_date(at)
        todays = self._openings(day)
        if not todays or at >= todays[-1][1]:
            day, _ = self._next_open_day(day + _DAY)
        for _ in range(days):
            day, _ = self._next_open_day(day + _DAY)
        return day

    def add_working_hours(self, at: datetime, hours: float) -> datetime:
        """The first open moment, from ``at`` on, by which ``hours`` working hours have passed.

        What would end at the very closing moment ends at the next opening, so that the result is always open.
        """
        if hours < 0:
            raise ValueError("hours must be 0 or more")
        left = timedelta(hours=hours)
        for start, end in self._from(at):
            start = max(start, at)
            if left < end - start:
                return (start + left).astimezone(UTC)
            left -= end - start
        raise AssertionError("openings end only with an error")

    def working_hours_between(self, a: datetime, b: datetime) -> float:
        """The working hours from ``a`` to ``b``; negative when ``b`` comes first."""
        if b < a:
            return -self.working_hours_between(b, a)
        total = timedelta()
        day, last = self.local_date(a), self.local_date(b)
        while day <= last:
            for start, end in self._openings(day):
                total += max(min(end, b) - max(start, a), timedelta())
            day += _DAY
        return total / _HOUR

    def working_days_between(self, a: datetime, b: datetime) -> int:
        """How many working days old at ``b`` is what came at ``a``: 0 on the day it counts from, and before
        it.

        So at any time of the day ``add_working_days(a, n)`` the answer is ``n``.
        """
        day, last, count = self.local_date(self.next_open(a)), self.local_date(b), 0
        while day < last:
            day += _DAY
            count += bool(self._openings(day))
        return count

    def _from(self, at: datetime) -> Iterator[Opening]:
        """The openings that are not over at ``at``, in order, without end."""
        day = self.local_date(at)
        todays = self._openings(day)
        yield from todays[bisect_right(todays, at, key=lambda opening: opening[1]) :]
        while True:
            day, openings = self._next_open_day(day + _DAY)
            yield from openings

    def _next_opening(self, day: date) -> Opening:
        return self._next_open_day(day)[1][0]

    def _next_open_day(self, day: date) -> tuple[date, tuple[Opening, ...]]:
        for _ in range(_FARTHEST):
            if openings := self._openings(day):
                return day, openings
            day += _DAY
        raise HoursError(f"These hours do not open in the ten years before {day}. Look at the closed dates.")

    def _openings(self, day: date) -> tuple[Opening, ...]:
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= _REMEMBERED:
                self._days.clear()
            found = self._days[day] = tuple(self._reckon(day))
        return found

    def _reckon(self, day: date) -> Iterator[Opening]:
        if day in self.closed or day in holidays_in(self.holidays, day.year):
            return
        before: datetime | None = None
        for first, last in self.hours.on(day.weekday()):
            start, end = self._moment(day, first), self._moment(day, last)
            # In a skipped hour two spans may come to lie on each other, and a date may be skipped whole.
            start = max(start, before) if before else start
            if start < end and start.astimezone(self._zone).date() == day:
                yield start, end
                before = end

    def _moment(self, day: date, minutes: int) -> datetime:
        if minutes == 1440:
            day, minutes = day + _DAY, 0
        return datetime.combine(day, time(minutes // 60, minutes % 60), self._zone).astimezone(UTC)


@lru_cache(maxsize=4096)
def calendar(hours: str, timezone: str, holidays: str = "", closed: tuple[tuple[date, str], ...] = ()) -> Calendar:
    """The calendar of these settings, made once and shared. Raises like :func:`parse_hours` and
    :func:`region`."""
    return Calendar(parse_hours(hours), timezone, holidays, dict(closed))


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at
