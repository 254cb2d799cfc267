"""What is kept for those who ask: what they follow, which answers were enough, and how all of it is forgotten.

Storage implements these; they are rooms of the unit of work (``work.py``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.engine.slots import Slot
from bot.people.lessons import Lesson
from bot.people.persons import Person

KINDS = ("question", "dataset", "topic")


@dataclass(frozen=True, slots=True)
class Follow:
    """Something that a person follows: ``subject`` is a number of the desk, or a topic's name. ``how`` is "dm",
    "digest", or empty for whoever follows no longer; ``too`` says that they said "me too"."""

    person: int
    kind: str
    subject: str
    how: str = ""
    too: bool = False


class Follows(Protocol):
    """Who follows what."""

    def of(self, person: int) -> tuple[Follow, ...]:
        """What a person follows or has said "me too" to, the oldest first."""

    def one(self, person: int, kind: str, subject: str) -> Follow | None:
        """What a person has said about one subject; None for nothing."""

    def put(self, follow: Follow, at: datetime) -> None:
        """Follow, follow otherwise, or follow no longer; a "me too" that was said stays said."""

    def wanted_by(self, question: int) -> int:
        """How many people said "me too" to a question."""

    def hearing(self, question: int, dataset: int, topic: str) -> tuple[Person, ...]:
        """Everybody who follows the question, its dataset or its topic by direct message, each once; never those who
        want no messages."""

    def retopic(self, topic: str, name: str) -> None:
        """Whoever follows a topic follows another instead; once, where they follow both."""

    def weekly(self) -> tuple[tuple[Person, tuple[Follow, ...]], ...]:
        """Everybody who follows something in the digest and agreed to direct messages, with what that is."""

    def note_helped(self, kind: str, subject: int, day: date) -> None:
        """Count that a question's answer, or a dataset, was enough for somebody."""

    def helped(self, since: date) -> tuple[tuple[str, int, int], ...]:
        """What was enough since a day: (kind, number, how often), the most helpful first."""


class Voices(Protocol):
    """What people say of answers: one voice a person and question."""

    def put(self, question: int, person: int, answer: int, yes: bool, at: datetime) -> None:
        """Somebody says whether an answer helped; what they said of the question before no longer counts."""

    def drop(self, question: int, person: int) -> bool:
        """Somebody takes back what they said; False where they had said nothing."""

    def of(self, person: int) -> tuple[tuple[int, bool], ...]:
        """What somebody has said: (question, whether its answer helped)."""

    def tally(self, question: int) -> tuple[int, str]:
        """How many readers the standing answer helped, and what the asker says of it ("yes", "no", "" for nothing)."""

    def helped(self, question: int) -> tuple[Person, ...]:
        """Everybody whom an answer of the question helped and who wants to be written to."""

    def corrected(self, person: int) -> tuple[int, ...]:
        """The questions of which an answer helped somebody that was put right since."""

    def rated(self, since: datetime) -> tuple[int, int]:
        """How many askers said since a moment that an answer helped them, and how many that it did not."""


class Lessons(Protocol):
    """What a desk has learned about who takes what; its roster has all of it."""

    def learn(self, lesson: Lesson) -> Lesson:
        """Keep a lesson, in place of the one that the same question taught before; gives it the desk's next number."""

    def forget(self, number: int) -> bool:
        """Forget a lesson; False where there is none of that number."""

    def retopic(self, topic: str, name: str) -> None:
        """What was learned for a topic is learned for another."""


class Forgetting(Protocol):
    """How a person is forgotten. What they asked is taken back or made nameless before, by the rules for questions."""

    def asked(self, person: int) -> tuple[int, ...]:
        """The numbers of everything that a person ever asked."""

    def written(self, person: int) -> tuple[tuple[int, str, str], ...]:
        """What a person wrote about any question: (question, part, text), without what was taken back."""

    def credited(self, names: Sequence[str]) -> tuple[int, ...]:
        """The questions whose cards thank somebody by one of these names."""

    def naming(self, person: int) -> tuple[Slot, ...]:
        """Every card that carries the id of one of a person's accounts, wherever it hangs."""

    def forget(self, person: int, names: Sequence[str]) -> None:
        """Keep nothing of a person but a number: no account, name, choice, draft, trace or direct message, nor a kept
        reply of the desk, any of which may repeat their words. ``names`` are what they went by."""

    def known_to(self, person: int) -> dict[str, Any]:
        """What is kept of a person beside questions: their accounts, settings and drafts, in plain values."""
