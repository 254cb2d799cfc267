"""Events of a Discord that says more, less or other than its reference: none of them ends the connection."""

from typing import Any

import pytest

from adapters.discord import connection
from bot.engine.request import Place
from tests.discord import payloads as say
from tests.discord.conftest import Town

ROOM = "ask-open-data"
NONSENSE: tuple[Any, ...] = ({}, {"id": None}, [], None, {"id": "x", "member": {}, "guild_id": "y"})


def told(town: Town, event: str, payload: Any) -> None:
    """Discord tells of an event, whatever is in it."""
    for session in town.pocket.gateway.sessions.values():
        session.dispatch(event, payload)


async def read(town: Town) -> None:
    await town.pocket.gateway.all_read()
    await town.adapter.quiet()


def interaction(town: Town, number: int, data: dict[str, Any], **about: Any) -> dict[str, Any]:
    """No more of an interaction than it takes to know who said what, and where."""
    return {
        "id": str(10**18 + number), "application_id": town.pocket.application_id, "type": 2, "token": "t0ken",
        "data": data, "guild_id": town.pocket.guild_id, "channel_id": town.ask.id,
        "member": say.member(town.bo.id, "bo"),
    } | about  # fmt: skip


async def test_an_interaction_that_says_only_what_it_must_is_heard(town: Town) -> None:
    data = say.slash("opendata", "ask", text="Where?")
    nulls = dict.fromkeys(("channel", "message", "entitlements", "locale", "app_permissions", "guild"))
    more = {"version": 7, "channel": {"id": town.ask.id, "type": 99}, "surprise": [{"type": 404}]}
    for number, about in enumerate(({}, nulls, more)):
        told(town, "INTERACTION_CREATE", interaction(town, number, data, **about))
    await read(town)
    assert [type(each).__name__ for each in town.desk.commands] == ["Ask"] * 3
    assert {each.where.channel for each in town.desk.heard} == {town.ask.id}


async def test_what_cannot_be_read_is_left_out_and_the_rest_is_heard(town: Town) -> None:
    before = town.pocket.gateway.identifies
    for event in ("INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_DELETE", "THREAD_CREATE", "GUILD_CREATE", "NEWS"):
        for payload in NONSENSE:
            told(town, event, payload)
    for number, kind in enumerate((0, 1, 3, 4, 5, 6, 99)):
        told(town, "INTERACTION_CREATE", interaction(town, number, {}, type=kind))
    await read(town)
    await town.pocket.hands.slash("bo", ROOM, "/opendata help")
    assert [type(each).__name__ for each in town.desk.commands] == ["Help"]
    assert town.pocket.gateway.identifies == before


async def test_a_connection_that_broke_over_what_it_was_sent_is_made_anew(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.01)
    before = town.pocket.gateway.identifies
    told(town, "RESUMED", None)
    await town.until(lambda: town.pocket.gateway.identifies > before)
    await town.pocket.gateway.connected()
    await town.pocket.hands.slash("bo", ROOM, "/opendata help")
    assert len(town.desk.commands) == 1


async def test_what_goes_wrong_with_an_event_is_written_down_without_its_words(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    client = town.adapter._client
    assert client is not None
    monkeypatch.setattr(client, "_read", lambda said: int("no number"))
    await town.pocket.hands.say("bo", ROOM, "@champions ask Where is the secret garden?")
    await town.pocket.gateway.all_read()
    await town.pocket.idle()
    written = "".join(capsys.readouterr())
    assert "an event was not handled" in written
    assert "on_message" in written
    assert "secret garden" not in written


async def test_words_on_a_server_that_is_unavailable_belong_to_it_and_not_to_direct_messages(town: Town) -> None:
    """So it is before Discord has told of the server, after we came."""
    told(town, "GUILD_DELETE", {"id": town.pocket.guild_id, "unavailable": True})
    await town.pocket.hands.say("bo", ROOM, "@champions help")
    words = f"Psst <@{town.pocket.bot_user_id}> help"
    told(town, "MESSAGE_CREATE", say.message(words, guild_id="77", channel_id="78", id=str(10**18)))
    await town.pocket.idle()
    await read(town)
    (request,) = town.desk.heard
    assert request.where == Place("discord", town.pocket.guild_id, town.ask.id)
