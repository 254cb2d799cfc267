"""Times of the week: always on a working day, at their time on the desk's wall, and each once."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desks.weekly_slots import HoursError, WeeklySlot, may_be_told, next_slot, parse_slot
from bot.people.hours import Calendar, calendar
from tests.people.test_calendar_laws import calendars, moments

DAY = timedelta(days=1)
TUE_THU = (parse_slot("Tue 10:00"), parse_slot("Thu 10:00"))
BOSTON = calendar("Mon-Fri 09:00-17:00", "America/New_York", "US-MA", ((date(2026, 10, 8), "Snow"),))
slots = st.lists(st.builds(WeeklySlot, st.integers(0, 6), st.integers(0, 1439)), min_size=1, max_size=5)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-10-06 09:59:59", "2026-10-06 10:00"),
        ("2026-10-06 10:00", "2026-10-09 10:00"),  # Thursday is closed: the same time on Friday
        ("2026-11-24 10:00", "2026-11-27 10:00"),  # Thanksgiving
        ("2026-12-29 10:00", "2026-12-31 10:00"),
        ("2026-10-29 10:00", "2026-11-03 10:00"),  # the clocks went back on the Sunday between
        ("2027-03-11 10:00", "2027-03-16 10:00"),  # and forward
    ],
)
def test_a_slot_is_at_its_time_of_a_working_day(after: str, due: str) -> None:
    assert next_slot(TUE_THU, BOSTON, at(after)) == at(due)


def test_slots_of_days_off_that_come_to_lie_on_one_moment_are_one() -> None:
    christmas = tuple((date(2026, 12, day), "Closed") for day in range(21, 32))
    desk = calendar("Mon-Fri 09:00-17:00", "America/New_York", "", christmas)
    assert next_slot(TUE_THU, desk, at("2026-12-17 10:00")) == at("2027-01-01 10:00")
    assert next_slot(TUE_THU, desk, at("2027-01-01 10:00")) == at("2027-01-05 10:00")


def expected(some: list[WeeklySlot], desk: Calendar, after: datetime) -> datetime:
    """By the definition: each slot of each day, moved to the next working day."""
    found, day = set[datetime](), desk.local_date(after) - 40 * DAY
    for _ in range(100):
        for each in some:
            if each.weekday == day.weekday():
                works = day
                while not desk.works_on(works):
                    works += DAY
                found.add(desk.moment_of(works, each.minutes))
        day += DAY
    return min(each for each in found if each > after)


@settings(deadline=None)
@given(slots, calendars, moments)
def test_the_next_slot_is_what_it_is_by_definition(some: list[WeeklySlot], desk: Calendar, after: datetime) -> None:
    due = next_slot(some, desk, after)
    assert due == expected(some, desk, after)
    assert due is not None
    assert next_slot(some, desk, after + (due - after) / 2) == due  # whenever it is reckoned, it is the same
    assert desk.works_today(due) or desk.works_on(desk.local_date(due - timedelta(hours=1)))


def test_where_there_is_none_there_is_none() -> None:
    assert next_slot((), BOSTON, at("2026-10-06 10:00")) is None


@pytest.mark.parametrize(
    ("text", "slot"),
    [("Tue 10:00", (1, 600)), ("fridays 3pm", (4, 900)), ("Wednesday, 9.30", (2, 570)), ("sun 00:00", (6, 0))],
)
def test_a_slot_is_read_as_people_write_it(text: str, slot: tuple[int, int]) -> None:
    assert parse_slot(text) == WeeklySlot(*slot)
    assert parse_slot(str(parse_slot(text))) == WeeklySlot(*slot)


@pytest.mark.parametrize(
    "text", ["", "whenever", "10:00", "Tue", "Tue 25:00", "Tue 24:00", "Tue 10:00 Thu 10:00", "x" * 999]
)
def test_what_is_no_slot_is_said_so(text: str) -> None:
    with pytest.raises(HoursError, match=r"Write|is not a day"):
        parse_slot(text)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-10-06 09:59", False),
        ("2026-10-06 10:00", True),
        ("2026-10-06 16:59", True),
        ("2026-10-06 17:00", False),  # too late for today
        ("2026-10-07 09:00", True),
        ("2026-10-08 10:00", False),  # closed
    ],
)
def test_what_was_missed_is_told_in_the_desks_hours(now: str, told: bool) -> None:
    assert may_be_told(at("2026-10-06 10:00"), BOSTON, at(now)) is told


def test_a_slot_before_opening_is_told_on_time_and_not_an_hour_late() -> None:
    early = at("2026-10-06 07:00")
    assert may_be_told(early, BOSTON, at("2026-10-06 07:59"))
    assert not may_be_told(early, BOSTON, at("2026-10-06 08:00"))
