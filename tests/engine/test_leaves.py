"""Leaves: one is kept at a time, and none is forgotten without a word."""

from __future__ import annotations

from datetime import date

from bot.people import commands as p
from tests.engine.desk import Elmford
from tests.stories import desk as elm

SOON, LATER = date(2026, 10, 9), date(2026, 12, 24)


async def test_who_is_away_stays_so_though_they_plan_another_leave(desk: Elmford) -> None:
    await desk.hears(elm.THEO, p.Away(SOON))

    told = await desk.hears(elm.THEO, p.Away(LATER, starts=date(2026, 12, 20)))

    assert told.card is not None
    assert told.card.title == "You are away until Fri 9 Oct. Please say when you leave again once you are back."
    theo = await desk.sees(lambda work: work.roster.named("Theo Lund"))
    assert theo is not None
    assert theo.is_away(desk.at, elm.elmford().calendar)


async def test_a_leave_to_come_is_not_forgotten_without_a_word(desk: Elmford) -> None:
    await desk.hears(elm.THEO, p.Away(LATER, starts=date(2026, 12, 20)))

    told, again = [await desk.hears(elm.THEO, p.Away(SOON)) for _ in range(2)]

    assert told.card is not None
    assert told.card.title == "You are away until Fri 9 Oct."
    assert "Your leave from Sun 20 Dec until Thu 24 Dec is forgotten" in str(told.card)
    assert "forgotten" not in str(again.card)
