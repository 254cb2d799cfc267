"""Departing: people leave the platform; nothing is written to them, and nothing that waits for them is lost (4.3 k)."""

from bot.questions.model import State
from tests.stories.people import Somebody
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
SNOW = "How much snow was there?"


async def leaves(town: Town, who: Somebody) -> None:
    """Somebody leaves. Slack tells it; Discord is asked, here because a coordinator wants to know."""
    await town.stage.leaves(who.id)
    await town.settles()
    await town.kofi.types("/opendata-admin roster check")


async def test_what_a_champion_held_goes_to_others_when_they_leave(town: Town) -> None:
    ana, maria, theo, kofi = town.ana, town.maria, town.theo, town.kofi
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await ana.asks(SNOW)
    await theo.types("/champion claim Q-2")
    await theo.types('/champion handoff Q-2 to:"Maria Lopez" Trees bring it down.')
    await ana.asks("Where are the old trees?")
    town.room("triage").shows("Q-3", "Offered to Maria Lopez")
    await leaves(town, maria)
    kofi.sees_only_you("Have left: Maria Lopez.")
    told = kofi.reads_directly(
        "Maria Lopez has left", "Back in the queue, from what they held: Q-1.", "until they are back"
    )
    assert (await town.question("Q-1")).state is State.OFFERED
    town.room("triage").thread_says("Q-1", "Back in the queue.", "Maria Lopez has left.")
    town.room("ask").thread_says("Q-1", "We are asking somebody else to take Q-1.")
    assert (await town.question("Q-2")).handoff_to == 0
    town.room("triage").shows("Q-3", "Needs a home")
    await town.eve.asks("How many trees are there?")
    town.room("triage").shows("Q-4", "Needs a home")
    await kofi.types('/opendata-admin question assign Q-4 to:"Maria Lopez"')
    kofi.sees_only_you("Maria Lopez has left. Please choose another champion.")
    await kofi.types("/opendata-admin roster list")
    kofi.sees_only_you("Maria Lopez", "has left")
    await kofi.types("/opendata-admin health")
    kofi.sees_only_you("Something needs you.", "Have left: Maria Lopez.")
    await kofi.presses("Take off the roster", on=told)
    kofi.sees_only_you("Maria Lopez is off the roster.")


async def test_a_public_question_is_answered_for_others_when_its_asker_leaves(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES, share="without my name")
    await maria.presses("Claim", on="Q-1")
    before = len(ana.direct_messages())
    await town.stage.leaves(ana.id)
    await town.settles()
    await maria.answers("Q-1", "City trees only.")
    town.room("ask").shows("Q-1", "Solved", "City trees only.")
    town.room("ask").thread_says("Q-1", "The person who asked has left; the answer stays for others.")
    assert len(ana.direct_messages()) == before
    assert (await town.verbs("Q-1"))[-2:] == ["answer", "asker_left"]


async def test_what_only_waits_for_an_asker_who_left_is_set_aside_until_they_are_back(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES, share="privately")
    await maria.types("/champion claim Q-1")
    await ana.asks("Where are the elms?", share="without my name")
    await maria.types("/champion claim Q-2")
    await town.stage.leaves(ana.id)
    await town.settles()
    await maria.types("/champion clarify Q-2 Which years?")
    if town.stage.name == "slack":  # there it was told at once
        maria.sees_only_you("has left, so nobody can reply.")
        town.room("triage").thread_says("Q-1", "The person who asked Q-1 has left.", "Please close it.")
    else:
        assert (await town.question("Q-2")).state is State.CLOSED
        town.room("ask").thread_says("Q-2", "The person who asked has left, so we set Q-2 aside.")
