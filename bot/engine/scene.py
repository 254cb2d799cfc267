"""A scene: what a handler is given; and a row: what the table of commands says of one command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.engine.errors import Refusal
from bot.engine.ports import Work
from bot.engine.request import Request
from bot.people.persons import Person
from bot.privacy import Span
from bot.questions.search import Hit
from bot.speech.command import Command
from bot.speech.forms import Form
from bot.speech.reply import Reply
from bot.speech.words import Words


class Who(StrEnum):
    """Who may say a command at all; what somebody may do to one question is in the table of moves."""

    ANYONE = "anyone"
    CHAMPION = "champions"
    COORDINATOR = "coordinators"


class Door(StrEnum):
    """How a command comes in. Only what is typed stands in the platforms' command trees and in the help.

    ``HEARD`` commands are made by adapters from what the platform itself says (a message's author, an account's
    e-mail address); they are not in the grammar, so nobody can type or press them.
    """

    TYPED = "typed"
    PRESSED = "pressed"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Scene:
    """One request being handled: who says it, in which unit of work, and in which language they are answered.

    ``found`` is what the row's ``looks`` read beforehand, on a reader. ``away`` names the platforms that cannot be
    reached just now, and since when: what is said there waits. ``seen`` is what the row's ``checks`` saw in texts that
    may go public: what looks like personal data, by text. ``read`` is what the row's ``reads`` gave, or
    what its ``works`` made of that.
    """

    request: Request
    work: Work
    person: Person
    say: Words
    found: tuple[Hit, ...] = ()
    away: Mapping[str, datetime] = field(default_factory=dict)
    seen: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    read: Any = None

    def refuse(self, sentence: str, code: str = "", **values: object) -> Refusal:
        """A refusal in the reader's language, to be raised."""
        return Refusal(self.say(sentence, **values), code)


@dataclass(frozen=True, slots=True)
class Row:
    """One command: who may say it, what it does, what it still needs, and how the help explains it.

    ``needs`` are the fields without which the form is shown instead. ``looks`` reads what is too slow to read inside
    the transaction, ``reads`` what only those may read who may say the command; what takes long to make of that,
    ``works`` makes in a thread of its own, where it stands in nobody's way. ``draws`` gives the pictures of that as
    SVG, each by what it is of, and ``shows`` puts in what was painted of them. ``checks`` looks for personal data in
    what may go public. ``muted`` is done in the handler's place while whoever says it is muted; None where it puts
    nothing before others.
    """

    command: type[Command]
    handler: Callable[[Scene, Any], Reply]
    who: Who
    summary: str
    example: Command
    form: Callable[[Scene, Any], Form] | None = None
    needs: tuple[str, ...] = ()
    door: Door = Door.TYPED
    looks: Callable[[Work, Any], tuple[Hit, ...]] | None = None
    checks: Callable[[Work, Any], Mapping[str, tuple[Span, ...]]] | None = None
    muted: Callable[[Scene, Any], Reply] | None = None
    reads: Callable[[Work, Any, datetime], Any] | None = None
    works: Callable[[Any], Any] | None = None
    draws: Callable[[Any, Any], Mapping[Any, str]] | None = None
    shows: Callable[[Any, Mapping[Any, bytes]], Any] | None = None
