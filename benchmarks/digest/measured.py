"""The digest's queries beside one plain GROUP BY, in turn, and its making; commands beside digests and without."""

import asyncio
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.digest.beside import Commands, p99
from benchmarks.digest.past import DESK, UNTIL
from benchmarks.flushes import flushes_per_second
from benchmarks.loops import loop_ms
from bot.digest.charts import PERIODS
from bot.digest.making import digest_of
from bot.digest.model import Found
from bot.digest.periods import before, week_before
from bot.digest.views import coordinators, pages
from bot.engine.ports import Work
from bot.engine.reckoning import not_looking
from bot.people.persons import Roster
from bot.speech.words import words
from frontdoor.digests import made
from storage.store import SqlStore

WEEK = week_before(UNTIL, DESK.calendar)
SINCE = before(WEEK, DESK.calendar).start
EARLIER = list(accumulate(range(PERIODS - 3), lambda week, _: before(week, DESK.calendar),
                          initial=before(before(WEEK, DESK.calendar), DESK.calendar)))  # fmt: skip
SECONDS = 2.0  # of commands with no digest, each round
DIGESTS = 3  # made one after the other while commands come, each round

# What anybody would write who wants one table of the two weeks: what was done about which topic. It reads the same
# lines of the history as the digest does, and the questions that they belong to, once, and gives a hundred numbers.
_GROUP_BY = """
SELECT questions.topic, entries.at >= {week}, entries.verb, count(*)
FROM entries JOIN questions ON questions.desk = entries.desk AND questions.number = entries.question
WHERE entries.desk = '{desk}' AND entries.at >= {since} AND entries.at < {until} GROUP BY 1, 2, 3
"""
_LINES_ALONE = """
SELECT at >= {week}, verb, count(*) FROM entries
WHERE desk = '{desk}' AND at >= {since} AND at < {until} GROUP BY 1, 2
"""
_ALL_QUESTIONS = "SELECT {week_of}, count(*) FROM questions WHERE desk = '{desk}' GROUP BY 1"


def _queries(kind: str) -> dict[str, str]:
    is_sqlite = kind == "sqlite"

    def moment(at: datetime) -> str:
        return f"'{at.isoformat(' ', 'microseconds')[:26]}'" if is_sqlite else f"'{at.isoformat()}'::timestamptz"

    week_of = "strftime('%Y-%W', asked_at)" if is_sqlite else "date_trunc('week', asked_at)"
    values = {"week": moment(WEEK.start), "since": moment(SINCE), "until": moment(WEEK.end), "desk": DESK.slug}
    plain = {"group_by": _GROUP_BY, "lines_alone": _LINES_ALONE, "all_questions": _ALL_QUESTIONS}
    return {name: sql.format(week_of=week_of, **values) for name, sql in plain.items()}


async def queries(kind: str, store: SqlStore, rounds: int, folder: Path) -> dict[str, Any]:
    """The medians of some rounds, on a database that is full already. What is read first warms up and does not
    count."""
    plain, times, found = _queries(kind), dict[str, list[float]](), Found()
    for number in range(rounds + 1):
        for name, sql in plain.items():
            _note(times, name, number, await store.scan(DESK.slug, _timed(lambda work, sql=sql: _run(work, sql))))  # type: ignore[misc]
        _note(times, "queries", number, await store.scan(DESK.slug, _timed(_rows)))
        _note(times, "reading", number, await store.scan(DESK.slug, _timed(_found)))
        found = await store.scan(DESK.slug, _found)
        with not_looking():
            _note(times, "making", number, await asyncio.to_thread(_make, found))
        _note(times, "loop", number, loop_ms())
        _note(times, "flushes", number, flushes_per_second(folder))
    floor = statistics.median(times.pop("flushes"))
    medians = {name: statistics.median(each) for name, each in times.items()}
    return {
        "ratio_to_one_group_by": _ratio(times, "queries", "group_by"),
        "ratio_to_lines_alone": _ratio(times, "queries", "lines_alone"),
        "ratio_to_all_questions": _ratio(times, "queries", "all_questions"),
        "reading_to_one_group_by": _ratio(times, "reading", "group_by"),
        "making_loops": _ratio(times, "making", "loop"),
        "flushes_per_second": round(floor),
        **{f"{name}_ms": round(value, 1) for name, value in medians.items()},
        "questions_read": len(found.courses),
        "lines_read": sum(len(each.lines) for each in found.courses),
    }


async def commands(store: SqlStore, rounds: int) -> dict[str, Any]:
    """How long a command takes while a digest is made and while none is, in turn."""
    people, times = Commands(store), dict[str, list[float]]()
    without: list[float] = []
    beside: list[float] = []
    took: list[float] = []
    for number in range(rounds + 1):
        alone = await people.during(lambda: asyncio.sleep(SECONDS))
        among = await people.during(lambda: _digests(store, took))
        _note(times, "without", number, p99(alone))
        _note(times, "beside", number, p99(among))
        if number:
            without += alone
            beside += among
    return {
        "p99_ms": round(p99(beside), 1),
        "p99_ms_without": round(p99(without), 1),
        "p99_ratio": _ratio(times, "beside", "without"),
        "p50_ms": round(statistics.median(beside), 1),
        "p50_ms_without": round(statistics.median(without), 1),
        "digest_ms": round(statistics.median(took), 1),
        "commands": [len(beside), len(without)],
    }


def _note(times: dict[str, list[float]], name: str, number: int, took: float) -> None:
    if number:
        times.setdefault(name, []).append(took)


def _ratio(times: dict[str, list[float]], ours: str, theirs: str) -> float:
    """The median of the rounds' ratios."""
    pairs = zip(times[ours], times[theirs], strict=True)
    return round(statistics.median([one / other for one, other in pairs]), 2)


def _timed(see: Callable[[Work], object]) -> Callable[[Work], float]:
    def timed(work: Work) -> float:
        started = time.perf_counter()
        see(work)
        return (time.perf_counter() - started) * 1000

    return timed


def _run(work: Any, sql: str) -> object:
    return work.link.driver.execute(sql).fetchall()


def _rows(work: Any) -> int:
    return int(work.digests.rows(SINCE, WEEK)) + len(work.digests.flows(EARLIER))


def _found(work: Work) -> Found:
    return work.digests.found(SINCE, WEEK)


def _make(found: Found) -> float:
    """From rows to pages, in milliseconds of the processor."""
    started = time.thread_time()
    digest, say = digest_of(DESK, Roster(), found, WEEK, UNTIL), words("en")
    pages(*coordinators(digest, say), say)
    return (time.thread_time() - started) * 1000


async def _digests(store: SqlStore, took: list[float]) -> None:
    for _ in range(DIGESTS):
        started = time.perf_counter()
        await made(store, DESK, WEEK, UNTIL)
        took.append((time.perf_counter() - started) * 1000)
