"""The walls of the year: both pockets with the adapters' own renderers and ``Outbound``, and how they fail.

What is delivered is on record at the pockets. Here it is only noted which slot a message was for, and when it came.
"""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from adapters.discord.forum import Forums
from adapters.discord.outbound import Outbound as DiscordOutbound
from adapters.playground.discord import PocketDiscord
from adapters.playground.slack import PocketSlack
from adapters.slack.outbound import Outbound as SlackOutbound
from adapters.slack.pace import Pace
from adapters.slack.pictures import Pictures
from benchmarks.year.city import DISCORD, SLACK, Citizen
from benchmarks.year.inside import DiscordInside, SlackInside, no_session
from bot.engine.errors import Away
from bot.engine.request import Place
from bot.engine.slots import Found, Lease

_STATES = ("Open", "In progress", "Waiting on asker", "Answered", "Solved")
_QUICK = 1_000_000
T = TypeVar("T")


class Killed(BaseException):
    """The pump is killed: what it has just shown, nobody has written down."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A new message as it came to a platform: when, for which slot, at which place, under which message."""

    at: datetime
    slot: str
    place: Place
    thread: str
    message: str


class Outbound(Protocol):
    """What a platform's adapter shows slots with."""

    async def post(self, lease: Lease) -> str:
        """Show a new message."""

    async def edit(self, lease: Lease) -> None:
        """Change it."""

    async def find(self, lease: Lease) -> Found | None:
        """Look for it."""


class Wall:
    """A platform: ``connected`` is False while it is down, and ``kill_in`` posts from now the pump is killed."""

    def __init__(self, name: str, shows: Outbound, now: Callable[[], datetime]) -> None:
        self.name, self._shows, self._now = name, shows, now
        self.connected, self.kill_in = True, 0
        self.sent: list[Sent] = []
        self.edits = 0

    async def listen(self) -> None:
        """Nobody is heard here: what people say comes as requests."""

    async def post(self, lease: Lease) -> str:
        """Show a new message, and note that it was."""
        message = await self._reached(self._shows.post(lease))
        slot = lease.slot
        self.sent.append(Sent(self._now(), slot.name, slot.place, lease.thread, message))
        self.kill_in -= 1
        if self.kill_in == 0:
            raise Killed
        return message

    async def edit(self, lease: Lease) -> None:
        """Change a message."""
        self.edits += 1
        await self._reached(self._shows.edit(lease))

    async def find(self, lease: Lease) -> Found | None:
        """Look for a message."""
        return await self._reached(self._shows.find(lease))

    async def _reached(self, call: Coroutine[Any, Any, T]) -> T:
        if not self.connected:
            call.close()
            raise Away(5.0, f"{self.name} is down")
        return await call


class Walls:
    """Both platforms with everybody on them, and the desk's rooms."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.slack = PocketSlack(clock=now, events=frozenset())
        self.discord = PocketDiscord(clock=now, ticks=lambda: now().timestamp())
        self.teams = {SLACK: self.slack.team_id, DISCORD: self.discord.guild_id}
        self._now = now
        self.rooms: dict[str, Place] = {}
        self.walls: dict[str, Wall] = {}

    def fill(self, champions: Iterable[Citizen], askers: Iterable[Citizen]) -> None:
        """Let everybody in and make the rooms: the champions' is theirs alone."""
        inside: dict[str, list[str]] = {SLACK: [], DISCORD: []}
        for number, who in enumerate([*champions, *askers]):
            for each in who.accounts:
                if each.platform == SLACK:
                    self.slack.add_person(f"person{number}", who.name, id=each.user, locale=who.locale)
                else:
                    self.discord.add_person(f"person{number}", who.name, id=each.user, locale=who.locale)
                if who.row is not None:
                    inside[each.platform].append(each.user)
        self._make_rooms(inside)

    def _make_rooms(self, inside: dict[str, list[str]]) -> None:
        everybody = [each for each in self.slack.workspace.people if each != self.slack.bot_user_id]
        tags = [{"name": each, "moderated": True} for each in _STATES]
        ids = {
            (SLACK, "ask"): self.slack.add_channel("ask-open-data", everybody).id,
            (SLACK, "triage"): self.slack.add_channel("champions-triage", inside[SLACK], kind="group").id,
            (DISCORD, "ask"): self.discord.add_channel("ask-open-data", kind="forum", tags=tags).id,
            (DISCORD, "triage"): self.discord.add_channel("champions-triage", inside[DISCORD], kind="private").id,
        }
        self.rooms = {f"{on}/{name}": Place(on, self.teams[on], channel) for (on, name), channel in ids.items()}
        channels = [self.discord.core.backend.channel(each) for (on, _), each in ids.items() if on == DISCORD]
        client = SlackInside(self.slack)
        slack = SlackOutbound(
            client, self.slack.workspace.bot_id, {}, self._now, Pace(_QUICK, _QUICK), Pictures(client, no_session)
        )
        discord = DiscordOutbound(
            DiscordInside(self.discord), self.discord.guild_id, self.discord.bot_user_id, {},
            Forums([each for each in channels if each]), self._now,
        )  # fmt: skip
        self.walls = {SLACK: Wall(SLACK, slack, self._now), DISCORD: Wall(DISCORD, discord, self._now)}

    def sweep(self) -> None:
        """Discord puts into its archive what was quiet for a week."""
        self.discord.core.threads.sweep()
