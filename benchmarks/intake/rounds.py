"""The run: every variant beside its own pocket, round by round in turn, each round checked in the database."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from benchmarks.flushes import flushes_per_second
from benchmarks.intake.commands import PEOPLE, Round, round_of
from benchmarks.intake.kept import Lost, check_kept
from benchmarks.intake.processes import Cores, Process, started
from benchmarks.intake.variants import VARIANTS

IN_FLIGHT = 16
SECONDS_TO_START = 30.0
SECONDS_TO_SEED = 600.0
SECONDS_TO_REST = 300.0
SECONDS_OF_LOAD = 300.0

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One round of one variant: commands a second, and the time of each from sending to acknowledgement, sorted."""

    per_second: float
    latencies_ms: tuple[float, ...]


@dataclass(slots=True)
class Run:
    """Everything that a run measured: per variant its rounds in order, and the flush floor of each round."""

    rounds: dict[str, list[Measured]] = field(default_factory=dict)
    flushes: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Lane:
    """One variant with its pocket, and what was said to it so far."""

    name: str
    variant: Process
    pocket: dict[str, Any]
    database: Path
    said: list[Round] = field(default_factory=list)

    async def measure(self, number: int, commands: int, session: aiohttp.ClientSession) -> Measured:
        """Send one round, let the variant come to rest, and check what it kept."""
        said = round_of(number, commands, self.pocket)
        self.said.append(said)
        asked = {"payloads": said.payloads, "in_flight": IN_FLIGHT}
        async with session.post(self.pocket["url"] + "control/load", json=asked) as answer:
            counted = await answer.json()
        if counted["errors"] or counted["acks"] != commands:
            raise Lost(f"{self.name}: {counted['acks']} of {commands} were acknowledged ({counted['errors']}).")
        await self.variant.tell({"now": "rest"})
        await self.variant.hear(SECONDS_TO_REST)
        check_kept(self.name, self.database, self.said)
        return Measured(commands / counted["seconds"], tuple(sorted(counted["latencies_ms"])))


async def measure(rounds: int, commands: int, tell: Tell) -> Run:
    """Measure every variant: a warm-up, then ``rounds`` rounds of ``commands`` commands.

    Raises :class:`benchmarks.intake.kept.Lost` where a command was lost, and
    :class:`benchmarks.intake.processes.Broken` where a process did not answer.
    """
    run, cores = Run({name: [] for name in VARIANTS}), Cores.of_this_machine()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="intake-")))
        timeout = aiohttp.ClientTimeout(total=SECONDS_OF_LOAD)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=timeout))
        tell("starting each variant beside its own pocket, and asking the questions that will be claimed")
        claims = (rounds + 1) * (commands // 2)
        lanes = [await stack.enter_async_context(_lane(name, folder, claims, cores)) for name in VARIANTS]
        for number in range(rounds + 1):
            floor = flushes_per_second(folder)
            # Whoever goes first in one round goes last in the next.
            for lane in lanes[number % len(lanes) :] + lanes[: number % len(lanes)]:
                measured = await lane.measure(number, commands, session)
                tell(f"{f'round {number}' if number else 'warm-up'}  {lane.name:<20} {measured.per_second:8.0f}/s")
                if number:
                    run.rounds[lane.name].append(measured)
            if number:
                run.flushes.append(floor)
    return run


@asynccontextmanager
async def _lane(name: str, folder: Path, claims: int, cores: Cores) -> AsyncIterator[_Lane]:
    own = folder / name
    own.mkdir()
    rooms = ("--people", str(PEOPLE), "--channels", "ask-open-data,data-news", "--private", "champions-triage")
    module = f"benchmarks.intake.variants.{name}"
    async with AsyncExitStack() as stack:
        slack = started(f"pocket of {name}", "adapters.playground.slack", *rooms, core=cores.pocket)
        pocket = await (await stack.enter_async_context(slack)).hear(SECONDS_TO_START)
        variant = await stack.enter_async_context(started(name, module, core=cores.variant))
        await variant.tell({"pocket": pocket, "folder": str(own), "claims": claims})
        await variant.hear(SECONDS_TO_SEED)
        yield _Lane(name, variant, pocket, own / "kept.sqlite3")
