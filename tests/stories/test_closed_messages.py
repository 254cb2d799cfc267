"""Closed direct messages: what was meant for one person is not told to all, and they learn that there is something."""

import pytest

from tests.stories.discord_stage import DiscordStage
from tests.stories.town import Town

pytestmark = pytest.mark.parametrize("town", ["discord"], indirect=True)
TREES = "Why was the tree at 5 Elm Street cut?"
HINT = "Please check `/opendata status`."


async def test_who_asked_privately_is_told_to_look_and_nobody_else_learns_more(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    assert isinstance(town.stage, DiscordStage)
    town.stage.pocket.hands.close_dms(ana.who.handle)
    await ana.asks(TREES, "privately")
    assert town.room("ask").cards() == []
    await kofi.answers("Q-1", "It was sick.")
    (hint,) = town.room("ask").cards()
    assert hint.has(HINT)
    assert town.stage.called() == [f"@{ana.id}"]
    town.room("ask").has_no("5 Elm", "sick", "Q-1")
    await ana.types("/opendata status Q-1")
    ana.sees_only_you("It was sick.")
    backlog = await town.sees(lambda work: work.slots.backlog(town.clock.machine()))
    assert "takes no direct messages" in " ".join(backlog.stuck)
