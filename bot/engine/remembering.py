"""Remembering what platforms said: what became of a message, and how far each channel was heard.

By the first, edits and deletions reach every copy of somebody's words. By the second, what was said while we were
away is read when we are back (``catching_up.py``).
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.engine.request import Place, Request
from bot.speech.reply import Reply


@dataclass(frozen=True, slots=True)
class Trace:
    """What a message became: ``part`` of a question's words ("text", "note/3", "answer/1"), or of a draft's.

    ``message`` is the id of the message's own request, ``author`` the account that wrote it on that platform. Before
    the draft has become anything ``question`` is 0.
    """

    message: str
    author: str
    question: int = 0
    draft: int = 0
    part: str = ""


class Traces(Protocol):
    """Origin and copies: which message became which words, on one desk."""

    def keep(self, trace: Trace) -> None:
        """Remember what a message became; saying it twice changes nothing."""

    def of(self, message: str) -> tuple[Trace, ...]:
        """What became of a message; empty for one that became nothing."""

    def became(self, draft: int, question: int, *parts: str) -> None:
        """The message that a draft came from, where there is one, is now these parts of a question's words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a channel was heard: the platform's own ``mark`` of the last message, and when we last listened."""

    mark: str
    at: datetime


class Cursors(Protocol):
    """Where to read on after we were away."""

    async def cursors(self, desk: str, platform: str) -> Mapping[str, Mark]:
        """How far each channel of a desk was heard on a platform; empty before the first time."""

    async def save_cursors(self, desk: str, platform: str, marks: Mapping[str, str], at: datetime) -> None:
        """Remember how far each channel was heard, and that we were listening ``at`` this moment."""


@runtime_checkable
class Recalls(Protocol):
    """A platform that can read back what was said. This is a capability: a platform may do without."""

    @property
    def desk(self) -> str:
        """The slug of the desk whose rooms these are; empty before the adapter has started."""

    def heard_up_to(self) -> Mapping[str, str]:
        """Each room's id with the platform's mark of the newest thing heard there, in a form of its own.

        Where nothing was heard yet in a room since the start, its mark is the one that :meth:`missed` was given, or,
        for a room that is new, one that stands for "now". It stays readable after the adapter was stopped.
        """

    def missed(self, since: Mapping[str, str], threads: Sequence[Place]) -> AsyncIterator[Request]:
        """Everything said in the desk's rooms after the marks ``since``, and in ``threads``, oldest first.

        Each comes as the request that it would have been, with the same id and its original time. A room without a
        mark gives nothing. How much is read is bounded, and the platform's pace is kept. Raises PlatformError.
        """

    async def answer(self, request: Request, reply: Reply) -> None:
        """Show the reply to whoever said this, by the nearest way that works; once, however often it is asked."""
