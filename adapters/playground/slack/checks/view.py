"""Modals and Home tabs.

Source: Slack's "Modal views" (title, submit, close 24; private_metadata 3,000; callback_id and external_id
255; 100 blocks; submit needed with input blocks) and views.open (250 kB, ``view_too_large``).
"""

import json
from typing import Any

from adapters.playground.slack.checks.blocks import blocks
from adapters.playground.slack.checks.words import Errors, error, keys, strings, text
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.wire import Json

VIEW_BYTES = 250_000
_BOTH = ("type", "blocks", "private_metadata", "callback_id", "external_id")
_MODAL = ("title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled")


def check_view(value: Any, kind: str) -> Json:
    """A view of this kind (``modal`` or ``home``), or ``invalid_arguments`` with what is wrong, or
    ``view_too_large``."""
    if not isinstance(value, dict):
        raise SlackError("invalid_arguments", [error("must be an object", "/view")])
    if len(json.dumps(value, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    wrong = list(_modal(value) if kind == "modal" else _home(value))
    if wrong:
        raise SlackError("invalid_arguments", wrong)
    return value


def _common(value: Json, kind: str) -> Errors:
    if value.get("type") != kind:
        yield error(f"must be of type {kind}", "/view/type")
    yield from strings(value, "/view", {"private_metadata": 3000, "callback_id": 255, "external_id": 255})
    if "blocks" in value:
        yield from blocks(value["blocks"], "/view/blocks", "modal" if kind == "modal" else "home")


def _modal(value: Json) -> Errors:
    yield from keys(value, "/view", needed=("type", "title", "blocks"), allowed=(*_BOTH, *_MODAL))
    for name in ("title", "submit", "close"):
        if value.get(name) is not None:
            yield from text(value[name], f"/view/{name}", 24, plain=True)
    if value.get("submit") is None and any(_is_input(block) for block in value.get("blocks") or ()):
        yield error("`submit` is required when an input block is within `blocks`", "/view")
    yield from _common(value, "modal")


def _home(value: Json) -> Errors:
    yield from keys(value, "/view", needed=("type", "blocks"), allowed=_BOTH)
    yield from _common(value, "home")


def _is_input(block: Any) -> bool:
    return isinstance(block, dict) and block.get("type") == "input"
