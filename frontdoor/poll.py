"""One poll of one portal: read, judged beside what is remembered, taken in."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import structlog

from adapters.portals.outcome import Ending, Outcome
from bot.catalog.detecting import detect
from bot.catalog.memory import Findings, Known, Memory, Status
from bot.catalog.portals import Portal, Step, StepKind, next_poll, next_try
from bot.catalog.sighting import Published
from bot.catalog.taking import steps_of
from bot.desk import Desk
from bot.engine.ports import Store, Work
from frontdoor.memory import looking_seldomer
from frontdoor.reading import Progress, Reading
from frontdoor.sighted import Sighted
from frontdoor.taking_in import TakingIn

log = structlog.get_logger(__name__)
T = TypeVar("T")


def _followed_nowhere(findings: Findings) -> Findings:
    """What a reading that broke off says without what it takes for a dataset under another id: the one that it would
    be may stand on a page that was not read. A whole reading will tell."""
    moved = {number for number, _ in findings.moved}
    return replace(findings, moved=(), material=tuple(each for each in findings.material if each.number not in moved))


class Poll:
    """A poll that is made ``at`` this moment. Nobody else reads this portal meanwhile."""

    def __init__(
        self, store: Store, desk: Desk, number: int, at: datetime, reading: Reading, progress: Progress | None = None
    ) -> None:
        self._store, self._desk, self._number, self._at = store, desk, number, at
        self._reading, self._progress = reading, progress
        self._taking = TakingIn(store, desk.slug, number)
        self._loop = asyncio.get_running_loop()

    async def run(self) -> None:
        """Finish what an earlier poll left behind, then read, judge and take in."""
        await self._taking.finish()
        portal = await self._look(lambda work: work.portals.get(self._number))
        if portal is None:
            return
        is_first = portal.memory.baseline_at is None
        sighted = Sighted(self._known, self._learn if is_first else None)
        before = "" if await self._look(lambda work: work.seen.has_missing(self._number)) else portal.validators
        with looking_seldomer():
            outcome = await self._reading.read(
                portal.kind, portal.url, before, sighted.take, self._progress, language=self._desk.language
            )
            await self._concluded(portal, outcome, sighted)

    async def fail(self) -> None:
        """It broke off for a reason that nobody foresaw: remember it as a reading that failed, so that it is made again
        and coordinators hear of it."""
        portal = await self._look(lambda work: work.portals.get(self._number))
        if portal is not None:
            why = "What it shows could not be taken in. The log of the service says why."
            failed = self._failed(portal, Outcome(Ending.INCOMPLETE, why=why))
            await self._store.write(self._desk.slug, lambda work: work.portals.save(failed))

    async def _concluded(self, portal: Portal, outcome: Outcome, sighted: Sighted) -> None:
        """What a reading says. One that broke off says what is there, and never what is not."""
        if outcome.ending is Ending.UNCHANGED:
            memory = replace(portal.memory, counted_at=self._at)
            return await self._take((), self._well(portal, memory, portal.shown, portal.validators))
        whole = outcome.ending is Ending.COMPLETE
        shows_all = whole and outcome.shows_all
        findings = await asyncio.to_thread(self._judged, portal.memory, sighted, shows_all=shows_all)
        if not whole:
            failed = self._failed(portal, outcome)
            is_clear = findings.status in (Status.OK, Status.HELD)
            return await self._take(self._steps(_followed_nowhere(findings), absence=False) if is_clear else (), failed)
        log.info("polled", desk=self._desk.slug, portal=self._number, status=findings.status.value)
        if findings.status is Status.QUARANTINED:
            return await self._take((), self._well(portal, findings.memory, outcome.datasets, ""))
        well = self._well(portal, findings.memory, outcome.datasets, outcome.validators.text)
        if findings.status is Status.BASELINE:
            return await self._begun(well, sighted, absence=shows_all)
        await self._take(self._steps(findings, absence=shows_all), well)

    def _judged(self, memory: Memory, sighted: Sighted, *, shows_all: bool) -> Findings:
        known = sighted.known or {}
        judged = detect(memory if shows_all else replace(memory, size=0), known, sighted.sightings, self._at)
        usual = judged.memory if shows_all or memory.baseline_at is None else replace(judged.memory, size=memory.size)
        return replace(judged, memory=usual)

    def _steps(self, findings: Findings, *, absence: bool) -> tuple[Step, ...]:
        return tuple(steps_of(findings, tells=not self._desk.practice, absence=absence))

    async def _take(self, steps: tuple[Step, ...], then: Portal) -> None:
        await self._taking.take(steps, then, self._at)

    async def _begun(self, well: Portal, sighted: Sighted, *, absence: bool) -> None:
        """The end of a first poll: everything shown is learned already, silently."""
        shown = {each.portal_id for each in sighted.sightings}
        known = (sighted.known or {}).values()
        unseen = [each.number for each in known if not each.gone and each.portal_id not in shown] if absence else []
        gone = [Step(StepKind.RETIRE, number) for number in unseen]
        await self._taking.learn(gone, self._at, len(shown))

        def leave(work: Work) -> None:
            if all(each.memory.baseline_at or each.number == self._number for each in work.portals.all()):
                work.seen.leave_by_hand(self._at)

        await self._store.write(self._desk.slug, leave)
        await self._taking.switch(lambda work: work.portals.save(well))

    def _well(self, portal: Portal, memory: Memory, shown: int, validators: str) -> Portal:
        return replace(
            portal, memory=memory, shown=shown, validators=validators, polled_at=self._at, failures=0, trouble="",
            failing_since=None, reading_until=None, next_at=next_poll(self._desk.slug, portal.url, self._at),
        )  # fmt: skip

    def _failed(self, portal: Portal, outcome: Outcome) -> Portal:
        failures = portal.failures + 1
        log.info("poll failed", desk=self._desk.slug, portal=self._number, failures=failures)
        return replace(
            portal, validators="", polled_at=self._at, failures=failures, trouble=outcome.why,
            failing_since=portal.failing_since or self._at, reading_until=None,
            next_at=next_try(self._at, failures, outcome.retry_after),
        )  # fmt: skip

    async def _look(self, see: Any) -> Any:
        return await self._store.look(self._desk.slug, see)

    # ── asked in the thread in which pages are read ──────────────────────────────────────────────────────────

    def _known(self) -> Mapping[str, Known]:
        return self._there(self._store.scan(self._desk.slug, lambda work: work.seen.known(self._number)))

    def _learn(self, shown: list[tuple[Published, bytes]], count: int) -> None:
        steps = [Step(StepKind.ADD, 0, record, print) for record, print in shown]
        self._there(self._taking.learn(steps, self._at, count))

    def _there(self, work: Coroutine[Any, Any, T]) -> T:
        """Do this in the event loop, and wait for it: no page is read ahead of what is written."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
