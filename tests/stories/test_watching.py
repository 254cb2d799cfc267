"""Watching: somebody asks in a room without any command, and is offered help, quietly and once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.stories import desk as elm
from tests.stories.shown import Shown
from tests.stories.town import Town

TREES = "Where can I find the tree data?"
BIKES = "Is there a dataset of bike counters?"
OFFER = "Would you like a data champion to look at your question?"


async def watched(town: Town, **limits: int) -> None:
    """The desk watches the square, on every platform that it is on."""
    watch = dict.fromkeys(("slack", "discord"), ("#town-square",))
    town.desk = replace(town.desk, watch=watch, limits=replace(town.desk.limits, **limits))
    await town.reopens(elm.ROSTER)


def public(town: Town, said: Shown) -> list[str]:
    """What everybody in the square reads of the bot."""
    return [each.text for top in town.stage.room("square") for each in (top, *town.stage.thread(top)) if each.by_bot]


async def test_whoever_asks_about_data_is_offered_a_champion_and_the_question_stands_under_their_message(
    town: Town,
) -> None:
    await watched(town)
    ana, maria = town.ana, town.maria
    said = await ana.says(TREES, room="square")
    ana.sees_only_you(OFFER, "“Where can” and “tree data”", "I won't offer again for 30 days")
    ana.sees_buttons("Ask a champion", "No")
    assert public(town, said) == []
    assert await town.asked() == 0
    await ana.presses("Ask a champion")
    ana.sees_only_you("Check before we post", TREES, "under your message")
    await ana.presses("Post with my name")
    (card,) = [each for each in town.stage.thread(said) if each.has("Q-1 ·")]
    assert card.has("Waiting for a champion", TREES)
    await maria.presses("Claim", on="Q-1")
    assert (await town.question("Q-1")).owner


async def test_talk_and_replies_and_unwatched_rooms_are_left_alone(town: Town) -> None:
    await watched(town)
    ana, eve = town.ana, town.eve
    said = await ana.says("Anyone up for lunch?", room="square")
    ana.sees_nothing_new()
    await eve.replies_to(said, TREES)
    eve.sees_nothing_new()
    if town.stage.name == "slack":
        await eve.says(TREES, room="ask")
        eve.sees_nothing_new()
    known = await town.sees(lambda work: work.offers.made_since(town.clock.now - timedelta(days=1)))
    assert known == 0


async def test_no_is_remembered_and_the_desk_offers_only_so_often(town: Town) -> None:
    await watched(town, offers_per_hour=2, offer_rest_days=3)
    ana, eve, luz = town.ana, town.eve, town.luz
    await ana.says(TREES, room="square")
    await ana.presses("No")
    ana.sees_only_you("All right. I won't offer again for 3 days.")
    await ana.says(BIKES, room="square")
    ana.sees_nothing_new()
    await eve.says(BIKES, room="square")
    eve.sees_only_you(OFFER)
    await luz.says("¿Dónde están los datos de árboles?", room="square")
    luz.sees_nothing_new()  # two within the hour
    town.clock.moves(minutes=61)
    await luz.says("¿Dónde están los datos de árboles?", room="square")
    luz.sees_only_you("¿Quiere que alguien del equipo de guías vea su pregunta?")
    town.clock.moves(days=4)
    await ana.says(BIKES, room="square")
    ana.sees_only_you(OFFER)


async def test_this_answers_it_shows_the_answer_whole(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "On the portal, under Parks.")
    await watched(town)
    await eve.says(TREES, room="square")
    eve.sees_only_you(OFFER, "Q-1 ·", "On the portal, under Parks.")
    await eve.presses("This answers it")
    eve.sees_only_you("Good. Q-1 answered it.", "On the portal, under Parks.")
    assert await town.asked() == 1


async def test_nothing_is_offered_twice_nor_late_nor_for_words_that_were_taken_back(town: Town) -> None:
    await watched(town)
    town.stage.says_everything_twice()
    ana, eve = town.ana, town.eve
    said = await ana.says(TREES, room="square")
    assert len([each for each in ana.told() if each.has(OFFER)]) == 1
    offer = ana.newest()
    await ana.deletes(said)
    await ana.presses("Ask a champion", on=offer)
    ana.sees_only_you("I can't find that draft any more")
    await town.closes()
    town.clock.moves(minutes=20)
    await town.stage.say(eve.id, "square", TREES)
    town.clock.moves(minutes=20)
    await town.opens(None)
    await town.settles()
    await town.stage.reads(eve.id)
    assert not [each for each in town.stage.only_you(eve.id) if each.has(OFFER)]


@pytest.mark.parametrize("town", ["slack"], indirect=True)
async def test_a_dataset_that_the_words_name_is_shown_first(town: Town) -> None:
    await watched(town)
    ana = town.ana
    await ana.says("How often is the Snow Routes map updated?", room="square")
    ana.sees_only_you(OFFER, "This dataset may help: Snow Routes", "The order in which streets are plowed.")
    await ana.presses("This answers it")
    ana.sees_only_you("Good. Nothing is posted.")
    assert await town.asked() == 0
