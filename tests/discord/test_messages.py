"""What people write in Discord without a command, over the wire with the real discord.py."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.playground.discord import PocketDiscord
from bot.engine.request import Place
from bot.questions.commands import Ask, Changed, Claim, Heard, Post, Posted, Status, TakenBack, Unclear
from tests.discord.conftest import Ticks, Town, adapter_for, now, settled, title
from tests.patience import PATIENCE

ROOM = "ask-open-data"


async def said(town: Town, user: str, channel: str, text: str, thread: str = "") -> str:
    """Somebody writes, and everything that comes of it has come; the message's id."""
    done = await town.pocket.hands.say(user, channel, text, thread=thread or None)
    await town.pocket.idle()
    await town.adapter.quiet()
    return done.ts


async def posted(town: Town, user: str, text: str, title: str = "Where?") -> str:
    done = await town.pocket.hands.post(user, "questions", title, text)
    await town.pocket.idle()
    await town.adapter.quiet()
    return done.thread


# ── in channels ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_answer_to_a_message_stands_behind_a_button(town: Town) -> None:
    ts = await said(town, "bo", ROOM, "@champions ask Where are the secret trees?")
    assert town.desk.commands == [Ask(text="Where are the secret trees?")]
    assert town.desk.heard[0].id == f"discord:msg:{ts}"
    assert town.desk.heard[0].where == Place("discord", town.pocket.guild_id, town.ask.id)
    (line,) = town.said_in(ROOM)
    assert line.reply_to == ts
    assert "I have an answer for you." in line.text
    assert "secret" not in line.text
    assert line.pings == ()
    await town.pocket.hands.press("bo", ROOM, line.ts, "Read it")
    whisper = await town.whispered("bo")
    assert title(whisper) == "Ask heard"
    assert "secret trees" in whisper.text
    await town.pocket.hands.press("bo", ROOM, whisper.ts, "Post question")
    assert town.desk.commands[-1] == Post(17)


async def test_an_answer_can_be_read_again_and_after_a_restart(town: Town) -> None:
    await said(town, "bo", ROOM, "@champions help")
    (line,) = town.said_in(ROOM)
    await town.pocket.hands.press("bo", ROOM, line.ts, "Read it")
    await town.restart()
    await town.pocket.hands.press("bo", ROOM, line.ts, "Read it")
    assert [title(each) for each in town.pocket.sight.whispers("bo")] == ["Help heard", "Help heard"]


async def test_somebody_else_reads_nothing(town: Town) -> None:
    await said(town, "bo", ROOM, "@champions ask Where are the secret trees?")
    (line,) = town.said_in(ROOM)
    await town.pocket.hands.press("ana", ROOM, line.ts, "Read it")
    (whisper,) = town.pocket.sight.whispers("ana")
    assert "secret" not in whisper.text
    assert town.pocket.sight.whispers("bo") == []


async def test_an_answer_that_is_no_longer_kept_is_missed_politely(town: Town) -> None:
    await said(town, "bo", ROOM, "@champions help")
    town.desk.replies.clear()
    (line,) = town.said_in(ROOM)
    await town.pocket.hands.press("bo", ROOM, line.ts, "Read it")
    assert title(town.pocket.sight.whispers("bo")[-1]).startswith("This answer is too old")


async def test_a_refusal_is_said_in_one_short_line(town: Town) -> None:
    await said(town, "bo", ROOM, "@champions health")
    (line,) = town.said_in(ROOM)
    assert title(line).startswith("Only coordinators can do this.")
    assert town.desk.commands == []


async def test_words_that_are_no_command_are_said_to_be_none_and_not_repeated(town: Town) -> None:
    await said(town, "bo", ROOM, "@champions claim the garden, please")
    (line,) = town.said_in(ROOM)
    assert "I did not expect “the” there." in line.text
    assert "garden" not in line.text


async def test_a_form_waits_behind_a_button(town: Town) -> None:
    await said(town, "bo", ROOM, "@champions ask")
    (line,) = town.said_in(ROOM)
    await town.pocket.hands.press("bo", ROOM, line.ts, "Open the form")
    assert town.pocket.sight.modal("bo") is not None


async def test_other_words_to_us_may_be_a_question(town: Town) -> None:
    await said(town, "bo", ROOM, "Hey @champions, how many trees are there")
    assert town.desk.commands == [Unclear("Hey , how many trees are there")]


async def test_a_failure_is_told_because_discord_delivers_nothing_again(town: Town) -> None:
    town.desk.broken = True
    await said(town, "bo", ROOM, "@champions ask Where is the garden?")
    (line,) = town.said_in(ROOM)
    assert "Something went wrong on our side" in line.text
    assert "garden" not in line.text


async def test_channel_talk_without_us_is_not_heard(town: Town) -> None:
    await said(town, "bo", ROOM, "Where are the trees?")
    assert town.desk.commands == []
    assert town.said_in(ROOM) == []


async def test_our_own_messages_are_not_heard(town: Town) -> None:
    await said(town, "bo", ROOM, "@champions help")
    await town.pocket.idle()
    assert len(town.desk.commands) == 1


async def test_a_message_that_comes_twice_is_one_request_and_one_line(town: Town) -> None:
    gateway, announce = town.pocket.core.gateway, town.pocket.core.gateway.announce

    def twice(event: str, payload: dict[str, object]) -> None:
        announce(event, payload)
        if event == "MESSAGE_CREATE":
            announce(event, payload)

    setattr(gateway, "announce", twice)  # noqa: B010
    await said(town, "bo", ROOM, "@champions help")
    assert len(town.desk.heard) == 1
    assert len(town.said_in(ROOM)) == 1


async def test_a_line_whose_answer_was_lost_is_posted_once(town: Town) -> None:
    town.pocket.faults.lose_answer("create message")
    await said(town, "bo", ROOM, "@champions help")
    assert len(town.said_in(ROOM)) == 1


# ── in threads ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_post_in_the_ask_forum_is_a_question(town: Town) -> None:
    thread = await posted(town, "bo", "Where are the trees of Elm Street?", "Trees")
    # Without the Message Content intent the words are hidden from us: its title stands for them.
    assert town.desk.commands == [Posted("Trees")]
    assert town.desk.heard[0].id == f"discord:msg:{thread}"
    assert town.desk.heard[0].where == Place("discord", town.pocket.guild_id, town.forum.id, thread)


async def test_plain_words_in_a_thread_of_ours_are_heard_without_the_words(town: Town) -> None:
    thread = await posted(town, "bo", "Where?")
    town.desk.ours[(town.forum.id, thread)] = "Q-142/card"
    await said(town, "bo", "questions", "The ones of 2024.", thread)
    assert town.desk.commands[1:] == [Heard("")]


async def test_a_command_in_a_thread_needs_no_intent(town: Town) -> None:
    thread = await posted(town, "ana", "Where?")
    await said(town, "bo", "questions", "@champions claim", thread)
    assert town.desk.commands[1:] == [Claim()]
    assert town.desk.heard[1].where == Place("discord", town.pocket.guild_id, town.forum.id, thread)


async def test_words_in_other_threads_are_nobodys_business(town: Town) -> None:
    made = await town.pocket.hands.open_thread("bo", ROOM, "Lunch")
    await said(town, "bo", ROOM, "Pizza?", made.thread)
    assert town.desk.commands == []


async def test_a_thread_that_was_in_the_archive_is_looked_up(town: Town) -> None:
    made = await town.pocket.hands.open_thread("bo", ROOM, "Lunch")
    await town.pocket.hands.archive("bo", made.thread)
    await town.restart()
    await said(town, "bo", ROOM, "@champions status Q-7", made.thread)
    assert town.desk.commands == [Status(7)]
    assert town.desk.heard[0].where == Place("discord", town.pocket.guild_id, town.ask.id, made.thread)


# ── with the Message Content intent ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def watched() -> AsyncIterator[Town]:
    ticks = Ticks()
    async with PocketDiscord(ticks=ticks, privileged=("message_content",)) as pocket:
        town = settled(pocket, ticks)
        town.adapter = adapter_for(pocket, town.app, message_content=True)
        await town.adapter.start()
        await pocket.gateway.connected()
        yield town
        async with asyncio.timeout(PATIENCE):
            await town.adapter.stop()


async def test_where_a_desk_watches_the_words_are_read(watched: Town) -> None:
    thread = await posted(watched, "bo", "Where are the trees, @ana?", "Trees")
    watched.desk.ours[(watched.forum.id, thread)] = "Q-142/card"
    await said(watched, "bo", "questions", "The ones of 2024.", thread)
    assert watched.desk.commands == [Posted("Trees\nWhere are the trees, @Ana Ruiz?"), Heard("The ones of 2024.")]


async def test_who_calls_where_we_may_not_write_is_answered_directly(town: Town) -> None:
    town.pocket.shut_out(town.ask.id)
    await said(town, "bo", ROOM, "@champions ask Where are the secret trees?")
    assert town.said_in(ROOM) == []
    (line,) = town.said_in(town.pocket.direct_messages("bo"))
    assert "I have an answer for you." in line.text
    await town.pocket.hands.press("bo", "@champions", line.ts, "Read it")
    assert "secret trees" in (await town.whispered("bo")).text


# ── in direct messages ───────────────────────────────────────────────────────────────────────────────────────


async def test_direct_messages_are_answered_where_they_were_written(town: Town) -> None:
    await said(town, "bo", "@champions", "ask Where?")
    assert town.desk.commands == [Ask(text="Where?")]
    assert town.desk.heard[0].where == Place("discord", town.pocket.guild_id, person=town.bo.id)
    (answer,) = town.said_in(town.pocket.direct_messages("bo"))
    assert title(answer) == "Ask heard"
    await town.pocket.hands.press("bo", "@champions", answer.ts, "Post question")
    assert town.desk.commands[-1] == Post(17)


async def test_a_command_in_direct_messages_is_said_to_nobody_else(town: Town) -> None:
    await town.pocket.hands.slash("bo", "@champions", "/opendata status question: Q-7")
    assert town.desk.heard[0].where == Place("discord", town.pocket.guild_id, person=town.bo.id)


# ── what becomes of messages ─────────────────────────────────────────────────────────────────────────────────


async def test_an_edit_counts_where_the_message_became_something(town: Town) -> None:
    ts = await said(town, "bo", ROOM, "@champions ask Where?")
    await town.pocket.hands.edit("bo", ROOM, ts, f"<@{town.pocket.bot_user_id}> ask Where now?")
    await town.adapter.quiet()
    assert len(town.desk.commands) == 1
    number = f"discord:msg:{ts}"
    town.desk.became = frozenset({number})
    await town.pocket.hands.edit("bo", ROOM, ts, f"<@{town.pocket.bot_user_id}> ask Where then?")
    await town.adapter.quiet()
    assert town.desk.commands[1:] == [Changed(number, "Where then?")]
    assert town.desk.heard[1].id.startswith(f"{number}:edited.")


async def test_a_deletion_counts_where_the_message_became_something(town: Town) -> None:
    ts = await said(town, "bo", ROOM, "@champions ask Where?")
    other = await said(town, "bo", ROOM, "Never mind.")
    number = f"discord:msg:{ts}"
    town.desk.became = frozenset({number})
    await town.pocket.hands.delete("bo", ROOM, other)
    await town.pocket.hands.delete("bo", ROOM, ts)
    await town.adapter.quiet()
    assert town.desk.commands[1:] == [TakenBack(number)]
    assert town.desk.heard[1].who.identity.user == ""
    assert (now() - town.desk.heard[1].at).total_seconds() < 60
