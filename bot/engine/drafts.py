"""Drafts: texts that are not public yet (the port that storage fills)."""

from datetime import datetime
from typing import Protocol

from bot.questions.model import Draft, DraftKind


class Drafts(Protocol):
    """Texts that are not public yet."""

    def add(self, draft: Draft) -> Draft:
        """Keep a draft; gives it the desk's next draft number."""

    def get(self, number: int) -> Draft | None:
        """The draft with that number."""

    def save(self, draft: Draft) -> None:
        """Write a changed draft."""

    def use(self, draft: Draft, question: int) -> bool:
        """Mark a draft as having become ``question``: True for the first, False where it was used before."""

    def newest(self, person: int, kind: DraftKind, question: int = 0) -> Draft | None:
        """A person's newest unused draft; of one question where it is named."""

    def reword(self, number: int, text: str) -> None:
        """Change the words of a draft; the old ones go from kept replies too."""

    def drop(self, number: int) -> None:
        """Throw a draft away, and the replies that repeat it."""

    def forget_before(self, moment: datetime) -> int:
        """Throw away the drafts older than ``moment``, what was shown of them to one person alone, and the replies
        of that age, which repeat them; gives how many drafts."""
