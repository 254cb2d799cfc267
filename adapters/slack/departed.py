"""Departed: what Slack says of an account that was deactivated ("user_change"; it needs users:read, no more)."""

from typing import Any

from adapters.slack.typed import moment
from bot.engine.request import Caller, Place, Request
from bot.people.commands import HasLeft
from bot.people.model import Identity


def departed(event: dict[str, Any], desk: str, team: str) -> Request | None:
    """Somebody was deactivated. None for every other change of an account: a name, a picture, a status."""
    user = event.get("user") or {}
    if not user.get("deleted") or user.get("is_bot"):
        return None
    told, nobody = str(event.get("event_ts") or event["cache_ts"]), Caller(Identity("slack", team, ""))
    id, left = f"slack:left:{team}:{user['id']}:{told}", HasLeft(f"@{user['id']}")
    return Request(id, desk, nobody, Place("slack", team), moment(told), left)
