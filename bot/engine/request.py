"""A request: who says which command, where and when, under an id that is the same on redelivery."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.people.model import Identity
from bot.speech.command import Command
from bot.speech.plain import NAME_ROOM, clean, cut, one_line


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said or shown: a platform's channel, a thread in it, or a person's direct messages.

    ``channel`` with ``person`` is an only-you message in that channel; ``person`` alone is their direct messages.
    """

    platform: str
    team: str = ""
    channel: str = ""
    thread: str = ""
    person: str = ""

    @property
    def key(self) -> str:
        """One string for this place, the same on every day: the database's key."""
        return "/".join((self.platform, self.team, self.channel, self.thread, self.person))

    @classmethod
    def from_key(cls, key: str) -> "Place":
        """The place that :attr:`key` came from."""
        return cls(*key.split("/"))

    @property
    def room(self) -> "Place":
        """The channel itself, or a person's direct messages: without thread, and without person in a channel."""
        return Place(self.platform, self.team, self.channel, person="" if self.channel else self.person)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks: an account on a platform, with what the platform says of it (hints, never rights). ``joined`` is when
    they came to the workspace or server, None where the platform does not tell."""

    identity: Identity
    name: str = ""
    locale: str = ""
    joined: datetime | None = None

    def __post_init__(self) -> None:
        """People choose their own names, so a name is cleaned at the door like everything else they write."""
        object.__setattr__(self, "name", _cleaned(self.name))


@lru_cache(maxsize=2_048)
def _cleaned(name: str) -> str:
    return cut(one_line(clean(name)), NAME_ROOM)


@dataclass(frozen=True, slots=True)
class Request:
    """One thing said once. ``at`` is when it was said (aware, UTC): nothing below reads a clock."""

    id: str
    desk: str
    who: Caller
    where: Place
    at: datetime
    command: Command

    @property
    def is_message(self) -> bool:
        """True where this was said in a message, which its author can change or delete afterwards."""
        return self.id.split(":", 2)[1:2] == ["msg"]
