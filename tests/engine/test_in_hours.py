"""What the clock says comes in hours only, whoever it is for: every such card carries the mark that the pump heeds."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.engine.ports import Work
from bot.engine.slots import IN_HOURS, Slot
from bot.questions import commands as q
from bot.questions.needs import need
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


async def test_what_coordinators_are_told_between_closing_and_opening_is_one_message(desk: Elmford) -> None:
    """And the same said twice meanwhile stands there once."""
    numbers = [await desk.asked(), await desk.asked(elm.EVE, "Where do the buses stop?")]
    closed = desk.at + timedelta(hours=12)
    opens = (await desk.sees(lambda work: work.desk)).calendar.next_open(closed)
    assert opens > closed + timedelta(hours=2)

    for at, number in ((closed, 0), (closed + timedelta(hours=1), 1), (closed + timedelta(hours=2), 0), (opens, 1)):

        def told(work: Work, number: int = numbers[number], at: datetime = at) -> None:
            question = work.questions.get(number)
            assert question is not None
            need(work, question, at, lambda say: "nobody fits.")

        await desk.store.write(desk.slug, told)

    hanging = await desk.sees(lambda work: work.slots.hanging("needs"))
    assert {slot.name.rpartition("/")[0] for slot in hanging} == {f"needs/{opens:%Y%m%dT%H%M%S}"}
    for slot in hanging:
        assert slot.card.title == "2 questions need a coordinator"
        assert repr(slot.card).count("nobody fits.") == 2
