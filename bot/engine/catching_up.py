"""Catching up: what was said while we were away is read when we are back, and handled as if it had just come.

Each request has the id that it would have had, so what was handled already changes nothing, and its original time, so
that nobody's clock starts late. How far a channel was heard is remembered once a minute and in an orderly stop, and
never before everything up to there was read: after a fall it is rather read twice than not at all.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import structlog

from bot.engine.app import App, Failed
from bot.engine.errors import PlatformError, frames_of
from bot.engine.ports import Work
from bot.engine.remembering import Mark, Recalls
from bot.engine.request import Request
from bot.speech.reply import Reply

MOST_THREADS = 50  # threads of open questions that are read on each platform, the newest first
TRIES = 5  # how often a platform that cannot be read is tried before the next start has to
WAIT = 30.0  # seconds between two tries
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Absence:
    """When we did not listen."""

    since: datetime
    until: datetime


class Telling(Protocol):
    """What people are told who spoke while we were away."""

    def found(self, work: Work, request: Request, absence: Absence) -> bool:
        """Tell an asker, once, that their question was found; False where no question came of the request."""

    def late(self, work: Work, request: Request, reply: Reply, absence: Absence) -> Reply:
        """The reply, with a word about why it comes so late."""


class CatchingUp:
    """Reads what every platform that can (:class:`Recalls`) has to tell. ``now`` dates our absence.

    A platform of several workspaces gives them as its ``parts``; one that joins later has nothing to catch up with.
    """

    def __init__(
        self,
        app: App,
        platforms: Mapping[str, Any],
        telling: Telling,
        now: Callable[[], datetime],
        wait: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    ) -> None:
        self._app, self._platforms, self._telling, self._now, self._wait = app, platforms, telling, now, wait
        self._behind: list[Recalls] | None = None  # whose marks must not be written down yet; None before the start
        self._done = asyncio.Event()

    async def run(self) -> None:
        """Catch up on every platform, side by side; returns when all is read, or was tried often enough."""
        able = self._able()
        self._behind = [each for _, each in able]
        try:
            await asyncio.gather(*(self._patiently(name, each) for name, each in able))
        finally:
            self._done.set()

    def _able(self) -> list[tuple[str, Recalls]]:
        """Whoever can be caught up with, by the platform's name: the platform, or each of its ``parts``."""
        found = [(name, part) for name, each in self._platforms.items() for part in getattr(each, "parts", (each,))]
        return [(name, each) for name, each in found if isinstance(each, Recalls) and each.desk]

    async def done(self) -> None:
        """Wait until :meth:`run` has come to its end."""
        await self._done.wait()

    async def remember(self) -> None:
        """Write down how far each channel was heard, where nothing before that is left to read."""
        behind = self._behind
        for name, platform in self._able() if behind is not None else ():
            if not any(each is platform for each in behind or ()):
                await self._app.store.save_cursors(platform.desk, name, platform.heard_up_to(), self._now())

    async def _patiently(self, name: str, platform: Recalls) -> None:
        for _ in range(TRIES):
            try:
                await self._read(name, platform)
            except PlatformError as refused:
                log.warning("what was missed cannot be read yet", platform=name, why=refused.why)
                await self._wait(WAIT)
            except Exception as fault:
                log.error("catching up failed", platform=name, fault=type(fault).__name__, frames=frames_of(fault))
                await self._wait(WAIT)
            else:
                self._behind = [each for each in self._behind or () if each is not platform]
                await self.remember()
                return

    async def _read(self, name: str, platform: Recalls) -> None:
        marks = await self._app.store.cursors(platform.desk, name)
        absence = Absence(_last_listening(marks, self._now()), self._now())
        threads = await self._app.look(platform.desk, lambda work: work.slots.threads(name, MOST_THREADS))
        count = 0
        async for request in platform.missed({channel: each.mark for channel, each in marks.items()}, threads):
            count += await self._handle(platform, request, absence)
        if count:
            log.info("caught up", platform=name, desk=platform.desk, requests=count)

    async def _handle(self, platform: Recalls, request: Request, absence: Absence) -> bool:
        """Handle one request; False where that was done before, and where it comes too late to be welcome."""
        if request.command.fleeting:
            return False
        before = await self._app.look(request.desk, lambda work: work.reply_to(request.id))
        if before is not None:
            return False
        try:
            reply = await self._app.handle(request)
        except Failed as failed:  # written down by the app already; they read that it failed, with their words
            reply = failed.reply
        told = await self._app.store.write(request.desk, lambda work: self._told(work, request, reply, absence))
        if not told.is_nothing:
            await platform.answer(request, told)
        return True

    def _told(self, work: Work, request: Request, reply: Reply, absence: Absence) -> Reply:
        if self._telling.found(work, request, absence):
            return Reply()
        return reply if reply.is_nothing else self._telling.late(work, request, reply, absence)


def _last_listening(marks: Mapping[str, Mark], otherwise: datetime) -> datetime:
    return max((each.at for each in marks.values()), default=otherwise)
