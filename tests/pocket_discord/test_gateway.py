"""The gateway: identify and resume, lost lines, intents, and what an app may not read."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import discord
import pytest

from adapters.playground.discord import PocketDiscord
from tests.patience import PATIENCE
from tests.pocket_discord.conftest import Starts
from tests.pocket_discord.town import INTENTS, App, Town, settle


async def test_it_logs_in_and_knows_the_guild(pocket: PocketDiscord, app: App, town: Town) -> None:
    (guild,) = app.guilds
    assert str(guild.id) == pocket.guild_id
    assert {each.name for each in guild.channels} == {"ask-open-data", "champions-triage", "questions"}
    assert [each.name for each in app.channel(town.forum).available_tags] == ["trees", "transit", "solved"]
    assert pocket.gateway.identifies == 1


async def test_after_a_cut_line_it_resumes_and_hears_what_it_missed(pocket: PocketDiscord, app: App) -> None:
    pocket.gateway.drop()
    said = await pocket.hands.say("ana", "ask-open-data", "@champions said while you were away")
    assert not said.acknowledged
    await pocket.changes.until(lambda: pocket.gateway.resumes)
    await pocket.idle()
    assert "said while you were away" in app.heard[0]
    assert (pocket.gateway.identifies, pocket.gateway.resumes) == (1, 1)


async def test_asked_to_come_back_it_resumes(pocket: PocketDiscord, app: App) -> None:
    pocket.gateway.reconnect()
    await pocket.changes.until(lambda: pocket.gateway.resumes)
    await pocket.hands.say("ana", "ask-open-data", "@champions hello")
    assert len(app.heard) == 1
    assert pocket.gateway.identifies == 1


async def test_a_session_that_is_gone_is_begun_anew(pocket: PocketDiscord, app: App) -> None:
    pocket.gateway.drop()
    pocket.gateway.forget_sessions()
    await pocket.changes.until(lambda: pocket.gateway.identifies == 2)
    assert pocket.gateway.resumes == 0


async def test_a_line_that_went_silent_is_noticed(starts: Starts) -> None:
    async with PocketDiscord(heartbeat_seconds=0.05) as pocket:
        settle(pocket)
        app = await starts(pocket, heartbeat_timeout=0.3)
        pocket.gateway.go_silent()
        await pocket.hands.say("ana", "ask-open-data", "@champions are you there?")
        assert app.heard == []
        await pocket.changes.until(lambda: pocket.gateway.resumes)
        await pocket.idle()
        assert len(app.heard) == 1
        assert (pocket.gateway.identifies, pocket.gateway.resumes) == (1, 1)
        await app.stop()


@pytest.mark.parametrize("code", [4000, 1001])
async def test_a_closed_connection_comes_back(pocket: PocketDiscord, app: App, code: int) -> None:
    await pocket.gateway.close(code)
    came_back = "resumes" if code == 4000 else "identifies"
    await pocket.changes.until(lambda: getattr(pocket.gateway, came_back) > (code == 1001))
    await pocket.gateway.connected()


async def test_a_wrong_token_is_refused_everywhere(pocket: PocketDiscord, town: Town, app: App) -> None:
    client = discord.Client(intents=INTENTS)
    with pytest.raises(discord.LoginFailure):
        await client.login("wrong")
    await client.close()
    assert await _closed(pocket, {"op": 2, "d": {"token": "wrong", "intents": 1}}) == 4004


async def test_an_intent_that_the_portal_does_not_grant(
    pocket: PocketDiscord, pointed: Callable[[PocketDiscord], None]
) -> None:
    pointed(pocket)
    client = App(intents=discord.Intents(guilds=True, message_content=True))
    await client.login(pocket.bot_token)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await client.connect()
    await client.close()


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("no json", 4002),
        ({"op": 99}, 4001),
        ({"op": 8, "d": {}}, 4003),
        ({"op": 2, "d": None}, 4004),
        ({"op": 2, "d": {"token": "TOKEN", "intents": 1 << 40}}, 4013),
        ({"op": 2, "d": {"token": "TOKEN", "intents": 1 << 15}}, 4014),
        ({"op": 1, "d": "x" * 5000}, 4002),
    ],
)
async def test_what_ends_a_connection(pocket: PocketDiscord, frame: Any, code: int) -> None:
    if isinstance(frame, dict) and isinstance(frame.get("d"), dict) and "token" in frame["d"]:
        frame = {**frame, "d": {**frame["d"], "token": pocket.bot_token}}
    assert await _closed(pocket, frame) == code


async def _closed(pocket: PocketDiscord, frame: Any) -> int | None:
    async with aiohttp.ClientSession() as session, session.ws_connect(pocket.gateway_url + "?v=10") as ws:
        assert (await ws.receive_json())["op"] == 10
        await (ws.send_str(frame) if isinstance(frame, str) else ws.send_json(frame))
        async with asyncio.timeout(PATIENCE):
            while (await ws.receive()).type is aiohttp.WSMsgType.TEXT:
                pass
        return ws.close_code


async def test_without_the_intent_a_message_is_empty_unless_it_speaks_to_the_app(
    pocket: PocketDiscord, app: App, town: Town
) -> None:
    await pocket.hands.say("ana", "ask-open-data", "among ourselves")
    await pocket.hands.say("ana", "ask-open-data", "@champions help")
    await pocket.hands.say("ana", "@champions", "quite directly")
    await app.channel(town.ask).send("my own words")
    await pocket.idle()
    assert app.heard == ["", f"<@{pocket.bot_user_id}> help", "quite directly", "my own words"]
    read = [each.content async for each in app.channel(town.ask).history(oldest_first=True)]
    assert read == ["", f"<@{pocket.bot_user_id}> help", "my own words"]


async def test_with_the_intent_everything_is_read(starts: Starts) -> None:
    async with PocketDiscord(privileged=["message_content", "members"]) as pocket:
        town = settle(pocket)
        app = await starts(pocket, intents=INTENTS | discord.Intents(message_content=True, members=True))
        await pocket.hands.say("ana", "ask-open-data", "among ourselves")
        assert app.heard == ["among ourselves"]
        assert [each.content async for each in app.channel(town.ask).history()] == ["among ourselves"]
        assert {each.name for each in app.guilds[0].members} >= {"ana", "bo", "champions"}
        await pocket.hands.leave("bo")
        await pocket.hands.join("bo")
        assert app.events == ["bo joined"]
        await app.stop()


async def test_events_of_a_channel_that_the_app_does_not_see(pocket: PocketDiscord, app: App) -> None:
    pocket.add_channel("without-you", bot=False)
    await pocket.hands.say("ana", "without-you", "@champions you cannot hear this")
    await pocket.idle()
    assert app.heard == []
