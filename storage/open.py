"""Opening a database: by its address, and only where it has the tables that this version knows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Engine, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.engine.errors import ChampionsError
from storage.postgres import PostgresStore, postgres_engine
from storage.sqlite import SqliteStore, sqlite_engine
from storage.store import SqlStore

_UPGRADE = "Run `champions db upgrade`, then start again."


class DatabaseNotReady(ChampionsError):
    """The database cannot be used as it is; the message is a sentence that says what to do."""


def open_store(url: str) -> SqlStore:
    """Open the database at ``url`` (``sqlite:///file.db`` or ``postgresql://…``).

    Raises :class:`DatabaseNotReady` where it is not there, not migrated, or newer than this version.
    """
    address = _address(url)
    if _is_sqlite(address) and not Path(address.database or "").is_file():
        raise DatabaseNotReady(f"There is no database at {address.database}. {_UPGRADE}")
    with _opened(address) as engine:
        _check(engine)
    return SqliteStore(address) if _is_sqlite(address) else PostgresStore(address)


def migrate(url: str) -> None:
    """Bring the database at ``url`` to the newest tables; a SQLite file that is not there is made.

    Raises :class:`DatabaseNotReady` where it cannot be reached or written, is another program's, or is newer than
    this version.
    """
    address = _address(url)
    if _is_sqlite(address):
        _make_file(Path(address.database or ""))
    with _opened(address) as engine:
        current, newest, known = _revisions(engine)
        if current is None:
            _refuse_strangers(engine)
        elif current not in known:
            raise DatabaseNotReady(_newer(current))
        if current != newest:
            _upgrade(engine)


def make_if_new(url: str) -> bool:
    """Make the tables where there is nothing at all yet: no file, or a database without a single table.

    True where they were made. What holds anything is left alone: it is opened as it is, or refused. Raises
    :class:`DatabaseNotReady` as :func:`migrate` does.
    """
    new = is_new(url)
    if new:
        migrate(url)
    return new


def is_new(url: str) -> bool:
    """Whether there is nothing at all yet: no file, or a database without a single table.

    Raises :class:`DatabaseNotReady` where it cannot be reached.
    """
    address = _address(url)
    if _is_sqlite(address):
        path = Path(address.database or "")
        return not path.is_file() or path.stat().st_size == 0
    with _opened(address) as engine:
        return not inspect(engine).get_table_names()


@contextmanager
def _opened(address: URL) -> Iterator[Engine]:
    """An engine for a moment. What the database itself refuses comes out as :class:`DatabaseNotReady`."""
    engine = _engine(address)
    try:
        yield engine
    except DBAPIError as error:
        reason = (str(error.orig).strip() or type(error.orig).__name__).splitlines()[0]
        raise DatabaseNotReady(
            f"The database at {_shown(address)} cannot be used: {reason}. {_advice(reason)}"
        ) from None
    finally:
        engine.dispose()


def _shown(address: URL) -> str:
    """The address as one may show it: no password, no driver's name, no options."""
    shown = address.set(drivername=address.get_backend_name(), query={})
    return shown.render_as_string(hide_password=True)


def _advice(reason: str) -> str:
    if "not a database" in reason:
        return "Name another file in DATABASE_URL; this one is left as it is."
    if "permission denied for schema" in reason:
        return "Make its user the owner of the database: ALTER DATABASE … OWNER TO …, then start again."
    return "Check DATABASE_URL."


def _upgrade(engine: Engine) -> None:
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _check(engine: Engine) -> None:
    current, newest, known = _revisions(engine)
    if current is None:
        _refuse_strangers(engine)
        raise DatabaseNotReady(f"The database has no tables yet. {_UPGRADE}")
    if current not in known:
        raise DatabaseNotReady(_newer(current))
    if current != newest:
        raise DatabaseNotReady(f"The database is from an earlier version ({current}). {_UPGRADE}")


def _refuse_strangers(engine: Engine) -> None:
    """Tables, but none that say which version of ours they are: that is another program's database."""
    found = sorted(set(inspect(engine).get_table_names()) - {"alembic_version"})
    if found:
        named = ", ".join(found[:3])
        raise DatabaseNotReady(
            f"The database at {_shown(engine.url)} holds another program's tables ({named}). "
            "Name an empty or a new database in DATABASE_URL; this one is left as it is."
        )


def _newer(current: str) -> str:
    return (
        f"The database is from a newer version ({current}) than this program. "
        "Install the newer program, or restore the backup that was made before the upgrade."
    )


def _revisions(engine: Engine) -> tuple[str | None, str | None, frozenset[str]]:
    """The database's revision, the newest, and all that this version knows."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current, *_ours()


@cache
def _ours() -> tuple[str | None, frozenset[str]]:
    """The newest revision, and all that this version knows: the files do not change, and Alembic runs every one of them
    to read its name."""
    script = ScriptDirectory.from_config(_config())
    return script.get_current_head(), frozenset(each.revision for each in script.walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _address(url: str) -> URL:
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        address = None
    if address is None or address.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseNotReady(
            "DATABASE_URL is not an address of a database. Write sqlite:///champions.db or "
            "postgresql://user:password@host/name."
        )
    if _is_sqlite(address) and address.database in (None, "", ":memory:"):
        raise DatabaseNotReady("DATABASE_URL names no file. Write for example sqlite:///champions.db.")
    return address


def _is_sqlite(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def _engine(address: URL) -> Engine:
    return sqlite_engine(address, writes=True) if _is_sqlite(address) else postgres_engine(address)


def _make_file(path: Path) -> None:
    """An empty file that only its owner may read: people's words will lie in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseNotReady(
            f"The database file {path} cannot be made or written: {error.strerror}. "
            "Correct DATABASE_URL, or the rights of the folder."
        ) from None
