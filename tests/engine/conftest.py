"""The desk, on a fresh SQLite file."""

import pytest

from storage.store import SqlStore
from tests.engine.desk import Elmford
from tests.engine.pumping import Pumping


@pytest.fixture
async def desk(sqlite_store: SqlStore) -> Elmford:
    """An open desk; nobody has asked anything yet."""
    desk = Elmford(sqlite_store)
    await desk.opens()
    return desk


@pytest.fixture
async def pumping(desk: Elmford) -> Pumping:
    """The desk with its wall, and processes that pump."""
    return Pumping(desk)
