"""Response URLs: a short-lived address to answer the person who did something.

Source: Slack's "Handling user interaction": five uses in 30 minutes, only-you by default,
``replace_original`` and ``delete_original``; an only-you message stays one.
"""

import json
import secrets
from collections import OrderedDict
from dataclasses import dataclass

from aiohttp import web

from adapters.playground.slack import posting
from adapters.playground.slack.checks import check_response
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.posting import Content
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Message

USES = 5
LIFE = 30 * 60.0
_KEPT = 50_000


@dataclass(slots=True)
class Occasion:
    """Where somebody did something: the source message if any, the command that was typed."""

    user: str
    channel: str
    source_ts: str = ""
    command: str = ""
    issued: float = 0.0
    uses: int = 0


class ResponseUrls:
    """Issues the addresses and takes what is posted to them."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._known: OrderedDict[str, Occasion] = OrderedDict()
        self._run = secrets.token_hex(8)
        self._count = 0

    def issue(self, occasion: Occasion) -> str:
        """A new address for this occasion."""
        self._count += 1
        key = f"{self._count}-{self._run}"
        occasion.issued = self._core.moments.ticks()
        self._known[key] = occasion
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return f"{self._core.url}actions/{self._core.workspace.team.id}/{key}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """``ok``, or 404 for a used or expired address, or 400 with Slack's error for what it would
        refuse."""
        body: Json = {}
        try:
            occasion = self._usable(request.match_info["key"])
            body = _object(await request.read())
            self.answer(occasion, body)
        except SlackError as refused:
            self._log(body, refused.code)
            status = 404 if refused.code in {"used_url", "expired_url"} else 400
            return web.json_response({"ok": False, "error": refused.code}, status=status)
        occasion.uses += 1
        self._log(body, "")
        return web.Response(text="ok")

    def answer(self, occasion: Occasion, body: Json) -> Message | None:
        """Show an answer: anew, or in place of the source message. None where it was deleted."""
        source = self._source(occasion)
        if body.get("delete_original") and source is not None:
            posting.remove(self._core, source)
            return None
        text, blocks = check_response(body)
        self._core.files.check(blocks)
        content = Content(text, blocks, mrkdwn=body.get("mrkdwn", True) is not False)
        if body.get("replace_original") and source is not None:
            posting.change(self._core, source, content, by=self._core.workspace.bot.id)
            return source
        return self._anew(occasion, body, content)

    def _anew(self, occasion: Occasion, body: Json, content: Content) -> Message:
        core, channel = self._core, self._core.workspace.channels[occasion.channel]
        thread = str(body.get("thread_ts") or "")  # Slack answers in a thread only where it is named
        if body.get("response_type", "ephemeral") != "in_channel":
            return posting.whisper(core, channel, content, to=occasion.user, thread_ts=thread)
        bot = core.workspace.bot.id
        return posting.post(core, channel, content, user=bot, thread_ts=thread, invoked=occasion.command)[0]

    def _source(self, occasion: Occasion) -> Message | None:
        workspace = self._core.workspace
        whisper = workspace.whisper(occasion.user, occasion.source_ts)
        return whisper or workspace.channels[occasion.channel].messages.get(occasion.source_ts)

    def _usable(self, key: str) -> Occasion:
        occasion = self._known.get(key)
        if occasion is None or self._core.moments.ticks() - occasion.issued > LIFE:
            raise SlackError("expired_url")
        if occasion.uses >= USES:
            raise SlackError("used_url")
        return occasion

    def _log(self, body: Json, error: str) -> None:
        self._core.record("response_url", body, error)


def _object(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(found, dict):
        raise SlackError("invalid_payload")
    return found
