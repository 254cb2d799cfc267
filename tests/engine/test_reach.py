"""A platform that is away: its walls wait, the other goes on, and whoever answers from there reads that it waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.engine.errors import Away, Later, Unsure
from bot.engine.reach import Reach
from bot.speech.cards import Card
from bot.speech.reply import Reply
from storage.store import SqlStore
from tests.engine.relay import ANA, Town
from tests.engine.wall import Fault
from tests.questions.read import said
from tests.stories import desk as elm

MARIA, KOFI = elm.MARIA.id, elm.KOFI.id


@dataclass
class Line:
    """A platform that knows whether it is connected."""

    connected: bool = True


@pytest.fixture
async def town(sqlite_store: SqlStore) -> Town:
    """A question was asked on Discord and claimed from Slack."""
    town = Town(sqlite_store)
    await town.opens()
    await town.asks("discord", ANA, "Why is Elm St missing?")
    await town.says("slack", MARIA, "champion claim Q-1")
    return town


def breaks(town: Town, times: int = 20, error: type[Away] | type[Unsure] = Away) -> None:
    """Discord cannot be reached any more."""
    faults = [Fault(f"before {step}", error()) for step in ("post", "edit", "find") for _ in range(times)]
    town.processes["discord"].faults = list(faults)


async def mends(town: Town) -> None:
    town.processes["discord"].faults.clear()
    town.at += timedelta(seconds=60)
    await town.settles()


def shown(reply: Reply) -> str:
    assert isinstance(reply.card, Card)
    return said(reply.card)


def waits(words: str) -> str:
    return f"I saved {words}. Discord is not reachable right now. I will post it there when it is back."


async def test_the_champion_reads_that_it_is_saved_and_waits(town: Town) -> None:
    breaks(town)
    await town.says("slack", MARIA, "champion note Q-1 Public Works knows.")
    assert shown(await town.says("slack", MARIA, "champion clarify Q-1 Which years?")).endswith(waits("this"))
    told = shown(await town.answers("slack", MARIA, "Q-1 City trees only."))
    assert told == f"Q-1 is answered.\n{waits('your answer')}"
    assert "Answer: City trees only." in town.reads("slack", "triage"), "the other platform goes on"
    assert "City trees only." not in town.reads("discord", "ask")
    await mends(town)
    assert "City trees only." in town.reads("discord", "ask")
    assert town.pump.away() == {}
    assert len(town.walls["discord"].posted) == len(set(town.walls["discord"].posted)), "nothing is shown twice"
    closed = shown(await town.says("slack", MARIA, "opendata solved Q-1"))
    assert "not reachable" not in closed


async def test_closing_and_merging_do_not_say_that_anybody_was_told(town: Town) -> None:
    await town.asks("discord", ANA, "Why is Oak St missing?")
    breaks(town)
    await town.says("slack", MARIA, "champion note Q-1 Public Works knows.")
    assert shown(await town.says("slack", MARIA, "champion duplicate Q-2 Q-1")) == (
        f"Q-2 is the same as Q-1.\n{waits('this')}"
    )
    assert shown(await town.says("slack", MARIA, "champion close Q-1 no_data")) == f"Q-1 is closed.\n{waits('this')}"


async def test_health_says_what_is_away_and_since_when(town: Town) -> None:
    assert "not reachable" not in shown(await town.says("slack", KOFI, "opendata-admin health"))
    breaks(town)
    await town.says("slack", MARIA, "champion note Q-1 Public Works knows.")
    told = shown(await town.says("slack", KOFI, "opendata-admin health"))
    assert told.startswith("Something needs you.")
    assert "Discord is not reachable since Tue 6 Oct, 10:00." in told
    await mends(town)
    assert shown(await town.says("slack", KOFI, "opendata-admin health")).startswith("Everything works.")


async def test_one_lost_answer_is_an_accident_and_two_are_not(town: Town) -> None:
    town.processes["discord"].faults = [Fault("after edit", Unsure("lost"))]
    await town.says("slack", MARIA, "champion release Q-1")
    assert town.pump.away() == {}
    breaks(town, error=Unsure)
    for _ in range(2):
        assert town.pump.away() == {}
        town.at += timedelta(seconds=60)
        await town.settles()
    assert set(town.pump.away()) == {"discord"}


async def test_a_platform_that_asks_for_patience_is_there(town: Town) -> None:
    town.processes["discord"].faults = [Fault("before post", Later(5)), Fault("before edit", Later(5))]
    await town.says("slack", MARIA, "champion release Q-1")
    assert town.pump.away() == {}


async def test_an_adapter_may_know_it_by_itself() -> None:
    line, now = Line(), elm.MORNING
    reach = Reach({"discord": line, "slack": object()}, lambda: now)
    assert reach.away() == {}
    line.connected = False
    assert reach.away() == {"discord": elm.MORNING}
    now = elm.MORNING + timedelta(minutes=5)
    reach.answered("discord")
    assert reach.away() == {"discord": elm.MORNING}, "it may post and yet hear nobody"
    line.connected = True
    assert reach.away() == {}
