"""The endpoints of an interaction: its first answer, what takes that one's place, and what comes after.

They are called by the interaction's own token and lie outside the app's rate limits (Discord's "Receiving and
Responding to Interactions"). So they need none of the buckets that discord.py keeps for each token, five minutes long,
and looks through at each call.
"""

import json
from typing import Any

import aiohttp
import discord
from discord.http import Route

from adapters.discord.calls import PATIENCE, Wire, call, patience_in
from adapters.discord.render import Json
from adapters.discord.spoken import Turn

CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
FOLLOW_UPS = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = f"{FOLLOW_UPS}/messages/@original"
_JSON = {"Content-Type": "application/json"}


class Turns:
    """Calls them through ``session``; what has files goes through ``wire``, which knows how to upload."""

    def __init__(self, session: aiohttp.ClientSession, wire: Wire) -> None:
        self._session, self._wire = session, wire

    async def send(
        self, turn: Turn, method: str, path: str, body: Json, files: list[tuple[str, bytes]] | None = None
    ) -> None:
        """One call, one try. Raises Later, Rejected, Unsure or Gone."""
        hook = turn.id if path == CALLBACK else turn.application
        if files:
            await self._wire.send(method, path, json=body, files=files, webhook_id=hook, webhook_token=turn.token)
        else:
            await call(self._ask(Route(method, path, webhook_id=hook, webhook_token=turn.token), body))

    async def _ask(self, route: Route, body: Json) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        about = {"data": data, "headers": _JSON, "timeout": PATIENCE}
        async with self._session.request(route.method, route.url, **about) as answer:  # type: ignore[arg-type]
            if answer.status < 300:
                await answer.read()
                return
            text = await answer.text(errors="replace")
            if answer.status == 429:
                raise discord.RateLimited(patience_in(text, answer.headers.get("Retry-After", "")))
            said = _read(text)
            if answer.status >= 500:
                raise discord.DiscordServerError(answer, said)
            raise discord.HTTPException(answer, said)


def _read(text: str) -> dict[str, Any] | str:
    """What a refusal says: Discord's JSON, or the words of whatever stands between us and Discord."""
    try:
        said = json.loads(text)
    except ValueError:
        return text
    return said if isinstance(said, dict) else text
