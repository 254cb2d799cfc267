"""Whose seat one can take on the page, and what the page can hint at while one types."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.playground.city import Resident

_KINDS = {"external": "champion", "internal": "internal", "coordinator": "coordinator", "executive": "executive"}
_CAN = {
    "asker": "Asks questions with /opendata, and says whether an answer helped.",
    "champion": "Claims and answers questions with /champion.",
    "internal": "Explains the department's own data, when a champion asks.",
    "coordinator": "Looks after the roster and the desk with /opendata-admin.",
    "executive": "Decides what others cannot. Hears little, and only what matters.",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A person whose place one can take. ``kind`` is asker, champion, internal, coordinator or executive;
    ``accounts`` are their ids on the platforms where they are."""

    id: str
    name: str
    role: str
    kind: str
    can: str
    tz: str
    locale: str
    accounts: Mapping[str, str]

    @classmethod
    def of(cls, resident: Resident) -> "Seat":
        """The seat of a resident; their role's first word says what kind it is."""
        kind = _KINDS.get(resident.role.split(" ", 1)[0].lower().rstrip(","), "asker")
        return cls(
            id=resident.id,
            name=resident.name,
            role=resident.role,
            kind=kind,
            can=_CAN[kind],
            tz=resident.tz,
            locale=resident.locale,
            accounts=resident.accounts,
        )


@dataclass(frozen=True, slots=True)
class Verb:
    """What may follow a slash command: ``claim``, ``[question]``, and what it does in one line."""

    verb: str
    hint: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class WordedCommand:
    """A slash command with its verbs."""

    command: str
    description: str = ""
    usage_hint: str = ""
    verbs: tuple[Verb, ...] = ()


def worded_commands(told: Iterable[Mapping[str, Any]]) -> tuple[WordedCommand, ...]:
    """The commands from plain mappings with the same names. ``TypeError`` where a name is unknown."""
    return tuple(
        WordedCommand(**{**each, "verbs": tuple(Verb(**verb) for verb in each.get("verbs", ()))}) for each in told
    )
