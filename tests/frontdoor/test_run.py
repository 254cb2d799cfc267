"""``champions run`` as an operator has it: a process of its own, told by its environment alone, against a Slack."""

import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.playground.slack import PocketSlack
from adapters.playground.slack.workspace import Message
from tests.frontdoor.process import DESK, Champions, Said, settings
from tests.patience import PATIENCE

TREES = "How old is the oldest tree?"


@pytest.fixture
async def pocket() -> AsyncIterator[PocketSlack]:
    async with PocketSlack() as opened:
        ana = opened.add_person("ana", "Ana Ruiz", email="ana@example.org")
        opened.add_channel("ask-open-data", [ana.id])
        opened.add_channel("champions-triage", [ana.id], kind="group")
        yield opened


def of(pocket: PocketSlack) -> dict[str, str]:
    """The environment that leads to this Slack."""
    tokens = {"SLACK_BOT_TOKEN": pocket.bot_token, "SLACK_APP_TOKEN": pocket.app_token}
    return {"SLACK_API_URL": pocket.api_url, **tokens}


async def types(pocket: PocketSlack, line: str, number: int) -> Message:
    """Ana types a line; her only-you message of that number."""
    ana = ana_of(pocket)
    assert (await pocket.hands.slash(ana, "ask-open-data", line)).acknowledged
    await pocket.changes.until(lambda: len(pocket.sight.whispers(ana)) == number, PATIENCE)
    return pocket.sight.whispers(ana)[-1]


async def asks(pocket: PocketSlack) -> None:
    """Ana asks, and posts what she is shown."""
    shown = await types(pocket, f"/opendata ask {TREES}", 1)
    assert (await pocket.hands.press(ana_of(pocket), "ask-open-data", shown.ts, "Post with my name")).acknowledged


def ana_of(pocket: PocketSlack) -> str:
    found = pocket.workspace.person_named("ana")
    assert found is not None
    return found.id


def cards(pocket: PocketSlack) -> list[int]:
    """How many cards hang in each of the two rooms."""
    return [len(pocket.sight.messages(room)) for room in ("ask-open-data", "champions-triage")]


async def test_it_serves_prints_a_code_that_works_once_and_stops_when_told(pocket: PocketSlack, tmp_path: Path) -> None:
    environ = settings(tmp_path, DESK + "    news: data-news\n") | of(pocket)
    bot = await Champions.begin(tmp_path, "run", **environ)
    await bot.until("ready")
    assert "I can't find #data-news" in bot.said
    code = re.search(r"setup (\w+)", bot.said)
    assert code is not None
    assert "You are a coordinator now" in (await types(pocket, f"/opendata-admin setup {code[1]}", 1)).text
    assert "Step 1 of 6: Where" in (await types(pocket, f"/opendata-admin setup {code[1]}", 2)).text
    assert await bot.ends(signal.SIGTERM) == 0
    assert bot.said.endswith("stopped\n")
    assert pocket.bot_token not in bot.said


async def test_what_was_acknowledged_outlives_a_kill_and_a_slack_that_went_away(
    pocket: PocketSlack, tmp_path: Path
) -> None:
    environ = settings(tmp_path) | of(pocket)
    bot = await Champions.begin(tmp_path, "run", LOG_LEVEL="DEBUG", **environ)
    await bot.until("ready")
    pocket.faults.break_down("chat.postMessage", times=20, status=503)
    await asks(pocket)
    assert await bot.ends(signal.SIGKILL) == -signal.SIGKILL
    assert cards(pocket) == [0, 0]
    pocket.faults.clear()
    again = await Champions.begin(tmp_path, "run", **environ)
    await again.until("ready")
    await pocket.changes.until(lambda: cards(pocket) == [1, 1], PATIENCE)
    assert await again.ends(signal.SIGINT) == 0
    for told in (bot.said, again.said):
        assert TREES not in told
        assert "Ana" not in told


async def test_a_slack_that_is_not_there_is_said_so(tmp_path: Path, said: Said) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_APP_TOKEN": "xapp-1-secret"}
    environ = settings(tmp_path) | tokens | {"SLACK_API_URL": "http://127.0.0.1:9/api/"}
    for command in ("run", "doctor"):
        code, told = await said(tmp_path, command, **environ)
        assert code == 1
        assert "http://127.0.0.1:9/api/ does not answer as Slack does" in told
        assert "secret" not in told
        assert "Traceback" not in told
        assert "Install Python" not in told
