"""Interactions on their way: sent to the app, acknowledged in time or not, with a token that runs out.

Source: Discord's "Receiving and Responding to Interactions": three seconds for the first answer, a token for fifteen
minutes, one callback for each interaction.
"""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json, refusal
from adapters.playground.discord.uploads import MOST_IN_A_FILE

TOKEN_SECONDS = 15 * 60.0


class Kind(IntEnum):
    """What an interaction came from."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one interaction: acknowledged or not, the (real) seconds, and the callback that came back."""

    acknowledged: bool
    seconds: float = 0.0
    answer: Json | None = None
    message: str = ""


@dataclass(eq=False, slots=True)
class Open:
    """One interaction that the app was told of. ``since`` is in ticks."""

    id: str
    token: str
    kind: Kind
    user: str
    channel: str
    message: str
    since: float
    sent: float = field(default_factory=time.perf_counter)
    answered: "asyncio.Future[Receipt]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Interactions:
    """The interactions of the last fifteen minutes. ``ack_seconds`` (ticks) is how long Discord waits."""

    def __init__(self, core: Core, ack_seconds: float) -> None:
        self.ack_seconds = ack_seconds
        self.waiting = 0
        self._core = core
        self._by_id: OrderedDict[str, Open] = OrderedDict()
        self._by_token: dict[str, Open] = {}

    def begin(self, kind: Kind, user: str, channel: str, data: Json, message: str = "") -> Open:
        """Tell the app of an interaction."""
        core = self._core
        payload = core.backend.interact(kind, user, channel, data, message)
        payload |= {"locale": core.people.get(user).locale, "guild_locale": core.guild_locale}
        payload["attachment_size_limit"] = MOST_IN_A_FILE
        opened = Open(payload["id"], payload["token"], kind, user, channel, message, core.moments.ticks())
        self._forget_old()
        self._by_id[opened.id] = self._by_token[opened.token] = opened
        core.gateway.announce("INTERACTION_CREATE", payload)
        return opened

    async def deliver(self, kind: Kind, user: str, channel: str, data: Json, message: str = "") -> Receipt:
        """Tell the app of an interaction and wait for its callback, at most ``ack_seconds``. Where no session
        was ever opened there is nobody to wait for."""
        opened = self.begin(kind, user, channel, data, message)
        return await self.outcome(opened)

    async def outcome(self, opened: Open) -> Receipt:
        """Wait for the callback of an interaction that was begun."""
        if not self._core.gateway.sessions:
            return Receipt(acknowledged=False)
        self.waiting += 1
        self._core.changes.bump()
        try:
            arrived = await self._core.moments.wait(opened.answered, self.ack_seconds)
        finally:
            self.waiting -= 1
            self._core.changes.bump()
        return opened.answered.result() if arrived else Receipt(False, time.perf_counter() - opened.sent)

    def for_callback(self, number: str, token: str) -> Open:
        """The interaction that a callback answers. Refused where it is unknown, too late, or answered before."""
        opened = self._by_id.get(number)
        if opened is None or opened.token != token:
            raise refusal(10062)
        if opened.answered.done():
            raise refusal(40060)
        if self._core.moments.ticks() - opened.since >= self.ack_seconds:
            raise refusal(10062)
        return opened

    def for_webhook(self, token: str) -> Open:
        """The interaction that a follow-up belongs to. Refused where its token has run out or nothing was
        answered yet."""
        opened = self._by_token.get(token)
        if opened is None or self._core.moments.ticks() - opened.since >= TOKEN_SECONDS:
            raise refusal(50027)
        if not opened.answered.done():
            raise refusal(10015)
        return opened

    def by_token(self, token: str) -> Open | None:
        """The interaction with this token, however old."""
        return self._by_token.get(token)

    def answered(self, opened: Open, body: Any, message: str) -> None:
        """The callback came and was good."""
        if not opened.answered.done():
            seconds = time.perf_counter() - opened.sent
            opened.answered.set_result(Receipt(True, seconds, body, message))

    def _forget_old(self) -> None:
        due = self._core.moments.ticks() - TOKEN_SECONDS
        while self._by_id:
            oldest = next(iter(self._by_id.values()))
            if oldest.since > due:
                return
            del self._by_id[oldest.id], self._by_token[oldest.token]
            self._core.backend.forget(oldest.id)
