"""The door: events and interactivity over HTTP, where Socket Mode is not wanted.

Source: Slack's "Verifying requests from Slack" (v0 signature, five minutes), "Using the Events API" and "Handling user
interaction" (an answer within three seconds). Nothing is read before the signature is right, and nothing twice: what
was signed once and done is not done again. Slack signs its own retries anew.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_sdk.signature import Clock, SignatureVerifier

from adapters.slack.arrival import SlackNotReady
from adapters.slack.connection import AT_ONCE
from adapters.slack.hearing import Heard
from adapters.slack.manifest import EVENTS_PATH

Json: TypeAlias = dict[str, Any]
Hear: TypeAlias = Callable[[str, Json], Awaitable[Heard]]

MOST_BYTES = 1024 * 1024  # a form holds at most 250 kB; written for the wire that becomes three times as much
FINISHING = 10.0  # seconds that what is in flight is given on closing
READING = 2.5  # seconds that a request may take to arrive; Slack waits for three
GOOD_FOR = 300.0  # seconds that a signature holds
MOST_SEEN = 50_000
JSON_TYPE, FORM_TYPE = "application/json", "application/x-www-form-urlencoded"
log = structlog.get_logger(__name__)


class _Machine(Clock):
    """The adapter's clock, as Slack's verifier asks for it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock().timestamp()


class Door:
    """Hears what Slack posts to ``listen`` (host, port). ``hear`` acknowledges one payload of one workspace."""

    def __init__(self, secret: str, listen: tuple[str, int], clock: Callable[[], datetime], hear: Hear) -> None:
        self._verifier, self._listen, self._hear = SignatureVerifier(secret, _Machine(clock)), listen, hear
        self._clock = clock
        self._room = asyncio.Semaphore(AT_ONCE)
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._runner: web.AppRunner | None = None
        self._ending = False
        self.url = ""

    async def open(self, routes: Iterable[web.RouteDef] = ()) -> None:
        """Listen; ``routes`` are further pages. Raises SlackNotReady where the address is taken."""
        app = web.Application(client_max_size=MOST_BYTES)
        app.add_routes([web.post(EVENTS_PATH, self.take), *routes])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=FINISHING)
        await self._runner.setup()
        host, port = self._listen
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as refused:
            await self._runner.cleanup()
            fix = "Choose another in LISTEN, such as 127.0.0.1:8080."
            raise SlackNotReady((f"Nothing can listen at {host}:{port} ({refused.strerror}). {fix}",)) from refused
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Take nothing new, answer what is in flight, and close."""
        self._ending = True
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def take(self, request: web.Request) -> web.Response:
        """One request. 4xx and no work for what is not Slack's, too old, a repetition, too big or of a wrong kind."""
        if self._ending:
            raise web.HTTPServiceUnavailable()  # Slack keeps it, and delivers it again
        if request.content_type not in (JSON_TYPE, FORM_TYPE):
            raise _refused(web.HTTPUnsupportedMediaType(), "content type")
        raw = await _read(request)
        signature = request.headers.get("X-Slack-Signature", "")
        if not self._is_genuine(raw, request.headers.get("X-Slack-Request-Timestamp", ""), signature):
            raise _refused(web.HTTPUnauthorized(), "signature")
        if not self._is_new(signature):
            raise _refused(web.HTTPConflict(), "repetition")
        try:
            heard = await self._heard(_payload(raw.decode(), request.content_type))
        except BaseException:
            self._seen.pop(signature, None)
            raise
        if heard.status != 200:  # nothing came of it, so the same may come again
            self._seen.pop(signature, None)
        return web.Response(
            status=heard.status, text=heard.body, content_type=JSON_TYPE if heard.body else "text/plain"
        )

    async def _heard(self, body: Json) -> Heard:
        if body.get("type") == "url_verification":
            return Heard(body=json.dumps({"challenge": str(body.get("challenge", ""))}))
        if "ssl_check" in body:
            return Heard()
        async with self._room:
            return await self._hear(team_of(body), body)

    def _is_genuine(self, raw: bytes, timestamp: str, signature: str) -> bool:
        try:
            return self._verifier.is_valid(raw, timestamp, signature)  # compares in constant time
        except (ValueError, TypeError):  # no number, no UTF-8, or a signature that is not even ASCII
            return False

    def _is_new(self, signature: str) -> bool:
        """True the first time within the five minutes for which a signature holds."""
        now = self._clock().timestamp()
        while self._seen and (len(self._seen) > MOST_SEEN or next(iter(self._seen.values())) < now):
            self._seen.popitem(last=False)
        if signature in self._seen:
            return False
        self._seen[signature] = now + 2 * GOOD_FOR  # it may be dated five minutes ahead
        return True


def _refused(refusal: web.HTTPException, why: str) -> web.HTTPException:
    log.warning("refused at the door", why=why, status=refusal.status)
    return refusal


async def _read(request: web.Request) -> bytes:
    if (request.content_length or 0) > MOST_BYTES:
        raise _refused(web.HTTPRequestEntityTooLarge(MOST_BYTES, request.content_length or 0), "size")
    try:
        async with asyncio.timeout(READING):
            return await request.read()  # stops at MOST_BYTES too, for what does not say its length
    except TimeoutError:
        raise _refused(web.HTTPRequestTimeout(), "slowness") from None


def _payload(text: str, kind: str) -> Json:
    """The payload of an event (JSON), of a command (form), or of interactivity (JSON in a form)."""
    try:
        form = dict(parse_qsl(text, keep_blank_values=True)) if kind == FORM_TYPE else {"payload": text}
        body = json.loads(form["payload"]) if "payload" in form else form
    except ValueError:
        raise _refused(web.HTTPBadRequest(), "no JSON") from None
    if not isinstance(body, dict):
        raise _refused(web.HTTPBadRequest(), "no object")
    return body


def team_of(body: Json) -> str:
    """The workspace that a payload is for: in channels shared by several, the one that we are heard through."""
    seen_by = body.get("authorizations") or [{}]
    team = body.get("team") or {}
    user = body.get("user") or {}
    found = seen_by[0].get("team_id") or body.get("team_id") or team.get("id") or user.get("team_id")
    return str(found or "")
