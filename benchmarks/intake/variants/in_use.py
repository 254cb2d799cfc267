"""Ours, as ``champions run`` serves it: the sample city's desk, its whole catalogue, and every question on its walls.

Before it is ready, as many questions as will be claimed are asked and posted through the app, and the pump shows
their cards. Between two rounds the walls may catch up without the platform's pace, so that no variant is disturbed by
what an earlier round has left to do. While a round is measured, app, pump and pace are those of production.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

from adapters.playground import city
from adapters.portals import dcat
from benchmarks.intake.variants.process import Job, Rest
from benchmarks.intake.variants.seeding import NO_LIMIT, Seeding, Town
from bot.config import Config
from bot.desk import Desk
from frontdoor import logs
from frontdoor.serving import Service, system_clock
from frontdoor.settling import settle_desk
from storage.open import migrate, open_store

LOOK_EVERY = 0.05  # seconds


@asynccontextmanager
async def in_use(
    job: Job,
    town: Town,
    put_on: Callable[[Service, Config], None],
    pace_lifted: Callable[[], AbstractAsyncContextManager[None]],
) -> AsyncIterator[Rest]:
    """A desk in use in ``town``, served on the platform that ``put_on`` puts on, for as long as this is entered.

    ``pace_lifted`` lets the platform take cards as fast as they come while it is entered.
    """
    logs.set_up("WARNING")
    config = Config(database_url=f"sqlite:///{job.database}")
    service, desk = await _opened(config)
    put_on(service, config)

    async def rest() -> None:
        async with pace_lifted():
            # Nothing tells when the walls are equal, so this has to look.
            while await _waiting(service, desk):  # noqa: ASYNC110
                await asyncio.sleep(LOOK_EVERY)

    async with service:
        seeding = Seeding(service, desk.slug, town)
        await seeding.champions()
        await seeding.questions(job.claims)
        await rest()
        yield rest


async def _opened(config: Config) -> tuple[Service, Desk]:
    """The city's desk in a new database, with its catalogue, and without a limit of open questions."""
    await asyncio.to_thread(migrate, config.database_url)
    store = open_store(config.database_url)
    desk = await settle_desk(store, city.desk_file(), lambda _: None)
    free = replace(desk.limits, open=NO_LIMIT, per_day=NO_LIMIT, seconds_between=0)
    await store.save_desk(replace(desk, limits=free, sources=()))  # nothing is read while a round is measured
    listing = await dcat.read(str(city.catalog_file()))
    await store.write(desk.slug, lambda work: work.catalog.load(listing.datasets, system_clock()))
    return Service(store), desk


async def _waiting(service: Service, desk: Desk) -> int:
    return (await service.app.look(desk.slug, lambda work: work.slots.backlog(system_clock()))).waiting
