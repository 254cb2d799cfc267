from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.people.days_off import RegionError, region
from bot.people.hours import Calendar, HoursError, calendar

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = "Mon-Fri 09:00-17:00"


def boston(day: int, hour: int, minute: int = 0, month: int = 10, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=NEW_YORK)


@pytest.fixture
def desk() -> Calendar:
    """October 2026: the 8th is a Thursday, the 12th a holiday in Massachusetts, the 16th closed for snow."""
    return calendar(OFFICE, "America/New_York", "US-MA", ((date(2026, 10, 16), "Snow day"),))


def test_open_from_the_first_minute_to_before_the_last(desk: Calendar) -> None:
    assert [desk.is_open(at) for at in (boston(8, 8, 59), boston(8, 9), boston(8, 16, 59), boston(8, 17))] == [
        *(False, True, True, False)
    ]


def test_the_same_moment_in_another_zone_is_the_same_moment(desk: Calendar) -> None:
    assert desk.is_open(datetime(2026, 10, 8, 13, 0, tzinfo=UTC))
    assert desk.is_open(datetime(2026, 10, 8, 22, 30, tzinfo=ZoneInfo("Asia/Tokyo"))) is True
    assert desk.local_date(datetime(2026, 10, 9, 3, tzinfo=UTC)) == date(2026, 10, 8)


def test_days_off_have_a_reason(desk: Calendar) -> None:
    assert desk.day_off(date(2026, 10, 12)) == "Columbus Day"
    assert desk.day_off(date(2026, 10, 16)) == "Snow day"
    assert desk.day_off(date(2026, 10, 13)) == ""
    assert not desk.works_today(boston(12, 10))
    assert desk.works_today(boston(13, 23))


def test_the_next_opening_skips_night_weekend_and_holiday(desk: Calendar) -> None:
    assert desk.next_open(boston(8, 10)) == boston(8, 10)
    assert desk.next_open(boston(8, 7)) == boston(8, 9)
    assert desk.next_open(boston(9, 17)) == boston(13, 9)
    assert desk.next_open(boston(15, 20)) == boston(19, 9)


@pytest.mark.parametrize(
    ("sent", "days", "promised"),
    [
        (boston(7, 10), 2, date(2026, 10, 9)),
        (boston(7, 7), 2, date(2026, 10, 9)),
        (boston(7, 17), 2, date(2026, 10, 13)),  # after closing: counts from Thursday; Monday is a holiday
        (boston(9, 16, 59), 2, date(2026, 10, 14)),
        (boston(10, 12), 2, date(2026, 10, 15)),  # Saturday counts from Tuesday
        (boston(10, 12), 0, date(2026, 10, 13)),
        (boston(14, 12), 2, date(2026, 10, 19)),  # over the snow day and the weekend
    ],
)
def test_a_promise_in_working_days(desk: Calendar, sent: datetime, days: int, promised: date) -> None:
    assert desk.add_working_days(sent, days) == promised


@pytest.mark.parametrize(
    ("sent", "hours", "due"),
    [
        (boston(8, 10), 4, boston(8, 14)),
        (boston(8, 15), 4, boston(9, 11)),
        (boston(9, 15), 4, boston(13, 11)),
        (boston(8, 7), 0, boston(8, 9)),
        (boston(8, 9), 8, boston(9, 9)),  # what ends at closing time ends when the desk opens again
        (boston(8, 16, 59), 0.5, boston(9, 9, 29)),
        (boston(3, 12), 16, boston(7, 9)),
    ],
)
def test_a_timer_in_working_hours(desk: Calendar, sent: datetime, hours: float, due: datetime) -> None:
    assert desk.add_working_hours(sent, hours) == due


def test_hours_between_count_only_open_ones(desk: Calendar) -> None:
    assert desk.working_hours_between(boston(8, 16), boston(9, 10)) == 2.0
    assert desk.working_hours_between(boston(9, 16), boston(13, 10)) == 2.0
    assert desk.working_hours_between(boston(9, 10), boston(8, 16)) == -2.0
    assert desk.working_hours_between(boston(10, 0), boston(11, 0)) == 0.0


def test_days_between_are_the_age_of_a_question(desk: Calendar) -> None:
    assert desk.working_days_between(boston(8, 10), boston(8, 16)) == 0
    assert desk.working_days_between(boston(8, 18), boston(9, 10)) == 0
    assert desk.working_days_between(boston(8, 10), boston(13, 8)) == 2
    assert desk.working_days_between(boston(8, 10), boston(1, 10)) == 0


def test_the_night_the_clocks_change_has_its_own_length() -> None:
    night = calendar("Sun 00:00-06:00", "America/New_York")
    spring, autumn = boston(8, 0, month=3), boston(1, 0, month=11)
    assert night.working_hours_between(spring, boston(8, 12, month=3)) == 5
    assert night.working_hours_between(autumn, boston(1, 12, month=11)) == 7
    assert night.add_working_hours(spring, 3) == boston(8, 4, month=3)


def test_an_opening_in_the_skipped_hour_moves_behind_it() -> None:
    early = calendar("Sun 02:00-02:45, 03:00-04:00", "America/New_York")
    at = early.next_open(boston(8, 0, month=3))
    assert at == boston(8, 3, month=3)
    assert early.working_hours_between(at, boston(8, 12, month=3)) == 1


def test_a_date_that_a_country_skipped_has_no_hours() -> None:
    """Samoa went from Thursday 29 to Saturday 31 December 2011."""
    samoa = calendar("daily 09:00-17:00", "Pacific/Apia")
    apia = ZoneInfo("Pacific/Apia")
    assert samoa.add_working_days(datetime(2011, 12, 29, 10, tzinfo=apia), 1) == date(2011, 12, 31)


def test_other_hours_keep_the_days_off(desk: Calendar) -> None:
    evening = desk.with_hours("Mon-Fri 18:00-20:00")
    assert evening.is_open(boston(8, 19))
    assert not evening.is_open(boston(12, 19))
    assert desk.with_hours("") is desk


def test_a_desk_that_never_opens_says_so_instead_of_searching_for_ever() -> None:
    days = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2036, 6, 1).toordinal())]
    shut = Calendar(calendar(OFFICE, "UTC").hours, "UTC", closed=dict.fromkeys(days, "Shut"))
    with pytest.raises(HoursError, match="Look at the closed dates"):
        shut.next_open(datetime(2026, 1, 1, tzinfo=UTC))


def test_a_moment_without_a_zone_is_refused(desk: Calendar) -> None:
    with pytest.raises(ValueError, match="time zone"):
        desk.is_open(datetime(2026, 10, 8, 10))
    with pytest.raises(ValueError, match="0 or more"):
        desk.add_working_days(boston(8, 10), -1)
    with pytest.raises(ValueError, match="0 or more"):
        desk.add_working_hours(boston(8, 10), -1)


@pytest.mark.parametrize(
    ("written", "read"),
    [("us-ma", "US-MA"), ("US_Massachusetts", "US-MA"), ("CA-BC", "CA-BC"), ("de", "DE"), ("", ""), (" ", "")],
)
def test_regions_are_forgiving(written: str, read: str) -> None:
    assert region(written) == read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Boston", "'Boston' is not a holiday region"),
        ("XX", "No holidays are known for 'XX'"),
        ("US-ZZ", "'US' has no region 'ZZ'"),
        ("US-Masachusetts", "did you mean 'US-MA'?"),
    ],
)
def test_an_unknown_region_is_named(written: str, said: str) -> None:
    with pytest.raises(RegionError) as caught:
        region(written)
    assert said in str(caught.value)


def test_the_observed_day_of_a_holiday_is_off() -> None:
    """4 July 2027 is a Sunday, so Monday the 5th is off."""
    assert not calendar(OFFICE, "America/New_York", "US-MA").works_today(boston(5, 10, month=7, year=2027))
