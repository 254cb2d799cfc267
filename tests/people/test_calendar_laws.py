"""What holds for every calendar: adding is monotone and additive, and never ends outside the hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.people.hours import Calendar, calendar

# The clocks change at midnight in Havana and by half an hour on Lord Howe; Apia skipped a day in 2011.
ZONES = ("America/New_York", "Europe/Dublin", "America/Havana", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu")
HOURS = (
    "Mon-Fri 09:00-17:00",
    "Mon-Thu 9-12, 13-17; Fri 10:00-12:00",
    "daily 00:00-24:00",
    "Sat-Sun 01:30-02:30, 02:45-03:15, 22:00-24:00",
    "Wed 08:07-11:09",
)
CLOSED = ((date(2026, 3, 9), "Snow"), (date(2011, 12, 31), "New Year's Eve"))

calendars = st.builds(
    calendar,
    st.sampled_from(HOURS),
    st.sampled_from(ZONES),
    st.sampled_from(["", "US-MA", "CA-BC", "DE"]),
    st.sampled_from([(), CLOSED]),
)
moments = st.datetimes(datetime(2011, 12, 1), datetime(2027, 12, 31), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)
# Binary fractions, so that sums of hours are exact.
hours = st.integers(0, 60 * 64).map(lambda parts: parts / 64)
steps = st.integers(0, 40 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@settings(deadline=None)
@given(calendars, moments, hours)
def test_adding_hours_ends_inside_the_hours_and_after_them_all(each: Calendar, at: datetime, some: float) -> None:
    due = each.add_working_hours(at, some)
    assert due >= at
    assert each.is_open(due)
    assert each.working_hours_between(at, due) == pytest.approx(some, abs=1e-9)


@settings(deadline=None)
@given(calendars, moments, hours, hours)
def test_adding_hours_is_additive_and_monotone(each: Calendar, at: datetime, some: float, more: float) -> None:
    step = each.add_working_hours(at, some)
    assert each.add_working_hours(step, more) == each.add_working_hours(at, some + more)
    assert step <= each.add_working_hours(at, some + more)


@settings(deadline=None)
@given(calendars, moments, steps, hours)
def test_who_comes_later_is_not_due_earlier(each: Calendar, at: datetime, step: timedelta, some: float) -> None:
    assert each.add_working_hours(at, some) <= each.add_working_hours(at + step, some)
    assert each.add_working_days(at, 3) <= each.add_working_days(at + step, 3)
    assert each.next_open(at) <= each.next_open(at + step)


@settings(deadline=None)
@given(calendars, moments, steps, steps)
def test_hours_between_add_up(each: Calendar, a: datetime, first: timedelta, second: timedelta) -> None:
    b, c = a + first, a + first + second
    whole = each.working_hours_between(a, c)
    assert each.working_hours_between(a, b) + each.working_hours_between(b, c) == pytest.approx(whole)
    assert each.working_hours_between(c, a) == -whole
    assert 0 <= whole <= (c - a) / timedelta(hours=1) + 1e-9


@settings(deadline=None)
@given(calendars, moments)
def test_the_next_opening_is_the_first(each: Calendar, at: datetime) -> None:
    opening = each.next_open(at)
    assert each.is_open(opening)
    assert each.works_today(opening)
    assert each.working_hours_between(at, opening) == 0
    assert opening == at or not each.is_open(at)


@settings(deadline=None)
@given(calendars, moments, st.integers(0, 20))
def test_a_promised_day_is_a_working_day_that_many_days_on(each: Calendar, at: datetime, days: int) -> None:
    day = each.add_working_days(at, days)
    opening = each.next_open(at)
    while each.local_date(opening) < day:
        opening = each.next_open(opening + timedelta(hours=2))
    assert each.local_date(opening) == day
    assert each.works_today(opening)
    assert each.working_days_between(at, opening) == days
    assert each.add_working_days(at, days + 1) > day


@settings(deadline=None)
@given(calendars, moments, steps, steps)
def test_nothing_grows_younger(each: Calendar, at: datetime, first: timedelta, second: timedelta) -> None:
    assume(second)
    assert each.working_days_between(at, at + first) <= each.working_days_between(at, at + first + second)
