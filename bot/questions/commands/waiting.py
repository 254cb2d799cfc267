"""What the clock says of questions, and what a champion says of time."""

from dataclasses import dataclass
from datetime import date

from bot.speech.command import Command, choice, day, number, said, text

SNOOZES = ("department", "refresh", "holiday", "other")


@said("opendata rung")
@dataclass(frozen=True, slots=True)
class Rung(Command):
    """A wait of a question is over. The clock says so; nobody can type or press it."""

    question: int = number("Q")


@said("champion still")
@dataclass(frozen=True, slots=True)
class StillOnIt(Command):
    """ "Yes, tell them": whoever holds the question is still on it."""

    question: int = number("Q")


@said("champion snooze")
@dataclass(frozen=True, slots=True)
class Snooze(Command):
    """Put your question aside until a day; whoever asked reads which day, and why."""

    question: int = number("Q")
    until: date | None = day("the day, like 2026-10-14", bare=True)  # noqa: RUF009 (the field itself, as in attrs)
    reason: str = choice(*SNOOZES, help="what you wait for")
    text: str = text("why, for the person who asked")

    @property
    def why(self) -> str:
        """What was picked, or said in one's own words: "other" alone says nothing."""
        return self.text or ("" if self.reason == "other" else self.reason)


@said("champion wake")
@dataclass(frozen=True, slots=True)
class Wake(Command):
    """Take up a question that was put aside before its day."""

    question: int = number("Q")
