"""Tracking somebody else's message: they are asked, and not more often than once."""

from __future__ import annotations

from bot.engine.request import Place
from bot.questions import commands as q
from tests.engine.desk import Elmford
from tests.stories import desk as elm

THERE = Place("slack", "T1", "C0TALK", "1.2")


async def test_however_many_point_to_a_message_its_author_is_asked_once(desk: Elmford) -> None:
    said = q.Track(f"@{elm.EVE.id}", "Where is the bike data?", "slack:msg:T1:C0TALK:1.2")
    for who in (elm.ANA, elm.ANA, elm.LUZ):
        told = await desk.hears(who, said, THERE)
        assert told.card is not None

    asked = await desk.sees(lambda work: [slot for n in range(1, 4) for slot in work.slots.hanging(f"D-{n}")])
    assert len(asked) == 1
    # Their own word is theirs, whatever they were asked before.
    own = await desk.hears(elm.EVE, said, THERE)
    assert own.card is not None
    assert own.card.title == "Track your message as a data question?"
