"""``timers:`` of desk.yml: a preset, or every number of interaction.md §4.2 by name, or one over the other."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from bot.desks.model import PRESETS, Timers
from bot.hints import did_you_mean, quoted

_HOURS = re.compile(r"(\d{1,4})\s*(?:h|hours?|working hours?)?")
_DAYS = re.compile(r"(\d{1,4})\s*(?:d|days?|calendar days?)?")
# Of each chain, what rings later: it needs a distance from what stands before it.
AFTER = {
    "still_looking": "backup",
    "inside": "still_looking",
    "give_back": "still_on_it",
    "remind_again": "remind",
    "silent": "remind_again",
    "assume": "ask_verdict",
}


def _hours(value: Any) -> Any:
    found = _HOURS.fullmatch(str(value).strip().lower())
    if not found:
        raise ValueError(f"{quoted(str(value))} is not a number of working hours. Write for example 4h.")
    return found[1]


def _days(value: Any) -> Any:
    found = _DAYS.fullmatch(str(value).strip().lower())
    if not found:
        raise ValueError(f"{quoted(str(value))} is not a number of calendar days. Write for example 3d.")
    return found[1]


WorkingHours = Annotated[int, BeforeValidator(_hours), Field(ge=1, le=400)]
CalendarDays = Annotated[int, BeforeValidator(_days), Field(ge=1, le=365)]
_NORMAL = PRESETS["normal"]


class TimersSection(BaseModel):
    """``timers:`` – one word, or a section; what a section leaves out is as its ``preset`` has it, else normal."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    preset: str = "normal"
    backup: WorkingHours = _NORMAL.backup
    still_looking: WorkingHours = _NORMAL.still_looking
    inside: WorkingHours = _NORMAL.inside
    still_on_it: WorkingHours = _NORMAL.still_on_it
    give_back: WorkingHours = _NORMAL.give_back
    in_person: WorkingHours = _NORMAL.in_person
    remind: CalendarDays = _NORMAL.remind
    remind_again: CalendarDays = _NORMAL.remind_again
    silent: CalendarDays = _NORMAL.silent
    ask_verdict: CalendarDays = _NORMAL.ask_verdict
    assume: CalendarDays = _NORMAL.assume
    snooze: CalendarDays = _NORMAL.snooze

    @model_validator(mode="before")
    @classmethod
    def _from_preset(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        chosen = PRESETS.get(str(values.get("preset", "normal")).strip().lower())
        return {**numbers_of(chosen), **values} if chosen else values

    @field_validator("preset")
    @classmethod
    def _known(cls, word: str) -> str:
        if word.lower() not in PRESETS:
            known = ", ".join(PRESETS)
            raise ValueError(f"{quoted(word)} is not a preset{did_you_mean(word, PRESETS)} Known: {known}.")
        return word.lower()

    @field_validator(*AFTER)
    @classmethod
    def _later(cls, value: int, info: ValidationInfo) -> int:
        before = AFTER[str(info.field_name)]
        if before in info.data and value <= info.data[before]:
            raise ValueError(f"This is {value}, and '{before}' is {info.data[before]}. It has to come after that.")
        return value

    def to_timers(self) -> Timers:
        """The timers that the section describes."""
        return Timers(**self.model_dump(exclude={"preset"}))


def numbers_of(timers: Timers) -> Mapping[str, str]:
    """The numbers as desk.yml writes them: ``4h`` are working hours, ``3d`` calendar days."""
    return {name: f"{getattr(timers, name)}{'d' if name in Timers.CALENDAR else 'h'}" for name in Timers.__slots__}


def named(value: Any) -> Any:
    """A preset may stand alone: ``timers: fast``."""
    return {"preset": value} if isinstance(value, str) else value
