"""Offers: what the desk remembers of those that it made, so that it stays quiet (the port that storage fills)."""

from datetime import datetime
from typing import Protocol


class Offers(Protocol):
    """The offers of one desk."""

    def made_since(self, moment: datetime) -> int:
        """How many offers were made after that moment."""

    def declined_since(self, person: int, moment: datetime) -> bool:
        """Whether this person has said no to one after that moment."""

    def make(self, message: str, person: int, at: datetime) -> bool:
        """Write down that an offer was made to a message; False where one was made to it before."""

    def track(self, message: str, person: int, at: datetime) -> bool:
        """Write down that its author was asked whether a message may be tracked; False where they were asked about it
        before, or offered help. It is never forgotten, and counts as no offer."""

    def decline(self, message: str, at: datetime) -> None:
        """Its author said no."""

    def forget_before(self, moment: datetime) -> int:
        """Forget offers older than ``moment``; gives how many."""
