"""When something was to be shown, reckoned anew: from the settings, day by day, with nothing of the product's."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays as public

from bot.desk import Desk

DAY = timedelta(days=1)
ON_TIME = timedelta(hours=1)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Wall:
    """A desk's days off and hours, as they hang on its wall."""

    def __init__(self, desk: Desk, years: range) -> None:
        country, _, region = desk.holidays.partition("-")
        self._off = {*public.country_holidays(country, subdiv=region or None, years=years)}
        self._off |= {day for day, _ in desk.closed}
        self._zone = ZoneInfo(desk.timezone)
        opens, closes = desk.hours.split()[1].split("-")
        self._opens, self._closes = time.fromisoformat(opens), time.fromisoformat(closes)
        self._slots = [(_DAYS.index(each[:3]), time.fromisoformat(each[4:])) for each in desk.showcase.slots]

    def works_on(self, day: date) -> bool:
        """Whether anybody works on a day."""
        return day.weekday() < 5 and day not in self._off

    def is_open(self, at: datetime) -> bool:
        """Whether the desk is open at a moment."""
        here = at.astimezone(self._zone)
        return self.works_on(here.date()) and self._opens <= here.time() < self._closes

    def slots(self, first: datetime, last: datetime) -> Iterator[datetime]:
        """Every slot between two moments, each once, in order."""
        found: set[datetime] = set()
        day = first.date() - 30 * DAY
        while day < last.date() + DAY:
            for weekday, at in self._slots:
                if day.weekday() == weekday:
                    works = day
                    while not self.works_on(works):
                        works += DAY
                    found.add(datetime.combine(works, at, self._zone).astimezone(first.tzinfo))
            day += DAY
        yield from sorted(each for each in found if first < each <= last)

    def may_tell(self, slot: datetime, at: datetime) -> bool:
        """Whether what was due at a slot may be told at a moment: in the desk's hours, or on time."""
        here = at.astimezone(self._zone).date()
        return at >= slot and (self.is_open(at) or (self.works_on(here) and at - slot < ON_TIME))

    def day(self, at: datetime) -> date:
        """The day that it is on the desk's wall."""
        return at.astimezone(self._zone).date()
