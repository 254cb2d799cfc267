"""Polling: each portal read when it is due, and whoever has to know of it told.

What is due stands in the database. Whoever takes a portal upon themselves moves its date on first, so of two processes
that tick one reads; where that one is killed, the portal is due again when its time has run out.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from adapters.clock import CLOCK
from adapters.portals.fetch import is_web
from bot.catalog.commands import Polled
from bot.catalog.portals import Portal, address
from bot.catalog.telling import has_news
from bot.desk import Desk
from bot.engine.app import App, Failed
from bot.engine.request import Place, Request
from frontdoor.poll import Poll
from frontdoor.reading import Progress, Reading

log = structlog.get_logger(__name__)

LEASE = timedelta(hours=2)  # longer than a reading may take
MOST_DESKS = 4  # that are read for at once; the portals of one desk are read one after the other


class Polling:
    """Reads the portals of every desk. ``now`` is the desk's time, ``reading`` how a portal is read."""

    def __init__(self, app: App, now: Callable[[], datetime], reading: Reading) -> None:
        self._app, self._now, self.reading = app, now, reading
        self._turns: dict[str, asyncio.Lock] = {}
        self._places = asyncio.Semaphore(MOST_DESKS)
        self._task: asyncio.Task[None] | None = None

    async def tick(self) -> None:
        """Begin to read what is due, beside; where the last tick's reading is not over, it goes on."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self.read_due(), name="polling")

    async def stop(self) -> None:
        """Break off what is being read; what was put aside is taken in after the next start."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def read_due(self) -> None:
        """Read every portal that is due, on every desk."""
        desks = await self._app.store.desks()
        await asyncio.gather(*(self._read_due(desk) for desk in desks))

    async def _read_due(self, desk: Desk) -> None:
        async with self._places:
            try:
                await self.read_desk(desk, only_due=True)
            except Exception as error:  # what is wrong with one desk stands in no other's way
                log.exception("polling failed", desk=desk.slug, kind=type(error).__name__)

    async def read_desk(
        self, desk: Desk, *, only_due: bool = False, progress: Progress | None = None
    ) -> tuple[Portal, ...]:
        """Read a desk's portals, or those that are due; gives all of them as they are remembered afterwards."""
        async with self._turns.setdefault(desk.slug, asyncio.Lock()):
            for portal in await self._settled(desk):
                if not only_due or portal.next_at is None or portal.next_at <= self._now():
                    await self._read(desk, portal, progress)
            return await self._app.store.look(desk.slug, lambda work: work.portals.all())

    async def _settled(self, desk: Desk) -> tuple[Portal, ...]:
        """The desk's portals; written only where its settings have changed since."""
        # Whoever names portals in chat must not reach into this machine: files are for desks that have a file.
        sources = [each for each in desk.sources if desk.home is not None or is_web(each.url)]
        known = await self._app.store.look(desk.slug, lambda work: work.portals.all())
        if {(each.kind, each.url) for each in known} == {(each.kind, address(each)) for each in sources}:
            return known
        at = self._now()
        return await self._app.store.write(desk.slug, lambda work: work.portals.settle(sources, at))

    async def _read(self, desk: Desk, portal: Portal, progress: Progress | None) -> None:
        at, store = self._now(), self._app.store
        if not await store.write(desk.slug, lambda work: work.portals.claim(portal, at, at + LEASE)):
            return
        poll = Poll(store, desk, portal.number, at, self.reading, progress)
        try:
            await poll.run()
        except Exception as error:  # what is wrong with one portal stands in no other's way
            log.exception("poll broke off", desk=desk.slug, portal=portal.number, kind=type(error).__name__)
            await poll.fail()
        await self._tell(desk, portal.number, at)

    async def _tell(self, desk: Desk, number: int, at: datetime) -> None:
        portal = await self._app.store.look(desk.slug, lambda work: work.portals.get(number))
        if portal is None or not has_news(portal, at):
            return
        id = f"clock:poll:{desk.slug}:{number}:{at.isoformat()}"
        try:
            await self._app.handle(Request(id, desk.slug, CLOCK, Place("clock"), at, Polled(number)))
        except Failed as failed:
            log.error("nobody was told of a portal", desk=desk.slug, portal=number, reference=failed.reference)
