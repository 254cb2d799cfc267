"""What coordinators can ask of the rotation, and what the clock and the pump say of it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.speech.command import Command, choice, day, number, said


@said("opendata-admin showcase schedule")
@dataclass(frozen=True, slots=True)
class ShowcaseSchedule(Command):
    """See which projects are shown when, or choose when one is."""

    project: int = number("S", "the project, such as S-12")
    turn: str = choice("next", "skip", "usual", help="next, not next time, or in its usual turn")
    on: date | None = day("the day on which it is shown, like 2026-12-04")  # noqa: RUF009 (as in attrs)


@said("opendata-admin showcase pause")
@dataclass(frozen=True, slots=True)
class ShowcasePause(Command):
    """Show no project until it is resumed; what is approved waits."""


@said("opendata-admin showcase resume")
@dataclass(frozen=True, slots=True)
class ShowcaseResume(Command):
    """Show projects again, from the next slot on."""


@said("opendata-admin showcase again")
@dataclass(frozen=True, slots=True)
class ShowAgain(Command):
    """Try once more to show a project that a platform refused."""

    project: int = number("S")
    time: int = number("T")


@said("opendata-admin showcase refused")
@dataclass(frozen=True, slots=True)
class NotShown(Command):
    """The pump says that a platform refuses a project's card."""

    project: int = 0
    time: int = 0
    platform: str = ""
    text: str = ""


@said("opendata-admin showcase due")
@dataclass(frozen=True, slots=True)
class ShowDue(Command):
    """The clock says that a slot has come."""

    due: datetime | None = None


@said("opendata-admin showcase thank")
@dataclass(frozen=True, slots=True)
class ThanksDue(Command):
    """The clock says that thanks are due."""

    due: datetime | None = None


@said("opendata-admin showcase reckon")
@dataclass(frozen=True, slots=True)
class ReckonSlots(Command):
    """The clock says that the next slot has to be reckoned."""
