"""Triggers, retries, disconnects, rate limits and faults."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.slack import PocketSlack
from adapters.playground.slack.response_urls import Occasion
from tests.playground.slack.conftest import Run, Ticks, Town, settle

Body = dict[str, Any]
VIEW = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Ask"},
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x"}}],
}


async def code_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as found:
        await call
    return str(found.value.response["error"])


async def test_a_trigger_opens_one_modal_within_three_seconds(ticks: Ticks) -> None:
    async with PocketSlack(ticks=ticks) as pocket:
        town = settle(pocket)
        client = AsyncWebClient(token=pocket.bot_token, base_url=pocket.api_url)
        first, second = (pocket.core.triggers.issue(town.ana.id) for _ in range(2))
        ticks.now += 2.9
        await client.views_open(trigger_id=first, view=VIEW)
        assert await code_of(client.views_open(trigger_id=first, view=VIEW)) == "exchanged_trigger_id"
        ticks.now += 0.2
        assert await code_of(client.views_open(trigger_id=second, view=VIEW)) == "expired_trigger_id"
        assert await code_of(client.views_open(trigger_id="1.2.3", view=VIEW)) == "invalid_trigger_id"


async def test_the_stack_holds_three_and_a_stale_hash_conflicts(
    pocket: PocketSlack, town: Town, client: AsyncWebClient
) -> None:
    triggers = [pocket.core.triggers.issue(town.ana.id) for _ in range(4)]
    opened = await client.views_open(trigger_id=triggers[0], view=VIEW)
    for trigger in triggers[1:3]:
        await client.views_push(trigger_id=trigger, view=VIEW)
    assert await code_of(client.views_push(trigger_id=triggers[3], view=VIEW)) == "push_limit_reached"
    number, mark = opened["view"]["id"], opened["view"]["hash"]
    await client.views_update(view_id=number, view=VIEW, hash=mark)
    assert await code_of(client.views_update(view_id=number, view=VIEW, hash=mark)) == "hash_conflict"
    assert await code_of(client.views_update(view_id="V404", view=VIEW)) == "not_found"


async def test_a_response_address_expires_after_half_an_hour(ticks: Ticks) -> None:
    async with PocketSlack(ticks=ticks) as pocket, aiohttp.ClientSession() as session:
        town = settle(pocket)
        address = pocket.core.response_urls.issue(Occasion(town.ana.id, town.ask.id))
        async with session.post(address, json={"text": "in time"}) as answer:
            assert answer.status == 200
        ticks.now += 30 * 60 + 1
        async with session.post(address, json={"text": "too late"}) as answer:
            assert (answer.status, (await answer.json())["error"]) == (404, "expired_url")


async def test_an_unacknowledged_event_comes_again(pocket: PocketSlack, town: Town, app: AsyncApp, run: Run) -> None:
    heard: list[tuple[str, int, str]] = []

    @app.event("app_mention")
    async def mention(body: Body, request: Any) -> None:
        attempt = int(request.headers.get("x-slack-retry-num", ["0"])[0])
        heard.append((body["event_id"], attempt, request.headers.get("x-slack-retry-reason", [""])[0]))
        if attempt < 2:
            raise RuntimeError("the database is down")

    @app.event("message")
    async def message() -> None:
        """Acknowledged at once."""

    await run(app)
    pocket.sockets.ack_seconds = 0.1
    done = await pocket.hands.say(town.ana.id, "ask-open-data", "@champions hi")
    await pocket.idle()
    assert (done.acknowledged, done.refused) == (False, "operation_timeout")
    assert [(attempt, reason) for _, attempt, reason in heard] == [(0, ""), (1, "timeout"), (2, "timeout")]
    assert len({event for event, _, _ in heard}) == 1


async def test_retries_wait_for_the_ticks(ticks: Ticks) -> None:
    async with PocketSlack(ticks=ticks, ack_seconds=3.0, retry_delays=(0.0, 60.0, 300.0)) as pocket:
        town = settle(pocket)
        await pocket.hands.say(town.ana.id, "ask-open-data", "is anybody there?")
        assert pocket.core.events.pending == 1
        with pytest.raises(TimeoutError):
            await pocket.idle(0.05)
        for _ in range(20):
            ticks.now += 60.0
            pocket.nudge()
            await asyncio.sleep(0)
        await pocket.idle()


async def test_the_app_comes_back_after_a_disconnect(pocket: PocketSlack, town: Town, app: AsyncApp, run: Run) -> None:
    @app.command("/opendata")
    async def listener(ack: Any) -> None:
        await ack("still here")

    await run(app)
    before = pocket.sockets.links[0]
    await pocket.sockets.disconnect("refresh_requested", grace=0.05)
    await pocket.sockets.connected()
    assert before not in pocket.sockets.links
    done = await pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata")
    assert done.answer == {"text": "still here"}


async def test_an_event_on_a_broken_connection_is_told_on_the_next(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run, ticks: Ticks
) -> None:
    started, heard = asyncio.Event(), []

    @app.event("message")
    async def message(event: Body, request: Any) -> None:
        heard.append((event["ts"], request.headers.get("x-slack-retry-reason", [""])[0]))
        if len(heard) == 1:
            started.set()
            await asyncio.Event().wait()

    await run(app)
    pocket.core.moments.ticks = ticks
    saying = asyncio.create_task(pocket.hands.say(town.ana.id, "ask-open-data", "hello"))
    await started.wait()
    pocket.sockets.drop()
    lost = await saying
    await pocket.sockets.connected()
    ticks.now += 1.0
    pocket.nudge()
    await pocket.idle()
    assert lost.refused == "operation_timeout"
    assert heard == [(lost.ts, ""), (lost.ts, "connection_failed")]


async def test_ten_connections_share_the_load_and_the_eleventh_is_refused(pocket: PocketSlack, town: Town) -> None:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=pocket.bot_token, base_url=pocket.api_url)

        async def connect() -> aiohttp.ClientWebSocketResponse:
            opened = await client.apps_connections_open(app_token=pocket.app_token)
            return await session.ws_connect(str(opened["url"]))

        links = [await connect() for _ in range(11)]
        hellos = [await link.receive_json() for link in links]
        assert [hello["type"] for hello in hellos] == ["hello"] * 10 + ["disconnect"]
        assert (hellos[9]["num_connections"], hellos[10]["reason"]) == (10, "too_many_websockets")
        typed = [asyncio.create_task(pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata")) for _ in range(10)]
        envelopes = [await link.receive_json() for link in links[:10]]
        for link, envelope in zip(links, envelopes, strict=False):
            await link.send_json({"envelope_id": envelope["envelope_id"]})
        assert all(done.acknowledged for done in await asyncio.gather(*typed))
        assert {envelope["type"] for envelope in envelopes} == {"slash_commands"}
        for link in links:
            await link.close()


async def test_a_ticket_is_good_for_one_connection(pocket: PocketSlack) -> None:
    async with aiohttp.ClientSession() as session:
        opened = await AsyncWebClient(base_url=pocket.api_url).apps_connections_open(app_token=pocket.app_token)
        async with session.ws_connect(str(opened["url"])) as link:
            assert (await link.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(str(opened["url"]))


async def test_a_rate_limit_names_the_seconds_and_spares_other_channels(
    pocket: PocketSlack, town: Town, client: AsyncWebClient
) -> None:
    pocket.faults.rate_limit(7, "chat.postMessage", channel=town.ask.id)
    with pytest.raises(SlackApiError) as found:
        await client.chat_postMessage(channel=town.ask.id, text="x")
    answer = found.value.response
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "7")
    assert (await client.chat_postMessage(channel=town.triage.id, text="x"))["ok"]
    assert (await client.chat_postMessage(channel=town.ask.id, text="x"))["ok"]
    assert [call.error for call in pocket.calls] == ["ratelimited", "", ""]


async def test_the_real_clients_rate_limit_handler_gets_through(pocket: PocketSlack, town: Town) -> None:
    patient = AsyncWebClient(
        token=pocket.bot_token, base_url=pocket.api_url, retry_handlers=[AsyncRateLimitErrorRetryHandler()]
    )
    pocket.faults.rate_limit(0)
    assert (await patient.chat_postMessage(channel=town.ask.id, text="x"))["ok"]
    assert len(pocket.sight.messages("ask-open-data")) == 1


async def test_slacks_own_pace_allows_a_burst_and_then_one_a_second(ticks: Ticks) -> None:
    async with PocketSlack(ticks=ticks, rate_limits=True) as pocket:
        town = settle(pocket)
        client = AsyncWebClient(token=pocket.bot_token, base_url=pocket.api_url)
        for _ in range(4):
            await client.chat_postMessage(channel=town.ask.id, text="x")
        assert await code_of(client.chat_postMessage(channel=town.ask.id, text="x")) == "ratelimited"
        assert (await client.chat_postMessage(channel=town.triage.id, text="x"))["ok"]
        ticks.now += 1.0
        assert (await client.chat_postMessage(channel=town.ask.id, text="x"))["ok"]
        assert await code_of(client.chat_postMessage(channel=town.ask.id, text="x")) == "ratelimited"


async def test_a_lost_answer_has_taken_effect_and_a_lost_call_has_not(
    pocket: PocketSlack, town: Town, client: AsyncWebClient
) -> None:
    pocket.faults.lose_answer("chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=town.ask.id, text="posted")
    pocket.faults.lose_call("chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=town.ask.id, text="never")
    assert [each.text for each in pocket.sight.messages("ask-open-data")] == ["posted"]


async def test_the_sdks_own_habit_posts_twice_when_an_answer_is_lost(pocket: PocketSlack, town: Town) -> None:
    habit = AsyncWebClient(token=pocket.bot_token, base_url=pocket.api_url)
    pocket.faults.lose_answer("chat.postMessage")
    await habit.chat_postMessage(channel=town.ask.id, text="twice")
    assert [each.text for each in pocket.sight.messages("ask-open-data")] == ["twice", "twice"]


async def test_an_answer_can_be_late_or_held(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    pocket.faults.late_answer(0.1, "chat.postMessage")
    started = time.monotonic()
    await client.chat_postMessage(channel=town.ask.id, text="late")
    assert time.monotonic() - started >= 0.1
    fault = pocket.faults.hold("chat.update")
    posted = await client.chat_postMessage(channel=town.ask.id, text="a")
    updating = asyncio.create_task(client.chat_update(channel=town.ask.id, ts=posted["ts"], text="b"))
    await fault.reached.wait()
    assert pocket.sight.messages("ask-open-data")[1].text == "b"
    assert not updating.done()
    fault.release()
    assert (await updating)["text"] == "b"


async def test_slack_can_refuse_and_break_down(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    pocket.faults.refuse("fatal_error", "chat.postMessage", times=2)
    for _ in range(2):
        assert await code_of(client.chat_postMessage(channel=town.ask.id, text="x")) == "fatal_error"
    pocket.faults.break_down(status=503)
    with pytest.raises(SlackApiError) as found:
        await client.auth_test()
    assert found.value.response.status_code == 503
    assert pocket.sight.messages("ask-open-data") == []
