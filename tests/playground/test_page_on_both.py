"""The page's server side with both platforms: who is where, what is done where, and one stream of what changed."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession

from adapters.playground.clock import DemoClock
from adapters.playground.demo import ASK, GENERAL, TRIAGE, sample
from adapters.playground.discord import Upload
from adapters.playground.page import Playground
from adapters.playground.page.pockets import Pockets

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def page() -> AsyncIterator[Playground]:
    made = await sample(DemoClock(lambda: MONDAY))
    yield made
    await made.stop()


@pytest.fixture
async def web(page: Playground) -> AsyncIterator[ClientSession]:
    async with ClientSession(base_url=page.url) as session:
        yield session


async def do(web: ClientSession, user: str, gesture: str, **more: Any) -> ClientResponse:
    body = {"user": user, "platform": "discord", "gesture": gesture, **more}
    return await web.post("/play/do", json=body, headers=SAME)


async def sees(web: ClientSession, user: str) -> dict[str, Any]:
    async with web.get("/play/sees", params={"user": user}) as answer:
        seen: dict[str, Any] = await answer.json()
    return seen


def names(seen: dict[str, Any]) -> list[str]:
    return [each["name"] for each in seen["channels"] if "name" in each]


async def test_everybody_sees_the_platforms_where_they_have_an_account(web: ClientSession) -> None:
    there = {user: {name for name, seen in (await sees(web, user))["on"].items() if seen} for user in SEATS}
    assert there == SEATS


async def test_only_champions_see_the_champions_room_and_questions_are_a_forum(web: ClientSession) -> None:
    imani, devan = (await sees(web, "imani"))["on"]["discord"], (await sees(web, "devan"))["on"]["discord"]
    assert names(imani) == [GENERAL, ASK, "data-news", TRIAGE]
    assert names(devan) == [GENERAL, ASK, "data-news"]
    forum = devan["channels"][1]
    assert [tag["name"] for tag in forum["tags"] if tag["moderated"]] == STATES
    assert len(forum["tags"]) <= 20
    assert max(len(tag["name"]) for tag in forum["tags"]) <= 20


async def test_who_is_not_there_can_do_nothing_there(web: ClientSession, page: Playground) -> None:
    answer = await do(web, "noor", "say", channel=GENERAL, text="Hello")
    assert (answer.status, await answer.json()) == (404, {"sentence": "Noor Castellane is not on Discord."})
    assert page.discord.sight.messages(GENERAL) == []
    body = {"user": "devan", "platform": "slack", "gesture": "say", "channel": GENERAL, "text": "Hello"}
    async with web.post("/play/do", json=body, headers=SAME) as refused:
        assert (await refused.json())["sentence"] == "Devan Lindh is not on Slack."


async def test_what_one_does_happens_on_the_platform_that_is_named(web: ClientSession, page: Playground) -> None:
    said = await (await do(web, "rosa", "say", channel=GENERAL, text="Hello")).json()
    posted = await (await do(web, "rosa", "post", channel=ASK, title="Trees", text="Where?", tags=["Libraries"])).json()
    await do(web, "devan", "say", channel=posted["thread"], text="There")
    await do(web, "devan", "say", channel=GENERAL, text="Good morning", reply_to=said["ts"])
    assert [each.text for each in page.discord.sight.messages(GENERAL)] == ["Hello", "Good morning"]
    assert page.slack.sight.messages(GENERAL) == []
    (post,) = page.discord.sight.posts(ASK)
    assert (post["title"], post["tags"], [each.text for each in post["messages"]]) == (
        "Trees",
        ["Libraries"],
        ["Where?", "There"],
    )
    seen = await sees(web, "casey")
    places = {each["name"]: each["id"] for each in seen["on"]["discord"]["channels"]}
    assert set(seen["latest"]["rosa"]["discord"]) == {places[GENERAL], places[ASK], posted["thread"]}
    assert set(seen["latest"]["devan"]["discord"]) == {places[GENERAL], places[ASK], posted["thread"]}
    assert seen["latest"]["noor"] == {"slack": {}}


async def test_what_is_gone_is_refused_in_words(web: ClientSession) -> None:
    gone = await do(web, "rosa", "press", channel=GENERAL, ts="1", action="claim")
    assert (gone.status, "no longer there" in (await gone.json())["sentence"]) == (409, True)
    private = await do(web, "rosa", "say", channel=TRIAGE, text="Let me in")
    assert private.status == 409


async def test_the_stream_tells_of_changes_on_either_platform(page: Playground) -> None:
    async with ClientSession(base_url=page.url) as web, web.get("/play/changes") as stream:
        versions = [await version(stream)]
        await page.slack.hands.say("U0ALDER11", ASK, "Hello")
        versions.append(await version(stream))
        await page.discord.hands.say("rosa", GENERAL, "Hello")
        versions.append(await version(stream))
        assert versions == sorted(set(versions))


async def version(stream: ClientResponse) -> int:
    async for line in stream.content:
        if line.startswith(b"data: "):
            return int(json.loads(line.removeprefix(b"data: "))["version"])
    raise AssertionError("the stream ended")


async def test_moving_the_clock_sends_quiet_posts_to_the_archive(web: ClientSession, page: Playground) -> None:
    await do(web, "rosa", "post", channel=ASK, title="Trees", text="Where?")
    page.clock.move(timedelta(days=8))
    (post,) = page.discord.sight.posts(ASK)
    assert post["archived"]


async def test_pictures_are_given_from_the_pages_own_address_and_nothing_else_is(
    web: ClientSession, page: Playground
) -> None:
    files = [Upload("chart.png", b"picture"), Upload("page.html", b"<script>alert(1)</script>")]
    await page.discord.hands.say("rosa", GENERAL, "A chart", files=files)
    (message,) = page.discord.sight.messages(GENERAL)
    paths = [each["url"].partition("/files/")[2] for each in message.attachments]
    async with web.get(f"/play/picture/{paths[0]}") as answer:
        assert (answer.status, answer.content_type, await answer.read()) == (200, "image/png", b"picture")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    file, _ = page.slack.core.files.start("hall.png", "The hall")
    file.body = b"\x89PNG hall"
    async with web.get(f"/play/picture/slack/{file.id}") as answer:
        assert answer.status == 404
    page.slack.core.files.finish(file.id, "")
    async with web.get(f"/play/picture/slack/{file.id}") as answer:
        assert (answer.status, answer.content_type, await answer.read()) == (200, "image/png", b"\x89PNG hall")
    file.body = b"<script>alert(1)</script>"
    for path in (paths[1], "nothing.png", "..%2fmain.js", f"slack/{file.id}", "slack/F9"):
        async with web.get(f"/play/picture/{path}") as answer:
            assert answer.status == 404


def test_a_playground_without_a_pocket_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one pocket"):
        Pockets({})


STATES = ["Open", "In progress", "Waiting on asker", "Answered", "Solved"]
SEATS = {
    "rosa": {"slack", "discord"},
    "casey": {"slack", "discord"},
    "devan": {"discord"},
    "noor": {"slack"},
    "amara": {"slack", "discord"},
    "walter": {"slack"},
    "imani": {"slack", "discord"},
    "eleanor": {"slack"},
}
