"""Faces: what people are called in this workspace, and which language their Slack speaks.

Slack's payloads carry neither. Both are asked for once (users.info) when somebody is first met, and kept for half a
day; they are hints for greeting people, never rights.
"""

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import call
from bot.engine.errors import PlatformError
from bot.engine.request import Caller, Request

PATIENCE = 0.8  # seconds: nobody's first question waits longer for their name
KEPT = 43_200.0
KEPT_UNKNOWN = 60.0
MOST = 20_000


class Face(NamedTuple):
    """A display name and a locale such as ``es-ES``; both empty where Slack did not say."""

    name: str = ""
    locale: str = ""


class Faces:
    """The faces seen lately. ``ticks`` gives seconds that only ever grow."""

    def __init__(self, client: AsyncWebClient, ticks: Callable[[], float] = time.monotonic) -> None:
        self._client, self._ticks = client, ticks
        self._known: dict[str, tuple[float, Face]] = {}

    async def on(self, request: Request) -> Request:
        """The request with the caller's name and locale filled in, as far as Slack tells them in time."""
        user = request.who.identity.user
        until, face = self._known.get(user, (0.0, Face()))
        if until <= self._ticks():
            face = await self._look(user)
        if not face.name:
            return request
        # Made anew, as every command takes this way: dataclasses.replace costs four times as much.
        who = Caller(request.who.identity, face.name, face.locale, request.who.joined)
        return Request(request.id, request.desk, who, request.where, request.at, request.command)

    async def _look(self, user: str) -> Face:
        face, kept = Face(), KEPT_UNKNOWN
        try:
            async with asyncio.timeout(PATIENCE):
                found = (await call(self._client.users_info(user=user, include_locale=True)))["user"]
            about = found.get("profile", {})
            name = about.get("display_name") or about.get("real_name") or found.get("real_name") or found.get("name")
            face, kept = Face(str(name or "")[:80], str(found.get("locale") or "")), KEPT
        except (PlatformError, TimeoutError):
            pass  # they are heard all the same; their name is asked for again in a minute
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[user] = (self._ticks() + kept, face)
        return face
