"""``python -m benchmarks.year``: live a year, and judge it."""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.year.course import Course, Plan
from benchmarks.year.judged import judged
from frontdoor import logs

# A folder in memory, where the machine has one: a year is no measure of the disk, which `benchmarks.intake` looks at.
MEMORY = "/dev/shm"  # noqa: S108  (a folder of our own is made in it)
COUNTERS = ("broken_invariants", "sent_outside_hours", "over_cap", "told_twice")


async def year(plan: Plan) -> dict[str, Any]:
    """Live a year in a database that is thrown away afterwards; what it came to, with the seconds that it took."""
    began = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        course = Course(f"sqlite:///{Path(folder, 'year.sqlite3')}", plan)
        await course.run()
        found = await judged(course)
        await course.deployment.store.close()
    seconds, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
    return {**found, "seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1), "seed": plan.seed}


def _stay_on_one_core() -> None:
    """In the year one thread at a time has something to do: to wake it on another core costs more than its work."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main() -> int:
    """Read the arguments, live the year, say what came of it; 1 where a counter is not 0."""
    whole = Plan()
    said = argparse.ArgumentParser(prog="python -m benchmarks.year", description=__doc__)
    said.add_argument("--questions", type=int, default=whole.questions)
    said.add_argument("--days", type=int, default=whole.days)
    said.add_argument("--seed", type=int, default=whole.seed)
    said.add_argument("--json", action="store_true", help="one JSON document on standard output")
    args = said.parse_args()
    logs.set_up("CRITICAL")  # what goes wrong on purpose need not be told
    _stay_on_one_core()
    found = asyncio.run(year(Plan(args.questions, args.days, args.seed)))
    if args.json:
        json.dump(found, sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        _tell(found)
    return int(any(found[each] for each in COUNTERS))


def _tell(found: dict[str, Any]) -> None:
    for name, value in found.items():
        if name != "wrong":
            print(f"{name:<20}{value}")
    for name, sentences in found["wrong"].items():
        print(f"\n{name}:", *sentences, sep="\n  ")


if __name__ == "__main__":
    sys.exit(main())
