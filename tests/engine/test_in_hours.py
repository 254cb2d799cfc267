"""What the clock says comes in hours only, whoever it is for: every such card carries the mark that the pump heeds."""

from __future__ import annotations

from bot.engine.slots import IN_HOURS, Slot
from bot.questions import commands as q
from tests.engine.desk import Elmford
from tests.stories import desk as elm

CLOCK = elm.Resident("", "", "")


async def _rings_to_the_end(desk: Elmford, number: int, times: int) -> list[Slot]:
    """What hangs of a question after the clock has rung for it so often."""
    for _ in range(times):
        question = await desk.question(number)
        assert question.due_at is not None
        desk.at = question.due_at
        await desk.hears(CLOCK, q.Rung(number))
    return await desk.sees(lambda work: list(work.slots.hanging(f"Q-{number}")))


async def test_a_follower_reads_of_a_silent_end_in_hours(desk: Elmford) -> None:
    number = await desk.asked()
    await desk.hears(elm.EVE, q.WriteMe(number))
    await desk.hears(elm.MARIA, q.Claim(number))
    await desk.hears(elm.MARIA, q.Clarify(number, text="Which years?"))

    hanging = await _rings_to_the_end(desk, number, 3)

    told = [slot for slot in hanging if "/told/" in slot.name]
    assert [slot.labels for slot in told] == [(IN_HOURS,)]


async def test_that_nobody_took_it_over_is_said_in_hours(desk: Elmford) -> None:
    number = await desk.asked()
    await desk.hears(elm.MARIA, q.Claim(number))
    await desk.hears(elm.MARIA, q.HandOff(number, "Theo Lund"))

    hanging = await _rings_to_the_end(desk, number, 1)

    told = [slot for slot in hanging if "/nudge/" in slot.name]
    assert [slot.labels for slot in told] == [(IN_HOURS,)]
