"""Many people do something to one question at the same moment, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.questions import commands as q
from storage.store import SqlStore
from tests.engine.desk import Elmford
from tests.stories import desk as elm

CROWD = [replace(elm.EVE, id=f"U0CROWD{n:03}", name=f"Reader {n}") for n in range(24)]


async def test_everybody_who_says_something_of_an_answer_at_once_is_counted(store: SqlStore) -> None:
    desk = Elmford(store)
    await desk.opens()
    number = await desk.asked()
    await asyncio.gather(*(desk.hears(who, q.MeToo(number)) for who in CROWD))
    assert (await desk.question(number)).demand == len(CROWD)

    drafted = await desk.hears(elm.MARIA, q.WriteAnswer(number, text="The map shows city trees only."))
    assert drafted.card is not None
    await desk.hears(elm.MARIA, drafted.card.buttons[0].line)
    said = [desk.hears(who, q.Rate(number, "yes")) for who in (*CROWD, elm.ANA, *CROWD)]
    await asyncio.gather(*said)

    question = await desk.question(number)
    assert (question.helpful, question.rated) == (len(CROWD), "yes")
