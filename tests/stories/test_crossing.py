"""Where two things meet that each go well alone: somebody leaves in the middle of what others do with a question."""

from bot.questions.invariants import broken
from bot.questions.model import State
from tests.stories.people import Somebody
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def leaves(town: Town, who: Somebody) -> None:
    await town.stage.leaves(who.id)
    await town.settles()
    await town.kofi.types("/opendata-admin roster check")


async def test_a_wrong_answer_is_corrected_after_its_asker_left(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    before = len(ana.direct_messages())
    await town.stage.leaves(ana.id)
    await town.settles()
    await maria.types("/champion correct Q-1 It also shows park trees.")
    await maria.presses("Post correction")
    town.room("ask").shows("Q-1", "It also shows park trees.")
    assert len(ana.direct_messages()) == before
    assert not broken(await town.question("Q-1"))


async def test_whoever_was_asked_for_a_second_look_leaves(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.types("/opendata notyet Q-1 From 2019")
    await maria.answers("Q-1", "Private trees are left out.")
    town.clock.moves(seconds=5)
    await ana.types("/opendata notyet Q-1 No")
    assert (await town.question("Q-1")).second
    await leaves(town, theo)
    town.room("triage").hides("Q-1", "Theo Lund was asked to look as well")
    assert (await town.verbs("Q-1"))[-1] == "step_aside"
    town.room("triage").thread_says("Q-1", "Whoever was asked for a second look has left.")
    town.kofi.reads_directly("Q-1 (Trees): Theo Lund cannot take a second look at it.")


async def test_whoever_asked_to_take_over_leaves_before_the_owner_says_yes(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await theo.types("/champion takeover Q-1")
    await leaves(town, theo)
    await maria.presses("Yes, pass it on", on="asks to take this over")
    maria.sees_only_you("Theo Lund has left. Please choose another champion.")
    assert (await town.question("Q-1")).state is State.CLAIMED
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")


async def test_two_ask_to_take_over_and_one_gets_it(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await theo.types("/champion takeover Q-1")
    await theo.types("/champion takeover Q-1")
    theo.sees_only_you("Maria Lopez was asked already.")
    await maria.presses("Yes, pass it on", on="asks to take this over")
    await maria.presses("Yes, pass it on", on="asks to take this over")
    town.room("ask").shows("Q-1", "Theo Lund is working on it")


async def test_a_duplicate_whose_first_asker_left(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await eve.asks("Is Elm Street missing on the map of trees?")
    await maria.types("/champion duplicate Q-2 Q-1")
    await town.stage.leaves(ana.id)
    await town.settles()
    await maria.answers("Q-1", "City trees only.")
    assert not broken(await town.question("Q-1"))
    assert not broken(await town.question("Q-2"))
    town.room("ask").thread_says("Q-2", "City trees only.")
