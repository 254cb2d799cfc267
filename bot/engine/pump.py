"""The pump: it keeps the real walls equal to the wanted ones.

Lease, act outside any transaction, settle. It may die between any two of these steps: a lease that nobody settled
runs out, and the next pump asks the platform (``find``) before it posts again. So every wanted card is shown at
least once, the last revision last, and never twice where the platform can be asked.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from bot.engine.errors import Away, Departed, Gone, Later, PlatformError, Rejected, Unsure, frames_of
from bot.engine.ports import Platform, Store, Work
from bot.engine.reach import Reach
from bot.engine.slots import IN_HOURS, Found, Lease, Shown, Slot

log = structlog.get_logger(__name__)

LEASE_SECONDS = 30.0  # longer than any call to a platform may take
BATCH = 50
WAIT_WHEN_UNSURE = 2.0  # an edit may be repeated at once: it shows the same card again
TRIES = 5  # how often a card is tried that fails by our fault, or that nobody can say was posted
DELETED_TWICE = "Somebody deleted the message twice."
PEER_SECONDS = 30.0  # how long a platform that is switched off is left alone
IDLE_SECONDS = 5.0
CLOSED_SECONDS = (
    300.0  # the most that a card waits for a desk to open before we look again: somebody may move the clock
)


def nobody_draws(work: Work, slot: Slot) -> Slot:
    """Where nobody draws, every slot is hung with its card. Raises LookupError for one that is not."""
    raise LookupError(slot.name)


async def always_open(desk: str) -> float:
    """Where nobody says when a desk is open, it is."""
    return 0.0


async def nobody_told(lease: Lease, why: str) -> None:
    """Where nobody wants to know what cannot be shown."""


async def nobody_left(lease: Lease) -> None:
    """Where nobody wants to know who has left."""


class Pump:
    """Moves cards from slots to platforms. Several pumps on one database do not disturb each other.

    ``hours`` gives the seconds until a desk opens, 0 while it is open: by it what the clock says never comes at night,
    not even after a platform was away over closing time. ``refused`` hears of each card that is not tried any more,
    and why; ``departed`` hears of each that was for somebody who is no longer there.
    """

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        clock: Callable[[], datetime],
        lease_seconds: float = LEASE_SECONDS,
        draw: Callable[[Work, Slot], Slot] = nobody_draws,
        hours: Callable[[str], Awaitable[float]] = always_open,
        refused: Callable[[Lease, str], Awaitable[None]] = nobody_told,
        departed: Callable[[Lease], Awaitable[None]] = nobody_left,
    ) -> None:
        """``draw`` gives a slot that was hung without a card the one that is true now, ``hours`` the seconds until a
        desk is open; ``refused`` and ``departed`` are told what cannot be shown."""
        self._store, self._platforms, self._clock, self._hours = store, platforms, clock, hours
        self._lease_seconds, self._draw = lease_seconds, draw
        self._refused, self._departed = refused, departed
        self._reach = Reach(platforms, clock)
        self._wake = asyncio.Event()
        self._stopping = False
        self._resting: dict[str, datetime] = {}

    def away(self) -> Mapping[str, datetime]:
        """The platforms that cannot be reached just now, and since when."""
        return self._reach.away()

    def wake(self, rooms: Collection[str] = ()) -> None:
        """Look at once instead of after the idle pause: something was hung in these rooms, or nobody says where. What
        was hung in a room at rest waits for its rest to end: in a busy hour nearly everything is hung in such rooms."""
        if not rooms or not self._resting.keys() >= set(rooms):
            self._wake.set()

    async def run(self) -> None:
        """Pump until :meth:`stop`; what is in flight is finished first."""
        while not self._stopping:
            self._wake.clear()
            try:
                busy = await self.once()
            except Exception as fault:  # the database may be away for a moment; the walls wait, nothing is lost
                log.error("a round of the pump failed", fault=type(fault).__name__, frames=frames_of(fault))
                busy = False
            if not busy and not self._stopping:
                await self._idle()

    async def stop(self) -> None:
        """Finish the round that is under way and return from :meth:`run`."""
        self._stopping = True
        self._wake.set()

    async def _idle(self) -> None:
        """Wait until something is hung, or until the first room has rested."""
        now = self._clock()
        rests = [(until - now).total_seconds() for until in self._resting.values()]
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), min([*rests, IDLE_SECONDS]))

    async def once(self) -> bool:
        """One round: True where there was anything to do. Rooms are served side by side, each in its order."""
        self._reach.away()  # a connection that was lost is noticed in the round after, not when somebody asks
        leases = await self._store.lease(self._clock(), BATCH, self._lease_seconds, self._rooms_at_rest())
        rooms = [list(group) for _, group in groupby(sorted(leases, key=_by_room), key=_room)]
        # What each room begins with, at once. What comes behind it may have to wait, and is drawn when it is its turn.
        drawn = await self._draws(each for room in rooms if (each := _first_undrawn(room)) is not None)
        await asyncio.gather(*(self._serve(room, drawn) for room in rooms))
        return bool(leases)

    async def _draws(self, leases: Iterable[Lease]) -> dict[int, Slot]:
        """The slots of leases drawn, in one look for each desk. One that cannot be drawn is missing: it is tried again
        at its turn, which tells of it."""
        drawn: dict[int, Slot] = {}
        for desk, group in groupby(sorted(leases, key=_desk), key=_desk):
            mine = list(group)

            def draw(work: Work, mine: Sequence[Lease] = mine) -> None:
                for each in mine:
                    with suppress(Exception):
                        drawn[each.id] = self._draw(work, each.slot)

            await self._store.look(desk, draw)
        return drawn

    async def _serve(self, leases: Sequence[Lease], drawn: Mapping[int, Slot]) -> None:
        """Show a room's cards one after the other. While one is on its way, what was shown is being written down."""
        settling: list[asyncio.Task[None]] = []
        try:
            for index, lease in enumerate(leases):
                if IN_HOURS in lease.slot.labels and not lease.message and (closed := await self._hours(lease.desk)):
                    await self._store.put_off(lease, self._clock(), min(closed, CLOSED_SECONDS))
                    continue
                shown = await self._show(lease, drawn.get(lease.id))
                if isinstance(shown, Shown):
                    settling.append(asyncio.create_task(self._store.settle(shown)))
                elif shown is not None:
                    await self._rests(leases[index:], shown)
                    return
        finally:
            await asyncio.gather(*settling)

    async def _rests(self, leases: Sequence[Lease], wait: float) -> None:
        """Leave a room alone for so many seconds. A post whose outcome is unknown keeps its lease; what stands behind
        it in the room waits for it."""
        kept, now = wait == self._lease_seconds, self._clock()
        self._resting[_room(leases[0])] = now + timedelta(seconds=wait)
        await asyncio.gather(*(self._store.put_off(each, now, wait) for each in leases[kept:]))

    def _rooms_at_rest(self) -> list[str]:
        """The rooms that have had enough for now: their cards are not even looked at before they may be shown."""
        now = self._clock()
        self._resting = {room: until for room, until in self._resting.items() if until > now}
        return list(self._resting)

    async def _show(self, lease: Lease, drawn: Slot | None) -> Shown | float | None:
        """Show one card: gives what was shown, or the seconds to wait where the whole room should be left alone for
        now; None where neither."""
        name = lease.slot.place.platform
        platform = self._platforms.get(name)
        if platform is None:
            return PEER_SECONDS
        look = ""
        try:
            if lease.slot.is_undrawn:
                if drawn is None:
                    drawn = await self._store.look(lease.desk, lambda work: self._draw(work, lease.slot))
                lease, look = replace(lease, slot=drawn), drawn.look
            message = lease.message if look and look == lease.look else await self._act(platform, lease)
        except Later as later:
            if isinstance(later, Away):
                self._reach.missed(name)
            return later.seconds
        except Gone:
            self._reach.answered(name)
            await self._store.lost(lease)
            if lease.lost:  # the second time it is parked
                await self._refused(lease, DELETED_TWICE)
        except Rejected as rejected:
            self._reach.answered(name)
            log.warning("not shown", slot=lease.slot.name, why=rejected.why)
            await self._store.park(lease, rejected.why)
            if isinstance(rejected, Departed):
                await self._departed(lease)
            else:
                await self._refused(lease, rejected.why)
        except Unsure as unsure:
            self._reach.doubted(name)
            if lease.message:
                return WAIT_WHEN_UNSURE
            log.info("outcome unknown, asking the platform later", slot=lease.slot.name, why=unsure.why)
            return self._lease_seconds
        except PlatformError as error:
            log.warning("not shown", slot=lease.slot.name, why=error.why)
            return PEER_SECONDS
        except Exception as fault:  # our own: this card must not keep its room from the cards behind it
            log.error("not shown", slot=lease.slot.name, fault=type(fault).__name__, frames=frames_of(fault))
            if lease.tries >= TRIES:
                await self._store.park(lease, f"This card cannot be shown: {type(fault).__name__}, our fault.")
        else:
            self._reach.answered(name)
            return Shown(lease, message, look)
        return None

    async def _act(self, platform: Platform, lease: Lease) -> str:
        """Make the platform show the leased card; gives the message's id."""
        if lease.message:
            await platform.edit(lease)
            return lease.message
        if lease.doubtful:
            found = await self._found(platform, lease)
            if found is not None:
                if found.revision != lease.revision:
                    await platform.edit(replace(lease, message=found.message))
                return found.message
        return await platform.post(lease)

    async def _found(self, platform: Platform, lease: Lease) -> Found | None:
        """What an earlier post left. Where the platform can never know, it is rather shown twice than not at all."""
        try:
            return await platform.find(lease)
        except Unsure:
            if lease.tries < TRIES:
                raise
            return None


def _room(lease: Lease) -> str:
    return lease.slot.place.room.key


def _first_undrawn(room: Sequence[Lease]) -> Lease | None:
    return next((lease for lease in room if lease.slot.is_undrawn), None)


def _desk(lease: Lease) -> str:
    return lease.desk


def _by_room(lease: Lease) -> tuple[str, int]:
    return (_room(lease), lease.id)
