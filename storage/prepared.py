"""Statements that are made with SQLAlchemy Core and compiled once.

Core builds the SQL, its types and the translation for each database; what it costs to run a statement through its
engine (about 20 µs of bookkeeping against 3 µs for SQLite itself) is left out on the way in, where every command
runs eight of them. See docs/adr/0002-one-writer-thread.md.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, ColumnElement, CompoundSelect, Connection, FromClause, Select, bindparam, literal_column
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.schema import Table
from sqlalchemy.types import TypeEngine

from bot.engine.unhurried import REST

Row = tuple[Any, ...]
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | UpdateBase
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement in one database's dialect: the SQL, its parameters and what to do with the values."""

    sql: str
    names: frozenset[str]
    pick: Callable[[dict[str, Any]], Any]
    own: Mapping[str, Any]
    outward: tuple[tuple[str, Convert], ...]
    inward: tuple[tuple[int, Convert], ...]

    def values(self, given: dict[str, Any]) -> Any:
        """What the driver is given; ``given`` is changed on the way."""
        for name, convert in self.outward:
            given[name] = convert(given[name])
        if self.own:
            given |= self.own
        return self.pick(given)

    def read(self, row: Row) -> Row:
        if not self.inward:
            return row
        read = list(row)
        for index, convert in self.inward:
            read[index] = convert(read[index])
        return tuple(read)


class Prepared:
    """One statement, ready to be run with named values on any connection."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self._plans: dict[str, _Plan] = {}

    def plan(self, dialect: Dialect) -> _Plan:
        """How to run it on ``dialect``; made when it is first asked for."""
        found = self._plans.get(dialect.name)
        if found is None:
            found = self._plans[dialect.name] = _plan(self.statement, dialect)
        return found


def _plan(statement: Statement, dialect: Dialect) -> _Plan:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    params, binds = compiled.params, compiled.binds
    convert = {name: _into(binds[name].type, dialect) for name in params}
    # Values that stand in the statement itself are converted here, once.
    own = {
        name: into(value) if (into := convert[name]) else value
        for name, value in params.items()
        if not binds[name].required
    }
    columns = enumerate(statement.exported_columns)
    inward = ((at, column.type.dialect_impl(dialect).result_processor(dialect, None)) for at, column in columns)
    return _Plan(
        str(compiled),
        frozenset(params),
        _picking(compiled.positiontup),
        own,
        tuple((name, each) for name, each in convert.items() if each is not None and name not in own),
        tuple((at, convert) for at, convert in inward if convert is not None),
    )


def _into(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """How a value of a type goes in. Both drivers take True and False as they are."""
    return None if isinstance(kind, Boolean) else kind.dialect_impl(dialect).bind_processor(dialect)


def _picking(names: Sequence[str] | None) -> Callable[[dict[str, Any]], Any]:
    """How named values become what the driver takes: by name, or in the order of the SQL."""
    if names is None:
        return lambda values: values
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


class Link:
    """One open transaction: runs prepared statements on the driver's own connection.

    ``stamps`` are the desks' stamps as this transaction has read them, ``hung`` the keys of the rooms in which a card
    was hung in it.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect
        driver = connection.connection.driver_connection
        assert driver is not None
        self.driver: Any = driver
        self.stamps: dict[str, Row] = {}
        self.hung: set[str] = set()

    def rows(self, statement: Prepared, **values: Any) -> list[Row]:
        """All rows that the statement gives."""
        plan = statement.plan(self.dialect)
        found = self.driver.execute(plan.sql, plan.values(values)).fetchall()
        return [plan.read(row) for row in found] if plan.inward else found

    def pieces(self, statement: Prepared, many: int, **values: Any) -> Iterator[Row]:
        """All rows that the statement gives, taken from the driver so ``many`` at a time, with a rest in between: no
        other thread may run while a driver makes thousands of rows. For scans."""
        plan = statement.plan(self.dialect)
        cursor = self.driver.execute(plan.sql, plan.values(values))
        while found := cursor.fetchmany(many):
            yield from map(plan.read, found) if plan.inward else found
            if len(found) == many:
                time.sleep(REST)

    def row(self, statement: Prepared, **values: Any) -> Row | None:
        """The first row that the statement gives, or None."""
        plan = statement.plan(self.dialect)
        found = self.driver.execute(plan.sql, plan.values(values)).fetchone()
        return plan.read(found) if found is not None else None

    def value(self, statement: Prepared, **values: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.row(statement, **values)
        return found[0] if found is not None else None

    def run(self, statement: Prepared, **values: Any) -> int:
        """Do what the statement says; gives how many rows it touched."""
        plan = statement.plan(self.dialect)
        return int(self.driver.execute(plan.sql, plan.values(values)).rowcount)

    def many(self, statement: Prepared, each: Iterable[dict[str, Any]]) -> None:
        """Do what the statement says for each set of values."""
        plan = statement.plan(self.dialect)
        self.driver.cursor().executemany(plan.sql, [plan.values(values) for values in each])


def adding(table: Table, *names: str) -> Insert:
    """An INSERT into ``table`` of the named columns, each from a value of its own name."""
    # PostgreSQL's kind of INSERT: its ON CONFLICT is compiled for SQLite as well, which has taken it over.
    return postgresql.insert(table).values({name: bindparam(name) for name in names})


def is_given(table: FromClause, *names: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions that each of the named columns equals the value of its own name."""
    return tuple(table.c[name] == bindparam(name) for name in names)


def among(column: ColumnElement[str], words: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a column holds one of these words of our own, which are written into the SQL: an IN with
    parameters is only known when it is run, and SQLite chooses its index by what it can read."""
    return column.in_([literal_column(f"'{word}'") for word in sorted(words)])
