"""What a person can do in Discord, as plain methods for tests and for the page.

Every method waits for the app's acknowledgement (or the time-out) and returns a ``Done``. ``NoSuchThing``
means that the person cannot see or reach what was named: a mistake of the caller, not of the app.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.playground.discord import commanding, controls, filling
from adapters.playground.discord.core import Core
from adapters.playground.discord.done import Done
from adapters.playground.discord.errors import DiscordError, Json, NoSuchThing
from adapters.playground.discord.interactions import Kind
from adapters.playground.discord.threads import FORUM, THREADS, check_name
from adapters.playground.discord.typed import on_the_wire
from adapters.playground.discord.uploads import Upload

FAILED = "This interaction failed"
ARCHIVED = "This thread is archived"
_MAY_NOT_SEND = "You do not have permission to send messages in this channel."


class Hands:
    """The hands of everyone in the guild. ``user`` is a person's id or handle; ``channel`` the id or name of a
    channel, thread or post, or ``@`` and the app's name for direct messages with it."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def say(
        self,
        user: str,
        channel: str,
        text: str,
        thread: str | None = None,
        *,
        reply_to: str = "",
        files: Sequence[Upload] = (),
    ) -> Done:
        """Write a message; ``@names`` and ``#channels`` are linked, as Discord's client does. In the archive
        that wakes the thread up."""
        user, place = self._place(user, thread or channel)
        if not self._may_write(user, place):
            return Done(refused=_MAY_NOT_SEND)
        body: Json = {"content": on_the_wire(text, self._wire_form)}
        body |= {"message_reference": {"message_id": reply_to}} if reply_to else {}
        try:
            self._core.threads.wake(place["id"], user)
            number = self._core.backend.say(user, place["id"], body, files)
        except DiscordError as error:
            return Done(refused=error.message)
        return await self._read(ts=number)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> Done:
        """Change one's own message."""
        place, message = self._own(user, channel, ts)
        if self._core.threads.is_archived(place["id"]):
            return Done(refused=ARCHIVED)
        self._core.backend.rewrite(place["id"], message["id"], on_the_wire(text, self._wire_form))
        return await self._read(ts=ts)

    async def delete(self, user: str, channel: str, ts: str) -> Done:
        """Delete one's own message."""
        place, message = self._own(user, channel, ts)
        self._core.backend.rewrite(place["id"], message["id"], None)
        return await self._read(ts=ts)

    async def dismiss(self, user: str, channel: str, ts: str) -> Done:
        """Put an only-you message away."""
        user, _, message = self._seen(user, channel, ts)
        self._core.people.dismiss(user, message["id"])
        self._core.changes.bump()
        return Done(ts=ts)

    async def post(
        self, user: str, forum: str, title: str, text: str, tags: Sequence[str] = (), *, files: Sequence[Upload] = ()
    ) -> Done:
        """Open a forum post, with tags by name or id; ``thread`` is the post."""
        user, place = self._place(user, forum)
        if place["type"] != FORUM:
            raise NoSuchThing(f"{forum} is no forum")
        known = {word: tag["id"] for tag in place["available_tags"] for word in (tag["id"], tag["name"])}
        if set(tags) - set(known):
            raise NoSuchThing(f"there is no tag {sorted(set(tags) - set(known))}; there are {sorted(known)}")
        manages = self._core.backend.may(user, place["id"], "manage_threads")
        body: Json = {"content": on_the_wire(text, self._wire_form)}
        try:
            numbers = self._core.threads.check_tags(place["id"], [known[each] for each in tags], [], manages=manages)
            made = self._core.backend.open_post(place["id"], check_name(title), user, body, files, tags=numbers)
        except DiscordError as error:
            return Done(refused=error.message)
        return await self._read(ts=made["id"], thread=made["id"])

    async def open_thread(self, user: str, channel: str, name: str, ts: str = "") -> Done:
        """Open a thread, under a message or not; ``thread`` is its id."""
        user, place = self._place(user, channel)
        try:
            made = self._core.backend.open_thread(place["id"], check_name(name), user, message=ts)
        except DiscordError as error:
            return Done(refused=error.message)
        return await self._read(thread=made["id"])

    async def archive(self, user: str, thread: str, *, locked: bool = False) -> Done:
        """Close a thread or post (“Close Post”); ``locked`` keeps others from opening it again."""
        _, place = self._place(user, thread)
        self._core.threads.change(place["id"], {}, {"archived": True, "locked": locked})
        return await self._read(thread=place["id"])

    async def join(self, user: str) -> Done:
        """Come (back) into the guild."""
        self._core.backend.join(self._core.people.get(user).id)
        return await self._read()

    async def leave(self, user: str) -> Done:
        """Leave the guild."""
        number = self._core.people.get(user).id
        if not self._core.backend.is_member(number):
            raise NoSuchThing(f"{user} is not in the guild")
        self._core.backend.leave(number)
        return await self._read()

    def close_dms(self, user: str, *, closed: bool = True) -> None:
        """Take no direct messages from the app any more (50007), or take them again."""
        number = self._core.people.get(user).id
        (self._core.people.closed_dms.add if closed else self._core.people.closed_dms.discard)(number)

    async def slash(
        self,
        user: str,
        channel: str,
        line: str,
        thread: str | None = None,
        *,
        options: Mapping[str, Any] | None = None,
    ) -> Done:
        """Use a slash command: ``/opendata ask question: Where are the trees? dataset: trees``, or the options by
        name. ``refused`` where Discord's client would not send it."""
        user, place = self._place(user, thread or channel)
        if self._core.threads.is_archived(place["id"]):
            return Done(refused=ARCHIVED)
        return await commanding.slash(self._core, user, place["id"], line, options or {})

    async def complete(self, user: str, channel: str, line: str, option: str, typed: str) -> Done:
        """Type into an option that completes itself; ``options`` are the choices offered."""
        user, place = self._place(user, channel)
        return await commanding.complete(self._core, user, place["id"], line, option, typed)

    async def press(self, user: str, channel: str, ts: str, action: str, *, selected: Any = None) -> Done:
        """Press a button or choose in a select of a message; ``action`` is its custom id or its words."""
        user, place, message = self._seen(user, channel, ts)
        control = controls.find(message["components"], action)
        if self._core.threads.is_archived(place["id"]):
            return Done(refused=ARCHIVED)
        if control.get("disabled") or "custom_id" not in control:
            raise NoSuchThing(f"{action!r} cannot be pressed")
        data = controls.touched(self._core, control, selected)
        receipt = await self._core.interactions.deliver(Kind.COMPONENT, user, place["id"], data, message["id"])
        refused = "" if receipt.acknowledged else FAILED
        if refused:
            self._core.people.tell(user, place["id"], message["id"], refused)
            self._core.changes.bump()
        return Done(receipt.acknowledged, receipt.seconds, receipt.answer, refused, ts=receipt.message)

    def link(self, user: str, channel: str, ts: str, action: str) -> str:
        """Where a link button leads; the app does not hear of it."""
        _, _, message = self._seen(user, channel, ts)
        return str(controls.find(message["components"], action)["url"])

    async def submit(self, user: str, modal: str = "", values: Mapping[str, Any] | None = None) -> Done:
        """Fill the modal (by custom id or label) and send it in. ``errors`` are what it then shows."""
        return await filling.submit(self._core, self._core.people.get(user).id, modal, values or {})

    async def close(self, user: str, modal: str = "") -> Done:
        """Close the modal without sending it; the app does not hear of it."""
        number = self._core.people.get(user).id
        filling.seen(self._core, number, modal)
        del self._core.people.modals[number]
        self._core.changes.bump()
        return Done()

    async def message_command(self, user: str, name: str, channel: str, ts: str) -> Done:
        """Choose a command of a message's menu (“Apps”); only-you messages have none."""
        user, place, message = self._seen(user, channel, ts)
        if message["only_for"]:
            return Done(refused="Commands are not available on messages only you can see.")
        if self._core.threads.is_archived(place["id"]):
            return Done(refused=ARCHIVED)
        return await commanding.on_message(self._core, user, name, place["id"], message)

    async def user_command(self, user: str, name: str, target: str, channel: str = "") -> Done:
        """Choose a command of a person's menu, in the named channel or in the first one."""
        first = self._core.backend.guild()["channels"][0]["id"]
        user, place = self._place(user, channel or first)
        return await commanding.on_user(self._core, user, name, place["id"], self._core.people.get(target).id)

    def reload(self, user: str) -> None:
        """Load Discord anew: only-you messages are gone, and so are an open modal and notices."""
        self._core.people.reload(self._core.people.get(user).id)
        self._core.changes.bump()

    async def _read(self, **about: str) -> Done:
        read = bool(self._core.gateway.links)
        await self._core.gateway.all_read()
        return Done(acknowledged=read, **about)  # type: ignore[arg-type]

    def _may_write(self, user: str, place: Json) -> bool:
        need = "send_messages_in_threads" if place["type"] in THREADS else "send_messages"
        return place["type"] != FORUM and self._core.backend.may(user, place["id"], need)

    def _place(self, user: str, channel: str) -> tuple[str, Json]:
        core = self._core
        user = core.people.get(user).id
        core.threads.sweep()
        if channel in {core.backend.bot_id, "@" + core.people.get(core.backend.bot_id).name}:
            return user, core.backend.channel(core.backend.direct(user)) or {}
        found = core.backend.channel(channel) or self._named(channel.removeprefix("#"))
        if found is None or not core.backend.sees(user, found["id"]):
            raise NoSuchThing(f"{user} sees no channel {channel}")
        return user, found

    def _named(self, name: str) -> Json | None:
        guild = self._core.backend.guild()
        return next((each for each in [*guild["channels"], *guild["threads"]] if each["name"] == name), None)

    def _seen(self, user: str, channel: str, ts: str) -> tuple[str, Json, Json]:
        user, place = self._place(user, channel)
        message = self._core.backend.message(place["id"], ts)
        if message is None or not self._core.people.sees(user, message):
            raise NoSuchThing(f"{user} sees no message {ts} in {channel}")
        return user, place, message

    def _own(self, user: str, channel: str, ts: str) -> tuple[Json, Json]:
        user, place, message = self._seen(user, channel, ts)
        if message["author"]["id"] != user:
            raise NoSuchThing(f"{ts} is not a message of {user}")
        return place, message

    def _wire_form(self, token: str) -> str | None:
        sign, name = token[0], token[1:]
        if sign == "#":
            channel = self._named(name)
            return f"<#{channel['id']}>" if channel else None
        person = self._core.people.named(name)
        if person is not None:
            return f"<@{person.id}>"
        roles = (each for each in self._core.backend.guild()["roles"] if each["name"] == name)
        role = next(roles, None)
        return f"<@&{role['id']}>" if role else None
