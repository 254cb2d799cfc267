"""Steps of a poll as text: how they are put aside until they are taken in."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.catalog.model import Dataset
from bot.catalog.portals import Step, StepKind
from bot.catalog.sighting import Published

_LISTS = ("topics", "keywords")
_MOMENTS = ("created", "published")


def text_of(steps: Sequence[Step]) -> str:
    """The steps as JSON. What is empty is left out."""
    return json.dumps([_slim(asdict(step)) for step in steps], default=_plain)


def steps_in(text: str) -> tuple[Step, ...]:
    """The steps that :func:`text_of` made a text of."""
    return tuple(_step(each) for each in json.loads(text))


def _slim(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _slim(each) if isinstance(each, dict) else each for name, each in values.items() if each}


def _plain(value: object) -> str:
    if isinstance(value, date):  # a moment is one, too
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"a step holds no {type(value).__name__}")


def _step(values: dict[str, Any]) -> Step:
    values |= {
        "kind": StepKind(values["kind"]),
        "print": bytes.fromhex(values.get("print", "")),
        "removed": tuple(values.get("removed", ())),
        "renamed": tuple((before, after) for before, after in values.get("renamed", ())),
    }
    if "published" in values:
        values["published"] = _published(values["published"])
    return Step(**values)


def _published(values: dict[str, Any]) -> Published:
    values |= {name: datetime.fromisoformat(values[name]) for name in _MOMENTS if name in values}
    values |= {name: tuple(values[name]) for name in ("columns", "former") if name in values}
    return Published(**{**values, "dataset": _dataset(values["dataset"])})


def _dataset(values: dict[str, Any]) -> Dataset:
    values |= {name: tuple(values[name]) for name in _LISTS if name in values}
    if "issued" in values:
        values["issued"] = date.fromisoformat(values["issued"])
    if "modified" in values:
        values["modified"] = datetime.fromisoformat(values["modified"])
    return Dataset(**values)
