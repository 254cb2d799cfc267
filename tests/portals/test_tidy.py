from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.portals.tidy import is_recurring, plain_text, read_day, read_time


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>One</p><p>Two</p>", "One Two"),
        ("a<br/>b<br>c", "a b c"),
        ("<b>bo</b>ld", "bold"),
        ("x <script>alert(1)</script>y<style>p{}</style>", "x y"),
        ("AT&amp;T &lt;here&gt;", "AT&T <here>"),
        ("fewer than <5 and 3 < 4", "fewer than <5 and 3 < 4"),
        ("\u200bhidden\ufeff soft\u00adhyphen", "hidden softhyphen"),
        ("line\r\none\t\ttwo", "line one two"),
        ("<!-- note -->kept<img src=x onerror=y>", "kept"),
        ("cut off <a href='x", "cut off"),
    ],
)
def test_html_becomes_plain_text(written: str, read: str) -> None:
    assert plain_text(written) == read


@given(st.text())
def test_plain_text_is_one_tidy_line_of_storable_signs(text: str) -> None:
    read = plain_text(text)
    assert read == " ".join(read.split())
    assert "\x00" not in read
    read.encode("utf-8")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019", datetime(2019, 1, 1, tzinfo=UTC)),
        ("2019-06", datetime(2019, 6, 1, tzinfo=UTC)),
        ("2019-06-27", datetime(2019, 6, 27, tzinfo=UTC)),
        ("2019-06-27 12:41:27", datetime(2019, 6, 27, 12, 41, 27, tzinfo=UTC)),
        ("2019-06-27T12:41:27.000Z", datetime(2019, 6, 27, 12, 41, 27, tzinfo=UTC)),
        ("2019-06-27T23:41:27-0500", datetime(2019, 6, 28, 4, 41, 27, tzinfo=UTC)),
        ("6/27/2019", datetime(2019, 6, 27, tzinfo=UTC)),
        ("Thu, 27 Jun 2019 12:41:27 +0000", datetime(2019, 6, 27, 12, 41, 27, tzinfo=UTC)),
        (1561639287000, datetime(2019, 6, 27, 12, 41, 27, tzinfo=UTC)),
        ("1561639287", datetime(2019, 6, 27, 12, 41, 27, tzinfo=UTC)),
        ("27/6/2019", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("2019-13-45", None),
        ("soon", None),
        ("", None),
        (True, None),
        (float("nan"), None),
        (10**30, None),
        (["2019"], None),
    ],
)
def test_the_shapes_of_a_date(written: object, read: datetime | None) -> None:
    assert read_time(written) == read


def test_a_day_stays_the_day_that_was_written() -> None:
    assert read_day("2021-01-05T23:30:00-05:00") == date(2021, 1, 5)
    assert read_day("2021") == date(2021, 1, 1)
    assert read_day("never") is None


def test_how_often_is_not_when() -> None:
    assert is_recurring("R/P1Y")
    assert is_recurring("R/PT1S")
    assert not is_recurring("2019-06-27")
    assert not is_recurring(None)


@given(st.text() | st.integers() | st.floats() | st.none())
def test_any_value_is_survived(value: object) -> None:
    moment = read_time(value)
    assert moment is None or moment.tzinfo is UTC
