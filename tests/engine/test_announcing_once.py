"""Announcements are told once, ever, whatever else happens at their slots; what all jobs have in common is in
``test_slots_once.py``."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from adapters.clock import Clock
from bot.catalog.announcing.commands import AnnounceNow
from bot.catalog.finds import Decision, Find, FindKind, FindState
from bot.catalog.model import Dataset
from bot.catalog.notes import LONGEST, NoteState, UsageNote
from bot.engine.app import App
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.table import COMMANDS
from storage.open import open_store
from storage.store import SqlStore
from tests.speech.texts import HOSTILE
from tests.stores import ZOE
from tests.stories import desk as elm

SLUG = elm.elmford().slug
NEWS = Place("slack", "T1", "C0NEWS")
SLOT = elm.MORNING + timedelta(days=2)  # Thursday 10:00


class Process:
    """One running copy of the service, as far as it ticks."""

    def __init__(self, url: str) -> None:
        self.store: SqlStore = open_store(url)
        self.now = elm.MORNING
        self.app = App(self.store, COMMANDS)
        self.clock = Clock(self.app, self.store, lambda: self.now)

    async def at(self, now: datetime) -> None:
        self.now = now
        await self.clock.ring()


@pytest.fixture
async def two(store_url: str) -> AsyncIterator[tuple[Process, Process]]:
    """Two copies on one database."""
    both = Process(store_url), Process(store_url)
    await elm.settle(both[0].store, elm.elmford())
    await both[0].app.place_rooms(elm.elmford(), "slack", {"news": NEWS})
    yield both
    for each in both:
        await each.store.close()


async def found(process: Process, at: datetime, count: int = 1) -> None:
    def write(work: Work) -> None:
        first = work.catalog.size() + 1
        known = [each for number in range(1, first) if (each := work.catalog.dataset(number))]
        fresh = [Dataset(f"new-{number}", f"Canopy {number}") for number in range(first, first + count)]
        work.catalog.load([*known, *fresh], at)
        work.finds.add([Find(number, FindKind.NEW, at) for number in range(first, first + count)])

    await process.store.write(SLUG, write)


async def told(process: Process) -> list[int]:
    """How many datasets each announcement told."""

    def read(work: Work) -> list[int]:
        numbers = [n for n in range(1, 20) if work.finds.announcement(n)]
        hung = [slot.place for n in numbers for slot in work.slots.hanging(f"AN-{n}") if slot.name.endswith("/card")]
        assert hung == [NEWS] * len(numbers)
        return [len(work.finds.shown_with(n)) for n in numbers]

    return await process.store.look(SLUG, read)


async def test_a_slot_a_look_and_a_coordinator_at_once_tell_everything_once(two: tuple[Process, Process]) -> None:
    one, _ = two
    await one.at(elm.MORNING)
    for time in range(5):
        at = SLOT + timedelta(days=7 * time)
        await found(one, at - timedelta(minutes=2), 30)  # a flood, and its slot comes in the same minute
        await found(one, at - timedelta(days=1), 2)
        now = [each.app.handle(_says("", f"now:{time}:{n}", at)) for n, each in enumerate((*two, *two))]
        slightly = (at + timedelta(milliseconds=each) for each in range(4))
        await asyncio.gather(*(each.at(when) for each, when in zip((*two, *two), slightly, strict=True)), *now)
    finds = await one.store.look(SLUG, lambda work: [each for n in range(1, 170) for each in work.finds.about(n)])
    assert len(finds) == 160
    assert sum(await told(one)) == sum(each.state is FindState.SHOWN for each in finds)
    holds = [n for n in range(1, 20) if await one.store.look(SLUG, partial(_held, n))]
    made = [n for n in range(1, 20) if await one.store.look(SLUG, partial(_is_there, n))]
    assert holds == made


def _held(number: int, work: Work) -> bool:
    return bool(work.finds.held_with(number))


def _is_there(number: int, work: Work) -> bool:
    return work.finds.hold(number) is not None


async def test_while_a_desk_practises_slots_pass_and_what_was_found_waits(two: tuple[Process, Process]) -> None:
    one, _ = two

    def practises(work: Work, now: bool) -> None:
        work.save_settings(replace(work.desk, practice=now))

    await one.at(elm.MORNING)
    await one.store.write(SLUG, partial(practises, now=True))
    await found(one, elm.MORNING)
    await one.at(SLOT)
    await one.store.write(SLUG, partial(practises, now=False))
    await one.at(SLOT + timedelta(hours=1))
    assert await told(one) == []
    await one.at(SLOT + timedelta(days=5))
    assert await told(one) == [1]


async def test_what_is_gone_before_its_slot_is_not_told(two: tuple[Process, Process]) -> None:
    one, _ = two
    await one.at(elm.MORNING)
    await found(one, elm.MORNING, 2)

    def goes(work: Work) -> None:
        kept = [each for number in range(1, 6) if (each := work.catalog.dataset(number))]
        work.catalog.load(kept, elm.MORNING)

    await one.store.write(SLUG, goes)
    await one.at(SLOT)
    assert await told(one) == [1]
    (gone,) = await one.store.look(SLUG, lambda work: work.finds.about(6))
    assert gone.state is FindState.SKIPPED


async def test_a_hold_is_made_once_and_decided_once(two: tuple[Process, Process]) -> None:
    one, other = two
    await one.at(elm.MORNING)
    await found(one, elm.MORNING, 30)
    await asyncio.gather(*(each.at(elm.MORNING + timedelta(minutes=1)) for each in two))
    await found(other, elm.MORNING + timedelta(minutes=2), 25)
    await asyncio.gather(*(each.at(elm.MORNING + timedelta(minutes=3)) for each in two))
    holds = await one.store.look(SLUG, lambda work: work.finds.open_holds())
    assert len(holds) == 1
    assert len(await one.store.look(SLUG, lambda work: work.finds.held_with(holds[0].number))) == 55
    await one.at(SLOT)
    assert await told(one) == []

    def decide(work: Work) -> bool:
        return work.finds.decide(type(holds[0])(holds[0].number, holds[0].at, holds[0].why, Decision.ANNOUNCE, 1))

    assert sorted(await asyncio.gather(*(each.store.write(SLUG, decide) for each in two))) == [False, True]
    states = await one.store.look(SLUG, lambda work: work.finds.of(FindState.HELD))
    assert len(states) == 55


async def test_datasets_of_any_name_are_cards(two: tuple[Process, Process]) -> None:
    one, _ = two
    nasty = [each for each in HOSTILE if each.strip()]
    first = len(elm.DATASETS) + 1

    def write(work: Work) -> None:
        author = work.people.caller(ZOE, elm.MORNING).number
        named = [
            Dataset(f"n-{n}", each, each, department=each, keywords=(each,), page="https://data.example/d/n")
            for n, each in enumerate(nasty)
        ]
        work.catalog.load([*elm.DATASETS, *named], elm.MORNING)
        for number, each in enumerate(nasty, first):
            note = UsageNote(0, number, author, elm.MORNING, *(each[:LONGEST],) * 3)
            work.notes.decide(replace(work.notes.add(note), state=NoteState.STANDS))
            work.finds.add([Find(number, FindKind.NEW, elm.MORNING)])
            work.finds.add([Find(number, FindKind.MATERIAL, elm.MORNING, removed=(each,) * 30, stopped=each)])

    await one.at(elm.MORNING)
    await one.store.write(SLUG, write)
    for number in range(first, first + len(nasty)):
        reply = await one.app.handle(_says(f"DS-{number}"))
        assert reply.card is not None
        assert "is announced" in reply.card.title, reply.card
    await one.at(elm.MORNING + timedelta(minutes=1))
    assert await told(one) == [1] * len(nasty)
    waiting = await one.store.look(SLUG, lambda work: work.finds.of(FindState.WAITING, set(FindKind)))
    assert waiting == ()


def _says(dataset: str, id: str = "", at: datetime = elm.MORNING) -> Request:
    kofi = Caller(Identity("slack", "T1", elm.KOFI.id), elm.KOFI.name)
    return Request(f"test:{id or dataset}", SLUG, kofi, NEWS, at, AnnounceNow(dataset))
