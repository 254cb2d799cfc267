"""``champions`` as a process of its own, with nothing in its environment but what a test puts there."""

import asyncio
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0  # seconds until a process that does not answer counts as broken
DESK = """
desk:
  name: Elmford
channels:
  slack:
    ask: ask-open-data
    triage: "#champions-triage"
"""


class Champions:
    """One ``champions …``; what it says is in ``said``."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.said = ""

    @classmethod
    async def begin(cls, folder: Path, *words: str, **environ: str) -> "Champions":
        """Start it in ``folder``."""
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", *words,
                cwd=folder,
                env={**inherited, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200", **environ},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )
        )  # fmt: skip

    async def until(self, words: str) -> None:
        """Wait until it has said this."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while words not in self.said:
                line = await self._process.stdout.readline()
                assert line, f"it ended before it said {words!r}: {self.said}"
                self.said += line.decode()

    async def ends(self, told: signal.Signals | None = None) -> int:
        """Its exit code, once it has ended; with a signal, it is told to."""
        if told is not None:
            self._process.send_signal(told)
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            self.said += (await self._process.stdout.read()).decode()
            return await self._process.wait()


async def said(folder: Path, *words: str, **environ: str) -> tuple[int, str]:
    """The exit code and all words of a command that ends by itself."""
    process = await Champions.begin(folder, *words, **environ)
    return await process.ends(), process.said


def settings(folder: Path, desk: str = DESK) -> dict[str, str]:
    """Write a desk's file in ``folder``; the environment that names it and a database beside it."""
    (folder / "desk.yml").write_text(desk, encoding="utf-8")
    return {"DESK_FILE": "desk.yml", "DATABASE_URL": "sqlite:///desk.sqlite3"}
