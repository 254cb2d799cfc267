"""The page's server side: what it shows, what it may do, and the clock and the panel beside it."""

import json
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web
from pydantic import ValidationError

from adapters.playground.clock import DemoClock
from adapters.playground.page.files import page_files
from adapters.playground.page.gestures import GESTURE
from adapters.playground.page.guard import HEADERS, Handler, guarded
from adapters.playground.page.news import latest
from adapters.playground.page.seats import Seat, WordedCommand
from adapters.playground.page.steps import Step, Works, on_weekdays, take
from adapters.playground.slack import Done, NoSuchThing, PocketSlack

Json = dict[str, Any]
Panel = Callable[[str], Awaitable[Json]]

log = structlog.get_logger(__name__)
_MOST_BYTES = 1024 * 1024
_QUIET_SECONDS = 15.0  # how long the stream of changes may say nothing: then it sends a comment
_LONGEST_SUBJECT = 40


async def knows_nothing(_: str) -> Json:
    """A panel that knows no question."""
    return {}


class Playground:
    """The page on top of a pocket Slack. ``start(port)`` starts both on loopback, ``stop()`` stops both.

    ``panel`` tells what happens behind a question (``Q-142``), as JSON: title, state, next_move, why, ranked, history,
    states; empty where there is none. ``works`` says which days the desk works, in its time ``zone``.
    """

    def __init__(
        self,
        pocket: PocketSlack,
        clock: DemoClock,
        panel: Panel = knows_nothing,
        seats: Sequence[Seat] = (),
        *,
        desk: str = "The desk",
        commands: Sequence[WordedCommand] = (),
        zone: str = "UTC",
        works: Works = on_weekdays,
    ) -> None:
        self.pocket, self.clock, self.panel = pocket, clock, panel
        self.seats, self.commands = tuple(seats), tuple(commands)
        self.desk, self.zone, self.works = desk, ZoneInfo(zone), works
        self._start_id = secrets.token_hex(6)
        self._closing = False
        clock.watch(pocket.changes.bump)

    @property
    def url(self) -> str:
        """Where the page is, once started."""
        return self.pocket.url

    async def start(self, port: int = 0) -> None:
        """Start the pocket with the page on it, on a free port unless one is named."""
        await self.pocket.start(port, self.add_routes)

    async def stop(self) -> None:
        """Stop the page and the pocket."""
        await self.pocket.stop()

    def add_routes(self, app: web.Application) -> None:
        """Put the page's addresses on a server."""
        gets: dict[str, Handler] = {
            "/": self._page,
            "/page/{name}": self._page,
            "/play/about": self._about,
            "/play/sees": self._sees,
            "/play/changes": self._changes,
            "/play/clock": self._clock,
            "/play/panel": self._panel,
        }
        for path, handler in gets.items():
            app.router.add_get(path, guarded(handler))
        app.router.add_post("/play/do", guarded(self._do))
        app.router.add_post("/play/clock", guarded(self._move_clock))
        app.on_shutdown.append(self._close)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        found = page_files().get(request.match_info.get("name", "index.html"))
        if found is None:
            return _sentence("There is no such file.", 404)
        body, kind = found
        return web.Response(body=body, content_type=kind, charset="utf-8", headers=HEADERS)

    async def _about(self, _: web.Request) -> web.StreamResponse:
        bot = self.pocket.workspace.bot
        return _json(
            {
                "desk": self.desk,
                "start": self._start_id,
                "bot": {"id": bot.id, "name": bot.name, "real_name": bot.real_name},
                "seats": [asdict(each) for each in self.seats],
                "commands": [asdict(each) for each in self.commands],
                **self._time(),
            }
        )

    async def _sees(self, request: web.Request) -> web.StreamResponse:
        user = request.query.get("user", "")
        if user not in self._seated:
            return _sentence("Nobody's seat was named that one can take.", 404)
        return _json(self.pocket.sight.what_sees(user) | {"latest": latest(self.pocket, self._seated)})

    async def _do(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        try:
            gesture = GESTURE.validate_json(body)
        except ValidationError:
            return _sentence("The page asked for something that it may not. Load the page again.", 400)
        if gesture.user not in self._seated:
            return _sentence("Nobody's seat was named that one can take.", 404)
        try:
            done = await gesture.do(self.pocket.hands)
        except (NoSuchThing, KeyError, TypeError, ValueError) as missed:
            log.info("gesture_missed", gesture=gesture.gesture, error=type(missed).__name__)
            return _sentence("That is no longer there. It may have changed a moment ago.", 409)
        return _json(_told(done))

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        """Server-Sent Events (WHATWG HTML, section 9.2): one each time that something changed."""
        headers = HEADERS | {"Content-Type": "text/event-stream; charset=utf-8"}
        answer = web.StreamResponse(headers=headers)
        await answer.prepare(request)
        changes, seen = self.pocket.changes, -1
        try:
            while True:
                now = await changes.wait(seen, _QUIET_SECONDS)
                if self._closing:
                    break
                await answer.write(b": still here\n\n" if now == seen else self._event(now))
                seen = now
        except ConnectionResetError:
            pass  # the page was closed
        return answer

    def _event(self, version: int) -> bytes:
        told = {"version": version, "start": self._start_id, "ahead": self.clock.ahead.total_seconds()}
        return f"retry: 1000\nid: {version}\ndata: {json.dumps(told)}\n\n".encode()

    async def _clock(self, _: web.Request) -> web.StreamResponse:
        return _json(self._time())

    async def _move_clock(self, request: web.Request) -> web.StreamResponse:
        try:
            step = Step(json.loads(await _body(request))["step"])
        except (ValueError, KeyError, TypeError):
            return _sentence("The clock knows these steps: hour, working_day, friday, now.", 400)
        take(self.clock, step, self.zone, self.works)
        return _json(self._time())

    def _time(self) -> Json:
        now = self.clock.now()
        return {"now": now.isoformat(), "ahead": self.clock.ahead.total_seconds(), "zone": self.zone.key}

    async def _panel(self, request: web.Request) -> web.StreamResponse:
        subject = request.query.get("subject", "")
        if not subject or len(subject) > _LONGEST_SUBJECT:
            return _sentence("Name a question, such as Q-142.", 400)
        return _json({"subject": subject} | await self.panel(subject))

    async def _close(self, _: web.Application) -> None:
        self._closing = True
        self.pocket.changes.bump()

    @property
    def _seated(self) -> frozenset[str]:
        return frozenset(each.id for each in self.seats)


async def _body(request: web.Request) -> bytes:
    if (request.content_length or 0) > _MOST_BYTES:
        raise web.HTTPRequestEntityTooLarge(_MOST_BYTES, request.content_length or 0)
    return await request.read()


def _told(done: Done) -> Json:
    return {
        "acknowledged": done.acknowledged,
        "seconds": round(done.seconds, 4),
        "refused": done.refused,
        "errors": dict(done.errors),
        "ts": done.ts,
        "options": list(done.options),
    }


def _json(body: Json, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers=HEADERS)


def _sentence(words: str, status: int) -> web.Response:
    return _json({"sentence": words}, status)
