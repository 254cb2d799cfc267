"""Slack over HTTP instead of Socket Mode: people notice nothing."""

from collections.abc import AsyncIterator

import pytest

from tests.stories import desk as elm
from tests.stories.slack_stage import SlackStage
from tests.stories.test_answering import test_the_asker_marks_a_neighbours_reply_as_the_answer as marking
from tests.stories.test_happy_path import test_a_question_is_asked_claimed_answered_and_solved as happy_path
from tests.stories.test_heard_twice import test_a_pressed_button_is_answered_once as delivered_twice
from tests.stories.town import Town, TownClock

STORIES = (happy_path, marking, delivered_twice)


@pytest.fixture
async def posted_to(store_url: str) -> AsyncIterator[Town]:
    """The town, to which Slack posts."""
    clock = TownClock()
    stage = SlackStage(clock.read, elm.EVERYBODY, http=True)
    await stage.start()
    town = Town(store_url, elm.elmford(), stage, clock)
    await town.opens()
    yield town
    await town.closes()
    await stage.stop()


@pytest.mark.parametrize("story", STORIES, ids=lambda each: each.__name__.removeprefix("test_"))
async def test_the_story_is_the_same(posted_to: Town, story: object) -> None:
    assert callable(story)
    await story(posted_to)
