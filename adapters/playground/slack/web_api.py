"""The HTTP side of the Web API: tokens, faults, the log, and the answers' shape."""

import asyncio

from aiohttp import web

from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.faults import Fault
from adapters.playground.slack.methods import METHODS, WITH_APP_TOKEN, WITHOUT_TOKEN
from adapters.playground.slack.wire import Args, Json, read_args, token_of


class WebApi:
    """Answers ``/api/<method>``."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One call, with whatever fault is due for it."""
        try:
            return await self.take(request, await read_args(request))
        except SlackError as refused:
            return _refusal(refused)

    async def take(self, request: web.Request, args: Args) -> web.StreamResponse:
        """The same, where the arguments have been read."""
        name = request.match_info["method"]
        fault = self._core.faults.take(name, args.text("channel"))
        if fault is None:
            return self._answer(name, token_of(request, args), args)
        return await self._faulty(fault, name, request, args)

    async def _faulty(self, fault: Fault, name: str, request: web.Request, args: Args) -> web.StreamResponse:
        before = self._before(fault, name, request, args)
        if before is not None:
            return before
        answer = self._answer(name, token_of(request, args), args)
        fault.reached.set()
        if fault.kind == "late_answer":
            await asyncio.sleep(fault.seconds)
        elif fault.kind == "hold":
            await fault.released.wait()
        return _dropped(request) if fault.kind == "lose_answer" else answer

    def _before(self, fault: Fault, name: str, request: web.Request, args: Args) -> web.StreamResponse | None:
        refused = {
            "refuse": SlackError(fault.error),
            "rate_limit": SlackError("ratelimited", retry_after=int(fault.seconds)),
        }.get(fault.kind)
        if refused is None and fault.kind not in {"lose_call", "break_down"}:
            return None
        fault.reached.set()
        self._core.record(name, args.values, refused.code if refused else fault.kind)
        if refused is not None:
            return _refusal(refused)
        return _dropped(request) if fault.kind == "lose_call" else web.Response(status=fault.status)

    def _answer(self, name: str, token: str, args: Args) -> web.Response:
        try:
            answer = self._run(name, token, args)
        except SlackError as refused:
            self._core.record(name, args.values, refused.code)
            return _refusal(refused)
        self._core.record(name, args.values)
        return web.json_response({"ok": True, **answer})

    def _run(self, name: str, token: str, args: Args) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        self._check_token(name, token)
        self._core.pace.check(name, args.text("channel"))
        return method(self._core, args)

    def _check_token(self, name: str, token: str) -> None:
        if name in WITHOUT_TOKEN:
            return
        if not token:
            raise SlackError("not_authed")
        if token not in {self._core.bot_token, self._core.app_token}:
            raise SlackError("invalid_auth")
        if (token == self._core.app_token) != (name in WITH_APP_TOKEN):
            raise SlackError("not_allowed_token_type")


def _refusal(refused: SlackError) -> web.Response:
    body: Json = {"ok": False, "error": refused.code, **refused.extra}
    if refused.messages:
        body["errors"] = [line.removeprefix("[ERROR] ") for line in refused.messages]
        body["response_metadata"] = {"messages": list(refused.messages)}
    if refused.retry_after is None:
        return web.json_response(body)
    return web.json_response(body, status=429, headers={"Retry-After": str(refused.retry_after)})


def _dropped(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
