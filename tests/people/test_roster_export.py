import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.people.model import Level, RosterRow
from bot.people.roster import read_roster, write_roster
from bot.people.roster.cells import tidied
from bot.people.roster.formulas import guarded, unguarded

FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"

signs = st.sampled_from("abz09 ,;'\"=+-@*\\\n\té\u0301\u200b\uff1d\U0001f333") | st.characters(codec="utf-8")


def tidy(text: str) -> str:
    try:
        return tidied(text)
    except ValueError:
        return ""


texts = st.text(signs, max_size=30).map(tidy)
items = st.lists(texts.map(lambda text: text.replace(";", "").strip()).filter(bool), unique_by=str.casefold, max_size=4)
names = texts.map(lambda text: f"{text} A".strip())
rows = st.builds(
    RosterRow,
    public_name=names,
    level=st.sampled_from(Level),
    department=texts,
    topics=items.map(tuple),
    datasets=items.map(tuple),
    languages=st.lists(st.sampled_from(["en", "es", "pt-BR", "ht"]), min_size=1, unique=True).map(tuple),
    slack=st.sampled_from(["", "U012AB", "someone@example.org", "+ana", "=a"]),
    discord=st.sampled_from(["", "ana", "-ana", "123456789012345678"]),
    hours=st.sampled_from(["", "Mon-Thu 09:00-13:00, Fri 10:00-12:00"]),
    max_open=st.integers(1, 100),
    notify=st.sampled_from(["dm", "channel", "weekly", "none"]),
)
rosters = st.lists(rows, max_size=5, unique_by=lambda row: row.public_name.casefold()).map(
    lambda found: [row for number, row in enumerate(found) if not _shares_account(row, found[:number])]
)


def _shares_account(row: RosterRow, others: list[RosterRow]) -> bool:
    return any((row.slack and row.slack == o.slack) or (row.discord and row.discord == o.discord) for o in others)


@given(rosters)
@example([RosterRow("'=1+1 Ana", Level.EXTERNAL, "=x;=y", ("''@z",))])
def test_what_is_written_is_read_as_the_same_rows(roster: list[RosterRow]) -> None:
    report = read_roster(write_roster(roster).encode("utf-8-sig"), "roster.csv")
    assert report.problems == ()
    assert list(report.rows) == roster


@given(rosters)
def test_no_cell_and_no_item_begins_a_formula(roster: list[RosterRow]) -> None:
    cells = [cell for row in csv.reader(StringIO(write_roster(roster), newline="")) for cell in row]
    assert not [part for cell in cells for part in cell.split(";") if part.strip()[:1] in tuple(FORMULA)]


@given(st.text(st.sampled_from("a';=+-@ \uff1d")))
def test_guarding_is_undone_exactly(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    ("cell", "written"), [("=1", "'=1"), ("a;@b", "a;'@b"), ("'=1", "''=1"), ("'tis", "'tis"), ("a=1", "a=1")]
)
def test_only_what_would_calculate_is_guarded(cell: str, written: str) -> None:
    assert guarded(cell) == written
