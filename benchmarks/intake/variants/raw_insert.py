"""The baselines' way to keep a command's words: one durable raw ``sqlite3`` INSERT.

One connection, WAL, ``synchronous=FULL``, every INSERT a transaction of its own, straight in the event loop: a switch
to another thread would cost more than it frees.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def raw_insert(path: Path) -> Iterator[Callable[[str], None]]:
    """A function that keeps words in a new database at ``path``; they are on the disk when it returns."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE commands (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")

        def keep(text: str) -> None:
            database.execute("INSERT INTO commands (text) VALUES (?)", (text,))

        yield keep
