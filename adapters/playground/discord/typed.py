"""What people type, as Discord's own client puts it on the wire: mentions, and command lines."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.playground.discord.errors import Json

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11
_MENTION = re.compile(r"(?<![\w<])[@#][\w.-]+")
REQUIRED = "This option is required. Specify a value"


class NotSent(Exception):
    """The client itself would not send this; ``words`` are what it says instead."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Chosen:
    """A command that somebody chose: its root, the names of group and subcommand, the leaf, and the rest typed."""

    root: Json
    path: tuple[str, ...]
    leaf: Json
    rest: str


def on_the_wire(text: str, find: Callable[[str], str | None]) -> str:
    """A typed message as Discord sends it. ``find`` gives the wire form (``<@1>``) of ``@name`` or ``#name``, or
    None where it knows none."""

    def wired(found: re.Match[str]) -> str:
        token = found.group().rstrip(".-")
        return (find(token) or token) + found.group()[len(token) :]

    return _MENTION.sub(wired, text)


def choose(commands: Sequence[Json], line: str, locale: str) -> Chosen:
    """The command at the beginning of a line, by its own name or its translated one. ``NotSent`` where there is
    none, or where a subcommand is missing."""
    node: Json = {"options": commands, "name": ""}
    path: list[str] = []
    root, rest = None, line.strip().removeprefix("/")
    while root is None or any(each["type"] in {SUBCOMMAND, GROUP} for each in node.get("options") or ()):
        word, _, after = rest.partition(" ")
        found = next((each for each in node["options"] if word and word in {each["name"], shown(each, locale)}), None)
        if found is None:
            raise NotSent(f"There is no command /{line.strip().removeprefix('/')}")
        path += [found["name"]] if root is not None else []
        root, node, rest = root or found, found, after.strip()
    return Chosen(root, tuple(path), node, rest)


def shown(node: Json, locale: str, what: str = "name") -> str:
    """The name or description of a command or option in somebody's language."""
    return str((node.get(f"{what}_localizations") or {}).get(locale) or node.get(what) or "")


def values(chosen: Chosen, locale: str) -> dict[str, str]:
    """The options in ``question: where are the trees? dataset: trees``, by their own names."""
    names = {
        word: each["name"] for each in chosen.leaf.get("options") or () for word in (each["name"], shown(each, locale))
    }
    if not chosen.rest:
        return {}
    if not names:
        raise NotSent("This command has no options.")
    marks = list(re.finditer(rf"(?:^|(?<=\s))({'|'.join(map(re.escape, names))}):\s*", chosen.rest))
    if not marks or marks[0].start():
        raise NotSent(f"Choose an option first: {', '.join(sorted(set(names.values())))}")
    ends = [mark.start() for mark in marks[1:]] + [len(chosen.rest)]
    return {names[mark.group(1)]: chosen.rest[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)}


def nested(chosen: Chosen, options: list[Json]) -> list[Json]:
    """Leaf options inside their subcommand and group, as Discord sends them."""
    kinds, node = [], chosen.root
    for name in chosen.path:
        node = next(each for each in node["options"] if each["name"] == name)
        kinds.append((name, node["type"]))
    for name, kind in reversed(kinds):
        options = [{"name": name, "type": kind, "options": options}]
    return options


def entered(option: Json, given: Any, locale: str) -> Any:
    """The value of an option that is no person, channel, role or file. ``NotSent`` where the client would not
    take it."""
    kind = option["type"]
    choices = {shown(each, locale): each["value"] for each in option.get("choices") or ()}
    if choices:
        value = choices.get(given, given)
        if value not in choices.values():
            raise NotSent("Invalid option. Choose one from the list")
        return value
    if kind == BOOLEAN:
        return _truth(given)
    if kind in {INTEGER, NUMBER}:
        return _number(option, given)
    text = str(given)
    if not option.get("min_length", 0) <= len(text) <= option.get("max_length", 6000):
        raise NotSent(f"Length must be at most {option.get('max_length', 6000)}")
    return text


def _truth(given: Any) -> bool:
    if str(given).lower() not in {"true", "false"}:
        raise NotSent("Must be True or False")
    return str(given).lower() == "true"


def _number(option: Json, given: Any) -> int | float:
    try:
        value = int(given) if option["type"] == INTEGER else float(given)
    except (TypeError, ValueError):
        raise NotSent("Must be a number") from None
    if not option.get("min_value", value) <= value <= option.get("max_value", value):
        raise NotSent("The number is out of bounds")
    return value


def missing(leaf: Json, given: Mapping[str, Any]) -> list[str]:
    """The required options that were left out."""
    return [
        each["name"]
        for each in leaf.get("options") or ()
        if each.get("required") and given.get(each["name"]) in (None, "")
    ]
