"""The storm: dozens of questions live at once while Discord falls apart. No answer is lost, and none is given twice."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path

import discord
import pytest

from adapters.discord.marks import component_id, walk
from bot.people.model import Level, RosterRow
from bot.questions.drawing import drawn
from bot.questions.model import State
from tests.discord.crowd import Member, Walls
from tests.discord.weather import Weather
from tests.stores import sqlite_copy
from tests.stories.desk import Resident, elmford, snowflake
from tests.stories.discord_stage import DiscordStage
from tests.stories.town import Town, TownClock

QUESTIONS, IN_A_FORUM = 100, 40
EVERY = 0.55  # deeds between two outages, for each question: all of them come while people are busy
ASKERS = tuple(Resident(f"U0ASKER{n:02}", f"asker{n}", f"Asker {n}") for n in range(36))
CHAMPIONS = tuple(Resident(f"U0CHAMP{n:02}", f"champ{n}", f"Champ {n}", champion=True) for n in range(12))
ROSTER = tuple(
    RosterRow(each.name, Level.EXTERNAL, topics=("Trees",), discord=snowflake(each), max_open=QUESTIONS)
    for each in CHAMPIONS
)
HEARTBEAT, SILENCE = 0.5, 2.5  # seconds: Discord's beat, and after how long without a word it counts as dead


@pytest.fixture(params=["channel", "forum"])
async def stage(request: pytest.FixtureRequest, clock: TownClock) -> AsyncIterator[DiscordStage]:
    people = (*ASKERS, *CHAMPIONS)
    made = DiscordStage(clock.read, people, forum=request.param == "forum")
    made.pocket.gateway._heartbeat_seconds = HEARTBEAT
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def clock() -> TownClock:
    return TownClock()


@pytest.fixture
async def town(
    stage: DiscordStage, clock: TownClock, migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Town]:
    async def at_once(*_: object, **__: object) -> None:
        """discord.py would wait five seconds before a second IDENTIFY."""

    monkeypatch.setattr(discord.Client, "before_identify_hook", at_once)
    monkeypatch.setattr(discord.backoff.ExponentialBackoff, "delay", lambda _: 0.0)
    monkeypatch.setattr(discord.gateway.GatewayRatelimiter, "get_delay", lambda _: 0.0)
    town = Town(sqlite_copy(migrated_file, tmp_path), elmford(), stage, clock)
    await town.opens(ROSTER)
    stage.adapter._client._connection.heartbeat_timeout = SILENCE  # holds from the next connection on
    town.hasty = True
    yield town
    await town.closes()


async def test_no_answer_is_lost_or_doubled(town: Town, stage: DiscordStage) -> None:
    walls = town.service.platforms["discord"] = Walls(town.service.platforms["discord"])
    count = IN_A_FORUM if stage.forum else QUESTIONS
    weather = Weather(stage.pocket, seed=3, every=round(count * EVERY), chance=0.5)
    crowd = {each.id: Member(stage, walls, each, weather.deed) for each in (*ASKERS, *CHAMPIONS)}
    askers, champions = cycle(ASKERS), cycle(CHAMPIONS)
    for each in ASKERS:  # known for a while: so many questions of newcomers would be held
        await crowd[each.id].types("/opendata help")
    town.clock.moves(hours=2)

    async def life(number: int) -> str:
        asker, champion = crowd[next(askers).id], crowd[next(champions).id]
        async with asker.busy:
            question = await asker.asks(_question(number), aloud=number % 3 == 0 and not stage.forum)
        async with champion.busy:
            await champion.claims(question, by_button=number % 2 == 0)
            await champion.answers(question, _answer(number), aloud=number % 3 == 1)
        async with asker.busy:
            await asker.confirms(question)
        return question

    raging = asyncio.create_task(weather.rages())
    questions = await asyncio.gather(*map(life, range(count)))
    await raging
    stage.mends()
    await town.settles()

    # First of all: it takes so long to look at every card that the heartbeat may stop meanwhile.
    gateway = stage.pocket.gateway
    assert (gateway.identifies, gateway.resumes) == (weather.identified, weather.resumed)
    assert sorted(questions) == sorted(f"Q-{n}" for n in range(1, count + 1))
    assert await town.asked() == count
    for question in questions:
        assert (await town.question(question)).state is State.SOLVED
        assert await town.verbs(question) == ["submit", "claim", "answer", "confirm"]
    await everything_hangs_once(town, stage, questions)


async def everything_hangs_once(town: Town, stage: DiscordStage, questions: list[str]) -> None:
    """Every slot is shown by one message, as it should be now; and no card of ours is beside them."""
    shown: dict[int, list[str]] = defaultdict(list)
    for message in stage._everywhere():
        if message.by_bot:
            for number in {part["id"] for part in walk(message.components) if "id" in part}:
                shown[number].append(message.text)
    for question in questions:
        slots = await town.sees(
            lambda work: [drawn(work, slot) for slot in work.slots.hanging(question)]  # noqa: B023 - it is used at once
        )
        for slot in slots:
            assert shown[component_id(slot.key)] == [stage.shown_as(slot)], slot.name
    for room in ("ask", "triage"):
        titles = Counter(each.text.split(" ·")[0] for each in stage.room(room) if each.by_bot)
        assert titles == dict.fromkeys(questions, 1), room


def _question(number: int) -> str:
    return f"How many trees stand in street number {number} of Elmford?"


def _answer(number: int) -> str:
    return f"There are {number} trees and {number} bushes in it."
