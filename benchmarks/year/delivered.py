"""What was delivered: every message of the bot that stands at the pockets, with the slot that it was for.

The pockets' own record counts. The walls only noted for which slot a message came, and when; a message that is on one
list and not on the other is itself a broken promise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from adapters.playground.discord import PocketDiscord
from adapters.playground.slack import PocketSlack
from benchmarks.year.city import DISCORD, SLACK
from benchmarks.year.walls import Sent, Wall
from bot.questions.model import Entry, Question

CARDS = ("card", "triage", "asker")


@dataclass(frozen=True)
class Message:
    """One message of the bot at a pocket. ``pings`` are the ids of the accounts that it called."""

    platform: str
    id: str
    text: str
    pings: tuple[str, ...]
    sent: Sent

    @property
    def at(self) -> datetime:
        """When it came."""
        return self.sent.at

    @cached_property
    def parts(self) -> list[str]:
        """The name of its slot, in parts: ``Q-142``, ``line``, ``7``, ``1``."""
        return self.sent.slot.split("/")

    @property
    def question(self) -> int:
        """The question that it is about; 0 where it is about several."""
        about = self.parts[0].removeprefix("Q-")
        return int(about) if about.isdecimal() and self.parts[0].startswith("Q-") else 0

    @property
    def kind(self) -> str:
        """What it is: a card, or a line of some kind."""
        return self.parts[1] if self.question else self.parts[0]

    @property
    def line(self) -> int:
        """The line of history that it tells of; 0 where none."""
        return int(self.parts[2]) if self.question and len(self.parts) > 2 and self.parts[2].isdecimal() else 0

    @property
    def reader(self) -> str:
        """Who reads it: a thread, a room, or one account."""
        place = self.sent.place
        return f"{self.platform}/{place.channel or place.person}/{self.sent.thread}"


@dataclass(frozen=True)
class Delivered:
    """Everything that was delivered, and what is on one record only."""

    messages: tuple[Message, ...]
    unexplained: tuple[str, ...]


class Pockets(Protocol):
    """Both pockets of a desk, and the walls before them, which note what comes."""

    @property
    def slack(self) -> PocketSlack:
        """Its workspace."""

    @property
    def discord(self) -> PocketDiscord:
        """Its server."""

    @property
    def walls(self) -> Mapping[str, Wall]:
        """The walls, by platform."""


def read(walls: Pockets) -> Delivered:
    """Read both pockets."""
    noted = {(wall.name, each.message): each for wall in walls.walls.values() for each in wall.sent}
    found, unexplained = [], []
    for platform, number, text, pings in (*_on_slack(walls.slack), *_on_discord(walls.discord)):
        sent = noted.pop((platform, number), None)
        if sent is None:
            unexplained.append(f"nobody posted {platform} {number}: {text[:60]}")
        else:
            found.append(Message(platform, number, text, pings, sent))
    unexplained += [f"{sent.slot} was posted and is not there" for sent in noted.values()]
    return Delivered(tuple(sorted(found, key=lambda each: (each.at, each.id))), tuple(unexplained))


def _on_slack(pocket: PocketSlack) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    workspace = pocket.workspace
    said = [each for channel in workspace.channels.values() for each in channel.messages.values()]
    said += [each for whispers in workspace.whispers.values() for each in whispers]
    for each in said:
        if each.by_bot:
            yield SLACK, each.ts, each.text, tuple(ping.removeprefix("@") for ping in each.pings)


def _on_discord(pocket: PocketDiscord) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    backend, people = pocket.core.backend, pocket.core.people
    guild = backend.guild()
    direct = [backend.direct(each, make=False) for each in people.by_id if each != pocket.bot_user_id]
    for channel in [*(each["id"] for each in (*guild["channels"], *guild["threads"])), *filter(None, direct)]:
        for each in backend.messages(channel):
            if each["author"]["id"] == pocket.bot_user_id and each["type"] in (0, 19):
                called = people.called.get((each["channel_id"], each["id"]), [])
                text = f"{each['content']} {each.get('components', '')}"
                yield DISCORD, each["id"], text, tuple(ping.removeprefix("@") for ping in called)


@dataclass(frozen=True)
class Record:
    """What the desk wrote down at the end: every question with its history. ``owners`` were its owners after each line,
    ``causes`` the requests behind it."""

    questions: dict[int, Question]
    history: dict[int, tuple[Entry, ...]]
    owners: dict[tuple[int, int], int]
    causes: dict[tuple[int, int], list[str]]

    def entry(self, message: Message) -> Entry | None:
        """The line of history that a message tells of; for a card, the one that brought it."""
        lines = self.history.get(message.question, ())
        number = message.line or (1 if message.kind in CARDS else 0)
        return lines[number - 1] if 0 < number <= len(lines) else None
