"""Discord waits three seconds for a first answer and fifteen minutes for more: nobody's answer is lost for that."""

import asyncio

from bot.questions.commands import Claim
from tests.discord.conftest import Town, title

ROOM = "ask-open-data"


async def test_slow_work_is_deferred_in_time_and_answered_when_it_is_done(town: Town) -> None:
    town.desk.hold = asyncio.Event()
    done = await town.pocket.hands.slash("bo", ROOM, "/champion claim question: Q-142")
    assert done.acknowledged
    assert 1.4 < done.seconds < 3.0
    assert town.pocket.sight.whispers("bo")[-1].thinking
    town.desk.hold.set()
    assert title(await town.whispered("bo")) == "Claim heard"
    assert town.desk.commands == [Claim(142)]
    assert len(town.pocket.sight.whispers("bo")) == 1


async def test_a_slow_button_says_meanwhile_that_it_is_worked_on(town: Town) -> None:
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where?")
    whisper = town.pocket.sight.whispers("bo")[-1]
    town.desk.hold = asyncio.Event()
    done = await town.pocket.hands.press("bo", ROOM, whisper.ts, "Post question")
    assert done.seconds < 3.0
    await town.until(lambda: title(town.pocket.sight.whispers("bo")[-1]) == "Working on it…")
    town.desk.hold.set()
    await town.until(lambda: title(town.pocket.sight.whispers("bo")[-1]) == "Post heard")
    assert len(town.pocket.sight.whispers("bo")) == 1


async def test_an_answer_that_outlives_its_token_comes_by_direct_message(town: Town) -> None:
    town.desk.hold = asyncio.Event()
    await town.pocket.hands.slash("bo", ROOM, "/champion claim question: Q-142")
    town.ticks.more = 16 * 60
    town.pocket.nudge()
    town.desk.hold.set()
    direct = town.pocket.direct_messages("bo")
    await town.until(lambda: bool(town.said_in(direct)))
    assert title(town.said_in(direct)[0]) == "Claim heard"
    assert town.said_in(ROOM) == []


async def test_where_direct_messages_are_closed_too_a_hint_says_nothing_private(town: Town) -> None:
    town.pocket.hands.close_dms("bo")
    town.desk.hold = asyncio.Event()
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where is the secret garden?")
    town.ticks.more = 16 * 60
    town.pocket.nudge()
    town.desk.hold.set()
    await town.until(lambda: bool(town.said_in(ROOM)))
    (hint,) = town.said_in(ROOM)
    assert "Please check `/opendata status`" in hint.text.replace("\\", "")
    assert hint.pings == (f"@{town.bo.id}",)
    assert "garden" not in hint.text


async def test_a_lost_first_answer_is_not_given_twice(town: Town) -> None:
    town.pocket.faults.lose_answer("interaction callback")
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where?")
    await town.adapter.quiet()
    assert [title(each) for each in town.pocket.sight.whispers("bo")] == ["Ask heard"]


async def test_a_discord_in_trouble_is_asked_again(town: Town) -> None:
    town.pocket.faults.break_down("interaction callback", status=502)
    done = await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where?")
    assert done.acknowledged
    assert [title(each) for each in town.pocket.sight.whispers("bo")] == ["Ask heard"]


async def test_a_discord_that_asks_for_patience_gets_it(town: Town) -> None:
    town.pocket.faults.rate_limit(0.2, "interaction callback")
    done = await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where?")
    assert done.acknowledged
    assert done.seconds > 0.2
    assert [title(each) for each in town.pocket.sight.whispers("bo")] == ["Ask heard"]


async def test_an_answer_whose_place_is_gone_comes_as_one_more(town: Town) -> None:
    town.desk.hold = asyncio.Event()
    await town.pocket.hands.slash("bo", ROOM, "/champion claim question: Q-142")
    town.pocket.faults.refuse(10008, "edit original")  # they put it away meanwhile
    town.desk.hold.set()
    assert title(await town.whispered("bo")) == "Claim heard"
