"""What moderates: mutes and limits, held and redacted questions, the pause, the log (interaction.md, section 2.4)."""

from dataclasses import dataclass
from datetime import date

from bot.speech.command import Command, choice, day, name, number, said, text


@said("opendata-admin people mute")
@dataclass(frozen=True, slots=True)
class Mute(Command):
    """Post nothing of somebody's until a day: of ``person``, or of whoever asked ``question``."""

    question: int = number("Q")
    person: str = name("who", person=True)
    until: date | None = day("the day they can ask again, like 2026-10-19", bare=True)  # noqa: RUF009 (as in attrs)
    text: str = text("why; they read it")

    @property
    def whom(self) -> str | int:
        """Who is meant: either is enough."""
        return self.person or self.question


@said("opendata-admin people unmute")
@dataclass(frozen=True, slots=True)
class Unmute(Command):
    """Let somebody speak again before the day."""

    question: int = number("Q")
    person: str = name("who", person=True)


@said("opendata-admin people limits")
@dataclass(frozen=True, slots=True)
class PeopleLimits(Command):
    """See how much people may ask, or let one person ask more: ``person``, or whoever asked ``question``."""

    question: int = number("Q")
    person: str = name("who", person=True)
    open: str = name("open questions at a time", longest=5)
    per_day: str = name("questions a day", longest=5)
    seconds_between: str = name("seconds between two questions", longest=5)


@said("opendata-admin people raidoff")
@dataclass(frozen=True, slots=True)
class RaidOff(Command):
    """End raid mode: the first questions of new members are held no longer."""


@said("champion report")
@dataclass(frozen=True, slots=True)
class Report(Command):
    """ "Not a question": the second champion who says so has it held."""

    question: int = number("Q")


@said("opendata-admin question redact")
@dataclass(frozen=True, slots=True)
class Redact(Command):
    """Take the words of a question out of everything that we posted and keep; ``everything`` takes its answers too."""

    question: int = number("Q")
    what: str = choice("question", "everything", help="the question's words, or its answers as well")
    text: str = text("why")


@said("opendata-admin question restore")
@dataclass(frozen=True, slots=True)
class Restore(Command):
    """Bring a removed question back, as it was."""

    question: int = number("Q")


@said("opendata-admin pause")
@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Post nothing but acknowledgements until it is resumed."""

    text: str = text("why; everybody reads it")


@said("opendata-admin resume")
@dataclass(frozen=True, slots=True)
class Resume(Command):
    """Post again, what is due first."""


@said("opendata-admin log")
@dataclass(frozen=True, slots=True)
class Log(Command):
    """See who did what, when, and from which platform."""

    question: int = number("Q")
    person: str = name("who", person=True)
    days: str = name("how many days back", longest=4)
    page: str = name("which page", longest=4)
