"""What a message may hold: text, blocks, metadata."""

import json
import re
from collections.abc import Iterator
from typing import Any

from adapters.playground.slack.checks.blocks import blocks
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.wire import Json

TEXT_KEPT = 40_000  # chat.postMessage: longer text is cut here
UPDATE_TEXT = 4_000  # chat.update: longer text is refused
ALL_BLOCKS = 13_200  # undocumented: bolt-js issue 2509
METADATA = 16_000  # a careful guess: Slack names the error, not the size
_EVENT_TYPE = re.compile(r"[A-Za-z0-9_.:-]{1,255}")


def check_text(text: str, has_blocks: bool, *, update: bool = False) -> None:
    """``no_text`` for a message that says nothing, ``msg_too_long`` for an update over 4,000 characters."""
    if not text.strip() and not has_blocks:
        raise SlackError("no_text")
    if update and len(text) > UPDATE_TEXT:
        raise SlackError("msg_too_long")


def check_blocks(value: Any) -> list[Json]:
    """The blocks of a message. ``invalid_blocks_format`` for no list, ``invalid_blocks`` with what is wrong,
    ``msg_blocks_too_long`` where all texts together are over about 13,200 characters."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise SlackError("invalid_blocks_format")
    wrong = list(blocks(value, "/blocks", "message"))
    if wrong:
        raise SlackError("invalid_blocks", wrong)
    if sum(map(len, _texts(value))) > ALL_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    return value


def check_metadata(value: Any) -> Json | None:
    """Message metadata: an ``event_type`` and an object as ``event_payload``; an empty object removes it."""
    if not value:
        return None
    match value:
        case {"event_type": str(kind), "event_payload": dict(payload)} if _EVENT_TYPE.fullmatch(kind):
            if len(json.dumps(payload)) > METADATA:
                raise SlackError("metadata_too_large")
            return {"event_type": kind, "event_payload": payload}
    raise SlackError("invalid_metadata_format")


def check_response(body: Json) -> tuple[str, list[Json]]:
    """The text and blocks of an answer to a slash command or a response URL, checked like a message."""
    text, found = str(body.get("text") or ""), check_blocks(body.get("blocks"))
    check_text(text, bool(found))
    return text[:TEXT_KEPT], found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
