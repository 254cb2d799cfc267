"""The page's server side: what it shows, what it may do, and the clock and the panel beside it."""

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web
from pydantic import ValidationError

from adapters.playground.clock import DemoClock
from adapters.playground.discord import Done as DiscordDone
from adapters.playground.discord import NoSuchThing as NotOnDiscord
from adapters.playground.discord import PocketDiscord
from adapters.playground.page.files import page_files
from adapters.playground.page.gestures import GESTURE, DiscordGesture, SlackGesture
from adapters.playground.page.guard import HEADERS, Handler, guarded
from adapters.playground.page.pictures import picture
from adapters.playground.page.pockets import Pocket, Pockets
from adapters.playground.page.seats import Seat, WordedCommand
from adapters.playground.page.steps import Step, Works, on_weekdays, take
from adapters.playground.slack import Done, NoSuchThing, PocketSlack

Json = dict[str, Any]
Panel = Callable[[str], Awaitable[Json]]

log = structlog.get_logger(__name__)
_MOST_BYTES = 1024 * 1024
_QUIET_SECONDS = 15.0  # how long the stream of changes may say nothing: then it sends a comment
_LONGEST_SUBJECT = 40
_NO_SEAT = "Nobody's seat was named that one can take."


async def knows_nothing(_: str) -> Json:
    """A panel that knows no question."""
    return {}


class Playground:
    """The page on top of the pockets. ``start(port)`` starts all of it on loopback, ``stop()`` stops it.

    ``pockets`` are by platform (``slack``, ``discord``). ``panel`` tells what happens behind a question (``Q-142``),
    as JSON: title, state, next_move, why, ranked, history, states; empty where there is none. ``works`` says which
    days the desk works, in its time ``zone``.
    """

    def __init__(
        self,
        pockets: Mapping[str, Pocket],
        clock: DemoClock,
        panel: Panel = knows_nothing,
        seats: Sequence[Seat] = (),
        *,
        desk: str = "The desk",
        commands: Sequence[WordedCommand] = (),
        zone: str = "UTC",
        works: Works = on_weekdays,
    ) -> None:
        self.pockets, self.clock, self.panel = Pockets(pockets), clock, panel
        self.seats, self.commands = {each.id: each for each in seats}, tuple(commands)
        self.desk, self.zone, self.works = desk, ZoneInfo(zone), works
        self._start_id = secrets.token_hex(6)
        self._closing = False
        clock.watch(self.pockets.nudge)

    @property
    def url(self) -> str:
        """Where the page is, once started."""
        return self.pockets.first.url

    @property
    def slack(self) -> PocketSlack:
        """The pocket Slack. ``KeyError`` where there is none."""
        pocket = self.pockets.by_platform["slack"]
        assert isinstance(pocket, PocketSlack)
        return pocket

    @property
    def discord(self) -> PocketDiscord:
        """The pocket Discord. ``KeyError`` where there is none."""
        pocket = self.pockets.by_platform["discord"]
        assert isinstance(pocket, PocketDiscord)
        return pocket

    async def start(self, port: int = 0) -> None:
        """Start the pockets with the page on the first one, which takes a free port unless one is named.
        ``OSError`` where it cannot have it; then nothing runs."""
        first, *others = self.pockets.by_platform.values()
        await first.start(port, self.add_routes)
        for pocket in others:
            await pocket.start()

    async def stop(self) -> None:
        """Stop the page and the pockets."""
        for pocket in self.pockets.by_platform.values():
            await pocket.stop()

    def add_routes(self, app: web.Application) -> None:
        """Put the page's addresses on a server."""
        gets: dict[str, Handler] = {
            "/": self._page,
            "/page/{name:.+}": self._page,
            "/play/about": self._about,
            "/play/sees": self._sees,
            "/play/changes": self._changes,
            "/play/clock": self._clock,
            "/play/panel": self._panel,
            "/play/picture/{path:.+}": self._picture,
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
        return _json(
            {
                "desk": self.desk,
                "start": self._start_id,
                "bots": self.pockets.bots(),
                "seats": [asdict(each) for each in self.seats.values()],
                "commands": [asdict(each) for each in self.commands],
                "shortcuts": self.pockets.shortcuts(),
                **self._time(),
            }
        )

    async def _sees(self, request: web.Request) -> web.StreamResponse:
        seat = self.seats.get(request.query.get("user", ""))
        if seat is None:
            return _sentence(_NO_SEAT, 404)
        seen: Json = {"user": seat.id, "version": self.pockets.version, "on": self.pockets.what_sees(seat)}
        return _json(seen | {"latest": self.pockets.latest(self.seats.values())})

    async def _do(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        try:
            gesture = GESTURE.validate_json(body)
        except ValidationError:
            return _sentence("The page asked for something that it may not. Load the page again.", 400)
        seat = self.seats.get(gesture.user)
        if seat is None:
            return _sentence(_NO_SEAT, 404)
        account = seat.accounts.get(gesture.platform)
        if account is None:
            return _sentence(f"{seat.name} is not on {gesture.platform.title()}.", 404)
        try:
            done = await self._done(gesture.model_copy(update={"user": account}))
        except (NoSuchThing, NotOnDiscord, KeyError, TypeError, ValueError) as missed:
            log.info("gesture_missed", gesture=gesture.gesture, error=type(missed).__name__)
            return _sentence("That is no longer there. It may have changed a moment ago.", 409)
        return _json(_told(done))

    async def _done(self, gesture: SlackGesture | DiscordGesture) -> Done | DiscordDone:
        if gesture.platform == "slack":
            return await gesture.do(self.slack.hands)
        return await gesture.do(self.discord.hands)

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        """Server-Sent Events (WHATWG HTML, section 9.2): one each time that something changed."""
        headers = HEADERS | {"Content-Type": "text/event-stream; charset=utf-8"}
        answer = web.StreamResponse(headers=headers)
        await answer.prepare(request)
        seen = -1
        try:
            while True:
                now = await self.pockets.wait(seen, _QUIET_SECONDS)
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

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        found = picture(self.pockets.by_platform, request.match_info["path"])
        if found is None:
            return _sentence("There is no such picture.", 404)
        body, kind = found
        return web.Response(body=body, content_type=kind, headers=HEADERS)

    async def _clock(self, _: web.Request) -> web.StreamResponse:
        return _json(self._time())

    async def _move_clock(self, request: web.Request) -> web.StreamResponse:
        try:
            step = Step(json.loads(await _body(request))["step"])
        except (ValueError, KeyError, TypeError):
            return _sentence(f"The clock knows these steps: {', '.join(Step)}.", 400)
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
        self.pockets.bump()


async def _body(request: web.Request) -> bytes:
    if (request.content_length or 0) > _MOST_BYTES:
        raise web.HTTPRequestEntityTooLarge(_MOST_BYTES, request.content_length or 0)
    return await request.read()


def _told(done: Done | DiscordDone) -> Json:
    return {
        "acknowledged": done.acknowledged,
        "seconds": round(done.seconds, 4),
        "refused": done.refused,
        "errors": dict(done.errors),
        "ts": done.ts,
        "thread": done.thread if isinstance(done, DiscordDone) else "",
        "options": list(done.options),
    }


def _json(body: Json, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers=HEADERS)


def _sentence(words: str, status: int) -> web.Response:
    return _json({"sentence": words}, status)
