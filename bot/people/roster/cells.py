"""From the text of a cell to its value, column by column."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from bot.engine.errors import ChampionsError
from bot.hints import did_you_mean, nearest, quoted
from bot.people.languages import language_code, likely_language
from bot.people.model import Level
from bot.people.weekly import parse_hours
from bot.speech.words import told

LONGEST = {
    **{"public_name": 80, "level": 40, "department": 100, "topics": 2000, "datasets": 10_000, "languages": 200},
    **{"slack": 254, "discord": 100, "hours": 500, "backup": 80, "max_open": 10, "notify": 40},
}
_MOST_ITEMS = 500
_LEVELS = {
    Level.COORDINATOR: "co-ordinator;coordinators;programme coordinator;program coordinator;admin;lead",
    Level.EXTERNAL: "external champion;ext;external facing;external-facing;community;public",
    Level.INTERNAL: "internal champion;int;data steward;steward;data owner",
    Level.EXECUTIVE: "executive champion;exec;director;leadership;sponsor",
}
_LEVEL_OF = {word: level for level, words in _LEVELS.items() for word in (str(level), *words.split(";"))}
_NOTIFY = {"dm": "dm;direct;direct message;message", "channel": "channel;triage", "weekly": "weekly;week;digest"}
_NOTIFY_OF = {word: way for way, words in _NOTIFY.items() for word in words.split(";")} | {"none": "none", "no": "none"}
_INVISIBLE = re.compile("[\u200b\ufeff\u2060]")  # what copying from a web page leaves behind
_TURNERS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # they turn the words after them around
_MAIL = re.compile(r"<?(?:mailto:)?([^\s<>@]+@[^\s<>@|]+)(?:\|[^<>]*)?>?|.*<([^\s<>@]+@[^\s<>@]+)>")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")


class CellMistake(ChampionsError, ValueError):
    """The text of a cell is not what its column holds; the message says what is wrong and what to write."""


def value(column: str, text: str) -> Any:
    """The value that ``text`` gives a row's ``column``; None for an empty cell. Raises ValueError with a
    sentence."""
    tidy = tidied(text)
    if len(tidy) > LONGEST[column]:
        raise CellMistake(
            told(
                "this is {found} characters long. At most {most} fit.",
                found=f"{len(tidy):,}", most=f"{LONGEST[column]:,}",
            )
        )  # fmt: skip
    if not tidy:
        return None
    read = _READERS.get(column)
    return read(tidy) if read else tidy


def tidied(text: str) -> str:
    """``text`` in NFC on one line, without space around it. Raises :class:`CellMistake` on what cannot be
    shown."""
    text = unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))
    for sign in text:
        if not sign.isprintable() and (unicodedata.category(sign) in ("Cc", "Cs", "Cn") or sign in _TURNERS):
            raise CellMistake(
                told("a character stands here that cannot be shown ({sign}). Delete it.", sign=f"U+{ord(sign):04X}")
            )
    return text


def _name(text: str) -> str:
    if not any(sign.isalnum() for sign in text):
        raise CellMistake(told("{word} has no letter in it. Write the name that askers will read.", word=quoted(text)))
    return text


def _level(text: str) -> Level:
    found = _LEVEL_OF.get(text.casefold().replace("_", " "))
    if found is None:
        raise CellMistake(
            told("{word} is not a level. Use external, internal, executive or coordinator.", word=quoted(text))
        )
    return found


def _items(text: str) -> tuple[str, ...]:
    items: dict[str, str] = {}
    for item in filter(None, map(str.strip, text.split(";"))):
        items.setdefault(item.casefold(), item)
    if len(items) > _MOST_ITEMS:
        raise CellMistake(told("these are {found} items. At most {most} fit.", found=len(items), most=_MOST_ITEMS))
    return tuple(items.values())


def _languages(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_language(item) for item in _items(re.sub("[,/|]", ";", text)))) or ("en",)


def _language(text: str) -> str:
    code = language_code(text)
    if not code:
        likely = likely_language(text)
        guess = told("; did you mean '{word}'?", word=likely) if likely else "."
        raise CellMistake(
            told(
                "{word} is not a language{guess} Use codes such as en or es, with ; between them.",
                word=quoted(text), guess=guess,
            )
        )  # fmt: skip
    return code


def _slack(text: str) -> str:
    if found := _MENTION.fullmatch(text):
        return found[1]
    if found := _MAIL.fullmatch(text):
        return (found[1] or found[2]).lower()
    return text.removeprefix("@").strip()


def _discord(text: str) -> str:
    return text.removeprefix("@").strip().lower()


def _hours(text: str) -> str:
    return str(parse_hours(text))


def _max_open(text: str) -> int:
    found = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?", text)  # spreadsheets like to write 5.0
    if not found or not 1 <= int(found[1]) <= 100:
        raise CellMistake(
            told("{word} is not a number from 1 to 100. Write how many open questions are enough.", word=quoted(text))
        )
    return int(found[1])


def _notify(text: str) -> str:
    found = _NOTIFY_OF.get(text.casefold())
    if found is None:
        guess = did_you_mean(text, _NOTIFY) if nearest(text, _NOTIFY) else "."
        raise CellMistake(
            told(
                "{word} is not a way to be told{guess} Use dm, channel, weekly or none.", word=quoted(text), guess=guess
            )
        )
    return found


_READERS: Mapping[str, Callable[[str], Any]] = {
    "public_name": _name,
    "level": _level,
    "topics": _items,
    "datasets": _items,
    "languages": _languages,
    "slack": _slack,
    "discord": _discord,
    "hours": _hours,
    "max_open": _max_open,
    "notify": _notify,
}
