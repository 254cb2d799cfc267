"""Reading Slack's messages and forms as somebody sees them."""

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from adapters.playground.slack.workspace import Message
from tests.stories.shown import Shown

_TURNING = "\x00\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Where text may be marked up at all; everything of ours stands elsewhere.
_LITERAL = {"text", "user", "date", "link", "plain_text"}


def seen(message: Message) -> Shown:
    pressed = [each for block in message.all_blocks if block["type"] == "actions" for each in block["elements"]]
    own = "\n".join(_lines(message.blocks)) if message.blocks else unescape(message.text)
    under = (line for each in message.attachments for line in _lines(each["blocks"]))
    text = "\n".join([own, *under])
    labels = tuple(each["text"]["text"] for each in pressed)
    pictures = tuple(str(each["alt_text"]) for each in message.blocks if each["type"] == "image")
    return Shown(message.ts, message.channel, text, labels, message.by_bot, message.thread_ts, pictures=pictures)


def page(view: Mapping[str, Any]) -> Shown:
    """A Home as somebody sees it."""
    blocks = view["blocks"]
    pressed = [each for block in blocks if block["type"] == "actions" for each in block["elements"]]
    return Shown(view["id"], "home", "\n".join(_lines(blocks)), tuple(each["text"]["text"] for each in pressed))


def _lines(blocks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The words of a message as they stand before the eye, mentions as ``@`` and the account."""
    for block in blocks:
        match block["type"]:
            case "rich_text":
                for section in block["elements"]:
                    yield "".join(_word(each) for each in section["elements"])
            case "header" | "section":
                yield str(block["text"]["text"])
            case "context":
                yield " ".join(each["text"] for each in block["elements"])


def _word(element: Mapping[str, Any]) -> str:
    match element["type"]:
        case "user":
            return f"@{element['user_id']}"
        case "date":
            return str(element["fallback"])
        case "text" if element.get("style", {}).get("code"):
            return f"`{element['text']}`"
        case _:
            return str(element["text"])


def entered(field: Mapping[str, Any]) -> str:
    chosen = field.get("selected_option")
    return str(chosen["text"]["text"]) if chosen else str(field.get("value") or "")


def kinds(value: Any) -> Iterator[str]:
    """The kind of every piece of text in a message's blocks."""
    if isinstance(value, list):
        for each in value:
            yield from kinds(each)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield str(value["type"])
        for each in value.values():
            yield from kinds(each)


def marked_up(ours: Iterable[Message]) -> list[str]:
    """Every piece of text in these messages that Slack would read as more than words."""
    marked = [str(each.blocks)[:500] for each in ours if not set(kinds(each.blocks)) <= _LITERAL]
    return marked + [each.text for each in ours if set(_TURNING) & set(each.text)]
