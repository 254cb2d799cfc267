"""Slots on Discord: post, edit, and find again what may have been posted.

A slot without a parent is a message in a text channel, or a post in a forum. Replies stand in the thread under a
message, which is opened for the first of them, or in the post. Its id is the message's own, in both ("Threads").
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2s
from typing import Any, Literal, TypeVar

import structlog

from adapters.discord import marks
from adapters.discord.calls import NO_CHANNEL, NO_ROOM, NOT_A_MEMBER, Wire, code_of
from adapters.discord.forum import Forums, Heading, subject_of
from adapters.discord.looking import Looking, called_by, card_for, shown_by
from adapters.discord.render import Json, edit, files, message
from bot.engine.errors import Departed, Gone, Later, PlatformError, Rejected, Unsure
from bot.engine.request import Place
from bot.engine.slots import Found, Lease
from bot.speech.cards import Card
from bot.speech.words import words

T = TypeVar("T")
log = structlog.get_logger(__name__)

A_WEEK = 10_080  # minutes without a word before Discord puts a thread into its archive, the longest it knows
RENAME_REST = 20.0  # seconds at most that a room rests because a post was renamed too often
_CHANNEL, _MESSAGES = "/channels/{channel_id}", "/channels/{channel_id}/messages"
_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
_MEMBER = "/guilds/{guild_id}/members/{user_id}"
_INVALID, _HAS_THREAD, _MAY_NOT = 50035, 160004, 50013
_CLOSED = {50007, 50278}  # direct messages that we may not write
_ASLEEP = {50083, 160005}  # in the archive; there and locked
_EARLIER = timedelta(minutes=1)  # our clock and Discord's need not agree
_KEPT = 10_000


def _nonce(lease: Lease, body: Json) -> str:
    said = f"{lease.slot.key} {lease.lost} {json.dumps(body, sort_keys=True)}"
    return blake2s(said.encode("utf-8", "replace"), digest_size=12).hexdigest()


class Outbound:
    """Shows slots through ``wire``. ``names`` gives the rooms' names by channel id, for sentences; ``forums`` knows
    which of them are forums, and looks up those that it does not know. ``ask`` is the room in which somebody is told
    to look whose direct messages are closed."""

    def __init__(
        self,
        wire: Wire,
        guild_id: str,
        bot_id: str,
        names: dict[str, str],
        forums: Forums,
        clock: Callable[[], datetime],
        ask: str = "",
    ) -> None:
        self._wire, self._names, self._forums, self._clock, self._ask = wire, names, forums, clock, ask
        self._guild = guild_id
        self._looking = Looking(wire, guild_id, bot_id)
        self._direct: dict[str, str] = {}
        self._tried: dict[str, datetime] = {}

    def learn(self, channels: list[Json], ask: str) -> None:
        """Take note of the server's channels, and of the room in which people ask, once more."""
        self._names.update({str(each["id"]): str(each["name"]) for each in channels})
        self._forums.learn(channels)
        self._ask = ask

    async def post(self, lease: Lease) -> str:
        """Show the slot's card as a new message, or post; its id."""
        try:
            return await self._post(lease)
        except Rejected as refused:
            await self._unless_gone(lease.slot.place, refused)
            # Of its first card they know: it was hung in answer to something that they did just then.
            if code_of(refused) in _CLOSED and not lease.slot.place.channel and lease.revision > 1:
                await self._hint(lease)
            raise

    async def _post(self, lease: Lease) -> str:
        slot, place = lease.slot, lease.slot.place
        body = message(card_for(slot), key=slot.key, revision=lease.revision, person=called_by(place))
        channel, kind = await self._spot(lease)
        self._remember(slot.key)
        if kind == "forum":
            return await self._post_in_forum(lease, body)
        # A repeat within minutes makes no second message. One that was lost is posted anew, and so is another card that
        # was hung by the same name meanwhile.
        body |= {"nonce": _nonce(lease, body), "enforce_nonce": True}
        if lease.thread and not place.channel:  # direct messages have no threads
            body["message_reference"] = {"message_id": lease.thread, "fail_if_not_exists": False}
        said = await (self._in_thread if kind == "thread" else self._say)(channel, lease, body)
        shown = shown_by(said, lease)
        if shown is None or shown.revision != lease.revision & marks.REVISIONS:  # the nonce's first message was older
            await self.edit(replace(lease, message=str(said["id"])))
        return str(said["id"])

    async def _unless_gone(self, place: Place, refused: Rejected) -> None:
        """Discord says the same of closed direct messages and of somebody who has left. Raises Departed for these."""
        if place.channel or code_of(refused) not in _CLOSED | NOT_A_MEMBER:
            return
        if await self.is_gone(place.person):
            raise Departed("This person has left the server.") from refused

    async def is_gone(self, person: str) -> bool:
        """Whether somebody is not on the server: of one account anybody may ask ("Get Guild Member")."""
        try:
            await self._wire.send("GET", _MEMBER, guild_id=self._guild, user_id=person)
        except Rejected as refused:
            if code_of(refused) not in NOT_A_MEMBER:
                raise
            return True
        return False

    async def edit(self, lease: Lease) -> None:
        """Make the message show the card, and the post its title and tags. Raises Gone where somebody deleted it."""
        channel, kind = await self._spot(lease)
        channel = lease.message if kind == "forum" else channel
        try:
            await self._awake(channel, lambda: self._change(channel, lease))
            if kind == "forum":
                await self._head(lease)
        except Unsure as lost:  # the same edit twice does no harm
            raise Later(1.0, lost.why) from lost

    async def find(self, lease: Lease) -> Found | None:
        """The message that carries the slot's key, with the revision that it shows. Raises Unsure where more was
        said since than can be read."""
        where, first = self._where(lease.slot.place), self._tried.get(lease.slot.key)
        since = first - _EARLIER if first is not None else None
        channel, kind = await self._spot(lease)
        if kind == "forum":
            return await self._looking.in_forum(lease, channel, since, where)
        try:
            return await self._looking.in_channel(lease, channel, since, where)
        except Gone:
            if kind == "thread":  # nobody has opened it yet
                return None
            raise

    async def channel_with(self, person: str) -> str:
        """The direct messages with a person, opened where they were not."""
        if person not in self._direct:
            made = await self._wire.send("POST", "/users/@me/channels", json={"recipient_id": person})
            self._direct[person] = str(made["id"])
        return self._direct[person]

    async def _hint(self, lease: Lease) -> None:
        """Somebody's direct messages are closed: tell them in the ask room to look, and nothing else."""
        if not self._ask or await self._is_forum(self._ask):
            return  # a forum would make a post of it
        hint = message(Card(words("en")("Please check `/opendata status`.")), person=lease.slot.place.person)
        body = hint | {"nonce": _nonce(lease, hint), "enforce_nonce": True}
        try:
            await self._wire.send("POST", _MESSAGES, json=body, channel_id=self._ask)
        except PlatformError as refused:
            log.info("nobody was told to look", why=refused.why)

    # ── messages ─────────────────────────────────────────────────────────────────────────────────────────────

    async def _say(self, channel: str, lease: Lease, body: Json) -> Any:
        return await self._send("POST", _MESSAGES, lease, json=body, files=files(lease.slot.card), channel_id=channel)

    async def _in_thread(self, thread: str, lease: Lease, body: Json) -> Any:
        try:
            return await self._awake(thread, lambda: self._say(thread, lease, body))
        except Gone:
            if await self._is_forum(lease.slot.place.channel):
                raise
        await self._open_thread(lease, thread)
        return await self._say(thread, lease, body)

    async def _open_thread(self, lease: Lease, parent: str) -> None:
        about = {"name": subject_of(lease.slot), "auto_archive_duration": A_WEEK}
        ids = {"channel_id": lease.slot.place.channel, "message_id": parent}
        try:
            await self._send("POST", f"{_MESSAGE}/threads", lease, json=about, **ids)
        except Rejected as refused:
            if code_of(refused) != _HAS_THREAD:  # somebody was quicker, which is as good
                raise

    async def _change(self, channel: str, lease: Lease) -> None:
        """Edit a message. One that once was Components V2 can show nothing else; Discord then refuses plain content,
        and nobody can tell beforehand without reading it."""
        slot, ids = lease.slot, {"channel_id": channel, "message_id": lease.message}
        about: dict[str, Any] = {"key": slot.key, "revision": lease.revision, "person": called_by(slot.place)}
        shown, pictures = edit(slot.card, **about), files(slot.card)
        try:
            await self._send("PATCH", _MESSAGE, lease, json=shown, files=pictures, **ids)
        except Rejected as refused:
            if code_of(refused) != _INVALID or shown["content"] is None:
                raise
            await self._send("PATCH", _MESSAGE, lease, json=edit(slot.card, v2=True, **about), files=pictures, **ids)

    async def _awake(self, thread: str, act: Callable[[], Awaitable[T]]) -> T:
        """Do something in a thread; one that lies in the archive is taken out first, and stays locked if it was."""
        try:
            return await act()
        except Rejected as refused:
            if code_of(refused) not in _ASLEEP:
                raise
            asleep = refused
        try:
            self._forums.note(await self._wire.send("PATCH", _CHANNEL, json={"archived": False}, channel_id=thread))
        except Rejected:  # a moderator has closed it, and we are none: that tells more
            raise asleep from None
        return await act()

    # ── posts ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _post_in_forum(self, lease: Lease, body: Json) -> str:
        heading = self._forums.heading(lease.slot)
        try:
            made = await self._new_post(lease, heading, body)
        except Rejected as refused:
            if code_of(refused) != _MAY_NOT or not heading.tags:
                raise
            # Some tags are for moderators only: rather a post without them than none.
            made = await self._new_post(lease, Heading(heading.title), body)
        self._forums.note(made)
        return str(made["id"])

    async def _new_post(self, lease: Lease, heading: Heading, body: Json) -> Any:
        about: Json = {"name": heading.title, "auto_archive_duration": A_WEEK, "message": body}
        if heading.tags:
            about["applied_tags"] = list(heading.tags)
        ids = {"channel_id": lease.slot.place.channel}
        return await self._send("POST", f"{_CHANNEL}/threads", lease, json=about, files=files(lease.slot.card), **ids)

    async def _head(self, lease: Lease) -> None:
        """Make title and tags what they should be. Discord lets a post be renamed twice in ten minutes, so they are
        only sent where they differ, and apart from one another."""
        post, wanted = lease.message, self._forums.heading(lease.slot)
        shown = self._forums.seen(post) or self._forums.note(await self._send("GET", _CHANNEL, lease, channel_id=post))
        if set(shown.tags) != set(wanted.tags):
            await self._tag(lease, wanted)
        if shown.title != wanted.title:
            try:
                await self._rename(lease, wanted)
            except Later as later:  # the room must not rest as long as the one post has to
                raise Later(min(later.seconds, RENAME_REST), later.why) from later

    async def _tag(self, lease: Lease, wanted: Heading) -> None:
        try:
            await self._change_post(lease, {"applied_tags": list(wanted.tags)})
        except Rejected as refused:
            if code_of(refused) != _MAY_NOT:  # the card is shown, which counts; `doctor` tells of the permission
                raise

    async def _rename(self, lease: Lease, wanted: Heading) -> None:
        await self._change_post(lease, {"name": wanted.title})

    async def _change_post(self, lease: Lease, change: Json) -> None:
        post = lease.message
        patch = lambda: self._send("PATCH", _CHANNEL, lease, json=change, channel_id=post)  # noqa: E731
        self._forums.note(await self._awake(post, patch))

    # ── rooms ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _send(self, method: str, path: str, lease: Lease, **about: Any) -> Any:
        """One call. Where the room itself is gone, that is no matter of one message: a person has to look."""
        where, channel = self._where(lease.slot.place), lease.slot.place.channel
        try:
            return await self._wire.send(method, path, where=where, **about)
        except Gone as gone:
            if code_of(gone) == NO_CHANNEL and about.get("channel_id") == channel:
                raise Rejected(NO_ROOM.format(where=where)) from gone
            raise

    async def _spot(self, lease: Lease) -> tuple[str, Literal["room", "thread", "forum"]]:
        """The channel in which the slot's message stands, and what that is."""
        place = lease.slot.place
        if thread := place.thread or (lease.thread if place.channel else ""):
            return thread, "thread"
        if not await self._is_forum(place.channel):
            return place.channel or await self.channel_with(place.person), "room"
        if place.person:  # a line for one person would be a post for all: rather their direct messages
            return await self.channel_with(place.person), "room"
        return place.channel, "forum"

    async def _is_forum(self, channel: str) -> bool:
        if channel and not self._forums.is_known(channel):
            where = self._where(Place("discord", channel=channel))
            self._forums.learn([await self._wire.send("GET", _CHANNEL, where=where, channel_id=channel)])
        return self._forums.is_forum(channel)

    def _where(self, place: Place) -> str:
        name = self._names.get(place.channel, "")
        return f"#{name}" if name else "that channel"

    def _remember(self, key: str) -> None:
        """When a post was first tried: no message of it can be older."""
        self._tried.setdefault(key, self._clock())
        if len(self._tried) > _KEPT:
            del self._tried[next(iter(self._tried))]
