"""The course of the year: people act, the clock ticks in two copies of the service, things break, and the ledger is
written beside."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from adapters.clock import Clock
from benchmarks.showcase_year import plan as planned
from benchmarks.showcase_year.acting import Acting
from benchmarks.showcase_year.cities import DATASETS, START, Both, City, cities
from benchmarks.showcase_year.ledger import Ledger, Tick
from benchmarks.showcase_year.plan import DAY, KILL, PROCESS, Act, Outage, Plan
from benchmarks.showcase_year.slots import Wall
from benchmarks.year.city import DISCORD, SLACK
from benchmarks.year.deployment import Moved
from benchmarks.year.walls import Killed
from bot.engine.app import App
from bot.engine.ports import Work
from bot.engine.pump import Pump
from bot.engine.request import Caller
from bot.questions.drawing import drawn
from bot.table import COMMANDS
from frontdoor.serving import hours_of
from storage.open import migrate, open_store

PLATFORMS = (SLACK, DISCORD)
MINUTE = timedelta(minutes=1)


class Copy:
    """One copy of the service: the real app, pump and clock."""

    def __init__(self, url: str, time: Moved, platforms: dict[str, Both]) -> None:
        self.store, self._time, self._platforms = open_store(url), time, platforms
        self.app = App(self.store, COMMANDS)
        self.clock = Clock(self.app, self.store, time.read)
        self.pump = self._new_pump()

    def _new_pump(self) -> Pump:
        hours = hours_of(self.store, self._time.read)
        return Pump(self.store, self._platforms, self._time.read, draw=drawn, hours=hours)

    async def shows(self) -> None:
        """Pump until nothing is left that may be shown now; what is killed begins anew at the next tick."""
        try:
            while await self.pump.once():
                pass
        except Killed:
            self.pump = self._new_pump()


class Course:
    """One year. :meth:`run` lives it; what it leaves behind is judged elsewhere."""

    def __init__(self, url: str, plan: Plan) -> None:
        self.plan, self.url, self.time, self.random = plan, url, Moved(START), Random(plan.seed)
        self.cities = cities(self.time.read)
        self.platforms = {name: Both(name, self.cities) for name in PLATFORMS}
        self.ledgers = tuple(Ledger() for _ in self.cities)
        years = range(START.year, plan.ends.year + 1)
        self.walls = tuple(Wall(each.desk, years) for each in self.cities)
        self.outages = planned.outages(plan)
        self._acts = planned.acts(plan, self.random)
        self._copies: list[Copy] = []
        self.falls = 0

    async def run(self) -> None:
        """Live it from the first day to the last."""
        await asyncio.to_thread(migrate, self.url)
        self._begin()
        for city in self.cities:
            await self._settle(city)
        await self._tick(frozenset(PLATFORMS))
        waiting = list(reversed(self._acts))
        for moment in self._moments():
            while waiting and waiting[-1].at <= moment:
                if not await self._does(waiting[-1]):
                    break
                waiting.pop()
            self.time.to(moment)
            await self._moment(moment)
        await self.close()

    async def close(self) -> None:
        """Let go of the database."""
        for each in self._copies:
            await each.store.close()
        self._copies = []

    def _begin(self) -> None:
        self._copies = [Copy(self.url, self.time, self.platforms) for _ in range(2)]

    async def _settle(self, city: City) -> None:
        store = self._copies[0].store
        await store.save_desk(replace(city.desk, workspaces={each: (city.room(each).team,) for each in PLATFORMS}))

        def written(work: Work) -> None:
            work.people.save_roster(city.roster, self.time.now)
            work.catalog.load(DATASETS, self.time.now)
            for name, place in city.rooms.items():
                work.note_room(name, place)
            for each in (city.coordinator, *city.owners.values()):
                work.people.caller(Caller(each, each.user), self.time.now)

        await store.write(city.desk.slug, written)

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _moments(self) -> Iterator[datetime]:
        """When the clock ticks: about every slot, soon after each opening, after each outage, and now and then."""
        found = {each.until + MINUTE for each in self.outages}
        for wall in self.walls:
            for slot in wall.slots(START, self.plan.ends):
                found |= {slot - MINUTE, slot, slot + 7 * MINUTE, slot + timedelta(hours=1, minutes=20)}
        for day in range(self.plan.days):
            begins = START.replace(hour=0) + day * DAY
            found |= {begins + timedelta(hours=6, minutes=31), begins + timedelta(hours=14, minutes=31)}
            found |= {begins + self.random.random() * DAY for _ in range(2)}
        return iter(sorted(each for each in found if START < each < self.plan.ends))

    def _down(self, at: datetime) -> dict[str, Outage]:
        return {each.what: each for each in self.outages if each.since <= at < each.until}

    async def _moment(self, moment: datetime) -> None:
        down = self._down(moment)
        await self._falls_or_rises(PROCESS in down)
        there = frozenset(PLATFORMS) - down.keys()
        for city in self.cities:
            for name, wall in city.walls.items():
                wall.connected, wall.kill_in = name in there, 1 if KILL in down and name == SLACK else 0
        if self._copies:
            await self._tick(there, killed=KILL in down)

    async def _falls_or_rises(self, falls: bool) -> None:
        if falls and self._copies:
            self.falls += 1
            await self.close()
        elif not falls and not self._copies:
            self._begin()

    async def _tick(self, there: frozenset[str], *, killed: bool = False) -> None:
        """Both copies tick at once, one of them twice; where a pump is killed the other does not come to its help."""
        for ledger in self.ledgers:
            ledger.ticks.append(Tick(self.time.now, there, killed))
        one, other = self._copies
        await asyncio.gather(one.clock.ring(), other.clock.ring(), one.clock.ring())
        await asyncio.gather(*(each.shows() for each in ([one] if killed else [one, other])))

    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────

    async def _does(self, act: Act) -> bool:
        """Whether somebody could act: not while the process is down, then they do it as soon as it is back."""
        if not self._copies:
            return False
        self.time.to(act.at)
        city, ledger = self.cities[act.desk], self.ledgers[act.desk]
        copy = self.random.choice(self._copies)
        await Acting(copy.app, copy.store, city, ledger, self.random, self.time.now).does(act)
        return True
