"""The parts of the benchmark that could tell a lie: what is said, what counts as kept, and the figures; and one tiny
run on each platform."""

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.flushes import flushes_per_second
from benchmarks.intake.commands import round_of
from benchmarks.intake.figures import figures, table
from benchmarks.intake.kept import Lost, check_kept
from benchmarks.intake.platforms import DISCORD, PLATFORMS, SLACK, Platform
from benchmarks.intake.rounds import Measured, Run

POCKET = {
    "people": [f"U{n}" for n in range(8)],
    "channels": {"ask-open-data": "C1", "champions-triage": "C2", "city-hall": "C3"},
}
RATIOS = {"ratio_to_bare_with_raw_insert", "ratio_to_bare", "ratio_to_async_orm"}
FIGURES = RATIOS | {"per_second", "p50_ms", "p99_ms", "flushes_per_second"}
BOTH = pytest.mark.parametrize("platform", PLATFORMS.values(), ids=list(PLATFORMS))


@BOTH
def test_every_question_is_new_and_every_claim_is_on_another_question(platform: Platform) -> None:
    rounds = [round_of(number, 40, platform, POCKET) for number in range(3)]
    texts = [text for each in rounds for text in each.texts]
    assert len(set(texts)) == len(texts) == 120
    assert [number for each in rounds for number in each.claimed] == list(range(1, 61))
    claims = [payload for payload in rounds[1].payloads if payload["channel"] == "C2"]
    assert {payload["user"] for payload in claims} == {"U0", "U1", "U2", "U3"}
    assert [claims.index(payload) for payload in rounds[1].payloads[1::2]] == list(range(20))


def test_the_same_words_are_said_on_both_platforms() -> None:
    on_slack, on_discord = (round_of(2, 40, platform, POCKET) for platform in (SLACK, DISCORD))
    assert (on_slack.texts, on_slack.claimed) == (on_discord.texts, on_discord.claimed)
    assert [f"{said['command']} {said['text']}" for said in on_slack.payloads] == [
        said["line"].replace(" text: ", " ", 1).replace(" question: ", " ", 1) for said in on_discord.payloads
    ]


@pytest.mark.parametrize(("kept", "is_whole"), [(slice(None), True), (slice(1, None), False)])
def test_a_command_that_is_not_in_the_database_is_noticed(tmp_path: Path, kept: slice, is_whole: bool) -> None:
    said, database = round_of(0, 10, SLACK, POCKET), tmp_path / "kept.sqlite3"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE commands (text TEXT)")
        connection.executemany("INSERT INTO commands VALUES (?)", [(text,) for text in said.texts[kept]])
    if is_whole:
        check_kept("bare_with_raw_insert", database, [said])
        return
    with pytest.raises(Lost, match="of 10 commands 1 are not in the database, and 0 are there"):
        check_kept("bare_with_raw_insert", database, [said])


def test_a_ratio_is_the_median_of_the_ratios_of_rounds_that_ran_side_by_side() -> None:
    def rounds(*per_second: float) -> list[Measured]:
        return [Measured(each, tuple(float(n) for n in range(1, 101)), 1.5, 0.25) for each in per_second]

    run = Run(
        SLACK,
        {
            "ours": rounds(50, 500, 100),
            "bare_with_raw_insert": rounds(100, 500, 400),
            "bare": rounds(1000, 1000, 1000),
            "async_orm": rounds(50, 250, 50),
        },
        [10.0, 30.0, 20.0],
    )
    assert figures(run) == {
        "ratio_to_bare_with_raw_insert": 0.5,
        "ratio_to_bare": 0.1,
        "ratio_to_async_orm": 2.0,
        "per_second": 100.0,
        "p50_ms": 51.0,
        "p99_ms": 100.0,
        "flushes_per_second": 20.0,
    }
    (line,) = (line for line in table(run, 4).splitlines() if line.startswith("bare_with_raw_insert"))
    assert line.split()[1:] == ["400", "51.00", "100.00", "1.500", "0.250", "0.50"]


@BOTH
async def test_a_tiny_run_ends_with_figures_under_the_platforms_name(platform: Platform) -> None:
    asked = ("--platform", platform.name, "--json", "--rounds", "1", "--commands", "4")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.intake", *asked), stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    told: dict[str, Any] = json.loads(printed)
    assert list(told) == [platform.name]
    said = told[platform.name]
    assert set(said) == FIGURES
    assert all(value > 0 for value in said.values())
    assert said["p50_ms"] <= said["p99_ms"]


def test_the_flush_floor_leaves_nothing_behind(tmp_path: Path) -> None:
    assert flushes_per_second(tmp_path, 0.01) > 0
    assert list(tmp_path.iterdir()) == []
