"""The REST server: who may call, what goes wrong on purpose, who answers, what is written down."""

import asyncio
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from adapters.playground.discord import answers, wire
from adapters.playground.discord.core import Call, Core
from adapters.playground.discord.errors import DiscordError, invalid, refusal
from adapters.playground.discord.faults import Fault
from adapters.playground.discord.wire import Asked


class Rest:
    """Answers every call under ``/api/v10``."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One call, from its arrival to its answer."""
        self._core.under_way += 1
        try:
            return await self._serve(request)
        finally:
            self._core.under_way -= 1
            self._core.changes.bump()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        core = self._core
        try:
            asked = await wire.read(request)
        except DiscordError as error:
            return wire.answer(error.status, error.body(), {})
        fault = core.faults.take(asked.route.names, self._places(asked))
        if fault is not None and fault.kind in {"lose_call", "break_down", "rate_limit", "refuse"}:
            return self._struck(request, asked, fault)
        late = core.pace.over(asked)
        if late is not None:
            self._record(asked, 429)
            return wire.answer(429, late.body, late.headers)
        status, body = self._done(asked)
        self._record(asked, status, body)
        if fault is not None:
            await self._delayed(request, fault)
        return wire.answer(status, body, core.pace.headers(asked))

    def _done(self, asked: Asked) -> tuple[int, Any]:
        try:
            if not asked.route.by_token and asked.token != self._core.bot_token:
                raise DiscordError(401, 0, "401: Unauthorized")
            self._core.threads.sweep()
            return 200, answers.answer(self._core, asked)
        except DiscordError as error:
            return error.status, error.body()
        except (TypeError, KeyError, ValueError, AttributeError, RecursionError) as wrong:
            return 400, invalid("", f"The body has not the right shape ({type(wrong).__name__}).").body()

    def _struck(self, request: web.Request, asked: Asked, fault: Fault) -> web.StreamResponse:
        if fault.kind == "rate_limit":
            self._record(asked, 429)
            limited = self._core.pace.limited(asked, fault.seconds, fault.scope)
            return wire.answer(429, limited.body, limited.headers)
        if fault.kind == "refuse":
            error = refusal(fault.code)
            self._record(asked, error.status, error.body())
            return wire.answer(error.status, error.body(), {})
        if fault.kind == "lose_call":
            self._record(asked, 0)
            return _cut(request)
        self._record(asked, fault.status)
        return web.Response(status=fault.status, text="upstream trouble", headers={"Via": "1.1 pocket"})

    async def _delayed(self, request: web.Request, fault: Fault) -> None:
        if fault.kind == "lose_answer":
            _cut(request)
        elif fault.kind == "late_answer":
            await self._core.moments.sleep(fault.seconds)
        elif fault.kind == "hold":
            fault.reached.set()
            self._core.changes.bump()
            await fault.released.wait()

    def _places(self, asked: Asked) -> set[str]:
        number = asked.args.get("channel_id", "")
        if asked.route.by_token:
            opened = self._core.interactions.by_token(asked.args.get("token", ""))
            number = opened.channel if opened else ""
        channel = self._core.backend.channel(number) or {}
        return {number, channel.get("name") or number}

    def _record(self, asked: Asked, status: int, body: Any = None) -> None:
        error = body.get("code", 0) if status >= 400 and isinstance(body, Mapping) else 0
        when = self._core.moments.clock()
        self._core.calls.append(Call(asked.route.name, asked.path, asked.args, asked.body, when, status, error))


def _cut(request: web.Request) -> web.StreamResponse:
    if isinstance(request.transport, asyncio.Transport):
        request.transport.abort()
    return web.Response(status=500)
