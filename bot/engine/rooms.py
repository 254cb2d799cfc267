"""The rooms of a desk by what they are for. One desk may be in several workspaces, of which each has its own."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.engine.request import Place


class HasRooms(Protocol):
    """Whatever knows a desk's rooms by their names: "slack/ask", or "slack@T2/ask" in a workspace that came later."""

    @property
    def rooms(self) -> Mapping[str, Place]:
        """The rooms by name."""


def rooms_for(work: HasRooms, purpose: str) -> tuple[Place, ...]:
    """Every room for a purpose ("ask"), on every platform and in every workspace, in a fixed order."""
    return tuple(place for name, place in sorted(work.rooms.items()) if name.partition("/")[2] == purpose)


def room_near(work: HasRooms, purpose: str, origin: Place) -> Place | None:
    """The room for a purpose nearest to where something was said: in the same workspace, else on the same platform,
    else anywhere."""
    found = rooms_for(work, purpose)
    return min(found, key=lambda each: (each.platform != origin.platform, each.team != origin.team), default=None)


def is_room(work: HasRooms, room: Place, purpose: str) -> bool:
    """Whether a room is there for a purpose, or is the one of that name ("#general")."""
    return room in rooms_for(work, purpose)


def platform_of(name: str) -> str:
    """The platform of a room by its name: that of "slack@T2/ask" is Slack."""
    return name.partition("/")[0].partition("@")[0]


def absent_rooms(work: HasRooms, wanted: Iterable[str]) -> list[str]:
    """Which of these rooms ("slack/news") are not there, on the platforms that are on."""
    on = {platform_of(name) for name in work.rooms}
    there = {f"{platform_of(name)}/{name.partition('/')[2]}".casefold() for name in work.rooms}
    missing = [each for each in dict.fromkeys(wanted) if each.casefold() not in there]
    return [each for each in missing if not on or platform_of(each) in on]
