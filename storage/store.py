"""What both databases have in common: the port's methods, as jobs in a transaction."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from bot.desk import Desk
from bot.engine.ports import Work
from bot.engine.remembering import Mark
from bot.engine.slots import Lease, Shown
from storage import cursors, desks, leases, pictures, requests
from storage.prepared import Link
from storage.shelf import Shelf
from storage.work import Unit

T = TypeVar("T")
Job = Callable[[Link], T]

# How often a unit of work is run on what is true now before its Conflict is given up.
TRIES = 5
# No platform delivers a request so late again.
REQUESTS_KEPT = timedelta(days=7)

MOST_RESTING = 100  # rooms named in one statement; those beyond are leased and put off again


class SqlStore(ABC):
    """The database (the port is ``bot.engine.ports.Store``)."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self._wakers: list[tuple[asyncio.AbstractEventLoop, Callable[[Collection[str]], None]]] = []

    @abstractmethod
    async def _write(self, job: Job[T]) -> T:
        """Run a job in a transaction and commit it durably; run it again on Conflict."""

    @abstractmethod
    async def _look(self, job: Job[T]) -> T:
        """Run a job on a reader."""

    @abstractmethod
    async def _scan(self, job: Job[T]) -> T:
        """Run a job that takes long on a reader of its own."""

    @abstractmethod
    async def close(self) -> None:
        """Finish what is in flight, then let go of the database."""

    async def write(self, desk: str, act: Callable[[Work], T]) -> T:
        """Run ``act`` in a unit of work and commit it durably before answering. A Conflict runs it again.

        After the fifth Conflict in a row it is raised, and so is everything else that ``act`` raises; nothing of
        the unit is kept then.
        """
        return await self._write(lambda link: self._unit(link, desk, act))

    async def look(self, desk: str, see: Callable[[Work], T]) -> T:
        """Run ``see`` on a reader that cannot write."""
        return await self._look(lambda link: see(Unit(link, desk, self.shelf)))

    async def scan(self, desk: str, see: Callable[[Work], T]) -> T:
        """Run ``see``, which reads a great deal, where no look has to wait for it."""
        return await self._scan(lambda link: see(Unit(link, desk, self.shelf)))

    def _unit(self, link: Link, desk: str, act: Callable[[Work], T]) -> T:
        unit = Unit(link, desk, self.shelf)
        result = act(unit)
        unit.finish()
        return result

    async def lease(self, at: datetime, limit: int, seconds: float, resting: Collection[str] = ()) -> tuple[Lease, ...]:
        """Up to ``limit`` slots that differ from what is shown, reserved for ``seconds``; the oldest first.

        Where nothing is due it only looks, so an idle pump writes nothing. Slots in the rooms of ``resting`` wait.
        """
        rests = sorted(resting)[:MOST_RESTING]
        if not await self._look(lambda link: leases.is_due(link, at, rests)):
            return ()
        due = await self._write(lambda link: leases.lease(link, at, limit, seconds, rests))
        if not leases.shows_pictures(due):
            return leases.leases_of(due)
        return leases.leases_of(due, await self._look(lambda link: leases.pictures_of(link, due)))

    async def settle(self, shown: Shown) -> None:
        """The message now shows the leased revision."""
        await self._write(lambda link: leases.settle(link, shown))

    async def put_off(self, lease: Lease, at: datetime, seconds: float) -> None:
        """Try this slot again in ``seconds``; it was not shown."""
        until = at + timedelta(seconds=seconds)
        await self._write(lambda link: leases.put_off(link, lease, until))

    async def park(self, lease: Lease, why: str) -> None:
        """Stop trying: a person has to look. A new card on the slot tries anew."""
        await self._write(lambda link: leases.park(link, lease, why))

    async def lost(self, lease: Lease) -> None:
        """The message is gone: the slot is empty again. The second time it is parked instead of posted anew."""
        await self._write(lambda link: leases.lost(link, lease))

    def on_hung(self, callback: Callable[[Collection[str]], None]) -> None:
        """Call ``callback`` in the running event loop after every commit that hung a card, with the rooms' keys."""
        self._wakers.append((asyncio.get_running_loop(), callback))

    def _wake(self, rooms: Collection[str]) -> None:
        for loop, callback in self._wakers:
            with suppress(RuntimeError):  # the loop has been closed: there is no pump in it any more
                loop.call_soon_threadsafe(callback, rooms)

    async def save_desk(self, desk: Desk) -> None:
        """Write a desk's settings, and tie its workspaces to it. Raises TakenElsewhere with a sentence."""
        await self._write(lambda link: desks.save_desk(link, desk))

    async def desks(self) -> tuple[Desk, ...]:
        """Every desk in this database, by slug."""
        return await self._look(desks.all_desks)

    async def desk_of(self, platform: str, team: str) -> str | None:
        """The slug of the desk that a workspace or server belongs to; None for nobody's."""
        return await self._look(lambda link: desks.whose(link, platform, team))

    async def bind(self, desk: str, platform: str, team: str) -> None:
        """Tie a workspace or server to a desk. Raises TakenElsewhere with a sentence where it is another's."""
        await self._write(lambda link: desks.bind(link, desk, platform, team))

    async def make_code(self, desk: str) -> str:
        """A new single-use set-up code for a desk; only its hash is kept."""
        return await self._write(lambda link: desks.make_code(link, desk))

    async def cursors(self, desk: str, platform: str) -> Mapping[str, Mark]:
        """How far each channel of a desk was heard on a platform; empty before the first time."""
        return await self._look(lambda link: cursors.marks(link, desk, platform))

    async def save_cursors(self, desk: str, platform: str, marks: Mapping[str, str], at: datetime) -> None:
        """Remember how far each channel was heard, and that we were listening ``at`` this moment."""
        await self._write(lambda link: cursors.save(link, desk, platform, marks, at))

    async def tidy(self, at: datetime) -> int:
        """Forget requests older than a week, and pictures that nobody needs; gives how many. Once a day is enough."""
        forgotten = await self._write(lambda link: requests.forget(link, at - REQUESTS_KEPT))
        return forgotten + await self._write(lambda link: pictures.forget(link, at))
