"""Interactive elements: what each may hold, and where each may stand.

Source: Slack's Block Kit reference, "Block elements", and the limits of the project's design.
"""

import re
from collections.abc import Callable
from typing import Any

from adapters.playground.slack.checks import options as opt
from adapters.playground.slack.checks.words import Errors, error, keys, string, strings, text
from adapters.playground.slack.wire import Json

SELECTS = {f"{kind}_select" for kind in ("static", "external", "users", "conversations", "channels")}
MULTI = {f"multi_{kind}" for kind in SELECTS}
PICKERS = {"datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"}
TYPED = {
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
}
IN_ACTIONS = {"button", "overflow", "workflow_button"} | SELECTS | PICKERS
IN_SECTION = IN_ACTIONS | MULTI | {"image"}
IN_INPUT = SELECTS | MULTI | PICKERS | TYPED
STATEFUL = IN_INPUT

_FILE_ID = re.compile(r"F[A-Z0-9]{8,}")
_FOCUS = ("focus_on_load", "placeholder", "confirm")
_MOST_INPUT = 3000


def element(value: Any, at: str, allowed: set[str]) -> Errors:
    """One element in a place that takes only some types."""
    if not isinstance(value, dict) or value.get("type") not in allowed:
        kind = value.get("type") if isinstance(value, dict) else value
        yield error(f"unsupported type: {kind}", f"{at}/type")
        return
    if "action_id" in value:
        yield from string(value["action_id"], f"{at}/action_id", 255, least=1)
    if value.get("placeholder") is not None:
        yield from text(value["placeholder"], f"{at}/placeholder", 150, plain=True)
    if value.get("confirm") is not None:
        yield from _confirm(value["confirm"], f"{at}/confirm")
    check = _CHECKS.get(value["type"])
    if check is not None:
        yield from check(value, at)


def _confirm(value: Any, at: str) -> Errors:
    if not isinstance(value, dict):
        yield error("must be an object", at)
        return
    yield from keys(value, at, needed=("title", "text", "confirm", "deny"), allowed=("style",))
    for name, most in (("title", 100), ("confirm", 30), ("deny", 30)):
        yield from text(value.get(name), f"{at}/{name}", most, plain=True)
    yield from text(value.get("text"), f"{at}/text", 300)


def _button(value: Json, at: str) -> Errors:
    allowed = ("type", "action_id", "url", "value", "style", "confirm", "accessibility_label")
    yield from keys(value, at, needed=("text",), allowed=allowed)
    yield from text(value.get("text"), f"{at}/text", 75, plain=True)
    yield from strings(value, at, {"value": 2000, "url": 3000, "accessibility_label": 75})
    if value.get("style") not in {None, "primary", "danger"}:
        yield error("must be one of: primary, danger", f"{at}/style")


def _static(value: Json, at: str) -> Errors:
    allowed = ("type", "action_id", "options", "option_groups", "initial_option", "initial_options")
    yield from keys(value, at, needed=(), allowed=(*allowed, "max_selected_items", *_FOCUS))
    yield from opt.either(value, at)
    if value.get("initial_option") is not None and value["initial_option"] not in _all_options(value):
        yield error("must match an option in `options`", f"{at}/initial_option")


def _external(value: Json, at: str) -> Errors:
    allowed = (
        "type",
        "action_id",
        "min_query_length",
        "initial_option",
        "initial_options",
        "max_selected_items",
    )
    yield from keys(value, at, needed=(), allowed=(*allowed, *_FOCUS))
    if value.get("initial_option") is not None:
        yield from opt.option(value["initial_option"], f"{at}/initial_option")


def _overflow(value: Json, at: str) -> Errors:
    yield from keys(value, at, needed=("options",), allowed=("type", "action_id", "confirm"))
    yield from opt.options(value.get("options"), f"{at}/options", most=5)


def _choice(value: Json, at: str) -> Errors:
    allowed = ("type", "action_id", "initial_option", "initial_options", "confirm", "focus_on_load")
    yield from keys(value, at, needed=("options",), allowed=allowed)
    yield from opt.options(value.get("options"), f"{at}/options", most=10, plain=False)


def _plain_text_input(value: Json, at: str) -> Errors:
    allowed = (
        "type",
        "action_id",
        "initial_value",
        "multiline",
        "min_length",
        "max_length",
        "dispatch_action_config",
    )
    yield from keys(value, at, needed=(), allowed=(*allowed, "placeholder", "focus_on_load"))
    most, least = value.get("max_length", _MOST_INPUT), value.get("min_length", 0)
    if not isinstance(most, int) or not 1 <= most <= _MOST_INPUT:
        yield error(f"must be between 1 and {_MOST_INPUT}", f"{at}/max_length")
    elif not isinstance(least, int) or not 0 <= least <= most:
        yield error("must be less than `max_length`", f"{at}/min_length")
    elif value.get("initial_value") is not None:
        yield from string(value["initial_value"], f"{at}/initial_value", most)


def image(value: Json, at: str) -> Errors:
    """An image, as an element or as a block."""
    allowed = (
        "type",
        "block_id",
        "title",
        "image_url",
        "slack_file",
        "image_width",
        "image_height",
        "image_bytes",
    )
    yield from keys(value, at, needed=("alt_text",), allowed=allowed)
    if ("image_url" in value) == ("slack_file" in value):
        yield error("must define either `image_url` or `slack_file`", at)
    yield from strings(value, at, {"image_url": 3000, "alt_text": 2000})
    if "slack_file" in value:
        yield from _slack_file(value["slack_file"], f"{at}/slack_file")
    if value.get("title") is not None:
        yield from text(value["title"], f"{at}/title", 2000, plain=True)


def _slack_file(value: Any, at: str) -> Errors:
    """ "Slack file object": an id or a url, and not both."""
    if not isinstance(value, dict):
        yield error("must be an object", at)
        return
    yield from keys(value, at, needed=(), allowed=("id", "url"))
    if ("id" in value) == ("url" in value):
        yield error("must define either `id` or `url`", at)
    if "id" in value and not _FILE_ID.fullmatch(str(value["id"])):
        yield error("input must match regex pattern: ^[F][A-Z0-9]{8,}$", f"{at}/id")


def _all_options(value: Json) -> list[Any]:
    grouped = [each for group in value.get("option_groups") or () for each in group.get("options") or ()]
    return [*(value.get("options") or ()), *grouped]


_CHECKS: dict[str, Callable[[Json, str], Errors]] = {
    "button": _button,
    "static_select": _static,
    "multi_static_select": _static,
    "external_select": _external,
    "multi_external_select": _external,
    "overflow": _overflow,
    "checkboxes": _choice,
    "radio_buttons": _choice,
    "plain_text_input": _plain_text_input,
    "image": image,
}
