"""A desk's rooms on its servers: found by name or id, with what is missing in each of them.

A forum holds at most 20 tags, five of them ours (Discord's "Channel Resource"; interaction.md, section 3.2).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.discord import permissions
from adapters.discord.forum import FORUMS
from bot.desk import Desk
from bot.engine.request import Place

Json = dict[str, Any]
Found = tuple[bool, str, str]  # a check's parts: whether all is well, what was found, how to mend it

RESERVED = ("Open", "In progress", "Waiting on asker", "Answered", "Solved")
CHOOSE = "Say `/opendata-admin setup where`."
MOST_TAGS = 15  # beyond that a desk soon finds no room for one more topic
_TEXT, _NEWS = 0, 5
_REQUIRE_TAG = 1 << 4  # a forum's flag


@dataclass(frozen=True, slots=True)
class Guild:
    """A server as Discord's JSON describes it, and ourselves as its member."""

    id: str
    name: str
    about: Json
    channels: list[Json]
    roles: list[Json]
    member: Json

    def ours_in(self, channel: Mapping[str, Any]) -> int:
        """Our permissions in a channel."""
        bits = permissions.on_server(self.about, self.roles, self.member)
        roles = [str(each) for each in self.member["roles"]]
        return permissions.in_channel(bits, channel, self.id, roles, str(self.member["user"]["id"]))

    def everybody_sees(self, channel: Mapping[str, Any]) -> bool:
        """Whether everybody on the server can look into a channel."""
        bits = next((int(each["permissions"]) for each in self.roles if str(each["id"]) == self.id), 0)
        return bool(permissions.in_channel(bits, channel, self.id, (), "") & permissions.VIEW.bit)


@dataclass(frozen=True, slots=True)
class Room:
    """What was found of one room; its place where it can be used."""

    purpose: str
    place: Place | None = None
    found: list[Found] = field(default_factory=list)


def rooms_of(desk: Desk, guilds: list[Guild]) -> Iterator[Room]:
    """Every room that the desk names on Discord, and those that it lacks; what another platform has may be there."""
    wanted = desk.channels.get("discord", {})
    others = [rooms for platform, rooms in desk.channels.items() if platform != "discord"]
    needed = [each for each in ("ask", "triage") if not any(rooms.get(each) for rooms in others)]
    for purpose in (each for each in needed if not wanted.get(each)):
        if desk.is_set_up_in_chat:
            yield Room(purpose, found=[(True, f"No channel is named for {purpose}.", CHOOSE)])
            continue
        fix = f'Write it there: channels, discord, {purpose}: "#its-name".'
        yield Room(purpose, found=[(False, f"desk.yml names no channel for {purpose}.", fix)])
    in_chat = desk.is_set_up_in_chat  # by whoever is heard before there is a channel: nothing of it is in the way
    for purpose, said in wanted.items():
        if said:
            yield _room(purpose, said.strip().removeprefix("#"), guilds, can_wait=in_chat or purpose not in needed)
    for name in desk.named_rooms("discord"):
        yield _room(name, name.removeprefix("#"), guilds, can_wait=True, watched=name in desk.watch.get("discord", ()))


def _room(purpose: str, name: str, guilds: list[Guild], *, can_wait: bool, watched: bool = False) -> Room:
    for guild in guilds:
        for channel in guild.channels:
            if name in (str(channel["id"]), channel.get("name")) and channel["type"] in {_TEXT, _NEWS, *FORUMS}:
                return _looked_at(purpose, channel, guild, can_wait=can_wait, watched=watched)
    fix = "Make the channel, or choose another. If it is private, add me to it first."
    return Room(purpose, found=[(can_wait, f"I can't find #{name} ({_where(purpose)}).", fix)])


def _looked_at(purpose: str, channel: Json, guild: Guild, *, can_wait: bool, watched: bool) -> Room:
    forum, name = channel["type"] in FORUMS, channel["name"]
    if forum and purpose != "ask" and not watched:
        fix = "Choose a text channel in desk.yml: only questions can be asked in a forum."
        return Room(purpose, found=[(can_wait, f"#{name} is a forum (channels, discord, {purpose}).", fix)])
    told_only = purpose.startswith("#") and not watched  # of new data
    needed = permissions.needed_in("news" if told_only else purpose, forum=forum)
    lacking = permissions.missing(guild.ours_in(channel), needed)
    if lacking:
        names = ", ".join(each.name for each in lacking)
        fix = f"Edit #{name}, Permissions, add me or my role, and allow: {names}."
        return Room(purpose, found=[(can_wait, f"In #{name} I lack: {names}.", fix)])
    about = "to be watched" if watched else "for new data" if told_only else f"for {purpose}"
    found = [(True, f"#{name} is there {about}.", ""), *(_tags(channel) if forum else ())]
    if purpose == "triage" and guild.everybody_sees(channel):
        fix = f"Make it private: edit #{name}, Permissions, Private Channel, and add the champions and me."
        found.append((True, f"Everybody can read #{name}.", fix))
    return Room(purpose, Place("discord", guild.id, str(channel["id"])), found)


def _where(purpose: str) -> str:
    """Where a room stands in desk.yml; one that is only watched goes by its own name."""
    return "watch or announce, discord" if purpose.startswith("#") else f"channels, discord, {purpose}"


def _tags(forum: Json) -> Iterator[Found]:
    """What is not as it should be with a forum's tags; none of it keeps a question from being asked."""
    name, tags = forum["name"], {str(each["name"]).casefold(): each for each in forum.get("available_tags") or ()}
    missing = [each for each in RESERVED if each.casefold() not in tags]
    loose = [each for each in RESERVED if not tags.get(each.casefold(), {"moderated": True}).get("moderated")]
    if missing:
        fix = f"Edit #{name}, Tags, add them, and let only moderators set them."
        yield True, f"#{name} lacks the tags {', '.join(missing)}.", fix
    if loose:
        fix = f"Edit #{name}, Tags, and let only moderators set them."
        yield True, f"In #{name} everybody can set the tags {', '.join(loose)}.", fix
    if len(tags) > MOST_TAGS:
        fix = "Discord allows 20. Take away those that nobody uses, or put topics together."
        yield True, f"#{name} has {len(tags)} tags.", fix
    if int(forum.get("flags") or 0) & _REQUIRE_TAG:
        fix = f"Edit #{name}, and switch off that posts need a tag."
        yield True, f"#{name} takes only posts with a tag.", fix
