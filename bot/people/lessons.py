"""What a desk has learned about who takes what, from the questions that its champions sent elsewhere."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lesson:
    """Questions like one that was sent elsewhere go to ``topic`` from then on: those about ``dataset`` (0 for none), or
    those in which most of ``words`` stand, in whatever form. ``question`` taught it, and ``by`` said so."""

    topic: str
    words: tuple[str, ...] = ()
    dataset: int = 0
    question: int = 0
    by: int = 0
    at: datetime | None = None
    number: int = 0

    @property
    def id(self) -> str:
        """The number as people read it: ``L-3``."""
        return f"L-{self.number}"

    @property
    def enough(self) -> int:
        """How many of its words a question needs: all of two, and one may be missing of more."""
        return len(self.words) if len(self.words) < 3 else len(self.words) - 1
