"""The adapter as a whole: it comes, stays through bad weather, keeps quiet in the log, and goes in order."""

import asyncio
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.discord.client import Discreet, intents
from adapters.discord.homes import Homes
from adapters.discord.spoken import Home
from adapters.playground.discord import PocketDiscord
from bot.engine.request import Place
from bot.people.model import Identity
from bot.questions.commands import Ask, Claim
from tests.contract.platform import lease
from tests.discord.conftest import Ticks, Town, adapter_for, settled, small_desk, title

ROOM = "ask-open-data"


async def test_it_asks_for_no_privileged_intent() -> None:
    assert not intents(message_content=False).message_content
    assert not intents(message_content=True).members
    assert not intents(message_content=True).presences


async def test_a_connection_that_must_be_made_anew_is_resumed(town: Town) -> None:
    before = town.pocket.gateway.identifies
    town.pocket.gateway.reconnect()
    await town.pocket.gateway.connected(1)
    await town.until(lambda: town.adapter.connected)
    await town.pocket.hands.slash("bo", ROOM, "/opendata help")
    assert len(town.desk.commands) == 1
    assert town.pocket.gateway.identifies == before


async def test_a_profile_is_a_handle(town: Town) -> None:
    assert await town.adapter.profile(town.bo.id) == ("", "bo")


async def test_before_the_start_nothing_can_be_shown() -> None:
    async with PocketDiscord() as pocket:
        app, _ = small_desk(ask="x")
        adapter = adapter_for(pocket, app)
        with pytest.raises(RuntimeError):
            await adapter.post(lease(Place("discord", pocket.guild_id, "1")))
        with pytest.raises(RuntimeError):
            await adapter.profile("1")
        await adapter.stop()


async def test_what_is_in_flight_is_finished_on_stopping(town: Town) -> None:
    town.desk.hold = asyncio.Event()
    using = asyncio.create_task(town.pocket.hands.slash("bo", ROOM, "/champion claim question: Q-142"))
    await town.desk.writing.wait()
    stopping = asyncio.create_task(town.adapter.stop())
    town.desk.hold.set()
    await stopping
    done = await using
    assert done.acknowledged
    assert town.desk.commands == [Claim(142)]
    assert title(town.pocket.sight.whispers("bo")[-1]) == "Claim heard"


async def test_it_can_be_started_again(town: Town) -> None:
    await town.adapter.stop()
    await town.adapter.start()
    await town.pocket.gateway.connected()
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask text: Where?")
    assert town.desk.commands == [Ask(text="Where?")]


async def test_many_at_once_are_all_answered(town: Town) -> None:
    lines = [f"/champion claim question: {n}" for n in range(1, 33)]
    done = await asyncio.gather(*(town.pocket.hands.slash("bo", ROOM, line) for line in lines))
    assert all(each.acknowledged for each in done)
    assert sorted(each.question for each in town.desk.commands) == list(range(1, 33))


async def test_people_on_a_server_of_no_desk_are_told_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nowhere(homes: Homes, guild: str, user: str) -> None:
        return None

    monkeypatch.setattr(Homes, "of", nowhere)
    await town.pocket.hands.slash("bo", ROOM, "/opendata help")
    assert title(town.pocket.sight.whispers("bo")[-1]).startswith("This server belongs to no desk yet.")
    await town.pocket.hands.slash("bo", "@champions", "/opendata help")
    assert title(town.pocket.sight.whispers("bo", "@bo")[-1]).startswith("I don't know which desk you mean.")
    done = await town.pocket.hands.complete("bo", ROOM, "/opendata ask", "dataset", "tree")
    assert list(done.options) == []
    await town.pocket.hands.say("bo", ROOM, "@champions help")
    await town.pocket.idle()
    assert town.desk.commands == []


class TwoDesks:
    """Only one person is known, and on one desk alone."""

    async def look(self, desk: str, see: Callable[[Any], Any]) -> Any:
        people = {"shelbyville": {"7": SimpleNamespace(identity=Identity("discord", "2", "7"))}}.get(desk, {})
        return see(SimpleNamespace(people=SimpleNamespace(known=lambda who: people.get(who.user))))


async def test_in_direct_messages_the_desk_is_the_only_one_that_knows_somebody() -> None:
    async def desk_of(guild: str) -> str | None:
        return {"3": "ogdenville"}.get(guild)

    homes = Homes(TwoDesks(), desk_of)  # type: ignore[arg-type]
    homes.learn(Home("springfield", "1"))
    assert await homes.of("", "8") == Home("springfield", "1")
    homes.learn(Home("shelbyville", "2"))
    assert await homes.of("", "7") == Home("shelbyville", "2")
    assert await homes.of("", "8") is None
    assert await homes.of("1", "7") == Home("springfield", "1")
    assert await homes.of("3", "7") == Home("ogdenville", "3")
    assert await homes.of("4", "7") is None


async def test_no_token_and_no_words_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with PocketDiscord() as pocket:
        town = settled(pocket, Ticks())
        await town.adapter.start()
        await pocket.gateway.connected()
        pocket.faults.break_down("interaction callback", status=500, times=2)
        await pocket.hands.slash("bo", ROOM, "/opendata ask text: Where is the secret garden?")
        await pocket.hands.say("bo", ROOM, "@champions ask Where is the secret garden?")
        await pocket.idle()
        await town.adapter.stop()
        assert pocket.bot_token not in caplog.text
        assert "secret garden" not in caplog.text


def test_what_discord_py_says_holds_no_token() -> None:
    said = "We are being rate limited. POST https://example.org/interactions/12/aW50ZXJ/callback responded with 429"
    record = logging.LogRecord("discord.http", logging.WARNING, "", 0, "%s", (said,), None)
    assert Discreet().filter(record)
    assert "aW50ZXJ" not in record.getMessage()
    assert "responded with 429" in record.getMessage()
