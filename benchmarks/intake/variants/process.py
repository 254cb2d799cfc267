"""The life of a variant as a process: told where the pocket is, ready, resting after each round, ended.

Standard input and output carry one JSON document a line. When the input ends the process ends, so that nothing is
left behind however the benchmark was stopped.
"""

import asyncio
import json
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """What a variant is told: the pocket's own words about itself, its folder, how many questions are claimed."""

    pocket: dict[str, Any]
    folder: Path
    claims: int

    @property
    def database(self) -> Path:
        """The file in which the variant keeps what it hears."""
        return self.folder / "kept.sqlite3"


Rest = Callable[[], Awaitable[None]]
Variant = Callable[[Job], AbstractAsyncContextManager[Rest]]


def run(variant: Variant) -> None:
    """Be ``variant`` until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the benchmark itself ends us
    asyncio.run(_run(variant))


async def nothing_to_do() -> None:
    """How a variant rests that does nothing between two commands."""


async def _run(variant: Variant) -> None:
    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    told = json.loads(await orders.readline())
    async with variant(Job(told["pocket"], Path(told["folder"]), told["claims"])) as rest:
        _say("ready")
        began = time.process_time()
        while await orders.readline():
            spent = time.process_time() - began
            await rest()
            _say("rested", processor_seconds=spent)
            began = time.process_time()


def _say(what: str, **about: float) -> None:
    print(json.dumps({"said": what, **about}), flush=True)
