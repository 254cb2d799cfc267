"""Persons: who somebody is to the desk, and the roster as one thing to ask."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.people.lessons import Lesson
from bot.people.model import Champion, Identity, Level


@dataclass(frozen=True, slots=True)
class Person:
    """One human of one desk. ``champion`` is set where the desk's roster knows them and their rights are pinned;
    ``since`` is when they were first heard, ``muted_until`` the moment before which nothing of theirs is posted.

    ``messages`` is how they want to be written to ("dm", "thread", "none"; empty: never said), ``chose_language`` says
    that the language is their own choice and no guess of their client's."""

    number: int
    name: str
    identity: Identity
    language: str = "en"
    champion: Champion | None = None
    messages: str = ""
    chose_language: bool = False
    since: datetime | None = None
    muted_until: datetime | None = None

    def is_muted(self, at: datetime) -> bool:
        """Whether nothing that they say at a moment is posted."""
        return self.muted_until is not None and at < self.muted_until

    @property
    def is_champion(self) -> bool:
        """True for anybody on the roster, whatever their level."""
        return self.champion is not None

    @property
    def is_coordinator(self) -> bool:
        """True for those who run the programme."""
        return self.champion is not None and self.champion.level is Level.COORDINATOR


@dataclass(frozen=True)
class Roster:
    """Everybody on the desk's roster, by number; and what was learned about who takes what, the newest first."""

    champions: tuple[Champion, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    by_number: dict[int, Champion] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_number", {each.number: each for each in self.champions})

    def __getitem__(self, number: int) -> Champion:
        return self.by_number[number]

    def get(self, number: int) -> Champion | None:
        """The champion with that number, or None."""
        return self.by_number.get(number)

    def name(self, number: int, otherwise: str = "") -> str:
        """The public name of a champion, or ``otherwise`` where they left the roster."""
        found = self.by_number.get(number)
        return found.public_name if found else otherwise

    @property
    def coordinators(self) -> tuple[Champion, ...]:
        """Those who run the programme, in the roster's order."""
        return tuple(each for each in self.champions if each.level is Level.COORDINATOR)

    def named(self, words: str) -> Champion | None:
        """The champion with exactly that name, whatever the case; None where there is none or more than one."""
        wanted = words.strip().lstrip("@").casefold()
        found = [each for each in self.champions if each.row.public_name.casefold() == wanted]
        return found[0] if len(found) == 1 else None


def roster_of(champions: Iterable[Champion]) -> Roster:
    """A roster of these champions, in this order."""
    return Roster(tuple(champions))
