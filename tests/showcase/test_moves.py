"""Who may do what with a project from where: each row of the table, and nothing else."""

from datetime import UTC, datetime
from itertools import combinations, product
from pathlib import Path

import pytest

from bot.engine.request import Place
from bot.showcase.model import GONE, STANDING, Project, ProjectState
from bot.showcase.moves import MOVES, IllegalMove, Part, move, verbs_from

AT = datetime(2026, 10, 6, tzinfo=UTC)
DOCS = Path(__file__).parents[2] / "docs" / "showcase.md"


def project(state: ProjectState) -> Project:
    return Project(1, "Shade", "https://a.example", "a.example", "Finds", (1,), 3, Place("slack"), AT, state=state)


def test_a_move_is_legal_exactly_where_its_row_says() -> None:
    for each in MOVES:
        for state, part in product(ProjectState, Part):
            if state in each.sources and part in each.who:
                assert move(project(state), each.verb, {part}, reason="x").state == (each.to or state)
                continue
            with pytest.raises(IllegalMove) as wrong:
                move(project(state), each.verb, {part})
            assert wrong.value.theirs == (part not in each.who)


def test_what_is_gone_comes_back_by_nobody() -> None:
    parts = [set(some) for size in (1, 2) for some in combinations((Part.MAKER, Part.COORDINATOR), size)]
    assert [verbs_from(state, some) for state in GONE for some in parts] == [()] * 6


def test_every_state_can_be_reached_and_what_stands_can_be_taken_away() -> None:
    assert {row.to for row in MOVES if row.to} | {ProjectState.DRAFT} == set(ProjectState)
    for state in STANDING:
        assert "withdraw" in verbs_from(state, {Part.MAKER})
        assert "remove" in verbs_from(state, {Part.COORDINATOR})


def test_the_docs_show_the_table() -> None:
    shown = [line.split("|")[1:5] for line in DOCS.read_text().splitlines() if line.startswith("| ")][1:]
    told = {}
    for verbs, sources, to, who in ([cell.strip() for cell in row] for row in shown):
        for verb in verbs.split(", "):
            told[verb] = (set(sources.split(", ")), "" if to == "as it was" else to, who)
    by_people = [row for row in MOVES if row.who != {Part.SYSTEM}]
    assert told == {
        row.verb: ({each.value for each in row.sources}, row.to.value if row.to else "", next(iter(row.who)).value)
        for row in by_people
    }
