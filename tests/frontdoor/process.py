"""``champions`` as a process of its own, with nothing in its environment but what a test puts there."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", *words,
                cwd=folder,
                env=_environ(**environ),
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


def _environ(**more: str) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {**inherited, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200", **more}


class Said:
    """Commands that end by themselves, each a process: ``await said(folder, "doctor", DESK_FILE="desk.yml")`` is its
    exit code and all its words. None has to import what all of them share."""

    def __init__(self, warm: subprocess.Popen[str]) -> None:
        self._warm = warm

    async def __call__(self, folder: Path, *words: str, **environ: str) -> tuple[int, str]:
        asked = {"folder": str(folder), "words": words, "environ": _environ(**environ)}
        async with asyncio.timeout(PATIENCE):
            code, told = json.loads(await asyncio.to_thread(self._asks, json.dumps(asked)))
        return code, told

    def _asks(self, line: str) -> str:
        assert self._warm.stdin is not None
        assert self._warm.stdout is not None
        print(line, file=self._warm.stdin, flush=True)
        return self._warm.stdout.readline()


@contextmanager
def warmed() -> Iterator[Said]:
    """A process that has imported everything, for commands to be forked from."""
    arguments = (sys.executable, "-m", "tests.frontdoor.warm")
    with subprocess.Popen(
        arguments, cwd=ROOT, env=_environ(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as warm:  # fmt: skip
        yield Said(warm)


def settings(folder: Path, desk: str = DESK) -> dict[str, str]:
    """Write a desk's file in ``folder``; the environment that names it and a database beside it."""
    (folder / "desk.yml").write_text(desk, encoding="utf-8")
    return {"DESK_FILE": "desk.yml", "DATABASE_URL": "sqlite:///desk.sqlite3"}
