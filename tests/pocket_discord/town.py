"""A small guild, and a small app written with the real discord.py."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from adapters.playground.discord import Channel, Person, PocketDiscord

Answer = Callable[[discord.Interaction], Awaitable[Any]]
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


@dataclass(frozen=True)
class Town:
    """The people and channels that the tests speak of."""

    ana: Person
    bo: Person
    ask: Channel
    triage: Channel
    forum: Channel


class Ticks:
    """Seconds that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class App(discord.Client):
    """Answers every interaction with ``answer``, and writes down what it hears."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**{"intents": INTENTS, "guild_ready_timeout": 0.01, **about})
        self.tree = app_commands.CommandTree(self)
        self.answer: Answer = _silent
        self.heard: list[str] = []
        self.events: list[str] = []
        self.seen: list[discord.Interaction] = []
        self._running: asyncio.Task[None] | None = None

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py would wait five seconds before a second IDENTIFY."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.content)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.seen.append(interaction)
        await self.answer(interaction)

    async def on_raw_thread_update(self, update: discord.RawThreadUpdateEvent) -> None:
        self.events.append(f"{update.data['name']}: archived {update.data['thread_metadata']['archived']}")

    async def on_member_join(self, member: discord.Member) -> None:
        self.events.append(f"{member.name} joined")

    async def go(self, pocket: PocketDiscord) -> None:
        """Log in and connect."""
        await self.login(pocket.bot_token)
        self._running = asyncio.create_task(self.connect())
        await pocket.gateway.connected()
        await self.wait_until_ready()

    async def stop(self) -> None:
        """Go, whatever state the connection is in."""
        await self.close()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)

    def channel(self, made: Channel) -> Any:
        """A channel as discord.py knows it."""
        return self.get_channel(int(made.id))


async def _silent(interaction: discord.Interaction) -> None:
    return None


def settle(pocket: PocketDiscord) -> Town:
    """Fill a pocket with the town."""
    ana = pocket.add_person("ana", "Ana Ruiz", locale="es-ES")
    bo = pocket.add_person("bo", "Bo Lind")
    ask = pocket.add_channel("ask-open-data")
    triage = pocket.add_channel("champions-triage", [bo.id], kind="private")
    tags: list[Any] = ["trees", "transit", {"name": "solved", "moderated": True}]
    return Town(ana, bo, ask, triage, pocket.add_channel("questions", kind="forum", tags=tags))


def ask_command(tree: app_commands.CommandTree[App]) -> None:
    """``/opendata ask question: … dataset: …`` with an autocompletion, and two menus."""
    group = app_commands.Group(name="opendata", description="Questions about open data")

    @group.command(name="ask", description="Ask a question")
    async def ask(interaction: discord.Interaction, question: str, dataset: str = "") -> None:
        return None

    @ask.autocomplete("dataset")
    async def complete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed} of the city", value=typed)]

    tree.add_command(group)

    @tree.context_menu(name="Track as data question")
    async def track(interaction: discord.Interaction, message: discord.Message) -> None:
        return None

    @tree.context_menu(name="Whois")
    async def whois(interaction: discord.Interaction, member: discord.Member) -> None:
        return None


def row(*buttons: dict[str, Any]) -> list[dict[str, Any]]:
    """An action row as JSON."""
    return [{"type": 1, "components": [{"type": 2, "style": 1, **each} for each in buttons]}]
