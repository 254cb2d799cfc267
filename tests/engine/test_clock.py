"""The clock: what is due is said once, in open hours, and nothing that fails stands in anybody's way."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from adapters.clock import Clock
from bot.catalog.announcing.rows import BY_THE_CLOCK
from bot.digest import rows as digests
from bot.engine.app import App
from bot.engine.ports import Store, Work
from bot.engine.request import Request
from bot.engine.scene import Door, Row, Scene, Who
from bot.questions import commands as q
from bot.questions.model import Question
from bot.questions.moves import Role, move
from bot.showcase.rotation import rows as rotation
from bot.speech.reply import NOTHING, Reply
from tests.engine.desk import Elmford
from tests.stories import desk as elm


class Heard(App):
    """An app that tells when it has handled something."""

    def __init__(self, store: Store, table: list[Row], said: asyncio.Event) -> None:
        super().__init__(store, table)
        self._said = said

    async def handle(self, request: Request) -> Reply:
        try:
            return await super().handle(request)
        finally:
            if isinstance(request.command, q.Rung):
                self._said.set()


class Ticking:
    """A clock on a desk, with an app that only knows what the clock says."""

    def __init__(self, desk: Elmford) -> None:
        self.desk, self.heard, self.broken = desk, list[int](), set[int]()
        row = Row(q.Rung, self._rung, Who.ANYONE, "The clock", q.Rung(142), door=Door.HEARD)
        self.said, self.now = asyncio.Event(), elm.MORNING
        self.clock = Clock(
            Heard(desk.store, [row, *BY_THE_CLOCK, *rotation.BY_THE_CLOCK, *digests.BY_THE_CLOCK], self.said),
            desk.store,
            lambda: self.now,
        )

    def _rung(self, scene: Scene, command: q.Rung) -> Reply:
        """Remember who was heard of; for some, break."""
        self.heard.append(command.question)
        if command.question in self.broken:
            raise ZeroDivisionError
        question = scene.work.questions.get(command.question)
        assert question is not None
        scene.work.questions.wind(question.but(due_at=None))
        return NOTHING

    async def due(self, number: int, at: datetime) -> None:
        def wind(work: Work) -> Question:
            question = work.questions.get(number)
            assert question is not None
            return work.questions.wind(question.but(due_at=at))

        await self.desk.store.write(self.desk.slug, wind)


async def test_the_longest_due_comes_first_and_what_fails_hinders_nobody(desk: Elmford) -> None:
    ticking = Ticking(desk)
    for place in range(3):
        await ticking.due(
            await desk.asked(text=f"Why are {place} trees missing?"), elm.MORNING - timedelta(minutes=place)
        )
    ticking.broken.add(2)
    await ticking.clock.ring()
    # What fails may be tried twice: a handler is pure but for its work.
    assert list(dict.fromkeys(ticking.heard)) == [3, 2, 1]
    ticking.broken.clear()
    ticking.heard.clear()
    await ticking.clock.ring()
    assert ticking.heard == [2]
    await ticking.clock.ring()
    assert ticking.heard == [2]


async def test_nothing_is_said_while_the_desk_is_closed(desk: Elmford) -> None:
    ticking = Ticking(desk)
    await ticking.due(await desk.asked(), elm.MORNING)
    ticking.now = elm.MORNING + timedelta(hours=9)
    await ticking.clock.ring()
    assert ticking.heard == []
    ticking.now = elm.MORNING + timedelta(hours=24)
    await ticking.clock.ring()
    assert ticking.heard == [1]


async def test_what_is_called_due_too_early_is_wound_anew(desk: Elmford) -> None:
    """As after an upgrade, or where somebody's hours have changed since."""
    number = await desk.asked()
    right = (await desk.question(number)).due_at
    await Ticking(desk).due(number, elm.MORNING)
    await Clock(desk.app, desk.store, lambda: elm.MORNING).ring()
    question = await desk.question(number)
    assert question.due_at == right == elm.MORNING + timedelta(hours=4)
    assert question.entries == 1


async def test_what_was_moved_between_the_look_and_the_ring_does_not_ring(desk: Elmford) -> None:
    number = await desk.asked()
    desk.at += timedelta(hours=5)

    def claim(work: Work) -> None:
        question = work.questions.get(number)
        assert question is not None
        champion = work.roster.champions[1].number
        work.questions.save(*move(question, "claim", champion, {Role.CHAMPION}, desk.at))  # due_at is left behind

    await desk.store.write(desk.slug, claim)
    await Clock(desk.app, desk.store, lambda: desk.at).ring()
    question = await desk.question(number)
    assert [entry.verb for entry in await desk.sees(lambda work: work.questions.history(number))] == ["submit", "claim"]
    assert question.due_at == elm.elmford().calendar.add_working_hours(desk.at, 16)


async def test_a_clock_that_runs_can_be_hurried(desk: Elmford) -> None:
    ticking = Ticking(desk)
    await ticking.due(await desk.asked(), elm.MORNING)
    ticking.clock.hurry()  # one that stands still is left alone
    ticking.clock.start()
    ticking.clock.hurry()
    async with asyncio.timeout(20):
        await ticking.said.wait()
    ticking.clock.stop()
    assert ticking.heard == [1]
