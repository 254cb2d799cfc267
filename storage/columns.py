"""The kinds of columns and keys that the tables are made of."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.engine import Dialect

# PostgreSQL refuses NUL in a text, and neither database can keep half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
        "uq": "%(table_name)s_one_%(column_0_N_name)s",
        "fk": "%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "%(table_name)s_key",
    }
)


def of_desk() -> ForeignKeyConstraint:
    """The row belongs to a desk that exists."""
    return ForeignKeyConstraint(["desk"], ["desks.desk"])


def of(table: str, mine: str, theirs: str = "number") -> ForeignKeyConstraint:
    """The row refers to a row of ``table`` on the same desk."""
    return ForeignKeyConstraint(["desk", mine], [f"{table}.desk", f"{table}.{theirs}"])


def partial(name: str, *columns: str, where: str) -> Index:
    """An index over those rows only of which ``where`` is true."""
    return Index(name, *columns, postgresql_where=text(where), sqlite_where=text(where))


class Moment(TypeDecorator[datetime]):
    """A moment, aware on both sides. SQLite keeps it as UTC text, which also sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """How a moment goes in."""
        return _as_text if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """How a moment comes out: in UTC."""
        return _from_text if dialect.name == "sqlite" else _in_utc


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone: without one it would be a guess")
    return moment.astimezone(UTC)


@lru_cache(maxsize=1_024)  # a command writes the moment of its request eight times
def _as_text(moment: datetime | None) -> str | None:
    moment = _in_utc(moment)
    return None if moment is None else moment.isoformat(" ", "microseconds")[:26]


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


class Said(TypeDecorator[str]):
    """Words that a person wrote: whatever no database can keep is left out."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        """How words go in: without NUL and lone surrogates."""
        return _storable


def storable(words: str) -> str:
    """``words`` without the signs that no database can keep."""
    return _UNSTORABLE.sub("", words)


def _storable(words: str | None) -> str | None:
    return None if words is None else _UNSTORABLE.sub("", words)


def desk() -> Column[str]:
    """The desk's slug, the first part of every key."""
    return Column("desk", Text, primary_key=True)


def number(name: str = "number") -> Column[int]:
    """A number that is unique on its desk, as part of the key."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def row_id() -> Column[int]:
    """A number given by the database: what SQLite's search index and the pump refer to."""
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def words(name: str, kind: Any = Text) -> Column[str]:
    """A text that is never null; empty stands for nothing."""
    return Column(name, kind, nullable=False, server_default=text("''"))


def count(name: str) -> Column[int]:
    """A whole number that is never null; 0 stands for nobody or none."""
    return Column(name, Integer, nullable=False, server_default=text("0"))
