"""What people typed in Slack, as the plain text that they saw while typing it.

Slack writes mentions, channels and addresses as entities in angle brackets and escapes ``&``, ``<`` and ``>``
(Slack's "Formatting text for app surfaces", "Retrieving messages").
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.speech.plain import clean

_ENTITY = re.compile(r"<([^<>]*)>")


def decode(text: str) -> str:
    """The plain text behind Slack's wire form, cleaned: nothing in it has a meaning to Slack any more."""
    shown = _ENTITY.sub(lambda found: _plain(found[1]), text)
    return clean(shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def _plain(entity: str) -> str:
    body, _, label = entity.partition("|")
    match body[:1]:
        case "@":
            return body
        case "#":
            return f"#{label}" if label else body
        case "!":
            return _special(body, label)
    return _address(body, label)


def _special(body: str, label: str) -> str:
    """``!here``, ``!subteam^S1|@group``, ``!date^…|fallback``: the words that stood for it."""
    if label:
        return label
    return "@" + body[1:].partition("^")[0]


def _address(body: str, label: str) -> str:
    """A web or mail address: as typed where Slack linked it by itself, and never hidden behind a label."""
    if not label or label == body:
        return body
    bare = re.sub(r"^(?:https?://|mailto:|tel:)", "", body)
    return label if label.rstrip("/") == bare.rstrip("/") else f"{label} ({body})"


def without_mention(text: str, user: str) -> str:
    """The wire text without the first mention of ``user``, wherever it stands."""
    return re.sub(rf"\s*<@{re.escape(user)}(?:\|[^<>]*)?>:?\s*", " ", text, count=1)


def mentions(text: str, user: str) -> bool:
    """Whether the wire text calls ``user``."""
    return f"<@{user}>" in text or f"<@{user}|" in text


def names_of_files(event: Mapping[str, Any]) -> str:
    """What a message of nothing but files says."""
    return ", ".join(str(each.get("name") or each.get("title") or "") for each in event.get("files") or ())


def moment(ts: str) -> datetime:
    """Slack's timestamp (seconds since 1970, with a counter behind the point) as a moment."""
    return datetime.fromtimestamp(float(ts or 0), UTC)
