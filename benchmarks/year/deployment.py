"""The deployment of the year: the real app, pump and clock over a real database, begun anew after each fall."""

import asyncio
from datetime import datetime
from itertools import count
from typing import Any

from adapters.clock import Clock
from benchmarks.year import city
from benchmarks.year.city import Citizen
from benchmarks.year.heard import FAR, Heard, Notebook
from benchmarks.year.walls import Killed, Walls
from bot.engine.ports import Store, Work
from bot.engine.pump import Pump
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.questions.drawing import drawn
from bot.speech.command import Command
from bot.speech.grammar import write
from bot.speech.reply import Reply
from bot.table import COMMANDS, GRAMMAR
from frontdoor.serving import hours_of
from storage.open import migrate, open_store

NONE, ANY = -1, 0  # no question is touched by this; or any may be


class Moved:
    """The one clock of the year: it stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def read(self) -> datetime:
        """What it shows."""
        return self.now

    def to(self, moment: datetime) -> None:
        """Move it on; never back."""
        self.now = max(self.now, moment)


class Deployment:
    """What runs. :meth:`begins` builds everything anew, over the same database and the same walls."""

    def __init__(self, url: str, walls: Walls, time: Moved) -> None:
        self.url, self.walls, self.time = url, walls, time
        self.desk, self.notebook, self._numbers = city.desk(), Notebook(), count(1)
        self.falls = 0
        self.is_up = self.pumps = False
        self.store: Store
        self.app: Heard
        self.pump: Pump
        self.clock: Clock

    async def settles(self, people: tuple[Citizen, ...]) -> None:
        """Make the database, and write down the desk, its roster, its datasets and its rooms."""
        await asyncio.to_thread(migrate, self.url)
        await self.begins()
        await self.store.save_desk(self.desk)
        rows = [each.row for each in people if each.row is not None]

        def written(work: Work) -> None:
            work.people.save_roster(rows, self.time.now)
            work.catalog.load(city.datasets(), self.time.now)
            for name, place in self.walls.rooms.items():
                work.note_room(name, place)

        await self.store.write(self.desk.slug, written)

    async def begins(self) -> None:
        """Start, as after a fall: nothing is known but what stands in the database."""
        self.store, now = open_store(self.url), self.time.read
        self.new_pump()
        self.app = Heard(self.store, COMMANDS, lambda: self.pump.away())
        self.app.notebook = self.notebook
        self.clock = Clock(self.app, self.store, now)
        self.is_up = True

    def new_pump(self) -> None:
        """Another pump, which knows nothing of the one before it."""
        self.pumps = True
        hours = hours_of(self.store, self.time.read)
        self.pump = Pump(self.store, self.walls.walls, self.time.read, draw=drawn, hours=hours)

    async def falls_over(self) -> None:
        """The process dies: what is in the database stays, and nothing else."""
        self.falls, self.is_up = self.falls + 1, False
        await self.store.close()

    # ── what people say ──────────────────────────────────────────────────────────────────────────────────────

    def request(self, who: Citizen, command: Command, account: Identity | None = None, room: str = "ask") -> Request:
        """Somebody presses or types something: the line goes through the grammar, as from any platform."""
        account = account or who.home
        platform = account.platform
        place = Place(platform, account.team, self.walls.rooms[f"{platform}/{room}"].channel)
        said: Any = GRAMMAR.read(write(command)) if _is_short(command) else command
        id = f"{platform}:act:{next(self._numbers)}"
        return Request(id, self.desk.slug, Caller(account, who.name, who.locale), place, self.time.now, said)

    async def hears(self, request: Request, about: int = ANY) -> Reply:
        """Handle a request. ``about`` is the question that it may change where its command does not say so."""
        self.app.about = about
        return await self.app.handle(request)

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def next_ring(self) -> datetime:
        """When the clock has something to do next."""
        due = await self.app.next_due(self.desk.slug)
        return self.desk.calendar.next_open(max(due, self.time.now)) if due < FAR else FAR

    async def shows(self) -> None:
        """Pump until nothing is left that may be shown now. A pump that was killed shows nothing any more."""
        try:
            while self.pumps and await self.pump.once():
                pass
        except Killed:
            self.falls, self.pumps = self.falls + 1, False


def _is_short(command: Command) -> bool:
    return not getattr(command, "text", "")
