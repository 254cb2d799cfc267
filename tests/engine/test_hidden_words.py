"""What is held, removed or redacted is read nowhere any more, and who is muted finds no way around it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.ports import Work
from bot.people import commands as p
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.questions.drawing import drawn
from tests.engine.desk import Elmford
from tests.stories import desk as elm

ZEBRA = "Zebra crossings beside my neighbour's house?"


async def _hangs(desk: Elmford, about: str) -> list[str]:
    """Everything that is to be read in what hangs about something: names of posts, and cards."""

    def look(work: Work) -> list[str]:
        slots = [drawn(work, slot) for slot in work.slots.hanging(about)]
        return [f"{slot.name}: {slot.title} {slot.card}" for slot in slots]

    return await desk.sees(look)


@pytest.mark.parametrize("said", [q.Hold(1, "why"), q.Remove(1, "why")])
async def test_no_post_is_called_by_words_that_are_hidden(desk: Elmford, said: q.Hold | q.Remove) -> None:
    number = await desk.asked(text=ZEBRA)
    assert any("Zebra" in each for each in await _hangs(desk, f"Q-{number}"))

    await desk.hears(elm.KOFI, said)

    assert not [each for each in await _hangs(desk, f"Q-{number}") if "Zebra" in each]
