"""The processes of a run: pinned to a core, told what to do, and ended whatever happens."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

LONGEST_LINE = 2**20  # bytes
SECONDS_TO_END = 4.0


class Broken(Exception):
    """A process ended or stayed silent where it should have answered; what it wrote to standard error stands above."""


@dataclass(frozen=True, slots=True)
class Cores:
    """Which core the variants run on and which the pockets; None where this machine cannot say or has only one."""

    variant: int | None = None
    pocket: int | None = None

    @classmethod
    def of_this_machine(cls) -> "Cores":
        """Two different cores that this process may use."""
        allowed = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        return cls(allowed[0], allowed[-1]) if len(allowed) > 1 else cls()


class Process:
    """A Python module that runs as a process and speaks one JSON document a line."""

    def __init__(self, name: str, process: asyncio.subprocess.Process) -> None:
        self._name, self._process = name, process

    async def hear(self, seconds: float) -> Json:
        """The next thing that it says. Raises :class:`Broken` where nothing comes within ``seconds``."""
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(seconds):
                line = await self._process.stdout.readline()
        except TimeoutError:
            raise Broken(f"{self._name} said nothing for {seconds:.0f} seconds.") from None
        if not line:
            raise Broken(f"{self._name} ended before it answered.")
        said: Json = json.loads(line)
        return said

    async def tell(self, what: Json) -> None:
        """Send it one document."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        await self._process.stdin.drain()

    async def end(self) -> None:
        """See it gone: a closed input ends a variant that rests, SIGTERM a pocket, or a variant that is busy."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._name.startswith("pocket"):
            self._ask(self._process.terminate)
        for harder in (self._process.terminate, self._process.kill):
            with suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_TO_END):
                    await self._process.wait()
                return
            self._ask(harder)
        await self._process.wait()

    def _ask(self, signal: Callable[[], None]) -> None:
        with suppress(ProcessLookupError):
            signal()


@asynccontextmanager
async def started(name: str, module: str, *arguments: str, core: int | None) -> AsyncIterator[Process]:
    """``python -m module arguments`` on one core, for as long as this is entered."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments), stdin=pipe, stdout=pipe, limit=LONGEST_LINE
    )
    it = Process(name, process)
    try:
        if core is not None:
            # At once: the threads that it will start take this over.
            os.sched_setaffinity(process.pid, {core})
        yield it
    finally:
        await it.end()
