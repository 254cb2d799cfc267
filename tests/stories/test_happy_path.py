"""The main story: asked, claimed, answered, solved."""

from tests.stories.town import Town


async def test_a_question_is_asked_claimed_answered_and_solved(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.types("/opendata ask Why does the tree map miss Elm Street?")
    ana.sees_only_you("Check before we post", "Goes to: Maria Lopez", "looks after Trees", "with your name")
    await ana.presses("Post with my name")
    ana.sees_only_you(
        "Thank you, Ana Ruiz", "Q-1", "Maria Lopez looks after Trees", "You will hear from us by Thu 8 Oct"
    )
    town.room("ask").shows("Q-1", "Waiting for a champion", f"@{ana.id} asked", "Next: a champion picks this up")
    town.room("triage").shows("Q-1", "Unclaimed", "Offered to Maria Lopez, who looks after Trees, works today")

    await maria.presses("Claim", on="Q-1")
    maria.sees_only_you("Q-1 is yours")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")
    town.room("ask").thread_says("Q-1", "Maria Lopez is looking into this")

    await maria.presses("Answer", on="Q-1")
    maria.sees_form("Answer Q-1")
    await maria.fills(text="The map shows city trees only.", caveat="Surveyed in 2023")
    maria.sees_only_you("Check your answer to Q-1", "city trees only", "Watch out: Surveyed in 2023")
    town.room("ask").has_no("city trees only")
    await maria.presses("Post answer")
    maria.sees_only_you("Posted. Q-1 is answered.")
    town.room("ask").shows("Q-1", "Answered", "The map shows city trees only.", "Watch out: Surveyed in 2023")
    town.room("ask").thread_says("Q-1", "Q-1 is answered", "The map shows city trees only.", f"@{ana.id}")

    await ana.presses("This solved it", on="Q-1")
    ana.sees_only_you("Good to hear. Q-1 is solved.")
    town.room("ask").shows("Q-1", "Solved", "Confirmed by the person who asked")
    town.room("triage").thread_says("Q-1", "your answer solved it, Maria Lopez")
    assert await town.verbs("Q-1") == ["submit", "claim", "answer", "confirm"]
