"""What everybody can ask: `/opendata`, its buttons, and what adapters hear."""

from dataclasses import dataclass
from datetime import date

from bot.questions.model import Share
from bot.speech.command import Command, choice, day, name, number, said, text

SHARES = tuple(Share)


@said("opendata ask")
@dataclass(frozen=True, slots=True)
class Ask(Command):
    """Ask a question about the city's data."""

    dataset: str = name("the dataset it is about", completes="dataset")
    topic: str = name("the topic", completes="topic")
    share: str = choice(*SHARES, help="with your name, without it, or privately")
    deadline: date | None = day("when you need it")  # noqa: RUF009 (the field itself, as in attrs)
    text: str = text("your question")


@said("opendata preview")
@dataclass(frozen=True, slots=True)
class Preview(Command):
    """Show a draft as it would be posted: "None of these"."""

    draft: int = number("D")
    dataset: str = name("the dataset it is about", completes="dataset")


@said("opendata edit")
@dataclass(frozen=True, slots=True)
class Edit(Command):
    """Change a draft before it is posted."""

    draft: int = number("D")
    dataset: str = name("the dataset it is about", completes="dataset")
    text: str = text("your question")


@said("opendata post")
@dataclass(frozen=True, slots=True)
class Post(Command):
    """Post a draft: the question gets its number."""

    draft: int = number("D")
    share: str = choice(*SHARES, help="with your name, without it, or privately")


@said("opendata say")
@dataclass(frozen=True, slots=True)
class SayIt(Command):
    """ "It's fine, post": words that were kept back for what they looked like go public."""

    draft: int = number("D")


@said("opendata rephrase")
@dataclass(frozen=True, slots=True)
class Rephrase(Command):
    """Change words that were kept back."""

    draft: int = number("D")
    text: str = text("the words")


@said("opendata cancel")
@dataclass(frozen=True, slots=True)
class Cancel(Command):
    """Do not post; the draft is kept 24 hours."""

    draft: int = number("D")


@said("opendata helped")
@dataclass(frozen=True, slots=True)
class Helped(Command):
    """An existing answer, or a dataset, was enough: "This answers it"."""

    draft: int = number("D")
    question: int = number("Q")
    dataset: int = number("DS")


@said("opendata lookup")
@dataclass(frozen=True, slots=True)
class LookUp(Command):
    """Search for a draft's words instead of asking them."""

    draft: int = number("D")


@said("opendata status")
@dataclass(frozen=True, slots=True)
class Status(Command):
    """See where your questions stand."""

    question: int = number("Q")


@said("opendata reply")
@dataclass(frozen=True, slots=True)
class Tell(Command):
    """Add something to your question."""

    question: int = number("Q")
    text: str = text("what you want to add")


@said("opendata solved")
@dataclass(frozen=True, slots=True)
class Solved(Command):
    """Say that the answer solved it."""

    question: int = number("Q")
    helped_by: str = name("who helped", person=True)


@said("opendata notyet")
@dataclass(frozen=True, slots=True)
class NotYet(Command):
    """Say that the answer did not solve it, and why."""

    question: int = number("Q")
    text: str = text("what is still missing")


@said("opendata reopen")
@dataclass(frozen=True, slots=True)
class Reopen(Command):
    """Take a solved or closed question up again."""

    question: int = number("Q")
    text: str = text("why")


@said("opendata withdraw")
@dataclass(frozen=True, slots=True)
class Withdraw(Command):
    """Take your question back."""

    question: int = number("Q")
    keep: str = choice("answer", "nothing", help="what stays when it was answered already")


@said("opendata comment")
@dataclass(frozen=True, slots=True)
class JustAComment(Command):
    """A message in the thread was only a comment."""

    question: int = number("Q")


@said("opendata track")
@dataclass(frozen=True, slots=True)
class Track(Command):
    """Message shortcut: this message is a data question. ``message`` is the id that the message's own request has
    or would have: by it, edits and deletions of the message are followed."""

    author: str = name("who wrote it", person=True)
    text: str = text("the message")
    message: str = name("the message's id")


@said("opendata agree")
@dataclass(frozen=True, slots=True)
class Agree(Command):
    """The author of a message says whether it may be tracked as a question."""

    draft: int = number("D")
    share: str = choice(*SHARES, "no")


@said("opendata heard")
@dataclass(frozen=True, slots=True)
class Heard(Command):
    """A plain message in a thread of ours."""

    text: str = text("the message")


@said("opendata unclear")
@dataclass(frozen=True, slots=True)
class Unclear(Command):
    """Words that are no command: perhaps they are a question."""

    text: str = text("what was typed")
