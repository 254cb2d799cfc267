"""Times of the month: one for each month, on a working day, and the same whenever they are reckoned."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desks.monthly_slots import MonthlySlot, next_monthly, parse_monthly
from bot.desks.weekly_slots import HoursError
from bot.people.hours import Calendar
from tests.desks.test_weekly_slots import BOSTON, DAY, at
from tests.people.test_calendar_laws import calendars, moments

slots = st.builds(MonthlySlot, st.integers(1, 3), st.integers(0, 6), st.integers(0, 1439))


@pytest.mark.parametrize(
    ("slot", "after", "due"),
    [
        ("first Mon 10:00", "2026-10-31 12:00", "2026-11-02 10:00"),
        ("first Mon 10:00", "2026-11-02 10:00", "2026-12-07 10:00"),  # the clocks went back on 1 November
        ("first Mon 10:00", "2026-08-30 10:00", "2026-09-08 10:00"),  # Labor Day: the same time on Tuesday
        ("second Sun 09:00", "2027-03-01 10:00", "2027-03-15 09:00"),  # the clocks go forward that Sunday
        ("first Fri 09:00", "2026-12-31 10:00", "2027-01-04 09:00"),  # 1 January, then a weekend
    ],
)
def test_a_slot_is_at_its_time_of_a_working_day_of_each_month(slot: str, after: str, due: str) -> None:
    assert next_monthly(parse_monthly(slot), BOSTON, at(after)) == at(due)


def expected(slot: MonthlySlot, desk: Calendar, after: datetime) -> datetime:
    """By the definition: each day that is the nth of its weekday, moved to the next working day."""
    found, day = set[datetime](), desk.local_date(after) - 80 * DAY
    for _ in range(200):
        if day.weekday() == slot.weekday and (day.day - 1) // 7 + 1 == slot.nth:
            works = day
            while not desk.works_on(works):
                works += DAY
            found.add(desk.moment_of(works, slot.minutes))
        day += DAY
    return min(each for each in found if each > after)


@settings(deadline=None)
@given(slots, calendars, moments)
def test_the_next_slot_is_what_it_is_by_definition(slot: MonthlySlot, desk: Calendar, after: datetime) -> None:
    due = next_monthly(slot, desk, after)
    assert due == expected(slot, desk, after)
    assert due is not None
    assert next_monthly(slot, desk, after + (due - after) / 2) == due  # whenever it is reckoned, it is the same
    assert desk.works_today(due) or desk.works_on(desk.local_date(due - timedelta(hours=1)))


@pytest.mark.parametrize(
    ("text", "slot"),
    [("first Mon 10:00", (1, 0, 600)), ("2nd fridays 3pm", (2, 4, 900)), ("the Third wed, 9.30", (3, 2, 570))],
)
def test_a_slot_is_read_as_people_write_it(text: str, slot: tuple[int, int, int]) -> None:
    assert parse_monthly(text) == MonthlySlot(*slot)
    assert parse_monthly(str(parse_monthly(text))) == MonthlySlot(*slot)


@pytest.mark.parametrize("text", ["", "Mon 10:00", "fifth Mon 10:00", "first", "first 10:00", "last Fri 9:00", "x" * 9])
def test_what_is_no_slot_is_said_so(text: str) -> None:
    with pytest.raises(HoursError, match=r"Write|is not a day"):
        parse_monthly(text)
