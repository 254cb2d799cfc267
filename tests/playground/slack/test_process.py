"""The pocket as a process of its own, and the load it can send."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

COMMAND = (sys.executable, "-m", "adapters.playground.slack", "--people", "4", "--channels", "ask, news")


@pytest.fixture
async def about() -> AsyncIterator[dict[str, Any]]:
    process = await asyncio.create_subprocess_exec(*COMMAND, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    yield json.loads(await process.stdout.readline())
    process.terminate()
    assert await process.wait() == 0


async def test_a_process_sends_load_and_counts_what_comes_back(about: dict[str, Any]) -> None:
    assert len(about["people"]) == 4
    assert list(about["channels"]) == ["ask", "news", "champions-triage"]
    client = AsyncWebClient(token=about["bot_token"], base_url=about["api_url"])
    app = AsyncApp(client=client, process_before_response=True)
    running, most = 0, 0

    @app.command("/opendata")
    async def listener(ack: Any, command: dict[str, Any]) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        await ack(command["text"])

    handler = AsyncSocketModeHandler(app, about["app_token"])
    await handler.connect_async()  # type: ignore[no-untyped-call]
    load = [{"type": "slash_commands", "command": "/opendata", "text": f"ask {n}"} for n in range(200)]
    asked = {"payloads": load, "in_flight": 8, "keep_answers": True}
    async with aiohttp.ClientSession() as session:
        async with session.post(about["url"] + "control/load", json=asked) as answer:
            counted = await answer.json()
        async with session.get(about["url"] + "control/people") as answer:
            there = await answer.json()
    await handler.close_async()  # type: ignore[no-untyped-call]
    assert (counted["acks"], counted["errors"], len(counted["latencies_ms"])) == (200, {}, 200)
    assert sorted(each["text"] for each in counted["answers"]) == sorted(f"ask {n}" for n in range(200))
    assert 1 <= most <= 8
    assert there["people"]["person1"] == about["people"][0]
