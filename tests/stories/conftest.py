"""The town, once over each kind of database."""

from collections.abc import AsyncIterator

import pytest

from tests.stories import desk as elm
from tests.stories.slack_stage import SlackStage
from tests.stories.town import Town, TownClock


@pytest.fixture
async def town(store_url: str) -> AsyncIterator[Town]:
    """An open town on a Tuesday morning; nobody has asked anything yet."""
    clock = TownClock()
    stage = SlackStage(clock.read, elm.EVERYBODY)
    async with stage.pocket:
        town = Town(store_url, elm.elmford(), stage, clock)
        await town.opens()
        yield town
        await town.closes()
