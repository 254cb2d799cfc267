"""Forms that people open, fill in and get back, over the wire with the real Bolt."""

import asyncio

from bot.questions.commands import Ask
from tests.slack.conftest import Town, title


async def opened_form(town: Town) -> str:
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask")
    await town.until(lambda: town.pocket.sight.modal(town.ana.id) is not None)
    view = town.pocket.sight.modal(town.ana.id)
    assert view is not None
    return str(view["id"])


async def test_a_form_is_the_command_completed_and_answered_where_it_was_opened(town: Town) -> None:
    view = await opened_form(town)
    done = await town.pocket.hands.submit(town.ana.id, view, {"text": "Where?", "share": "With my name"})
    assert done.acknowledged
    assert title(await town.whispered(town.ana.id, "ask-open-data")) == "Ask heard"
    assert town.desk.commands == [Ask(text="Where?", share="named")]
    assert town.pocket.sight.modal(town.ana.id) is None


async def test_faults_stand_at_the_fields_and_the_text_stays(town: Town) -> None:
    view = await opened_form(town)
    done = await town.pocket.hands.submit(town.ana.id, view, {"text": "x" * 201})
    assert done.errors == {"text": "Please shorten this to 200 characters."}
    assert town.pocket.sight.modal(town.ana.id) is not None


async def test_an_answer_to_a_form_reaches_people_who_are_not_in_the_channel(town: Town) -> None:
    view = await opened_form(town)
    town.pocket.faults.refuse("user_not_in_channel", "chat.postEphemeral")
    await town.pocket.hands.submit(town.ana.id, view, {"text": "Where?"})
    await town.until(lambda: bool(town.pocket.sight.messages(town.direct)))
    assert title(town.pocket.sight.messages(town.direct)[0]) == "Ask heard"


async def test_a_dataset_is_found_while_typing_and_chosen(town: Town) -> None:
    view = await opened_form(town)
    done = await town.pocket.hands.suggest(town.ana.id, view, "dataset", "tree")
    assert [each["text"]["text"] for each in done.options] == ["Street Trees (DS-1)", "Tree Pits & Planters (DS-3)"]
    chosen = {"text": "Where?", "dataset": "Tree Pits & Planters (DS-3)"}
    await town.pocket.hands.submit(town.ana.id, view, chosen)
    assert town.desk.commands == [Ask(dataset="DS-3", text="Where?")]


async def test_a_slow_form_is_closed_in_time_and_answered_when_it_is_done(town: Town) -> None:
    view = await opened_form(town)
    town.desk.hold = asyncio.Event()
    done = await town.pocket.hands.submit(town.ana.id, view, {"text": "x" * 201})
    assert done.acknowledged
    assert done.seconds < 3.0
    assert town.pocket.sight.modal(town.ana.id) is None
    town.desk.hold.set()
    assert title(await town.whispered(town.ana.id)) == "Please shorten this to 200 characters."


async def test_a_search_for_what_nobody_offers_finds_nothing(town: Town) -> None:
    view = await opened_form(town)
    done = await town.pocket.hands.suggest(town.ana.id, view, "dataset", "<!channel>")
    assert done.acknowledged
    assert list(done.options) == []
