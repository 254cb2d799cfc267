"""Recall: what was said in the desk's rooms while we were away, read back from Slack's history.

Slack's own order of messages is their ``ts`` (seconds since 1970, with a counter behind the point), unique in a
channel; a room's mark is the newest ``ts`` that was heard there. Methods: conversations.history and
conversations.replies; their pace is "Tier 3", and for apps that are sold outside the Marketplace about one call a
minute ("Rate limits"), so each call waits for as long as Slack asks.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import call
from adapters.slack.inbound import Garbled, Inbound, Json, Spoken
from bot.engine.errors import Gone, Later, Rejected
from bot.engine.request import Place

PAGE, MOST_PAGES = 200, 10  # messages a page; what was said before that many is not looked for
MOST_THREADS = 50
TRIES = 10  # how often one call is asked to wait before we give up for now
log = structlog.get_logger(__name__)


class Recall:
    """Reads back the ``rooms`` (ids of channels) through ``client``; ``wait`` is how time passes."""

    def __init__(
        self,
        client: AsyncWebClient,
        inbound: Inbound,
        rooms: Collection[str],
        clock: Callable[[], datetime],
        wait: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    ) -> None:
        self._client, self._inbound, self._wait = client, inbound, wait
        # A room that nobody has heard before is heard from now on.
        self._came = f"{clock().timestamp():.6f}"
        self._heard = dict.fromkeys(rooms, self._came)
        self._fresh = set(self._heard)

    def hear_in(self, rooms: Collection[str]) -> None:
        """These are the rooms from now on; what was heard of those that stay is kept."""
        self._heard = {room: self._heard.get(room, self._came) for room in rooms}
        self._fresh |= set(rooms)

    def note(self, channel: str, ts: str) -> None:
        """Something was heard, and what came of it is kept."""
        if channel in self._heard and ts and (channel in self._fresh or _order(ts) > _order(self._heard[channel])):
            self._heard[channel] = ts
            self._fresh.discard(channel)

    @property
    def heard(self) -> Mapping[str, str]:
        """How far each room was heard."""
        return dict(self._heard)

    def covers(self, channel: str, ts: str) -> bool:
        """Whether this was said before we came, in a room that is read back."""
        return channel in self._heard and bool(ts) and _order(ts) < _order(self._came)

    async def missed(self, since: Mapping[str, str], threads: Sequence[Place]) -> AsyncIterator[Spoken | Garbled]:
        """What was said and changed since those marks, oldest first. Raises PlatformError."""
        since = {channel: mark for channel, mark in since.items() if channel in self._heard}
        for channel, mark in since.items():
            self.note(channel, mark)
        events = [event async for event in self._events(since, threads)]
        for event in sorted(events, key=lambda each: _order(each["ts"])):
            for spoken in self._spoken(event, since[event["channel"]]):
                yield spoken
            self.note(event["channel"], event["ts"])

    async def _events(self, since: Mapping[str, str], threads: Sequence[Place]) -> AsyncIterator[Json]:
        wanted = {(each.channel, each.thread) for each in threads[:MOST_THREADS] if each.channel in since}
        for channel, mark in since.items():
            async for message in self._pages(self._client.conversations_history, channel=channel, oldest=mark):
                yield _event(message, channel)
                if message.get("reply_count") and len(wanted) < 2 * MOST_THREADS:
                    wanted.add((channel, message["ts"]))
        for channel, thread in sorted(wanted):
            async for message in self._pages(self._client.conversations_replies, channel=channel, ts=thread):
                if message["ts"] != thread and _newest(message) > _order(since[channel]):
                    yield _event(message, channel)

    async def _pages(self, read: Callable[..., Awaitable[Any]], **asked: Any) -> AsyncIterator[Json]:
        for _ in range(MOST_PAGES):
            try:
                answer = await self._patiently(read, **asked, limit=PAGE)
            except (Rejected, Gone) as refused:  # we were put out of the room, or the thread was deleted
                log.warning("not read back", why=refused.why)
                return
            for message in answer.get("messages", ()):
                yield message
            asked["cursor"] = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not asked["cursor"]:
                return
        log.warning("more was said than is read back", pages=MOST_PAGES)

    async def _patiently(self, read: Callable[..., Awaitable[Any]], **asked: Any) -> dict[str, Any]:
        for _ in range(TRIES - 1):
            try:
                return await call(read(**asked))
            except Later as later:
                await self._wait(later.seconds)
        return await call(read(**asked))

    def _spoken(self, event: Json, mark: str) -> Iterator[Spoken | Garbled]:
        """A message as it would have come: its words, where they are new, and the edit, where that is."""
        edited = event.get("edited")
        if _order(event["ts"]) > _order(mark):
            said = self._inbound.message({name: value for name, value in event.items() if name != "edited"})
            if said is not None:
                yield said
        if edited and _order(edited["ts"]) > _order(mark):
            about = {name: event[name] for name in ("type", "channel", "channel_type")}
            mended = self._inbound.mended({**about, "subtype": "message_changed", "message": event})
            if mended is not None:
                yield mended


def _event(message: Json, channel: str) -> Json:
    """A message of the history as the event that it was. A message that carries a thread names itself as its root."""
    kind = "group" if channel.startswith("G") else "channel"
    event = {**message, "type": "message", "channel": channel, "channel_type": kind}
    if event.get("thread_ts") == event["ts"]:
        del event["thread_ts"]
    return event


def _newest(message: Json) -> tuple[int, int]:
    edited = message.get("edited") or {}
    return max(_order(message["ts"]), _order(edited.get("ts", "0")))


def _order(ts: str) -> tuple[int, int]:
    seconds, _, counter = ts.partition(".")
    return int(seconds), int(counter or 0)
