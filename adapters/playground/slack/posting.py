"""Putting messages into the workspace, changing them, and telling the app about it."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.playground.slack import pings, shapes
from adapters.playground.slack.core import Core
from adapters.playground.slack.socket_mode import Receipt
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import SLACKBOT, Channel, Message

Told = list["asyncio.Future[Receipt]"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says. ``mrkdwn`` and ``link_names`` only matter for who it calls."""

    text: str
    blocks: Sequence[Json] = ()
    metadata: Json | None = field(default=None)
    mrkdwn: bool = True
    link_names: bool = False

    def called(self) -> tuple[str, ...]:
        """Everyone the message calls."""
        return pings.of_message(self.text, list(self.blocks), mrkdwn=self.mrkdwn, link_names=self.link_names)


def with_ids(blocks: Sequence[Json]) -> list[Json]:
    """The blocks with the ids that Slack gives to those that came without."""
    return [_with_ids(block) for block in blocks]


def _with_ids(block: Json) -> Json:
    named = {**block, "block_id": block.get("block_id") or secrets.token_urlsafe(4)}
    for name in ("element", "accessory"):
        if isinstance(block.get(name), dict):
            named[name] = _with_action(block[name])
    if block.get("type") == "actions":
        named["elements"] = [_with_action(element) for element in block["elements"]]
    return named


def _with_action(element: Json) -> Json:
    if element.get("type") == "image":
        return element
    return {**element, "action_id": element.get("action_id") or secrets.token_urlsafe(4)}


def post(
    core: Core,
    channel: Channel,
    content: Content,
    *,
    user: str,
    thread_ts: str = "",
    broadcast: bool = False,
    invoked: str = "",
) -> tuple[Message, Told]:
    """Put a message up and tell the app; the message, and the first deliveries of its events."""
    message = _made(core, channel, content, user, thread_ts)
    message.broadcast, message.invoked = broadcast, invoked
    core.workspace.add_message(message)
    core.changes.bump()
    event = shapes.message(core.workspace, message)
    if not message.by_bot:
        event["client_msg_id"] = secrets.token_hex(16)
    return message, core.events.posted(message, event)


def whisper(core: Core, channel: Channel, content: Content, *, to: str, thread_ts: str = "", user: str = "") -> Message:
    """Show something to one person only; by the bot unless ``user`` says otherwise. The app hears nothing of
    it."""
    message = _made(core, channel, content, user or core.workspace.bot.id, thread_ts)
    message.only_for = to
    core.workspace.add_message(message)
    core.changes.bump()
    return message


def notice(core: Core, channel: Channel, text: str, *, to: str, thread_ts: str = "") -> Message:
    """Slackbot tells one person that something went wrong."""
    return whisper(core, channel, Content(text), to=to, thread_ts=thread_ts, user=SLACKBOT)


def change(core: Core, message: Message, content: Content, *, by: str) -> Told:
    """Give a message or a whisper new content; the app hears of the former."""
    channel = core.workspace.channels[message.channel]
    before = shapes.message(core.workspace, message)
    message.text, message.blocks = content.text, with_ids(content.blocks)
    message.metadata, message.pings = content.metadata, content.called()
    core.changes.bump()
    if message.only_for:
        return []
    ts = core.moments.next_ts()
    message.edited = {"user": by, "ts": ts}
    after = shapes.message(core.workspace, message)
    hidden: Json = {"subtype": "message_changed", "hidden": True, "ts": ts}
    return core.events.message(channel, {**hidden, "message": after, "previous_message": before})


def remove(core: Core, message: Message) -> Told:
    """Take a message or a whisper away; the app hears of the former."""
    core.changes.bump()
    if message.only_for:
        core.workspace.whispers[message.only_for].remove(message)
        return []
    channel = core.workspace.channels[message.channel]
    before = shapes.message(core.workspace, message)
    core.workspace.remove_message(message)
    hidden: Json = {"subtype": "message_deleted", "hidden": True, "ts": core.moments.next_ts()}
    return core.events.message(channel, {**hidden, "deleted_ts": message.ts, "previous_message": before})


def _made(core: Core, channel: Channel, content: Content, user: str, thread_ts: str) -> Message:
    parent = channel.messages.get(thread_ts)
    return Message(
        ts=core.moments.next_ts(),
        channel=channel.id,
        user=user,
        text=content.text,
        blocks=with_ids(content.blocks),
        thread_ts=parent.thread_ts or parent.ts if parent else thread_ts,
        metadata=content.metadata,
        pings=content.called(),
        by_bot=user == core.workspace.bot.id,
    )
