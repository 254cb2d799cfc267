"""What was said while we were away is read back from Discord's own history."""

from typing import Any

import discord
import discord.backoff
import pytest

from adapters.discord import regaining
from bot.engine.errors import PlatformError
from bot.engine.request import Place, Request
from bot.questions.commands import Ask, Heard, Posted
from tests.discord.conftest import Town, adapter_for, title

ROOM = "ask-open-data"


async def away(town: Town) -> dict[str, str]:
    """The adapter stops; how far it had heard."""
    await town.pocket.idle()
    await town.adapter.quiet()
    marks = dict(town.adapter.heard_up_to())
    await town.adapter.stop()
    town.adapter = adapter_for(town.pocket, town.app)
    return marks


async def back(town: Town, marks: dict[str, str], *threads: Place) -> list[Request]:
    await town.adapter.start()
    await town.pocket.gateway.connected()
    return [each async for each in town.adapter.missed(marks, threads)]


async def test_posts_that_were_opened_meanwhile_are_found_by_their_title(town: Town) -> None:
    before = await town.pocket.hands.post("bo", "questions", "Heard", "Before.")
    marks = await away(town)
    one = await town.pocket.hands.post("bo", "questions", "Trees", "Where are they?")
    two = await town.pocket.hands.post("ana", "questions", "Bikes", "How many?")
    await town.pocket.hands.archive("ana", two.thread)
    found = await back(town, marks)
    assert [each.command for each in found] == [Posted("Trees"), Posted("Bikes")]
    assert [each.id for each in found] == [f"discord:msg:{one.thread}", f"discord:msg:{two.thread}"]
    assert found[0].where == Place("discord", town.pocket.guild_id, town.forum.id, one.thread)
    assert found[0].at <= found[1].at
    assert int(before.thread) <= int(marks[town.forum.id]) < int(one.thread)
    assert town.adapter.heard_up_to()[town.forum.id] == two.thread


async def test_replies_in_the_threads_of_questions_are_found(town: Town) -> None:
    post = await town.pocket.hands.post("bo", "questions", "Trees", "Where are they?")
    town.desk.ours[(town.forum.id, post.thread)] = "Q-142/card"
    marks = await away(town)
    reply = await town.pocket.hands.say("bo", "questions", "The ones of 2024.", thread=post.thread)
    place = Place("discord", town.pocket.guild_id, town.forum.id, post.thread)
    (found,) = await back(town, marks, place)
    assert (found.id, found.command, found.where) == (f"discord:msg:{reply.ts}", Heard(), place)


async def test_what_is_found_is_answered_where_it_was_said(town: Town) -> None:
    town.desk.desk = town.desk.desk.__class__(
        "springfield", "Springfield", channels={"discord": {"ask": ROOM, "triage": "champions-triage"}}
    )
    await town.restart()
    marks = await away(town)
    said = await town.pocket.hands.say("bo", ROOM, "@champions ask Where?")
    await town.pocket.hands.say("bo", ROOM, "Just talk.")
    await town.adapter.start()
    await town.pocket.gateway.connected()
    async for each in town.adapter.missed(marks, ()):
        assert each.command == Ask(text="Where?")
        await town.adapter.answer(each, await town.app.handle(each))
        await town.adapter.answer(each, await town.app.handle(each))
    (line,) = town.said_in(ROOM)
    assert line.reply_to == said.ts
    await town.pocket.hands.press("bo", ROOM, line.ts, "Read it")
    assert title(town.pocket.sight.whispers("bo")[-1]) == "Ask heard"


async def test_a_room_that_is_new_gives_nothing(town: Town) -> None:
    await away(town)
    await town.pocket.hands.post("bo", "questions", "Trees", "Where are they?")
    assert await back(town, {}) == []
    assert set(town.adapter.heard_up_to()) == {each.channel for each in town.desk.rooms.values()}


async def test_a_deleted_thread_and_a_closed_room_keep_nothing_else_back(town: Town) -> None:
    marks = await away(town)
    await town.pocket.hands.post("bo", "questions", "Trees", "Where are they?")
    gone = Place("discord", town.pocket.guild_id, town.forum.id, "123456789012345678")
    (found,) = await back(town, {**marks, "999": "1"}, gone)
    assert found.command == Posted("Trees")


async def test_before_the_start_nothing_can_be_read_back(town: Town) -> None:
    adapter: Any = adapter_for(town.pocket, town.app)
    assert adapter.heard_up_to() == {}
    with pytest.raises(RuntimeError):
        [each async for each in adapter.missed({}, ())]


async def test_a_discord_in_trouble_is_no_empty_room(town: Town) -> None:
    marks = await away(town)
    await town.adapter.start()
    await town.pocket.gateway.connected()
    town.pocket.faults.refuse(20016, "list active threads")
    with pytest.raises(PlatformError):
        [each async for each in town.adapter.missed(marks, ())]


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py would wait seconds before it comes back, and five more before a second IDENTIFY."""

    async def at_once(*_: object, **__: object) -> None:
        return

    monkeypatch.setattr(discord.Client, "before_identify_hook", at_once)
    monkeypatch.setattr(discord.backoff.ExponentialBackoff, "delay", lambda _: 0.1)


async def _forgets_us(town: Town, title: str) -> str:
    """Discord loses us and our session, and then somebody opens a post; its id."""
    town.pocket.gateway.drop()
    town.pocket.gateway.forget_sessions()
    return (await town.pocket.hands.post("bo", "questions", title, "Words")).thread


async def _is_back(town: Town) -> None:
    await town.until(lambda: bool(town.pocket.gateway.links))
    await town.pocket.idle()
    await town.adapter.quiet()


@pytest.mark.usefixtures("quickly")
async def test_a_gap_that_could_not_be_read_is_no_mark_to_read_on_from(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is heard after it must not hide it from the next connection."""
    monkeypatch.setattr(regaining, "PAUSES", (0.0,))
    before = dict(town.adapter.heard_up_to())
    missed = await _forgets_us(town, "Missed")
    town.pocket.faults.break_down("list messages", status=503, times=1)
    await _is_back(town)
    heard = await town.pocket.hands.post("ana", "questions", "Heard", "Later.")
    await town.pocket.idle()
    await town.adapter.quiet()
    assert town.adapter.heard_up_to() == before
    assert town.desk.commands == [Posted("Heard")]
    later = await _forgets_us(town, "Missed too")
    await _is_back(town)
    assert town.desk.commands == [Posted("Heard"), Posted("Missed"), Posted("Missed too")]
    assert int(missed) < int(heard.thread) < int(later)
    assert int(town.adapter.heard_up_to()[town.forum.id]) >= int(later)
