"""Port Alder, a made-up harbor city: its catalogue, its roster, its desk, its people and what they asked.

Everything is written for this project and nobody in it exists. The files travel with the package; this module
only says where they lie, and reads the two that no other part of the house reads.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody in Port Alder, with the accounts they have; empty where they have none."""

    id: str  # their place on the page
    name: str
    role: str  # one line for the person switcher
    email: str
    tz: str
    locale: str
    played: bool  # whether one can take this person's seat in the browser
    slack: str = ""  # as a Slack member id
    discord: str = ""  # as a Discord user id

    @property
    def accounts(self) -> dict[str, str]:
        """Their account on each platform where they have one."""
        return {name: account for name, account in (("slack", self.slack), ("discord", self.discord)) if account}


@dataclass(frozen=True, slots=True)
class DaysAgo:
    """When things happened to a past question, in working days of the desk back from today."""

    asked: int
    claimed: int | None = None
    clarified: int | None = None
    answered: int | None = None
    solved: int | None = None


@dataclass(frozen=True, slots=True)
class PastQuestion:
    """A question that was asked before the demonstration begins. What did not happen yet is empty."""

    asker: str  # a Resident's id
    dataset: str  # the title of a dataset in the catalogue
    text: str
    days_ago: DaysAgo
    share: str  # named, unnamed or private
    state: str  # a state of the question's state machine
    platform: str  # where it was asked
    champion: str = ""  # a public name in the roster
    need: str = ""  # what the champion asked back
    answer: str = ""
    caveat: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class OldQuestion:
    """A question of the weeks before, in one line: it makes the digest worth reading, and nobody plays it again."""

    days: int  # working days of the desk back from today
    time: str  # on its day
    asker: str  # a Resident's id
    on: str  # the platform
    topic: str
    champion: str  # a public name in the roster; empty where nobody took it
    claimed: float  # working hours after it was asked
    answered: float  # working hours after it was asked; 0 where it was not
    end: str  # solved, assumed, rejected, answered, claimed, unclaimed, held, or no_data
    people: int  # who wanted to know
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class OldSearch:
    """So many searches of one day: in vain, with their words, or not."""

    days: int
    times: int
    in_vain: str


@dataclass(frozen=True, slots=True)
class BuiltProject:
    """Something that people built with the data before the demonstration begins. What was not approved waits."""

    maker: str  # a Resident's id
    platform: str  # where they sent it in
    title: str
    url: str
    does: str
    datasets: tuple[str, ...]  # titles in the catalogue
    stage: str
    days_ago: Mapping[str, int]  # sent, and approved, in working days of the desk back from today
    runs: str = ""
    help_wanted: str = ""
    licence: str = ""
    image: str = ""  # the address of its picture, and what the picture shows
    alt: str = ""


def desk_file() -> Path:
    """The ``desk.yml`` of Port Alder; it names the catalogue and the roster beside it."""
    return _path("desk.yml")


def roster_file() -> Path:
    """The roster, one row for each champion."""
    return _path("roster.csv")


def catalog_file() -> Path:
    """The catalogue, a DCAT-US 1.1 ``data.json``."""
    return _path("data.json")


def topics() -> list[str]:
    """The names of the desk's topics."""
    desk: dict[str, Any] = yaml.safe_load(desk_file().read_text(encoding="utf-8"))
    return [topic["name"] for topic in desk["topics"]]


def residents() -> tuple[Resident, ...]:
    """Everybody, those who can be played first."""
    return tuple(Resident(**row) for row in _rows("people.yml"))


def past_questions() -> tuple[PastQuestion, ...]:
    """What was asked before, oldest first."""
    return tuple(PastQuestion(**{**row, "days_ago": DaysAgo(**row["days_ago"])}) for row in _rows("questions.yml"))


def weeks() -> tuple[OldQuestion, ...]:
    """What was asked in the nine weeks before, oldest first."""
    numbers: dict[str, Callable[[str], Any]] = {"days": int, "claimed": _hours, "answered": _hours, "people": int}
    return tuple(OldQuestion(**_typed(row, numbers)) for row in _lines("weeks.csv"))


def searches() -> tuple[OldSearch, ...]:
    """What was searched for in those weeks, oldest first."""
    return tuple(OldSearch(**_typed(row, {"days": int, "times": int})) for row in _lines("searches.csv"))


def projects() -> tuple[BuiltProject, ...]:
    """What was built before, in the order in which it was sent in."""
    return tuple(BuiltProject(**row) for row in _rows("projects.yml"))


def _hours(text: str) -> float:
    return float(text or 0)


def _typed(row: dict[str, str], kinds: Mapping[str, Callable[[str], Any]]) -> dict[str, Any]:
    return {name: kinds.get(name, str)(value) for name, value in row.items()}


def _lines(name: str) -> list[dict[str, str]]:
    with _path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(_path(name).read_text(encoding="utf-8"))
    return rows


def _path(name: str) -> Path:
    # pip unpacks every wheel, so what importlib finds is a file on disk.
    return Path(str(resources.files(__name__).joinpath(name)))
