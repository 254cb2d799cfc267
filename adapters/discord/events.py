"""Events as discord.py can read them.

It counts on fields that Discord's reference has, and lets the error out of the loop that reads the gateway where one
is missing: a single event would end the connection for good. So what an interaction need not have is filled in, and
an event that cannot be read is left out.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import structlog

from bot.engine.errors import frames_of

Json: TypeAlias = dict[str, Any]

# What discord.py reads without asking whether it is there, and we never look at.
_UNUSED = {"version": 1, "attachment_size_limit": 0, "app_permissions": "0", "entitlements": []}
_INTERACTION = "INTERACTION_CREATE"
_FIRST = {"READY", "RESUMED"}  # without these there is no connection
log = structlog.get_logger(__name__)


def guard(parsers: dict[str, Callable[[Any], None]]) -> None:
    """Let each of discord.py's ``parsers``, by the name of its event, do without what it cannot read."""
    for event, parse in parsers.items():
        if event not in _FIRST:
            parsers[event] = _guarded(event, parse)


def _guarded(event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    def parsed(data: Any) -> None:
        try:
            parse(filled(data) if event == _INTERACTION else data)
        except Exception as fault:
            log.error("an event cannot be read", name=event, fault=type(fault).__name__, frames=frames_of(fault))

    return parsed


def filled(interaction: Json) -> Json:
    """The interaction with all that discord.py wants of it; what is null in it is not there."""
    said = _UNUSED | {key: value for key, value in interaction.items() if value is not None}
    said.setdefault("data", {})
    if "channel_id" in said and "channel" not in said:
        said["channel"] = {"id": said["channel_id"]}
    return said
