"""Permissions: what the app needs on a server and why, and what it has in a channel.

Source: Discord's "Permissions", its flags and "Permission Overwrites": a channel's overwrites for everybody, then for
the roles, then for the member, each of them first taking and then giving. Owners and administrators have everything.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Permission(NamedTuple):
    """A permission as Discord's settings call it, with its bit and what it is for."""

    name: str
    bit: int
    why: str


VIEW = Permission("View Channels", 1 << 10, "to see the channels that desk.yml names")
SEND = Permission("Send Messages", 1 << 11, "to post cards, and questions in a forum")
IN_THREADS = Permission("Send Messages in Threads", 1 << 38, "to post answers under a question")
THREADS = Permission("Create Public Threads", 1 << 35, "to open a thread under a question in a text channel")
MANAGE = Permission("Manage Threads", 1 << 34, "to set a forum's tags that only moderators may set, such as Solved")
HISTORY = Permission(
    "Read Message History", 1 << 16, "to find our own posts again, and what was said while we were away"
)
NEEDED = (VIEW, SEND, IN_THREADS, THREADS, MANAGE, HISTORY)

_ADMINISTRATOR = 1 << 3
_EVERYTHING = (1 << 60) - 1


def needed_in(purpose: str, *, forum: bool) -> tuple[Permission, ...]:
    """What the app needs in the channel for a purpose."""
    if forum:
        return VIEW, SEND, IN_THREADS, MANAGE, HISTORY
    if purpose in ("ask", "triage") or purpose.startswith("#"):  # a watched channel's questions stand in its threads
        return VIEW, SEND, IN_THREADS, THREADS, HISTORY
    return VIEW, SEND, HISTORY


def on_server(guild: Mapping[str, Any], roles: Iterable[Mapping[str, Any]], member: Mapping[str, Any]) -> int:
    """The permissions of a member on the server, before any channel's overwrites; all of it as Discord's JSON."""
    if str(guild.get("owner_id")) == str(member["user"]["id"]):
        return _EVERYTHING
    theirs = {str(guild["id"]), *map(str, member["roles"])}
    bits = 0
    for role in roles:
        bits |= int(role["permissions"]) if str(role["id"]) in theirs else 0
    return _EVERYTHING if bits & _ADMINISTRATOR else bits


def in_channel(bits: int, channel: Mapping[str, Any], guild: str, roles: Iterable[str], user: str) -> int:
    """What of ``bits`` is left, and what is added, in a channel for somebody with these roles; nothing where they
    cannot even look into it."""
    if bits == _EVERYTHING:
        return bits
    overwrites = {str(each["id"]): each for each in channel.get("permission_overwrites") or ()}
    for together in ([guild], [each for each in roles if each != guild], [user]):
        found = [overwrites[each] for each in together if each in overwrites]
        for each in found:
            bits &= ~int(each["deny"])
        for each in found:
            bits |= int(each["allow"])
    return bits if bits & VIEW.bit else 0


def missing(bits: int, wanted: Iterable[Permission]) -> list[Permission]:
    """Which of the wanted permissions are not there; where one cannot look into a channel, that alone."""
    lacking = [each for each in wanted if not bits & each.bit]
    return [VIEW] if VIEW in lacking else lacking
