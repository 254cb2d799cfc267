"""Bad weather: the gateway goes away in every way it can, and Discord's HTTP API fails all the while."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from random import Random

from adapters.playground.discord import PocketDiscord
from tests.patience import PATIENCE

SHOWING = ("create message", "start thread", "start thread from message", "edit message", "edit channel", "create dm")
ANSWERING = ("interaction callback", "create followup", "edit original")


class Weather:
    """``outages`` are what happens to the gateway, in this order, each after ``every`` deeds of people. With every
    deed one call in ``chance`` is struck. ``resumed`` and ``identified`` count what the outages should lead to."""

    def __init__(self, pocket: PocketDiscord, seed: int, *, every: int, chance: float) -> None:
        self._pocket, self._random, self._every, self._chance = pocket, Random(seed), every, chance
        self._deeds = 0
        self._moved = asyncio.Condition()
        self.resumed, self.identified = 0, 1
        self.struck = 0

    async def deed(self) -> None:
        """Somebody does something."""
        async with self._moved:
            self._deeds += 1
            self._moved.notify_all()
        if self._random.random() < self._chance:
            self._strike()

    def _strike(self) -> None:
        faults, random = self._pocket.faults, self._random
        method = random.choice(SHOWING if random.random() < 0.6 else ANSWERING)
        self.struck += 1
        match random.choice(("user", "shared", "global", "down", "lost call", "lost answer", "late answer")):
            case "user" | "shared" | "global" as scope:
                faults.rate_limit(0.05, method, scope=scope, times=random.randint(1, 2))
            case "down":
                faults.break_down(method, status=503)
            case "lost call":
                faults.lose_call(method)
            case "lost answer":
                faults.lose_answer(method)
            case _:
                faults.late_answer(0.05, method)

    async def rages(self) -> None:
        """One outage after the other; returns when each has come and gone."""
        gateway = self._pocket.gateway
        for number, (outage, survives) in enumerate(self._outages(), 1):
            async with self._moved:
                await self._moved.wait_for(partial(self._is_due, number * self._every))
            before = gateway.resumes + gateway.identifies
            await outage()
            self.resumed += survives
            self.identified += not survives
            await self._pocket.changes.until(partial(self._is_back, before), PATIENCE)

    def _is_due(self, deeds: int) -> bool:
        return self._deeds >= deeds

    def _is_back(self, connections: int) -> bool:
        gateway = self._pocket.gateway
        return gateway.resumes + gateway.identifies > connections and bool(gateway.links)

    def _outages(self) -> list[tuple[Callable[[], Awaitable[None]], bool]]:
        """What happens, and whether the session survives it."""
        return [
            (lambda: self._pocket.gateway.close(4000), True),
            (self._asked_to_come_back, True),
            (self._cut, True),
            (self._dies, True),
            (self._cut, True),
            (self._cut_for_long, False),
            (self._asked_to_come_back, True),
            (lambda: self._pocket.gateway.close(1001), False),
            (self._dies_for_long, False),
        ]

    async def _asked_to_come_back(self) -> None:
        self._pocket.gateway.reconnect()

    async def _cut(self) -> None:
        self._pocket.gateway.drop()

    async def _cut_for_long(self) -> None:
        self._pocket.gateway.drop()
        self._pocket.gateway.forget_sessions()

    async def _dies(self) -> None:
        """Nothing is said any more, and nothing is closed: only the heartbeats that nobody acknowledges tell."""
        self._pocket.gateway.go_silent()

    async def _dies_for_long(self) -> None:
        self._pocket.gateway.go_silent()
        await self._pocket.changes.until(lambda: not self._pocket.gateway.links, PATIENCE)
        self._pocket.gateway.forget_sessions()
