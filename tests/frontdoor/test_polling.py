"""Polling, on both databases: what is remembered, what becomes news, and what a portal that misbehaves cannot do."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from bot.catalog.finds import Find, FindKind, FindState
from bot.catalog.model import Dataset
from bot.catalog.portals import Portal, Told
from bot.desk import Desk, Source
from bot.engine.app import App
from bot.table import COMMANDS
from frontdoor.polling import Polling
from storage.store import SqlStore
from tests.frontdoor.pocket_portal import PocketPortal, many, shown
from tests.stores import DESK, NOW

HERE, THERE = "https://data.elmford.example", "https://maps.elmford.example"


@dataclass
class City:
    """A desk whose portals are polled, and its clock."""

    store: SqlStore
    desk: Desk
    pocket: PocketPortal
    at: datetime = NOW

    def __post_init__(self) -> None:
        self.polling = Polling(App(self.store, COMMANDS), lambda: self.at, self.pocket)

    async def polls(self, **later: float) -> Portal:
        """Poll everything, after a while; gives the first portal."""
        self.at += timedelta(**later or {"hours": 6})
        return (await self.polling.read_desk(self.desk))[0]

    async def datasets(self) -> dict[str, Dataset]:
        """The catalogue by the portals' ids."""
        found = await self.store.look(self.desk.slug, lambda work: work.catalog.matches("", 999))
        return {each.portal_id: each for each in found}

    async def finds(self, state: FindState = FindState.WAITING) -> list[Find]:
        """The news that was found."""
        return list(await self.store.look(self.desk.slug, lambda work: work.finds.of(state, tuple(FindKind))))


@pytest.fixture
async def city(store: SqlStore) -> AsyncIterator[City]:
    """A city with one portal of thirty datasets, polled once."""
    pocket = PocketPortal({HERE: many(30), THERE: []})
    city = City(store, replace(DESK, sources=(Source("dcat", HERE),)), pocket)
    await store.save_desk(city.desk)
    await city.polls()
    yield city
    await city.polling.stop()


async def test_the_first_poll_learns_and_says_nothing_and_the_next_one_says_what_is_new(city: City) -> None:
    assert len(await city.datasets()) == 30
    assert await city.finds() == []
    bikes = shown("bikes", "Bike Counters", created=city.at + timedelta(hours=1))
    old = shown("old", "Old Maps")
    city.pocket.portals[HERE] = [*reversed(many(30)), bikes, old]
    portal = await city.polls()
    found = await city.datasets()
    assert [(each.dataset, each.kind, each.made) for each in await city.finds()] == [
        (found["bikes"].number, FindKind.NEW, bikes.created)
    ]
    assert found["old"].number, "what was hidden so far is in the catalogue, and no news"
    assert (portal.shown, portal.memory.counted_at, portal.failures) == (32, city.at, 0)
    assert portal.next_at is not None
    assert timedelta(0) < portal.next_at - city.at <= timedelta(hours=6)
    await city.polls()
    assert len(await city.finds()) == 1


async def test_what_is_loaded_by_hand_becomes_the_portals_and_what_no_portal_has_goes(store: SqlStore) -> None:
    before = [Dataset("set-1", "Measurements"), Dataset("gone", "Gone")]
    await store.write(DESK.slug, lambda work: work.catalog.load(before, NOW))
    city = City(store, replace(DESK, sources=(Source("dcat", HERE),)), PocketPortal({HERE: many(3)}))
    await city.polls()
    found = await city.datasets()
    assert found["set-1"].number == 1
    assert set(found) == {"set-0", "set-1", "set-2"}


async def test_two_portals_of_one_desk_may_use_the_same_id(city: City) -> None:
    city.pocket.portals[THERE] = [shown("set-1", "Another city's maps")]
    city.desk = replace(city.desk, sources=(*city.desk.sources, Source("dcat", THERE)))
    await city.polls()
    both = await city.store.look(city.desk.slug, lambda work: work.catalog.matches("", 999))
    assert len(both) == 31
    assert len({each.number for each in both}) == 31
    assert [each.title for each in both if each.portal_id == "set-1"] == [
        "Measurements at station 1",
        "Another city's maps",
    ]
    city.desk = replace(city.desk, sources=city.desk.sources[1:])
    await city.polls()
    assert set(await city.datasets()) == {"set-1"}, "a portal that the desk has no more takes its datasets along"
    city.desk = replace(city.desk, sources=(Source("dcat", HERE), *city.desk.sources))
    await city.polls()
    assert len(await city.datasets()) == 30
    assert await city.finds() == [], "and begins anew where it comes back"


async def test_a_portal_under_another_address_keeps_its_datasets(city: City) -> None:
    city.pocket.portals[THERE] = [shown("set-0", "Another city's maps"), *many(30)[1:]]
    city.desk = replace(city.desk, sources=(Source("dcat", THERE),))
    await city.polls()
    found = await city.datasets()
    assert [found[f"set-{at}"].number for at in range(30)] == [31, *range(2, 31)]
    assert await city.finds() == []


async def test_datasets_that_were_given_other_ids_keep_their_numbers(city: City) -> None:
    before = await city.datasets()
    city.pocket.portals[HERE] = many(30, "other")
    await city.polls()
    after = await city.datasets()
    assert {each.title: each.number for each in after.values()} == {e.title: e.number for e in before.values()}
    assert set(after) == {f"other-{at}" for at in range(30)}
    assert await city.finds() == []
    city.pocket.portals[HERE] = many(30)
    await city.polls()
    back = await city.datasets()
    assert {name: each.number for name, each in back.items()} == {name: e.number for name, e in before.items()}
    assert await city.finds() == []


async def test_a_former_id_that_no_index_holds_is_left_out(city: City) -> None:
    longest = "".join(chr(0x4E00 + at * 7 % 9973) for at in range(9_000))
    city.pocket.portals[HERE] = [*many(30), shown("bikes", created=city.at, former=(longest, "cyclists"))]
    await city.polls()
    assert [each.kind for each in await city.finds()] == [FindKind.NEW]
    known = await city.store.look(city.desk.slug, lambda work: work.seen.known(1))
    assert len(known) == 32


async def test_a_listing_that_shrank_beyond_reason_says_nothing_until_it_recovers(city: City) -> None:
    city.pocket.portals[HERE] = many(3)
    portal = await city.polls()
    assert portal.is_quarantined
    assert (portal.shown, portal.memory.size) == (3, 30)
    assert len(await city.datasets()) == 30
    assert (await city.polls()).is_quarantined, "the same bytes again do not make it right"
    city.pocket.portals[HERE] = many(30)
    portal = await city.polls()
    assert not portal.is_quarantined
    assert await city.finds() == []


async def test_what_is_missing_is_gone_after_a_month_although_nothing_else_changes(city: City) -> None:
    city.pocket.portals[HERE] = many(29)
    await city.polls()
    assert len(await city.datasets()) == 30
    await city.polls(days=31)
    assert len(await city.datasets()) == 29
    assert [each.kind for each in await city.finds()] == [FindKind.RETIRED]
    city.pocket.portals[HERE] = many(30)
    await city.polls()
    assert (await city.datasets())["set-29"].number == 30


async def test_a_reading_that_broke_off_says_what_is_there_and_never_what_is_not(city: City) -> None:
    bikes = shown("bikes", "Bike Counters", created=city.at)
    city.pocket.portals[HERE], city.pocket.breaks_off = [bikes, *many(30)], 1
    portal = await city.polls()
    assert (portal.failures, portal.trouble) == (1, "The portal broke off.")
    assert portal.next_at == city.at + timedelta(minutes=10)
    assert [each.kind for each in await city.finds()] == [FindKind.NEW]
    assert not await city.store.look(city.desk.slug, lambda work: work.seen.has_missing(1))
    city.pocket.portals[HERE] = many(30, "other")
    assert (await city.polls()).failures == 2
    assert len(await city.finds()) == 1, "half a migration is no news"
    city.pocket.portals[HERE], city.pocket.breaks_off = [bikes, *many(30)], 0
    portal = await city.polls()
    assert (portal.failures, portal.trouble, portal.failing_since) == (0, "", None)
    assert len(await city.finds()) == 1


async def test_what_comes_before_a_break_takes_no_number_of_what_comes_after(city: City) -> None:
    twin = shown("twin", "Measurements at station 25")
    city.pocket.portals[HERE], city.pocket.breaks_off = [twin, *many(30)], 2
    await city.polls()
    assert "twin" not in await city.datasets()
    city.pocket.breaks_off = 0
    await city.polls()
    found = await city.datasets()
    assert (found["set-25"].number, found["twin"].number) == (26, 31)


async def test_one_portal_that_breaks_the_reading_stands_in_no_others_way(city: City) -> None:
    def break_it() -> None:
        raise KeyError("nobody foresaw this")

    city.pocket.portals[THERE] = [shown("maps")]
    city.pocket.meanwhile = break_it
    city.pocket.portals[HERE] = many(31)
    portal = await city.polls()
    assert (portal.failures, portal.failing_since, portal.reading_until) == (1, city.at, None)
    city.desk = replace(city.desk, sources=(*city.desk.sources, Source("dcat", THERE)))
    await city.polls(days=1)
    assert city.pocket.asked[-2:] == [HERE, THERE]
    portal = (await city.store.look(city.desk.slug, lambda work: work.portals.all()))[0]
    assert portal.is_away(city.at)
    assert portal.told is Told.AWAY
    city.pocket.meanwhile = lambda: None
    portal = await city.polls()
    assert (portal.failures, portal.told) == (0, Told.NOTHING)


async def test_a_first_poll_that_broke_off_is_a_first_poll_again(store: SqlStore) -> None:
    pocket = PocketPortal({HERE: many(30)}, breaks_off=2)
    city = City(store, replace(DESK, sources=(Source("dcat", HERE),)), pocket)
    assert (await city.polls()).memory.baseline_at is None
    assert len(await city.datasets()) in (0, 20), "names complete by it once it is whole"
    pocket.breaks_off = 0
    assert (await city.polls()).memory.baseline_at == city.at
    assert sorted(each.number for each in (await city.datasets()).values()) == list(range(1, 31))
    assert await city.finds() == []


async def test_a_feed_retires_nothing_and_is_never_too_short(city: City) -> None:
    city.pocket.shows_all = False
    city.pocket.portals[HERE] = [shown("bikes", "Bike Counters", created=city.at)]
    for _ in range(3):
        portal = await city.polls(days=31)
    assert not portal.is_quarantined
    assert len(await city.datasets()) == 31
    assert [each.kind for each in await city.finds()] == [FindKind.NEW]


async def test_a_flood_is_held_whole(city: City) -> None:
    city.pocket.portals[HERE] = [*many(30), *many(80, "flood", city.at)]
    await city.polls()
    assert await city.finds() == []
    assert len(await city.finds(FindState.HELD)) == 80


async def test_in_practice_the_catalogue_is_kept_up_and_nothing_becomes_news(city: City) -> None:
    city.desk = replace(city.desk, practice=True)
    city.pocket.portals[HERE] = [*many(30), shown("bikes", "Bike Counters", created=city.at)]
    await city.polls()
    assert "bikes" in await city.datasets()
    assert await city.finds() == []


async def test_of_two_processes_one_reads(city: City) -> None:
    other = City(city.store, city.desk, PocketPortal({HERE: many(30)}), city.at)
    portal = await city.store.look(city.desk.slug, lambda work: work.portals.get(1))
    assert portal is not None
    until = city.at + timedelta(hours=1)
    assert await city.store.write(city.desk.slug, lambda work: work.portals.claim(portal, city.at, until))
    assert not await city.store.write(city.desk.slug, lambda work: work.portals.claim(portal, city.at, until))
    await other.polling.read_due()
    assert other.pocket.asked == []


async def test_a_tick_reads_what_is_due_and_nothing_else(city: City) -> None:
    await city.store.save_desk(city.desk)
    city.pocket.asked.clear()
    await city.polling.read_due()
    assert city.pocket.asked == []
    city.at += timedelta(hours=6)
    await city.polling.read_due()
    await city.polling.read_due()
    assert city.pocket.asked == [HERE]


async def test_a_portal_that_asks_for_rest_gets_it(city: City) -> None:
    city.pocket.away, city.pocket.retry_after = True, 7_200.0
    portal = await city.polls()
    assert portal.next_at == city.at + timedelta(hours=2)
    city.pocket.retry_after = 1e12
    assert (await city.polls()).next_at == city.at + timedelta(days=1)
    city.pocket.retry_after = None
    for _ in range(9):
        portal = await city.polls()
    assert portal.next_at == city.at + timedelta(hours=6)
    assert portal.told is Told.NOTHING or portal.is_away(city.at)
