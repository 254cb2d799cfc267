"""The clock: time speaks in commands like anyone.

APScheduler is only the timer (memory job store). What is due stands in the database as a date: each tick asks "what is
due now?", so a missed tick, a restart or a double tick does no harm.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.due import due_jobs
from bot.engine.app import App, Failed
from bot.engine.ports import Store, Work
from bot.engine.request import Caller, Place, Request
from bot.people.commands import LeaveBegins
from bot.people.model import Identity
from bot.questions.commands import Rung

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 200  # of one desk in one tick; the next tick goes on
CLOCK = Caller(Identity("clock", "", ""))
DRAFTS_KEPT = timedelta(hours=24)  # interaction.md, section 6.4


def _due(work: Work, now: datetime) -> tuple[tuple[int, datetime], ...]:
    return () if work.condition.is_paused else work.questions.due(now, MOST_AT_ONCE)


def _leaving(work: Work, now: datetime) -> tuple[tuple[int, date], ...]:
    """Whose leave begins: their numbers, and the day for which they said so."""
    if work.condition.is_paused:
        return ()
    today = work.desk.calendar.local_date(now)
    return tuple((e.number, e.away_from) for e in work.roster.champions if e.away_from and e.away_from <= today)


class Clock:
    """Ticks, and has what is due done. ``now`` is the desk's time: in a demonstration it can be moved."""

    def __init__(self, app: App, store: Store, now: Callable[[], datetime]) -> None:
        self._app, self._store, self._now = app, store, now
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        # The written-out table of jobs: what, and how often we look.
        self._scheduler.add_job(self.ring, "interval", minutes=1, id="ring", max_instances=1, coalesce=True)
        self._scheduler.add_job(self.forget, "interval", minutes=15, id="forget", max_instances=1, coalesce=True)

    def each_minute(self, job: Callable[[], Awaitable[None]]) -> None:
        """Have something else done once a minute."""
        self._scheduler.add_job(job, "interval", minutes=1, max_instances=1, coalesce=True)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; nothing is cut off, because each tick's work is one transaction."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def hurry(self) -> None:
        """Look for what is due at once: the time was moved."""
        if self._scheduler.running:
            self._scheduler.modify_job("ring", next_run_time=datetime.now(UTC))

    async def ring(self) -> None:
        """Have happen what is due on every desk that is open now; outside its hours, or paused, a desk sends nothing.

        What fails is logged, tried again at the next tick, and stands in nobody else's way.
        """
        await self.keep_appointments()
        now = self._now()
        for desk in await self._store.desks():
            if desk.calendar.is_open(now):
                for number, due_at in await self._store.look(desk.slug, lambda work: _due(work, now)):
                    id = f"clock:timer:{desk.slug}:Q-{number}:{due_at.isoformat()}"
                    await self._say(Request(id, desk.slug, CLOCK, Place("clock"), now, Rung(number)), number)
                for person, day in await self._store.look(desk.slug, lambda work: _leaving(work, now)):
                    id = f"clock:leave:{desk.slug}:{person}:{day}:{now.isoformat()}"
                    await self._say(Request(id, desk.slug, CLOCK, Place("clock"), now, LeaveBegins(person)), person)

    async def keep_appointments(self) -> None:
        """Have desks do what they do at fixed times of the week, and write down when the next times are."""
        now = self._now()
        for desk in await self._store.desks():
            for job, subject, command in await self._store.look(desk.slug, lambda work: tuple(due_jobs(work, now))):
                id = f"clock:{job}:{desk.slug}:{subject}"
                await self._say(Request(id, desk.slug, CLOCK, Place("clock"), now, command), subject)

    async def _say(self, request: Request, about: int | str) -> None:
        try:
            reply = await self._app.handle(request)
        except Failed as failed:
            log.error("timer failed", desk=request.desk, about=about, reference=failed.reference)
        else:
            if not reply.is_nothing:
                log.error("timer refused", desk=request.desk, about=about)

    async def forget(self) -> None:
        """Throw away drafts with what repeats them, offers that nobody minds any more, and requests too old to be
        delivered again."""
        now = self._now()

        def write(work: Work) -> int:
            work.offers.forget_before(now - timedelta(days=work.desk.limits.offer_rest_days + 1))
            work.moderation.forget_paces(now - DRAFTS_KEPT)
            return work.drafts.forget_before(now - DRAFTS_KEPT)

        for desk in await self._store.desks():
            gone = await self._store.write(desk.slug, write)
            if gone:
                log.info("drafts forgotten", desk=desk.slug, count=gone)
        await self._store.tidy(now)
