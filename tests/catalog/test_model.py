from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import (
    DESCRIPTION_ROOM,
    LABEL_ROOM,
    MOST_LABELS,
    TITLE_ROOM,
    Dataset,
    is_web_address,
    parse_number,
    shorten,
)


def test_a_number_is_written_and_read_the_same_way() -> None:
    trees = Dataset("street-trees", "Street Trees", number=17)
    assert trees.short_number == "DS-17"
    assert parse_number(trees.short_number) == 17
    assert Dataset("street-trees", "Street Trees").short_number == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("DS-17", 17),
        ("ds17", 17),
        (" 17 ", 17),
        ("DS-0", None),
        ("17 trees", None),
        ("", None),
        ("-17", None),
    ],
)
def test_only_a_number_is_read_as_a_number(text: str, number: int | None) -> None:
    assert parse_number(text) == number


def test_long_texts_are_cut_at_a_word() -> None:
    dataset = Dataset("a", "word " * 200, description="word " * 2_000)
    assert dataset.title.endswith("word…")
    assert len(dataset.title) <= TITLE_ROOM
    assert len(dataset.description) <= DESCRIPTION_ROOM


def test_labels_lose_repeats_and_empty_ones_and_are_bounded() -> None:
    dataset = Dataset("a", "A", topics=("Trees", "trees", "", "x" * 500), keywords=tuple(map(str, range(999))))
    assert dataset.topics == ("Trees", "x" * (LABEL_ROOM - 1) + "…")
    assert len(dataset.keywords) == MOST_LABELS


def test_times_are_kept_in_utc() -> None:
    boston = datetime(2026, 11, 20, 8, tzinfo=timezone(timedelta(hours=-5)))
    changed = Dataset("a", "A", modified=boston).modified
    assert changed is not None
    assert (changed.tzinfo, changed.hour) == (UTC, 13)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"portal_id": ""}, "id"),
        ({"portal_id": "x" * 501}, "id"),
        ({"title": ""}, "title"),
        ({"page": "javascript:alert(1)"}, "page"),
        ({"modified": datetime(2026, 1, 1)}, "time zone"),
        ({"number": -1}, "negative"),
    ],
)
def test_what_cannot_be_a_dataset_is_refused(fields: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Dataset(**{"portal_id": "a", "title": "A", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://data.portalder.example/d/street-trees", True),
        ("http://data.portalder.example/?a=b#c", True),
        ("https://", False),
        ("data.portalder.example", False),
        ("ftp://data.portalder.example", False),
        ("https://data.example/a b", False),
        ("https://data.example/<script>", False),
        ("https://data.example/a|b", False),
        ("https://user@data.example/", False),
        ("https://[::1", False),
        ("https://data.example/\ud800", False),
        ("https://data.example/\u202egpj", False),
        ("https://data.example/" + "x" * 2_000, False),
    ],
)
def test_only_plain_web_addresses_become_links(address: str, fits: bool) -> None:
    assert is_web_address(address) is fits


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_cutting_never_exceeds_the_room_and_keeps_the_beginning(text: str, room: int) -> None:
    short = shorten(text, room)
    assert len(short) <= room
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
