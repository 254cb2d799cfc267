"""Portals: coordinators hear of one that shows too little, or that cannot be read, once; and decide (section 3.6)."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.catalog.notes import NoteState, UsageNote
from bot.desk import Source
from tests.frontdoor.pocket_portal import PocketPortal, many
from tests.stories import desk as elm
from tests.stories.conftest import stage_of
from tests.stories.town import Town, TownClock

PORTAL = "https://data.elmford.example"


@pytest.fixture
async def pocket() -> PocketPortal:
    """Elmford's portal, with forty datasets."""
    return PocketPortal({PORTAL: many(40)})


@pytest.fixture
async def town(pocket: PocketPortal, store_url: str) -> AsyncIterator[Town]:
    """A town with a portal that was read once. Nothing of this differs between platforms."""
    clock = TownClock()
    stage = stage_of("slack", clock)
    await stage.start()
    town = Town(store_url, replace(elm.elmford(), sources=(Source("socrata", PORTAL),)), stage, clock)
    await town.opens()
    town.service.reads_portals_by(pocket)
    await polls(town)
    yield town
    await town.closes()
    await stage.stop()


async def polls(town: Town, **later: float) -> None:
    """The clock ticks, after a while."""
    town.clock.moves(**later)
    await town.service.polling.read_due()
    await town.settles()


async def test_a_listing_that_shrank_is_shown_to_a_coordinator_who_decides(town: Town, pocket: PocketPortal) -> None:
    kofi = town.kofi
    pocket.portals[PORTAL] = many(4)
    await polls(town, hours=24)
    told = kofi.reads_directly("data.elmford.example shows 4 of 40 datasets.", "Nothing is announced")
    await polls(town, hours=24)
    assert len([each for each in kofi.direct_messages() if "shows 4 of 40" in each.text]) == 1, "once"
    await kofi.types("/opendata-admin health")
    kofi.sees_only_you("Something needs you.", "data.elmford.example shows 4 of 40 datasets since")
    await kofi.presses("Wait", on=told)
    kofi.sees_only_you("I look again each time data.elmford.example is read")
    await kofi.presses("It is right", on=told)
    kofi.sees_only_you("I read data.elmford.example again now", "gone in 30 days")
    await polls(town, minutes=1)
    kofi.reads_directly("data.elmford.example is read as usual again.", "It shows 4 datasets.")
    assert not [each for each in kofi.direct_messages() if "It is right" in each.buttons]
    await kofi.types("/opendata-admin health")
    kofi.sees_only_you("Everything works.", "data.elmford.example shows 4 datasets. Read on")
    await polls(town, days=31)
    assert await town.service.store.look(town.desk.slug, lambda work: work.catalog.size()) == 4


async def test_a_portal_that_is_away_for_a_day_is_told_of_once(town: Town, pocket: PocketPortal) -> None:
    kofi = town.kofi
    pocket.away = True
    await polls(town, hours=24)
    before = len(kofi.direct_messages())
    await kofi.types("/opendata-admin health")
    kofi.sees_only_you("It cannot be read since", "The portal is away.")
    await polls(town, hours=25)
    kofi.reads_directly("data.elmford.example could not be read for a day.", "The portal is away.")
    await polls(town, hours=71)
    assert len(kofi.direct_messages()) == before + 1
    pocket.away = False
    await polls(town, hours=24)
    kofi.reads_directly("data.elmford.example is read as usual again.", "It shows 40 datasets.")
    assert len(kofi.direct_messages()) == before + 1


async def test_people_stay_with_a_dataset_that_was_given_another_id(town: Town, pocket: PocketPortal) -> None:
    ana, maria = town.ana, town.maria
    await ana.types('/opendata follow dataset:"Measurements at station 7" how:digest')
    await ana.types('/opendata ask dataset:"Measurements at station 7" Why is it so loud there?')
    await ana.presses("Post with my name")
    asked, store = await town.question("Q-1"), town.service.store
    note = UsageNote(0, asked.dataset, asked.asker.number, town.clock.now, watch="Birds.", state=NoteState.STANDS)
    await store.write(town.desk.slug, lambda work: work.notes.add(note))
    pocket.portals[PORTAL] = many(40, "anew")
    await polls(town, hours=24)
    await maria.types("/opendata dataset Measurements at station 7")
    maria.sees_only_you(f"DS-{asked.dataset} · Measurements at station 7", "Birds.")
    await ana.types('/opendata unfollow dataset:"Measurements at station 7"')
    ana.sees_only_you(f"You follow Measurements at station 7 (DS-{asked.dataset}) no longer.")
    found = await store.look(town.desk.slug, lambda work: work.catalog.dataset(asked.dataset))
    assert found is not None
    assert (found.portal_id, (await town.question("Q-1")).dataset_title) == ("anew-7", found.title)
