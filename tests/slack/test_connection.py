"""The connection: bounded, renewed where Slack asks for it, and ended in good order."""

import asyncio
import logging

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.slack import PocketSlack
from adapters.slack.sockets import Discreet, Sockets
from bot.questions.commands import Claim
from tests.patience import PATIENCE
from tests.slack.conftest import Town, arrived


async def test_what_nobody_asked_for_is_acknowledged_and_forgotten(town: Town) -> None:
    town.pocket.add_channel("garden", [])
    assert (await town.pocket.hands.join(town.ana.id, "garden")).acknowledged
    assert town.desk.writes == 0


async def test_many_at_once_are_all_answered(town: Town) -> None:
    lines = [f"/champion claim Q-{number}" for number in range(1, 101)]
    slash = town.pocket.hands.slash
    done = await asyncio.gather(*(slash(town.bo.id, "ask-open-data", line) for line in lines))
    assert all(each.acknowledged for each in done)
    assert {command.question for command in town.desk.commands} == set(range(1, 101))


async def test_stopping_finishes_what_is_in_flight(town: Town) -> None:
    assert await town.stops_meanwhile()
    assert town.desk.commands == [Claim(1)]


async def test_a_new_connection_is_made_where_slack_asks_for_one(town: Town) -> None:
    await town.pocket.sockets.disconnect("refresh_requested")
    await town.pocket.sockets.connected()
    done = await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/champion claim Q-1")
    assert done.acknowledged


async def test_stopping_does_not_wait_for_ever(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.adapter.FINISHING", 0.05)
    town.desk.hold = asyncio.Event()
    coming = asyncio.create_task(town.pocket.hands.slash(town.ana.id, "ask-open-data", "/champion claim Q-1"))
    await town.desk.writing.wait()
    await town.adapter.stop()
    assert not (await coming).acknowledged


async def test_an_address_that_has_expired_is_not_tried_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("tests.sdk")
    log.addFilter(Discreet())
    async with PocketSlack() as pocket:
        web = AsyncWebClient(base_url=pocket.api_url)
        client = Sockets(pocket.app_token, logger=log, web_client=web, ping_interval=0.01)
        client.good_for, client.wss_uri = 0.1, f"{pocket.url.replace('http', 'ws')}link?ticket=spent"
        await asyncio.wait_for(client.connect(), PATIENCE)
        await pocket.sockets.connected()
        await client.close()  # type: ignore[no-untyped-call]
    assert "Failed to connect" in caplog.text
    assert "(address)" in caplog.text
    assert "spent" not in caplog.text


async def test_a_start_with_its_tokens_in_the_environment_warns_of_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with PocketSlack() as pocket:
        monkeypatch.setenv("SLACK_BOT_TOKEN", pocket.bot_token)
        adapter = (await arrived(pocket)).adapter
        await adapter.start()
        await adapter.stop()
    assert caplog.messages == []
