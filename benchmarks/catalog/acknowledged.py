"""How long people wait while a catalogue is loaded for the first time, beside how long they wait otherwise."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.catalog.listings import Listings, catalogue, pages
from benchmarks.catalog.polls import Deployment, PagedReading, deployment
from benchmarks.catalog.ratios import FILE
from bot.desk import Source
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity, Level, RosterRow
from bot.questions import commands as q

PAUSE = 0.02  # seconds between two commands
ALONE = 400  # commands while nothing else is done
MARIA = Caller(Identity("slack", "T1", "U0MARIA"), "Maria", "en-US")
ROOM = Place("slack", "T1", "C0ASK")


class Callers:
    """Somebody who asks, posts and claims, over and over again."""

    def __init__(self, city: Deployment) -> None:
        self._city, self._said = city, 0

    async def say(self) -> float:
        """Say the next command; gives in milliseconds how long its acknowledgement took."""
        number, turn = divmod(self._said, 3)
        self._said += 1
        asker = Caller(Identity("slack", "T1", f"U0ANA{number % 50}"), "Ana", "en-US")
        who = MARIA if turn == 2 else asker
        said = (q.Ask(topic="Trees", text=f"Where are the elms of block {number}?"), q.Post(number + 1),
                q.Claim(number + 1))[turn]  # fmt: skip
        request = Request(f"measured:{self._said}", self._city.desk.slug, who, ROOM, self._city.at, said)
        begun = time.perf_counter()
        await self._city.app.handle(request)
        return (time.perf_counter() - begun) * 1_000

    async def say_until(self, done: Callable[[int], bool]) -> list[float]:
        """Say commands with pauses until it is done."""
        taken: list[float] = []
        while not done(len(taken)):
            taken.append(await self.say())
            await asyncio.sleep(PAUSE)
        return taken


async def acknowledged(found: Listings, count: int, folder: Path, *, paged: bool) -> dict[str, float]:
    """The median and the 99th of a hundred acknowledgements in milliseconds, alone and while ``count`` datasets are
    loaded for the first time, from pages or from one file."""
    source = Source("socrata", "https://data.city.example") if paged else Source("dcat", FILE)
    reading = PagedReading(give=_prepared(found, count)) if paged else None
    if not paged:
        (folder / FILE).write_bytes(catalogue(found.catalogue, count))
    async with deployment(folder, source, reading) as city:
        callers = await _opened(city)
        alone = await callers.say_until(lambda said: said >= ALONE)
        load = asyncio.create_task(city.polls())
        meanwhile = await callers.say_until(lambda said: load.done())
        await load
    return {
        "alone_p50_ms": _at(alone, 50), "alone_p99_ms": _at(alone, 99), "loading_p50_ms": _at(meanwhile, 50),
        "loading_p99_ms": _at(meanwhile, 99), "loading_longest_ms": round(max(meanwhile), 1),
        "commands": len(meanwhile),
    }  # fmt: skip


def _prepared(found: Listings, count: int) -> Callable[[], Iterator[bytes]]:
    """The pages, made beforehand: making them is no part of what is measured."""
    made = list(pages(found.discovery, count))
    return lambda: iter(made)


async def _opened(city: Deployment) -> Callers:
    roster = [RosterRow("Maria", Level.EXTERNAL, topics=("Trees",), slack=MARIA.identity.user, max_open=10**6)]
    await city.store.write(city.desk.slug, lambda work: work.people.save_roster(roster, city.at))
    await city.app.place_rooms(city.desk, "slack", {"ask": ROOM, "triage": Place("slack", "T1", "C0TRIAGE")})
    return Callers(city)


def _at(taken: list[float], part: int) -> float:
    return round(statistics.quantiles(taken, n=100)[part - 1], 1)
