"""The ids of components: kept as they were sent, and given where none was.

Source: Discord's "Component Reference", "Anatomy of a Component": every component has an ``id`` that is unique in its
message; where it is empty, 0 among them, Discord counts through from 1. simcord does so for Components V2 only.
"""

from collections.abc import Callable
from typing import Any

from adapters.playground.discord.controls import walk
from adapters.playground.discord.errors import Json

Validate = Callable[..., list[Json]]


def keeping_ids(validate: Validate) -> Validate:
    """``validate`` with the ids of what was sent in what it gives."""

    def validated(components: Any, *, flags: int = 0) -> list[Json]:
        stored = validate(components, flags=flags)
        _number(list(walk(components or ())), list(walk(stored)))
        return stored

    return validated


def _number(sent: list[Json], stored: list[Json]) -> None:
    taken = {each.get("id") for each in sent}
    free = (number for number in range(1, 2 * len(stored) + 2) if number not in taken)
    for theirs, kept in zip(sent, stored, strict=True):
        kept["id"] = theirs.get("id") or next(free)
