"""How much memory polls take at most, in a process of their own: ``python -m benchmarks.catalog.memory KIND COUNT``."""

import asyncio
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.catalog.listings import catalogue, listings, pages
from benchmarks.catalog.polls import PagedReading, deployment, workplace
from benchmarks.catalog.ratios import FILE
from bot.desk import Source

PORTAL = "https://data.city.example"


def megabytes_at_most() -> float:
    """The most that this process ever held in memory. On Linux ru_maxrss begins with what the parent held, VmHWM does
    not; elsewhere ru_maxrss is in kilobytes, on macOS in bytes."""
    status = Path("/proc/self/status")
    if status.is_file():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


def measured(kind: str, count: int) -> dict[str, float]:
    """The same, from a process of its own: before anything was read, after a first load, after a poll of the listing in
    another order."""
    asked = [sys.executable, "-m", "benchmarks.catalog.memory", kind, str(count)]
    answer = subprocess.run(asked, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


async def _paged(count: int) -> dict[str, float]:
    records, seed = listings().discovery, 0

    def give() -> Iterator[bytes]:
        return pages(records, count, seed)

    with workplace() as folder:
        async with deployment(folder, Source("socrata", PORTAL), PagedReading(give=give)) as city:
            before = megabytes_at_most()
            await city.polls()
            first, seed = megabytes_at_most(), 1
            await city.polls()
    return _told(before, first)


async def _one_file(count: int) -> dict[str, float]:
    with workplace() as folder:
        for seed in (0, 1):  # written by another process: making it takes more memory than reading it
            asked = [sys.executable, "-m", "benchmarks.catalog.memory", str(folder / f"{seed}"), str(count)]
            await (await asyncio.create_subprocess_exec(*asked)).wait()
        (folder / "0").rename(folder / FILE)
        async with deployment(folder, Source("dcat", FILE)) as city:
            before = megabytes_at_most()
            await city.polls()
            first = megabytes_at_most()
            (folder / "1").rename(folder / FILE)
            await city.polls()
    return _told(before, first)


def _told(before: float, first: float) -> dict[str, float]:
    return {"before": round(before), "first_load": round(first), "reordered": round(megabytes_at_most())}


def main() -> None:
    """Poll, and print; or write the listing that is to be polled."""
    kind, count = sys.argv[1], int(sys.argv[2])
    if kind in ("paged", "one_file"):
        print(json.dumps(asyncio.run(_paged(count) if kind == "paged" else _one_file(count))))
    else:
        Path(kind).write_bytes(catalogue(listings().catalogue, count, int(Path(kind).name)))


if __name__ == "__main__":
    main()
