"""SQLite: one file, one writer thread that commits what is waiting together, a few readers, and one that scans.

Why it is built like this, with figures: docs/adr/0002-one-writer-thread.md.
"""

import asyncio
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from bot.engine.errors import Conflict
from storage.prepared import Link
from storage.store import TRIES, Job, SqlStore

T = TypeVar("T")

# Jobs in one commit. More would make the first of them wait for nothing: a flush is paid off long before.
BATCH = 64
READERS = 2
# How long to wait for another process that writes to the same file, in milliseconds.
PATIENCE = 10_000
# A commit is kept when the power fails, too. On macOS fsync alone does not reach the disk.
FLUSHING = {"synchronous": "FULL", "fullfsync": "ON"}


def sqlite_engine(url: URL, *, writes: bool) -> Engine:
    """An engine on the file. Python's driver is told to leave transactions alone: it would send no BEGIN before a
    SAVEPOINT, and every release would be a commit of its own (docs.python.org, sqlite3, "Transaction control")."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"check_same_thread": False, "cached_statements": 256})

    @event.listens_for(engine, "connect")
    def _connected(driver: Any, _: Any) -> None:
        driver.isolation_level = None
        settings = {
            "busy_timeout": PATIENCE,
            "foreign_keys": "ON",
            "secure_delete": "ON",
            "temp_store": "MEMORY",
            **FLUSHING,
        }
        # The first thing is the patience: switching to WAL may have to wait as well.
        for name, value in (settings | ({"journal_mode": "WAL"} if writes else {"query_only": "ON"})).items():
            driver.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A writer asks for the lock at once: one that upgrades a read can be refused however long it waits.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class _Inbox:
    """What the event loop has for a thread to do. However much that is in one turn of the loop, the thread is woken for
    it once: a wake-up, and the change of threads that comes with it, costs as much as a short look."""

    def __init__(self) -> None:
        self._waiting: deque[_Waiting] = deque()
        self._called: SimpleQueue[bool] = SimpleQueue()
        self._calling: asyncio.AbstractEventLoop | None = None

    def put(self, waiting: "_Waiting", loop: asyncio.AbstractEventLoop) -> None:
        """Have this done soon. Runs in the loop."""
        self._waiting.append(waiting)
        if self._calling is not loop:
            self._calling = loop
            loop.call_soon(self._call)

    def _call(self) -> None:
        self._calling = None
        self._called.put(True)

    def end(self, threads: int = 1) -> None:
        """Let so many threads go home, when everything is done."""
        self._called.put(True)  # what was put in this very turn of the loop
        for _ in range(threads):
            self._called.put(False)

    def wait(self) -> bool:
        """Wait until there may be something to do: False where there never will be again."""
        return self._called.get()

    def take(self) -> "_Waiting | None":
        """The next to be done; None where another thread has taken it, or there is none left."""
        try:
            return self._waiting.popleft()
        except IndexError:
            return None


class _Outbox:
    """What is done and has yet to be told in one event loop. However much that is, one call wakes the loop for it: each
    wakes it by a byte through a socket, which costs more than many a job."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._done: deque[_Waiting] = deque()
        self._is_called = False

    def put(self, *done: "_Waiting") -> None:
        """Have these told soon. Runs in any thread."""
        self._done.extend(done)
        if not self._is_called:
            self._is_called = True
            with suppress(RuntimeError):  # the loop has been closed: nobody is waiting in it any more
                self.loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self._is_called = False  # first: what is put from here on calls again, or is told just now
        while self._done:
            self._done.popleft().tell()


@dataclass(slots=True)
class _Waiting:
    """A job with whoever waits for it, and what became of it."""

    job: Job[Any]
    outbox: _Outbox
    future: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        """Give the outcome to whoever still waits. Runs in their loop."""
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.value)


class SqliteStore(SqlStore):
    """The database in one file."""

    def __init__(self, url: URL) -> None:
        super().__init__()
        self._writes = _Inbox()
        self._closed = False
        self._outbox: _Outbox | None = None
        self._engine = sqlite_engine(url, writes=True)
        self._connection = self._engine.connect()
        self._writer = threading.Thread(target=self._run, name="storage writer", daemon=True)
        self._writer.start()
        self._read_engine = sqlite_engine(url, writes=False)
        self._looks, self._scans = _Inbox(), _Inbox()
        # Threads of our own: an executor's futures, with a lock and a condition each, cost more than a short look.
        self._readers = [self._reader(self._looks, f"storage reader {at}") for at in range(READERS)]
        self._scanner = self._reader(self._scans, "storage scanner")

    def _reader(self, inbox: _Inbox, name: str) -> threading.Thread:
        reader = threading.Thread(target=self._read, args=(inbox,), name=name, daemon=True)
        reader.start()
        return reader

    async def _write(self, job: Job[T]) -> T:
        return await self._done(job, self._writes)

    async def _look(self, job: Job[T]) -> T:
        return await self._done(job, self._looks)

    async def _scan(self, job: Job[T]) -> T:
        return await self._done(job, self._scans)

    async def _done(self, job: Job[T], inbox: _Inbox) -> T:
        if self._closed:
            raise RuntimeError("the store is closed")
        loop = asyncio.get_running_loop()
        if self._outbox is None or self._outbox.loop is not loop:
            self._outbox = _Outbox(loop)
        future: asyncio.Future[T] = loop.create_future()
        inbox.put(_Waiting(job, self._outbox, future), loop)
        return await future

    def _read(self, inbox: _Inbox) -> None:
        """A reader thread: look, and tell at once. What was put beside a long look, another reader takes."""
        connection: Connection | None = None
        while inbox.wait():
            while waiting := inbox.take():
                try:
                    connection = connection or self._read_engine.connect()
                    waiting.value = _seen(connection, waiting.job)
                except Exception as error:
                    waiting.error = error
                waiting.outbox.put(waiting)
        if connection is not None:
            connection.close()

    async def close(self) -> None:
        """Finish what is in flight, then let go of the file."""
        if self._closed:
            return
        self._closed = True
        self._writes.end()
        self._looks.end(len(self._readers))
        self._scans.end()
        await asyncio.to_thread(self._let_go)

    def _let_go(self) -> None:
        for thread in (self._writer, *self._readers, self._scanner):
            thread.join()
        self._connection.close()

    def _run(self) -> None:
        """The writer thread: take what is waiting, do it, commit it, tell."""
        while self._writes.wait():
            while first := self._writes.take():
                self._commit(first)

    def _commit(self, first: _Waiting) -> None:
        """Do a job and all that wait behind it, those too that come meanwhile, and commit them together."""
        batch, hung = [first], set[str]()
        try:
            link = self._begin()
            if not self._all_go_well(link, batch):
                self._roll_back()
                link = self._begin()
                for waiting in batch:
                    _attempt(link, waiting)
            link.driver.execute("COMMIT")
            hung = link.hung
        except BaseException as error:  # nothing was committed: everybody has to know
            for waiting in batch:
                waiting.error = error
            self._roll_back()
        _tell(batch)
        if hung:
            self._wake(hung)

    def _begin(self) -> Link:
        """By hand, as a look is: SQLAlchemy's transaction around it costs as much as a short job."""
        link = Link(self._connection)
        link.driver.execute("BEGIN IMMEDIATE")
        return link

    def _all_go_well(self, link: Link, batch: list[_Waiting]) -> bool:
        """Do the first job of a batch and all that wait behind it, which join the batch. False as soon as one fails.

        Most batches have none that does, and a savepoint for each job costs a twentieth of the job. So where one fails,
        what was done is undone, and the batch is done again with savepoints.
        """
        waiting: _Waiting | None = batch[0]
        while waiting is not None:
            try:
                waiting.value = waiting.job(link)
            except Exception:  # it fails again in its savepoint, and whoever waits for it is told then
                return False
            if (waiting := self._writes.take() if len(batch) < BATCH else None) is not None:
                batch.append(waiting)
        return True

    def _roll_back(self) -> None:
        """A COMMIT that SQLite refuses leaves the transaction open, and SQLAlchemy takes it for closed."""
        driver = self._connection.connection.driver_connection
        if driver is not None and driver.in_transaction:
            driver.execute("ROLLBACK")


def _seen(connection: Connection, job: Job[T]) -> T:
    """What a look sees; BEGIN and ROLLBACK by hand, because SQLAlchemy's transaction costs more than a short look."""
    link = Link(connection)
    link.driver.execute("BEGIN")
    try:
        return job(link)
    finally:
        link.driver.execute("ROLLBACK")


def _attempt(link: Link, waiting: _Waiting) -> None:
    """Run one job again, in a savepoint: what it did stays or goes as a whole, whatever becomes of its neighbours."""
    for _ in range(TRIES - 1):  # it has had one
        link.driver.execute("SAVEPOINT job")
        try:
            waiting.value, waiting.error = waiting.job(link), None
        except Exception as error:
            waiting.error = error
            link.driver.execute("ROLLBACK TO job")
            link.stamps.clear()
        link.driver.execute("RELEASE job")
        if not isinstance(waiting.error, Conflict):
            return


def _tell(batch: list[_Waiting]) -> None:
    """Put each outcome into its outbox; nearly always that is one."""
    for outbox in {waiting.outbox for waiting in batch}:
        outbox.put(*(waiting for waiting in batch if waiting.outbox is outbox))
