"""PostgreSQL: for several processes on one database. Each unit of work has a connection and a thread of its own."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine

from bot.engine.errors import Conflict
from storage.prepared import Link
from storage.store import TRIES, Job, SqlStore

T = TypeVar("T")

CONNECTIONS = 16
# serialization_failure, deadlock_detected, unique_violation, foreign_key_violation (PostgreSQL manual, appendix A):
# somebody was quicker. The last: the person was joined to another account's while they were asking.
_SOMEBODY_WAS_QUICKER = frozenset({"40001", "40P01", "23505", "23503"})


def postgres_engine(url: URL) -> Engine:
    """An engine whose connections speak UTC."""
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_use_lifo=True,  # the connection used last knows its statements; one after another would all learn them
        connect_args={"options": "-c timezone=UTC"},
    )


class PostgresStore(SqlStore):
    """The database on a PostgreSQL server."""

    def __init__(self, url: URL) -> None:
        super().__init__()
        self._engine = postgres_engine(url)
        self._reading = self._engine.execution_options(postgresql_readonly=True)
        self._threads = ThreadPoolExecutor(CONNECTIONS, "storage")

    async def _write(self, job: Job[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._commit, job)

    async def _look(self, job: Job[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._see, job)

    async def _scan(self, job: Job[T]) -> T:
        return await self._look(job)  # it holds one connection of many

    async def close(self) -> None:
        """Finish what is in flight, then let go of the server."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()

    def _commit(self, job: Job[T]) -> T:
        for _ in range(TRIES - 1):
            try:
                return self._once(self._engine, job)
            except Conflict:
                continue
        return self._once(self._engine, job)

    def _see(self, job: Job[T]) -> T:
        return self._once(self._reading, job)

    def _once(self, engine: Engine, job: Job[T]) -> T:
        with engine.connect() as connection:
            try:
                with connection.begin():
                    link = Link(connection)
                    result = job(link)
            except psycopg.Error as error:
                if error.sqlstate in _SOMEBODY_WAS_QUICKER:
                    raise Conflict from error
                self._mend(connection)
                raise
        if link.hung:
            self._wake(link.hung)
        return result

    def _mend(self, connection: Connection) -> None:
        """Where the server has hung up, the other connections are dead as well: begin with new ones."""
        driver = connection.connection.driver_connection
        if driver is not None and driver.closed:
            connection.invalidate()
            self._engine.dispose()
