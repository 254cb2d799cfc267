"""The town, once over each kind of database."""

from collections.abc import AsyncIterator

import discord
import discord.gateway
import pytest

from tests.stories import desk as elm
from tests.stories.discord_stage import DiscordStage
from tests.stories.mixed_stage import MixedStage
from tests.stories.slack_stage import SlackStage
from tests.stories.stage import Stage
from tests.stories.town import Town, TownClock

STAGES = ("slack",)


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
    town = Town(store_url, elm.elmford(), stage, clock)
    await town.opens()
    yield town
    await town.closes()
    await stage.stop()
