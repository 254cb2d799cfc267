"""What came with a slash command or a form: its line, and the values of its fields by name.

Source: Discord's "Receiving and Responding to Interactions", the data of application commands and of modal submits.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from adapters.discord.typed import decode

MARK = "="  # before the value of an option in a form, because Discord refuses an empty one
_NESTED = {1, 2}  # subcommands and their groups
_NUMBER = re.compile(r"(?:DS|Q)-\d{1,9}")
_OFFERED = re.compile(rf" \(({_NUMBER.pattern})\)$")


class Chosen(NamedTuple):
    """A slash command: ``champion queue`` with its options' values; ``focused`` is the option one types into."""

    line: str
    values: dict[str, str]
    focused: str = ""


def chosen(data: Mapping[str, Any]) -> Chosen:
    """The verb and the options of a slash command, at whatever depth they stand."""
    words, options = [str(data["name"])], list(data.get("options") or ())
    while options and options[0]["type"] in _NESTED:
        words.append(str(options[0]["name"]))
        options = list(options[0].get("options") or ())
    values = {str(each["name"]): decode(str(each.get("value", ""))) for each in options}
    focused = next((str(each["name"]) for each in options if each.get("focused")), "")
    return Chosen(" ".join(words), values, focused)


def entered(data: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields of a form that was sent in, by the fields' names."""
    return {str(each["custom_id"]): _value(each) for each in _fields(data.get("components") or ())}


def _fields(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The inputs, inside labels, or inside rows as older forms had them."""
    for each in components:
        if "custom_id" in each:
            yield each
        yield from _fields([each["component"]] if "component" in each else each.get("components") or ())


def _value(field: Mapping[str, Any]) -> str:
    if "values" in field:
        return str(field["values"][0]).removeprefix(MARK) if field["values"] else ""
    return decode(str(field.get("value") or ""))


def picked(value: str) -> str:
    """What a field that is chosen from a list holds: the number behind a name that :func:`offered` wrote."""
    found = _OFFERED.search(value)
    return found[1] if found else value


def offered(value: str, shown: str) -> str:
    """A choice as it stands in such a field: its name, with its number behind."""
    return f"{shown} ({value})" if _NUMBER.fullmatch(value) and shown and shown != value else shown or value
