"""What a poll costs that says nothing new, beside parsing the same bytes; side by side, in turns."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from benchmarks.catalog.listings import Listings, catalogue
from benchmarks.catalog.polls import deployment
from bot.desk import Source

FILE = "data.json"


async def ratios(
    found: Listings, count: int, rounds: int, folder: Path, tell: Callable[[str], None]
) -> dict[str, object]:
    """The figures of one data.json of ``count`` datasets. In every round the listing stands in another order first
    (``reordered``), is polled once more as it is (``identical``), and its bytes are parsed alone."""
    listing = folder / FILE
    listing.write_bytes(catalogue(found.catalogue, count))
    taken: dict[str, list[float]] = {"reordered": [], "identical": [], "parsed": []}
    async with deployment(folder, Source("dcat", FILE)) as city:
        begun = time.perf_counter()
        await city.polls()
        first = time.perf_counter() - begun
        tell(f"first load of {count} datasets: {first:.1f} s")
        for number in range(1, rounds + 1):
            listing.write_bytes(catalogue(found.catalogue, count, seed=number))
            for name in ("reordered", "identical"):
                begun = time.perf_counter()
                await city.polls()
                taken[name].append(time.perf_counter() - begun)
            taken["parsed"].append(_parsed(listing.read_bytes()))
            tell(f"round {number}: " + ", ".join(f"{name} {each[-1]:.2f} s" for name, each in taken.items()))
        finds = await city.store.look(city.desk.slug, lambda work: len(work.portals.all()))
    assert finds == 1
    medians = {name: statistics.median(each) for name, each in taken.items()}
    return {
        "identical_ratio": _ratio(taken["identical"], taken["parsed"]),
        "reordered_ratio": _ratio(taken["reordered"], taken["parsed"]),
        "megabytes": round(listing.stat().st_size / 1e6, 1),
        "first_load_seconds": round(first, 1),
        **{f"{name}_seconds": round(each, 3) for name, each in medians.items()},
    }


def _parsed(body: bytes) -> float:
    begun = time.perf_counter()
    orjson.loads(body)
    return time.perf_counter() - begun


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return round(statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True)), 3)
