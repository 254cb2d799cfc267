"""``announce:`` of desk.yml: when new data is announced, how much is held, and what each room hears (§3.6)."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from bot.desks import fields
from bot.desks.model import Announce, Hearing
from bot.hints import quoted

MOST_ROOMS = 50
_HOURS = re.compile(r"(\d{1,4})\s*(h|hours?|d|days?)?")
_ROOM = re.compile(r"([a-z][a-z0-9_]{0,31})/(news|#[^\s/][^/]{0,99})")
_USUAL = Announce()


def _window(value: Any) -> Any:
    found = _HOURS.fullmatch(str(value).strip().lower())
    if not found:
        raise ValueError(f"{quoted(str(value))} is not a number of hours. Write for example 24h.")
    return int(found[1]) * (24 if (found[2] or "").startswith("d") else 1)


def _room(text: str) -> str:
    if not _ROOM.fullmatch(text):
        raise ValueError(
            f'{quoted(text)} is not a room. Write its platform and its name, in quotes: "slack/#traffic-data". '
            "The news room is slack/news."
        )
    return text


class HearingItem(BaseModel):
    """One of ``rooms:``: what a room hears."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: Annotated[str, AfterValidator(_room)]
    topics: fields.Listed = ()
    departments: fields.Listed = ()
    keywords: fields.Listed = ()


class AnnounceSection(BaseModel):
    """``announce:``."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    slots: fields.Slots = _USUAL.slots
    group_window: Annotated[int, BeforeValidator(_window), Field(ge=1, le=24 * 28)] = _USUAL.group_window
    hold_over: Annotated[int, Field(ge=1, le=1000)] = _USUAL.hold_over
    rooms: Annotated[tuple[HearingItem, ...], Field(max_length=MOST_ROOMS)] = ()

    @field_validator("rooms")
    @classmethod
    def _each_once(cls, rooms: tuple[HearingItem, ...]) -> tuple[HearingItem, ...]:
        names = [each.name.casefold() for each in rooms]
        if twice := next((each.name for each in rooms if names.count(each.name.casefold()) > 1), ""):
            raise ValueError(f"{quoted(twice)} is there twice. Keep one, with all that it hears.")
        return rooms

    def to_announce(self) -> Announce:
        """The settings that the section describes."""
        hearings = tuple(Hearing(each.name, each.topics, each.departments, each.keywords) for each in self.rooms)
        return Announce(self.slots, self.group_window, self.hold_over, hearings)


def section_of(announce: Announce) -> dict[str, Any]:
    """The section as desk.yml writes it."""
    about: dict[str, Any] = {"slots": list(announce.slots), "group_window": f"{announce.group_window}h"}
    about["hold_over"] = str(announce.hold_over)
    return about | ({"rooms": [_told(each) for each in announce.hearings]} if announce.hearings else {})


def _told(hearing: Hearing) -> dict[str, Any]:
    beside = (("topics", hearing.topics), ("departments", hearing.departments), ("keywords", hearing.keywords))
    return {"name": hearing.room, **{name: list(value) for name, value in beside if value}}
