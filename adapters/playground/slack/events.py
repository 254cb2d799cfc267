"""The Events API: what the app hears of, and how often it is told again.

Source: Slack's "Events API": an event unacknowledged within three seconds, or whose connection died, is
delivered up to three times more. Delivery order is that of happening.
"""

import asyncio
import secrets
from collections.abc import Sequence
from itertools import count

from adapters.playground.slack import shapes, unfurls
from adapters.playground.slack.core import Core
from adapters.playground.slack.socket_mode import Receipt
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Channel, Message, Person

CHANNEL_TYPE = {"channel": "C", "group": "G", "im": "D"}
_REASON = {
    "timeout": "timeout", "no_connection": "connection_failed", "connection_lost": "connection_failed",
    "http_error": "http_error",
}  # fmt: skip


class Events:
    """Tells the app. ``pending`` counts the events that are neither acknowledged nor given up."""

    def __init__(self, core: Core, retry_delays: Sequence[float], kinds: frozenset[str] | None) -> None:
        self.pending = 0
        self._core = core
        self._delays = tuple(retry_delays)
        self._kinds = kinds
        self._run = secrets.token_hex(4).upper()
        self._numbers = count(1)

    def message(self, channel: Channel, event: Json) -> "list[asyncio.Future[Receipt]]":
        """A message event, for channels the bot is in; its first delivery."""
        if self._core.workspace.bot.id not in channel.members:
            return []
        event = {"type": "message", "channel": channel.id, "channel_type": channel.kind, **event}
        event.setdefault("event_ts", event["ts"])
        return self._publish(event, f"message.{channel.kind if channel.kind == 'im' else channel.kind + 's'}")

    def posted(self, message: Message, event: Json) -> "list[asyncio.Future[Receipt]]":
        """A new message: the message event and, where it calls the bot outside a direct message, the
        mention."""
        core, channel = self._core, self._core.workspace.channels[message.channel]
        told = self.message(channel, event)
        calls_bot = f"@{core.workspace.bot.id}" in message.pings and not message.by_bot and channel.kind != "im"
        if links := unfurls.links_in(core, message):
            told += self._publish(unfurls.shared(core, message, links), "link_shared")
        if calls_bot and core.workspace.bot.id in channel.members:
            mention = {**event, "type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            told += self._publish(mention, "app_mention")
        return told

    def joined(self, channel: Channel, user: str) -> "list[asyncio.Future[Receipt]]":
        """Someone joined a channel the bot is in."""
        if self._core.workspace.bot.id not in channel.members:
            return []
        kind = CHANNEL_TYPE[channel.kind]
        event: Json = {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": kind,
        }
        event |= {"team": self._core.workspace.team.id, "event_ts": self._core.moments.next_ts()}
        return self._publish(event, "member_joined_channel")

    def home_opened(self, channel: Channel, user: str, view: Json | None) -> "list[asyncio.Future[Receipt]]":
        """Someone looks at the app's Home tab."""
        event: Json = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": "home"}
        event |= {"event_ts": self._core.moments.next_ts()} | ({"view": view} if view else {})
        return self._publish(event, "app_home_opened")

    def changed(self, person: Person) -> "list[asyncio.Future[Receipt]]":
        """Something about somebody's account changed."""
        event: Json = {"type": "user_change", "user": shapes.user(self._core.workspace, person)}
        return self._publish({**event, "event_ts": self._core.moments.next_ts()}, "user_change")

    def app_removed(self) -> "list[asyncio.Future[Receipt]]":
        """An admin removed the app: its tokens are revoked, and it is uninstalled. Slack promises no order."""
        bot = self._core.workspace.bot.id
        told: list[asyncio.Future[Receipt]] = []
        about: tuple[Json, ...] = (
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}}, {"type": "app_uninstalled"},
        )  # fmt: skip
        for each in about:
            told += self._publish({**each, "event_ts": self._core.moments.next_ts()}, str(each["type"]))
        return told

    def _publish(self, event: Json, kind: str) -> "list[asyncio.Future[Receipt]]":
        if self._kinds is not None and kind not in self._kinds:
            return []
        first: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self.pending += 1
        self._core.spawn(self._tell(self._wrapped(event), first))
        return [first]

    async def _tell(self, payload: Json, first: "asyncio.Future[Receipt]") -> None:
        try:
            receipt = await self._core.sockets.deliver("events_api", payload, **_retry(0, ""))
            if not first.done():
                first.set_result(receipt)
            for attempt, delay in enumerate(self._delays, start=1):
                if receipt.outcome == "acknowledged":
                    break
                reason = _REASON[receipt.outcome]
                await self._core.moments.sleep(delay)
                receipt = await self._core.sockets.deliver("events_api", payload, **_retry(attempt, reason))
        finally:
            self.pending -= 1
            self._core.changes.bump()

    def _wrapped(self, event: Json) -> Json:
        workspace = self._core.workspace
        team, bot = workspace.team.id, workspace.bot.id
        seen_by = {"enterprise_id": None, "team_id": team, "user_id": bot, "is_bot": True}
        return {
            "token": "pocket-verification",
            "team_id": team,
            "api_app_id": workspace.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{self._run}{next(self._numbers):06d}",
            "event_time": int(float(event["event_ts"])),
            "authorizations": [{**seen_by, "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
        }


def _retry(attempt: int, reason: str) -> Json:
    return {"accepts_response_payload": False, "retry_attempt": attempt, "retry_reason": reason}
