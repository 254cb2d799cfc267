"""A running pump: what wakes it, and what does not."""

from __future__ import annotations

import asyncio

from bot.engine.errors import Later
from tests.engine.desk import TRIAGE
from tests.engine.pumping import CARD, OTHER, REPLY, Pumping
from tests.engine.wall import Fault
from tests.patience import PATIENCE


async def test_what_is_hung_in_a_room_at_rest_wakes_nobody(pumping: Pumping) -> None:
    pump = pumping.pump(Fault("before post", Later(7), CARD))
    await pumping.hang(CARD, "Waiting")
    while await pump.once():
        pass
    pumping.desk.store.on_hung(pump.wake)
    pumping.ledger.answered.clear()
    running = asyncio.create_task(pump.run())
    async with asyncio.timeout(PATIENCE):
        await pumping.ledger.answered.wait()
        asked = pumping.ledger.asked
        await pumping.hang(REPLY, "In the room at rest")
        await pumping.hang(OTHER, "In another room", TRIAGE)
        await pumping.wall.touched.wait()
        await pump.stop()
        await running
    assert (pumping.wall.titles(), pumping.ledger.asked - asked) == (["In another room"], 1)


async def test_a_running_pump_is_woken_and_stops_when_told(pumping: Pumping) -> None:
    pump = pumping.pump()
    pumping.desk.store.on_hung(pump.wake)
    running = asyncio.create_task(pump.run())
    await pumping.hang(CARD, "Waiting")
    async with asyncio.timeout(PATIENCE):
        await pumping.wall.touched.wait()
        await pump.stop()
        await running
    assert pumping.wall.titles() == ["Waiting"]
