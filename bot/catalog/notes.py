"""Usage notes: what a dataset is good for, what it is not, and what to watch out for (interaction.md, section 2.3).

A champion writes one; whoever owns the data says yes before anybody else reads it. One note stands for a dataset: a
newer one that was approved takes its place, and keeps of it what it does not speak of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

LONGEST = 200  # characters of each of its lines
LINES = ("best", "not_good", "watch")


class NoteState(StrEnum):
    """Where a usage note stands; kept back, its author alone has read what it may give away."""

    KEPT = "kept"
    WAITING = "waiting"
    STANDS = "stands"
    DECLINED = "declined"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class UsageNote:
    """A usage note; ``source`` is the number of the question that taught it, ``approver`` who was asked to approve it
    (0: the coordinators), ``decided`` who did."""

    number: int
    dataset: int
    author: int
    at: datetime
    best: str = ""
    not_good: str = ""
    watch: str = ""
    source: int = 0
    approver: int = 0
    decided: int = 0
    state: NoteState = NoteState.WAITING

    @property
    def id(self) -> str:
        """The number as people read it: ``N-3``."""
        return f"N-{self.number}"

    @property
    def says(self) -> str:
        """All that it says."""
        return "\n".join(each for each in (self.best, self.not_good, self.watch) if each)

    def contradicts(self, other: "UsageNote") -> tuple[str, ...]:
        """The lines in which both speak, and differently."""
        both = [each for each in LINES if getattr(self, each) and getattr(other, each)]
        return tuple(each for each in both if getattr(self, each) != getattr(other, each))

    def saying(self, lines: Mapping[str, str]) -> "UsageNote":
        """The same note with only these lines, by their names in ``LINES``."""
        best, not_good, watch = (lines.get(each, "") for each in LINES)
        return replace(self, best=best, not_good=not_good, watch=watch)

    def over(self, older: "UsageNote | None") -> "UsageNote":
        """This note in the place of an older one: where it says nothing, the older one still holds."""
        if older is None:
            return self
        kept = {each: getattr(self, each) or getattr(older, each) for each in LINES}
        return replace(self.saying(kept), source=self.source or older.source)


class Notes(Protocol):
    """The usage notes of one desk."""

    def add(self, note: UsageNote) -> UsageNote:
        """Write a new note; gives it the desk's next number."""

    def get(self, number: int) -> UsageNote | None:
        """The note with that number."""

    def standing(self, dataset: int) -> UsageNote | None:
        """The note that stands for a dataset."""

    def all_standing(self) -> tuple[UsageNote, ...]:
        """Every note that stands, in the order of the datasets' short numbers."""

    def waiting(self, limit: int) -> tuple[UsageNote, ...]:
        """The notes that wait for a yes, the oldest first."""

    def decide(self, note: UsageNote) -> bool:
        """Write a note that was decided, or is kept back no more: one that stands now takes the place of the one
        before. False where it was decided already."""
