"""Options and option groups of selects, overflow menus, checkboxes and radio buttons.

Source: Slack's Block Kit reference, "Option object": text and description 75, value 150, 100 options, 100
groups.
"""

from typing import Any

from adapters.playground.slack.checks.words import Errors, error, items, keys, string, text
from adapters.playground.slack.wire import Json

OPTION_TEXT = 75
OPTION_VALUE = 150
MOST_OPTIONS = 100


def option(value: Any, at: str, *, plain: bool = True) -> Errors:
    """One option."""
    if not isinstance(value, dict):
        yield error("must be an object", at)
        return
    yield from keys(value, at, needed=("text", "value"), allowed=("description", "url"))
    if "text" in value:
        yield from text(value["text"], f"{at}/text", OPTION_TEXT, plain=plain)
    if "value" in value:
        yield from string(value["value"], f"{at}/value", OPTION_VALUE, least=1)
    if value.get("description") is not None:
        yield from text(value["description"], f"{at}/description", OPTION_TEXT, plain=plain)


def options(value: Any, at: str, *, most: int = MOST_OPTIONS, least: int = 1, plain: bool = True) -> Errors:
    """A list of options."""
    yield from items(value, at, most, least=least)
    for index, each in enumerate(value if isinstance(value, list) else ()):
        yield from option(each, f"{at}/{index}", plain=plain)


def groups(value: Any, at: str) -> Errors:
    """A list of option groups."""
    yield from items(value, at, MOST_OPTIONS)
    for index, group in enumerate(value if isinstance(value, list) else ()):
        place = f"{at}/{index}"
        if not isinstance(group, dict):
            yield error("must be an object", place)
            continue
        yield from keys(group, place, needed=("label", "options"), allowed=())
        yield from text(group.get("label"), f"{place}/label", OPTION_TEXT, plain=True)
        yield from options(group.get("options"), f"{place}/options")


def either(value: Json, at: str) -> Errors:
    """A static select has options or option groups, and not both."""
    if ("options" in value) == ("option_groups" in value):
        yield error("must define either `options` or `option_groups`", at)
    if "options" in value:
        yield from options(value["options"], f"{at}/options")
    if "option_groups" in value:
        yield from groups(value["option_groups"], f"{at}/option_groups")


def check_options(payload: Json) -> list[str]:
    """What is wrong with the answer to a ``block_suggestion``; it may hold no option at all."""
    if "option_groups" in payload:
        return list(groups(payload["option_groups"], "/option_groups"))
    return list(options(payload.get("options"), "/options", least=0))
