"""The showing half alone against a pocket: the real discord.py client, no gateway."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import discord.http
import pytest

from adapters.discord.calls import Wire
from adapters.discord.forum import Forums
from adapters.discord.outbound import Outbound
from adapters.playground.discord import Channel, Person, PocketDiscord
from adapters.playground.discord.shapes import Message
from bot.engine.request import Place
from bot.engine.slots import Lease, Slot
from bot.speech.cards import Actions, Button, Card, Text
from tests.discord.reading import read

TAGS = ["Open", "In progress", "Answered", "Solved", "Trees"]


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Showing:
    """A pocket with rooms of both kinds, and the adapter's showing half in it."""

    pocket: PocketDiscord
    wire: Wire
    outbound: Outbound
    ana: Person
    ask: Channel
    triage: Channel
    questions: Channel
    ideas: Channel

    def again(self) -> Outbound:
        """The same after a restart: nothing is remembered, not even which rooms are forums."""
        names = {each.id: each.name for each in (self.ask, self.triage, self.questions, self.ideas)}
        return Outbound(self.wire, self.pocket.guild_id, self.pocket.bot_user_id, names, Forums(), now)

    def mine(self, channel: str) -> list[Message]:
        """The app's own messages in a channel or thread."""
        return [each for each in self.pocket.sight.messages(channel) if each.by_bot]

    def calls(self, method: str) -> int:
        """How often a route was called."""
        return sum(call.method == method for call in self.pocket.calls)


def words(message: Message) -> str:
    """What a reader sees of a message."""
    return read(message.text).text


@asynccontextmanager
async def showing(*, rate_limits: bool = False, clock: Callable[[], datetime] = now) -> AsyncIterator[Showing]:
    """A pocket that is called through the real HTTP client."""
    async with PocketDiscord(rate_limits=rate_limits, clock=clock) as pocket:
        ana = pocket.add_person("ana", "Ana Ruiz")
        ask, triage = pocket.add_channel("ask-open-data"), pocket.add_channel("champions-triage", kind="private")
        questions = pocket.add_channel("questions", kind="forum", tags=TAGS)
        ideas = pocket.add_channel("ideas", kind="forum")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(discord.http.Route, "BASE", pocket.api_url)
            wire = await Wire.open(pocket.bot_token)
            channels = await wire.send("GET", "/guilds/{guild_id}/channels", guild_id=pocket.guild_id)
            names = {str(each["id"]): str(each["name"]) for each in channels}
            outbound = Outbound(wire, pocket.guild_id, pocket.bot_user_id, names, Forums(channels), clock)
            try:
                yield Showing(pocket, wire, outbound, ana, ask, triage, questions, ideas)
            finally:
                await wire.close()


CLAIM = Actions(Button("Claim", "champion claim Q-142", style="primary"))
CARD = Card("Q-142 · Waiting for a champion", Text("Where are the trees?"), CLAIM)
TAKEN = Card("Q-142 · Taken", Text("Ana looks after it"))


def hung(town: Showing, channel: str, card: Card = CARD, name: str = "Q-142/card", **about: object) -> Lease:
    place = Place("discord", town.pocket.guild_id, channel)
    slot = Slot(name, place, card, title="Where are the trees?", labels=("Open", "trees", "nowhere"))
    return replace(Lease(1, "springfield", slot, revision=1), **about)  # type: ignore[arg-type]


def turned(lease: Lease, card: Card = TAKEN, revision: int = 2, **about: object) -> Lease:
    return replace(lease, slot=replace(lease.slot, card=card, **about), revision=revision)  # type: ignore[arg-type]
