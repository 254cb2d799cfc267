"""What coordinators said of a project's turn, and for which projects thanks were said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Wish(StrEnum):
    """What a coordinator wants of a project's turn."""

    NEXT = "next"  # at the next slot
    ON = "on"  # at the first slot from a moment on, and not before
    SKIP = "skip"  # not at the slots up to a moment; its place is kept


@dataclass(frozen=True, slots=True)
class Turn:
    """What was last said of a project's turn, at ``at``. ``moment`` is what the wish is about; None for ``NEXT``. What
    was wished is over once the project is shown."""

    project: int
    wish: Wish
    at: datetime
    moment: datetime | None = None


class Rotation(Protocol):
    """What one desk keeps of its projects' turns."""

    def turns(self) -> Mapping[int, Turn]:
        """What was said of turns, by the projects' numbers."""

    def say(self, turn: Turn) -> None:
        """Write down what is wished, in the place of what was wished before."""

    def forget(self, project: int) -> None:
        """Nothing is wished of a project's turn any more."""

    def thanked(self) -> Collection[int]:
        """The projects for which thanks were said, by number."""

    def note_thanked(self, projects: Collection[int], at: datetime) -> None:
        """Write down that thanks were said for these."""
