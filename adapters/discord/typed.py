"""What people typed in Discord, as the plain text that they saw while typing it.

Discord writes mentions, channels, emoji, commands and moments as entities in angle brackets (Discord's API
reference, "Message Formatting").
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.speech.plain import clean

_PERSON = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_CHANNEL = re.compile(r"<#(\d+)>")
_EMOJI = re.compile(r"<a?(:\w{2,32}:)\d+>")
_COMMAND = re.compile(r"<(/[^<>:]{1,100}):\d+>")
_MOMENT = re.compile(r"<t:(-?\d{1,12})(?::[A-Za-z])?>")
_BARE_ADDRESS = re.compile(r"<(https?://[^\s<>]+)>")


def decode(text: str, names: Mapping[str, str] | None = None) -> str:
    """The plain text behind Discord's wire form, cleaned: nothing in it has a meaning to Discord any more.

    ``names`` gives what people, roles and channels are called by their ids; whoever it does not name is called by
    their id.
    """
    known = names or {}
    text = _PERSON.sub(lambda found: "@" + known.get(found[1], found[1]), text)
    text = _ROLE.sub(lambda found: "@" + known.get(found[1], found[1]), text)
    text = _CHANNEL.sub(lambda found: "#" + known.get(found[1], found[1]), text)
    text = _EMOJI.sub(r"\1", text)
    text = _COMMAND.sub(r"\1", text)
    text = _MOMENT.sub(lambda found: _moment(int(found[1]), found[0]), text)
    return clean(_BARE_ADDRESS.sub(r"\1", text))


def _moment(seconds: int, typed: str) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (ValueError, OverflowError, OSError):  # a year that no calendar has
        return typed


def without_mention(text: str, user: str) -> str:
    """The wire text without the first mention of ``user``, wherever it stands."""
    return re.sub(rf"\s*<@!?{re.escape(user)}>:?\s*", " ", text, count=1)


def mentions(text: str, user: str) -> bool:
    """Whether the wire text calls ``user``."""
    return f"<@{user}>" in text or f"<@!{user}>" in text
