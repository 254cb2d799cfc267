"""Reading a portal whole: what the contract of portals does not ask of every kind, because it is the same for all."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from yarl import URL

from adapters.portals.listing import PortalError
from adapters.portals.page import Page
from adapters.portals.reading import Ending, Outcome, Validators, look, read
from adapters.portals.rules import FetchRules
from adapters.portals.validators import Mark, from_text
from bot.catalog.sighting import Sighting

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Lines:
    """A kind for these tests: a page is JSON with ids, perhaps with the address of the next page and a total."""

    def __init__(self) -> None:
        self.parsed = 0
        self.ids: Callable[[dict[str, Any]], list[str]] = lambda found: found["ids"]

    def first(self, url: str) -> str:
        return url

    def page(self, body: bytes, address: str) -> Page:
        self.parsed += 1
        found = json.loads(body)
        sightings = [Sighting(each, each.encode().ljust(16), lambda: None) for each in self.ids(found)]
        onward = str(URL(address).join(URL(found["next"]))) if found.get("next") else ""
        return Page(sightings, (), onward, found.get("total"))


class Town:
    """A server that answers with pages by their path, and whoever reads it."""

    def __init__(self, serve: Callable[[Answer], Awaitable[str]]) -> None:
        self.pages: dict[str, dict[str, Any]] = {}
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []
        self.taken: list[list[str]] = []
        self.rests: list[float] = []
        self.kind = Lines()
        self._serve, self.url = serve, ""
        self.rules = FetchRules(allow_loopback=True, seconds=20, pause=0, rest=self._rest)

    async def read(self, before: Validators | None = None, **rules: Any) -> Outcome:
        self.url = self.url or str(URL(await self._serve(self._answer)).with_path("/1"))
        self.taken = []
        return await read(self.kind, self.url, replace(self.rules, **rules), before=before, take=self._take)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        asked = request.headers.get("If-None-Match", "") + request.headers.get("If-Modified-Since", "")
        self.asked.append((request.path, asked))
        if asked and asked in (self.headers.get("ETag"), self.headers.get("Last-Modified")):
            return web.Response(status=304, headers=self.headers)
        return web.Response(body=json.dumps(self.pages[request.path]).encode(), headers=self.headers)

    def _take(self, page: Page) -> None:
        self.taken.append([each.portal_id for each in page.sightings])

    async def _rest(self, seconds: float) -> None:
        self.rests.append(seconds)


@pytest.fixture
def town(serve: Callable[[Answer], Awaitable[str]]) -> Town:
    made = Town(serve)
    made.pages = {"/1": {"ids": ["a", "b"], "next": "/2"}, "/2": {"ids": ["c"], "next": "/3"}, "/3": {"ids": ["d"]}}
    return made


@pytest.mark.parametrize("named", [{"ETag": '"v1"'}, {"Last-Modified": "Mon, 23 Nov 2026 20:00:00 GMT"}])
async def test_one_page_is_asked_for_only_if_it_has_changed(town: Town, named: dict[str, str]) -> None:
    town.pages, town.headers = {"/1": {"ids": ["a"]}}, named
    first = await town.read()
    second = await town.read(from_text(first.validators.text))
    assert second.ending is Ending.UNCHANGED
    assert (second.bytes, second.validators) == (0, first.validators)
    assert [condition for _, condition in town.asked] == ["", next(iter(named.values()))]
    town.headers = {"ETag": '"v2"'}
    assert (await town.read(second.validators)).ending is Ending.UNCHANGED, "other words, and the same bytes"
    town.pages["/1"]["ids"].append("b")
    assert (await town.read(second.validators)).ending is Ending.COMPLETE


async def test_several_pages_are_compared_one_by_one_and_none_is_parsed(town: Town) -> None:
    town.headers = {"ETag": '"v1"'}
    first = await town.read()
    assert (first.ending, town.taken, town.kind.parsed) == (Ending.COMPLETE, [["a", "b"], ["c"], ["d"]], 3)
    second = await town.read(first.validators)
    assert (second.ending, town.taken, town.kind.parsed) == (Ending.UNCHANGED, [], 3)
    assert [condition for _, condition in town.asked] == [""] * 6, "the first page may be as it was, and another not"


@pytest.mark.parametrize("path", ["/1", "/2", "/3"])
async def test_where_one_page_has_changed_all_are_taken_in_their_order(town: Town, path: str) -> None:
    first = await town.read()
    town.pages[path] |= {"ids": [*town.pages[path]["ids"], "new"]}
    second = await town.read(first.validators)
    assert second.ending is Ending.COMPLETE
    assert [each for page in town.taken for each in page if each != "new"] == ["a", "b", "c", "d"]
    assert (await town.read(second.validators)).ending is Ending.UNCHANGED


async def test_a_listing_that_grew_or_shrank_by_a_page_is_another(town: Town) -> None:
    first = await town.read()
    town.pages["/3"] = {"ids": ["d"], "next": "/4"}
    town.pages["/4"] = {"ids": ["e"]}
    second = await town.read(first.validators)
    assert (second.ending, second.datasets) == (Ending.COMPLETE, 5)
    town.pages["/1"] = {"ids": ["a", "b"]}
    assert (await town.read(second.validators)).datasets == 2


async def test_what_is_remembered_of_another_address_counts_for_nothing(town: Town) -> None:
    first = await town.read()
    other = replace(first.validators, first="http://elsewhere.example/1")
    assert (await town.read(other)).ending is Ending.COMPLETE


def test_validators_are_kept_as_text() -> None:
    kept = Validators("https://data.example/1", '"e"', "yesterday", (Mark("0a", "https://data.example/2"), Mark("0b")))
    assert from_text(kept.text) == kept
    for torn in ("", "null", "[]", "{", '{"first": 1}', '{"first":"","etag":"","last_modified":"","pages":[1]}'):
        assert from_text(torn) == Validators()


async def test_a_dataset_on_two_pages_is_given_once(town: Town) -> None:
    town.pages["/2"]["ids"] = ["b", "c"]  # a new one pushed it down while we read
    outcome = await town.read()
    assert (outcome.ending, outcome.datasets, town.taken) == (Ending.COMPLETE, 4, [["a", "b"], ["c"], ["d"]])


async def test_a_listing_that_became_shorter_meanwhile_is_incomplete(town: Town) -> None:
    for path, total in (("/1", 4), ("/2", 3), ("/3", 3)):
        town.pages[path]["total"] = total
    outcome = await town.read()
    assert outcome.ending is Ending.INCOMPLETE
    assert "became shorter while we read it" in outcome.why


async def test_pages_that_overlap_leave_something_out(town: Town) -> None:
    for path in town.pages:
        town.pages[path]["total"] = 4
    town.pages["/3"]["ids"] = ["c"]
    outcome = await town.read()
    assert outcome.why.startswith("The portal says that it has 4 datasets, and gave 3.")
    assert "We read 3 datasets, and do not know of the rest." in outcome.why


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({"most_pages": 2}, "more than 2 pages"),
        ({"whole_bytes": 60}, "larger than 0 MB in all"),
        ({"whole_seconds": 0}, "for 0 seconds and were not at the end"),
        ({"tries": 0}, "allow no try"),
    ],
)
async def test_no_reading_is_endless(town: Town, rules: dict[str, Any], says: str) -> None:
    outcome = await town.read(**rules)
    assert outcome.ending is Ending.INCOMPLETE
    assert says in outcome.why
    assert outcome.validators == Validators()


async def test_empty_pages_that_lead_on_end(town: Town) -> None:
    town.pages = {f"/{number}": {"ids": [], "next": f"/{number + 1}"} for number in range(1, 9)}
    outcome = await town.read()
    assert outcome.ending is Ending.INCOMPLETE
    assert len(town.asked) == 3


async def test_an_address_is_asked_for_once_whatever_it_answers(town: Town) -> None:
    ids = (f"id-{number}" for number in range(99))
    town.pages = {"/1": {"next": "/2"}, "/2": {"next": "/1"}}
    town.kind.ids = lambda found: [next(ids)]
    outcome = await town.read()
    assert "leads us back to a page that we have read" in outcome.why
    assert len(town.asked) == 2


async def test_there_is_a_pause_between_two_requests(town: Town) -> None:
    await town.read(pause=2.5)
    assert town.rests == [pytest.approx(2.5, abs=0.5)] * 2


async def test_what_whoever_takes_the_pages_raises_is_raised(town: Town) -> None:
    def take(page: Page) -> None:
        raise LookupError("no room")

    await town.read()
    with pytest.raises(LookupError, match="no room"):
        await read(town.kind, town.url, town.rules, take=take)


async def test_whoever_takes_little_of_a_page_does_not_make_it_smaller(town: Town) -> None:
    def take(page: Page) -> None:
        assert next(iter(page.sightings), None) is not None

    await town.read()
    assert (await read(town.kind, town.url, town.rules, take=take)).datasets == 4


async def test_a_file_is_one_page_and_leads_nowhere(tmp_path: Path) -> None:
    path, taken = tmp_path / "listing.json", list[str]()
    path.write_text(json.dumps({"ids": ["a"], "total": 1}))
    first = await read(Lines(), str(path), FetchRules(), take=lambda page: taken.extend(
        each.portal_id for each in page.sightings))  # fmt: skip
    assert (first.ending, taken) == (Ending.COMPLETE, ["a"])
    again = await read(Lines(), str(path), FetchRules(), before=first.validators, take=lambda page: None)
    assert again.ending is Ending.UNCHANGED
    gone = await read(Lines(), str(tmp_path / "none"), FetchRules(), take=lambda page: None)
    assert (gone.ending, gone.datasets) == (Ending.INCOMPLETE, 0)
    assert "There is no file" in gone.why


async def test_the_first_page_alone_can_be_looked_at(town: Town) -> None:
    await town.read()
    town.asked.clear()
    page = await look(town.kind, town.url, town.rules)
    assert ([each.portal_id for each in page.sightings], len(town.asked)) == (["a", "b"], 1)
    with pytest.raises(PortalError, match="not on the public internet"):
        await look(town.kind, town.url, FetchRules())


async def test_commands_go_on_while_a_page_is_parsed(town: Town) -> None:
    """Parsing happens in a thread: the loop turns meanwhile, and sets what the parser waits for."""
    going_on, loop = asyncio.Event(), asyncio.get_running_loop()
    await town.read()

    def take(page: Page) -> None:
        loop.call_soon_threadsafe(going_on.set)
        asyncio.run_coroutine_threadsafe(going_on.wait(), loop).result(10)

    assert (await read(town.kind, town.url, town.rules, take=take)).ending is Ending.COMPLETE
