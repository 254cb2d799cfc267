"""The pocket as a process of its own, and the load it can send."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
import yarl

from tests.pocket_discord.town import App, ask_command

COMMAND = (sys.executable, "-W", "ignore", "-m", "adapters.playground.discord")
ASKED = ("--people", "4", "--channels", "ask, news", "--tags", "trees,transit")


@pytest.fixture
async def about(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[dict[str, Any]]:
    process = await asyncio.create_subprocess_exec(*COMMAND, *ASKED, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    told = json.loads(await process.stdout.readline())
    monkeypatch.setattr(discord.http.Route, "BASE", told["api_url"])
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(told["gateway_url"]))
    yield told
    process.terminate()
    assert await process.wait() == 0


async def test_a_process_sends_load_and_counts_what_comes_back(about: dict[str, Any]) -> None:
    assert len(about["people"]) == 4
    assert list(about["channels"]) == ["ask", "news", "champions-triage", "questions"]
    app, running, most = App(), 0, 0

    async def answer(interaction: discord.Interaction) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        data: Any = interaction.data
        await interaction.response.send_message(data["options"][0]["options"][0]["value"], ephemeral=True)

    app.answer = answer
    ask_command(app.tree)
    await app.login(about["bot_token"])
    await app.tree.sync()
    connection = asyncio.create_task(app.connect())
    await app.wait_until_ready()
    load: list[dict[str, Any]] = [{"line": f"/opendata ask question: {n}"} for n in range(198)]
    load.append({"type": "slash_commands", "command": "/opendata", "text": "ask question: 198"})
    load.append({"line": "/opendata ask question: 199", "user": about["people"][1]})
    asked = {"payloads": load, "in_flight": 8, "keep_answers": True}
    async with aiohttp.ClientSession() as session:
        async with session.post(about["url"] + "control/load", json=asked) as answered:
            counted = await answered.json()
        async with session.post(about["url"] + "control/load", json={"payloads": [{"line": "/no"}]}) as answered:
            assert answered.status == 400
        async with session.get(about["url"] + "control/people") as answered:
            there = await answered.json()
        async with session.get(about["url"] + "control/sees", params={"user": about["people"][1]}) as answered:
            sees = await answered.json()
    await app.close()
    await connection
    assert (counted["acks"], counted["errors"], len(counted["latencies_ms"])) == (200, {}, 200)
    assert sorted(int(each["data"]["content"]) for each in counted["answers"]) == list(range(200))
    assert 1 <= most <= 8
    assert 0 < counted["processor_seconds"] < counted["seconds"] * 2
    assert there["people"]["person1"] == about["people"][0]
    assert any(each["text"] == "199" for channel in sees["channels"] for each in channel["messages"])
