"""People do things in Discord; the real discord.py hears them over the wire."""

import asyncio

from bot.engine.request import Place
from bot.people.commands import Recognise
from bot.questions.commands import Ask, Claim, HandOff, MarkAnswer, Post, Track
from tests.contract.platform import lease
from tests.discord.conftest import Town, title

ROOM = "ask-open-data"

# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_command_is_answered_by_its_first_answer(town: Town) -> None:
    done = await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where are the trees?")
    assert done.acknowledged
    assert done.answer is not None
    assert done.answer["type"] == 4
    assert done.answer["data"]["flags"] & 64
    assert done.answer["data"]["allowed_mentions"]["parse"] == []
    assert town.desk.commands == [Ask(text="Where are the trees?")]
    assert title(town.pocket.sight.whispers("bo")[-1]) == "Ask heard"
    assert town.calls("create message") == []


async def test_a_person_is_heard_with_their_name_and_language(town: Town) -> None:
    await town.pocket.hands.slash("ana", ROOM, "/opendata help")
    who = town.desk.heard[0].who
    assert (who.identity.user, who.identity.team) == (town.ana.id, town.pocket.guild_id)
    assert (who.name, who.locale) == ("Ana Ruiz", "es-ES")


async def test_a_person_who_was_typed_arrives_as_their_id(town: Town) -> None:
    line = f"/champion handoff question: Q-142 to: <@{town.ana.id}> text: please"
    await town.pocket.hands.slash("bo", ROOM, line)
    assert town.desk.commands == [HandOff(142, f"@{town.ana.id}", "please")]


async def test_a_wrong_value_is_explained_with_the_words_given_back(town: Town) -> None:
    line = "/opendata ask deadline: soon text: Where are the trees?"
    await town.pocket.hands.slash("bo", ROOM, line)
    (whisper,) = town.pocket.sight.whispers("bo")
    assert title(whisper) == "“soon” is not a date. Write it like 2026-10-14."
    assert "Where are the trees?" in whisper.text
    assert town.desk.commands == []


async def test_what_is_too_long_is_told_with_every_word_and_a_way_to_edit_it(town: Town) -> None:
    words = "Where are the trees of Elm Street? " * 80
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask", options={"text": words})
    await town.adapter.quiet()
    first, *others = town.pocket.sight.whispers("bo")
    assert title(first) == "Please shorten this to 200 characters."
    assert first.labels == ["Edit"]
    assert " ".join(each.text for each in [first, *others]).count("Elm Street") == 80


async def test_words_are_heard_where_discord_offers_no_choice(town: Town) -> None:
    """Discord does not hold anybody to the choices that were offered."""
    await town.pocket.hands.slash("bo", ROOM, "/opendata status question: the one about trees")
    assert title(town.pocket.sight.whispers("bo")[-1]) == "“the one about trees” is not a number such as Q-142."


async def test_a_failure_says_so_and_gives_the_words_back(town: Town) -> None:
    town.desk.broken = True
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where are the trees?")
    whisper = town.pocket.sight.whispers("bo")[-1]
    assert "Something went wrong on our side" in whisper.text
    assert "Where are the trees?" in whisper.text


# ── buttons ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_button_on_a_whisper_says_its_line_and_the_answer_takes_its_place(town: Town) -> None:
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where?")
    whisper = town.pocket.sight.whispers("bo")[-1]
    done = await town.pocket.hands.press("bo", ROOM, whisper.ts, "Post question")
    assert done.answer is not None
    assert done.answer["type"] == 7
    assert town.desk.commands == [Ask(text="Where?"), Post(17)]
    (shown,) = town.pocket.sight.whispers("bo")
    assert title(shown) == "Post heard"


async def test_a_click_is_the_typed_line(town: Town) -> None:
    await town.pocket.hands.slash("bo", ROOM, "/opendata find text: trees")
    whisper = town.pocket.sight.whispers("bo")[-1]
    await town.pocket.hands.slash("bo", ROOM, "/champion claim question: 7")
    await town.pocket.hands.press("bo", ROOM, whisper.ts, "Take it")
    _, typed, clicked = town.desk.commands
    assert typed == clicked == Claim(7)


async def test_a_button_works_after_a_restart(town: Town) -> None:
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where?")
    whisper = town.pocket.sight.whispers("bo")[-1]
    await town.restart()
    await town.pocket.hands.press("bo", ROOM, whisper.ts, "Post question")
    assert town.desk.commands[-1] == Post(17)
    assert title(town.pocket.sight.whispers("bo")[-1]) == "Post heard"


async def test_a_button_on_a_card_leaves_the_card_alone(town: Town) -> None:
    ts = await town.adapter.post(lease(Place("discord", town.pocket.guild_id, town.ask.id)))
    before = town.said_in(ROOM)[0].text
    await town.pocket.hands.press("bo", ROOM, ts, "Claim")
    assert title(await town.whispered("bo")) == "Claim heard"
    assert town.said_in(ROOM)[0].text == before
    assert town.desk.heard[0].where == Place("discord", town.pocket.guild_id, town.ask.id, ts)


async def test_a_button_in_a_post_is_pressed_in_the_thread_of_its_forum(town: Town) -> None:
    ts = await town.adapter.post(lease(Place("discord", town.pocket.guild_id, town.forum.id)))
    await town.pocket.hands.press("bo", ts, ts, "Claim")
    assert town.desk.heard[0].where == Place("discord", town.pocket.guild_id, town.forum.id, ts)


async def test_a_button_of_former_days_is_explained(town: Town) -> None:
    for forged in ("opendata dance Q-7", "~nothing", "~read", "x" * 90):
        await _pressed_forged(town, forged)
        await town.adapter.quiet()
    said = [title(each) for each in town.pocket.sight.whispers("bo")]
    assert said == ["This button is from former days. Please start again."] * 4
    assert town.desk.commands == []


async def _pressed_forged(town: Town, custom_id: str) -> None:
    """A button that nobody of us has made, on a message of ours."""
    ts = await town.adapter.post(lease(Place("discord", town.pocket.guild_id, town.ask.id), name=custom_id[:30]))
    kept = town.pocket.core.backend.message(town.ask.id, ts)
    assert kept is not None
    data = {"custom_id": custom_id, "component_type": 2}
    await town.pocket.core.interactions.deliver(3, town.bo.id, town.ask.id, data, ts)  # type: ignore[arg-type]


async def test_a_page_that_was_pressed_gives_way_to_any_card(town: Town) -> None:
    """A message of Components V2 can never be another one: what takes its place is made of the same."""
    await town.pocket.hands.slash("bo", ROOM, "/opendata champions")
    page = town.pocket.sight.whispers("bo")[-1]
    done = await town.pocket.hands.press("bo", ROOM, page.ts, "Next")
    assert done.acknowledged
    await town.adapter.quiet()
    assert title(town.pocket.sight.whispers("bo")[-1]) == "Claim heard"
    assert len(town.pocket.sight.whispers("bo")) == 1


async def test_a_slow_page_is_a_page_in_the_end(town: Town) -> None:
    town.desk.hold = asyncio.Event()
    await town.pocket.hands.slash("bo", ROOM, "/opendata champions")
    town.desk.hold.set()
    assert "A page" in (await town.whispered("bo")).text


async def test_nothing_to_say_is_acknowledged(town: Town) -> None:
    await town.pocket.hands.slash("bo", ROOM, "/opendata champions")
    page = town.pocket.sight.whispers("bo")[-1]
    done = await town.pocket.hands.press("bo", ROOM, page.ts, "Done with it")
    assert done.acknowledged
    assert [each.ts for each in town.pocket.sight.whispers("bo")] == [page.ts]
    done = await town.pocket.hands.slash("bo", ROOM, "/champion release question: Q-7")
    assert done.acknowledged
    assert title(town.pocket.sight.whispers("bo")[-1]) == "Done."


async def test_a_slow_nothing_ends_the_waiting(town: Town) -> None:
    town.desk.hold = asyncio.Event()
    await town.pocket.hands.slash("bo", ROOM, "/champion release question: Q-7")
    town.desk.hold.set()
    assert title(await town.whispered("bo")) == "Done."


async def test_an_account_is_looked_up_outside_the_transaction(town: Town) -> None:
    await _pressed_forged(town, "champion join")
    assert title(await town.whispered("bo")) == "You are bo"
    assert town.desk.commands[-1] == Recognise("", "bo")
    assert town.desk.heard[-1].id == f"{town.desk.heard[0].id}:errand"


# ── menus ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_is_tracked_with_its_author_and_its_words(town: Town) -> None:
    said = await town.pocket.hands.say("ana", ROOM, "Where is <the> bike & bus data, @bo?")
    await town.pocket.hands.message_command("bo", "Track as data question", ROOM, said.ts)
    number = f"discord:msg:{said.ts}"
    assert town.desk.commands == [Track(f"@{town.ana.id}", "Where is <the> bike & bus data, @Bo Lind?", number)]
    assert town.desk.heard[0].where == Place("discord", town.pocket.guild_id, town.ask.id, said.ts)
    assert title(await town.whispered("bo")) == "Track heard"


async def test_a_reply_is_marked_as_the_answer_of_its_thread(town: Town) -> None:
    post = await town.pocket.hands.post("ana", "questions", "Where?", "Where are they?")
    reply = await town.pocket.hands.say("bo", "questions", "There.", thread=post.thread)
    await town.pocket.hands.message_command("ana", "Mark as the answer", post.thread, reply.ts)
    assert town.desk.commands[-1] == MarkAnswer(f"@{town.bo.id}", "There.", f"discord:msg:{reply.ts}")
    assert town.desk.heard[-1].where.thread == post.thread


async def test_a_message_of_the_app_is_nobodys_question(town: Town) -> None:
    ts = await town.adapter.post(lease(Place("discord", town.pocket.guild_id, town.ask.id)))
    await town.pocket.hands.message_command("bo", "Track as data question", ROOM, ts)
    whisper = town.pocket.sight.whispers("bo")[-1]
    assert title(whisper) == "I can only do this with a message that a person wrote in words."
    assert town.desk.commands == []


# ── choices ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_choices_come_while_one_types(town: Town) -> None:
    done = await town.pocket.hands.complete("bo", ROOM, "/opendata ask", "dataset", "tree")
    assert done.acknowledged
    assert [each["name"] for each in done.options] == ["Street Trees (DS-1)", "Tree Pits & Planters (DS-3)"]
    assert [each["value"] for each in done.options] == ["DS-1", "DS-3"]
    assert town.desk.writes == 0


async def test_choices_that_take_too_long_are_none(town: Town) -> None:
    town.desk.slow = asyncio.Event()
    done = await town.pocket.hands.complete("bo", ROOM, "/opendata ask", "dataset", "tree")
    assert done.acknowledged
    assert done.seconds < 3.0
    assert list(done.options) == []
    town.desk.slow.set()
