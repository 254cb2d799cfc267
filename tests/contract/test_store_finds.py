"""What every store must do with finds, holds, announcements and appointments."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.catalog.finds import Announcement, Decision, Find, FindKind, FindState, HeldFor, Hold
from bot.desks.appointments import Appointment
from bot.engine.ports import Store, Work
from tests.stores import DESK, NOW

LATER = NOW + timedelta(days=3)
CHANGE = Find(
    7, FindKind.MATERIAL, NOW, None, ("area",), (("lon", "longitude"),), "Kept by the county", "2019 was missing", 8
)


def decide(hold: Hold, work: Work) -> bool:
    return work.finds.decide(hold)


async def test_every_field_comes_back(store: Store) -> None:
    found = [Find(5, FindKind.NEW, NOW, NOW - timedelta(days=1)), CHANGE]
    added = await store.write(DESK.slug, lambda work: work.finds.add(found))
    assert added == (replace(found[0], number=1), replace(CHANGE, number=2))
    everything = await store.look(DESK.slug, lambda work: work.finds.of(FindState.WAITING, set(FindKind)))
    assert everything == added
    assert await store.look(DESK.slug, lambda work: work.finds.of(FindState.WAITING)) == added[:1]


async def test_a_dataset_is_new_once_ever(store: Store) -> None:
    found = [Find(5, FindKind.NEW, NOW), CHANGE]
    await store.write(DESK.slug, lambda work: work.finds.add(found))
    again = [replace(found[0], at=LATER), Find(5, FindKind.LATER, LATER), CHANGE, replace(CHANGE, at=LATER)]
    added = await store.write(DESK.slug, lambda work: work.finds.add(again, held=True))
    assert [(each.kind, each.at, each.state) for each in added] == [(FindKind.MATERIAL, LATER, FindState.HELD)]
    assert [each.at for each in await store.look(DESK.slug, lambda work: work.finds.about(7))] == [LATER, NOW]


async def test_whoever_is_slower_settles_nothing(store: Store) -> None:
    added = await store.write(
        DESK.slug, lambda work: work.finds.add([Find(each, FindKind.NEW, NOW) for each in (1, 2)])
    )
    told = await store.write(DESK.slug, lambda work: work.finds.new_announcement(NOW, LATER))
    shown = FindState.SHOWN
    settled = await store.write(DESK.slug, lambda work: work.finds.settle(added[:1], shown, announcement=told.number))
    again = await store.write(DESK.slug, lambda work: work.finds.settle(added, FindState.SKIPPED))
    assert (settled, again) == (1, 1)
    assert await store.look(DESK.slug, lambda work: work.finds.announcement(told.number)) == Announcement(1, NOW, LATER)
    with_it = await store.look(DESK.slug, lambda work: work.finds.shown_with(told.number))
    assert [(each.dataset, each.state) for each in with_it] == [(1, shown)]


async def test_a_hold_is_decided_once(store: Store) -> None:
    hold = await store.write(DESK.slug, lambda work: work.finds.new_hold(NOW, HeldFor.MOMENT))
    added = await store.write(DESK.slug, lambda work: work.finds.add([Find(3, FindKind.NEW, NOW)], held=True))
    await store.write(DESK.slug, lambda work: work.finds.settle(added, FindState.HELD, hold=hold.number))
    assert await store.look(DESK.slug, lambda work: work.finds.open_holds()) == (hold,)
    decided = [
        replace(hold, decision=each, decided_by=by) for each, by in ((Decision.ANNOUNCE, 4), (Decision.NOT_NEW, 5))
    ]
    ways = (store.write(DESK.slug, partial(decide, each)) for each in decided)
    assert [await each for each in ways] == [True, False]
    assert await store.look(DESK.slug, lambda work: work.finds.hold(hold.number)) == decided[0]
    assert await store.look(DESK.slug, lambda work: work.finds.open_holds()) == ()
    assert [each.dataset for each in await store.look(DESK.slug, lambda work: work.finds.held_with(1))] == [3]
    assert await store.look(DESK.slug, lambda work: work.finds.held_with(0)) == ()


async def test_an_appointment_is_kept_once(store: Store) -> None:
    first = Appointment("announce", NOW, "Tue 10:00")
    await store.write(DESK.slug, lambda work: work.appointments.make(first))
    after = replace(first, due=LATER)
    moved = [await store.write(DESK.slug, lambda work: work.appointments.move("announce", NOW, after)) for _ in "ab"]
    assert moved == [True, False]
    paused = replace(after, paused_at=NOW)
    await store.write(DESK.slug, lambda work: work.appointments.make(paused))
    assert await store.look(DESK.slug, lambda work: work.appointments.get("announce")) == paused
    assert await store.look(DESK.slug, lambda work: work.appointments.get("digest")) is None
