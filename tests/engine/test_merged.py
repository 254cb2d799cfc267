"""What whoever asked the same reads of a first question for which nothing more is to come."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.questions import commands as q
from tests.engine.desk import Elmford
from tests.stories import desk as elm


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (q.Close(1, "no_data"), "We think this is the same as Q-1, which was set aside: the City does not have this"),
        (q.Solved(1), "We think this is the same as Q-1, which is solved."),
    ],
)
async def test_nobody_is_promised_an_answer_that_does_not_come(
    desk: Elmford, ended: q.Close | q.Solved, told: str
) -> None:
    await desk.asked()
    await desk.hears(elm.MARIA, q.Claim(1))
    await desk.hears(elm.MARIA, ended)
    desk.at += timedelta(minutes=9)
    second = await desk.asked(elm.EVE, "Why is Elm Street missing?")

    await desk.hears(elm.MARIA, q.Duplicate(second, 1))

    lines = await desk.sees(lambda work: [each.card for each in work.slots.hanging(f"Q-{second}")])
    (line,) = [each for each in lines if each.title.startswith("We think this is the same")]
    assert line.title.startswith(told)
    assert "will be there" not in str(line)
