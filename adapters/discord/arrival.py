"""Arriving on Discord: who we are, on which servers, which desks they belong to, and where the desks' rooms are.

Everything that is wrong is found in one go and said in one sentence each, so that an operator can mend it in one go.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.discord.calls import Wire
from adapters.discord.manifest import invitation
from adapters.discord.rooms import Guild, rooms_of
from adapters.discord.spoken import Home
from bot.desk import Desk
from bot.engine.errors import PlatformError, Rejected
from bot.engine.readiness import Check, NotReady, troubles_in, warnings_in
from bot.engine.request import Place

Json = dict[str, Any]

MESSAGE_CONTENT = 1 << 18 | 1 << 19  # flags of an application: granted, or switched on for a small app
_FIX_TOKEN = "Copy the token from the app's page, Bot, to DISCORD_TOKEN."  # noqa: S105 - a sentence about one
_FIX_WAY = "Check this machine's way out to Discord, and DISCORD_API_URL where it is set; then start again."
_MAY_NOT = "I may not read what people write without calling me."
_FIX_INTENT = "Switch on Message Content Intent on the app's page, Bot, or take `watch` out of desk.yml."
MAY_NOT_READ = f"{_MAY_NOT} {_FIX_INTENT}"


class DiscordNotReady(NotReady):
    """Discord cannot be used yet; ``troubles`` says what to mend, a sentence or two each."""


@dataclass(slots=True)
class Arrival:
    """What was found. ``rooms`` are each desk's, by its slug and their purpose; ``names`` the channels' names and
    ``channels`` their JSON by id and by server."""

    checks: list[Check] = field(default_factory=list)
    bot_user: str = ""
    application: str = ""
    desks: dict[str, Desk] = field(default_factory=dict)
    homes: list[Home] = field(default_factory=list)
    rooms: dict[str, dict[str, Place]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    channels: dict[str, list[Json]] = field(default_factory=dict)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong, each with its fix."""
        return troubles_in(self.checks)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not as it was meant and can wait, each with its fix."""
        return warnings_in(self.checks)


async def arrive(
    token: str,
    desk_for: Callable[[str], Awaitable[Desk | None]],
    *,
    api_url: str,
    message_content: bool = False,
) -> tuple[Wire | None, Arrival]:
    """Log in and look around; the wire that is logged in, where the token works.

    Raises nothing for what an operator can mend: the arrival's ``troubles`` say it.
    """
    arrival = Arrival()
    wire = None
    try:
        wire = await Wire.open(token)
        await look_around(wire, desk_for, arrival, message_content=message_content)
    except Rejected as refused:
        about = f"Discord refuses to tell me about myself: {refused.why}" if wire else "The token does not work."
        arrival.checks.append(Check(False, about, _FIX_TOKEN))
    except PlatformError as away:  # no word about the token: nobody has looked at it
        arrival.checks.append(Check(False, f"{api_url} does not answer as Discord does: {away.why}.", _FIX_WAY))
    return wire, arrival


async def look_around(
    wire: Wire, desk_for: Callable[[str], Awaitable[Desk | None]], arrival: Arrival, *, message_content: bool
) -> None:
    """Fill ``arrival`` with what is found. Raises Rejected, Later or Unsure where Discord does not tell."""
    me = await wire.send("GET", "/users/@me")
    app = await wire.send("GET", "/applications/@me")
    arrival.bot_user, arrival.application = str(me["id"]), str(app["id"])
    arrival.checks.append(Check(True, f"Discord knows me as {me['username']}."))
    if message_content and not int(app.get("flags") or 0) & MESSAGE_CONTENT:
        arrival.checks.append(Check(False, _MAY_NOT, _FIX_INTENT))
    guilds = await wire.send("GET", "/users/@me/guilds")
    if not guilds:
        fix = f"Invite me: {invitation(arrival.application)}"
        arrival.checks.append(Check(False, "I am on no server.", fix))
    found: dict[str, list[Guild]] = {}
    for each in guilds:
        desk = await desk_for(str(each["id"]))
        if desk is not None:
            arrival.desks[desk.slug] = desk
            try:
                found.setdefault(desk.slug, []).append(await _guild(wire, str(each["id"]), arrival.bot_user))
            except Rejected as refused:
                fix = f"Invite me again: {invitation(arrival.application)}"
                arrival.checks.append(Check(False, f"I can't look around on {each['name']}: {refused.why}", fix))
                return
    found = {slug: _own(arrival, arrival.desks[slug], theirs) for slug, theirs in found.items()}
    arrival.checks += _strangers(guilds, found)
    for slug, theirs in found.items():
        _settle(arrival, arrival.desks[slug], theirs)


def _own(arrival: Arrival, desk: Desk, guilds: list[Guild]) -> list[Guild]:
    """The desk's servers among those where it may be at home: all that desk.yml lists; where it lists none, the one
    that has the desk's rooms. A trouble where several have them."""
    if desk.workspaces.get("discord"):
        return guilds
    having = [each for each in guilds if any(room.place is not None for room in rooms_of(desk, [each]))]
    if len(having) > 1:
        names = ", ".join(f"{each.name} ('{each.id}')" for each in having)
        fix = f"List the desk's own under workspaces, discord: {names}."
        arrival.checks.append(Check(False, "Several servers have the rooms that desk.yml names.", fix))
    return having or guilds


def _strangers(guilds: list[Json], found: Mapping[str, list[Guild]]) -> list[Check]:
    """A check for every server of no desk: a trouble where no server at all belongs to one."""
    known = {each.id for theirs in found.values() for each in theirs}
    strangers = [each for each in guilds if str(each["id"]) not in known]
    return [
        Check(
            bool(known),
            f"The server {each['name']} belongs to no desk.",
            f"Add '{each['id']}' under workspaces, discord, in desk.yml.",
        )
        for each in strangers
    ]


async def _guild(wire: Wire, guild: str, user: str) -> Guild:
    about = await wire.send("GET", "/guilds/{guild_id}", guild_id=guild)
    channels = await wire.send("GET", "/guilds/{guild_id}/channels", guild_id=guild)
    roles = await wire.send("GET", "/guilds/{guild_id}/roles", guild_id=guild)
    member = await wire.send("GET", "/guilds/{guild_id}/members/{user_id}", guild_id=guild, user_id=user)
    return Guild(guild, str(about["name"]), about, channels, roles, member)


def _settle(arrival: Arrival, desk: Desk, guilds: list[Guild]) -> None:
    """Find a desk's rooms on its servers."""
    rooms: dict[str, Place] = {}
    for each in rooms_of(desk, guilds):
        arrival.checks += [Check(*found) for found in each.found]
        if each.place is not None:
            rooms[each.purpose] = each.place
    arrival.rooms[desk.slug] = rooms
    watched = [rooms[each] for each in desk.watch.get("discord", ()) if each in rooms]
    names = {str(each["id"]): str(each["name"]) for guild in guilds for each in guild.channels}
    for room in watched:
        what = "I read plain messages, and offer help where somebody asks about data (watch)."
        arrival.checks.append(Check(True, f"In #{names[room.channel]} {what}"))
    for guild in guilds:
        ask, here = rooms.get("ask"), frozenset(each.channel for each in watched if each.team == guild.id)
        arrival.homes.append(Home(desk.slug, guild.id, ask.channel if ask is not None else "", here))
        arrival.channels[guild.id] = guild.channels
    arrival.names |= names
