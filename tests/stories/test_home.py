"""Home: on Slack, one page for each person, by their role, and as it is now."""

from collections.abc import AsyncIterator

import pytest

from tests.stories import desk as elm
from tests.stories.projects import Links, sends
from tests.stories.shown import Shown
from tests.stories.slack_eyes import page
from tests.stories.slack_stage import SlackStage
from tests.stories.town import Town, TownClock


class Elmford(Town):
    """The town on Slack, where people have a Home."""

    stage: SlackStage

    def home(self, user: str) -> Shown:
        shown = self.stage.pocket.sight.home(user)
        assert shown is not None, f"{user} has not opened their Home"
        return page(shown)

    async def looks_home(self, user: str) -> str:
        assert (await self.stage.pocket.hands.open_home(user)).acknowledged
        await self.settles()
        return self.home(user).text

    async def presses_at_home(self, user: str, label: str) -> None:
        done = await self.stage.pocket.hands.press_in_view(user, self.home(user).id, label)
        assert done.acknowledged
        await self.settles()


@pytest.fixture
async def elmford(store_url: str) -> AsyncIterator[Elmford]:
    clock = TownClock()
    stage = SlackStage(clock.read, elm.EVERYBODY)
    await stage.start()
    town = Elmford(store_url, elm.elmford(), stage, clock)
    await town.opens()
    yield town
    await town.closes()
    await stage.stop()


async def test_everybody_has_a_home_by_their_role(elmford: Elmford) -> None:
    ana, maria, kofi = elmford.ana, elmford.maria, elmford.kofi
    seen = await elmford.looks_home(ana.id)
    assert "My questions\nYou have not asked anything yet." in seen
    assert "My queue" not in seen
    await ana.asks("Why does the tree map miss Elm Street?")

    seen = await elmford.looks_home(maria.id)
    assert "My queue\n1 question, oldest first" in seen
    assert "Elm Street" in seen
    assert "Desk health" not in seen
    seen = await elmford.looks_home(kofi.id)
    assert "Desk health\nEverything works." in seen
    assert "My queue" in seen
    assert "Mis preguntas" in await elmford.looks_home(elmford.luz.id)


async def test_a_home_works_and_stays_true_after_what_one_does(elmford: Elmford) -> None:
    ana, maria, stage = elmford.ana, elmford.maria, elmford.stage
    await elmford.looks_home(ana.id)
    await elmford.presses_at_home(ana.id, "Ask")
    ana.sees_form("Ask a data question")
    await ana.fills(text="Why does the tree map miss Elm Street?")
    await ana.presses("Post with my name")
    assert elmford.home(ana.id).has("You have 1 open question.", "Q-1", "Elm Street")

    await elmford.looks_home(maria.id)
    await elmford.presses_at_home(maria.id, "Claim Q-1")
    maria.sees_only_you("Q-1 is yours")
    assert "Answer Q-1" in elmford.home(maria.id).buttons
    published = sum(each.method == "views.publish" for each in stage.pocket.calls)
    await maria.types("/champion queue")
    assert sum(each.method == "views.publish" for each in stage.pocket.calls) == published


async def test_home_says_where_projects_stand(elmford: Elmford) -> None:
    ana = elmford.ana
    elmford.service.looks_at_links_by(Links())
    assert "My projects" not in await elmford.looks_home(ana.id)
    await sends(ana)
    shown = await elmford.looks_home(ana.id)
    assert "My projects" in shown
    assert "S-1: Shade Finder (waiting for a coordinator)" in shown
    await ana.types("/opendata me messages none")
    await elmford.kofi.types("/opendata-admin showcase decline S-1 reason:login")
    assert not any(each.has("Shade Finder") for each in ana.direct_messages())
    await ana.types("/opendata status")
    ana.sees_only_you("Where your projects stand: `/opendata projects`.")
    await elmford.presses_at_home(ana.id, "S-1")
    ana.reads_directly("You were told: We can't feature it yet because the link needs a login.")
