"""Time: what the clock does for a question, at its moment and not a minute before (interaction.md, section 4.2)."""

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_a_question_that_nobody_takes_is_shown_to_its_backup(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.ticks(hours=3, minutes=59)
    town.room("triage").has_no("has waited")
    await town.ticks(minutes=1)
    town.room("triage").thread_says("Q-1", "Q-1 has waited 4 working hours.", f"@{town.theo.id}, can you take it?")
    town.room("ask").has_no("has waited")
    await town.ticks(minutes=1)
    assert (await town.verbs("Q-1")).count("backup") == 1
    await town.theo.presses("Claim", on="has waited 4 working hours")
    town.theo.sees_only_you("Q-1 is yours")


async def test_whoever_holds_a_question_is_asked_whether_they_still_do(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")
    await town.ticks(days=1, hours=23, minutes=59)
    town.room("triage").has_no("still on it?")
    await town.ticks(minutes=1)
    town.room("triage").thread_says("Q-1", "Q-1 has been quiet for a while.", f"@{town.maria.id}, still on it?")
    town.room("ask").has_no("quiet", "still on it")
    await town.theo.presses("Yes, tell them", on="has been quiet")
    town.theo.sees_only_you("Maria Lopez looks after Q-1")
    await town.maria.presses("Yes, tell them", on="has been quiet")
    town.maria.sees_only_you("Thank you. The person who asked Q-1 was told.")
    town.room("ask").thread_says("Q-1", "Maria Lopez is still working on it.")
    await town.maria.presses("Yes, tell them", on="has been quiet")
    town.maria.sees_only_you("Q-1 is with you. The person who asked knows.")
    assert (await town.verbs("Q-1")).count("still_working") == 1
