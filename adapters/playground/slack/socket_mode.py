"""Socket Mode: the web sockets over which the pocket sends envelopes and takes acknowledgements.

Source: Slack's "Using Socket Mode": hello, envelopes with an id, ``{"envelope_id", "payload"?}`` back, at
most ten connections, each payload to any one of them, ``disconnect`` before a connection is closed.
"""

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, Protocol

from aiohttp import WSMsgType, web

from adapters.playground.slack.moments import Moments
from adapters.playground.slack.wire import Json

MOST_CONNECTIONS = 10
Outcome = Literal["acknowledged", "timeout", "no_connection", "connection_lost", "http_error"]
Disconnect = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one envelope: the outcome, the seconds it took, and the payload that came back."""

    outcome: Outcome
    seconds: float = 0.0
    payload: Json | None = None


@dataclass(eq=False, slots=True)
class Link:
    """One connection of the app."""

    ws: web.WebSocketResponse
    transport: asyncio.Transport | None
    open: bool = True
    waiting: "dict[str, asyncio.Future[Receipt]]" = field(default_factory=dict)


class Deliver(Protocol):
    """Another way to the app."""

    async def deliver(self, kind: str, payload: Json, **extra: object) -> Receipt:
        """Send one envelope and wait for its acknowledgement."""


class Sockets:
    """The app's connections. ``ack_seconds`` is how long the pocket waits for an acknowledgement.

    Where the app has named an address (``webhook``), everything goes there instead.
    """

    def __init__(self, moments: Moments, app_id: str, *, ack_seconds: float = 3.0, ping_seconds: float = 10.0) -> None:
        self.links: list[Link] = []
        self.webhook: Deliver | None = None
        self.ack_seconds = ack_seconds
        self.changed = asyncio.Event()
        self._moments = moments
        self._app_id = app_id
        self._ping_seconds = ping_seconds
        self._tickets: set[str] = set()
        self._turn = count()
        self._run = secrets.token_hex(6)
        self._numbers = count(1)

    def ticket(self) -> str:
        """A ticket for one connection (apps.connections.open)."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def connected(self, number: int = 1, within: float = 30.0) -> None:
        """Wait until the app has at least so many open connections; ``TimeoutError`` after ``within``
        seconds."""
        async with asyncio.timeout(within):
            while sum(link.open for link in self.links) < number:
                self.changed.clear()
                await self.changed.wait()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to the end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404, text="no such ticket")
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(timeout=1.0, compress=False, max_msg_size=4 * 1024 * 1024)
        await ws.prepare(request)
        if len(self.links) >= MOST_CONNECTIONS:
            await ws.send_str(_disconnect("too_many_websockets"))
            await ws.close()
            return ws
        await self._talk(Link(ws, request.transport))
        return ws

    async def _talk(self, link: Link) -> None:
        self.links.append(link)
        await link.ws.send_str(self._hello())
        self.changed.set()
        pings = asyncio.create_task(self._ping(link))
        try:
            async for message in link.ws:
                if message.type is WSMsgType.TEXT:
                    self._take(link, message.data)
        finally:
            pings.cancel()
            self._lost(link)

    def _lost(self, link: Link) -> None:
        link.open = False
        if link in self.links:
            self.links.remove(link)
        self.changed.set()
        for future in link.waiting.values():
            if not future.done():
                future.set_result(Receipt("connection_lost"))
        link.waiting.clear()

    def _take(self, link: Link, text: str) -> None:
        try:
            answer = json.loads(text)
            future = link.waiting.pop(answer["envelope_id"], None)
        except (ValueError, KeyError, TypeError):
            return  # Slack ignores what it cannot read; the envelope times out
        if future is not None and not future.done():
            future.set_result(Receipt("acknowledged", payload=answer.get("payload")))

    async def send(self, kind: str, payload: Json, **extra: object) -> "asyncio.Future[Receipt] | None":
        """Send one envelope to the connection whose turn it is; its future, or None where there is no
        connection."""
        open_links = [link for link in self.links if link.open]
        if not open_links:
            return None
        link = open_links[next(self._turn) % len(open_links)]
        number = f"{self._run}-{next(self._numbers)}"
        future: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        link.waiting[number] = future
        envelope = {"envelope_id": number, "payload": payload, "type": kind, **extra}
        try:
            await link.ws.send_str(json.dumps(envelope, ensure_ascii=False))
        except ConnectionError:
            self._lost(link)
        return future

    async def deliver(self, kind: str, payload: Json, **extra: object) -> Receipt:
        """Send one envelope and wait for its acknowledgement, at most ``ack_seconds``."""
        if self.webhook is not None:
            return await self.webhook.deliver(kind, payload, **extra)
        started = time.perf_counter()
        future = await self.send(kind, payload, **extra)
        if future is None:
            return Receipt("no_connection")
        arrived = await self._moments.wait(future, self.ack_seconds)
        receipt = future.result() if arrived else Receipt("timeout")
        return Receipt(receipt.outcome, time.perf_counter() - started, receipt.payload)

    async def disconnect(self, reason: Disconnect = "refresh_requested", grace: float = 0.0) -> None:
        """Ask every connection to go: it gets nothing new, hears why, and is closed after ``grace``
        seconds."""
        leaving = [link for link in self.links if link.open]
        for link in leaving:
            link.open = False
            await link.ws.send_str(_disconnect(reason))
        await asyncio.sleep(grace)
        for link in leaving:
            await link.ws.close(code=1000)

    def drop(self) -> None:
        """Cut every connection without a word, as a broken network does."""
        for link in list(self.links):
            self._lost(link)
            if link.transport is not None:
                link.transport.abort()

    async def _ping(self, link: Link) -> None:
        while not link.ws.closed:
            await asyncio.sleep(self._ping_seconds)
            await link.ws.ping(b"Ping from the pocket")

    def _hello(self) -> str:
        debug = {"host": "applink-pocket", "build_number": 1, "approximate_connection_time": 18_060}
        links = len(self.links)
        about = {"connection_info": {"app_id": self._app_id}, "num_connections": links, "debug_info": debug}
        return json.dumps({"type": "hello", **about})


def _disconnect(reason: Disconnect) -> str:
    return json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-pocket"}})
