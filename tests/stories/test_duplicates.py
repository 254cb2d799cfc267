"""Duplicates: whoever asked the same reads the answer where they asked, and nobody is sent where they may not read."""

import pytest

from bot.questions.model import State
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
AGAIN = "Elm has no trees on the map, why?"
on_one_stage = pytest.mark.parametrize("town", ["slack"], indirect=True)


async def merged(town: Town, share: str = "with my name") -> None:
    await town.ana.asks(TREES)
    await town.eve.asks(AGAIN, share=share)
    await town.maria.types("/champion duplicate Q-2 Q-1")


async def test_whoever_asked_the_same_follows_the_first_and_reads_its_answer_where_they_asked(town: Town) -> None:
    eve, maria = town.eve, town.maria
    await merged(town)
    town.room("ask").thread_says("Q-2", "We think this is the same as Q-1. The answer will be there.")
    await eve.types("/opendata status")
    eve.sees_only_you("You follow:", "Q-1 · Waiting for a champion", "Because you asked the same")
    await maria.answers("Q-1", "Only zanzibar trees.")
    line = town.room("ask").thread_says("Q-2", "Q-1 is answered, and yours is the same.", "Only zanzibar trees.")
    assert line.has(f"@{eve.id}")
    town.clock.moves(days=1)
    await maria.types("/champion correct Q-1 Park trees too.")
    await maria.presses("Post correction")
    town.room("ask").thread_says("Q-2", "The answer to Q-1, which is yours too, was corrected.", "Park trees too.")
    town.room("ask").thread_says("Q-2", "This answer was corrected on Wed 7 Oct.", "Only zanzibar trees.")
    assert eve.direct_messages() == []
    await eve.types("/opendata unfollow Q-1")
    town.clock.moves(days=1)
    await maria.types("/champion correct Q-1 All trees.")
    await maria.presses("Post correction")
    assert not [each for each in town.room("ask").thread("Q-2") if "All trees." in each]


async def test_what_is_different_is_back_at_its_old_place_in_line(town: Town) -> None:
    eve, maria, theo = town.eve, town.maria, town.theo
    await merged(town)
    before = await town.question("Q-2")
    await town.ana.asks("Which trees stand on Oak Street?")
    town.clock.moves(hours=2)
    await eve.presses("It is different", on="Q-2")
    after = await town.question("Q-2")
    assert (after.state, after.asked_at, after.offered_to) == (State.OFFERED, before.asked_at, before.offered_to)
    await theo.types("/champion queue unclaimed")
    listed = theo.sees_only_you("3 questions, oldest first").text
    assert listed.index("Q-1 ") < listed.index("Q-2 ") < listed.index("Q-3 ")
    await maria.answers("Q-1", "City trees only.")
    assert not [each for each in town.room("ask").thread("Q-2") if "City trees only." in each]
    await eve.types("/opendata status")
    eve.does_not_see("Because you asked the same")


@on_one_stage
async def test_an_answer_that_is_there_already_comes_with_the_merge(town: Town) -> None:
    ana, eve, theo, maria = town.ana, town.eve, town.theo, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await eve.asks(AGAIN, share="without my name")
    await maria.types("/champion duplicate Q-2 Q-1")
    town.room("ask").thread_says("Q-2", "We think this is the same as Q-1, which is answered.", "City trees only.")
    eve.reads_directly("We think this is the same as Q-1, which is answered.", "City trees only.")
    await theo.asks("Elm trees on the map?")
    await maria.types("/champion duplicate Q-1 Q-3")  # what was first is now the same as something else
    town.room("ask").shows("Q-2", "Same as Q-3")
    await maria.answers("Q-3", "Park trees too.")
    eve.reads_directly("Q-3 is answered, and yours is the same.", "Park trees too.")
    town.room("ask").thread_says("Q-1", "Q-3 is answered, and yours is the same.", "Park trees too.")


async def test_where_the_first_is_gone_the_others_are_questions_again(town: Town) -> None:
    await merged(town)
    await town.ana.types("/opendata withdraw Q-1")
    town.room("ask").shows("Q-2", "Waiting for a champion")
    town.room("ask").thread_says("Q-2", "This is a question of its own again")
    assert (await town.verbs("Q-2"))[-1] == "unmerge"
    await town.theo.asks("Elm trees on the map?")
    await town.maria.types("/champion duplicate Q-3 Q-2")
    await town.kofi.types("/opendata-admin question remove Q-2 Names a neighbour")
    assert (await town.question("Q-3")).state is State.OFFERED


@on_one_stage
async def test_what_may_not_be_known_is_not_told_by_a_duplicate(town: Town) -> None:
    ana, eve, maria, kofi, ingrid = town.ana, town.eve, town.maria, town.kofi, town.ingrid
    await ana.asks(TREES, share="privately")
    await eve.asks(AGAIN)
    await maria.types("/champion claim Q-1")
    await ingrid.types("/champion duplicate Q-2 Q-1")
    hidden = ingrid.sees_only_you("I can't find that question").text
    await ingrid.types("/champion duplicate Q-2 Q-99")
    assert ingrid.sees_only_you("I can't find that question").text == hidden
    await maria.types("/champion duplicate Q-2 Q-1")
    maria.sees_only_you("Q-1 is private, so nobody else can be sent there.")
    await ana.asks("How many oaks are there?")
    await kofi.types("/champion duplicate Q-3 Q-1")
    kofi.sees_only_you("Q-1 is private, so nobody else can be sent there.")
    await kofi.types("/opendata-admin question hold Q-3 Names a neighbour")
    await ingrid.types("/champion duplicate Q-2 Q-3")
    assert ingrid.sees_only_you("I can't find that question").text == hidden
    await kofi.types("/champion duplicate Q-2 Q-3")
    kofi.sees_only_you("Q-3 cannot be read just now, so nobody can be sent there.")
    town.room("ask").shows("Q-2", "Waiting for a champion")


@on_one_stage
async def test_the_asker_of_a_private_question_decides_whether_it_is_the_same(town: Town) -> None:
    ana, eve, maria, kofi = town.ana, town.eve, town.maria, town.kofi
    await ana.asks(TREES)
    await eve.asks(AGAIN, share="privately")
    await maria.types("/champion claim Q-2")
    await maria.types("/champion duplicate Q-2 Q-1")
    maria.sees_only_you("Q-2 is private, so the person who asked is asked first.")
    eve.reads_directly("Maria Lopez thinks that your question Q-2 is the same as Q-1.")
    await ana.types("/opendata same Q-1 Q-2")
    await eve.types("/opendata same Q-2 Q-9")
    eve.sees_only_you("Nobody thinks that Q-2 was asked before.")
    await eve.presses("It is the same", on=eve.direct_messages()[-1])
    eve.sees_only_you("Q-2 is the same as Q-1.", "Its answer comes to you here.")
    await maria.answers("Q-1", "City trees only.")
    eve.reads_directly("Q-1 is answered, and yours is the same.", "City trees only.")
    for room in ("ask", "triage"):
        town.room(room).has_no(AGAIN)
    await kofi.types("/opendata-admin log Q-2")
    kofi.sees_only_you("said it was asked before")
