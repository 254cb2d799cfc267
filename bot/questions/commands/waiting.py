"""What the clock says of questions, and what a champion answers it."""

from dataclasses import dataclass

from bot.speech.command import Command, number, said


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
