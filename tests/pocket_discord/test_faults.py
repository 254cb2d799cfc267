"""What goes wrong on the way, and Discord's pace."""

import asyncio

import aiohttp
import discord
import pytest

from adapters.playground.discord import PocketDiscord
from tests.pocket_discord.conftest import Starts
from tests.pocket_discord.town import App, Ticks, Town, ask_command, settle


def route(method: str, path: str) -> discord.http.Route:
    return discord.http.Route(method, path)


async def test_a_429_is_waited_for_and_the_call_made_again(
    pocket: PocketDiscord, app: App, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    pocket.faults.rate_limit(0.01, "create message", channel="ask-open-data")
    await app.channel(town.ask).send("in the end")
    pocket.faults.rate_limit(0.01, "create message", scope="global")
    await app.channel(town.ask).send("and again")
    statuses = [each.status for each in pocket.calls if each.method == "create message"]
    assert statuses == [429, 200, 429, 200]
    assert len(pocket.sight.messages("ask-open-data")) == 2


async def test_the_real_pace(starts: Starts, ticks: Ticks) -> None:
    async with PocketDiscord(rate_limits=True, ticks=ticks) as pocket:
        town = settle(pocket)
        headers = {"Authorization": f"Bot {pocket.bot_token}"}
        url = f"{pocket.api_url}/channels/{town.ask.id}/messages"
        async with aiohttp.ClientSession(headers=headers) as session:
            for left in (4, 3, 2, 1, 0):
                async with session.post(url, json={"content": "x"}) as answer:
                    assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (200, str(left))
            async with session.post(url, json={"content": "x"}) as answer:
                assert answer.status == 429
                assert (await answer.json())["retry_after"] == 5.0
                assert answer.headers["X-RateLimit-Scope"] == "user"
            ticks.now += 5
            async with session.post(url, json={"content": "x"}) as answer:
                assert answer.status == 200


async def test_answers_to_interactions_leave_the_global_limit_to_the_others(
    pocket: PocketDiscord, app: App, town: Town
) -> None:
    pocket.core.pace.on = True
    app.answer = lambda interaction: interaction.response.send_message("kept", ephemeral=True)
    ask_command(app.tree)
    await app.tree.sync()
    for _ in range(60):  # the global limit is fifty calls a second, and no tick passes here
        assert (await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: why?")).acknowledged
    await app.channel(town.ask).send("there is room")
    assert [each.status for each in pocket.calls if each.method == "create message"] == [200]


async def test_lost_calls_and_lost_answers(pocket: PocketDiscord, app: App, town: Town) -> None:
    pocket.faults.lose_call("create message")
    with pytest.raises(aiohttp.ClientError):
        await app.channel(town.ask).send("lost")
    assert pocket.sight.messages("ask-open-data") == []
    pocket.faults.lose_answer("POST /channels/{channel_id}/messages")
    with pytest.raises(aiohttp.ClientError):
        await app.channel(town.ask).send("there")
    assert [each.text for each in pocket.sight.messages("ask-open-data")] == ["there"]
    pocket.faults.refuse(50013, "create message", channel=town.ask.id)
    with pytest.raises(discord.Forbidden):
        await app.channel(town.ask).send("refused")
    pocket.faults.break_down("create message", status=503)
    with pytest.raises(discord.DiscordServerError):
        await app.channel(town.ask).send("down")
    with pytest.raises(ValueError, match="no route"):
        pocket.faults.refuse(50013, "post a letter")


async def test_a_channel_that_is_shut_or_gone(pocket: PocketDiscord, app: App, town: Town) -> None:
    channel = app.channel(town.ask)
    pocket.shut_out(town.ask.id)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")
    assert refused.value.code == 50013
    pocket.shut_out(town.ask.id, looking=False)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")
    assert refused.value.code == 50001
    pocket.delete_channel(town.ask.id)
    with pytest.raises(discord.NotFound) as gone:
        await channel.send("hello")
    assert gone.value.code == 10003


async def test_every_event_may_be_told_twice(pocket: PocketDiscord, app: App) -> None:
    pocket.gateway.repeats = 2
    await pocket.hands.say("ana", "ask-open-data", "@champions again")
    assert len(app.heard) == 2


async def test_a_held_answer_has_taken_effect(pocket: PocketDiscord, app: App, town: Town) -> None:
    fault = pocket.faults.hold("create message")
    sending = asyncio.create_task(app.channel(town.ask).send("held"))
    await fault.reached.wait()
    assert [each.text for each in pocket.sight.messages("ask-open-data")] == ["held"]
    assert not sending.done()
    fault.release()
    assert (await sending).content == "held"
