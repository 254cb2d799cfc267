"""The app's commands: checked as Discord checks them, listed with or without their translations.

Source: Discord's "Application Commands": names, limits, the 8,000 characters of one command, ``with_localizations``.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json, invalid, refusal
from adapters.playground.discord.wire import Asked

SLASH, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
_MOST = {SLASH: 100, USER: 15, MESSAGE: 15}
_MOST_CHARACTERS = 8_000
_NAME = re.compile(r"[-_'\w]{1,32}", re.UNICODE)
_TRANSLATED = ("name_localizations", "description_localizations")


def listed(core: Core, asked: Asked) -> Any:
    """The commands of one scope, with their translations where asked for."""
    return [_shape(each, whole=asked.flag("with_localizations")) for each in asked.passed_on(core.backend)]


def sync(core: Core, asked: Asked) -> Any:
    """Replace all commands of one scope."""
    if not isinstance(asked.body, list):
        raise invalid("", "Only iterables may be used in a ListType")
    _check_all(json.dumps(asked.body))
    return [_shape(each, whole=True) for each in asked.passed_on(core.backend)]


def create(core: Core, asked: Asked) -> Any:
    """Make a command, or replace the one of this name and kind."""
    before = _kept(core, asked.path)
    body = asked.json
    key = (body.get("name"), body.get("type", SLASH))
    wanted = [each for each in before if (each["name"], each.get("type", SLASH)) != key] + [body]
    _check(wanted)
    made = core.backend.call("PUT", asked.path, wanted)
    return next(_shape(each, whole=True) for each in made if (each["name"], each["type"]) == key)


def get(core: Core, asked: Asked) -> Any:
    """One command."""
    scope, _, number = asked.path.rpartition("/")
    for each in core.backend.call("GET", scope):
        if each["id"] == number:
            return _shape(each, whole=True)
    raise refusal(10063)


def delete(core: Core, asked: Asked) -> Any:
    """Take one command away."""
    get(core, asked)
    scope, _, number = asked.path.rpartition("/")
    core.backend.call("PUT", scope, _kept(core, scope, but=number))


def _kept(core: Core, scope: str, but: str = "") -> list[Json]:
    own = {"id", "application_id", "guild_id", "version"}
    found = core.backend.call("GET", scope)
    return [{name: value for name, value in each.items() if name not in own} for each in found if each["id"] != but]


def _shape(command: Json, *, whole: bool) -> Json:
    blank: Json = {"version": command["id"], "nsfw": False, "contexts": None, "integration_types": [0]}
    shape = blank | command
    if whole:
        return dict.fromkeys(_TRANSLATED) | shape
    return _without_translations(shape)


def _without_translations(node: Json) -> Json:
    plain = {name: value for name, value in node.items() if name not in _TRANSLATED}
    if node.get("options"):
        plain["options"] = [_without_translations(each) for each in node["options"]]
    return plain


@lru_cache(maxsize=16)
def _check_all(commands: str) -> None:
    """``_check`` for what an app registers whenever it starts: what was found right once is right."""
    _check(json.loads(commands))


def _check(commands: list[Any]) -> None:
    for kind, most in _MOST.items():
        if sum(isinstance(each, dict) and each.get("type", SLASH) == kind for each in commands) > most:
            raise refusal(30030)
    seen = set()
    for number, command in enumerate(commands):
        if not isinstance(command, dict):
            raise invalid(str(number), "Only dictionaries may be used in a DictType")
        kind = command.get("type", SLASH)
        if kind == SLASH:
            _check_node(command, str(number), depth=0)
        elif not isinstance(command.get("name"), str) or not 1 <= len(command["name"]) <= 32:
            raise invalid(f"{number}.name", "Must be between 1 and 32 in length.")
        elif command.get("description") or command.get("options"):
            raise invalid(f"{number}.description", "Context menu commands have neither description nor options.")
        if (command["name"], kind) in seen:
            raise invalid(f"{number}.name", "Application command names must be unique")
        seen.add((command["name"], kind))
        if _characters(command) > _MOST_CHARACTERS:
            raise invalid(f"{number}", f"Command exceeds maximum size ({_MOST_CHARACTERS})")


def _check_node(node: Json, where: str, depth: int) -> None:
    for name in [node.get("name"), *(node.get("name_localizations") or {}).values()]:
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name != name.lower():
            raise invalid(f"{where}.name", "Command name is invalid")
    for words in [node.get("description"), *(node.get("description_localizations") or {}).values()]:
        if not isinstance(words, str) or not 1 <= len(words) <= 100:
            raise invalid(f"{where}.description", "Must be between 1 and 100 in length.")
    options, choices = node.get("options") or [], node.get("choices") or []
    if len(options) > 25 or len(choices) > 25:
        raise invalid(f"{where}.options", "Must be 25 or fewer in length.")
    if node.get("autocomplete") and choices:
        raise invalid(f"{where}.choices", "Options with autocomplete have no choices.")
    for number, choice in enumerate(choices):
        _check_choice(choice, f"{where}.choices.{number}")
    _check_options(options, where, depth)


def _check_options(options: list[Json], where: str, depth: int) -> None:
    nested = [each.get("type") in {SUBCOMMAND, GROUP} for each in options]
    if any(nested) and not all(nested):
        raise invalid(f"{where}.options", "Sub-command and sub-command group option types are mutually exclusive")
    required = [bool(each.get("required")) for each in options]
    if required != sorted(required, reverse=True):
        raise invalid(f"{where}.options", "Required options must be placed before non-required options")
    if len({each.get("name") for each in options}) < len(options):
        raise invalid(f"{where}.options", "Option names must be unique")
    for number, option in enumerate(options):
        kind, at = option.get("type"), f"{where}.options.{number}"
        if kind not in range(1, 12) or (kind == GROUP and depth) or (kind == SUBCOMMAND and depth > 1):
            raise invalid(f"{at}.type", "This option type is not allowed here.")
        _check_node(option, at, depth + 1)


def _check_choice(choice: Json, where: str) -> None:
    if not isinstance(choice.get("name"), str) or not 1 <= len(choice["name"]) <= 100:
        raise invalid(f"{where}.name", "Must be between 1 and 100 in length.")
    if isinstance(choice.get("value"), str) and len(choice["value"]) > 100:
        raise invalid(f"{where}.value", "Must be 100 or fewer in length.")


def _characters(node: Json) -> int:
    """The characters of names, descriptions and values; of translations only the longest counts."""
    own = sum(max(_lengths(node, name), default=0) for name in ("name", "description"))
    inner = [*(node.get("options") or ()), *(node.get("choices") or ())]
    return own + len(str(node.get("value", ""))) + sum(_characters(each) for each in inner)


def _lengths(node: Json, name: str) -> Iterator[int]:
    yield len(node.get(name) or "")
    yield from (len(words) for words in (node.get(f"{name}_localizations") or {}).values())
