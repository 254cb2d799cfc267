"""The weeks and months that a digest is about, in the desk's own time zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine.errors import ChampionsError
from bot.people.hours import Calendar
from bot.speech.words import told

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEARS = range(1900, 3000)  # a calendar ends, and the week before or after is reckoned with as well


class NoSuchPeriod(ChampionsError):
    """The words name no week or month; the message says how to write one."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first local midnight up to, and without, the last: a week from Monday on (ISO 8601) or a month.

    ``name`` is how one asks for it again (``2026-W48``, ``2026-11``); ``last`` is its last day.
    """

    name: str
    first: date
    last: date
    start: datetime
    end: datetime

    @property
    def is_month(self) -> bool:
        """Whether it is a month, and not a week."""
        return "W" not in self.name


def week_named(name: str, calendar: Calendar) -> Period:
    """The ISO week that ``name`` says (``2026-W48``). Raises :class:`NoSuchPeriod`."""
    found = _WEEK.fullmatch(name.strip())
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
        return _week(monday, calendar.timezone) if monday and monday.year in _YEARS else _unknown(name)
    except (ValueError, OverflowError):
        return _unknown(name)


def month_named(name: str, calendar: Calendar) -> Period:
    """The month that ``name`` says (``2026-11``). Raises :class:`NoSuchPeriod`."""
    found = _MONTH.fullmatch(name.strip())
    try:
        first = date(int(found[1]), int(found[2]), 1) if found else None
        return _month(first, calendar.timezone) if first and first.year in _YEARS else _unknown(name)
    except (ValueError, OverflowError):
        return _unknown(name)


def week_before(at: datetime, calendar: Calendar) -> Period:
    """The last whole week at a moment: what Monday's digest is about."""
    today = calendar.local_date(at)
    return _week(today - timedelta(days=today.weekday() + 7), calendar.timezone)


def month_before(at: datetime, calendar: Calendar) -> Period:
    """The last whole month at a moment."""
    return _month((calendar.local_date(at).replace(day=1) - timedelta(days=1)).replace(day=1), calendar.timezone)


def before(period: Period, calendar: Calendar) -> Period:
    """The week or month just before one."""
    day = period.first - timedelta(days=1)
    return _month(day.replace(day=1), calendar.timezone) if period.is_month else _week(
        period.first - timedelta(days=7), calendar.timezone
    )  # fmt: skip


def weeks_between(name: str, period: Period) -> tuple[str, ...]:
    """The weeks after the one of this name and before a period, by name; none where either is no week."""
    found = _WEEK.fullmatch(name)
    if found is None or period.is_month:
        return ()
    monday, names = date.fromisocalendar(int(found[1]), int(found[2]), 1) + timedelta(days=7), []
    while monday < period.first:
        names.append(_week_name(monday))
        monday += timedelta(days=7)
    return tuple(names)


def _week_name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def _week(monday: date, timezone: str) -> Period:
    return _period(_week_name(monday), monday, monday + timedelta(days=7), timezone)


def _month(first: date, timezone: str) -> Period:
    return _period(f"{first:%Y-%m}", first, (first + timedelta(days=31)).replace(day=1), timezone)


def _period(name: str, first: date, after: date, timezone: str) -> Period:
    return Period(name, first, after - timedelta(days=1), _midnight(first, timezone), _midnight(after, timezone))


def _midnight(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(timezone)).astimezone(UTC)


def _unknown(name: str) -> Period:
    raise NoSuchPeriod(
        told("“{name}” is no week or month. Write a week as 2026-W48, or a month as 2026-11.", name=name)
    )
