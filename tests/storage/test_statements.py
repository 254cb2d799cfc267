"""Every statement: it compiles for both databases, and it names the desk."""

import gc
import re

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from storage.open import open_store
from storage.prepared import Prepared
from storage.questions import _queue

# What the pump and the housekeeping do for every desk at once; and what is asked before the desk is known: the token of
# a workspace is sealed by whoever installs the app there.
FOR_EVERY_DESK = (
    r"SELECT slots\.id",
    r"DELETE FROM requests",
    r"(UPDATE pictures SET|DELETE FROM pictures WHERE pictures\.) ?kept_at",
    r"SELECT desks\.settings \nFROM desks ORDER BY",
    r"SELECT workspaces\.desk",
    r"(UPDATE workspaces SET |SELECT workspaces\.team, workspaces\.)sealed",
    r"(INSERT INTO|DELETE FROM|SELECT count\(\*\).*\nFROM) states",
)


def statements() -> list[Prepared]:
    assert callable(open_store), "importing it has made every statement"
    _queue(2, True, True)
    return [each for each in gc.get_objects() if isinstance(each, Prepared)]


DIALECTS: list[Dialect] = [sqlite.dialect(), postgresql.psycopg.dialect()]  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda each: each.name)
def test_every_statement_compiles_and_names_the_desk(dialect: Dialect) -> None:
    found = [each.plan(dialect) for each in statements()]
    assert len(found) > 60
    for plan in found:
        assert "POSTCOMPILE" not in plan.sql, "a list of parameters has no place in a statement compiled once"
        if not any(re.match(each, plan.sql) for each in FOR_EVERY_DESK):
            assert "desk" in plan.names, plan.sql
