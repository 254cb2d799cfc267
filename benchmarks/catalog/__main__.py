"""``python -m benchmarks.catalog``: what polls of a catalogue of 50,000 datasets cost."""

import argparse
import asyncio
import json
import logging
import sys

import structlog

from benchmarks.catalog.acknowledged import acknowledged
from benchmarks.catalog.listings import listings
from benchmarks.catalog.memory import measured
from benchmarks.catalog.polls import workplace
from benchmarks.catalog.ratios import ratios
from benchmarks.flushes import flushes_per_second


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.catalog", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON document and nothing else")
    parser.add_argument("--datasets", type=int, default=50_000, help="how many (default: 50,000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the medians are taken (default: 5)")
    parser.add_argument("--only-ratios", action="store_true", help="leave memory and acknowledgements out")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    figures = asyncio.run(_measure(asked.datasets, asked.rounds, only_ratios=asked.only_ratios))
    print(json.dumps(figures) if asked.json else json.dumps(figures, indent=2))
    return 0


async def _measure(count: int, rounds: int, *, only_ratios: bool) -> dict[str, object]:
    found = listings()
    if not found.is_real:
        _tell("CHAMPIONS_DATA is not set or holds no Socrata catalogue, so the records are made up.")
    with workplace() as folder:
        flushes = flushes_per_second(folder)
        figures: dict[str, object] = {"datasets": count, "real_records": found.is_real}
        figures |= await ratios(found, count, rounds, folder, _tell)
    figures["flushes_per_second"] = round(flushes)
    if only_ratios:
        return figures
    for kind in ("paged", "one_file"):
        figures[f"memory_mb_{kind}"] = await asyncio.to_thread(measured, kind, count)
        _tell(f"memory, {kind}: {figures[f'memory_mb_{kind}']}")
        with workplace() as folder:
            figures[f"acknowledged_{kind}"] = await acknowledged(found, count, folder, paged=kind == "paged")
        _tell(f"acknowledged, {kind}: {figures[f'acknowledged_{kind}']}")
    return figures


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
