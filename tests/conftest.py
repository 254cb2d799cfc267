"""What every test may ask for: a store, once on SQLite and once on PostgreSQL."""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage.open import migrate, open_store
from storage.sqlite import FLUSHING
from storage.store import SqlStore
from tests.playground.browser import browser
from tests.stores import DESK, Postgres, postgres_server, sqlite_copy

__all__ = ["browser"]

# The SDKs are large and stay: to look through them for garbage every few calls is a tenth of the whole run.
gc.set_threshold(100_000, 20, 100)

# Nobody pulls this machine's plug: what a test commits need not reach the disk before it goes on.
_FLUSHING = dict(FLUSHING)
FLUSHING |= {"synchronous": "OFF", "fullfsync": "OFF"}


def pytest_configure() -> None:
    """Each worker keeps to a core of its own, where there are enough: a test's threads take turns, and to wake one on
    another core costs more than most of what it does (a quarter of the whole run on a virtual machine)."""
    worker, workers = os.environ.get("PYTEST_XDIST_WORKER"), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))
    if worker and hasattr(os, "sched_setaffinity") and workers <= len(cores := sorted(os.sched_getaffinity(0))):
        os.sched_setaffinity(0, {cores[int(worker.removeprefix("gw"))]})


# Examples are counted, not seconds: machines differ.
settings.register_profile("champions", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("champions")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for the whole run, started when a test first asks for it."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def flushing(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite flushes as it does when it serves."""
    for name, value in _FLUSHING.items():
        monkeypatch.setitem(FLUSHING, name, value)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "champions.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database of each kind."""
    if request.param == "sqlite":
        yield sqlite_copy(request.getfixturevalue("migrated_file"), tmp_path)
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database() as url:
            yield url


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[SqlStore]:
    """A store with one desk in it, of each kind; closed afterwards."""
    opened = open_store(store_url)
    await opened.save_desk(DESK)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(migrated_file: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """A store with one desk in it, on SQLite alone."""
    opened = open_store(sqlite_copy(migrated_file, tmp_path))
    await opened.save_desk(DESK)
    yield opened
    await opened.close()
