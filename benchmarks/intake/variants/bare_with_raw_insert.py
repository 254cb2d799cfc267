"""The baseline: a bare Bolt handler with one durable raw ``sqlite3`` INSERT of each command's words.

One connection, WAL, ``synchronous=FULL``, every INSERT a transaction of its own, straight in the event loop: a switch
to another thread would cost more than it frees.
"""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

from slack_bolt.async_app import AsyncAck

from benchmarks.intake.variants.bolt import KEPT, hearing
from benchmarks.intake.variants.process import Job, Rest, nothing_to_do, run


@asynccontextmanager
async def bare_with_raw_insert(job: Job) -> AsyncIterator[Rest]:
    """Hear, keep, acknowledge."""
    with closing(sqlite3.connect(job.database, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE commands (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")

        async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
            database.execute("INSERT INTO commands (text) VALUES (?)", (body["text"],))
            await ack(response_type="ephemeral", text=KEPT)

        async with hearing(job, command):
            yield nothing_to_do


if __name__ == "__main__":
    run(bare_with_raw_insert)
