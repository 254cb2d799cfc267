"""The door: what Slack signed comes in, once; nothing else does, and nothing is done for it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from adapters.playground.slack import PocketSlack
from adapters.playground.slack.webhook import FORM, JSON, signature
from adapters.slack import SlackNotReady
from adapters.slack.door import MOST_BYTES, Door
from bot.questions.commands import Claim
from tests.patience import PATIENCE
from tests.slack.conftest import COMMANDS, Town, arrived, now, started

COMMAND = {"command": "/champion", "text": "claim Q-1", "channel_id": "C1", "trigger_id": "1.2.3"}


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with PocketSlack(commands=COMMANDS, retry_delays=(0.0,)) as pocket:
        town = await arrived(pocket, http=True)
        await started(town)
        town.desk.writes = 0
        town.desk.writing.clear()
        yield town
        async with asyncio.timeout(PATIENCE):
            await town.adapter.stop()


class Sender:
    """Somebody who posts to the door."""

    def __init__(self, town: Town) -> None:
        assert town.adapter.door is not None
        self.url, self.secret = f"{town.adapter.door.url}/slack/events", town.pocket.signing_secret
        self.command = urlencode({**COMMAND, "user_id": town.bo.id, "team_id": town.pocket.team_id}).encode()

    async def post(self, body: bytes, *, kind: str = FORM, age: int = 0, secret: str = "") -> int:
        signed = signature(secret or self.secret, body, int(time.time()) - age)
        return (await self.send(body, {"Content-Type": kind, **signed}))[0]

    async def send(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=BytesIO(body), headers=headers) as answer,
        ):
            return answer.status, await answer.text()


async def test_commands_buttons_forms_and_messages_come_in(town: Town) -> None:
    done = await town.pocket.hands.slash(town.bo.id, "ask-open-data", "/champion claim Q-1")
    assert done.acknowledged
    assert done.answer is not None
    assert "Claim heard" in done.answer["text"]
    await town.pocket.hands.say(town.ana.id, "ask-open-data", "@champions status")
    await town.pocket.idle()
    assert [type(each).__name__ for each in town.desk.commands] == ["Claim", "Status"]


async def test_what_failed_is_not_acknowledged_and_comes_again(town: Town) -> None:
    town.desk.broken = True
    done = await town.pocket.hands.say(town.ana.id, "ask-open-data", "@champions claim Q-1")
    assert not done.acknowledged
    town.desk.broken = False
    await town.pocket.idle()
    assert town.desk.commands == [Claim(1)]


async def test_slack_may_look_whether_somebody_is_there(town: Town) -> None:
    sender, body = Sender(town), json.dumps({"type": "url_verification", "challenge": "x1"}).encode()
    signed = signature(sender.secret, body, int(time.time()))
    assert await sender.send(body, {"Content-Type": JSON, **signed}) == (200, '{"challenge": "x1"}')


async def test_what_slack_did_not_sign_is_turned_away_and_nothing_is_done(town: Town) -> None:
    sender = Sender(town)
    post, command = sender.post, sender.command
    now_signed = {"Content-Type": FORM} | signature(sender.secret, command, int(time.time()))
    refused = {
        "forged": await post(command, secret="f" * 32),
        "changed": (await sender.send(command + b"0", now_signed))[0],
        "unsigned": (await sender.send(command, {"Content-Type": FORM}))[0],
        "no signature": (await sender.send(command, now_signed | {"X-Slack-Signature": "v0=é"}))[0],
        "no moment": (await sender.send(command, now_signed | {"X-Slack-Request-Timestamp": "soon"}))[0],
        "old": await post(command, age=301),
        "ahead": await post(command, age=-305),
        "no text": await post(b"\xff\xfe"),
    }
    assert refused == dict.fromkeys(refused, 401)
    assert await post(command, kind="text/plain") == 415
    assert await post(b"payload=no+json") == 400
    assert await post(b"[1]", kind=JSON) == 400
    assert await post(b"x" * (MOST_BYTES + 1)) == 413
    assert town.desk.writes == 0
    assert await post(command) == 200
    assert town.desk.commands == [Claim(1)]


async def test_what_is_too_big_and_does_not_say_so_is_cut_off(town: Town) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES // 65_536 + 2):
            yield b"x" * 65_536

    sender = Sender(town)
    about: dict[str, Any] = {"data": endless(), "headers": {"Content-Type": FORM}}
    async with aiohttp.ClientSession() as session, session.post(sender.url, **about) as answer:
        assert answer.status == 413
    assert town.desk.writes == 0


async def test_what_was_signed_once_is_done_once(town: Town) -> None:
    sender = Sender(town)
    signed = signature(sender.secret, sender.command, int(time.time()))
    headers = {"Content-Type": FORM, **signed}
    assert [(await sender.send(sender.command, headers))[0] for _ in range(3)] == [200, 409, 409]
    assert town.desk.writes == 1


async def test_a_workspace_that_we_are_not_in_is_nobodys(town: Town) -> None:
    body = urlencode({**COMMAND, "user_id": "U1", "team_id": "T0NOBODY"}).encode()
    assert await Sender(town).post(body) == 200
    assert town.desk.writes == 0


async def test_stopping_answers_what_is_in_flight(town: Town) -> None:
    assert await town.stops_meanwhile()


async def test_an_address_that_is_taken_is_said(town: Town) -> None:
    assert town.adapter.door is not None
    port = int(town.adapter.door.url.rpartition(":")[2])
    with pytest.raises(SlackNotReady, match=f"Nothing can listen at 127.0.0.1:{port}.*LISTEN"):
        await Door("s" * 32, ("127.0.0.1", port), now, town.adapter._hear).open()


async def test_nothing_of_it_reaches_the_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask Where is the secret garden?")
    await Sender(town).post(Sender(town).command, secret="f" * 32)
    assert town.pocket.signing_secret not in caplog.text
    assert "secret garden" not in caplog.text
