"""The gateway connection: opened once, kept up by discord.py, ended in order."""

import asyncio
import contextlib
import threading

import discord
import structlog
from discord.gateway import KeepAliveHandler

from adapters.discord.arrival import MAY_NOT_READ
from adapters.discord.client import Client
from bot.engine.errors import frames_of

_FIX = "Check this machine's way out to Discord, and DISCORD_GATEWAY_URL where it is set; then start again."
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds before a connection that broke is made anew
log = structlog.get_logger(__name__)


class Connection:
    """Keeps ``client`` connected."""

    def __init__(self, client: Client, token: str) -> None:
        self._client, self._token = client, token
        self._running: asyncio.Task[None] | None = None

    async def open(self, address: str, within: float) -> str:
        """Come in through the gateway; the trouble where Discord does not let us in ``within`` seconds, or ""."""
        running = self._running = asyncio.create_task(self._run())
        arriving = asyncio.create_task(self._client.arrived.wait())
        await asyncio.wait({running, arriving}, timeout=within, return_when=asyncio.FIRST_COMPLETED)
        arriving.cancel()
        if self._client.arrived.is_set():
            running.add_done_callback(_ended)
            return ""
        fault = running.exception() if running.done() else TimeoutError()
        if isinstance(fault, discord.PrivilegedIntentsRequired):
            return MAY_NOT_READ
        # discord.py stumbles over its own second try where the first one was refused: what came before tells more.
        cause = fault.__context__ or fault if fault is not None else None
        return f"{address} does not let me in ({type(cause).__name__}). {_FIX}"

    async def _run(self) -> None:
        await self._client.login(self._token)
        pause = FIRST_PAUSE
        while not await self._kept_up():
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _kept_up(self) -> bool:
        """Stay connected as long as discord.py sees hope. False where it stumbled over what it was sent."""
        try:
            await self._client.connect()
        except Exception as fault:
            if isinstance(fault, discord.DiscordException) or not self._client.arrived.is_set():
                raise
            log.error("the connection broke", fault=type(fault).__name__, frames=frames_of(fault))
            self._client.inside = False
            await self._client.ws.close()
            return False
        return True

    async def close(self) -> None:
        """Hang up."""
        # In this order: a connection that is being made anew just then would find its client closed, and fail on it.
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait({self._running})
        await self._client.close()
        for socket in tuple(self._client.sockets):  # the ones that were broken off half made
            await socket.close()
        self._still()

    def _still(self) -> None:
        """End the heartbeats of a connection that was broken off half made: nothing else knows of their thread."""
        for each in threading.enumerate():
            if isinstance(each, KeepAliveHandler) and each.ws._connection is self._client._connection:
                each.stop()


def _ended(connection: "asyncio.Task[None]") -> None:
    """A connection that ends by itself is over for good: discord.py has tried again as long as there was hope."""
    with contextlib.suppress(asyncio.CancelledError):
        if fault := connection.exception():
            log.error("Discord ended the connection", fault=type(fault).__name__, frames=frames_of(fault))
