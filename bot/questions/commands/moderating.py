"""What moderates: mutes and limits, held and redacted questions, the pause, the log (interaction.md, section 2.4)."""

from dataclasses import dataclass
from datetime import date

from bot.speech.command import Command, day, name, number, said, text


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

    @property
    def whom(self) -> str | int:
        """Who is meant: either is enough."""
        return self.person or self.question


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
