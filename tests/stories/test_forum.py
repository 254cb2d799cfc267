"""A forum on Discord: every question is a post, and every post by somebody is a question."""

import pytest

from tests.stories.discord_stage import DiscordStage
from tests.stories.town import Town

pytestmark = pytest.mark.parametrize("town", ["forum"], indirect=True)
TREES = "Why does the tree map miss Elm Street?"


def stage_of(town: Town) -> DiscordStage:
    assert isinstance(town.stage, DiscordStage)
    return town.stage


async def test_a_question_is_a_post_with_its_title_and_its_tags(town: Town) -> None:
    await town.ana.asks(TREES)
    (post,) = stage_of(town).posts()
    assert post["title"] == TREES
    assert set(post["tags"]) == {"Open", "Trees"}
    await town.maria.presses("Claim", on="Q-1")
    assert set(stage_of(town).posts()[0]["tags"]) == {"In progress", "Trees"}
    await town.maria.answers("Q-1", "City trees only.")
    await town.ana.presses("This solved it", on="Q-1")
    (post,) = stage_of(town).posts()
    assert set(post["tags"]) == {"Solved", "Trees"}
    assert not post["archived"]
    assert not post["locked"]


async def test_what_somebody_posts_is_their_question_and_the_card_the_first_reply(town: Town) -> None:
    ana, maria = town.ana, town.maria
    post = await stage_of(town).opens_post(ana.id, TREES, "I count forty of them.")
    await town.settles()
    (card,) = [each for each in town.stage.thread(post) if each.by_bot and each.text.startswith("Q-1")]
    assert card.has("Waiting for a champion", "I count forty of them.")
    town.room("triage").shows("Q-1", "Unclaimed", "I count forty of them.")
    await maria.presses("Claim", on="Q-1")
    await maria.answers("Q-1", "City trees only.")
    assert any(each.has("City trees only.") for each in town.stage.thread(post))
    await ana.presses("This solved it", on=next(e for e in town.stage.thread(post) if "This solved it" in e.buttons))
    assert await town.verbs("Q-1") == ["submit", "claim", "answer", "confirm"]
    assert len(stage_of(town).posts()) == 1


async def test_a_plain_reply_wakes_a_solved_post_and_offers_to_reopen(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.presses("This solved it", on="Q-1")
    await stage_of(town).archives(town.room("ask").card("Q-1"))
    await ana.replies_in_thread("Q-1", "It is wrong again")
    ana.sees_only_you("Is this still open?")
    ana.sees_buttons("Reopen", "Just a comment")
    await ana.presses("Reopen")
    await ana.fills(text="The oaks are missing now.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")
    assert set(stage_of(town).posts()[0]["tags"]) == {"In progress", "Trees"}
