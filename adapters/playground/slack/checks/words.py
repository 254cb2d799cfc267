"""The small checks that all others are made of. Each yields Slack's error lines, with a JSON pointer to the
place."""

from collections.abc import Collection, Iterator
from typing import Any

from adapters.playground.slack.wire import Json

Errors = Iterator[str]


def error(what: str, at: str) -> str:
    """One line as Slack writes it: ``[ERROR] must be less than 76 characters
    [json-pointer:/blocks/0/text/text]``."""
    return f"[ERROR] {what} [json-pointer:{at}]"


def string(value: Any, at: str, most: int, *, least: int = 0) -> Errors:
    """A string of ``least`` to ``most`` characters."""
    if not isinstance(value, str):
        yield error("must be a string", at)
    elif len(value) > most:
        yield error(f"must be less than {most + 1} characters", at)
    elif len(value) < least:
        yield error(f"must be more than {least - 1} characters", at)


def strings(value: Json, at: str, limits: dict[str, int]) -> Errors:
    """The optional string properties of an object, each with the most characters it may hold."""
    for name, most in limits.items():
        if value.get(name) is not None:
            yield from string(value[name], f"{at}/{name}", most)


def keys(value: Json, at: str, *, needed: Collection[str], allowed: Collection[str]) -> Errors:
    """Nothing is missing, and nothing is there that Slack does not know."""
    for name in needed:
        if value.get(name) is None:
            yield error(f"missing required field: {name}", at)
    for name in value:
        if name not in allowed and name not in needed:
            yield error(f"invalid additional property: {name}", at)


def text(value: Any, at: str, most: int, *, plain: bool = False, least: int = 1) -> Errors:
    """A text object; ``plain`` where only ``plain_text`` may stand."""
    if not isinstance(value, dict):
        yield error("must be an object", at)
        return
    kind = value.get("type")
    if kind not in ({"plain_text"} if plain else {"plain_text", "mrkdwn"}):
        yield error(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from keys(value, at, needed=("type", "text"), allowed=("emoji",) if kind == "plain_text" else ("verbatim",))
    if "text" in value:
        yield from string(value["text"], f"{at}/text", most, least=least)


def items(value: Any, at: str, most: int, *, least: int = 1) -> Errors:
    """A list of ``least`` to ``most`` things."""
    if not isinstance(value, list):
        yield error("must be an array", at)
    elif len(value) > most:
        yield error(f"no more than {most} items allowed", at)
    elif len(value) < least:
        yield error(f"no fewer than {least} items allowed", at)


def unique(found: list[tuple[str, str]], name: str) -> Errors:
    """Of (id, place) pairs no id comes twice."""
    seen: set[str] = set()
    for value, at in found:
        if value in seen:
            yield error(f"`{name}` {value} already exists", at)
        seen.add(value)
