"""What a call of Discord's API means to the pump, through the real client and the pocket's wire."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from adapters.discord.calls import MOST_BUCKETS, Http, Wire, _once, call, code_of
from bot.engine.errors import Away, Gone, Later, Rejected, Unsure
from tests.discord.wired import Showing, showing
from tests.patience import PATIENCE

MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
async def town() -> AsyncIterator[Showing]:
    async with showing() as made:
        yield made


async def say(town: Showing, words: str = "hello", **about: Any) -> Any:
    return await town.wire.send("POST", MESSAGES, json={"content": words} | about, channel_id=town.ask.id, where="#ask")


async def test_an_answer_is_discords_json(town: Showing) -> None:
    said = await say(town)
    assert (said["content"], said["channel_id"]) == ("hello", town.ask.id)


@pytest.mark.parametrize(
    ("code", "error", "sentence"),
    [
        (10003, Gone, ""),
        (10008, Gone, ""),
        (10013, Rejected, "does not know this person"),
        (20016, Later, "asked to wait"),
        (40067, Rejected, "#ask takes only posts with a tag"),
        (50001, Rejected, "I can't post in #ask. An admin needs to invite me there."),
        (50007, Rejected, "takes no direct messages from me"),
        (50013, Rejected, "I can't post in #ask. An admin needs to invite me there."),
        (50024, Rejected, "#ask is not a channel that I can post in"),
        (50083, Rejected, "archive"),
        (50035, Rejected, "Discord refused this: 50035."),
        (40001, Away, "Discord refuses the token"),  # it was reset: what waits is not given up for that
        (50027, Rejected, "took too long"),  # an interaction's own token is only over
    ],
)
async def test_every_refusal_has_a_meaning(town: Showing, code: int, error: type[Exception], sentence: str) -> None:
    town.pocket.faults.refuse(code, "create message")
    with pytest.raises(error) as refused:
        await say(town)
    assert sentence in str(refused.value)
    assert code_of(refused.value) == code


async def test_what_somebody_wrote_is_in_no_error(town: Showing) -> None:
    with pytest.raises(Rejected) as refused:
        await say(town, "secret " * 400)
    assert "secret" not in str(refused.value)


async def test_a_wrong_token_is_told_in_a_sentence(town: Showing) -> None:
    with pytest.raises(Rejected, match="Discord refuses the token"):
        await Wire.open("wrong")


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_rest_is_raised_and_not_slept(town: Showing, scope: Any) -> None:
    town.pocket.faults.rate_limit(90.5, "create message", scope=scope)
    with pytest.raises(Later) as later:
        await asyncio.wait_for(say(town), PATIENCE)
    assert later.value.seconds == 90.5
    await say(town)


async def test_an_empty_bucket_is_known_before_discord_has_to_say_so() -> None:
    async with showing(rate_limits=True) as town:
        for _ in range(5):
            await asyncio.wait_for(say(town), PATIENCE)
        calls = town.calls("create message")
        with pytest.raises(Later) as later:
            await say(town)
        assert 0.0 < later.value.seconds <= 5.0
        assert town.calls("create message") == calls
        await town.wire.send("POST", MESSAGES, json={"content": "elsewhere"}, channel_id=town.triage.id)


async def test_buckets_fill_up_again() -> None:
    async with showing(rate_limits=True) as town:
        await say(town)
        bucket = next(each for key, each in town.wire._http._buckets.items() if key.endswith(town.ask.id))
        bucket.remaining = 0
        with pytest.raises(Later):
            await say(town)
        bucket.expires = 0.0
        await say(town)


async def test_buckets_used_long_ago_are_forgotten() -> None:
    http = Http(asyncio.get_running_loop())
    busy = http.get_ratelimit("busy")
    for number in range(MOST_BUCKETS * 2):
        http.get_ratelimit(f"once {number}")
        assert http.get_ratelimit("busy") is busy
    assert len(http._buckets) == MOST_BUCKETS


@pytest.mark.parametrize("status", [500, 502, 503, 504, 524])
async def test_trouble_leaves_it_unsure_after_one_call(town: Showing, status: int) -> None:
    town.pocket.faults.break_down("create message", status=status)
    with pytest.raises(Unsure, match=str(status)):
        await asyncio.wait_for(say(town), PATIENCE)
    assert town.calls("create message") == 1


async def test_a_lost_answer_leaves_it_unsure(town: Showing) -> None:
    town.pocket.faults.lose_answer("create message")
    with pytest.raises(Unsure):
        await say(town)


async def test_an_answer_that_does_not_come_leaves_it_unsure(town: Showing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.calls.PATIENCE", aiohttp.ClientTimeout(total=0.05))
    held = town.pocket.faults.hold("create message")
    with pytest.raises(Unsure):
        await say(town)
    held.release()


async def test_where_nothing_listens_it_is_later(town: Showing) -> None:
    await town.pocket.stop()
    with pytest.raises(Unsure):  # the connection was still open when the words went out
        await say(town)
    with pytest.raises(Away, match="cannot be reached"):
        await say(town)


async def test_a_reset_connection_lets_no_call_out_twice(town: Showing, monkeypatch: pytest.MonkeyPatch) -> None:
    out: list[object] = []

    async def reset(session: object, context: Any, about: object) -> None:
        if context.trace_request_ctx is not None:
            out.append(about)
            raise ConnectionResetError(54, "reset by peer")

    async def at_once(seconds: float) -> None:
        """discord.py would wait a second before it tries again."""

    trace = _once()
    trace.on_request_start.append(reset)
    http = Http(asyncio.get_running_loop(), http_trace=trace)
    await http.static_login(town.pocket.bot_token)
    monkeypatch.setattr(asyncio, "sleep", at_once)
    with pytest.raises(Unsure):
        await Wire(http).send("POST", MESSAGES, json={"content": "x"}, channel_id=town.ask.id)
    assert len(out) == 1
    await http.close()


async def test_files_go_along(town: Showing) -> None:
    about = {"attachments": [{"id": 0, "filename": "a.png", "description": "a chart"}]}
    body = {"content": "chart"} | about
    said = await town.wire.send("POST", MESSAGES, json=body, files=[("a.png", b"png")], channel_id=town.ask.id)
    (attachment,) = said["attachments"]
    assert (attachment["filename"], attachment["description"], attachment["size"]) == ("a.png", "a chart", 3)


async def test_an_error_of_the_client_is_passed_on() -> None:
    async def limited() -> None:
        raise discord.RateLimited(3.0)

    with pytest.raises(Later) as later:
        await call(limited())
    assert later.value.seconds == 3.0
