"""What champions can do: `/champion` and its buttons."""

from dataclasses import dataclass

from bot.questions.model import CloseReason
from bot.speech.command import Command, choice, name, number, said, text

REASONS = tuple(each.value for each in CloseReason if each is not CloseReason.ASKER_SILENT)
DETAILS = ("dataset", "dates", "area", "purpose")
ESCALATES = ("internal", "executive")
QUEUES = ("mine", "unclaimed", "oldest", "waiting", "all")


@said("champion queue")
@dataclass(frozen=True, slots=True)
class Queue(Command):
    """See what waits for you."""

    show: str = choice(*QUEUES, help="which questions")
    topic: str = name("only this topic", completes="topic")


@said("champion claim")
@dataclass(frozen=True, slots=True)
class Claim(Command):
    """Take a question."""

    question: int = number("Q")
    sure: str = choice("yes")


@said("champion answer")
@dataclass(frozen=True, slots=True)
class WriteAnswer(Command):
    """Answer a question; you see it before it is posted."""

    question: int = number("Q")
    dataset: str = name("the dataset it is about", completes="dataset")
    caveat: str = name("what to watch out for", longest=500)
    source: str = name("a link to the source", longest=500)
    text: str = text("your answer")


@said("champion edit")
@dataclass(frozen=True, slots=True)
class EditAnswer(Command):
    """Change an answer before it is posted."""

    draft: int = number("D")
    dataset: str = name("the dataset it is about", completes="dataset")
    caveat: str = name("what to watch out for", longest=500)
    source: str = name("a link to the source", longest=500)
    text: str = text("your answer")


@said("champion post")
@dataclass(frozen=True, slots=True)
class PostAnswer(Command):
    """Post an answer that was written and looked at."""

    draft: int = number("D")
    helping: str = choice("as_helper", "take_over", help="when somebody else looks after it")


@said("champion discard")
@dataclass(frozen=True, slots=True)
class Discard(Command):
    """Throw an answer away before it is posted."""

    draft: int = number("D")


@said("champion clarify")
@dataclass(frozen=True, slots=True)
class Clarify(Command):
    """Ask the asker for one thing."""

    question: int = number("Q")
    pick: str = choice(*DETAILS, help="what you need")
    text: str = text("what you need to know")

    @property
    def need(self) -> str:
        """What was picked, or said in one's own words: either is enough."""
        return self.pick or self.text


@said("champion release")
@dataclass(frozen=True, slots=True)
class Release(Command):
    """Give a question back to the queue."""

    question: int = number("Q")
    text: str = text("a note for whoever takes it")


@said("champion handoff")
@dataclass(frozen=True, slots=True)
class HandOff(Command):
    """Pass your question to another champion."""

    question: int = number("Q")
    to: str = name("another champion", person=True, completes="champion")
    text: str = text("a note for them")


@said("champion escalate")
@dataclass(frozen=True, slots=True)
class Escalate(Command):
    """Ask inside: the department's own champion, then an executive. You stay the asker's face."""

    question: int = number("Q")
    to: str = choice(*ESCALATES, help="who is asked; the next level where you leave it out")
    text: str = text("why, for those inside")


@said("champion deescalate")
@dataclass(frozen=True, slots=True)
class Deescalate(Command):
    """End the asking inside: the question goes on as before."""

    question: int = number("Q")
    text: str = text("a note for the champions")


@said("champion accept")
@dataclass(frozen=True, slots=True)
class Accept(Command):
    """Take a question that was passed to you."""

    question: int = number("Q")
    sure: str = choice("yes")


@said("champion decline")
@dataclass(frozen=True, slots=True)
class Decline(Command):
    """Give a question that was passed to you back."""

    question: int = number("Q")
    text: str = text("why")


@said("champion close")
@dataclass(frozen=True, slots=True)
class Close(Command):
    """Set a question aside, with a reason in plain words."""

    question: int = number("Q")
    reason: str = choice(*REASONS, help="why")
    text: str = text("why, and where to go instead")


@said("champion note")
@dataclass(frozen=True, slots=True)
class NoteIt(Command):
    """Leave a note for the other champions; askers never see it."""

    question: int = number("Q")
    text: str = text("your note")


@said("champion duplicate")
@dataclass(frozen=True, slots=True)
class Duplicate(Command):
    """Say that a question was asked before."""

    question: int = number("Q")
    of: int = number("Q")


@said("champion different")
@dataclass(frozen=True, slots=True)
class Different(Command):
    """It is no duplicate: undo the merge."""

    question: int = number("Q")


@said("champion route")
@dataclass(frozen=True, slots=True)
class Route(Command):
    """Send a question to another topic or dataset."""

    question: int = number("Q")
    topic: str = name("the topic", completes="topic")
    dataset: str = name("the dataset", completes="dataset")

    @property
    def subject(self) -> str:
        """Where it should go: either is enough."""
        return self.topic or self.dataset


@said("champion more")
@dataclass(frozen=True, slots=True)
class More(Command):
    """Show everything that can be done with a question."""

    question: int = number("Q")


@said("champion askedby")
@dataclass(frozen=True, slots=True)
class AskedBy(Command):
    """Person menu: what somebody asked for all to see."""

    person: str = name("who", person=True)


@said("champion mark")
@dataclass(frozen=True, slots=True)
class MarkAnswer(Command):
    """Message shortcut: this message in the thread is the answer. ``message`` as in :class:`Track`."""

    author: str = name("who wrote it", person=True)
    text: str = text("the message")
    message: str = name("the message's id")
