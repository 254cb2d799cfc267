"""Who the app is, where the gateway is, who is in the guild."""

from typing import Any

from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import refusal
from adapters.playground.discord.wire import Asked

_LIMITED_FLAGS = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}


def gateway(core: Core, asked: Asked) -> Any:
    """Where the gateway is. Source: "Gateway", Get Gateway."""
    return {"url": core.gateway_url}


def gateway_bot(core: Core, asked: Asked) -> Any:
    """The same, and how often one may identify."""
    left = max(0, 1000 - core.gateway.identifies)
    limit = {"total": 1000, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": core.gateway_url, "shards": 1, "session_start_limit": limit}


def application(core: Core, asked: Asked) -> Any:
    """The app; its flags say which privileged intents the portal has switched on (for a small app)."""
    known = core.backend.call("GET", "/oauth2/applications/@me")
    flags = sum(_LIMITED_FLAGS[name] for name in core.gateway.allowed)
    return known | {"flags": flags, "approximate_guild_count": 1}


def members(core: Core, asked: Asked) -> Any:
    """The people of the guild, by id. Refused (50001) where the portal has not switched the intent on."""
    if "members" not in core.gateway.allowed:
        raise refusal(50001)
    after, limit = int(asked.params.get("after", 0)), int(asked.params.get("limit", 1))
    found = sorted(core.backend.guild()["members"], key=lambda each: int(each["user"]["id"]))
    return [each for each in found if int(each["user"]["id"]) > after][:limit]


def search(core: Core, asked: Asked) -> Any:
    """The people whose handle or nickname begins so."""
    begins, limit = asked.params.get("query", "").lower(), int(asked.params.get("limit", 1))
    found = core.backend.guild()["members"]
    return [each for each in found if str(each["nick"] or each["user"]["username"]).lower().startswith(begins)][:limit]
