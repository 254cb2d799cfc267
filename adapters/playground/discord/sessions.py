"""One session of the app on the gateway, and the connection it may have just now.

Source: Discord's "Gateway" and "Gateway Events": op codes, close codes, sequence numbers, zlib-stream.
"""

import asyncio
import contextlib
import json
import secrets
import zlib
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

from aiohttp import web

from adapters.playground.discord.errors import Json

_KEPT = 5_000  # events that a session can still be given again


class Op(IntEnum):
    """What a gateway frame is about."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


# Intents by discord.py's names. Source: "Gateway", List of Intents.
INTENTS = {
    "guilds": 1 << 0,
    "members": 1 << 1,
    "moderation": 1 << 2,
    "emojis_and_stickers": 1 << 3,
    "integrations": 1 << 4,
    "webhooks": 1 << 5,
    "invites": 1 << 6,
    "voice_states": 1 << 7,
    "presences": 1 << 8,
    "guild_messages": 1 << 9,
    "guild_reactions": 1 << 10,
    "guild_typing": 1 << 11,
    "dm_messages": 1 << 12,
    "dm_reactions": 1 << 13,
    "dm_typing": 1 << 14,
    "message_content": 1 << 15,
    "guild_scheduled_events": 1 << 16,
    "auto_moderation_configuration": 1 << 20,
    "auto_moderation_execution": 1 << 21,
    "guild_polls": 1 << 24,
    "dm_polls": 1 << 25,
}
PRIVILEGED = frozenset({"members", "presences", "message_content"})


class Link:
    """One web socket of the app. Frames go out in order; a silent link swallows them."""

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport | None, compress: str) -> None:
        self.ws = ws
        self.transport = transport
        self.silent = False
        self.open = True
        self.code = 0  # with which this side said goodbye
        self._deflate = zlib.compressobj() if compress == "zlib-stream" else None
        self._frames: asyncio.Queue[str] = asyncio.Queue()
        self._writer = asyncio.get_running_loop().create_task(self._write())
        self._read: list[asyncio.Future[None]] = []

    def send(self, op: Op, data: object = None, *, seq: int | None = None, event: str | None = None) -> None:
        """Send one frame, unless the link has gone silent."""
        self.send_text(json.dumps({"op": op, "d": data, "s": seq, "t": event}, ensure_ascii=False))

    def send_text(self, frame: str) -> None:
        """Send one frame that is JSON already."""
        if not self.silent:
            self._frames.put_nowait(frame)

    def all_read(self) -> "asyncio.Future[None]":
        """Done when the app has read everything sent so far: it must answer a heartbeat that is asked for last."""
        read: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self.open and not self.silent:
            self._read.append(read)
            self.send(Op.HEARTBEAT)
        else:
            read.set_result(None)
        return read

    def heartbeat(self) -> None:
        """The app has sent a heartbeat: acknowledge it."""
        self.send(Op.HEARTBEAT_ACK)
        if self._read and not self._read[0].done():
            self._read.pop(0).set_result(None)

    def end(self) -> None:
        """The web socket is over."""
        self.open = False
        self._writer.cancel()
        while self._read:
            read = self._read.pop()
            if not read.done():
                read.set_result(None)

    async def close(self, code: int) -> None:
        """Say goodbye with a close code, after what is still to be sent."""
        self.code = code
        if not self._writer.done():
            await self._frames.join()
        await self.ws.close(code=code)

    async def _write(self) -> None:
        while True:
            frame = await self._frames.get()
            with contextlib.suppress(ConnectionError):  # the reader hears of it, and ends the link
                await self._write_one(frame)
            self._frames.task_done()

    async def _write_one(self, frame: str) -> None:
        if self._deflate is None:
            await self.ws.send_str(frame)
            return
        packed = self._deflate.compress(frame.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        await self.ws.send_bytes(packed)


@dataclass(eq=False, slots=True)
class Session:
    """What the app identified itself as. It outlives its connection, ``lost`` (ticks), so that it can be resumed."""

    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    seq: int = 0
    link: Link | None = None
    lost: float = 0.0
    kept: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_KEPT))

    def wants(self, intent: str) -> bool:
        """Whether it asked for an intent."""
        return bool(self.intents & INTENTS[intent])

    def dispatch(self, event: str, payload: Json) -> None:
        """Tell it of an event, now or when it resumes."""
        self.seq += 1
        frame = json.dumps({"op": Op.DISPATCH, "d": payload, "s": self.seq, "t": event}, ensure_ascii=False)
        self.kept.append((self.seq, frame))
        if self.link is not None:
            self.link.send_text(frame)

    def replay(self, link: Link, seq: int) -> None:
        """Take up again on a new connection, from the event after ``seq``."""
        self.link = link
        for number, frame in self.kept:
            if number > seq:
                link.send_text(frame)
        self.dispatch("RESUMED", {})
