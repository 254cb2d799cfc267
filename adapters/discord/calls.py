"""One call of Discord's HTTP API, and what its failure means to the pump.

The calls go through discord.py's own client: its headers, its session, its reading of the rate limit buckets. In
three things it is told not to be helpful. It would sleep while a bucket is empty, sleep through a 429, and repeat a
call on 5xx and on a reset connection; the pump has other rooms to serve meanwhile, and a repeated forum post, which
takes no nonce, is a second post.

Error codes: Discord's "Opcodes and Status Codes", "JSON Error Codes"; waiting: "Rate Limits".
"""

import asyncio
import json
from collections.abc import Awaitable, Sequence
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Ratelimit, Route

from bot.engine.errors import Away, Gone, Later, PlatformError, Rejected, Unsure

WAIT_WITHOUT_ADVICE = 5.0  # seconds, where Discord was not reached or names no time
WAIT_FOR_TOKEN = 60.0  # seconds; who comes with a bad token too often is shut out (Discord's "Rate Limits")
MOST_BUCKETS = 1_000
PATIENCE = aiohttp.ClientTimeout(total=10.0)  # a card may take two or three calls; the pump's lease is 30 seconds
# Slow mode; Discord's own limits on writing; many edits of messages older than an hour; direct messages opened too
# fast; things that Discord has switched off or that are overloaded for now.
_TOO_EARLY = {20016, 20022, 20028, 20029, 30046, 40003, 40004, 40006, 40062, 130000}
NO_CHANNEL = 10003
_GONE = {NO_CHANNEL, 10008}
NOT_A_MEMBER = {10007, 10013}  # unknown member, unknown user
_BAD_TOKEN = {40001, 50014}
_TURN_OVER = 50027  # the token is an interaction's, and that is over
_SHUT_OUT = "I can't post in {where}. An admin needs to invite me there."
_TOKEN = "Discord refuses the token. Copy it again from the app's page."  # noqa: S105 - a sentence about one
NO_ROOM = "{where} was deleted. An admin needs to make it anew, or to name another channel in desk.yml."
_CLOSED = "This person takes no direct messages from me."
_OTHER_KIND = "{where} is not a channel that I can post in. An admin needs to choose another one."
_TOO_LARGE = "The picture is too large for Discord."
_THREADS = "{where} has as many active threads as Discord allows. An admin needs to archive some."
_FILTERED = "The server's own filter does not let this through. A moderator needs to look at it."
_SENTENCES = {
    10004: "I am not on this Discord server any more. An admin needs to invite me again.",
    10013: "Discord does not know this person any more.",
    40002: "Discord asks to verify the account that owns the app.",
    40005: _TOO_LARGE,
    40058: _OTHER_KIND,
    40060: "This was answered before.",
    40066: "{where} takes only posts with a tag, and has none that I may set. An admin needs to add one.",
    40067: "{where} takes only posts with a tag. An admin needs to switch that off, or choose another forum.",
    50001: _SHUT_OUT,
    50007: _CLOSED,
    50008: _OTHER_KIND,
    50013: _SHUT_OUT,
    50024: _OTHER_KIND,
    50045: _TOO_LARGE,
    50027: "This took too long for an answer in place.",
    50083: "The thread is in the archive. Somebody has to write in it first.",
    50278: _CLOSED,
    160005: "The thread is locked. A moderator needs to unlock it.",
    160006: _THREADS,
    160007: _THREADS,
    200000: _FILTERED,
    200001: _FILTERED,
    240000: _FILTERED,
}
_LIMITS = range(30_000, 31_000)


async def call(asked: Awaitable[Any], *, where: str = "the channel") -> Any:
    """The answer to a call. Raises Later, Rejected, Unsure or Gone where there is none; ``where`` names the room."""
    try:
        return await asked
    except discord.RateLimited as limited:
        raise Later(limited.retry_after) from limited
    except discord.LoginFailure as refused:
        raise Rejected(_TOKEN) from refused
    except discord.HTTPException as refused:
        raise meaning(refused, where) from refused
    except aiohttp.ClientConnectorError as unreached:  # no connection was made, so nothing was shown
        raise Away(WAIT_WITHOUT_ADVICE, "Discord cannot be reached") from unreached
    except (aiohttp.ClientError, TimeoutError, OSError) as lost:
        raise Unsure(f"the answer was lost ({type(lost).__name__})") from lost


def meaning(refused: discord.HTTPException, where: str) -> PlatformError:
    """What a refusal of Discord means: by its JSON error code, where it has one."""
    code, status = refused.code, refused.status
    if status == 429 or code in _TOO_EARLY:
        return Later(WAIT_WITHOUT_ADVICE)
    if status >= 500:
        return Unsure(f"Discord is in trouble ({status})")
    if code in _GONE:
        return Gone(refused.text)
    if code in _BAD_TOKEN or (status == 401 and code != _TURN_OVER):
        # What waits is not refused for good: an operator has to copy the token.
        return Away(WAIT_FOR_TOKEN, _TOKEN)
    if status == 403 and not code:
        return Rejected(_SHUT_OUT.format(where=where))
    if code in _LIMITS:
        return Rejected(f"Discord allows no more in {where}: {refused.text}.")
    sentence = _SENTENCES.get(code, f"Discord refused this: {code or status}.")
    return Rejected(sentence.format(where=where))


def code_of(error: BaseException) -> int:
    """Discord's JSON error code behind an error of :func:`call`; 0 where there is none."""
    cause = error.__cause__
    return cause.code if isinstance(cause, discord.HTTPException) else 0


class Wire:
    """Discord's HTTP API for the pump: one try a call, no sleep, errors in the pump's own words."""

    def __init__(self, http: "Http") -> None:
        self._http, self._is_closed = http, False

    @classmethod
    async def open(cls, token: str) -> "Wire":
        """A wire that is logged in. Raises Rejected where Discord refuses the token."""
        http = Http(asyncio.get_running_loop(), http_trace=_once())
        try:
            await call(http.static_login(token))
        except BaseException:
            await http.close()
            raise
        return cls(http)

    async def close(self) -> None:
        """Hang up. Whoever calls after that is told to come later."""
        self._is_closed = True
        await self._http.close()

    async def send(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        files: Sequence[tuple[str, bytes]] = (),
        params: dict[str, Any] | None = None,
        where: str = "the channel",
        **ids: str,
    ) -> Any:
        """One call, such as ``send("GET", "/channels/{channel_id}", channel_id=…)``; Discord's answer.

        ``files`` are names and bytes that ``json["attachments"]`` speaks of. Raises Later, Rejected, Unsure or Gone.
        """
        if self._is_closed:
            raise Later(WAIT_WITHOUT_ADVICE, "the connection to Discord was closed")
        about: dict[str, Any] = {"params": params} if params else {}
        if files:
            about["form"] = _form(json, files)
        elif json is not None:
            about["json"] = json
        about |= {"raise_for_status": _at_once, "timeout": PATIENCE, "trace_request_ctx": SimpleNamespace(sent=False)}
        return await call(self._http.request(Route(method, path, **ids), **about), where=where)


class Http(HTTPClient):
    """discord.py's client with buckets that raise RateLimited instead of sleeping."""

    def get_ratelimit(self, key: str) -> Ratelimit:
        """The bucket behind ``key``. Every interaction has one of its own, so those used longest ago are forgotten."""
        bucket = self._buckets.pop(key, None) or Bucket(None)
        self._buckets[key] = bucket
        if len(self._buckets) > MOST_BUCKETS:
            del self._buckets[next(iter(self._buckets))]
        return bucket


class Bucket(Ratelimit):
    """A bucket as Discord's last answer described it. ``max_ratelimit_timeout`` will not do: discord.py takes no less
    than 30 seconds for it, and then also refuses calls for which there is room."""

    async def acquire(self) -> None:
        """Take a turn. Raises RateLimited where Discord said that there is none."""
        if self.is_expired():
            self.reset()  # type: ignore[no-untyped-call]
        if self.remaining <= 0 and self.expires is not None:
            raise discord.RateLimited(max(0.0, self.expires - asyncio.get_running_loop().time()))
        self.remaining -= 1
        self.outgoing += 1

    async def __aexit__(self, *_: object) -> None:
        self.outgoing -= 1


async def _at_once(response: aiohttp.ClientResponse) -> None:
    """Raise for 429 and 5xx before discord.py can sleep and call again."""
    if response.status == 429:
        raise discord.RateLimited(patience_in(await response.text(), response.headers.get("Retry-After", "")))
    if response.status >= 500:
        await response.read()  # gives the connection back
        raise discord.DiscordServerError(response, None)


def patience_in(body: str, header: str) -> float:
    """The seconds that a 429 asks for: exact in the body, whole in the header; bans have no JSON body."""
    try:
        return float(json.loads(body)["retry_after"])
    except (ValueError, TypeError, KeyError):
        return float(header) if header.replace(".", "", 1).isdigit() else WAIT_WITHOUT_ADVICE


def _once() -> aiohttp.TraceConfig:
    """Lets each call of a Wire out once. discord.py repeats what met a reset connection (errno 54, 10054); where
    the first one arrived, that would be a second post."""
    trace = aiohttp.TraceConfig()

    async def started(session: aiohttp.ClientSession, context: Any, about: Any) -> None:
        sending = context.trace_request_ctx
        if sending is not None and sending.sent:
            raise aiohttp.ClientError("the connection was lost")
        if sending is not None:
            sending.sent = True

    trace.on_request_start.append(started)
    return trace


def _form(body: Any, files: Sequence[tuple[str, bytes]]) -> list[dict[str, Any]]:
    """A multipart body (Discord's "Reference", "Uploading Files")."""
    said: list[dict[str, Any]] = [
        {"name": "payload_json", "value": json.dumps(body), "content_type": "application/json"}
    ]
    for number, (name, data) in enumerate(files):
        said.append({"name": f"files[{number}]", "value": data, "filename": name, "content_type": "image/png"})
    return said
