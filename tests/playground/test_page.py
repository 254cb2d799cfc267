"""The page's server side: what it gives, what it does, and whom it refuses."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientResponse, ClientSession

from adapters.playground import city
from adapters.playground.clock import DemoClock
from adapters.playground.demo import ASK, TRIAGE, sample
from adapters.playground.page import Playground
from adapters.playground.page.files import page_files
from adapters.playground.page.steps import Step, take
from tests.patience import PATIENCE
from tests.playground.small_bot import COMMANDS, SHORTCUTS

ROSA, NOOR = "U0ALDER11", "U0ALDER02"  # as they are on Slack
MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # 10:00 in Port Alder
ZONE = ZoneInfo("America/New_York")
SAME: dict[str, str] = {"Sec-Fetch-Site": "same-origin"}


async def nobody_knows(subject: str) -> dict[str, Any]:
    return {"title": f"{subject} · claimed"} if subject == "Q-13" else {}


@pytest.fixture
async def page() -> AsyncIterator[Playground]:
    clock = DemoClock(lambda: MONDAY)
    made = await sample(clock, commands=COMMANDS, shortcuts=SHORTCUTS, panel=nobody_knows)
    yield made
    await made.stop()


@pytest.fixture
async def web(page: Playground) -> AsyncIterator[ClientSession]:
    async with ClientSession(base_url=page.url) as session:
        yield session


async def do(web: ClientSession, user: str, gesture: str, **more: Any) -> ClientResponse:
    body = {"user": user, "platform": "slack", "gesture": gesture, **more}
    return await web.post("/play/do", json=body, headers=SAME)


async def test_the_page_and_its_files_come_with_strict_headers(web: ClientSession) -> None:
    for path in ("/", *(f"/page/{name}" for name in page_files())):
        async with web.get(path) as answer:
            assert answer.status == 200, path
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'self'")
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    async with web.get("/page/playground.py") as answer:
        assert answer.status == 404
    async with web.get("/page/..%2f__init__.py") as answer:
        assert answer.status == 404


def test_no_file_of_the_page_turns_words_into_markup_or_is_too_long() -> None:
    for name, (body, _) in page_files().items():
        words = body.decode()
        assert len(words.splitlines()) <= 300, name
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser", "srcdoc"):
            assert way not in words, (name, way)


async def test_it_tells_whose_seat_one_can_take_and_what_one_can_type(web: ClientSession) -> None:
    async with web.get("/play/about") as answer:
        about = await answer.json()
    assert {seat["id"] for seat in about["seats"]} == {each.id for each in city.residents() if each.played}
    kinds = {seat["name"]: seat["kind"] for seat in about["seats"]}
    assert kinds["Rosa Almendariz"] == "asker"
    assert kinds["Imani Thornquist"] == "coordinator"
    assert kinds["Walter Sikorra"] == "internal"
    assert about["commands"][1]["verbs"][1]["verb"] == "claim"
    assert about["desk"] == "Port Alder Open Data Desk"


async def test_only_the_roster_and_the_bot_are_in_the_champions_room(page: Playground) -> None:
    found = page.slack.workspace.channel_named(TRIAGE)
    assert found is not None
    assert found.kind == "group"
    assert {NOOR, "U0ALDER03", page.slack.bot_user_id} <= set(found.members)
    assert ROSA not in found.members


async def test_everybody_sees_their_own_and_nobody_takes_a_seat_that_is_not_played(web: ClientSession) -> None:
    await do(web, "rosa", "say", channel=ASK, text="<!channel> Why & how?")
    async with web.get("/play/sees", params={"user": "noor"}) as answer:
        seen = await answer.json()
    ask = next(each for each in seen["on"]["slack"]["channels"] if each.get("name") == ASK)
    assert ask["messages"][0]["text"] == "&lt;!channel&gt; Why &amp; how?"
    assert seen["on"]["discord"] is None
    assert seen["latest"]["noor"]["slack"] == {ask["id"]: ask["messages"][0]["ts"]}
    assert seen["latest"]["rosa"] == {"slack": {}, "discord": {}}
    async with web.get("/play/sees", params={"user": "theo"}) as answer:
        assert answer.status == 404
    assert (await do(web, "theo", "say", channel=ASK, text="Hello")).status == 404


async def test_what_is_not_a_gesture_or_no_longer_there_is_refused_in_words(web: ClientSession) -> None:
    bad: list[Any] = [
        {},
        [],
        {"user": "rosa", "platform": "slack", "gesture": "say"},
        {"user": "rosa", "gesture": "reload"},
    ]
    bad += [{"user": "rosa", "platform": "slack", "gesture": each} for each in ("burn", "dismiss")]
    bad.append({"user": "rosa", "platform": "mail", "gesture": "reload"})
    bad.append({"user": "rosa", "platform": "slack", "gesture": "reload", "more": 1})
    for body in bad:
        async with web.post("/play/do", json=body, headers=SAME) as answer:
            assert (answer.status, "sentence" in await answer.json()) == (400, True)
    gone = await do(web, "rosa", "press", channel=ASK, ts="1.000001", action="claim")
    assert (gone.status, "no longer there" in (await gone.json())["sentence"]) == (409, True)
    private = await do(web, "rosa", "say", channel=TRIAGE, text="Let me in")
    assert private.status == 409


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_no_other_page_can_drive_it(page: Playground, web: ClientSession, headers: dict[str, str]) -> None:
    body = {"user": "rosa", "platform": "slack", "gesture": "say", "channel": ASK, "text": "Not by her"}
    async with web.post("/play/do", json=body, headers=headers) as answer:
        assert answer.status == 403
    async with web.post("/play/clock", json={"step": "hour"}, headers=headers) as answer:
        assert answer.status == 403
    assert page.slack.sight.messages(ASK) == []
    assert page.clock.ahead == timedelta(0)


async def test_its_own_origin_is_enough(web: ClientSession, page: Playground) -> None:
    body = {"user": "rosa", "platform": "slack", "gesture": "say", "channel": ASK, "text": "By her"}
    origin = page.url.rstrip("/")
    async with web.post("/play/do", json=body, headers={"Origin": origin}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1"])
async def test_a_name_that_is_made_to_point_here_is_refused(web: ClientSession, host: str) -> None:
    for path in ("/", "/play/about", "/play/sees?user=rosa", "/play/changes", "/play/clock"):
        async with web.get(path, headers={"Host": host}) as answer:
            assert answer.status == 403, path
    own = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    async with web.post("/play/clock", json={"step": "hour"}, headers=own) as answer:
        assert answer.status == 403


async def test_changes_are_streamed_and_the_stream_ends_with_the_playground(page: Playground) -> None:
    async with ClientSession(base_url=page.url) as web, web.get("/play/changes") as stream:
        first = await _event(stream)
        await page.slack.hands.say(ROSA, ASK, "Hello")
        second = await _event(stream)
        assert second["version"] > first["version"]
        page.clock.move(timedelta(hours=2))
        assert (await _event(stream))["ahead"] == 7200
        await asyncio.wait_for(page.stop(), PATIENCE)
        await asyncio.wait_for(stream.content.read(), PATIENCE)
        assert stream.content.at_eof()


async def _event(stream: ClientResponse) -> dict[str, Any]:
    async for line in stream.content:
        if line.startswith(b"data: "):
            found: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
            return found
    raise AssertionError("the stream ended")


async def test_the_panel_tells_what_the_front_door_knows(web: ClientSession) -> None:
    async with web.get("/play/panel", params={"subject": "Q-13"}) as answer:
        assert await answer.json() == {"subject": "Q-13", "title": "Q-13 · claimed"}
    async with web.get("/play/panel", params={"subject": "Q-99"}) as answer:
        assert await answer.json() == {"subject": "Q-99"}
    async with web.get("/play/panel") as answer:
        assert answer.status == 400


async def test_the_clock_moves_by_steps_and_back(web: ClientSession, page: Playground) -> None:
    seen = []
    for step in ("hour", "working_day", "friday", "digest", "showcase", "now"):
        async with web.post("/play/clock", json={"step": step}, headers=SAME) as answer:
            seen.append(datetime.fromisoformat((await answer.json())["now"]).astimezone(ZONE).strftime("%a %d %H:%M"))
    assert seen == ["Mon 23 11:00", "Tue 24 11:00", "Fri 27 17:30", "Mon 30 09:00", "Fri 04 11:00", "Mon 23 10:00"]
    async with web.post("/play/clock", json={"step": "yesterday"}, headers=SAME) as answer:
        assert answer.status == 400
    assert page.clock.now() == MONDAY


def test_a_working_day_leaves_out_days_off_and_a_friday_evening_goes_to_the_next() -> None:
    thanksgiving = date(2026, 11, 26)
    clock = DemoClock(lambda: datetime(2026, 11, 25, 15, 0, tzinfo=UTC))
    take(clock, Step.WORKING_DAY, ZONE, lambda day: day.weekday() < 5 and day != thanksgiving)
    assert clock.now().astimezone(ZONE).date() == date(2026, 11, 27)
    take(clock, Step.FRIDAY, ZONE)
    take(clock, Step.FRIDAY, ZONE)
    assert clock.now().astimezone(ZONE).isoformat() == "2026-12-04T17:30:00-05:00"


def test_what_falls_on_a_day_off_comes_on_the_next_working_day() -> None:
    off = (date(2026, 11, 27), date(2026, 11, 30))
    clock = DemoClock(lambda: datetime(2026, 11, 25, 15, 0, tzinfo=UTC))
    seen = []
    for step in (Step.SHOWCASE, Step.DIGEST):
        take(clock, step, ZONE, lambda day: day.weekday() < 5 and day not in off)
        seen.append(clock.now().astimezone(ZONE).strftime("%a %d %H:%M"))
    assert seen == ["Tue 01 11:00", "Mon 07 09:00"]


def test_the_clock_keeps_the_hour_on_the_wall_where_the_clocks_change() -> None:
    clock = DemoClock(lambda: datetime(2026, 10, 30, 14, 0, tzinfo=UTC))  # Friday 10:00, before the change
    take(clock, Step.WORKING_DAY, ZONE)
    assert clock.now().astimezone(ZONE).isoformat() == "2026-11-02T10:00:00-05:00"


def test_a_clock_tells_who_watches_and_never_goes_back_but_to_now() -> None:
    told: list[timedelta] = []
    clock = DemoClock(lambda: MONDAY)
    clock.watch(lambda: told.append(clock.ahead))
    clock.move(timedelta(hours=3))
    with pytest.raises(ValueError, match="forward"):
        clock.move(timedelta(seconds=-1))
    clock.reset()
    assert told == [timedelta(hours=3), timedelta(0)]
    assert clock.now() == MONDAY
