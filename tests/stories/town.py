"""The town in which the stories play: a database, the whole service, a platform, and people.

Nothing here waits by the clock. The service says when it is quiet: nothing is being answered, and no card hangs that
is not shown.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.desk import Desk
from bot.digest.painting import painted
from bot.engine.ports import Work
from bot.people.model import RosterRow
from bot.questions.model import Entry, Question
from frontdoor.serving import Service
from storage.open import open_store
from tests.patience import PATIENCE
from tests.stories import desk as elm
from tests.stories.people import Somebody
from tests.stories.shown import Shown
from tests.stories.stage import Stage

T = TypeVar("T")


async def _dots(svgs: Sequence[str]) -> list[bytes]:
    """A picture for each, painted in no time: how they look is looked at in tests/digest."""
    return [painted('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>') for _ in svgs]


@dataclass
class TownClock:
    """The town's time, which only a story moves; the machine's time, by which leases run out, goes along."""

    now: datetime = elm.MORNING
    machine_ahead: timedelta = field(default_factory=timedelta)

    def read(self) -> datetime:
        """What people's clocks show."""
        return self.now

    def machine(self) -> datetime:
        """What the machine's clock shows."""
        return datetime.now(UTC) + self.machine_ahead

    def moves(self, **by: float) -> None:
        """Let time pass: ``moves(hours=3)``."""
        self.now += timedelta(**by)
        self.machine_ahead += timedelta(**by)


@dataclass(frozen=True)
class Room:
    """A room of the town, as anybody in it sees it."""

    town: "Town"
    name: str

    def cards(self) -> list[Shown]:
        """The cards that hang there."""
        return [each for each in self.town.stage.room(self.name) if each.by_bot]

    def card(self, question: str) -> Shown:
        """The one card of a question."""
        found = [each for each in self.cards() if each.text.startswith(f"{question} ·")]
        assert len(found) == 1, f"{self.name}: one card for {question}, not {[each.text for each in found]}"
        return found[0]

    def shows(self, question: str, *words: str) -> Shown:
        """The question's card says all this."""
        card = self.card(question)
        assert card.has(*words), f"{self.name}: the card should say {words}, but says: {card.text}"
        return card

    def hides(self, question: str, *words: str) -> None:
        """The question's card says none of this."""
        assert not any(each in self.card(question).text for each in words), self.card(question).text

    def has_no(self, *words: str) -> None:
        """Nothing in the room, threads included, says any of this."""
        said = [each.text for top in self.town.stage.room(self.name) for each in (top, *self.town.stage.thread(top))]
        wrong = [text for text in said if any(word in text for word in words)]
        assert not wrong, f"{self.name} should not say any of {words}: {wrong}"

    def thread(self, question: str) -> list[str]:
        """What stands in the question's thread, line by line."""
        return [each.text for each in self.town.stage.thread(self.card(question))]

    def thread_says(self, question: str, *words: str) -> Shown:
        """One line in the question's thread says all this."""
        lines = self.town.stage.thread(self.card(question))
        found = next((each for each in lines if each.has(*words)), None)
        assert found, f"{self.name}: the thread of {question} should say {words}: {[each.text for each in lines]}"
        return found


class Town:
    """A town with its desk. ``url`` is the database's address; it outlives the service."""

    def __init__(self, url: str, desk: Desk, stage: Stage, clock: TownClock, lease_seconds: float = 30.0) -> None:
        self.url, self.desk, self.stage, self.clock = url, desk, stage, clock
        self._lease_seconds = lease_seconds
        self._turned = asyncio.Event()
        self.hasty = self._is_open = False
        self.service: Service
        self.ana, self.luz, self.eve = (Somebody(self, each) for each in (elm.ANA, elm.LUZ, elm.EVE))
        self.maria, self.theo = Somebody(self, elm.MARIA), Somebody(self, elm.THEO)
        self.ingrid, self.noor = Somebody(self, elm.INGRID), Somebody(self, elm.NOOR)
        self.kofi = Somebody(self, elm.KOFI)

    async def opens(self, roster: Sequence[RosterRow] | None = elm.ROSTER) -> None:
        """Open the desk: with a roster it is settled first, without one it is found as it was left."""
        store = open_store(self.url)
        if roster is not None:
            await elm.settle(store, self.desk, tuple(roster))
        self.service = Service(store, self.clock.read, self._machine, self._lease_seconds)
        self.service.app.paint = _dots
        self.stage.join(self.service, self.url)
        await self.service.start()
        self._is_open = True
        await self.stage.connected()

    async def closes(self) -> None:
        """Close the desk in good order; one that is closed stays so, as where a story ends in between."""
        if self._is_open:
            self._is_open = False
            await self.service.stop()

    async def falls_over(self) -> None:
        """Stop the service where it stands, as when the power goes: no card that is on its way is waited for."""
        self.stage.cut_off()
        broken = [each for each in asyncio.all_tasks() if each.get_name() in ("pump", "caught", "catching up")]
        for task in broken:
            task.cancel()
        await asyncio.gather(*broken, return_exceptions=True)
        self.service.clock.stop()
        await self.stage.goes()
        await self.service.store.close()
        self.clock.machine_ahead += timedelta(seconds=2 * self._lease_seconds)

    async def reopens(self, roster: Sequence[RosterRow] | None = None) -> None:
        """Close and open again, over the same database; with another roster where one is given."""
        await self.closes()
        await self.opens(roster)

    def _machine(self) -> datetime:
        # The pump reads this clock at the beginning of each round, when no card of its is on its way. In a hasty town
        # every lease has run out by the next round.
        if self.hasty:
            self.clock.machine_ahead += timedelta(seconds=2 * self._lease_seconds)
        self._turned.set()
        return self.clock.machine()

    async def settles(self) -> None:
        """Wait until everybody has their answer, and every card is shown as it should be."""
        async with asyncio.timeout(PATIENCE):
            await self.service.catching_up.done()
            await self.stage.quiet(PATIENCE)
            while await self._is_behind():
                await self._turns()
            await self._turns()  # what the last round had to tell is told by now, and may have to be shown
            while await self._is_behind():
                await self._turns()

    async def _turns(self) -> None:
        """See a round of the pump to its end."""
        self._turned.clear()
        self.service.pump.wake()
        await self._turned.wait()

    async def ticks(self, **after: float) -> None:
        """Let time pass, then look once for what is due, and see it done: ``ticks(hours=4)``.

        A second more passes, because a platform tells messages of one moment apart by fractions of it.
        """
        self.clock.moves(**after)
        self.clock.moves(seconds=1)
        await self.service.clock.ring()
        await self.settles()

    async def _is_behind(self) -> bool:
        at = self.clock.machine()
        return bool(await self.sees(lambda work: work.slots.backlog(at).waiting))

    # ── looking behind the scene ─────────────────────────────────────────────────────────────────────────────

    def room(self, name: str) -> Room:
        """A room: ask, triage, news, square."""
        return Room(self, name)

    async def sees(self, look: Callable[[Work], T]) -> T:
        """Look into the database."""
        return await self.service.store.look(self.desk.slug, look)

    async def question(self, name: str) -> Question:
        """A question as it stands."""
        found = await self.sees(lambda work: work.questions.get(int(name.removeprefix("Q-"))))
        assert found is not None, f"there is no {name}"
        return found

    async def history(self, name: str) -> list[Entry]:
        """Everything that happened to a question."""
        return list(await self.sees(lambda work: work.questions.history(int(name.removeprefix("Q-")))))

    async def verbs(self, name: str) -> list[str]:
        """What happened to a question, in words of the table of moves."""
        return [each.verb for each in await self.history(name)]

    async def asked(self) -> int:
        """The number of the newest question."""

        def newest(work: Work) -> int:
            number = 0
            while work.questions.get(number + 1) is not None:
                number += 1
            return number

        return await self.sees(newest)
