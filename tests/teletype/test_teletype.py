"""A third platform needs its own three files and a line in a table, and nothing else changes."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.errors import Later, Rejected, Unsure
from bot.engine.ports import Work
from bot.engine.request import Place
from bot.people.model import Identity
from bot.table import GRAMMAR
from frontdoor.serving import Service
from storage.open import open_store
from tests.architecture import laws
from tests.architecture.sources import ROOT, Source
from tests.contract.platform import PlatformContract
from tests.stories import desk as elm
from tests.teletype.inbound import TEAM
from tests.teletype.outbound import Printed, Teletype

HERE = Path(__file__).parent
ROOMS = {"ask": "ask", "triage": "triage"}


class Hall:
    """A hall with one teletype in it, and the whole service behind."""

    def __init__(self, url: str) -> None:
        self._typed: asyncio.Queue[str] = asyncio.Queue()
        self._store = open_store(url)
        self.service = Service(self._store)
        desk = replace(elm.elmford(), channels={"teletype": ROOMS})
        self.desk = desk
        self.platform = Teletype(self.service.app, desk.slug, GRAMMAR, lambda: elm.MORNING, self._lines())
        self.service.platforms["teletype"] = self.platform

    async def _lines(self) -> AsyncIterator[str]:
        while True:
            line = await self._typed.get()
            yield line
            self._typed.task_done()

    async def opens(self) -> None:
        await elm.settle(self._store, self.desk)

        def write(work: Work) -> None:
            maria = work.roster.named("Maria Lopez")
            assert maria is not None
            work.people.pin(Identity("teletype", TEAM, "maria"), maria.number, elm.MORNING)

        await self.service.store.write(self.desk.slug, write)
        await self.platform.start()
        self._hearing = asyncio.create_task(self.platform.listen())

    async def closes(self) -> None:
        self._hearing.cancel()
        await self.platform.stop()
        await self.service.store.close()

    async def types(self, line: str) -> list[str]:
        """Type a line; what was printed since, for whoever typed it alone."""
        before = set(self.platform.paper.printed)
        self._typed.put_nowait(line)
        await self._typed.join()
        while await self.service.pump.once():
            pass
        new = [each for number, each in self.platform.paper.printed.items() if number not in before]
        return [each.text for each in new if each.only_for == line.partition(" ")[0]]

    def in_room(self, room: str, thread: str = "") -> list[Printed]:
        return [each for each in self.platform.paper.printed.values() if (each.room, each.thread) == (room, thread)]


@pytest.fixture
async def hall(store_url: str) -> AsyncIterator[Hall]:
    hall = Hall(store_url)
    await hall.opens()
    yield hall
    await hall.closes()


async def test_a_question_goes_its_whole_way_by_typed_lines(hall: Hall) -> None:
    (preview,) = await hall.types("ana in ask: /opendata ask Why does the tree map miss Elm Street?")
    post = re.search(r"\[Post with my name\] (/.+)", preview)
    assert post
    (thanks,) = await hall.types(f"ana in ask: {post[1]}")
    assert "Your question is Q-1" in thanks
    (card,) = hall.in_room("ask")
    assert "Waiting for a champion" in card.text
    assert any("is yours" in each for each in await hall.types("maria in triage: /champion claim Q-1"))
    await hall.types("maria in triage: /champion clarify Q-1 Which years?")
    await hall.types(f"ana in ask #{card.number}: 2024")
    (check,) = await hall.types("maria in triage: /champion answer Q-1 City trees only.")
    answer = re.search(r"\[Post answer\] (/.+)", check)
    assert answer
    await hall.types(f"maria in triage: {answer[1]}")
    await hall.types("ana in ask: /opendata solved Q-1")
    (card,) = hall.in_room("ask")
    assert "Solved" in card.text
    assert "City trees only." in card.text
    assert any("Which years?" in each.text for each in hall.in_room("ask", card.number))


async def test_words_that_are_no_line_get_a_sentence(hall: Hall) -> None:
    assert await hall.types("ana says hello") == ["Type: name in room: words"]
    assert "Do you want to ask this?" in (await hall.types("ana in ask: /opendata where are the trees"))[0]
    assert "Ask a data question" in (await hall.types("ana in ask: /opendata ask"))[0]


def test_it_brings_three_files_and_nothing_else_knows_it() -> None:
    assert {each.name for each in HERE.glob("*.py")} - {"__init__.py", Path(__file__).name} == {
        "inbound.py",
        "render.py",
        "outbound.py",
    }
    for room in ("bot", "storage", "frontdoor", "adapters"):
        told = [path for path in (ROOT / room).rglob("*.py") if "teletype" in path.read_text(encoding="utf-8")]
        assert told == []


def _as_adapter() -> Iterator[Source]:
    for name in ("inbound.py", "render.py", "outbound.py"):
        text = (HERE / name).read_text(encoding="utf-8").replace("tests.teletype", "adapters.teletype")
        yield Source(f"adapters/teletype/{name}", text)


def test_it_keeps_the_laws_of_adapters() -> None:
    assert [offence for source in _as_adapter() for offence in laws.import_rule(source)] == []


class HallStage:
    """The contract's stage in the hall."""

    def __init__(self, hall: Hall) -> None:
        self.platform, self.paper = hall.platform, hall.platform.paper
        self.room, self.other_room = Place("teletype", TEAM, "ask"), Place("teletype", TEAM, "triage")
        self.person = "ana"

    def said_in(self, place: Place) -> list[str]:
        who = "" if place.channel else place.person
        printed = self.paper.printed.values()
        return [each.text for each in printed if (each.room, each.thread, each.only_for) == (place.channel, "", who)]

    def under(self, place: Place, message: str) -> list[str]:
        return [each.text for each in self.paper.printed.values() if each.thread == message]

    def only_for(self, person: str) -> list[str]:
        return [each.text for each in self.paper.printed.values() if each.only_for == person]

    def called(self) -> list[str]:
        return []  # paper calls nobody

    def formatted(self) -> list[str]:
        return []  # and knows no markup

    def lose_answer(self) -> None:
        self.paper.torn = True

    def lose_call(self) -> None:
        self.paper.trouble = Unsure("the line is cut")

    def break_down(self) -> None:
        self.paper.trouble = Unsure("out of ink")

    def slow_down(self, place: Place, seconds: int) -> None:
        self.paper.resting[place.channel] = Later(seconds)

    def shut_out(self, place: Place) -> None:
        self.paper.trouble = Rejected(f"I can't post in #{place.channel}. An admin needs to invite me there.")

    def delete(self, place: Place, message: str) -> None:
        del self.paper.printed[message]


@pytest.fixture
async def stage(hall: Hall) -> HallStage:
    return HallStage(hall)


class TestTeletype(PlatformContract):
    """The skeleton keeps the contract."""
