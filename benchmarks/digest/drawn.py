"""What the digest's pictures cost: the weeks that are only counted, and what is drawn of them."""

import time
from statistics import median

from benchmarks.digest.measured import EARLIER, WEEK
from benchmarks.digest.past import DESK, UNTIL
from bot.digest.commands import DigestNow
from bot.digest.picturing import sheets
from frontdoor.digests import made
from frontdoor.painting import paint
from storage.store import SqlStore


async def drawn(store: SqlStore, rounds: int) -> dict[str, float]:
    """Milliseconds, the median of some rounds: ``flows`` the counting, ``drawing`` the processor time of its thread,
    and ``painting`` until the pictures are back from the process that paints them."""
    times = dict[str, list[float]](flows=[], drawing=[], painting=[])
    digest = await made(store, DESK, WEEK, UNTIL)
    for number in range(rounds + 1):
        started = time.perf_counter()
        await store.scan(DESK.slug, lambda work: work.digests.flows(EARLIER))
        counted, began = time.perf_counter(), time.thread_time()
        svgs = list(sheets(DigestNow(), digest).values())
        drawing, asked = time.thread_time() - began, time.perf_counter()
        await paint(svgs)
        painting = time.perf_counter() - asked
        if number:
            for name, took in (("flows", counted - started), ("drawing", drawing), ("painting", painting)):
                times[name].append(took * 1000)
    return {f"{name}_ms": round(median(each), 1) for name, each in times.items()}
