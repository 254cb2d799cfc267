"""The usual way: a bare Bolt handler that keeps each command with SQLAlchemy's AsyncSession, ORM and aiosqlite."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.async_app import AsyncAck
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from benchmarks.intake.variants.bolt import KEPT, hearing
from benchmarks.intake.variants.process import Job, Rest, nothing_to_do, run


class Table(DeclarativeBase):
    """What SQLAlchemy knows of the tables."""


class Command(Table):
    """One command's words."""

    __tablename__ = "commands"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


def opened(job: Job) -> AsyncEngine:
    """An engine on the file, durable as ours is."""
    # SQLite has one writer. With more connections they wait for each other's lock: it is slower, and with sixteen the
    # slowest commands take so long that Slack gives them up.
    engine = create_async_engine(f"sqlite+aiosqlite:///{job.database}", pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def durable(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return engine


@asynccontextmanager
async def async_orm(job: Job) -> AsyncIterator[Rest]:
    """Hear, keep in a session of its own, acknowledge."""
    engine = opened(job)
    async with engine.begin() as connection:
        await connection.run_sync(Table.metadata.create_all)
    session_of = async_sessionmaker(engine, expire_on_commit=False)

    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        async with session_of() as session:
            session.add(Command(text=body["text"]))
            await session.commit()
        await ack(response_type="ephemeral", text=KEPT)

    async with hearing(job, command):
        yield nothing_to_do
    await engine.dispose()


if __name__ == "__main__":
    run(async_orm)
