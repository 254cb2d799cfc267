"""Messages of the app, as far as Discord knows more rules for them than the backend does.

Sources: Discord's "Message Resource" (``nonce``, ``enforce_nonce``) and "Threads" (archived threads).
"""

from typing import Any

from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json, invalid, refusal
from adapters.playground.discord.wire import Asked

_NONCE_SECONDS = 300.0
_MOST_IN_A_NONCE = 25
_MOST_IN_HISTORY = 100


class Nonces:
    """The messages of the last minutes by their nonce, so that a repeated call makes no second one."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[str, float]] = {}

    def find(self, channel: str, nonce: str, now: float) -> str:
        """The message with this nonce in a channel; empty where there is none or it was long ago."""
        message, since = self._kept.get((channel, nonce), ("", 0.0))
        return message if now - since < _NONCE_SECONDS else ""

    def keep(self, channel: str, nonce: str, message: str, now: float) -> None:
        """Remember a message, and forget the old ones."""
        if len(self._kept) > 1000:
            self._kept = {key: kept for key, kept in self._kept.items() if now - kept[1] < _NONCE_SECONDS}
        self._kept[(channel, nonce)] = (message, now)


def create(core: Core, asked: Asked) -> Any:
    """Send a message. The same enforced nonce in the same channel gives the same message again."""
    channel, nonce = asked.args["channel_id"], _nonce(asked.json)
    _reachable(core, channel)
    now = core.moments.ticks()
    before = core.nonces.find(channel, nonce, now) if nonce and asked.json.get("enforce_nonce") is True else ""
    if before and core.backend.message(channel, before):
        return core.backend.call("GET", f"/channels/{channel}/messages/{before}") | {"nonce": nonce}
    core.threads.wake(channel, core.backend.bot_id)
    with core.marked(nonce):
        made = asked.passed_on(core.backend)
    if nonce:
        core.nonces.keep(channel, nonce, made["id"], now)
    return made | {"nonce": nonce or None}


def _nonce(body: Json) -> str:
    nonce = body.get("nonce")
    if nonce is None:
        return ""
    if isinstance(nonce, bool) or not isinstance(nonce, str | int) or len(str(nonce)) > _MOST_IN_A_NONCE:
        raise invalid("nonce", f"Must be {_MOST_IN_A_NONCE} or fewer in length.")
    return str(nonce)


def _reachable(core: Core, channel: str) -> None:
    place = core.backend.channel(channel)
    if place is None:
        raise refusal(10003)
    if place["type"] == 15:
        raise refusal(50024)
    people = {each["id"] for each in place.get("recipients", ())}
    if people & core.people.closed_dms or any(not core.backend.is_member(each) for each in people):
        raise refusal(50007)


def edit(core: Core, asked: Asked) -> Any:
    """Change a message. Refused (50083) in an archived thread."""
    core.threads.refuse_archived(asked.args["channel_id"])
    return asked.passed_on(core.backend)


def delete(core: Core, asked: Asked) -> Any:
    """Delete a message. Refused (50083) in an archived thread."""
    core.threads.refuse_archived(asked.args["channel_id"])
    return asked.passed_on(core.backend)


def react(core: Core, asked: Asked) -> Any:
    """Add a reaction. Refused (50083) in an archived thread."""
    core.threads.refuse_archived(asked.args["channel_id"])
    return asked.passed_on(core.backend)


def history(core: Core, asked: Asked) -> Any:
    """Messages before, after or around one, newest first; with ``after``, those that follow it at once."""
    limit = asked.params.get("limit", "50")
    if not limit.isdecimal() or not 1 <= int(limit) <= _MOST_IN_HISTORY:
        raise invalid("limit", f"int value should be between 1 and {_MOST_IN_HISTORY}.")
    for name in ("before", "after", "around"):
        if not asked.params.get(name, "0").isdecimal():
            raise invalid(name, f"Value {asked.params[name]!r} is not snowflake.")
    if "after" not in asked.params:
        return asked.passed_on(core.backend)
    everything = core.backend.call("GET", asked.path, params={"after": asked.params["after"], "limit": str(1 << 40)})
    return everything[-int(limit) :]
