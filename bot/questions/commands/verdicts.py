"""What is said after an answer, beside an owner, and of what routing has learned."""

from dataclasses import dataclass

from bot.speech.command import Command, choice, name, number, said, text


@said("opendata rate")
@dataclass(frozen=True, slots=True)
class Rate(Command):
    """Say whether an answer helped."""

    question: int = number("Q")
    helped: str = choice("yes", "no")


@said("opendata same")
@dataclass(frozen=True, slots=True)
class Same(Command):
    """The asker of a private question says that it is the same as a public one."""

    question: int = number("Q")
    of: int = number("Q")


@said("champion correct")
@dataclass(frozen=True, slots=True)
class Correct(Command):
    """Put right an answer that was wrong; you see it before it is posted."""

    question: int = number("Q")
    caveat: str = name("what to watch out for", longest=500)
    source: str = name("a link to the source", longest=500)
    text: str = text("the correct answer")


@said("champion marklast")
@dataclass(frozen=True, slots=True)
class MarkLast(Command):
    """Take your last reply in the thread as the answer."""

    question: int = number("Q")


@said("champion stepaside")
@dataclass(frozen=True, slots=True)
class StepAside(Command):
    """Say that a second look is not for you."""

    question: int = number("Q")


@said("champion takeover")
@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    """Ask its champion to pass a question to you."""

    question: int = number("Q")
    sure: str = choice("yes")


@said("champion letgo")
@dataclass(frozen=True, slots=True)
class LetGo(Command):
    """Say whether somebody who asks for your question may have it."""

    question: int = number("Q")
    to: str = name("who asks")
    keep: str = choice("yes")


@said("champion learn")
@dataclass(frozen=True, slots=True)
class Learn(Command):
    """Send questions like this one there from now on."""

    question: int = number("Q")
