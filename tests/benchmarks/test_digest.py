"""The digest's benchmark: both databases are filled with the same past, of which the same digest is made."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.digest.beside import Commands, p99
from benchmarks.digest.filling import fill
from benchmarks.digest.measured import SINCE, WEEK
from benchmarks.digest.past import DESK, UNTIL, rows
from bot.digest.charts import PERIODS
from bot.digest.model import Digest
from frontdoor.digests import made
from storage.open import open_store
from tests.stores import Postgres, sqlite_copy

QUESTIONS = 3_000


async def filled(url: str) -> tuple[Digest, list[float]]:
    store = open_store(url)
    await store.save_desk(DESK)
    await store.close()
    fill(url, QUESTIONS)
    store = open_store(url)
    digest = await made(store, DESK, WEEK, UNTIL)
    taken = await Commands(store).during(lambda: made(store, DESK, WEEK, UNTIL))
    await store.close()
    return digest, taken


async def test_both_databases_hold_the_same_past(migrated_file: Path, tmp_path: Path, postgres: Postgres) -> None:
    with postgres.database() as url:
        there, taken = await filled(url)
    here, _ = await filled(sqlite_copy(migrated_file, tmp_path))
    assert here == there
    asked = [row.lines[0][7] for row in rows(QUESTIONS)]
    assert here.now.asked == sum(WEEK.start <= at < WEEK.end for at in asked) > 0
    assert here.last.asked == sum(SINCE <= at < WEEK.start for at in asked) > 0
    assert here.now.open == sum(here.now.bands) > 0
    assert [each.period.name for each in here.past][-1] == WEEK.name
    assert len(here.past) == PERIODS
    assert taken, "commands were answered while a digest was made"


def test_every_question_of_the_past_has_a_whole_history() -> None:
    for row in rows(2_000):
        states = [(line[4], line[5]) for line in row.lines]
        assert states[0][0] == "draft"
        assert all(one[1] == two[0] for one, two in pairwise(states))
        assert row.question[12] == states[-1][1]
        assert row.question[-1] == len(row.lines)


def test_the_99th_percentile_is_near_the_slowest() -> None:
    assert p99([float(at) for at in range(1, 1001)]) == pytest.approx(990, abs=2)
