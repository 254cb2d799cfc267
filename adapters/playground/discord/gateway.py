"""The gateway: hello, identify or resume, events out, heartbeats in, and every way in which it can go wrong."""

import asyncio
import copy
import json
from typing import Any

from aiohttp import WSMsgType, web

from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json
from adapters.playground.discord.members import chunks
from adapters.playground.discord.sessions import INTENTS, PRIVILEGED, Link, Op, Session

_MOST_BYTES = 4096
_RESUMABLE_SECONDS = 180.0
_END_OF_SESSION = frozenset({1000, 1001, 4007, 4009})
_ABOUT_A_CHANNEL = frozenset({"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "THREAD_CREATE", "THREAD_UPDATE"})


class Closed(Exception):
    """The app did something that ends its connection with this close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Gateway:
    """The app's sessions. ``identifies`` and ``resumes`` count; ``allowed`` are the privileged intents switched
    on in the developer portal; ``heartbeat_seconds`` is what hello asks for. Every event is told
    ``repeats`` times."""

    def __init__(self, core: Core, *, allowed: frozenset[str], heartbeat_seconds: float) -> None:
        self.identifies = 0
        self.resumes = 0
        self.heartbeats = 0
        self.repeats = 1
        self.sessions: dict[str, Session] = {}
        self._core = core
        self.allowed = allowed
        self._heartbeat_seconds = heartbeat_seconds
        self._changed = asyncio.Event()

    # ── for tests ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def links(self) -> list[Link]:
        """The connections that have identified themselves or resumed."""
        return [session.link for session in self.sessions.values() if session.link and session.link.open]

    async def connected(self, number: int = 1, within: float = 30.0) -> None:
        """Wait until so many sessions are connected; ``TimeoutError`` after ``within`` seconds."""
        async with asyncio.timeout(within):
            while len(self.links) < number:
                self._changed.clear()
                await self._changed.wait()

    def reconnect(self) -> None:
        """Ask every connection to come back (op 7)."""
        for link in self.links:
            link.send(Op.RECONNECT)

    async def close(self, code: int = 1001) -> None:
        """Close every connection with this code; after 1000, 1001, 4007 and 4009 no session can be resumed."""
        await asyncio.gather(*(link.close(code) for link in self.links))

    def drop(self) -> None:
        """Cut every connection without a word, as a broken network does."""
        for session in self.sessions.values():
            link, session.link, session.lost = session.link, None, self._core.moments.ticks()
            if link is not None:
                link.end()
            if link is not None and link.transport is not None:
                link.transport.abort()

    def go_silent(self) -> None:
        """Keep every connection open, and say nothing over it any more: no events, no acknowledgements."""
        for link in self.links:
            link.silent = True

    def forget_sessions(self) -> None:
        """From now on nothing can be resumed: who tries is told to identify again (op 9)."""
        for session in list(self.sessions.values()):
            if session.link is None:
                del self.sessions[session.id]

    async def all_read(self) -> None:
        """Wait until the app has read everything that was sent to it."""
        await asyncio.gather(*(link.all_read() for link in self.links))

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────

    def announce(self, event: str, payload: Json) -> None:
        """Tell every session of an event, as far as the app may hear of it."""
        if not self.sessions or self._out_of_sight(event, payload):
            return
        intent = self._core.backend.intent(event, payload)
        for session in self.sessions.values():
            if intent is None or session.wants(intent):
                shaped = self._shaped(event, payload, session)
                for _ in range(self.repeats):
                    session.dispatch(event, shaped)

    def _out_of_sight(self, event: str, payload: Json) -> bool:
        if event not in _ABOUT_A_CHANNEL:
            return False
        channel = payload.get("channel_id") or payload["id"]
        return not self._core.backend.sees(self._core.backend.bot_id, channel)

    def _shaped(self, event: str, payload: Json, session: Session) -> Json:
        if session.wants("message_content"):
            return payload
        backend = self._core.backend
        if event in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}:
            payload = copy.deepcopy(payload)
            backend.hide_content(payload)
        elif event == "INTERACTION_CREATE" and ("message" in payload or "resolved" in payload["data"]):
            payload = copy.deepcopy(payload)
            backend.hide_content(payload.get("message", {}), shown=True)
            data = payload["data"]
            for number, message in data.get("resolved", {}).get("messages", {}).items():
                backend.hide_content(message, shown=number == data.get("target_id"))
        return payload

    # ── one connection ───────────────────────────────────────────────────────────────────────────────────────

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to the end."""
        ws = web.WebSocketResponse(timeout=0.5, compress=False, max_msg_size=1 << 20)
        await ws.prepare(request)
        link = Link(ws, request.transport, request.query.get("compress", ""))
        link.send(Op.HELLO, {"heartbeat_interval": int(self._heartbeat_seconds * 1000), "_trace": ["pocket"]})
        session = None
        try:
            async for message in ws:
                if message.type is WSMsgType.TEXT:
                    session = self._take(link, session, message.data)
        except Closed as closed:
            await link.close(closed.code)
        finally:
            self._over(link, session)
        return ws

    def _over(self, link: Link, session: Session | None) -> None:
        link.end()
        if session is not None and session.link is link:
            session.link, session.lost = None, self._core.moments.ticks()
            if (link.code or link.ws.close_code) in _END_OF_SESSION:
                self.sessions.pop(session.id, None)
        self._came_or_went()

    def _came_or_went(self) -> None:
        self._changed.set()
        self._core.changes.bump()

    def _take(self, link: Link, session: Session | None, text: str) -> Session | None:
        if link.silent:
            return session
        op, data = self._read(text)
        if op is Op.HEARTBEAT:
            self.heartbeats += 1
            link.heartbeat()
        elif op is Op.IDENTIFY:
            return self._identify(link, session, data)
        elif op is Op.RESUME:
            return self._resume(link, data)
        elif session is None:
            raise Closed(4003)
        elif op is Op.REQUEST_MEMBERS:
            for chunk in chunks(self._core, session, data):
                session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
        return session

    def _read(self, text: str) -> tuple[Op, Any]:
        if len(text.encode()) > _MOST_BYTES:
            raise Closed(4002)
        try:
            frame = json.loads(text)
            number, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Closed(4002) from None
        try:
            return Op(number), data
        except ValueError:
            raise Closed(4001) from None

    def _identify(self, link: Link, session: Session | None, data: Any) -> Session:
        if session is not None:
            raise Closed(4005)
        if not isinstance(data, dict) or data.get("token") != self._core.bot_token:
            raise Closed(4004)
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~sum(INTENTS.values()):
            raise Closed(4013)
        asked = {name for name in PRIVILEGED if intents & INTENTS[name]}
        if asked - self.allowed:
            raise Closed(4014)
        self.identifies += 1
        self._forget_lost()
        session = Session(intents, link=link)
        self.sessions[session.id] = session
        self._greet(session)
        self._came_or_went()
        return session

    def _forget_lost(self) -> None:
        due = self._core.moments.ticks() - _RESUMABLE_SECONDS
        for session in [each for each in self.sessions.values() if each.link is None and each.lost < due]:
            del self.sessions[session.id]

    def _greet(self, session: Session) -> None:
        backend = self._core.backend
        guild = backend.guild()
        app = {"id": backend.application_id, "flags": 0}
        ready = {
            "v": 10,
            "user": backend.call("GET", "/users/@me"),
            "session_id": session.id,
            "application": app,
            "shard": [0, 1],
        }
        ready |= {"guilds": [{"id": guild["id"], "unavailable": True}], "resume_gateway_url": self._core.gateway_url}
        session.dispatch("READY", ready)
        guild["threads"] = [each for each in guild["threads"] if not each["thread_metadata"]["archived"]]
        if not session.wants("presences"):
            guild["members"] = [each for each in guild["members"] if each["user"]["id"] == backend.bot_id]
        if session.wants("guilds"):
            session.dispatch("GUILD_CREATE", guild)

    def _resume(self, link: Link, data: Any) -> Session | None:
        session = self.sessions.get(data.get("session_id", "")) if isinstance(data, dict) else None
        if session is None or data.get("token") != self._core.bot_token or not isinstance(data.get("seq"), int):
            link.send(Op.INVALID_SESSION, data=False)
            return None
        self.resumes += 1
        if session.link is not None and session.link is not link:
            session.link.end()
        session.replay(link, data["seq"])
        self._came_or_went()
        return session
