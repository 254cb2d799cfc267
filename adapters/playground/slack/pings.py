"""Who a text would notify: mentions in Slack's mrkdwn, and in no other text.

Source: Slack's "Formatting text for app surfaces": special mentions ``<!here>``, ``<!channel>``,
``<!everyone>``, user groups ``<!subteam^ID>``, people ``<@U…>``; ``plain_text`` objects never mention.
"""

import re
from collections.abc import Iterator
from typing import Any

import orjson

_MENTION = re.compile(r"<(!(?:channel|here|everyone)|!subteam\^[A-Z0-9]+|@[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
# The only objects of a block that can call somebody; most messages have none, and are not searched any further.
_CALLING = re.compile(rb'"type":"(?:mrkdwn|markdown|user|usergroup|broadcast)"')
_NAMES = re.compile(r"(?<![\w<])@(channel|here|everyone|group)\b")


def in_mrkdwn(text: str) -> Iterator[str]:
    """Everyone that one mrkdwn text calls, such as ``!channel``, ``!subteam^S1`` or ``@U1``, in order."""
    return (found.group(1) for found in _MENTION.finditer(text))


def of_message(text: str, blocks: list[Any], *, mrkdwn: bool = True, link_names: bool = False) -> tuple[str, ...]:
    """Everyone that a message calls, each once, in order.

    ``mrkdwn`` says whether the top-level text is marked up; ``link_names`` (or ``parse=full``) also links
    bare names.
    """
    called = list(in_mrkdwn(text)) if mrkdwn else []
    if link_names:
        called += ["!" + found.group(1) for found in _NAMES.finditer(text)]
    if _may_call(blocks):
        called += _in_structure(blocks)
    return tuple(dict.fromkeys(called))


def _may_call(blocks: list[Any]) -> bool:
    try:
        return _CALLING.search(orjson.dumps(blocks)) is not None
    except orjson.JSONEncodeError:  # half a surrogate pair, say: then the blocks are searched one by one
        return True


def _in_structure(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _in_structure(item)
    elif isinstance(value, dict):
        yield from _in_object(value)


def _in_object(value: dict[str, Any]) -> Iterator[str]:
    match value:
        case {"type": "mrkdwn" | "markdown", "text": str(text)}:
            yield from in_mrkdwn(text)
        case {"type": "user", "user_id": str(user)}:
            yield "@" + user
        case {"type": "usergroup", "usergroup_id": str(group)}:
            yield "!subteam^" + group
        case {"type": "broadcast", "range": str(everyone)}:
            yield "!" + everyone
        case _:
            for inner in value.values():
                yield from _in_structure(inner)
