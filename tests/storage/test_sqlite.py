"""SQLite: savepoints inside one transaction, commits together, a second process, and a kill."""

import asyncio
import os
import re
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.dialects import sqlite

from bot.engine.errors import Refusal
from bot.engine.ports import Work
from bot.people.model import RosterRow
from storage import pictures, showcase
from storage.leases import _due_but
from storage.open import open_store
from storage.prepared import Link, Prepared
from storage.sqlite import BATCH, SqliteStore, sqlite_engine
from tests.stores import ANA, BO, DESK, NOW, ask, sqlite_copy

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def url(migrated_file: Path, tmp_path: Path) -> str:
    return sqlite_copy(migrated_file, tmp_path)


@pytest.fixture
def driver(url: str) -> Iterator[sqlite3.Connection]:
    """A second process, as far as the file is concerned."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as connection:
        yield connection


def test_an_outer_rollback_undoes_released_savepoints(url: str, driver: sqlite3.Connection) -> None:
    """Python's driver would send no BEGIN, and every RELEASE would be a commit."""
    engine = sqlite_engine(make_url(url), writes=True)
    with engine.connect() as connection:
        transaction = connection.begin()
        for name in ("a", "b"):
            with connection.begin_nested():
                connection.exec_driver_sql("INSERT INTO counters(desk, name, last) VALUES ('x', ?, 1)", (name,))
        transaction.rollback()
    engine.dispose()
    assert driver.execute("SELECT count(*) FROM counters").fetchone() == (0,)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (showcase._AT, "projects_standing_at (desk=? AND address=?)"),
        (pictures._FORGET, "projects_with_picture (desk=? AND image=?)"),
    ],
)
def test_what_is_asked_of_projects_has_its_index(driver: sqlite3.Connection, statement: Prepared, index: str) -> None:
    """SQLite takes one over a part of the rows only where a statement says which part in the index's own words."""
    sql = statement.plan(sqlite.dialect()).sql
    steps = driver.execute(f"EXPLAIN QUERY PLAN {sql}", [""] * sql.count("?")).fetchall()
    assert f"SEARCH projects USING INDEX {index}" in {step for *_, step in steps}


@pytest.mark.parametrize("resting", [0, 2])
def test_what_the_pump_asks_grows_with_what_waits_and_not_with_what_hangs(
    driver: sqlite3.Connection, resting: int
) -> None:
    """A desk has ten thousands of slots after a year, of which a few wait."""
    for each in _due_but(resting):
        asked = each.plan(sqlite.dialect()).sql
        steps = driver.execute(f"EXPLAIN QUERY PLAN {asked}", [None] * asked.count("?")).fetchall()
        assert {step for *_, step in steps if re.search(r"\b(slots|older)\b", step.partition(" USING")[0])} == {
            "SCAN slots USING INDEX slots_behind",
            "SEARCH older USING INDEX slots_held (desk=? AND place=? AND parent=? AND id<?)",
        }


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 10_000)],
)
@pytest.mark.usefixtures("flushing")
async def test_the_writer_is_set_up_to_keep_what_it_says(url: str, name: str, value: object) -> None:
    engine = sqlite_engine(make_url(url), writes=True)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value
    engine.dispose()


class Held:
    """Holds the writer in a job, so that what comes meanwhile waits, and is committed together with that job."""

    def __init__(self, store: SqliteStore) -> None:
        self._go, self._in = threading.Event(), threading.Event()
        self.job = asyncio.ensure_future(store._write(self._wait))

    def _wait(self, link: Link) -> None:
        self._in.set()
        assert self._go.wait(10)

    async def __aenter__(self) -> "Held":
        assert await asyncio.to_thread(self._in.wait, 10)
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(0)
        self._go.set()
        self.outcome = (await asyncio.gather(self.job, return_exceptions=True))[0]


async def test_however_long_scans_take_looks_are_answered(sqlite_store: SqliteStore) -> None:
    go = threading.Event()
    scans = [asyncio.ensure_future(sqlite_store.scan(DESK.slug, lambda _: go.wait(10))) for _ in range(3)]
    await asyncio.sleep(0)
    looks = [sqlite_store.look(DESK.slug, lambda work: work.questions.get(1)) for _ in range(3)]
    assert await asyncio.wait_for(asyncio.gather(*looks), 5) == [None] * 3
    assert not any(scan.done() for scan in scans)
    go.set()
    assert await asyncio.gather(*scans) == [True] * 3


def commits(store: SqliteStore, seen: list[str]) -> None:
    """Note every statement that ends a transaction."""
    driver = store._connection.connection.driver_connection
    assert driver is not None
    driver.set_trace_callback(lambda sql: seen.append(sql) if sql.startswith(("COMMIT", "ROLLBACK")) else None)


async def test_what_waits_is_committed_together_in_bounded_batches(sqlite_store: SqliteStore) -> None:
    seen: list[str] = []
    async with Held(sqlite_store):
        commits(sqlite_store, seen)
        waiting = [
            asyncio.ensure_future(sqlite_store.write(DESK.slug, lambda work: ask(work).number))
            for _ in range(BATCH + 10)
        ]
    assert sorted(await asyncio.gather(*waiting)) == list(range(1, BATCH + 11))
    assert seen == ["COMMIT"] * 2, "a full batch with the one that held, then the rest"


async def test_one_that_fails_takes_nobody_along(sqlite_store: SqliteStore) -> None:
    def fails(work: Work) -> int:
        ask(work)
        raise Refusal("not this one")

    seen: list[str] = []
    async with Held(sqlite_store):
        commits(sqlite_store, seen)
        acts = (lambda work: ask(work).number, fails, lambda work: ask(work).number)
        waiting = [asyncio.ensure_future(sqlite_store.write(DESK.slug, act)) for act in acts]
    first, failed, last = await asyncio.gather(*waiting, return_exceptions=True)
    assert (first, type(failed), last) == (1, Refusal, 2)
    assert seen == ["ROLLBACK", "ROLLBACK TO job", "COMMIT", "COMMIT"], "done again, then what stood behind it"
    assert await sqlite_store.look(DESK.slug, lambda work: work.questions.get(3)) is None


async def test_where_the_commit_fails_everybody_in_it_is_told(sqlite_store: SqliteStore) -> None:
    def breaks(link: Link) -> None:
        # Checked at COMMIT and not before: the transaction as a whole cannot be kept.
        link.driver.execute("PRAGMA defer_foreign_keys = ON")
        link.driver.execute("INSERT INTO codes(desk, digest) VALUES ('nowhere', 'x')")

    async with Held(sqlite_store) as held:
        asked = [asyncio.ensure_future(sqlite_store.write(DESK.slug, ask)) for _ in range(3)]
        broken = asyncio.ensure_future(sqlite_store._write(breaks))
    outcomes = [held.outcome, *await asyncio.gather(*asked, broken, return_exceptions=True)]
    assert [type(each).__name__ for each in outcomes] == ["IntegrityError"] * 5
    assert await sqlite_store.look(DESK.slug, lambda work: work.questions.get(1)) is None
    assert (await sqlite_store.write(DESK.slug, ask)).number == 1, "and the writer goes on"


async def test_one_who_went_away_disturbs_nobody(sqlite_store: SqliteStore) -> None:
    async with Held(sqlite_store):
        gone = asyncio.ensure_future(sqlite_store.write(DESK.slug, ask))
        stays = asyncio.ensure_future(sqlite_store.write(DESK.slug, ask))
        await asyncio.sleep(0)
        gone.cancel()
    assert (await stays).number == 2


async def test_a_closed_store_takes_nothing_more(url: str) -> None:
    store = open_store(url)
    await store.close()
    await store.close()
    with pytest.raises(RuntimeError, match="the store is closed"):
        await store.write(DESK.slug, ask)


async def test_a_second_process_waits_its_turn_and_its_changes_are_seen(url: str) -> None:
    """An import while the bot runs."""
    bot, importer = open_store(url), open_store(url)
    await bot.save_desk(DESK)

    def names(work: Work) -> list[str]:
        return [each.public_name for each in work.roster.champions]

    def save(*rows: RosterRow) -> Callable[[Work], list[str]]:
        def act(work: Work) -> list[str]:
            work.people.save_roster(rows, NOW)
            return names(work)

        return act

    assert await bot.write(DESK.slug, save(ANA)) == ["Ana Lopez"]
    assert await importer.write(DESK.slug, save(ANA, BO)) == ["Ana Lopez", "Bo Chen"]
    assert await bot.look(DESK.slug, names) == ["Ana Lopez", "Bo Chen"]
    assert await bot.write(DESK.slug, names) == ["Ana Lopez", "Bo Chen"]
    numbers = await asyncio.gather(
        *(store.write(DESK.slug, lambda work: ask(work).number) for _ in range(40) for store in (bot, importer))
    )
    assert sorted(numbers) == list(range(1, 81))
    await bot.close()
    await importer.close()


async def test_a_file_that_stays_locked_is_an_error_and_not_the_end(
    url: str, driver: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sqlite.PATIENCE", 50)
    store = open_store(url)
    await store.save_desk(DESK)
    driver.execute("BEGIN IMMEDIATE")
    with pytest.raises(Exception, match="locked"):
        await store.write(DESK.slug, ask)
    driver.execute("ROLLBACK")
    assert (await store.write(DESK.slug, ask)).number == 1
    await store.close()


async def test_redacted_words_are_not_in_the_file_any_more(url: str, tmp_path: Path) -> None:
    async def once(*acts: Callable[[Work], object]) -> bytes:
        store = open_store(url)
        await store.save_desk(DESK)
        for act in acts:
            await store.write(DESK.slug, act)
        await store.close()
        return (tmp_path / "champions.db").read_bytes()

    before = await once(lambda work: ask(work, "my secret gingko"), lambda work: ask(work, "a public elm"))
    assert before.count(b"gingko") == 2, "once as it was written, once in the full text"
    after = await once(lambda work: work.questions.redact(1))
    assert b"gingko" not in after
    assert b"a public elm" in after


WRITE_FOR_EVER = """
import asyncio, sys
from storage.open import open_store
from tests.stores import DESK, ask

async def main():
    store = open_store(sys.argv[1])
    await store.save_desk(DESK)
    async def write():
        while True:
            question = await store.write(DESK.slug, ask)
            print(question.number, flush=True)
    await asyncio.gather(*(write() for _ in range(8)))

asyncio.run(main())
"""


async def test_what_was_acknowledged_survives_a_kill(url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WRITE_FOR_EVER, url),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = [int(await process.stdout.readline()) for _ in range(300)]
    process.send_signal(signal.SIGKILL)
    said += [
        int(line) for line in (await process.stdout.read()).decode().splitlines(keepends=True) if line.endswith("\n")
    ]
    await process.wait()
    store = open_store(url)

    def kept(work: Work) -> set[int]:
        return {number for number in said if work.questions.get(number) is not None}

    assert await store.look(DESK.slug, kept) == set(said)
    assert (await store.write(DESK.slug, ask)).number > max(said)
    await store.close()
