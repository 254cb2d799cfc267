"""Blocks: what each holds, which surface shows it, and which ids must differ.

Source: Slack's Block Kit reference, "Blocks" (section 10 fields of 2,000, header 150, context 10, actions
25, input label and hint 2,000, markdown 12,000 over all), and the validators of ``slack_sdk.models``.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from adapters.playground.slack.checks.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, element, image
from adapters.playground.slack.checks.words import Errors, error, items, keys, string, strings, text, unique
from adapters.playground.slack.wire import Json

Surface = Literal["message", "modal", "home"]
MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MARKDOWN = 12_000
_ONLY_IN_MESSAGES = {"markdown", "table", "file", "context_actions"}


def blocks(value: Any, at: str, surface: Surface) -> Errors:
    """All blocks of a message or a view; ``at`` is the pointer to the list."""
    yield from items(value, at, MOST_BLOCKS[surface], least=0 if surface == "message" else 1)
    if not isinstance(value, list):
        return
    wrong = [line for index, each in enumerate(value) for line in _block(each, f"{at}/{index}", surface)]
    yield from wrong
    if not wrong:
        yield from _together(value, at)
        yield from _second_opinion(value, at)


def _block(value: Any, at: str, surface: Surface) -> Errors:
    if not isinstance(value, dict):
        yield error("must be an object", at)
        return
    kind = value.get("type")
    if kind in _ONLY_IN_MESSAGES and surface != "message":
        yield error(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from strings(value, at, {"block_id": 255})
    check = _CHECKS.get(str(kind))
    if check is not None:
        yield from check(value, at)


def _section(value: Json, at: str) -> Errors:
    allowed = ("type", "block_id", "text", "fields", "accessory", "expand")
    yield from keys(value, at, needed=(), allowed=allowed)
    if value.get("text") is None and not value.get("fields"):
        yield error("must define either `fields` or `text`", at)
    if value.get("text") is not None:
        yield from text(value["text"], f"{at}/text", 3000)
    if value.get("fields") is not None:
        yield from items(value["fields"], f"{at}/fields", 10)
        for index, each in enumerate(value["fields"] if isinstance(value["fields"], list) else ()):
            yield from text(each, f"{at}/fields/{index}", 2000)
    if value.get("accessory") is not None:
        yield from element(value["accessory"], f"{at}/accessory", IN_SECTION)


def _actions(value: Json, at: str) -> Errors:
    yield from keys(value, at, needed=("elements",), allowed=("type", "block_id"))
    yield from items(value.get("elements"), f"{at}/elements", 25)
    for index, each in enumerate(_list(value, "elements")):
        yield from element(each, f"{at}/elements/{index}", IN_ACTIONS)


def _context(value: Json, at: str) -> Errors:
    yield from keys(value, at, needed=("elements",), allowed=("type", "block_id"))
    yield from items(value.get("elements"), f"{at}/elements", 10)
    for index, each in enumerate(_list(value, "elements")):
        place = f"{at}/elements/{index}"
        if isinstance(each, dict) and each.get("type") == "image":
            yield from image(each, place)
        else:
            yield from text(each, place, 3000)


def _header(value: Json, at: str) -> Errors:
    yield from keys(value, at, needed=("text",), allowed=("type", "block_id", "level"))
    yield from text(value.get("text"), f"{at}/text", 150, plain=True)


def _divider(value: Json, at: str) -> Errors:
    yield from keys(value, at, needed=(), allowed=("type", "block_id"))


def _input(value: Json, at: str) -> Errors:
    allowed = ("type", "block_id", "hint", "optional", "dispatch_action")
    yield from keys(value, at, needed=("label", "element"), allowed=allowed)
    yield from text(value.get("label"), f"{at}/label", 2000, plain=True)
    if value.get("hint") is not None:
        yield from text(value["hint"], f"{at}/hint", 2000, plain=True)
    yield from element(value.get("element"), f"{at}/element", IN_INPUT)


def _markdown(value: Json, at: str) -> Errors:
    yield from keys(value, at, needed=("text",), allowed=("type", "block_id"))
    yield from string(value.get("text"), f"{at}/text", MARKDOWN, least=1)


def _together(value: list[Json], at: str) -> Errors:
    named = [(each["block_id"], f"{at}/{i}/block_id") for i, each in enumerate(value) if each.get("block_id")]
    yield from unique(named, "block_id")
    for index, each in enumerate(value):
        inner = [one for one in _list(each, "elements") if isinstance(one, dict)]
        placed = [(one["action_id"], f"{at}/{index}/elements/{n}") for n, one in enumerate(inner) if "action_id" in one]
        yield from unique(placed, "action_id")
    if sum(len(each["text"]) for each in value if each.get("type") == "markdown") > MARKDOWN:
        yield error(f"markdown blocks must be less than {MARKDOWN + 1} characters in sum", at)


def _second_opinion(value: list[Json], at: str) -> Errors:
    for index, each in enumerate(value):
        for wrong, where in _sdk_says(json.dumps(each)):
            yield error(wrong, f"{at}/{index}{where}")


@lru_cache(maxsize=4_096)
def _sdk_says(block: str) -> tuple[tuple[str, str], ...]:
    """What the SDK's models find wrong with a block, and where in it. They take as long as all else that the pocket
    does with a message, and most blocks come again: they are asked once about each."""
    found = json.loads(block)
    try:
        parsed = Block.parse(found)
        if parsed is None:
            return ((f"unsupported type: {found.get('type')}", "/type"),)
        parsed.to_dict()
    except (SlackObjectFormationError, TypeError, AttributeError, KeyError, ValueError) as wrong:
        return ((str(wrong), ""),)
    return ()


def _list(value: Json, name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


_CHECKS: dict[str, Callable[[Json, str], Errors]] = {
    "section": _section,
    "actions": _actions,
    "context": _context,
    "header": _header,
    "divider": _divider,
    "input": _input,
    "image": image,
    "markdown": _markdown,
}
