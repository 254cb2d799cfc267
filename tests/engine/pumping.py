"""The desk's walls, and the processes that pump: each begins where the one before it died."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.engine.ports import Work
from bot.engine.pump import LEASE_SECONDS, TRIES, Pump
from bot.engine.request import Place
from bot.engine.slots import Slot
from bot.speech.cards import Card, Text
from tests.engine.desk import ASK, Elmford
from tests.engine.wall import Fault, Hand, Ledger, Process, Wall

CARD, REPLY, OTHER = "Q-1/card", "Q-1/line", "Q-1/triage"


class Pumping:
    """One desk, its wall, and a clock that is moved by hand."""

    def __init__(self, desk: Elmford) -> None:
        self.desk, self.wall, self.at = desk, Wall(), desk.at
        self.true_now, self.drawn = "", 0

    def clock(self) -> datetime:
        return self.at

    def pump(self, *faults: Fault) -> Pump:
        """A fresh process, which draws what was hung without a card."""
        process = Process(list(faults))
        ledger: Any = Ledger(self.desk.store, process)
        self.ledger = ledger
        return Pump(ledger, {"slack": Hand(self.wall, process)}, self.clock, draw=self._drawn)

    def _drawn(self, _: Work, slot: Slot) -> Slot:
        self.drawn += 1
        return replace(slot, card=Card(self.true_now))

    async def is_no_longer_true(self, now: str) -> None:
        """Something has changed, and the card has to say so when it is shown."""
        self.true_now = now
        await self.desk.store.write(self.desk.slug, lambda work: work.slots.hang(Slot(CARD, ASK)))

    async def hang(self, name: str, words: str, place: Place = ASK, parent: str = "", once: bool = False) -> None:
        slot = Slot(name, place, Card(words, Text("Why?")), parent=parent, once=once)
        await self.desk.store.write(self.desk.slug, lambda work: work.slots.hang(slot))

    async def rests(self, pump: Pump | None = None) -> None:
        """Pump until there is nothing more to do, letting leases and pauses run out in between."""
        pump = pump or self.pump()
        for _ in range(3 * TRIES):
            while await pump.once():
                pass
            self.at += timedelta(seconds=LEASE_SECONDS + 1)

    async def stuck(self) -> tuple[str, ...]:
        return (await self.desk.sees(lambda work: work.slots.backlog(self.at))).stuck

    async def waiting(self) -> int:
        return (await self.desk.sees(lambda work: work.slots.backlog(self.at))).waiting
