"""What moderation knows: the mood of a desk, a person's pace and allowance, and what was done by whom."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Condition:
    """What holds for a whole desk just now, beside its settings.

    ``paused_at`` is None while the desk posts. ``raid_until`` is when raid mode ends by itself (interaction.md §6.5).
    """

    paused_at: datetime | None = None
    paused_why: str = ""
    raid_until: datetime | None = None

    @property
    def is_paused(self) -> bool:
        """True while nothing is posted but acknowledgements."""
        return self.paused_at is not None

    def is_raided(self, at: datetime) -> bool:
        """Whether the first questions of new members are held at a moment."""
        return self.raid_until is not None and at < self.raid_until


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person may ask in place of the desk's own limits; None leaves the desk's."""

    open: int | None = None
    per_day: int | None = None
    seconds_between: int | None = None


NO_ALLOWANCE = Allowance()


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a person has asked: open questions, those since the beginning of the day, and when the last one was."""

    open: int = 0
    today: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the desk's log. ``verb`` is a move of a question, or what was done to a person or the desk;
    ``by`` and ``person`` are people's numbers (0: nobody, or the clock), ``question`` a question's."""

    at: datetime
    verb: str
    by: int = 0
    platform: str = ""
    question: int = 0
    person: int = 0
    note: str = ""
