"""The pockets' own Web API and REST, called in this process: no HTTP, the same code behind it and the same record.

Over loopback one call costs about four times as much, which is more than a year may take. The adapters' renderers and
``Outbound`` are those in use; what the SDKs' transports do is in the tests of the adapters. Whether a platform would
take the blocks or components is checked for each fiftieth message only: the check costs more than all the rest, and
the tests of the adapters check every kind of card.
"""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from discord import HTTPException
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.discord.calls import Wire, call
from adapters.playground.discord import PocketDiscord
from adapters.playground.discord.answers import answer
from adapters.playground.discord.component_ids import taken_as_sent
from adapters.playground.discord.errors import DiscordError
from adapters.playground.discord.routes import find
from adapters.playground.discord.uploads import Upload
from adapters.playground.discord.wire import Asked
from adapters.playground.slack import PocketSlack, posting
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.methods import METHODS
from adapters.playground.slack.posting import Content
from adapters.playground.slack.wire import Args

CHECKED_EACH = 50


class _Answer:
    """What the SDKs hand over of an answer."""

    def __init__(self, data: Mapping[str, Any], status: int = 200) -> None:
        self.data, self.status_code, self.status, self.reason = data, status, status, ""
        self.headers: Mapping[str, str] = {}


def _posted(core: Core, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """chat.postMessage without the check of its blocks."""
    channel = core.workspace.channels[asked["channel"]]
    bot, thread = core.workspace.bot.id, asked.get("thread_ts", "")
    message, _ = posting.post(core, channel, _content(asked), user=bot, thread_ts=thread)
    return {"channel": channel.id, "ts": message.ts}


def _updated(core: Core, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """chat.update without the check of its blocks."""
    message = core.workspace.channels[asked["channel"]].messages.get(asked["ts"])
    if message is None:
        raise SlackError("message_not_found")
    posting.change(core, message, _content(asked), by=core.workspace.bot.id)
    return {"channel": message.channel, "ts": message.ts}


def _content(asked: Mapping[str, Any]) -> Content:
    return Content(asked["text"], asked.get("blocks", ()), asked.get("metadata"))


_QUICK = {"chat.postMessage": _posted, "chat.update": _updated}


class _Pouring:
    """Takes the bytes of files at the addresses that the pocket has given for them."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def post(self, address: str, data: bytes) -> AbstractAsyncContextManager[_Answer]:
        """Send a file."""
        self._core.files.pour(address.split("/")[-2], data)
        return nullcontext(_Answer({}))


class SlackInside(AsyncWebClient):
    """Slack's client with a pocket at its other end."""

    def __init__(self, pocket: PocketSlack) -> None:
        super().__init__(pocket.bot_token)
        self._core, self._calls = pocket.core, 0
        self.session: Any = _Pouring(pocket.core)

    async def api_call(
        self, api_method: str, *, json: Any = None, params: Any = None, data: Any = None, **_: Any
    ) -> Any:
        """One call of the Web API."""
        asked = {**(params or {}), **(data or {}), **(json or {})}
        self._calls += 1
        try:
            if self._calls % CHECKED_EACH and (quick := _QUICK.get(api_method)):
                return _Answer({"ok": True, **quick(self._core, asked)})
            return _Answer({"ok": True, **METHODS[api_method](self._core, Args(asked))})
        except SlackError as refused:
            answered = {"ok": False, "error": refused.code, "errors": [*refused.messages], **refused.extra}
            raise SlackApiError(refused.code, _Answer(answered)) from refused  # type: ignore[no-untyped-call]


class DiscordInside(Wire):
    """Discord's HTTP API with a pocket at its other end."""

    def __init__(self, pocket: PocketDiscord) -> None:
        self._core, self._calls = pocket.core, 0

    async def send(
        self, method: str, path: str, *, json: Any = None, files: Any = (), params: dict[str, Any] | None = None,
        where: str = "the channel", **ids: str,
    ) -> Any:  # fmt: skip
        """One call, as the wire makes it."""
        given = [Upload(name, data) for name, data in files]
        return await call(self._answered(method, path.format(**ids), json, params or {}, given), where=where)

    async def _answered(self, method: str, path: str, body: Any, params: dict[str, Any], files: list[Upload]) -> Any:
        route, found = find(method, path)
        said = {name: str(value) for name, value in params.items()}
        self._calls += 1
        try:
            with taken_as_sent() if self._calls % CHECKED_EACH else nullcontext():
                return answer(self._core, Asked(route, path, found, said, body, files, None, ""))
        except DiscordError as refused:
            answered: Any = _Answer({}, refused.status)
            raise HTTPException(answered, refused.body()) from refused
