import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest

from adapters.discord import DiscordAdapter
from adapters.discord.rooms import RESERVED
from adapters.playground.discord import PocketDiscord
from adapters.playground.discord.people import Person
from adapters.playground.discord.server import Channel
from adapters.playground.discord.shapes import Message
from bot.desk import Desk
from bot.engine.app import App
from bot.engine.remembering import Trace
from bot.engine.scene import Door, Row, Scene, Who
from bot.people.commands import Champions
from bot.questions.commands import Cancel, Changed, Posted, Release, TakenBack
from bot.speech.cards import Actions, Button, Card, Text
from bot.speech.grammar import Grammar
from bot.speech.reply import Reply
from tests.patience import PATIENCE
from tests.slack.small_desk import TABLE as SMALL_TABLE
from tests.slack.small_desk import SmallDesk

T = TypeVar("T")
TAGS = [{"name": each, "moderated": True} for each in RESERVED]


class Ticks:
    """Seconds that pass by themselves, and more of them where a test says so."""

    def __init__(self) -> None:
        self.more = 0.0

    def __call__(self) -> float:
        return asyncio.get_running_loop().time() + self.more


def now() -> datetime:
    return datetime.now(UTC)


def title(message: Message) -> str:
    return message.text.split("\n")[0].replace("**", "").replace("\\", "")


def _noted(scene: Scene, command: Any) -> Reply:
    return Reply(card=Card(f"{type(command).__name__} heard", Text("Only for you.")))


def _page(scene: Scene, command: Any) -> Reply:
    button = Actions(Button("Done with it", "opendata cancel D-17"), Button("Next", "champion claim Q-7"))
    return Reply(card=Card("A page", Text("Long."), button, page=True))


def _nothing(scene: Scene, command: Any) -> Reply:
    return Reply()


TABLE = (
    *SMALL_TABLE,
    Row(Champions, _page, Who.ANYONE, "A page", Champions("trees")),
    Row(Release, _nothing, Who.ANYONE, "Nothing to say", Release(142)),
    Row(Cancel, _nothing, Who.ANYONE, "Nothing to say", Cancel(17), door=Door.PRESSED),
    Row(Posted, _noted, Who.ANYONE, "A post", Posted("Where?"), door=Door.HEARD),
    Row(Changed, _nothing, Who.ANYONE, "An edit", Changed("discord:msg:1", "Where?"), door=Door.HEARD),
    Row(TakenBack, _nothing, Who.ANYONE, "A deletion", TakenBack("discord:msg:1"), door=Door.HEARD),
)
GRAMMAR = Grammar(row.command for row in TABLE if row.door is not Door.HEARD)


class DeskOnDiscord(SmallDesk):
    """The small desk, which here also remembers what messages have become. ``slow`` keeps every look waiting."""

    became: frozenset[str] = frozenset()
    slow: asyncio.Event | None = None

    async def look(self, desk: str, see: Callable[[Any], T]) -> T:
        if self.slow is not None:
            await self.slow.wait()
        return await super().look(desk, see)

    @property
    def work(self) -> Any:
        found = super().work
        found.roster = SimpleNamespace(coordinators=())
        found.slots.threads = lambda platform, limit: ()
        found.traces = SimpleNamespace(of=lambda message: (Trace(message, ""),) if message in self.became else ())
        return found


def small_desk(**channels: str) -> tuple[App, DeskOnDiscord]:
    """The app of a desk with these channels on Discord."""
    store = DeskOnDiscord(Desk("springfield", "Springfield", channels={"discord": channels}))
    return App(store, TABLE), store  # type: ignore[arg-type]


def adapter_for(pocket: PocketDiscord, app: App, *, slug: str | None = "springfield", **about: Any) -> DiscordAdapter:
    async def desk_of(guild: str) -> str | None:
        return slug if guild == pocket.guild_id else None

    given: dict[str, Any] = {"token": pocket.bot_token, "gateway_url": pocket.gateway_url, "desk_of": desk_of} | about
    return DiscordAdapter(app, api_url=pocket.api_url, grammar=GRAMMAR, table=TABLE, clock=now, **given)


@dataclass
class Town:
    """The pocket Discord with two people and three channels, and the real adapter in it."""

    pocket: PocketDiscord
    ticks: Ticks
    app: App
    desk: DeskOnDiscord
    adapter: DiscordAdapter
    ana: Person
    bo: Person
    forum: Channel
    ask: Channel

    async def whispered(self, user: str, number: int = 1) -> Message:
        """The newest only-you message to somebody, once there are so many and it says something."""

        def there() -> bool:
            seen = self.pocket.sight.whispers(user)
            return len(seen) >= number and not seen[-1].thinking

        await self.pocket.changes.until(there, PATIENCE)
        return self.pocket.sight.whispers(user)[-1]

    async def until(self, holds: Callable[[], bool]) -> None:
        await self.pocket.changes.until(holds, PATIENCE)

    async def restart(self) -> None:
        """Stop the adapter, and start another one in its place."""
        await self.adapter.stop()
        self.adapter = adapter_for(self.pocket, self.app)
        await self.adapter.start()
        await self.pocket.gateway.connected()

    def said_in(self, channel: str, thread: str = "") -> list[Message]:
        """What the app said in a channel."""
        return [each for each in self.pocket.sight.messages(channel, thread=thread) if each.by_bot]

    def calls(self, method: str) -> list[Any]:
        return [each for each in self.pocket.calls if each.method == method]


def settled(pocket: PocketDiscord, ticks: Ticks) -> Town:
    ana = pocket.add_person("ana", "Ana Ruiz", locale="es-ES")
    bo = pocket.add_person("bo", "Bo Lind")
    forum = pocket.add_channel("questions", kind="forum", tags=TAGS)
    ask = pocket.add_channel("ask-open-data")
    pocket.add_channel("champions-triage", [bo.id], kind="private")
    app, desk = small_desk(ask="questions", triage="#champions-triage")
    return Town(pocket, ticks, app, desk, adapter_for(pocket, app), ana, bo, forum, ask)


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    ticks = Ticks()
    async with PocketDiscord(ticks=ticks) as pocket:
        town = settled(pocket, ticks)
        await town.adapter.start()
        await pocket.gateway.connected()
        town.desk.writes = 0
        town.desk.writing.clear()
        yield town
        async with asyncio.timeout(PATIENCE):
            await town.adapter.stop()
