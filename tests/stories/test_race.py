"""The race: many champions claim one question at the same moment."""

import asyncio
from collections import Counter

from bot.people.model import Level, RosterRow
from tests.stories import desk as elm
from tests.stories.desk import Resident
from tests.stories.people import Somebody
from tests.stories.slack_stage import SlackStage
from tests.stories.town import Town, TownClock

RUNNERS = tuple(Resident(f"U0RUNNER{n:02}", f"runner{n}", f"Runner {n}", champion=True) for n in range(64))
ROSTER = (*elm.ROSTER, *(RosterRow(each.name, Level.EXTERNAL, topics=("Trees",), slack=each.id) for each in RUNNERS))


async def test_sixty_four_claim_at_once_and_one_wins(store_url: str) -> None:
    clock = TownClock()
    stage = SlackStage(clock.read, (*elm.EVERYBODY, *RUNNERS))
    async with stage.pocket:
        town = Town(store_url, elm.elmford(), stage, clock)
        await town.opens(ROSTER)
        await town.ana.asks("Why does the tree map miss Elm Street?")
        runners = [Somebody(town, each) for each in RUNNERS]
        card = town.room("triage").card("Q-1")
        await asyncio.gather(*(stage.press(each.id, card, "Claim") for each in runners))
        await town.settles()

        winners = [each for each in runners if "Q-1 is yours" in each.told()[0].text]
        assert len(winners) == 1
        winner = winners[0]
        for each in runners:
            if each is not winner:
                each.sees_only_you(f"{winner.name} claimed Q-1", f"ask {winner.name} to pass it to you")
        assert Counter(await town.verbs("Q-1")) == {"submit": 1, "claim": 1}
        question = await town.question("Q-1")
        assert question.version == 2
        assert await town.sees(lambda work: work.roster.name(question.owner)) == winner.name
        town.room("ask").shows("Q-1", f"{winner.name} is working on it")
        town.room("triage").shows("Q-1", f"Claimed by {winner.name}")
        assert sum("is looking into this" in line for line in town.room("ask").thread("Q-1")) == 1
        await town.closes()
