"""What is offered while somebody types tells nobody what they may not read elsewhere."""

from __future__ import annotations

from bot.people.model import Identity
from bot.suggest import suggest
from tests.engine.desk import Elmford
from tests.stories import desk as elm


async def _champions(desk: Elmford, who: elm.Resident) -> list[str]:
    found = await desk.sees(lambda work: suggest(work, Identity("slack", "T1", who.id), "champion", ""))
    return [label.partition(" ·")[0] for _, label in found]


async def test_who_has_not_joined_yet_is_offered_to_champions_alone(desk: Elmford) -> None:
    await desk.hears(elm.MARIA, "champion queue mine")
    assert elm.NOOR.name not in await _champions(desk, elm.ANA)
    assert elm.MARIA.name in await _champions(desk, elm.ANA)
    assert elm.NOOR.name in await _champions(desk, elm.MARIA)
