"""The kinds of values that desk.yml holds: each checks one text and says in words what is wrong with it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

from bot.desks.model import Share
from bot.desks.weekly_slots import parse_slot
from bot.hints import did_you_mean, quoted
from bot.people.days_off import region
from bot.people.hours import parse_hours
from bot.people.languages import language_code
from bot.speech.plain import clean, one_line

PURPOSES = ("ask", "triage", "news", "showcase")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KIND = re.compile(r"[a-z][a-z0-9_]{0,31}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 40
_SHARE = {
    "with name": "named",
    "with my name": "named",
    "without name": "unnamed",
    "without my name": "unnamed",
}
_SHARES = get_args(Share)
_DAYS = re.compile(r"(\d+)\s*(?:d|days?|working days?)?")


def slug_of(name: str) -> str:
    """The address part made from a desk's name: "Cité de Québec" gives "cite-de-quebec"; "" without Latin
    letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(whole) <= _LONGEST_SLUG:
        return whole
    return whole[: _LONGEST_SLUG + 1].rpartition("-")[0] or whole[:_LONGEST_SLUG]


def _line(text: str) -> str:
    found = one_line(clean(text))
    if not found:
        raise ValueError("This is empty. Write something, or leave the line out.")
    return found


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text) or len(text) > _LONGEST_SLUG:
        raise ValueError(
            f"{quoted(text)} cannot stand in a web address. Use small letters a to z, digits and single "
            f"hyphens, at most {_LONGEST_SLUG}."
        )
    return text


def _timezone(text: str) -> str:
    if text in _zones():
        return text
    guess = did_you_mean(text, _zones())
    example = " Write one like 'America/New_York'." if guess == "." else ""
    raise ValueError(f"{quoted(text)} is not a time zone name{guess}{example}")


def _language(text: str) -> str:
    code = language_code(text)
    if not code:
        raise ValueError(f"{quoted(text)} is not a language code. Write one like 'en' or 'es'.")
    return code


def _hours(text: str) -> str:
    return str(parse_hours(text))


def _url(text: str) -> str:
    """A web address or a file's path; never one with a password, for secrets have their place in the
    environment."""
    parts = urlsplit(text)
    if "://" not in text and parts.scheme not in ("http", "https"):
        return text
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{quoted(text)} is not a web address. It begins with https:// and a host name.")
    if parts.username or parts.password:
        raise ValueError("The address holds a user name or a password. Take it out: this file is no place for secrets.")
    return text


def _account(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(
            f"{quoted(text)} is not an id. Copy it from the platform: letters and digits, as in 'T012AB3CD'."
        )
    return text


def _channel(text: str) -> str:
    return text.removeprefix("#").strip() or _line("")


def _share(value: Any) -> Any:
    text = str(value).strip().lower()
    found = _SHARE.get(text, text)
    if found not in _SHARES:
        guess = did_you_mean(text, _SHARES)
        raise ValueError(f"{quoted(text)} is not a way to share{guess} Use named, unnamed or private.")
    return found


def _platform(text: str) -> str:
    if not _KIND.fullmatch(text):
        raise ValueError(f"{quoted(text)} is not a platform. Write its name in small letters, such as slack.")
    return text


def _purpose(text: str) -> str:
    word = "ask" if text == "ask_forum" else text
    if word not in PURPOSES:
        raise ValueError(f"{quoted(text)} is no channel's purpose. Known: {', '.join(PURPOSES)}.")
    return word


def _watched(text: str) -> str:
    """A room by its purpose, or any other by its name: "#general"."""
    if text.startswith("#"):
        return f"#{_channel(text)}"
    word = "ask" if text == "ask_forum" else text
    if word not in PURPOSES:
        raise ValueError(
            f"{quoted(text)} is no channel's purpose. Known: {', '.join(PURPOSES)}. "
            f"Write any other channel with a # and in quotes: {quoted('#' + text)}."
        )
    return word


def _links_platform(text: str) -> str:
    if text != "slack":
        raise ValueError('Only Slack shows a card under a link. Write links: {slack: [ask, "#general"]}.')
    return text


def _kind(text: str) -> str:
    if not _KIND.fullmatch(text.replace("-", "_")):
        raise ValueError(f"{quoted(text)} is not a kind of portal. Write its name in small letters, such as dcat.")
    return text


def _working_days(value: Any) -> Any:
    found = _DAYS.fullmatch(str(value).strip().lower())
    if not found:
        raise ValueError(f"{quoted(str(value))} is not a number of working days. Write for example 2d.")
    return found[1]


def listed(value: Any) -> Any:
    """A list may also be written as one text with ``;`` between the items, or as its only item."""
    if isinstance(value, str):
        return [item for part in value.split(";") if (item := part.strip())]
    return value


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """The items without those that differ from an earlier one in case only."""
    found: dict[str, str] = {}
    for item in items:
        found.setdefault(item.casefold(), item)
    return tuple(found.values())


def _slot(text: str) -> str:
    return str(parse_slot(text))


def _slots(value: Any) -> Any:
    """A list, or one text with ``;`` or ``,`` between the times."""
    return listed(value.replace(",", ";")) if isinstance(value, str) else value


def dated(value: Any) -> Any:
    """Closed dates may be a mapping from date to reason, or a list of dates or of ``{date, note}``."""
    if isinstance(value, dict):
        return [{"date": day, "note": note} for day, note in value.items()]
    if isinstance(value, list):
        return [each if isinstance(each, dict) else {"date": each} for each in value]
    return value


def _date(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{quoted(str(value))} is not a date. Write it as 2026-02-17.") from None


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


Line = Annotated[str, Field(max_length=500), AfterValidator(_line)]
Name = Annotated[str, Field(max_length=80), AfterValidator(_line)]
Slug = Annotated[str, AfterValidator(_slug)]
Timezone = Annotated[str, AfterValidator(_timezone)]
Hours = Annotated[str, AfterValidator(_hours)]
Region = Annotated[str, AfterValidator(region)]
Language = Annotated[str, AfterValidator(_language)]
Url = Annotated[str, Field(max_length=2000), AfterValidator(_line), AfterValidator(_url)]
AccountId = Annotated[str, AfterValidator(_account)]
Channel = Annotated[str, Field(max_length=100), AfterValidator(_line), AfterValidator(_channel)]
ShareWord = Annotated[Share, BeforeValidator(_share)]
Platform = Annotated[str, AfterValidator(_platform)]
Purpose = Annotated[str, AfterValidator(_purpose)]
Watched = Annotated[str, Field(max_length=100), AfterValidator(_watched)]
LinksPlatform = Annotated[str, AfterValidator(_links_platform)]
Kind = Annotated[str, AfterValidator(_kind)]
WorkingDays = Annotated[int, BeforeValidator(_working_days), Field(ge=1, le=60)]
Day = Annotated[date, BeforeValidator(_date)]
Listed = Annotated[tuple[Name, ...], BeforeValidator(listed), AfterValidator(distinct), Field(max_length=200)]
Slots = Annotated[
    tuple[Annotated[str, AfterValidator(_slot)], ...],
    BeforeValidator(_slots),
    AfterValidator(distinct),
    Field(min_length=1, max_length=21),
]
"""Times of the week ("Tue 10:00"), at least one."""
