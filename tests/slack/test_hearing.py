"""People do things in Slack; the real Bolt hears them over the wire."""

import asyncio

from bot.engine.request import Place
from bot.people.commands import Recognise
from bot.questions.commands import Ask, Claim, HandOff, MarkAnswer, Post, Track, Unclear
from tests.contract.platform import lease
from tests.slack.conftest import Town, title

# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_command_is_answered_in_its_acknowledgement(town: Town) -> None:
    done = await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask Where are the trees?")
    assert done.acknowledged
    assert done.answer is not None
    assert done.answer["response_type"] == "ephemeral"
    assert town.desk.commands == [Ask(text="Where are the trees?")]
    assert "Where are the trees?" in town.pocket.sight.whispers(town.ana.id)[-1].text
    assert [call.method for call in town.pocket.calls if call.method.startswith("chat.")] == []


async def test_words_that_are_no_command_may_be_a_question(town: Town) -> None:
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata how many trees are there")
    assert town.desk.commands == [Unclear("how many trees are there")]


async def test_an_unknown_champion_verb_is_explained_with_the_words_given_back(town: Town) -> None:
    await town.pocket.hands.slash(town.bo.id, "ask-open-data", "/champion clam Q-142")
    whisper = town.pocket.sight.whispers(town.bo.id)[-1]
    assert title(whisper) == "I don't know “clam”. Try /champion help."
    assert "clam Q-142" in whisper.text
    assert town.desk.commands == []


async def test_a_person_who_was_typed_arrives_as_their_id(town: Town) -> None:
    await town.pocket.hands.slash(town.bo.id, "ask-open-data", "/champion handoff Q-142 @ana")
    assert town.desk.commands == [HandOff(142, f"@{town.ana.id}")]


async def test_a_command_without_its_text_opens_the_form(town: Town) -> None:
    done = await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask")
    assert done.acknowledged
    await town.until(lambda: town.pocket.sight.modal(town.ana.id) is not None)
    assert town.desk.writes == 0


async def test_a_spent_moment_leaves_a_button_that_opens_the_form(town: Town) -> None:
    town.pocket.faults.refuse("expired_trigger_id", "views.open")
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask")
    whisper = await town.whispered(town.ana.id)
    await town.pocket.hands.press(town.ana.id, "ask-open-data", whisper.ts, "Open the form")
    await town.until(lambda: town.pocket.sight.modal(town.ana.id) is not None)


async def test_slow_work_is_acknowledged_in_time_and_answered_when_it_is_done(town: Town) -> None:
    town.desk.hold = asyncio.Event()
    done = await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/champion claim Q-142")
    assert done.acknowledged
    assert 1.4 < done.seconds < 3.0
    assert title(town.pocket.sight.whispers(town.ana.id)[-1]) == "Working on it…"
    town.desk.hold.set()
    assert title(await town.whispered(town.ana.id, number=2)) == "Claim heard"


async def test_a_failure_says_so_and_gives_the_words_back(town: Town) -> None:
    town.desk.broken = True
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask Where are the trees?")
    whisper = town.pocket.sight.whispers(town.ana.id)[-1]
    assert "Something went wrong on our side" in whisper.text
    assert "Where are the trees?" in whisper.text


# ── buttons ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_button_on_a_whisper_says_its_line_and_the_answer_takes_its_place(town: Town) -> None:
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask Where?")
    whisper = town.pocket.sight.whispers(town.ana.id)[-1]
    await town.pocket.hands.press(town.ana.id, "ask-open-data", whisper.ts, "Post question")
    await town.until(lambda: title(whisper) == "Post heard")
    assert town.desk.commands == [Ask(text="Where?"), Post(17)]
    assert len(town.pocket.sight.whispers(town.ana.id)) == 1


async def test_a_button_that_opens_an_address_is_acknowledged_and_says_nothing(town: Town) -> None:
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata status")
    whisper = town.pocket.sight.whispers(town.ana.id)[-1]
    done = await town.pocket.hands.press(town.ana.id, "ask-open-data", whisper.ts, "Read it on the web")
    assert done.acknowledged
    assert len(town.desk.commands) == 1


async def test_a_click_is_the_typed_line(town: Town) -> None:
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata find trees")
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/champion claim Q-7")
    whisper = town.pocket.sight.whispers(town.ana.id)[0]
    await town.pocket.hands.press(town.ana.id, "ask-open-data", whisper.ts, "Take it")
    _, typed, clicked = town.desk.commands
    assert typed == clicked == Claim(7)


async def test_a_slow_button_says_meanwhile_that_it_is_worked_on(town: Town) -> None:
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask Where?")
    whisper = town.pocket.sight.whispers(town.ana.id)[-1]
    town.desk.hold = asyncio.Event()
    done = await town.pocket.hands.press(town.ana.id, "ask-open-data", whisper.ts, "Post question")
    assert done.seconds < 3.0
    await town.until(lambda: title(whisper) == "Working on it…")
    town.desk.hold.set()
    await town.until(lambda: title(whisper) == "Post heard")


async def test_a_button_on_a_card_leaves_the_card_alone(town: Town) -> None:
    channel = town.pocket.workspace.channel_named("ask-open-data")
    assert channel is not None
    ts = await town.adapter.post(lease(Place("slack", town.pocket.team_id, channel.id)))
    (card,) = town.pocket.sight.messages(channel.id)
    before = card.text
    await town.pocket.hands.press(town.bo.id, channel.id, ts, "Claim")
    assert title(await town.whispered(town.bo.id, channel.id)) == "Claim heard"
    assert card.text == before
    assert town.desk.heard[0].where.thread == ts


async def test_an_account_is_looked_up_outside_the_transaction(town: Town) -> None:
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/champion join")
    assert title(await town.whispered(town.ana.id)) == "You are ana"
    assert town.desk.commands[-1] == Recognise("ana@example.org", "ana")
    assert town.desk.heard[-1].id == f"{town.desk.heard[0].id}:errand"


# ── shortcuts ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_global_shortcut_opens_the_form(town: Town) -> None:
    await town.pocket.hands.shortcut(town.ana.id, "opendata ask")
    await town.until(lambda: town.pocket.sight.modal(town.ana.id) is not None)


async def test_a_form_opened_from_nowhere_is_answered_in_direct_messages(town: Town) -> None:
    await town.pocket.hands.shortcut(town.ana.id, "opendata ask")
    await town.until(lambda: town.pocket.sight.modal(town.ana.id) is not None)
    view = town.pocket.sight.modal(town.ana.id)
    assert view is not None
    await town.pocket.hands.submit(town.ana.id, view["id"], {"text": "Where?"})
    await town.until(lambda: bool(town.pocket.sight.messages(town.direct)))
    assert title(town.pocket.sight.messages(town.direct)[0]) == "Ask heard"


async def test_a_message_is_tracked_with_its_author_and_its_words(town: Town) -> None:
    said = await town.pocket.hands.say(town.ana.id, "ask-open-data", "Where is <the> bike & bus data?")
    await town.pocket.hands.shortcut(town.bo.id, "opendata track", "ask-open-data", said.ts)
    where = town.desk.heard[0].where
    number = f"slack:msg:{where.team}:{where.channel}:{said.ts}"
    assert town.desk.commands == [Track(f"@{town.ana.id}", "Where is <the> bike & bus data?", number)]
    assert where.thread == said.ts
    assert title(await town.whispered(town.bo.id)) == "Track heard"


async def test_a_reply_is_marked_as_the_answer_of_its_thread(town: Town) -> None:
    said = await town.pocket.hands.say(town.ana.id, "ask-open-data", "Where?")
    reply = await town.pocket.hands.say(town.bo.id, "ask-open-data", "There.", thread=said.ts)
    await town.pocket.hands.shortcut(town.ana.id, "champion mark", "ask-open-data", reply.ts)
    where = town.desk.heard[0].where
    number = f"slack:msg:{where.team}:{where.channel}:{reply.ts}"
    assert town.desk.commands == [MarkAnswer(f"@{town.bo.id}", "There.", number)]
    assert where.thread == said.ts
