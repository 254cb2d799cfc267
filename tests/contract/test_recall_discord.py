"""The contract of platforms that read back, kept by Discord's adapter: through discord.py, over the pocket's wire."""

from collections.abc import AsyncIterator

import discord
import pytest

from adapters.discord import DiscordAdapter
from adapters.playground.discord import PocketDiscord
from bot.engine.request import Request
from tests.contract.recall import RecallContract
from tests.contract.test_platform_discord import DiscordStage
from tests.discord.conftest import Ticks, adapter_for, settled, small_desk
from tests.discord.wired import words


class DiscordRecallStage(DiscordStage):
    """Discord's side of the stage, with Ana who speaks."""

    @property
    def recalls(self) -> DiscordAdapter:
        return self.platform

    async def call(self, text: str, under: str = "") -> str:
        return await self.say(f"@champions {text}", under)

    async def say(self, text: str, under: str = "") -> str:
        place = await self._thread(under) if under else self.room.channel
        done = await self.pocket.hands.say(self.person, place, text)
        await self._handled()
        return done.ts

    async def _thread(self, message: str) -> str:
        """The thread under a message, opened where there is none."""
        if self.pocket.core.backend.channel(message) is None:
            await self.pocket.hands.open_thread(self.person, self.room.channel, "About this", message)
        return message

    async def _handled(self) -> None:
        await self.pocket.idle()
        await self.platform.quiet()

    async def edit(self, message: str, text: str, under: str = "") -> None:
        await self.pocket.hands.edit(self.person, under or self.room.channel, message, f"@champions {text}")
        await self._handled()

    async def told(self) -> list[str]:
        """Discord has no only-you answer to a message: what the bot says to them in reply."""
        await self._handled()
        threads = [each["id"] for each in self.pocket.sight.posts(self.room.channel)]
        said = [message for place in (self.room.channel, *threads) for message in self.mine(place)]
        return [words(each) for each in said if each.reply_to]

    def heard(self) -> list[Request]:
        return self.town.desk.heard

    def takes_for_question(self, message: str) -> None:
        self.town.desk.ours[self.room.channel, message] = "Q-142/card"

    def follows(self, request: str) -> None:
        self.town.desk.became |= {request}


@pytest.fixture(params=["hidden", "shown"])
async def stage(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordRecallStage]:
    """Once without the Message Content intent, which hides from us what is not said to us, and once with it."""
    # The pocket asks for a heartbeat whenever a test waits; discord.py would send 110 a minute and then rest.
    monkeypatch.setattr(discord.gateway.GatewayRatelimiter, "get_delay", lambda _: 0.0)
    shown = request.param == "shown"
    async with PocketDiscord(privileged=("message_content",) if shown else ()) as pocket:
        town = settled(pocket, Ticks())
        town.app, town.desk = small_desk(ask=town.ask.name, triage="#champions-triage")
        town.adapter = adapter_for(pocket, town.app, message_content=shown)
        other = pocket.add_channel("champions-other")
        await town.adapter.start()
        await pocket.gateway.connected()
        yield DiscordRecallStage(town, town.ask, other)
        await town.adapter.stop()


class TestDiscord(RecallContract):
    """Discord keeps the contract."""
