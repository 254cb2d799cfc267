"""Commands while a digest is made, and commands while none is: how long each is waited for."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from itertools import count

from benchmarks.digest.past import DESK, UNTIL
from bot.engine.app import App
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.questions.commands import Ask
from bot.table import COMMANDS
from storage.store import SqlStore

IN_FLIGHT = 8
_ROOM = Place("slack", "T1", "C1")


class Commands:
    """Somebody or other asks something, and waits for the answer; :data:`IN_FLIGHT` of them at once."""

    def __init__(self, store: SqlStore) -> None:
        self._app, self._numbers = App(store, COMMANDS), count()

    async def during(self, work: Callable[[], Awaitable[object]]) -> list[float]:
        """The milliseconds that each command took which was said while ``work`` was done."""
        taken: list[float] = []
        doing = asyncio.ensure_future(work())
        await asyncio.gather(*(self._keep_asking(doing, taken) for _ in range(IN_FLIGHT)))
        await doing
        return taken

    async def _keep_asking(self, until: "asyncio.Future[object]", taken: list[float]) -> None:
        while not until.done():
            number = next(self._numbers)
            who = Caller(Identity("slack", "T1", f"U{number % 400}"), f"Person {number % 400}", "en")
            words = Ask(
                text=f"Where are the trees of street {number} counted, and how often is that brought up to date?"
            )
            started = time.perf_counter()
            await self._app.handle(Request(f"bench:{number}", DESK.slug, who, _ROOM, UNTIL, words))
            taken.append((time.perf_counter() - started) * 1000)


def p99(taken: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(taken, n=100)[98] if len(taken) > 1 else 0.0
