"""What handlers need of storage to moderate; it is one of the rooms of a unit of work (``work.py``)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.people.model import Identity
from bot.questions.moderation.model import Allowance, Condition, Deed, Pace


class Moderation(Protocol):
    """Limits, mutes, what holds for the desk just now, and its log."""

    def pace(self, person: int, day: datetime) -> Pace:
        """How much a person has asked, with ``day`` as the moment since which it counts as today."""

    def keep_pace(self, accounts: Sequence[Identity], pace: Pace, at: datetime) -> None:
        """Remember how much whoever is being forgotten asked today, by nothing that says who they were: their limit for
        the day holds when they come back."""

    def forget_paces(self, moment: datetime) -> int:
        """Forget those that were kept before ``moment``; gives how many."""

    def newcomers(self, after: datetime, came: datetime) -> int:
        """How many of the newest 60 questions were asked after a moment by people first heard after ``came``."""

    def allowance(self, person: int) -> Allowance:
        """What a person may ask in place of the desk's limits."""

    def allow(self, person: int, allowance: Allowance) -> None:
        """Write what a person may ask in place of the desk's limits."""

    def mute(self, person: int, until: datetime | None, why: str = "") -> None:
        """Post nothing of a person's before a moment; None lets them speak again."""

    def why_muted(self, person: int) -> str:
        """The reason that a person was given."""

    def change(self, condition: Condition) -> None:
        """Write what holds for the desk from now on."""

    def note(self, deed: Deed) -> None:
        """Write down what was done to a person or to the desk."""

    def log(self, after: datetime, limit: int, *, person: int = 0, question: int = 0) -> Sequence[Deed]:
        """What was done since a moment, newest first: by or to one person, or to one question, where they are named."""
