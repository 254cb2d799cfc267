"""What everybody can ask about what they follow."""

from dataclasses import dataclass

from bot.speech.command import Command, choice, name, number, said
from bot.speech.words import languages

WAYS = ("dm", "digest")


@said("opendata follow")
@dataclass(frozen=True, slots=True)
class Follow(Command):
    """Hear how a question goes on, or what is answered about a dataset or a topic."""

    question: int = number("Q")
    dataset: str = name("a dataset", completes="dataset")
    topic: str = name("a topic", completes="topic")
    how: str = choice(*WAYS, help="by direct message, or in the digest")

    @property
    def subject(self) -> str:
        """What is meant, in whatever words; empty where nothing is named."""
        return _named(self.question, self.dataset, self.topic)


@said("opendata writeme")
@dataclass(frozen=True, slots=True)
class WriteMe(Command):
    """ "Yes, write to me": the consent without which nobody gets a direct message that they did not ask for."""

    question: int = number("Q")
    dataset: str = name("a dataset", completes="dataset")
    topic: str = name("a topic", completes="topic")


@said("opendata unfollow")
@dataclass(frozen=True, slots=True)
class Unfollow(Command):
    """Hear of it no longer."""

    question: int = number("Q")
    dataset: str = name("a dataset", completes="dataset")
    topic: str = name("a topic", completes="topic")

    @property
    def subject(self) -> str:
        """What is meant, in whatever words; empty where nothing is named."""
        return _named(self.question, self.dataset, self.topic)


@said("opendata metoo")
@dataclass(frozen=True, slots=True)
class MeToo(Command):
    """Say that one wants to know this as well: it is counted, and followed."""

    question: int = number("Q")


@said("opendata speak")
@dataclass(frozen=True, slots=True)
class Speak(Command):
    """Choose the language in which we write, in one tap beside a draft."""

    draft: int = number("D")
    language: str = choice(*languages(), help="the language in which we write to you")


def _named(question: int, dataset: str, topic: str) -> str:
    return (f"Q-{question}" if question else "") or dataset or topic
