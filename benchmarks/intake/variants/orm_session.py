"""The usual way to keep a command's words: SQLAlchemy's AsyncSession, ORM and aiosqlite."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """What SQLAlchemy knows of the tables."""


class Command(Table):
    """One command's words."""

    __tablename__ = "commands"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


def _opened(path: Path) -> AsyncEngine:
    """An engine on the file, durable as ours is."""
    # SQLite has one writer. With more connections they wait for each other's lock: it is slower, and with sixteen the
    # slowest commands take so long that the platform gives them up.
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def durable(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return engine


@asynccontextmanager
async def orm_session(path: Path) -> AsyncIterator[Callable[[str], Awaitable[None]]]:
    """A function that keeps words in a new database at ``path``, each in a session of its own."""
    engine = _opened(path)
    async with engine.begin() as connection:
        await connection.run_sync(Table.metadata.create_all)
    session_of = async_sessionmaker(engine, expire_on_commit=False)

    async def keep(text: str) -> None:
        async with session_of() as session:
            session.add(Command(text=text))
            await session.commit()

    try:
        yield keep
    finally:
        await engine.dispose()
