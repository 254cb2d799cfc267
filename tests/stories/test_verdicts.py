"""Verdicts: answers that help or do not, those that were wrong, and who looks again (interaction.md, 3.5 and 4.3 h)."""

import pytest

from bot.questions.model import State
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
on_one_stage = pytest.mark.parametrize("town", ["slack"], indirect=True)


async def answered(town: Town, text: str = "City trees only.") -> None:
    await town.ana.asks(TREES)
    await town.maria.answers("Q-1", text)


async def rejects(town: Town, why: str) -> None:
    """Whoever asked says no; what belongs to one moment stands in one message."""
    town.clock.moves(seconds=5)
    await town.ana.types(f"/opendata notyet Q-1 {why}")


async def test_after_the_second_rejection_another_champion_is_asked_and_after_the_third_a_coordinator(
    town: Town,
) -> None:
    ana, maria, theo, kofi = town.ana, town.maria, town.theo, town.kofi
    await answered(town)
    await rejects(town, "From 2019")
    await maria.answers("Q-1", "Private trees are left out.")
    await rejects(town, "They are not private")
    ana.sees_only_you("Q-1 is open again")
    line = "Not solved yet. Maria Lopez takes another look, and Theo Lund was asked to look as well."
    town.room("ask").thread_says("Q-1", line)
    town.room("triage").shows("Q-1", "Claimed by Maria Lopez", "Theo Lund was asked to look as well.")
    town.room("triage").thread_says("Q-1", "Q-1: please take a second look", "For Theo Lund.", "Elm Street")
    theo.reads_directly("Q-1: please take a second look", "Maria Lopez", "Elm Street")
    question = await town.question("Q-1")
    assert (question.state, question.owner != question.second, question.rejected) == (State.CLAIMED, True, 2)
    assert not [each for each in kofi.direct_messages() if each.has("Q-1")]

    await theo.presses("Help", on="please take a second look")
    await theo.fills(text="The survey is of 2023.")
    await theo.presses("Post as a helper reply")
    town.room("ask").thread_says("Q-1", "Theo Lund adds:", "The survey is of 2023.")
    await maria.answers("Q-1", "See what Theo says.")
    await rejects(town, "No")
    kofi.reads_directly("Q-1 (Trees): its answer did not solve it, 3 times now.")
    assert len([each for each in theo.direct_messages() if each.has("second look")]) == 1
    await kofi.types("/champion escalate Q-1 Ask the department")
    kofi.sees_only_you("A coordinator was told about Q-1.")


@on_one_stage
async def test_a_second_look_may_be_left_to_others(town: Town) -> None:
    maria, theo, kofi = town.maria, town.theo, town.kofi
    await answered(town)
    await rejects(town, "From 2019")
    await maria.answers("Q-1", "Private trees are left out.")
    await rejects(town, "No")
    await maria.presses("Not for me", on="please take a second look")
    maria.sees_only_you("Nobody asked you for a second look at Q-1.")
    await theo.presses("Not for me", on="please take a second look")
    theo.sees_only_you("A coordinator looks for somebody else for Q-1.")
    kofi.reads_directly("Q-1 (Trees): Theo Lund cannot take a second look at it.")
    town.room("triage").hides("Q-1", "was asked to look as well")
    assert (await town.verbs("Q-1"))[-1] == "step_aside"


async def test_a_wrong_answer_is_corrected_and_everyone_it_concerns_is_told_once(town: Town) -> None:
    ana, eve, luz, maria, theo = town.ana, town.eve, town.luz, town.maria, town.theo
    await answered(town, "Only zanzibar trees.")
    await eve.presses("Follow", on="Q-1")
    await eve.presses("Yes, write to me")
    await luz.presses("Helpful", on="Q-1")
    luz.sees_only_you("Gracias.")
    await ana.presses("This solved it", on="Q-1")
    await theo.types("/champion correct Q-1 Park trees.")
    theo.sees_only_you("This is for whoever looks after Q-1")
    town.clock.moves(days=3)
    await maria.types("/champion correct Q-1")
    maria.sees_form("Correct the answer", text="Only zanzibar trees.")
    await maria.fills(text="Park trees too.")
    maria.sees_only_you(
        "Check your correction of Q-1", "Park trees too.", "On Tue 6 Oct it said:", "Only zanzibar trees."
    )
    await maria.presses("Post correction")
    maria.sees_only_you("Posted. The answer to Q-1 is corrected.")
    town.room("ask").shows("Q-1", "Solved", "corrected on Fri 9 Oct", "Park trees too.", "On Tue 6 Oct it said:")
    line = town.room("ask").thread_says("Q-1", "We got Q-1 wrong on Tue 6 Oct. Sorry about that.", "Park trees too.")
    assert line.has(f"@{ana.id}")
    town.room("ask").thread_says("Q-1", "This answer to Q-1 was corrected on Fri 9 Oct.", "Only zanzibar trees.")
    told = [each for each in eve.direct_messages() if each.has("its answer was corrected", "Park trees too.")]
    assert len(told) == 1
    assert luz.direct_messages() == [], "who never agreed to messages gets none"
    await luz.types("/opendata status")
    luz.sees_only_you("Q-1")
    question = await town.question("Q-1")
    assert (question.state, question.helpful) == (State.SOLVED, 0)
    assert (await town.verbs("Q-1"))[-1] == "correct"


@on_one_stage
async def test_a_correction_is_looked_through_and_changed_before_it_is_posted(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES)
    await maria.types("/champion correct Q-1 Too early.")
    maria.sees_only_you("This is for whoever looks after Q-1")
    await maria.answers("Q-1", "City trees only.")
    await kofi.types("/champion correct Q-1 Pay with 4111 1111 1111 1111.")
    kofi.sees_only_you("This looks like a card number")
    kofi.does_not_see("Post correction")
    await kofi.presses("Edit")
    kofi.sees_form("Edit your answer")
    await kofi.fills(text="Park trees too.")
    await kofi.presses("Post correction")
    town.room("ask").shows("Q-1", "Answer from Kofi Boateng", "Park trees too.")
    await maria.presses("More", on="Q-1 · Answered")
    maria.sees_buttons("Correct answer")
    await maria.types("/champion correct Q-1 All trees.")
    await maria.presses("Cancel")
    maria.sees_only_you("Thrown away. Nothing was posted.")
    town.room("ask").shows("Q-1", "Park trees too.")


async def test_whether_it_helped_is_one_voice_each_and_the_askers_is_counted_apart(town: Town) -> None:
    ana, eve, luz, maria = town.ana, town.eve, town.luz, town.maria
    await answered(town)
    await eve.presses("Helpful", on="Q-1")
    eve.sees_only_you("Thank you. We note that the answer to Q-1 helped.", "May we write to you")
    await eve.presses("Helpful (1)", on="Q-1")
    await luz.presses("Helpful (1)", on="Q-1")
    assert "Helpful (2)" in town.room("ask").card("Q-1").buttons
    await luz.presses("Not helpful", on="Q-1")
    luz.sees_only_you("Q-1")
    await luz.presses("Not helpful", on="Q-1")
    luz.sees_only_you("Solo quien preguntó")
    await maria.presses("Helpful (1)", on="Q-1 · Answered")
    maria.sees_only_you("This is your own answer")
    await ana.presses("Not helpful", on="Q-1")
    ana.sees_only_you("Is Q-1 not solved yet?")
    town.room("triage").shows("Q-1", "The person who asked did not find it helpful. 1 reader found it helpful.")
    await ana.presses("Helpful (1)", on="Q-1")
    town.room("triage").shows("Q-1", "The person who asked found it helpful.")
    question = await town.question("Q-1")
    assert (question.helpful, question.rated) == (1, "yes")
    assert await town.verbs("Q-1") == ["submit", "answer"]
    await ana.presses("Not yet", on="Q-1")
    await ana.fills(text="From 2019")
    await maria.answers("Q-1", "Private trees.")
    question = await town.question("Q-1")
    assert (question.helpful, question.rated) == (0, ""), "what was said of an answer is not said of the next"


@on_one_stage
async def test_whoever_found_it_helpful_and_agreed_to_messages_is_told_of_the_correction(town: Town) -> None:
    eve, maria = town.eve, town.maria
    await answered(town)
    await eve.types("/opendata me messages dm")
    await eve.presses("Helpful", on="Q-1")
    eve.sees_only_you("If it is ever corrected, we write to you.")
    await maria.types("/champion correct Q-1 Park trees too.")
    await maria.presses("Post correction")
    eve.reads_directly("its answer was corrected.", "Park trees too.")
    await eve.types("/opendata me export")
    eve.sees_only_you("helped")


async def test_an_owner_lets_somebody_else_take_over(town: Town) -> None:
    ana, maria, theo, kofi = town.ana, town.maria, town.theo, town.kofi
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await theo.types("/champion claim Q-1")
    theo.sees_only_you("Maria Lopez claimed Q-1")
    await theo.presses("Ask to take over")
    theo.sees_only_you("Maria Lopez was asked whether you may take over Q-1.", "It stays with Maria Lopez")
    town.room("triage").thread_says("Q-1", "Theo Lund asks to take this over", f"@{maria.id}")
    await theo.presses("Yes, pass it on", on="Theo Lund asks to take this over")
    assert (await town.verbs("Q-1"))[-1] == "takeover_ask"
    await maria.presses("Keep it", on="Theo Lund asks to take this over")
    town.room("triage").thread_says("Q-1", "Maria Lopez keeps this.")
    await maria.presses("Yes, pass it on", on="Theo Lund asks to take this over")
    maria.sees_only_you("Theo Lund does not ask for Q-1 any more.")
    await theo.types("/champion answer Q-1 They are on the paving map.")
    theo.sees_buttons("Post as a helper reply", "Ask to take over")
    await theo.presses("Ask to take over")
    await maria.presses("Yes, pass it on", on="Theo Lund asks to take this over")
    maria.sees_only_you("Q-1 is with Theo Lund now.")
    town.room("ask").shows("Q-1", "Theo Lund is working on it")
    town.room("triage").thread_says("Q-1", "Q-1 is yours now.", f"@{theo.id}")
    await theo.presses("Post my draft", on="Q-1 is yours now.")
    town.room("ask").shows("Q-1", "Answered", "They are on the paving map.")
    assert (await town.verbs("Q-1"))[-2:] == ["take_over", "answer"]
    await ana.types("/opendata notyet Q-1 Where?")
    await kofi.types("/champion claim Q-1")
    await kofi.presses("Take over now")
    town.room("ask").shows("Q-1", "Kofi Boateng is working on it")


async def test_the_last_reply_in_the_thread_becomes_the_answer(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    assert "Mark last reply as answer" not in town.room("ask").card("Q-1").buttons
    await maria.replies_in_thread("Q-1", "I am looking at the map.")
    await maria.replies_in_thread("Q-1", "City trees only.")
    await theo.presses("Mark last reply as answer", on="Q-1 · Maria Lopez is working on it")
    theo.sees_only_you("Only whoever looks after Q-1 can mark their reply")
    await maria.presses("Mark last reply as answer", on="Q-1 · Maria Lopez is working on it")
    await maria.presses("Post answer")
    town.room("ask").shows("Q-1", "Answered", "City trees only.")
    town.room("ask").hides("Q-1", "I am looking at the map.")
