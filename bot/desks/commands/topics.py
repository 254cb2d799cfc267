"""What coordinators say about topics."""

from dataclasses import dataclass

from bot.speech.command import Command, name, number, said, text


@said("opendata-admin topics add")
@dataclass(frozen=True, slots=True)
class TopicAdd(Command):
    """Add a topic that questions are about."""

    keywords: str = name("words for it", longest=1000)
    department: str = name("whose it is")
    backup: str = name("a champion", person=True, completes="champion")
    text: str = text("the topic")


@said("opendata-admin topics rename")
@dataclass(frozen=True, slots=True)
class TopicRename(Command):
    """Give a topic another name; its questions and champions go along."""

    topic: str = name("the topic", completes="topic")
    text: str = text("its new name")


@said("opendata-admin topics merge")
@dataclass(frozen=True, slots=True)
class TopicMerge(Command):
    """Put a topic into another; its questions, champions and keywords go along."""

    topic: str = name("the topic", completes="topic")
    into: str = name("a topic", completes="topic")


@said("opendata-admin topics keywords")
@dataclass(frozen=True, slots=True)
class TopicKeywords(Command):
    """Say which words point to a topic."""

    topic: str = name("the topic", completes="topic")
    text: str = text("words with ; between them")


@said("opendata-admin topics learned")
@dataclass(frozen=True, slots=True)
class TopicLearned(Command):
    """See what was learned from questions that were sent elsewhere."""

    topic: str = name("only this topic", completes="topic")


@said("opendata-admin topics forget")
@dataclass(frozen=True, slots=True)
class TopicForget(Command):
    """Forget something that was learned."""

    lesson: int = number("L", "its number, like L-3")


@said("opendata-admin topics backup")
@dataclass(frozen=True, slots=True)
class TopicBackup(Command):
    """Say who stands in where nobody of a topic is there."""

    topic: str = name("the topic", completes="topic")
    to: str = name("a champion", person=True, completes="champion")
