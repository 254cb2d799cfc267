"""discord.py's client, with nothing but ears: no cache of members or messages, no status, one listener.

discord.py keeps the API's address for the whole process (``Route.BASE``, ``DiscordWebSocket.DEFAULT_GATEWAY``), so all
adapters of one process speak to the same Discord.
"""

import asyncio
import logging
import re
import sys
from collections.abc import Callable
from typing import Any
from weakref import WeakSet

import discord
import structlog
import yarl
from aiohttp import ClientWebSocketResponse
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.events import guard
from bot.engine.errors import frames_of

_LOGGERS = ("client", "gateway", "http", "state", "webhook.async_", "interactions", "guild", "utils")
_TOKENS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^\s/?'\"]+")
log = structlog.get_logger(__name__)


class Discreet(logging.Filter):
    """Takes the tokens in addresses out of what discord.py says, and the traces, which repeat them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place."""
        record.msg, record.args = _TOKENS.sub(r"\1(token)", record.getMessage()), ()
        record.exc_info = record.exc_text = None
        return True


_discreet = Discreet()
# At DEBUG, and where no level is set, discord.py writes every payload into its log: slow, and full of people's words.
logging.getLogger("discord").setLevel(logging.WARNING)
for _name in _LOGGERS:
    logging.getLogger(f"discord.{_name}").addFilter(_discreet)
# Nobody speaks here: what voice would need is not missed.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def point_to(api_url: str, gateway_url: str) -> None:
    """Let everything in this process that uses discord.py speak to these addresses."""
    Route.BASE = api_url.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def intents(*, message_content: bool) -> discord.Intents:
    """What we ask to be told: servers with their channels, and messages; their words only where that is wanted."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content)


class Client(discord.Client):
    """Hands on what it hears, unless it is ``deaf``. ``arrived`` is set once Discord has let us in; ``inside`` says
    whether it still does."""

    def __init__(
        self,
        *,
        message_content: bool,
        hear: Callable[[discord.Interaction], object],
        read: Callable[[discord.Message], object],
        mend: Callable[[discord.Message], object],
        take_back: Callable[[int, int, int | None], object],
        retitle: Callable[[int, int], object],
        regain: Callable[[], object],
    ) -> None:
        super().__init__(
            intents=intents(message_content=message_content),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        # discord.py forgets a socket that is broken off before the gateway has said hello: it would stay open.
        self.sockets: WeakSet[ClientWebSocketResponse] = WeakSet()
        self._connects = self.http.ws_connect
        self.http.ws_connect = self._noted  # type: ignore[method-assign] # discord.py offers no other place
        guard(self._connection.parsers)
        self._hear, self._read, self._mend, self._take_back = hear, read, mend, take_back
        self._retitle, self._regain = retitle, regain
        self.arrived = asyncio.Event()
        self.inside = False
        self.deaf = False

    async def on_connect(self) -> None:
        """Discord knows us; what comes from now on is heard. Where it had forgotten us, something may be missing."""
        self.inside = True
        if self.arrived.is_set() and not self.deaf:
            self._regain()
        self.arrived.set()

    async def on_resumed(self) -> None:
        """The connection was lost and is back; what was missed comes now."""
        self.inside = True

    async def on_disconnect(self) -> None:
        """The connection is lost, or was never there."""
        self.inside = False

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Somebody used a command, a button or a form."""
        if not self.deaf:
            self._hear(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote a message."""
        if not self.deaf:
            self._read(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody edited a message, or Discord has added something to it."""
        if not self.deaf:
            self._mend(payload.message)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message is gone."""
        if not self.deaf:
            self._take_back(payload.message_id, payload.channel_id, payload.guild_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """A moderator deleted many messages at once."""
        if not self.deaf:
            for message in payload.message_ids:
                self._take_back(message, payload.channel_id, payload.guild_id)

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone. A post's first message, which has the post's own id, goes with it, and Discord says no
        more of that; the message that a thread in a text channel hung under stays."""
        if not self.deaf and isinstance(self.get_channel(payload.parent_id), discord.ForumChannel):
            self._take_back(payload.thread_id, payload.thread_id, payload.guild_id)

    async def on_raw_thread_update(self, payload: discord.RawThreadUpdateEvent) -> None:
        """A thread is another one now: a post may have a new title, which is part of what its author says."""
        if not self.deaf and isinstance(self.get_channel(payload.parent_id), discord.ForumChannel):
            self._retitle(payload.thread_id, payload.guild_id)

    async def channel(self, number: int) -> Any:
        """A channel or thread, also one that Discord did not tell of. Raises what discord.py raises."""
        return self.get_channel(number) or await self.fetch_channel(number)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """discord.py would write the event, and so people's words, into the log."""
        fault = sys.exc_info()[1]
        if fault is not None:
            log.error(
                "an event was not handled", name=event_method, fault=type(fault).__name__, frames=frames_of(fault)
            )

    async def _noted(self, url: str, *, compress: int = 0) -> ClientWebSocketResponse:
        socket = await self._connects(url, compress=compress)
        self.sockets.add(socket)
        return socket
