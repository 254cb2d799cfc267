"""The run: every variant beside its own pocket, round by round in turn, each round checked in the database."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from benchmarks.flushes import flushes_per_second
from benchmarks.intake.commands import Round, round_of
from benchmarks.intake.kept import Lost, check_kept
from benchmarks.intake.platforms import Platform
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
    """One round of one variant: commands a second, the time of each from sending to acknowledgement, sorted, and what a
    command took of the processor, in the variant and in its pocket."""

    per_second: float
    latencies_ms: tuple[float, ...]
    processor_ms: float = 0.0
    pocket_processor_ms: float = 0.0


@dataclass(slots=True)
class Run:
    """Everything that a run measured: per variant its rounds in order, and the flush floor of each round."""

    platform: Platform
    rounds: dict[str, list[Measured]] = field(default_factory=dict)
    flushes: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Lane:
    """One variant with its pocket, and what was said to it so far."""

    name: str
    platform: Platform
    variant: Process
    pocket: dict[str, Any]
    database: Path
    said: list[Round] = field(default_factory=list)

    async def measure(self, number: int, commands: int, session: aiohttp.ClientSession) -> Measured:
        """Send one round, let the variant come to rest, and check what it kept."""
        said = round_of(number, commands, self.platform, self.pocket)
        self.said.append(said)
        asked = {"payloads": said.payloads, "in_flight": IN_FLIGHT}
        async with session.post(self.pocket["url"] + "control/load", json=asked) as answer:
            counted = await answer.json()
        if counted["errors"] or counted["acks"] != commands:
            raise Lost(f"{self.name}: {counted['acks']} of {commands} were acknowledged ({counted['errors']}).")
        await self.variant.tell({"now": "rest"})
        rested = await self.variant.hear(SECONDS_TO_REST)
        check_kept(self.name, self.database, self.said)
        processor = (each["processor_seconds"] * 1000 / commands for each in (rested, counted))
        return Measured(commands / counted["seconds"], tuple(sorted(counted["latencies_ms"])), *processor)


async def measure(platform: Platform, rounds: int, commands: int, tell: Tell) -> Run:
    """Measure every variant on ``platform``: a warm-up, then ``rounds`` rounds of ``commands`` commands.

    Raises :class:`benchmarks.intake.kept.Lost` where a command was lost, and
    :class:`benchmarks.intake.processes.Broken` where a process did not answer.
    """
    run, cores = Run(platform, {name: [] for name in VARIANTS}), Cores.of_this_machine()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="intake-")))
        timeout = aiohttp.ClientTimeout(total=SECONDS_OF_LOAD)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=timeout))
        tell("starting each variant beside its own pocket, and asking the questions that will be claimed")
        claims = (rounds + 1) * (commands // 2)
        lanes = [await stack.enter_async_context(_lane(name, platform, folder, claims, cores)) for name in VARIANTS]
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
async def _lane(name: str, platform: Platform, folder: Path, claims: int, cores: Cores) -> AsyncIterator[_Lane]:
    own = folder / name
    own.mkdir()
    module = f"benchmarks.intake.variants.{platform.name}.{name}"
    async with AsyncExitStack() as stack:
        beside = started(f"pocket of {name}", platform.pocket, *platform.arguments, core=cores.pocket)
        pocket_process = await stack.enter_async_context(beside)
        variant = await stack.enter_async_context(started(name, module, core=cores.variant))
        pocket = await pocket_process.hear(SECONDS_TO_START)
        await variant.tell({"pocket": pocket, "folder": str(own), "claims": claims})
        await variant.hear(SECONDS_TO_SEED)
        yield _Lane(name, platform, variant, pocket, own / "kept.sqlite3")
