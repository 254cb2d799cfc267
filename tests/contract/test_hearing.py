"""The contract of hearing, kept by Slack's and Discord's adapters through their real SDKs and the pockets' wires."""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import discord
import pytest

from adapters.discord.inbound import Inbound as DiscordInbound
from adapters.discord.spoken import Home
from adapters.discord.tree import ASKED_BY, MARK_ANSWER, TRACK
from adapters.playground.discord import PocketDiscord
from adapters.playground.slack import PocketSlack
from adapters.slack.inbound import Inbound as SlackInbound
from adapters.slack.pace import Pace
from bot.engine.request import Request
from bot.speech.command import args_of
from bot.table import GRAMMAR
from tests.contract.hearing import HearingContract
from tests.contract.test_platform import SlackStage, _objects, _read
from tests.contract.test_platform_discord import DiscordStage
from tests.discord import payloads as on_discord
from tests.discord.conftest import Ticks, settled, small_desk
from tests.discord.conftest import adapter_for as discord_adapter
from tests.discord.wired import words
from tests.slack import payloads as on_slack
from tests.slack.conftest import COMMANDS, arrived, started
from tests.slack.small_desk import SmallDesk

AT = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)


def _request(read: Callable[[], Any]) -> Callable[[], Request]:
    """What a payload is heard as."""

    def heard() -> Request:
        found: Request = read().request
        return found

    return heard


class SlackHearing(SlackStage):
    """Slack's side of the stage."""

    @property
    def desk(self) -> SmallDesk:
        return self.town.desk

    @property
    def recorded(self) -> Mapping[str, Callable[[], Request]]:
        read = SlackInbound(
            "springfield", on_slack.TEAM, on_slack.BOT, GRAMMAR, ("opendata", "champion", "opendata-admin")
        )
        said = on_slack.event(f"<@{on_slack.BOT}> status", kind="app_mention")
        marked = on_slack.message_shortcut("opendata track", on_slack.event("Where?"))
        form = on_slack.submission("opendata ask", {"text": {"text": {"type": "plain_text_input", "value": "Where?"}}})
        return {
            "command": _request(lambda: read.command(on_slack.slash("/opendata", "status"), AT)),
            "button": _request(lambda: read.action(on_slack.button("champion claim Q-142"))),
            "form": _request(lambda: read.submission(form, AT)),
            "message menu": _request(lambda: read.message_shortcut(marked)),
            "global menu": _request(lambda: read.shortcut(on_slack.global_shortcut("opendata ask"))),
            "mention": _request(lambda: read.message(said)),
        }

    async def type(self, line: str) -> float:
        return (await self.pocket.hands.slash(self.person, self.room.channel, f"/{line}")).seconds

    async def press(self, label: str) -> float:
        whisper = self.pocket.sight.whispers(self.person)[-1]
        done = await self.pocket.hands.press(self.person, self.room.channel, whisper.ts, label)
        await self.settled()
        return done.seconds

    async def fill(self, text: str) -> None:
        await self.type("opendata ask")
        await self.pocket.changes.until(lambda: self.pocket.sight.modal(self.person))
        form = self.pocket.sight.modal(self.person)
        assert form is not None
        self._errors = (await self.pocket.hands.submit(self.person, form["id"], {"text": text})).errors

    _errors: Mapping[str, str] = {}

    async def told(self) -> list[str]:
        await self.settled()
        return [*self._errors.values(), *self.only_for(self.person)]

    def says_everything_twice(self) -> None:
        sockets, once = self.pocket.core.sockets, self.pocket.core.sockets.deliver

        async def twice(kind: str, payload: Any, **extra: object) -> Any:
            receipt = await once(kind, payload, **extra)
            await once(kind, payload, **{**extra, "retry_attempt": 1, "retry_reason": "timeout"})
            return receipt

        setattr(sockets, "deliver", twice)  # noqa: B010

    async def settled(self) -> None:
        await self.pocket.idle()
        await self.town.adapter.quiet()

    def whole(self, message: str) -> str:
        (said,) = [each for each in self.pocket.sight.messages(self.room.channel) if each.ts == message]
        buttons = [each["text"]["text"] for each in _objects(said.blocks) if each.get("type") == "button"]
        return "".join([_read(said), *buttons])


class DiscordHearing(DiscordStage):
    """Discord's side of the stage."""

    @property
    def desk(self) -> SmallDesk:
        return self.town.desk

    @property
    def recorded(self) -> Mapping[str, Callable[[], Request]]:
        inbound = DiscordInbound(GRAMMAR)
        home = Home("springfield", on_discord.GUILD, on_discord.FORUM)
        target = on_discord.message("Where?")

        def reading(kind: int, data: dict[str, Any]) -> Callable[[], Request]:
            return _request(lambda: inbound.interaction(on_discord.interaction(kind, data), home))

        direct = on_discord.direct(2, on_discord.slash("opendata", "status"))
        return {
            "command": reading(2, on_discord.slash("opendata", "ask", text="Where?")),
            "direct": _request(lambda: inbound.interaction(direct, home)),
            "button": reading(3, on_discord.pressed("champion claim Q-142")),
            "form": reading(5, on_discord.submitted("opendata ask", text="Where?")),
            "message menu": reading(2, on_discord.on_message(TRACK, target)),
            "answer menu": reading(2, on_discord.on_message(MARK_ANSWER, target)),
            "person menu": reading(2, on_discord.on_person(ASKED_BY, on_discord.BO)),
        }

    async def type(self, line: str) -> float:
        command = GRAMMAR.read(line)
        options = {}
        for key, arg in args_of(type(command)).items():
            if value := getattr(command, key):
                options[key] = f"{arg.prefix}-{value}" if arg.kind == "number" else str(value)
        name = f"/{command.root} {command.verb}"
        return (await self.pocket.hands.slash(self.person, self.room.channel, name, options=options)).seconds

    async def press(self, label: str) -> float:
        whisper = self.pocket.sight.whispers(self.person)[-1]
        return (await self.pocket.hands.press(self.person, self.room.channel, whisper.ts, label)).seconds

    async def fill(self, text: str) -> None:
        await self.type("opendata ask")
        await self.pocket.hands.submit(self.person, "", {"text": text})

    async def told(self) -> list[str]:
        await self.settled()
        return self.only_for(self.person)

    def says_everything_twice(self) -> None:
        self.pocket.gateway.repeats = 2

    async def settled(self) -> None:
        await self.pocket.idle()
        await self.town.adapter.quiet()

    def whole(self, message: str) -> str:
        said = self.pocket.sight.messages(self.room.channel, after=str(int(message) - 1))[0]
        return "".join([words(said), *said.labels])


class TestSlack(HearingContract):
    """Slack keeps the contract, over Socket Mode and over HTTP."""

    @pytest.fixture(params=["socket", "http"])
    async def stage(self, request: pytest.FixtureRequest) -> AsyncIterator[SlackHearing]:
        async with PocketSlack(commands=COMMANDS, retry_delays=(0.0,)) as pocket:
            town = await arrived(pocket, Pace(burst=1_000), http=request.param == "http")
            await started(town)
            yield SlackHearing(town)
            await town.adapter.stop()


class TestDiscord(HearingContract):
    """Discord keeps the contract."""

    @pytest.fixture
    async def stage(self, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordHearing]:
        monkeypatch.setattr(discord.gateway.GatewayRatelimiter, "get_delay", lambda _: 0.0)
        async with PocketDiscord() as pocket:
            town = settled(pocket, Ticks())
            town.app, town.desk = small_desk(ask=town.ask.name, triage="#champions-triage")
            town.adapter = discord_adapter(pocket, town.app)
            other = pocket.add_channel("champions-other")
            await town.adapter.start()
            await pocket.gateway.connected()
            yield DiscordHearing(town, town.ask, other)
            await town.adapter.stop()
