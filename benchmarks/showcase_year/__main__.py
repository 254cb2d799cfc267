"""``python -m benchmarks.showcase_year``: live a year of the showcase, and count at the pockets what was wrong."""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.showcase_year.course import Course
from benchmarks.showcase_year.judged import BESIDE, COUNTERS, judged
from benchmarks.showcase_year.plan import Plan
from benchmarks.year.__main__ import MEMORY
from frontdoor import logs


async def year(plan: Plan) -> dict[str, Any]:
    """Live a year in a database that is thrown away afterwards; what it came to, with the seconds that it took."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        course = Course(f"sqlite:///{Path(folder, 'year.sqlite3')}", plan)
        await course.run()
        found = judged(course)
    return {**found, "seconds": round(time.perf_counter() - began, 1), "seed": plan.seed}


def main() -> int:
    """Read the arguments, live the year, say what came of it; 1 where a counter is not 0."""
    whole = Plan()
    said = argparse.ArgumentParser(prog="python -m benchmarks.showcase_year", description=__doc__)
    said.add_argument("--projects", type=int, default=whole.projects)
    said.add_argument("--days", type=int, default=whole.days)
    said.add_argument("--seed", type=int, default=whole.seed)
    said.add_argument("--json", action="store_true", help="one JSON document on standard output")
    args = said.parse_args()
    logs.set_up("CRITICAL")  # what goes wrong on purpose need not be told
    found = asyncio.run(year(Plan(args.projects, args.days, args.seed)))
    if args.json:
        json.dump(found, sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        for name, value in found.items():
            print(f"{name:<22}{value}")
    return int(any(found[each] for each in (*COUNTERS, *BESIDE)))


if __name__ == "__main__":
    sys.exit(main())
