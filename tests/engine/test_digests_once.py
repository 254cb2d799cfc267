"""A week's digest is sent once, ever: however it is sent, whoever dies over it, and whatever was missed before it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from adapters.clock import Clock
from bot.digest.commands import DigestDue, DigestNow
from bot.engine.app import App
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.engine.slots import Slot
from bot.people.model import Identity, Level, RosterRow
from bot.table import COMMANDS
from storage.open import open_store
from storage.store import SqlStore
from tests.stories import desk as elm

SLUG = elm.elmford().slug
TRIAGE = Place("slack", "T1", "C0TRIAGE")
KOFI = Identity("slack", "T1", elm.KOFI.id)
MONDAY = elm.MORNING + timedelta(days=5, hours=23)  # 12 October, 09:00
WEEK, HOUR, MINUTE = timedelta(days=7), timedelta(hours=1), timedelta(minutes=1)


class Process:
    """One running copy of the service, as far as it ticks. It can be made to die while it works a digest out."""

    def __init__(self, url: str) -> None:
        self.store: SqlStore = open_store(url)
        self.now, self.dies = elm.MORNING, False
        rows = [replace(each, works=self._works(each.works)) if each.works else each for each in COMMANDS]
        self.app = App(self.store, rows)
        self.clock = Clock(self.app, self.store, lambda: self.now)

    def _works(self, works: Any) -> Any:
        def work_out(found: Any) -> Any:
            if self.dies:
                raise ConnectionAbortedError
            return works(found)

        return work_out

    async def at(self, now: datetime) -> None:
        self.now = now
        await self.clock.ring()

    async def now_by_hand(self, at: datetime, id: str, audience: str = "") -> str:
        request = Request(f"test:{id}", SLUG, Caller(KOFI, "Kofi"), TRIAGE, at, DigestNow(audience))
        reply = await self.app.handle(request)
        assert reply.card is not None
        return reply.card.title


@pytest.fixture
async def two(store_url: str) -> AsyncIterator[tuple[Process, Process]]:
    both = Process(store_url), Process(store_url)
    await elm.settle(both[0].store, elm.elmford())
    await both[0].app.place_rooms(elm.elmford(), "slack", {"triage": TRIAGE})
    await both[0].store.write(SLUG, lambda work: work.people.caller(Caller(KOFI, "Kofi"), elm.MORNING))
    await both[0].at(elm.MORNING)
    yield both
    for each in both:
        await each.store.close()


async def sent(process: Process, audience: str = "coordinators") -> list[Slot]:
    """The first pages of everything that was sent."""
    found = await process.store.look(SLUG, lambda work: work.slots.hanging("digest"))
    return sorted((each for each in found if each.name.startswith(f"digest/{audience}/") and each.name.endswith("/1")),
                  key=lambda each: each.name)  # fmt: skip


async def weeks(process: Process) -> list[str]:
    return [each.name.split("/")[2] for each in await sent(process)]


async def test_who_dies_while_it_is_made_leaves_it_to_be_made_again(two: tuple[Process, Process]) -> None:
    one, other = two
    one.dies = True
    await one.at(MONDAY)
    assert await weeks(one) == []
    await asyncio.gather(one.at(MONDAY + MINUTE), other.at(MONDAY + MINUTE))
    assert await weeks(one) == ["2026-W41"]
    one.dies = False
    await asyncio.gather(one.at(MONDAY + HOUR), other.at(MONDAY + HOUR))
    assert await weeks(one) == ["2026-W41"]


async def test_by_hand_and_by_the_clock_at_once_it_is_sent_once(two: tuple[Process, Process]) -> None:
    one, other = two
    by_hand = [each.now_by_hand(MONDAY, f"{n}") for n, each in enumerate((one, other, one))]
    told = await asyncio.gather(*by_hand, one.at(MONDAY), other.at(MONDAY))
    assert await weeks(one) == ["2026-W41"]
    assert sum("is sent to 1 place" in str(title) for title in told[:3]) <= 1
    assert "was sent already" in await one.now_by_hand(MONDAY + HOUR, "later")
    slots = await one.store.look(SLUG, lambda work: work.slots.hanging("digest"))
    assert {each.place for each in slots} == {Place("slack", "T1", person=elm.KOFI.id)}


async def test_after_three_weeks_down_only_the_newest_is_sent_and_says_what_was_not(
    two: tuple[Process, Process],
) -> None:
    one, other = two
    await one.at(MONDAY)
    thursday = MONDAY + 3 * WEEK + timedelta(days=3, hours=4)
    await asyncio.gather(one.at(thursday), other.at(thursday))
    assert await weeks(one) == ["2026-W41", "2026-W44"]
    newest = (await sent(one))[-1]
    said = repr(newest.card)
    assert "The digests of 2 weeks before were not sent." in said
    assert "opendata-admin digest preview week:2026-W43" in said
    await other.at(MONDAY + 4 * WEEK + HOUR)
    assert await weeks(one) == ["2026-W41", "2026-W44", "2026-W45"]
    assert "not sent" not in repr((await sent(one))[-1].card)


async def test_settings_that_change_between_send_no_week_twice(two: tuple[Process, Process]) -> None:
    one, _ = two

    def weekly_at(time: str) -> Any:
        return lambda work: work.save_settings(replace(work.desk, digest=replace(work.desk.digest, coordinator=time)))

    await one.at(MONDAY)
    await one.store.write(SLUG, weekly_at("Wed 11:00"))
    for hours in range(0, 24 * 5, 5):
        await one.at(MONDAY + hours * HOUR)
    assert await weeks(one) == ["2026-W41"]
    await one.store.write(SLUG, weekly_at("off"))
    await one.at(MONDAY + 2 * WEEK)
    await one.store.write(SLUG, weekly_at("Mon 09:00"))
    await one.at(MONDAY + 2 * WEEK + MINUTE)
    await one.at(MONDAY + 3 * WEEK + HOUR)
    assert await weeks(one) == ["2026-W41", "2026-W44"]


async def test_a_desk_that_practises_or_pauses_sends_nothing(two: tuple[Process, Process]) -> None:
    one, _ = two
    await one.store.write(SLUG, lambda work: work.save_settings(replace(work.desk, practice=True)))
    assert "practising" in await one.now_by_hand(MONDAY, "practice")
    await one.at(MONDAY)
    await one.store.write(SLUG, lambda work: work.save_settings(replace(work.desk, practice=False)))
    await one.at(MONDAY + HOUR)
    assert await weeks(one) == []  # its time has passed
    await one.store.write(SLUG, lambda work: work.moderation.change(replace(work.condition, paused_at=MONDAY + HOUR)))
    await one.at(MONDAY + WEEK)
    assert await weeks(one) == []
    await one.store.write(SLUG, lambda work: work.moderation.change(replace(work.condition, paused_at=None)))
    await one.at(MONDAY + WEEK + timedelta(days=1))
    assert await weeks(one) == ["2026-W42"]


async def test_a_time_that_was_told_is_not_due_again(two: tuple[Process, Process]) -> None:
    one, _ = two
    await one.at(MONDAY)
    late = Request("test:late", SLUG, Caller(Identity("clock", "", "")), Place("clock"), MONDAY + MINUTE,
                   DigestDue("coordinators", MONDAY))  # fmt: skip
    assert (await one.app.handle(late)).is_nothing
    assert await weeks(one) == ["2026-W41"]


async def test_each_human_reads_it_once_and_who_cannot_be_written_to_is_no_loss(two: tuple[Process, Process]) -> None:
    one, _ = two
    also = Caller(Identity("discord", "G1", elm.snowflake(elm.KOFI)), "Kofi")
    second = RosterRow("Ada Boss", Level.COORDINATOR, slack="U0ADA0001")
    await one.app.place_rooms(elm.elmford(), "discord", {"ask": Place("discord", "G1", "C0ASK")})

    def joins(work: Work) -> None:
        work.people.save_roster((*elm.ROSTER, second), elm.MORNING)
        work.people.caller(also, elm.MORNING + HOUR)
        work.people.caller(Caller(Identity("slack", "T1", "U0ADA0001"), "Ada"), elm.MORNING)

    await one.store.write(SLUG, joins)
    await one.at(MONDAY)
    assert sorted(each.place.person for each in await sent(one)) == sorted([elm.snowflake(elm.KOFI), "U0ADA0001"])

    def wants_none(work: Work) -> None:
        for each in (KOFI, Identity("slack", "T1", "U0ADA0001")):
            person = work.people.known(each)
            assert person is not None
            work.people.set_messages(person.number, "none")

    await one.store.write(SLUG, wants_none)
    await one.at(MONDAY + WEEK)
    (last,) = [each for each in await sent(one) if "W42" in each.name]
    assert last.place == TRIAGE
    assert "No coordinator can be written to directly, so it stands here." in repr(last.card)
