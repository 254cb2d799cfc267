"""Edits and deletions, as Slack tells of them."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.inbound import Inbound, Spoken
from adapters.slack.turns import Turns
from bot.engine.request import Place
from bot.questions.commands import Changed, TakenBack
from tests.slack import payloads as say
from tests.slack.conftest import Town
from tests.slack.payloads import ANA, ASK, BO, BOT, DIRECT, TEAM, THREAD, TS
from tests.slack.small_desk import GRAMMAR

INBOUND = Inbound("springfield", TEAM, BOT, GRAMMAR, ("opendata", "champion", "opendata-admin"))
EDITED, LATER = "1791987200.000300", "1791987999.000000"
NUMBER = f"slack:msg:{TEAM}:{ASK}:{TS}"


def written(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": ANA, "text": text, "ts": TS, "team": TEAM, **more}


def edit(text: str, before: str = "2023", channel_type: str = "channel", **more: Any) -> dict[str, Any]:
    after = written(text, edited={"user": ANA, "ts": EDITED}, **more)
    event = say.event("", subtype="message_changed", hidden=True, channel_type=channel_type, ts=LATER)
    del event["user"]
    return event | {"message": after, "previous_message": written(before, **more)}


def deletion(**more: Any) -> dict[str, Any]:
    event = say.event("", subtype="message_deleted", hidden=True, ts=LATER, deleted_ts=TS)
    del event["user"]
    return event | {"previous_message": written("2023", **more)}


def mended(event: dict[str, Any]) -> Spoken:
    found = INBOUND.mended(event)
    assert found is not None
    return found


def test_an_edit_is_its_authors_and_names_the_message() -> None:
    found = mended(edit("it is <https://x.example|here> &amp; there", thread_ts=THREAD))
    assert found.request.id == f"{NUMBER}:edited.{EDITED}"
    assert found.request.command == Changed(NUMBER, "it is here (https://x.example) & there")
    assert found.request.who.identity.user == ANA
    assert found.request.where == Place("slack", TEAM, ASK, THREAD)
    assert found.request.at == datetime.fromtimestamp(float(EDITED), UTC)
    assert found.about == NUMBER


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"<@{BOT}> find trees", "trees"),
        (f"<@{BOT}> how many trees?", "how many trees?"),
        (f"<@{BOT}> claim Q-142", "claim Q-142"),
    ],
)
def test_of_a_command_the_words_count(text: str, meant: str) -> None:
    assert mended(edit(text)).request.command == Changed(NUMBER, meant)


def test_in_direct_messages_no_mention_is_needed() -> None:
    found = mended(edit("find trees", channel_type="im"))
    assert found.request.command == Changed(f"slack:msg:{TEAM}:{DIRECT}:{TS}", "trees")
    assert found.request.where == Place("slack", TEAM, person=ANA)


def test_an_edit_by_somebody_else_is_not_its_authors() -> None:
    event = edit("2024")
    event["message"]["edited"]["user"] = BO
    assert mended(event).request.who.identity.user == BO


def test_a_deletion_names_the_message_and_is_told_outside_its_thread() -> None:
    found = mended(deletion())
    assert (found.request.id, found.request.command) == (f"{NUMBER}:deleted", TakenBack(NUMBER))
    assert found.request.who.identity.user == ANA
    assert found.back.under == ""


def test_a_message_with_a_thread_leaves_a_tombstone() -> None:
    event = edit("This message was deleted.")
    event["message"] |= {"subtype": "tombstone", "user": "USLACKBOT", "hidden": True}
    event["previous_message"] |= {"thread_ts": TS, "reply_count": 1}
    assert mended(event).request == mended(deletion(thread_ts=TS)).request


def test_the_same_edit_delivered_again_has_the_same_id() -> None:
    again = edit("2024") | {"event_ts": "1791999999.000000"}
    assert mended(edit("2024")).request == mended(again).request


@pytest.mark.parametrize(
    "event",
    [
        edit("ours", user=BOT),
        edit("another bot's", bot_id="B2"),
        deletion(user=BOT, bot_id="B1"),
        deletion(user=""),
        edit("2024", channel_type="mpim"),
        # A link was unfolded, or a reply was counted: nobody has edited anything.
        edit("2023") | {"message": written("2023")},
    ],
)
def test_what_nobody_said_otherwise_is_not_heard(event: dict[str, Any]) -> None:
    assert INBOUND.mended(event) is None


async def test_only_what_became_something_is_handled(town: Town) -> None:
    said = await town.pocket.hands.say(town.ana.id, "ask-open-data", "2023")
    await town.pocket.hands.edit(town.ana.id, "ask-open-data", said.ts, "2024")
    await town.pocket.idle()
    assert town.desk.writes == 0
    channel = town.pocket.sight.messages("ask-open-data")[0].channel
    number = f"slack:msg:{town.pocket.team_id}:{channel}:{said.ts}"
    town.desk.traces[number] = ("Q-142",)
    await town.pocket.hands.edit(town.ana.id, "ask-open-data", said.ts, "2025")
    await town.pocket.hands.delete(town.ana.id, "ask-open-data", said.ts)
    await town.pocket.idle()
    assert town.desk.commands == [Changed(number, "2025"), TakenBack(number)]


async def test_an_edit_waits_for_its_message() -> None:
    turns, order, open_door = Turns(), list[str](), asyncio.Event()

    async def first() -> None:
        async with turns.of("a"):
            await open_door.wait()
            order.append("message")

    async def second() -> None:
        async with turns.of("a"):
            order.append("edit")

    async def other() -> None:
        async with turns.of("b"):
            order.append("other")
        open_door.set()

    await asyncio.gather(first(), second(), other())
    assert order == ["other", "message", "edit"]
