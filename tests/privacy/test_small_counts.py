"""Small counts of people in answers: what points at a few, and what only looks like it."""

import pytest

from bot.privacy import small_counts


def counted(text: str) -> list[str]:
    return [text[each.start : each.end] for each in small_counts(text)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Only 3 people on that block asked.", ["3"]),
        ("There were two elderly residents and 1 child.", ["two", "1"]),
        ("In tract 12, n = 4.", ["4"]),
        ("fewer than 5 patients", ["fewer than 5"]),
        ("<5 tenants", ["<5"]),
        ("Hubo tres personas y 2 niños.", ["tres", "2"]),
        ("tract | people\n101 | 3\n102 | 57\n103 | 1\n", ["3", "1"]),
        ("ward,victims\n5,2\n6,40", ["2"]),
    ],
)
def test_a_few_people_are_found(text: str, counts: list[str]) -> None:
    assert counted(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "5 people",
        "1,204 residents",
        "2.4 persons per household",
        "4-person households",
        "3 of the 12 wards have people without a library",
        "3 departments",
        "one person, one vote is in section 2"[12:],
        "page 3 | people",
        "12% of people",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert counted(text) == []
