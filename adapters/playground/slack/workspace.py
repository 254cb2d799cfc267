"""The state of the pocket workspace: people, channels, messages. No wire, no time of its own."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from adapters.playground.slack.wire import Json

Kind = Literal["channel", "group", "im"]
SLACKBOT = "USLACKBOT"
_WHISPERS_KEPT = 500


@dataclass(frozen=True, slots=True)
class Team:
    """The workspace itself."""

    id: str = "T0POCKET1"
    name: str = "Pocket"
    domain: str = "pocket"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone (or a bot) in the workspace. ``tz_offset`` is in seconds."""

    id: str
    name: str
    real_name: str
    email: str = ""
    tz: str = "America/New_York"
    tz_offset: int = -18_000
    locale: str = "en-US"
    is_bot: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Message:
    """A message, or a whisper where ``only_for`` names the one who sees it."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    metadata: Json | None = None
    edited: Json | None = None
    pings: tuple[str, ...] = ()
    by_bot: bool = False
    tombstone: bool = False
    broadcast: bool = False
    invoked: str = ""
    only_for: str = ""
    attachments: list[Json] = field(default_factory=list)

    @property
    def all_blocks(self) -> list[Json]:
        """Its own blocks, then those under its links."""
        return [*self.blocks, *(block for each in self.attachments for block in each["blocks"])]

    @property
    def is_reply(self) -> bool:
        """True in a thread, but not for the message the thread hangs on."""
        return bool(self.thread_ts) and self.thread_ts != self.ts


@dataclass(slots=True)
class Channel:
    """A place for messages. ``messages`` and each thread's replies are in order of time."""

    id: str
    name: str
    kind: Kind
    created: int
    members: dict[str, None] = field(default_factory=dict)
    topic: str = ""
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)

    def replies(self, ts: str) -> list[Message]:
        """The replies under a message, oldest first."""
        return [self.messages[reply] for reply in self.threads.get(ts, ())]


class Workspace:
    """Everything that stands in the pocket, with the few rules of who belongs where."""

    def __init__(self, team: Team, bot: Person, bot_id: str, app_id: str) -> None:
        self.team = team
        self.bot = bot
        self.bot_id = bot_id
        self.app_id = app_id
        self.people: dict[str, Person] = {bot.id: bot}
        self.channels: dict[str, Channel] = {}
        self.whispers: dict[str, deque[Message]] = {}
        self._counts: dict[str, int] = {}

    def new_id(self, prefix: str) -> str:
        """The next id of a kind (``U``, ``C``, ``G``, ``D``, ``V``, ``F``), in Slack's shape."""
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        return f"{prefix}0PKT{self._counts[prefix]:06d}"

    def add_person(self, person: Person) -> Person:
        """Let someone in. ``ValueError`` where the name or the id is taken."""
        if person.id in self.people or self.person_named(person.name):
            raise ValueError(f"there is already a person {person.id} or @{person.name}")
        self.people[person.id] = person
        return person

    def deactivate(self, user: str) -> Person:
        """An admin deactivates somebody: they are in no channel any more."""
        self.people[user] = replace(self.people[user], deleted=True)
        for channel in self.channels.values():
            if channel.kind != "im":
                channel.members.pop(user, None)
        return self.people[user]

    def person_named(self, name: str) -> Person | None:
        """The person whose handle (without ``@``) this is."""
        return next((person for person in self.people.values() if person.name == name), None)

    def channel_named(self, name: str) -> Channel | None:
        """The channel with this name (without ``#``); direct messages have none."""
        return next((found for found in self.channels.values() if found.name == name and found.kind != "im"), None)

    def direct(self, one: str, other: str) -> Channel | None:
        """The direct messages between two people, where they have spoken before."""
        pair = {one, other}
        return next(
            (found for found in self.channels.values() if found.kind == "im" and set(found.members) == pair),
            None,
        )

    def channels_of(self, user: str) -> Iterator[Channel]:
        """The channels and direct messages that a person is in."""
        return (found for found in self.channels.values() if user in found.members)

    def add_message(self, message: Message) -> None:
        """Put a message in its place; whispers go to the one person and nowhere else."""
        if message.only_for:
            self.whispers.setdefault(message.only_for, deque(maxlen=_WHISPERS_KEPT)).append(message)
            return
        channel = self.channels[message.channel]
        channel.messages[message.ts] = message
        if message.is_reply:
            channel.threads.setdefault(message.thread_ts, []).append(message.ts)

    def remove_message(self, message: Message) -> None:
        """Take a message away; one that carries a thread leaves a tombstone, as in Slack."""
        channel = self.channels[message.channel]
        if channel.threads.get(message.ts):
            message.text, message.blocks, message.metadata, message.pings = (
                "This message was deleted.",
                [],
                None,
                (),
            )
            message.tombstone, message.user, message.by_bot = True, SLACKBOT, False
            return
        del channel.messages[message.ts]
        if message.is_reply:
            channel.threads[message.thread_ts].remove(message.ts)

    def whisper(self, user: str, ts: str) -> Message | None:
        """One of the whispers a person sees."""
        return next((message for message in self.whispers.get(user, ()) if message.ts == ts), None)

    def wire_form(self, token: str) -> str | None:
        """How Slack writes a typed mention of someone or some channel it knows; None for all else."""
        sign, name = token[0], token[1:].rstrip(".")
        if sign == "<":
            known = self.people if token[1] == "@" else self.channels
            return token if token[2:-1].partition("|")[0] in known else None
        if sign == "@":
            person = self.person_named(name)
            return f"<@{person.id}>" + token[1 + len(name) :] if person else None
        channel = self.channel_named(name)
        return f"<#{channel.id}|{channel.name}>" + token[1 + len(name) :] if channel else None
