"""Recall: what was said in a desk's rooms while we were away, read back from Discord's history.

A room's mark is the id of the newest message that was heard there, in the channel or in one of its threads: ids grow
with time, wherever a message stands ("Reference", "Snowflakes"). Posts of a forum are found among its threads. Without
the Message Content intent history hides people's words too: a post is then known by its title.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import discord
import structlog
from discord.utils import snowflake_time, time_snowflake

from adapters.discord.calls import call, meaning
from adapters.discord.spoken import Garbled, Home, Spoken
from adapters.discord.written import Written
from bot.engine.errors import Gone, Rejected
from bot.engine.request import Place

MOST = 2_000  # messages of one channel or thread that are read back
MOST_REREAD = 100  # older messages of one thread that are looked through for edits, the newest
MOST_THREADS = 50
log = structlog.get_logger(__name__)


class Recall:
    """Reads back the ``rooms`` (ids of channels). ``find`` gives a channel by its id."""

    def __init__(
        self,
        written: Written,
        home: Home,
        rooms: Collection[str],
        find: Callable[[int], Awaitable[Any]],
        clock: Callable[[], datetime],
    ) -> None:
        self._written, self._home, self._find = written, home, find
        # A room that nobody has heard before is heard from now on.
        self._clock = clock
        self._heard = dict.fromkeys(rooms, str(time_snowflake(clock())))
        self._fresh = set(self._heard)
        self._gaps: list[dict[str, str]] = []

    def hear_in(self, rooms: Collection[str]) -> None:
        """These are the rooms from now on; what was heard of those that stay is kept."""
        now = str(time_snowflake(self._clock()))
        self._fresh |= set(rooms) - set(self._heard)
        for gap in self._gaps:
            gap.update({room: now for room in rooms if room not in gap})
        self._heard = {room: self._heard.get(room, now) for room in rooms}

    def note(self, room: str, message: str) -> None:
        """Something was heard, and what came of it is kept."""
        if room in self._heard and (room in self._fresh or int(message) > int(self._heard[room])):
            self._heard[room] = message
            self._fresh.discard(room)

    @property
    def heard(self) -> Mapping[str, str]:
        """How far each room was heard without a gap: what came after one was heard, but is no mark to read on from."""
        return {room: min((mark, *(gap[room] for gap in self._gaps)), key=int) for room, mark in self._heard.items()}

    def gap(self) -> Mapping[str, str]:
        """From here on something may be missing: the marks to read on from, until they are :meth:`closed`."""
        self._gaps.append(dict(self.heard))
        return self._gaps[-1]

    def closed(self, gap: Mapping[str, str]) -> None:
        """What was missing since then was read, and so was what older gaps had hidden."""
        at = next(at for at, each in enumerate(self._gaps) if each is gap)
        del self._gaps[: at + 1]

    async def missed(self, since: Mapping[str, str], threads: Sequence[Place]) -> AsyncIterator[Spoken | Garbled]:
        """What was said since those marks, oldest first. Raises PlatformError."""
        since = {room: mark for room, mark in since.items() if room in self._heard}
        for room, mark in since.items():
            self.note(room, mark)
        said: dict[int, tuple[str, discord.Message]] = {}
        changed: list[tuple[int, Spoken]] = []
        for room, mark in since.items():
            wanted = [await self._channel(each.thread) for each in threads[:MOST_THREADS] if each.channel == room]
            async for message in self._room(room, mark, wanted):
                said[message.id] = room, message
            changed += [each async for each in self._changes(wanted, mark)]
        found = [
            (number, room, self._written.message(each, self._home_of(each))) for number, (room, each) in said.items()
        ]
        found += [(at, "", each) for at, each in changed]
        for number, room, spoken in sorted(found, key=lambda each: each[0]):
            if spoken is not None:
                yield spoken
            self.note(room, str(number))

    def _home_of(self, message: discord.Message) -> Home:
        """A desk's rooms need not all be on the same server."""
        return self._home._replace(guild=str(message.guild.id)) if message.guild is not None else self._home

    async def _room(self, room: str, mark: str, threads: list[Any]) -> AsyncIterator[discord.Message]:
        """A channel's own messages, or a forum's new posts; and what stands in threads."""
        channel = await self._channel(room)
        if isinstance(channel, discord.ForumChannel):
            threads = [*threads, *[await self._channel(each) for each in await self._posts(channel, mark)]]
        else:
            async for message in self._since(channel, mark):
                yield message
        for each in threads:
            async for message in self._since(each, mark):
                yield message

    async def _changes(self, threads: list[Any], mark: str) -> AsyncIterator[tuple[int, Spoken]]:
        """What was said before the mark in these threads and edited after it; with the moment, as an id would have
        it."""
        for each in threads:
            before = discord.Object(int(mark) + 1)
            async for message in self._history(each, limit=MOST_REREAD, before=before):
                at = message.edited_at
                if at is None or at < snowflake_time(int(mark)):
                    continue
                if (spoken := self._written.changed(message, self._home_of(message))) is not None:
                    yield time_snowflake(at), spoken

    async def _posts(self, forum: discord.ForumChannel, mark: str) -> list[str]:
        """The posts that were opened since, those in the archive too."""
        found = {each.id for each in await call(forum.guild.active_threads()) if each.parent_id == forum.id}
        try:
            async for each in forum.archived_threads(limit=MOST_THREADS):
                found.add(each.id)
        except discord.HTTPException as refused:
            raise meaning(refused, f"#{forum.name}") from refused
        return [str(each) for each in sorted(found) if each > int(mark)]

    async def _channel(self, number: str) -> Any:
        try:
            return await call(self._find(int(number)))
        except Gone:  # it was deleted, or nobody has opened the thread yet
            return None
        except Rejected as refused:  # we were put out of the room
            log.warning("not read back", why=refused.why)
            return None

    def _since(self, channel: Any, mark: str) -> AsyncIterator[discord.Message]:
        # The first message of a post has the post's own id, so one may ask for what comes after the mark.
        return self._history(channel, limit=MOST, after=discord.Object(int(mark)), oldest_first=True)

    async def _history(self, channel: Any, **about: Any) -> AsyncIterator[discord.Message]:
        """Messages of a channel; none of one that is not there."""
        if channel is None:
            return
        try:
            async for message in channel.history(**about):
                yield message
        except discord.HTTPException as refused:
            error = meaning(refused, f"#{channel.name}")
            if not isinstance(error, (Rejected, Gone)):
                raise error from refused
            log.warning("not read back", why=error.why)
