import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.hours import HoursError, parse_hours
from bot.people.weekly import DAYS, WeeklyHours


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon-Thu 09:00-13:00, Fri 10:00-12:00", "Mon-Thu 09:00-13:00, Fri 10:00-12:00"),
        ("Mon,Wed 9-12", "Mon 09:00-12:00, Wed 09:00-12:00"),
        ("Mon–Fri 9–17", "Mon-Fri 09:00-17:00"),
        ("weekdays 9am-5pm", "Mon-Fri 09:00-17:00"),
        ("Mon-Fri 9-12 and 13-17; Sat 10-12", "Mon-Fri 09:00-12:00, 13:00-17:00, Sat 10:00-12:00"),
        ("Monday to Thursday 09:00 - 13:00", "Mon-Thu 09:00-13:00"),
        ("Mon: 9-12", "Mon 09:00-12:00"),
        ("Mo-Fr 9h30-17h", "Mon-Fri 09:30-17:00"),
        ("Fri-Mon 10-11", "Mon 10:00-11:00, Fri-Sun 10:00-11:00"),
        ("daily 0-24", "Mon-Sun 00:00-24:00"),
        ("Mon 9am-12am", "Mon 09:00-24:00"),
        ("tues 12pm-1pm", "Tue 12:00-13:00"),
        ("Mon 9-12, 11-14, 14-15", "Mon 09:00-15:00"),
        ("Mon 13-15, Mon 9-10", "Mon 09:00-10:00, 13:00-15:00"),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, read: str) -> None:
    assert str(parse_hours(written)) == read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "The hours are empty. Write for example 'Mon-Fri 09:00-17:00'."),
        ("Mon-Fri", "names a day without a time"),
        ("Mon 9-12, Tue", "names a day without a time"),
        ("9-12", "'9-12' has no day before it. Write 'Mon-Fri 9-12'."),
        ("Mno 9-12", "'mno' is not a day of the week; did you mean 'Mon'?"),
        ("Mon 13-9", "'13-9' ends before it starts"),
        ("Mon 9-25", "'25' is not a time of day"),
        ("Mon 9:75-10", "'9:75' is not a time of day"),
        ("Mon 13pm-14", "'13pm' is not a time of day"),
        ("Mon 9", "'9' is not a time or a day"),
        ("Mon @ 9-12", "'@' is not a time or a day"),
        ("closed", "'closed' is not a day of the week"),
        ("Mon \x00 9-12", "'\N{REPLACEMENT CHARACTER}' is not a time or a day"),
        ("Mon 0-1, 2-3, 4-5, 6-7, 8-9", "A day has more than 4 times"),
        ("Mon 9-12 " * 100, "longer than 500 characters"),
    ],
)
def test_a_mistake_is_named_with_what_to_write(written: str, said: str) -> None:
    with pytest.raises(HoursError) as caught:
        parse_hours(written)
    assert said in str(caught.value)


minutes = st.integers(0, 95).map(lambda quarter: quarter * 15)
spans = st.builds(lambda start, length: (start, min(start + length, 1440)), minutes, st.integers(1, 600))


@st.composite
def weeks(draw: st.DrawFn) -> WeeklyHours:
    text = "; ".join(
        f"{day} {start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}"
        for day in draw(st.lists(st.sampled_from(DAYS), min_size=1, unique=True))
        for start, end in draw(st.lists(spans, min_size=1, max_size=3))
    )
    return parse_hours(text)


@given(weeks())
def test_what_is_written_is_read_as_the_same_week(week: WeeklyHours) -> None:
    assert parse_hours(str(week)) == week


@given(weeks())
def test_spans_are_in_order_and_apart(week: WeeklyHours) -> None:
    for day in week.days:
        edges = [edge for span in day for edge in span]
        assert edges == sorted(set(edges))


@given(st.text(st.sampled_from("MonTueSat019:-–, ;apm.h@\x00"), max_size=40))
def test_any_text_is_a_week_or_a_sentence(text: str) -> None:
    try:
        found = str(parse_hours(text))
    except HoursError as error:
        found = str(error)
    assert found.endswith(".") or any(parse_hours(found).days)
