"""Taking in what a poll found, in transactions so small that nobody who says something meanwhile has to wait.

How, and what a process that is killed half-way leaves behind: docs/adr/0016-a-catalogue-is-staged.md.
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from bot.catalog.portals import Portal, Step
from bot.catalog.taking import take_in
from bot.engine.ports import Store, Work

T = TypeVar("T")

PART = 16  # steps in one transaction: about three milliseconds of the writer's
PAUSES = 2.0  # how many times as long as a transaction took
LONGEST_REST = 0.1  # seconds
SMALL = 1_000  # datasets whose names are read anew so quickly that nobody notices


class TakingIn:
    """Takes in what one portal of one desk showed. ``rest`` makes the pauses: twice as long after each
    transaction as the transaction took, so that the writer is busy with us for a third of the time at most."""

    def __init__(
        self, store: Store, desk: str, portal: int, rest: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._store, self._desk, self._portal, self._rest = store, desk, portal, rest

    async def learn(self, steps: Sequence[Step], at: datetime, shown: int) -> None:
        """Take in what is no news, at once: said again, after a process was killed, it changes nothing. ``shown``
        is how far we are."""
        for part in _parts(steps):
            await self._write(partial(self._learned, part=part, at=at, shown=shown))

    def _learned(self, work: Work, part: Sequence[Step], at: datetime, shown: int) -> None:
        take_in(work, self._portal, part, at)
        work.portals.progress(self._portal, shown)

    async def take(self, steps: Iterable[Step], then: Portal, at: datetime) -> None:
        """Take in all steps of a poll that was made ``at`` this moment; ``then`` is what is remembered of the portal.

        What does not fit into one transaction is put aside first, whole: from then on it is certain that all of it
        will be taken in, each part once, whatever happens to this process.
        """
        every = tuple(steps)
        if not every:
            await self._write(lambda work: work.portals.save(then))
        elif len(every) <= PART and await self._store.look(self._desk, lambda work: work.catalog.size()) <= SMALL:
            await self._write(lambda work: self._all(work, every, then, at))
        else:
            for number, part in enumerate(_parts(every)):
                await self._write(partial(self._staged, number=number, part=part))
            await self._write(lambda work: work.portals.await_parts(then))
            await self.finish()

    def _staged(self, work: Work, number: int, part: Sequence[Step]) -> None:
        work.portals.stage(self._portal, number, part)

    def _all(self, work: Work, steps: Sequence[Step], then: Portal, at: datetime) -> None:
        take_in(work, self._portal, steps, at)
        work.portals.save(then)
        work.seen.switched()

    async def finish(self) -> Portal | None:
        """Take in what was put aside whole, and forget what was not; gives the portal as it is remembered then, None
        where nothing was waiting."""
        then = await self._store.look(self._desk, lambda work: work.portals.awaited(self._portal))
        parts = await self._store.look(self._desk, lambda work: work.portals.parts(self._portal))
        if then is None:
            if parts:
                await self._write(lambda work: work.portals.drop_all(self._portal))
            return None
        at = then.polled_at
        assert at is not None
        for number in parts:
            await self._write(partial(self._part, number=number, at=at))
        await self.switch(lambda work: self._done(work, then))
        return then

    def _part(self, work: Work, number: int, at: datetime) -> None:
        take_in(work, self._portal, work.portals.part(self._portal, number), at)
        work.portals.drop(self._portal, number)

    def _done(self, work: Work, then: Portal) -> None:
        work.portals.save(then)
        work.portals.drop_all(self._portal)

    async def switch(self, act: Callable[[Work], None]) -> None:
        """Do the last thing of a take-in, and have names complete by what was taken in: they are read before, so that
        nobody waits for it."""
        stamp = secrets.token_hex(8)
        await self._store.look(self._desk, lambda work: work.seen.read_ahead(stamp))

        def last(work: Work) -> None:
            act(work)
            work.seen.switched(stamp)

        await self._write(last)

    async def _write(self, act: Callable[[Work], T]) -> T:
        begun = time.perf_counter()
        found = await self._store.write(self._desk, act)
        await self._rest(min(PAUSES * (time.perf_counter() - begun), LONGEST_REST))
        return found


def _parts(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    return (steps[at : at + PART] for at in range(0, len(steps), PART))
