"""What a desk does at times of the week is done once at each, ever: announcements, projects, thanks, digests.

By two processes, by one that is killed between deciding and posting, by a clock that jumps, over the change of the
clocks, and after three days down. A further job is one more line in ``JOBS``.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.clock import Clock
from bot.catalog.finds import Find, FindKind
from bot.catalog.model import Dataset
from bot.desk import Announce, Desk, DigestPlan, Showcase
from bot.engine.app import App
from bot.engine.ports import Work
from bot.engine.pump import LEASE_SECONDS, Pump
from bot.engine.request import Caller, Place
from bot.people.model import Identity
from bot.showcase.model import Project, ProjectState
from bot.table import COMMANDS
from frontdoor.serving import hours_of
from storage.open import open_store
from storage.store import SqlStore
from tests.engine.wall import Died, Fault, Hand, Ledger, Wall
from tests.engine.wall import Process as Run
from tests.stories import desk as elm

BOSTON = ZoneInfo("America/New_York")
NEWS, TRIAGE = Place("slack", "T1", "C0NEWS"), Place("slack", "T1", "C0TRIAGE")
INGRID = Caller(Identity("slack", "T1", elm.INGRID.id), elm.INGRID.name)
TIME = "Thu 10:00"
MORNING = elm.MORNING  # Tuesday 10:00
SLOT = MORNING + timedelta(days=2)
WEEK, HOUR, MINUTE = timedelta(days=7), timedelta(hours=1), timedelta(minutes=1)


def announces(desk: Desk) -> Desk:
    return replace(desk, announce=Announce((TIME,)))


def shows(desk: Desk) -> Desk:
    return replace(desk, showcase=Showcase((TIME,)))


def digests(desk: Desk) -> Desk:
    return replace(desk, digest=DigestPlan(TIME, "off", "off", "off", "channel"))


def an_answer(work: Work, at: datetime) -> None:
    """Every week has a digest, whatever happened in it."""


def a_find(work: Work, at: datetime) -> None:
    number = work.catalog.size() + 1
    known = [each for one in range(1, number) if (each := work.catalog.dataset(one))]
    work.catalog.load([*known, Dataset(f"new-{number}", f"Canopy {number}")], at)
    work.finds.add([Find(number, FindKind.NEW, at)])


def a_project(work: Work, at: datetime) -> None:
    maker = work.people.caller(Caller(Identity("slack", "T1", elm.ANA.id), elm.ANA.name), at).number
    work.people.caller(INGRID, at)  # she owns the data: the thanks are hers
    number = len(work.projects.of(list(ProjectState))) + 1
    link = f"https://{number}.example/"
    work.projects.add(Project(0, f"Shade {number}", link, link, "Finds shade.", (3,), maker, NEWS, at,
                              state=ProjectState.APPROVED, approved_at=at))  # fmt: skip


@dataclass(frozen=True)
class Job:
    """A job: the desk that does it at ``TIME``, what makes that there is something to tell, and the slots that tell
    it. Some have something to tell every week."""

    settings: Callable[[Desk], Desk]
    ready: Callable[[Work, datetime], None]
    slots: str
    always: bool = False


JOBS = {
    "announce": Job(announces, a_find, r"AN-\d+/card"),
    "showcase": Job(shows, a_project, r"project/S-\d+/shown/\d+"),
    "thanks": Job(shows, a_project, r"thanks/.*"),
    "digest": Job(digests, an_answer, r"digest/coordinators/.*/1", always=True),
}


class Process:
    """One running copy of the service: it ticks, and shows what it has hung. It may die on the way."""

    def __init__(self, url: str, wall: Wall) -> None:
        self.url, self.wall, self.now = url, wall, MORNING
        self.store: SqlStore = open_store(url)
        self.clock = Clock(App(self.store, COMMANDS), self.store, lambda: self.now)

    async def at(self, now: datetime, *faults: Fault) -> None:
        """Tick at that moment and show everything, unless a fault is met."""
        self.now = now
        await self.clock.ring()
        run = Run(list(faults))
        ledger: Any = Ledger(self.store, run)
        hours = hours_of(self.store, lambda: self.now)
        pump = Pump(ledger, {"slack": Hand(self.wall, run)}, lambda: self.now, hours=hours)
        while await pump.once():
            pass

    async def is_killed_at(self, now: datetime, step: str) -> None:
        """Tick, and die at that step of showing."""
        with pytest.raises(Died):
            await self.at(now, Fault(step, Died()))


class Two:
    """Two copies on one database, before one wall, with a desk that does one job."""

    def __init__(self, url: str, job: Job) -> None:
        self.job, self.wall = job, Wall()
        self.desk = job.settings(elm.elmford())
        self.both = Process(url, self.wall), Process(url, self.wall)

    async def settle(self) -> None:
        one = self.both[0]
        await elm.settle(one.store, self.desk)
        await App(one.store, COMMANDS).place_rooms(self.desk, "slack", {"news": NEWS, "triage": TRIAGE})

    async def ready(self, at: datetime) -> None:
        """Now there is something to tell at the next slot."""
        await self.both[0].store.write(self.desk.slug, lambda work: self.job.ready(work, at))

    def told(self) -> int:
        """How often people read of it."""
        return len([each for each in self.wall.posted if re.fullmatch(self.job.slots, each)])


@pytest.fixture(params=JOBS)
async def two(request: pytest.FixtureRequest, store_url: str) -> AsyncIterator[Two]:
    made = Two(store_url, JOBS[request.param])
    await made.settle()
    yield made
    for each in made.both:
        await each.store.close()


async def test_two_that_tick_at_once_do_it_once(two: Two) -> None:
    one, other = two.both
    await asyncio.gather(one.at(MORNING), other.at(MORNING))
    await two.ready(MORNING)
    await asyncio.gather(one.at(SLOT - MINUTE), other.at(SLOT - MINUTE))
    assert two.told() == 0
    await asyncio.gather(*(each.at(SLOT) for each in two.both for _ in range(3)))
    await asyncio.gather(*(each.at(SLOT + timedelta(seconds=5)) for each in two.both))
    assert two.told() == 1
    await other.at(SLOT + WEEK)
    await one.at(SLOT + WEEK + MINUTE)
    assert two.told() == 1 + two.job.always  # nothing is new


async def test_one_that_is_killed_between_deciding_and_posting_does_it_once(two: Two) -> None:
    one, other = two.both
    await one.at(MORNING)
    steps = ("after lease", "before post", "after post", "before settle", "after settle")
    for week, step in enumerate(steps):
        slot = (SLOT.astimezone(BOSTON) + week * WEEK).astimezone(UTC)
        await two.ready(slot - HOUR)
        await one.is_killed_at(slot, step)
        later = slot + timedelta(seconds=2 * LEASE_SECONDS)
        await asyncio.gather(other.at(later), one.at(later))
        assert two.told() == week + 1, step


async def test_a_clock_that_jumps_an_hour_does_it_once(two: Two) -> None:
    one, other = two.both
    await one.at(MORNING)
    await two.ready(MORNING)
    await one.at(SLOT + HOUR)  # an hour too early by the true time
    assert two.told() == 1
    await two.ready(SLOT)
    for jumped in (SLOT - HOUR, SLOT, SLOT + HOUR, SLOT - 2 * HOUR):
        await other.at(jumped)
    assert two.told() == 1
    await other.at(SLOT + WEEK)
    await one.at(SLOT + WEEK - HOUR)
    await one.at(SLOT + WEEK)
    assert two.told() == 2


@pytest.mark.parametrize("change", ["2026-11-01", "2027-03-14"])
async def test_over_the_change_of_the_clocks_it_keeps_its_time(two: Two, change: str) -> None:
    one, other = two.both
    day = datetime.fromisoformat(f"{change} 10:00").replace(tzinfo=BOSTON)  # a Sunday
    before, slot = (day + timedelta(days=days) for days in (-3, 4))  # Thursdays, on the wall
    at = slot.astimezone(UTC)
    assert at - before.astimezone(UTC) != WEEK
    await one.at(before.astimezone(UTC))
    await two.ready(before.astimezone(UTC))
    await asyncio.gather(one.at(at - MINUTE), other.at(at - MINUTE))
    assert two.told() == 0
    await asyncio.gather(one.at(at), other.at(at))
    await one.at(at + HOUR)
    assert two.told() == 1


async def test_what_three_days_down_have_missed_is_done_once_when_the_desk_is_open(two: Two) -> None:
    one, other = two.both
    await one.at(MORNING)
    await two.ready(MORNING)
    await other.at(SLOT + timedelta(days=2))  # Saturday
    assert two.told() == 0
    monday = SLOT + timedelta(days=4)
    await asyncio.gather(one.at(monday), other.at(monday))
    await other.at(monday + MINUTE)
    assert two.told() == 1
    await asyncio.gather(one.at(SLOT + WEEK), other.at(SLOT + WEEK))
    assert two.told() == 1 + two.job.always
