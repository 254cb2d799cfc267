"""A wall, a hand that posts on it, and a process that may die between any two of its steps.

The wall keeps what was posted, whoever dies. A hand is one process's way to it (the port is
``bot.engine.ports.Platform``); what goes wrong is written out beforehand as faults, each of which happens once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import TypeVar

from bot.engine.errors import Gone
from bot.engine.ports import Work
from bot.engine.slots import Found, Lease, Shown
from bot.speech.cards import Card
from storage.store import SqlStore

T = TypeVar("T")


class Died(BaseException):
    """The process is gone: nothing in it catches this, and nothing in it runs on."""


@dataclass(frozen=True)
class Message:
    """One message on the wall."""

    id: str
    key: str
    room: str
    thread: str
    card: Card
    revision: int


@dataclass
class Wall:
    """What people see."""

    messages: dict[str, Message] = field(default_factory=dict)
    posted: list[str] = field(default_factory=list)
    touched: asyncio.Event = field(default_factory=asyncio.Event)
    _ids: count[int] = field(default_factory=lambda: count(1))

    def put(self, lease: Lease) -> str:
        """A new message for the leased card."""
        id = f"m{next(self._ids)}"
        room = lease.slot.place.room.key
        self.messages[id] = Message(id, lease.slot.key, room, lease.thread, lease.slot.card, lease.revision)
        self.posted.append(lease.slot.name)
        self.touched.set()
        return id

    def titles(self) -> list[str]:
        """The first lines of everything that hangs there, oldest first."""
        return [each.card.title for each in self.messages.values()]


@dataclass
class Fault:
    """Something that goes wrong once: at which step, for which slot ("" for any), and how."""

    step: str
    error: BaseException | asyncio.Event
    slot: str = ""


@dataclass
class Process:
    """One run of the program. After its death every step it would still take dies as well."""

    faults: list[Fault] = field(default_factory=list)
    dead: bool = False

    async def steps(self, step: str, lease: Lease) -> None:
        """Come to a step: go on, wait, fail or die."""
        if self.dead:
            raise Died
        for fault in self.faults:
            if fault.step == step and fault.slot in ("", lease.slot.name):
                self.faults.remove(fault)
                return await self._meets(fault.error)

    async def _meets(self, error: BaseException | asyncio.Event) -> None:
        if isinstance(error, asyncio.Event):
            await error.wait()
            return
        self.dead = isinstance(error, Died)
        raise error


@dataclass
class Hand:
    """A platform, as one process reaches it."""

    wall: Wall
    process: Process
    name: str = "slack"

    async def listen(self) -> None:
        """Nobody speaks here."""

    async def post(self, lease: Lease) -> str:
        """Post, unless something goes wrong before; the answer may be lost after."""
        await self.process.steps("before post", lease)
        message = self.wall.put(lease)
        await self.process.steps("after post", lease)
        return message

    async def edit(self, lease: Lease) -> None:
        """Edit what is still there."""
        await self.process.steps("before edit", lease)
        if lease.message not in self.wall.messages:
            raise Gone("deleted")
        shown = self.wall.messages[lease.message]
        self.wall.messages[lease.message] = replace(shown, card=lease.slot.card, revision=lease.revision)
        await self.process.steps("after edit", lease)

    async def find(self, lease: Lease) -> Found | None:
        """The message that carries the slot's key."""
        await self.process.steps("before find", lease)
        found = [each for each in self.wall.messages.values() if each.key == lease.slot.key]
        return Found(found[0].id, found[0].revision) if found else None


class Ledger:
    """The database, as one process's pump reaches it: it may die before a step is written down, or after."""

    def __init__(self, store: SqlStore, process: Process) -> None:
        self._store, self._process = store, process
        self.asked = 0
        self.answered = asyncio.Event()

    async def lease(self, at: datetime, limit: int, seconds: float, resting: Collection[str] = ()) -> tuple[Lease, ...]:
        self.asked += 1
        leases = await self._store.lease(at, limit, seconds, resting)
        self.answered.set()
        if leases:
            await self._process.steps("after lease", leases[0])
        return leases

    async def look(self, desk: str, see: Callable[[Work], T]) -> T:
        return await self._store.look(desk, see)

    async def settle(self, shown: Shown) -> None:
        await self._process.steps("before settle", shown.lease)
        await self._store.settle(shown)
        await self._process.steps("after settle", shown.lease)

    async def put_off(self, lease: Lease, at: datetime, seconds: float) -> None:
        await self._process.steps("before put_off", lease)
        await self._store.put_off(lease, at, seconds)

    async def park(self, lease: Lease, why: str) -> None:
        await self._process.steps("before park", lease)
        await self._store.park(lease, why)

    async def lost(self, lease: Lease) -> None:
        await self._process.steps("before lost", lease)
        await self._store.lost(lease)
