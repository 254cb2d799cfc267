"""Slots on Slack: post, edit, and find again what may have been posted.

Every posted message carries its slot's key and revision as message metadata, which is how it is found again
(Slack's "Message metadata").
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import call
from adapters.slack.pace import Pace
from adapters.slack.pictures import Pictures
from adapters.slack.render import Json, message
from bot.engine.errors import Later, Rejected, Unsure
from bot.engine.request import Place
from bot.engine.slots import Found, Lease
from bot.speech.cards import Card

EVENT_TYPE = "champions_slot"
PAGE, MOST_PAGES = 200, 10  # messages a page; beyond so many pages nobody knows
_EARLIER = timedelta(minutes=1)  # our clock and Slack's need not agree
_TRIED_KEPT = 10_000

EDITS = "chat.update"


class Outbound:
    """Shows slots through ``client``, their ``pictures`` first. ``names`` gives the rooms' names by channel id, for
    sentences."""

    def __init__(
        self,
        client: AsyncWebClient,
        bot_id: str,
        names: dict[str, str],
        clock: Callable[[], datetime],
        pace: Pace,
        pictures: Pictures,
    ) -> None:
        self._client, self._bot_id, self._names, self._clock, self._pace = client, bot_id, names, clock, pace
        self._pictures = pictures
        self._direct: dict[str, str] = {}
        self._tried: dict[str, datetime] = {}

    async def post(self, lease: Lease) -> str:
        """Post the slot's card; the message's ``ts``. Raises Later without a call where the channel needs a rest."""
        place = lease.slot.place
        channel, card = await self._channel(place), lease.slot.card
        files = await self._pictures.files(card)
        if seconds := self._pace.wait(channel):
            raise Later(seconds, "the channel has had enough for now")
        self._remember(lease.slot.key)
        asked: Json = {**message(card, files=files), "channel": channel}
        if thread := lease.thread or place.thread:
            asked["thread_ts"] = thread
        if place.channel and place.person:
            answer = await self._say(self._client.chat_postEphemeral(user=place.person, **asked), channel, card)
            return str(answer["message_ts"])
        asked |= {"metadata": _metadata(lease), "unfurl_links": False, "unfurl_media": False}
        answer = await self._say(self._client.chat_postMessage(**asked), channel, card)
        return str(answer["ts"])

    async def edit(self, lease: Lease) -> None:
        """Make the message show the card. Raises Gone where somebody deleted it."""
        channel, card = await self._channel(lease.slot.place), lease.slot.card
        files = await self._pictures.files(card)
        # chat.update has a pace of its own: Tier 3, 50 a minute and more for the whole workspace.
        if seconds := self._pace.wait(EDITS):
            raise Later(seconds, "enough was edited for now")
        asked = {**message(card, files=files), "metadata": _metadata(lease)}
        try:
            await self._say(self._client.chat_update(channel=channel, ts=lease.message, **asked), channel, card)
        except Unsure as lost:  # the same edit twice does no harm
            raise Later(1.0, lost.why) from lost

    async def find(self, lease: Lease) -> Found | None:
        """The message that carries the slot's key. Raises Unsure for only-you messages, which Slack keeps no list of,
        and where more was said since than can be read."""
        place = lease.slot.place
        if place.channel and place.person:
            raise Unsure("Slack cannot say whether an only-you message was shown")
        channel = await self._channel(place)
        thread = lease.thread or place.thread
        asked: dict[str, Any] = {"channel": channel, "limit": PAGE, "include_all_metadata": True}
        if first := self._tried.get(lease.slot.key):
            asked["oldest"] = f"{(first - _EARLIER).timestamp():.6f}"
        read = self._client.conversations_replies if thread else self._client.conversations_history
        asked |= {"ts": thread} if thread else {}
        for _ in range(MOST_PAGES):
            answer = await self._call(read(**asked), channel)
            found = self._among(answer.get("messages", ()), lease.slot.key)
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if found or not cursor:
                return found
            asked["cursor"] = cursor
        raise Unsure("too much was said since to look through")

    def _among(self, messages: Any, key: str) -> Found | None:
        for each in messages:
            metadata = each.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            ours = metadata.get("event_type") == EVENT_TYPE and each.get("bot_id") == self._bot_id
            if ours and payload.get("key") == key:
                return Found(str(each["ts"]), int(payload.get("revision", 0)))
        return None

    async def channel_with(self, person: str) -> str:
        """The direct messages with a person, opened where they were not."""
        if person not in self._direct:
            answer = await self._call(self._client.conversations_open(users=person), "")
            self._direct[person] = str(answer["channel"]["id"])
        return self._direct[person]

    async def _channel(self, place: Place) -> str:
        return place.channel or await self.channel_with(place.person)

    async def _say(self, asked: Awaitable[Any], channel: str, card: Card) -> dict[str, Any]:
        """A call that shows ``card``. Raises Later while Slack does not know a file of its pictures yet."""
        try:
            answer = await self._call(asked, channel)
        except Rejected as refused:
            if (meant := self._pictures.meaning(card, refused)) is refused:
                raise
            raise meant from refused
        self._pictures.shown(card)
        return answer

    async def _call(self, asked: Awaitable[Any], channel: str) -> dict[str, Any]:
        name = self._names.get(channel, "")
        return await call(asked, where=f"#{name}" if name else "that channel")

    def _remember(self, key: str) -> None:
        """When a post was first tried: no message of it can be older."""
        self._tried.setdefault(key, self._clock())
        if len(self._tried) > _TRIED_KEPT:
            del self._tried[next(iter(self._tried))]


def _metadata(lease: Lease) -> Json:
    payload = {"key": lease.slot.key, "revision": lease.revision}
    return {"event_type": EVENT_TYPE, "event_payload": payload}
