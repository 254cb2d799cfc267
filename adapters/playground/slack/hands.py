"""What a person can do in Slack, as plain methods for tests and for the page.

Every method waits for the app's acknowledgement (or the time-out) and returns a ``Done``. ``NoSuchThing``
means that the person cannot see or reach what was named: a mistake of the caller, not of the app.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.playground.slack import filling, payloads, posting, touching
from adapters.playground.slack.core import Core
from adapters.playground.slack.done import Done, failure, of
from adapters.playground.slack.errors import NoSuchThing, SlackError
from adapters.playground.slack.methods.places import direct
from adapters.playground.slack.posting import Content, Told
from adapters.playground.slack.response_urls import Occasion
from adapters.playground.slack.socket_mode import Receipt
from adapters.playground.slack.typed import escape, on_the_wire
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Channel, Message


class Hands:
    """The hands of everyone in the workspace. ``user`` is a person's id; ``channel`` a channel's id or name,
    or ``@`` and the bot's name for direct messages."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def say(self, user: str, channel: str, text: str, thread: str | None = None) -> Done:
        """Write a message; ``@names`` are linked and everything else is escaped, as Slack's client does."""
        place = self._place(user, channel)
        content = Content(on_the_wire(text, self._core.workspace.wire_form))
        message, told = posting.post(self._core, place, content, user=user, thread_ts=thread or "")
        return replace(await self._heard(told), ts=message.ts)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> Done:
        """Change one's own message."""
        message = self._own(user, channel, ts)
        content = Content(on_the_wire(text, self._core.workspace.wire_form))
        return replace(await self._heard(posting.change(self._core, message, content, by=user)), ts=ts)

    async def delete(self, user: str, channel: str, ts: str) -> Done:
        """Delete one's own message."""
        return await self._heard(posting.remove(self._core, self._own(user, channel, ts)))

    async def join(self, user: str, channel: str) -> Done:
        """Join a public channel."""
        found = self._core.workspace.channel_named(channel) or self._core.workspace.channels.get(channel)
        if found is None or found.kind != "channel":
            raise NoSuchThing(f"there is no public channel {channel}")
        found.members[user] = None
        self._core.changes.bump()
        return await self._heard(self._core.events.joined(found, user))

    async def leave(self, user: str) -> Done:
        """An admin deactivates somebody's account."""
        person = self._core.workspace.deactivate(user)
        self._core.changes.bump()
        return await self._heard(self._core.events.changed(person))

    async def invite_bot(self, user: str, channel: str) -> Done:
        """Let the bot into a channel that one is in."""
        place = self._place(user, channel)
        place.members[self._core.workspace.bot.id] = None
        self._core.changes.bump()
        return await self._heard(self._core.events.joined(place, self._core.workspace.bot.id))

    async def slash(self, user: str, channel: str, line: str, thread: str | None = None) -> Done:
        """Type a slash command, such as ``/opendata ask …``. Slack does not take one in a thread."""
        place = self._place(user, channel)
        command, _, text = line.strip().partition(" ")
        refused = self._not_a_command(command, thread)
        if refused:
            posting.notice(self._core, place, refused, to=user, thread_ts=thread or "")
            return Done(refused=refused)
        payload = payloads.slash_command(self._core, user, place, command, self._typed(command, text))
        receipt = await self._deliver("slash_commands", payload)
        return self._slash_answered(receipt, Occasion(user, place.id, command=line.strip()))

    async def press(
        self, user: str, channel: str, ts: str, action: str, *, block: str = "", selected: Any = None
    ) -> Done:
        """Press a button or choose in a select of a message or whisper; ``action`` is its id or its words."""
        message = self._seen(user, channel, ts)
        return await touching.press_in_message(self._core, user, message, action, block, selected)

    async def press_in_view(
        self, user: str, view_id: str, action: str, *, block: str = "", selected: Any = None
    ) -> Done:
        """Press a button or choose in a select of an open modal or the Home tab."""
        return await touching.press_in_view(self._core, user, view_id, action, block, selected)

    async def suggest(self, user: str, view_id: str, action: str, query: str) -> Done:
        """Type into an external select; ``options`` are what the app offers."""
        return await touching.suggest(self._core, user, view_id, action, query)

    async def submit(self, user: str, view_id: str, values: Mapping[str, Any] | None = None) -> Done:
        """Fill a modal (by block id, action id or label) and send it in. ``errors`` are what it then
        shows."""
        return await filling.submit(self._core, user, view_id, values or {})

    async def close(self, user: str, view_id: str) -> Done:
        """Close a modal without sending it."""
        return await filling.close(self._core, user, view_id)

    async def shortcut(self, user: str, callback_id: str, channel: str = "", ts: str = "") -> Done:
        """Use a global shortcut or, with a message named, a message shortcut; whispers have none."""
        if not ts:
            payload = payloads.global_shortcut(self._core, user, callback_id)
        else:
            message = self._seen(user, channel, ts)
            if message.only_for:
                return Done(refused="Shortcuts are not available on messages only you can see.")
            payload = payloads.message_shortcut(self._core, user, callback_id, message)
        receipt = await self._deliver("interactive", payload)
        return of(receipt, refused=failure(receipt))

    async def open_home(self, user: str) -> Done:
        """Open the app's Home tab."""
        place = direct(self._core, user)
        home = self._core.views.homes.get(user)
        view = self._core.views.shape(home) if home else None
        return await self._heard(self._core.events.home_opened(place, user, view))

    def reload(self, user: str) -> None:
        """Load Slack anew: only-you messages are gone, and so are open modals."""
        self._core.workspace.whispers.pop(user, None)
        self._core.views.stacks.pop(user, None)
        self._core.changes.bump()

    async def _deliver(self, kind: str, payload: Json) -> Receipt:
        return await self._core.sockets.deliver(kind, payload, accepts_response_payload=True)

    async def _heard(self, told: Told) -> Done:
        receipts = await asyncio.gather(*told)
        refused = next(filter(None, map(failure, receipts)), "")
        slowest = max((receipt.seconds for receipt in receipts), default=0.0)
        return Done(bool(receipts) and not refused, slowest, refused=refused)

    def _slash_answered(self, receipt: Receipt, occasion: Occasion) -> Done:
        refused = failure(receipt)
        if receipt.payload and not refused:
            try:
                self._core.response_urls.answer(occasion, receipt.payload)
            except SlackError as wrong:
                refused = wrong.code
        if refused:
            place = self._core.workspace.channels[occasion.channel]
            words = f"{occasion.command.partition(' ')[0]} failed with the error “{refused}”"
            posting.notice(self._core, place, words, to=occasion.user)
        return of(receipt, refused=refused)

    def _not_a_command(self, command: str, thread: str | None) -> str:
        known = {each.command for each in self._core.commands}
        if known and command not in known:
            return f"{command} is not a valid command."
        return f"{command} is not supported in threads. Sorry!" if thread else ""

    def _typed(self, command: str, text: str) -> str:
        escapes = any(each.command == command and each.should_escape for each in self._core.commands)
        return on_the_wire(text, self._core.workspace.wire_form) if escapes else escape(text.strip())

    def _place(self, user: str, channel: str) -> Channel:
        workspace = self._core.workspace
        if channel in {workspace.bot.id, "@" + workspace.bot.name}:
            return direct(self._core, user)
        found = workspace.channels.get(channel) or workspace.channel_named(channel.removeprefix("#"))
        if found is None or user not in found.members:
            raise NoSuchThing(f"{user} is in no channel {channel}")
        return found

    def _seen(self, user: str, channel: str, ts: str) -> Message:
        found = self._core.workspace.whisper(user, ts) or self._place(user, channel).messages.get(ts)
        if found is None:
            raise NoSuchThing(f"{user} sees no message {ts} in {channel}")
        return found

    def _own(self, user: str, channel: str, ts: str) -> Message:
        message = self._seen(user, channel, ts)
        if message.user != user:
            raise NoSuchThing(f"{ts} is not a message of {user}")
        return message
