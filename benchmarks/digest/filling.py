"""Writing the past straight into the tables, as fast as a database takes it: no triggers' work, no keys looked up."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

import psycopg
from sqlalchemy import make_url

from benchmarks.digest.past import ASKERS, CHAMPIONS, DESK, LINE_COLUMNS, QUESTION_COLUMNS, Row, rows

_AT_ONCE = 20_000
_PEOPLE = ("desk", "number", "name")
_COUNTERS = ("desk", "name", "last")
# What only slows a great deal of writing down: made anew afterwards.
_INDEXES = (
    "questions_by_desk_state_asked_at",
    "questions_by_desk_asker_asked_at",
    "questions_over_by_desk_changed_at",
)


def fill(url: str, questions: int) -> None:
    """Put so many past questions with their history into the migrated, empty database at ``url``; its desk is there
    already."""
    if url.startswith("sqlite"):
        _fill_sqlite(make_url(url).database or "", questions)
    else:
        _fill_postgres(url, questions)


@contextmanager
def indexed_by_time(url: str) -> Iterator[None]:
    """While this is entered the history has an index by time. The plain query wants it; the digest does without, so
    that nobody who asks has to wait for one more index."""
    _run(url, "CREATE INDEX entries_by_time ON entries (desk, at, question)")
    try:
        yield
    finally:
        _run(url, "DROP INDEX entries_by_time")


def _run(url: str, statement: str) -> None:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as database:
            database.execute(statement)
    else:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(statement.encode())


def _chunks(
    questions: int, moment: Callable[[datetime], str]
) -> Iterator[tuple[list[Sequence[Any]], list[Sequence[Any]]]]:
    """Rows of questions and of lines, some thousand questions at a time."""
    source: Iterator[Row] = rows(questions, moment)
    while chunk := list(islice(source, _AT_ONCE)):
        yield [row.question for row in chunk], [line for row in chunk for line in row.lines]


def _people() -> list[tuple[str, int, str]]:
    return [(DESK.slug, number, f"Person {number}") for number in range(1, ASKERS + CHAMPIONS + 1)]


def _counters(questions: int) -> list[tuple[str, str, int]]:
    """So that the next question and the next person have numbers of their own."""
    return [(DESK.slug, "question", questions), (DESK.slug, "person", ASKERS + CHAMPIONS)]


def _fill_sqlite(path: str, questions: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # Neither a journal nor a wait for the disk: who stops it here fills another file.
        for setting in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "foreign_keys = OFF",
            "cache_size = -400000",
            "temp_store = MEMORY",
        ):
            database.execute(f"PRAGMA {setting}")
        indexes = [
            database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone() for name in _INDEXES
        ]
        for name in _INDEXES:
            database.execute(f"DROP INDEX {name}")
        database.execute("BEGIN")
        database.executemany(_insert("persons", _PEOPLE), _people())
        for asked, lines in _chunks(questions, _kept):
            database.executemany(_insert("questions", QUESTION_COLUMNS), asked)
            database.executemany(_insert("entries", LINE_COLUMNS), lines)
        database.executemany(_insert("counters", _COUNTERS), _counters(questions))
        for (making,) in indexes:
            database.execute(making)
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = WAL")


def _insert(table: str, columns: Sequence[str]) -> str:
    named = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"


def _kept(at: datetime) -> str:
    """A moment as SQLite keeps it (``storage.columns.Moment``)."""
    return at.replace(tzinfo=None).isoformat(" ", "microseconds")


def _fill_postgres(url: str, questions: int) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("SET session_replication_role = replica")
        server.execute("SET maintenance_work_mem = '512MB'")
        indexes = [
            server.execute("SELECT pg_get_indexdef(%s::regclass)", (name,)).fetchone() or () for name in _INDEXES
        ]
        for name in _INDEXES:
            server.execute(f"DROP INDEX {name}".encode())
        with server.transaction():
            _copy(server, "persons", _PEOPLE, _people())
            for asked, lines in _chunks(questions, str):
                _copy(server, "questions", QUESTION_COLUMNS, asked)
                _copy(server, "entries", LINE_COLUMNS, lines)
            _copy(server, "counters", _COUNTERS, _counters(questions))
        for (making,) in indexes:
            server.execute(making.encode())
        server.execute("VACUUM ANALYZE")


def _copy(server: psycopg.Connection[Any], table: str, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
    named = ", ".join(f'"{name}"' for name in columns)
    with server.cursor().copy(f"COPY {table} ({named}) FROM STDIN".encode()) as copy:
        copy.write("".join([_copied(row) for row in values]))


def _copied(row: Sequence[Any]) -> str:
    return "\t".join(map(str, row)) + "\n"
