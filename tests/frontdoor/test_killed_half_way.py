"""A process that is killed while it takes in what a poll found: nothing is lost, nothing is told twice, and no dataset
that was given another id counts as new, wherever it happens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from bot.catalog.finds import FindKind, FindState
from bot.desk import Source
from bot.engine.ports import Work
from frontdoor import taking_in
from storage.store import SqlStore
from tests.frontdoor.pocket_portal import PocketPortal, many, shown
from tests.frontdoor.test_polling import HERE, City
from tests.stores import DESK, NOW

T = TypeVar("T")


class KilledError(Exception):
    """The process is no more."""


class Killed:
    """A store that takes so many writes and then no more."""

    def __init__(self, store: SqlStore, writes: int) -> None:
        self._store, self._left = store, writes

    async def write(self, desk: str, act: Callable[[Work], T]) -> T:
        self._left -= 1
        if self._left < 0:
            raise KilledError
        return await self._store.write(desk, act)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


async def outcome_of(city: City) -> tuple[object, ...]:
    """All that a poll leaves behind."""
    finds = [
        sorted((each.dataset, each.kind) for each in await city.store.look(city.desk.slug, found))
        for found in (_finds(FindState.WAITING), _finds(FindState.HELD))
    ]
    datasets = {name: (each.number, each.title) for name, each in (await city.datasets()).items()}
    portal = await city.store.look(city.desk.slug, lambda work: work.portals.get(1))
    parts = await city.store.look(city.desk.slug, lambda work: work.portals.parts(1))
    assert portal is not None
    return finds, datasets, portal.is_quarantined, parts


def _finds(state: FindState) -> Callable[[Work], Any]:
    return lambda work: work.finds.of(state, tuple(FindKind))


@pytest.mark.parametrize("found", ["a flood", "other ids"])
async def test_wherever_it_happens_the_next_poll_goes_on(
    found: str, sqlite_store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "PART", 7)
    before, fresh = many(30), NOW + timedelta(hours=1)
    after = [*before[1:], *many(40, "flood", fresh)] if found == "a flood" else many(30, "anew")
    after.append(shown("one", "One More", created=fresh))
    ends: list[tuple[object, ...]] = []
    kills = 0
    for writes in (1_000, *range(99)):  # undisturbed first
        desk = replace(DESK, slug=f"{DESK.slug}-{writes}", sources=(Source("dcat", HERE),))
        city = City(sqlite_store, desk, PocketPortal({HERE: before}))
        await sqlite_store.save_desk(desk)
        await city.polls()
        city.pocket.portals[HERE] = after
        hurt = City(Killed(sqlite_store, writes), desk, city.pocket, city.at)  # type: ignore[arg-type]
        try:
            await hurt.polls()
        except KilledError:
            kills += 1
            city.at = hurt.at + timedelta(hours=3)
            await city.polling.read_desk(desk)
        ends.append(await outcome_of(city))
        if kills < len(ends) - 1:
            break
    assert kills > 10
    assert all(each == ends[0] for each in ends)


async def test_a_first_poll_that_was_killed_learns_the_rest_silently(sqlite_store: SqlStore) -> None:
    desk = replace(DESK, sources=(Source("dcat", HERE),))
    for writes in range(1, 8):
        pocket = PocketPortal({HERE: many(60)})
        each = replace(desk, slug=f"{desk.slug}-{writes}")
        await sqlite_store.save_desk(each)
        hurt = City(Killed(sqlite_store, writes), each, pocket)  # type: ignore[arg-type]
        with pytest.raises(KilledError):
            await hurt.polls()
        city = City(sqlite_store, each, pocket, hurt.at + timedelta(hours=3))
        await city.polls()
        assert sorted(one.number for one in (await city.datasets()).values()) == list(range(1, 61))
        assert await city.finds() == []
