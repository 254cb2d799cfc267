"""The town, once over each kind of database."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import discord
import discord.gateway
import pytest

from tests.stories import desk as elm
from tests.stories.discord_stage import DiscordStage
from tests.stories.mixed_stage import MixedStage
from tests.stories.slack_stage import SlackStage
from tests.stories.stage import Stage
from tests.stories.town import Town, TownClock

STAGES = ("slack", "discord", "mixed")
"""Discord with threads under messages; mixed, where questions stand in a forum. A forum alone has its own stories."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a database does is the same on every platform: stories on PostgreSQL play on one of them."""
    items[:] = [each for each in items if not re.search(r"\[.*(discord|forum|mixed)-postgres", each.nodeid)]


def stage_of(name: str, clock: TownClock) -> Stage:
    """The stage of that name, with everybody in it."""
    match name:
        case "slack":
            return SlackStage(clock.read, elm.EVERYBODY)
        case "mixed":
            return MixedStage(clock.read, elm.EVERYBODY)
        case _:
            return DiscordStage(clock.read, elm.EVERYBODY, forum=name == "forum")


@pytest.fixture(autouse=True)
def patient_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pocket asks for a heartbeat whenever a story waits; discord.py would send 110 a minute and then rest."""
    monkeypatch.setattr(discord.gateway.GatewayRatelimiter, "get_delay", lambda _: 0.0)


@pytest.fixture(params=STAGES)
async def town(request: pytest.FixtureRequest, store_url: str) -> AsyncIterator[Town]:
    """An open town on a Tuesday morning; nobody has asked anything yet."""
    clock = TownClock()
    stage = stage_of(request.param, clock)
    await stage.start()
    desk = elm.elmford()
    if isinstance(stage, MixedStage):
        desk = replace(desk, channels=elm.ASKED_ON_DISCORD_ANSWERED_ON_SLACK)
    town = Town(store_url, desk, stage, clock)
    await town.opens()
    yield town
    await town.closes()
    await stage.stop()
