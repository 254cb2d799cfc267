"""Working time by the thousand: what :class:`bot.people.hours.Calendar` says, added up once and then looked up.

A digest asks for some ten thousand spans. The calendar walks through the days of each; here each end is one bisection.
Both say the same, to the microsecond, for all that lies between the two moments that a ledger was made for.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.people.hours import Calendar

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_NOTHING = timedelta()


class Ledger:
    """The working hours and days of one calendar between two moments."""

    def __init__(self, calendar: Calendar, since: datetime, until: datetime) -> None:
        """All moments that are asked about lie between these two."""
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        self._worked: list[timedelta] = []  # before each opening
        self._day_of: list[int] = []  # how many working days there are up to each opening's, it included
        self._midnights: list[datetime] = []
        zone, total, day = ZoneInfo(calendar.timezone), timedelta(), calendar.local_date(since)
        last = calendar.local_date(until)
        while day <= last:
            openings = calendar.openings_on(day)
            if openings:
                self._midnights.append(datetime.combine(day, time(), zone).astimezone(UTC))
            for start, end in openings:
                self._starts.append(start)
                self._ends.append(end)
                self._worked.append(total)
                self._day_of.append(len(self._midnights))
                total += end - start
            day += _DAY
        self._sums: dict[datetime, timedelta] = {}

    def hours(self, a: datetime, b: datetime) -> float:
        """The working hours from ``a`` to ``b``, which is not before it."""
        sums = self._sums
        before, after = sums.get(a), sums.get(b)
        if before is None:
            before = sums[a] = self._sum(a)
        if after is None:
            after = sums[b] = self._sum(b)
        return (after - before) / _HOUR

    def days(self, a: datetime, b: datetime) -> int:
        """How many working days old at ``b`` is what came at ``a``."""
        return max(0, bisect_right(self._midnights, b) - self._counts_from(a))

    def _sum(self, at: datetime) -> timedelta:
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return _NOTHING
        end = self._ends[place]
        return self._worked[place] + ((at if at < end else end) - self._starts[place])

    def _counts_from(self, at: datetime) -> int:
        """Which working day is that of the first open moment from ``at`` on."""
        place = bisect_left(self._ends, at)
        if place < len(self._ends) and self._ends[place] == at:
            place += 1  # the closing moment is not open any more
        return self._day_of[place] if place < len(self._day_of) else len(self._midnights) + 1
