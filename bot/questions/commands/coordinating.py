"""What coordinators can do with questions: `/opendata-admin question`."""

from dataclasses import dataclass

from bot.speech.command import Command, name, number, said, text


@said("opendata-admin question assign")
@dataclass(frozen=True, slots=True)
class Assign(Command):
    """Give a question to a champion."""

    question: int = number("Q")
    to: str = name("a champion", person=True, completes="champion")


@said("opendata-admin question hold")
@dataclass(frozen=True, slots=True)
class Hold(Command):
    """Hold a question back until somebody has looked at it."""

    question: int = number("Q")
    text: str = text("why")


@said("opendata-admin question release")
@dataclass(frozen=True, slots=True)
class ReleaseHold(Command):
    """Let a held question go on."""

    question: int = number("Q")


@said("opendata-admin question remove")
@dataclass(frozen=True, slots=True)
class Remove(Command):
    """Remove a question from public view; the reason is kept."""

    question: int = number("Q")
    text: str = text("why")
