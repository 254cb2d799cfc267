"""Finding the channel or the message that a call names, with Slack's errors where it may not."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.wire import Args
from adapters.playground.slack.workspace import Channel, Message

T = TypeVar("T")


def channel(core: Core, args: Args) -> Channel:
    """The channel named by ``channel``, where the bot may know of it; else ``channel_not_found``."""
    found = core.workspace.channels.get(args.text("channel"))
    if found is None or (found.kind != "channel" and core.workspace.bot.id not in found.members):
        raise SlackError("channel_not_found")
    return found


def joined(core: Core, args: Args) -> Channel:
    """The channel named by ``channel``, where the bot is a member; else ``not_in_channel``."""
    found = channel(core, args)
    if core.workspace.bot.id not in found.members:
        raise SlackError("not_in_channel")
    return found


def open_for_posts(core: Core, args: Args) -> Channel:
    """Where a message may go: a channel the bot is in, by id or ``#name``, or a person's id for direct
    messages."""
    wanted = args.text("channel")
    if wanted in core.workspace.people:
        refuse_deactivated(core, wanted)
        return direct(core, wanted)
    named = core.workspace.channel_named(wanted.removeprefix("#"))
    found = joined(core, Args({"channel": named.id}) if named else args)
    if found.archived:
        raise SlackError("is_archived")
    return found


def refuse_deactivated(core: Core, user: str) -> None:
    """``user_disabled`` where somebody was deactivated."""
    if core.workspace.people[user].deleted:
        raise SlackError("user_disabled")


def direct(core: Core, user: str) -> Channel:
    """The direct messages between the bot and a person, opened where they were not; ``user_not_found``."""
    if user not in core.workspace.people or user == core.workspace.bot.id:
        raise SlackError("user_not_found")
    return core.workspace.direct(core.workspace.bot.id, user) or new_direct(core, user)


def new_direct(core: Core, user: str) -> Channel:
    """Open direct messages between the bot and a person."""
    number = core.workspace.new_id("D")
    members = {core.workspace.bot.id: None, user: None}
    core.workspace.channels[number] = Channel(number, "", "im", core.moments.seconds(), members)
    core.changes.bump()
    return core.workspace.channels[number]


def message(core: Core, found: Channel, ts: str) -> Message:
    """A message of a channel; ``message_not_found``, also for whispers and tombstones."""
    there = found.messages.get(ts)
    if there is None or there.tombstone:
        raise SlackError("message_not_found")
    return there


def page(found: Sequence[T], args: Args, *, default: int, most: int = 1000) -> tuple[list[T], str]:
    """One page of a list and the cursor of the next, empty on the last; ``invalid_cursor``,
    ``invalid_limit``."""
    limit = args.number("limit", default, most=most)
    start = _decode(args.text("cursor"))
    rest = start + limit < len(found)
    return list(found[start : start + limit]), _encode(start + limit) if rest else ""


def _encode(start: int) -> str:
    return base64.urlsafe_b64encode(f"next:{start}".encode()).decode()


def _decode(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, start = base64.urlsafe_b64decode(cursor).decode().partition(":")
        if kind != "next":
            raise ValueError(cursor)
        return int(start)
    except ValueError:
        raise SlackError("invalid_cursor") from None
