"""What platforms say of messages: one was changed, taken back, or begins a thread of its own."""

from dataclasses import dataclass

from bot.speech.command import Command, name, number, said, text


@said("opendata changed")
@dataclass(frozen=True, slots=True)
class Changed(Command):
    """Somebody edited their message. ``message`` is the id that the message's own request has or would have; an
    empty ``text`` (a platform that hides plain words) changes nothing."""

    message: str = name("the message")
    text: str = text("what it says now")


@said("opendata takenback")
@dataclass(frozen=True, slots=True)
class TakenBack(Command):
    """Somebody's message was deleted. Where the platform does not say who did it, the request's account is empty."""

    message: str = name("the message")


@said("opendata posted")
@dataclass(frozen=True, slots=True)
class Posted(Command):
    """Somebody began a thread in the ask forum: a question by itself. The request's place names the thread."""

    text: str = text("the question")


@said("opendata undelivered")
@dataclass(frozen=True, slots=True)
class Undelivered(Command):
    """The pump says that a card of a question cannot be shown, and is not tried any more. ``text`` is the reason."""

    question: int = number("Q")
    card: str = name("which of its cards")
    platform: str = name("where")
    text: str = text("why")
