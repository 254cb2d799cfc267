"""Looking for a posted message again, where nobody knows whether a post arrived.

Every message of ours carries its slot's key on its components (:mod:`adapters.discord.marks`). An app always gets the
components of its own messages, also without the Message Content intent (Discord's "Gateway", "Message Content
Intent").
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from adapters.discord import marks
from adapters.discord.calls import Wire
from adapters.discord.forum import title_of
from adapters.discord.render import Json, message
from bot.engine.errors import Gone, Unsure
from bot.engine.request import Place
from bot.engine.slots import Found, Lease, Slot
from bot.speech.cards import Actions, Card

PAGE, MOST_PAGES = 100, 10  # messages a page; beyond so many pages nobody knows
MOST_POSTS = 50  # posts of other titles that are opened, newest first
_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


class Looking:
    """Reads what stands on a server. ``bot_id`` is the app's own user."""

    def __init__(self, wire: Wire, guild_id: str, bot_id: str) -> None:
        self._wire, self._guild, self._bot = wire, guild_id, bot_id

    async def in_channel(self, lease: Lease, channel: str, since: datetime | None, where: str) -> Found | None:
        """The slot's message in a channel, a thread or direct messages; ``since`` is when it can have been posted
        at the earliest. Raises Unsure where more was said than can be read."""
        async for page in self._pages(channel, since, where):
            if found := self._among(page, lease):
                return found
        return None

    async def in_forum(self, lease: Lease, forum: str, since: datetime | None, where: str) -> Found | None:
        """The slot's post. Those that bear its title are all opened, and the newest of the others: a title may have
        changed since."""
        posts = [each async for each in self._posts(forum, since, where)]
        same = [each for each in posts if each["name"] == title_of(lease.slot)]
        others = [each for each in posts if each["name"] != title_of(lease.slot)]
        newest = sorted(others, key=lambda each: int(each["id"]), reverse=True)[:MOST_POSTS]
        for post in [*same, *newest]:
            if found := self._among(await self._first_message(str(post["id"]), where), lease):
                return found
        return None

    def _among(self, messages: Iterable[Json], lease: Lease) -> Found | None:
        for each in messages:
            if each["author"]["id"] == self._bot and (found := shown_by(each, lease)):
                return found
        return None

    async def _pages(self, channel: str, since: datetime | None, where: str) -> AsyncIterator[list[Json]]:
        """From ``since`` on, or else from now back."""
        asked: dict[str, Any] = {"limit": PAGE}
        if since is not None:
            asked["after"] = snowflake(since)
        for _ in range(MOST_PAGES):
            path = "/channels/{channel_id}/messages"
            page = await self._wire.send("GET", path, params=asked, where=where, channel_id=channel)
            yield page
            if len(page) < PAGE:
                return
            numbers = [int(each["id"]) for each in page]
            asked |= {"after": str(max(numbers))} if since is not None else {"before": str(min(numbers))}
        raise Unsure("too much was said since to look through")

    async def _posts(self, forum: str, since: datetime | None, where: str) -> AsyncIterator[Json]:
        """Our posts in a forum: the active ones, then those that went to the archive last."""
        active = await self._wire.send("GET", "/guilds/{guild_id}/threads/active", where=where, guild_id=self._guild)
        path, asked = "/channels/{channel_id}/threads/archived/public", {"limit": PAGE}
        archived = await self._wire.send("GET", path, params=asked, where=where, channel_id=forum)
        earliest = int(snowflake(since)) if since is not None else 0
        for each in [*active["threads"], *archived["threads"]]:
            ours = each.get("owner_id") == self._bot and each.get("parent_id") == forum
            if ours and int(each["id"]) >= earliest:
                yield each

    async def _first_message(self, post: str, where: str) -> list[Json]:
        path = "/channels/{channel_id}/messages/{message_id}"
        try:
            return [await self._wire.send("GET", path, where=where, channel_id=post, message_id=post)]
        except Gone:  # a post may outlive its first message
            return []


def snowflake(at: datetime) -> str:
    """The smallest id that Discord can have given at that time (Discord's "Reference", "Snowflakes")."""
    return str(max(0, int((at - _EPOCH).total_seconds() * 1000)) << 22)


def card_for(slot: Slot) -> Card:
    """The card; of one that is meant for one person, and stands where everybody reads, no words but its title's."""
    if not called_by(slot.place):
        return slot.card
    return Card(slot.card.title, *(part for part in slot.card.parts if isinstance(part, Actions)))


def called_by(place: Place) -> str:
    """Who is called by mention before the title: Discord shows nobody an only-you message unasked, so such a card is
    public and says whom it is for."""
    return place.person if place.channel else ""


def shown_by(said: Json, lease: Lease) -> Found | None:
    """What a message of ours shows of the slot; None where it shows another. Where Discord kept no ids, it must show
    exactly what is wanted."""
    if found := marks.found(said, lease.slot.key):
        return found
    wanted = message(card_for(lease.slot), person=called_by(lease.slot.place))
    if marks.is_unmarked(said) and list(_said(said)) == list(_said(wanted)):
        return Found(str(said["id"]), lease.revision)
    return None


def _said(shown: Json) -> Iterator[str]:
    """Everything on a message that tells it from others: its words, its lines and its addresses."""
    yield str(shown.get("content") or "").strip()
    for each in marks.walk(shown["components"]):
        yield from (str(each[name]) for name in ("content", "custom_id", "url") if name in each)
