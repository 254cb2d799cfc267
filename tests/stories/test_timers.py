"""Time: what the clock does for a question, at its moment and not a minute before (interaction.md, section 4.2)."""

from bot.questions.model import State
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
STREETS = "Which street was paved?"


async def asked(town: Town, text: str = TREES, share: str = "with my name") -> None:
    await town.ana.asks(text, share)


async def claimed(town: Town, share: str = "with my name") -> None:
    await asked(town, share=share)
    await town.maria.presses("Claim", on="Q-1")


async def answered(town: Town) -> None:
    await claimed(town)
    await town.maria.answers("Q-1", "The map shows city trees only.")


async def waits_for_ana(town: Town, share: str = "with my name") -> None:
    await claimed(town, share)
    await town.maria.types("/champion clarify Q-1 Which years do you mean?")


# ── nobody takes it ──────────────────────────────────────────────────────────────────────────────────────────


async def test_after_half_a_day_the_backup_is_asked_by_name(town: Town) -> None:
    await asked(town)
    await town.ticks(hours=3, minutes=59)
    town.room("triage").has_no("has waited")
    await town.ticks(minutes=1)
    town.room("triage").thread_says("Q-1", "Q-1 has waited 4 working hours.", f"@{town.theo.id}, can you take it?")
    town.room("ask").has_no("has waited")
    assert town.kofi.direct_messages() == []
    await town.theo.presses("Claim", on="has waited 4 working hours")
    town.theo.sees_only_you("Q-1 is yours")


async def test_after_a_day_the_asker_and_the_coordinator_hear(town: Town) -> None:
    await asked(town)
    town.room("ask").shows("Q-1", "Next update by Thu 8 Oct")
    await town.ticks(hours=23, minutes=59)
    town.room("ask").has_no("still finding")
    await town.ticks(minutes=1)
    town.room("ask").thread_says("Q-1", "We are still finding somebody for Q-1. That is on us.", "by Fri 9 Oct")
    town.room("ask").shows("Q-1", "Next update by Fri 9 Oct")
    told = town.kofi.reads_directly("1 question needs a coordinator", "Q-1 (Trees): it has waited 8 working hours")
    assert told.buttons == ("Q-1",)
    await town.kofi.presses("Q-1", on=told)
    town.kofi.sees_only_you("Q-1", "Unclaimed")
    town.kofi.sees_buttons("Assign")


async def test_those_who_are_not_seen_hear_of_it_directly_and_nowhere_else(town: Town) -> None:
    await asked(town, share="without my name")
    await town.ticks(days=1)
    town.ana.reads_directly("We are still finding somebody for Q-1")
    town.room("ask").has_no("still finding")


async def test_what_nobody_fits_is_heard_of_after_a_day_too(town: Town) -> None:
    await asked(town, "How many ferries are there?")
    assert (await town.question("Q-1")).state is State.UNROUTED
    await town.ticks(days=1)
    town.room("ask").thread_says("Q-1", "We are still finding somebody for Q-1.")
    town.kofi.reads_directly("Q-1: it has waited 8 working hours, and nobody has it.")
    await town.ticks(days=5)
    assert (await town.verbs("Q-1")) == ["submit", "still_looking"]


async def test_after_two_days_the_departments_own_champion_is_asked(town: Town) -> None:
    await asked(town, STREETS)
    await town.ticks(days=1)
    await town.ticks(hours=23, minutes=59)
    town.room("triage").hides("Q-1", "Ingrid Dahl")
    await town.ticks(minutes=1)
    town.room("triage").thread_says("Q-1", "has waited 16 working hours", f"@{town.ingrid.id}, can you take it?")
    town.room("triage").shows("Q-1", "Offered to Ingrid Dahl, who works for Public Works")
    question = await town.question("Q-1")
    assert (question.level, question.state) == ("internal", State.OFFERED)
    await town.ingrid.presses("Claim", on="has waited 16 working hours")
    town.ingrid.sees_only_you("Q-1 is yours")


async def test_where_a_department_has_nobody_inside_a_coordinator_has_to_choose(town: Town) -> None:
    await asked(town, TREES)
    for _ in range(2):
        await town.ticks(days=1)
    town.kofi.reads_directly("Q-1 (Trees): it has waited 16 working hours, and no internal champion fits.")
    assert (await town.question("Q-1")).level == "external"


# ── somebody took it ─────────────────────────────────────────────────────────────────────────────────────────


async def test_whoever_holds_a_question_is_asked_whether_they_still_do(town: Town) -> None:
    await claimed(town)
    await town.ticks(days=1, hours=23, minutes=59)
    town.room("triage").has_no("still on it?")
    await town.ticks(minutes=1)
    shown = town.room("triage").thread_says("Q-1", "Q-1 has been quiet for a while.", f"@{town.maria.id}, still on it?")
    assert shown.buttons == ("Yes, tell them", "Hand off", "Release")
    town.room("ask").has_no("quiet", "still on it")
    await town.theo.presses("Yes, tell them", on="has been quiet")
    town.theo.sees_only_you("Maria Lopez looks after Q-1")
    await town.maria.presses("Yes, tell them", on="has been quiet")
    town.maria.sees_only_you("Thank you. The person who asked Q-1 was told.")
    town.room("ask").thread_says("Q-1", "Maria Lopez is still working on it.", "Next news by Mon 12 Oct")
    await town.maria.presses("Yes, tell them", on="has been quiet")
    town.maria.sees_only_you("Q-1 is with you. The person who asked knows.")
    assert (await town.verbs("Q-1")).count("still_working") == 1


async def test_yes_begins_the_wait_anew(town: Town) -> None:
    await claimed(town)
    await town.ticks(days=2)
    await town.maria.presses("Yes, tell them", on="has been quiet")
    await town.ticks(days=4, hours=-1)  # over the weekend: 15 working hours
    assert (await town.verbs("Q-1"))[-1] == "still_working"
    await town.ticks(hours=1)
    assert (await town.verbs("Q-1"))[-1] == "still_on_it"
    assert (await town.question("Q-1")).owner


async def test_a_note_shows_that_somebody_is_on_it(town: Town) -> None:
    await claimed(town)
    town.clock.moves(days=1)
    await town.maria.types("/champion note Q-1 The file is from 2019.")
    await town.ticks(days=1)
    assert "still_on_it" not in await town.verbs("Q-1")


async def test_who_stays_silent_gives_the_question_back_without_blame(town: Town) -> None:
    await claimed(town)
    await town.ticks(days=2)
    await town.ticks(days=3, hours=23, minutes=59)  # over the weekend
    assert (await town.question("Q-1")).state is State.CLAIMED
    await town.ticks(minutes=1)
    town.room("ask").shows("Q-1", "Waiting for a champion", "Next update by")
    told = town.room("ask").thread_says("Q-1", "We are asking somebody else to take Q-1.", "Next news by Wed 14 Oct")
    assert "Maria" not in told.text
    town.room("triage").shows("Q-1", "Offered to Theo Lund")
    town.room("triage").thread_says("Q-1", "Back in the queue. Somebody else is asked.")
    town.kofi.reads_directly("Q-1 (Trees): it was quiet with Maria Lopez for 32 working hours.")


async def test_of_a_private_question_its_champion_is_asked_directly(town: Town) -> None:
    await claimed(town, share="privately")
    await town.ticks(days=2)
    told = town.maria.reads_directly("Q-1 has been quiet for a while.", "still on it?")
    town.room("triage").has_no("quiet")
    await town.maria.presses("Yes, tell them", on=told)
    town.ana.reads_directly("Maria Lopez is still working on it.")
    town.room("ask").has_no("still working")


# ── the asker ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_asker_is_reminded_twice_and_then_it_is_set_aside(town: Town) -> None:
    await waits_for_ana(town)
    await town.ticks(days=2, hours=23, minutes=59)
    town.room("ask").has_no("still needs")
    await town.ticks(minutes=1)
    told = town.room("ask").thread_says("Q-1", "Maria Lopez still needs one thing for Q-1: Which years do you mean?")
    assert told.has(f"@{town.ana.id}, there is no rush. If you no longer need this, press Withdraw.")
    assert told.buttons == ("Add detail", "Withdraw")
    await town.ticks(days=4)
    assert (await town.verbs("Q-1")).count("remind_again") == 1
    await town.ticks(days=6, hours=23, minutes=59)
    assert (await town.question("Q-1")).state is State.WAITING_ASKER
    await town.ticks(minutes=1)
    town.room("ask").shows("Q-1", "Closed: we did not hear back")
    town.room("ask").thread_says("Q-1", "We did not hear back, so we set Q-1 aside. Reply any time and we pick it up")
    assert [each for each in await town.verbs("Q-1") if each.startswith("remind")] == ["remind", "remind_again"]


async def test_a_reply_picks_it_up_again(town: Town) -> None:
    await waits_for_ana(town)
    for days in (3, 4, 7):
        await town.ticks(days=days)
    town.room("ask").shows("Q-1", "Closed: we did not hear back")
    await town.ana.types("/opendata reply Q-1 From 2020 on")
    town.ana.sees_only_you("Q-1 is open again.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")
    town.room("ask").thread_says("Q-1", "This is open again.")
    town.room("triage").thread_says("Q-1", "Open again. For Maria Lopez.", "From 2020 on")


async def test_a_reply_in_the_thread_picks_it_up_too(town: Town) -> None:
    await waits_for_ana(town)
    for days in (3, 4, 7):
        await town.ticks(days=days)
    await town.ana.replies_in_thread("Q-1", "From 2020 on")
    assert (await town.question("Q-1")).state is State.CLAIMED
    town.room("ask").thread_says("Q-1", "This is open again.")


async def test_an_asker_who_is_not_seen_is_reminded_directly_only(town: Town) -> None:
    await waits_for_ana(town, share="without my name")
    await town.ticks(days=3)
    town.ana.reads_directly("Maria Lopez still needs one thing for Q-1: Which years do you mean?")
    town.room("ask").has_no("still needs")


async def test_an_answer_without_a_verdict_is_asked_about_and_then_taken_as_solved(town: Town) -> None:
    await answered(town)
    await town.ticks(days=2, hours=23, minutes=59)
    town.room("ask").has_no("did the answer help")
    await town.ticks(minutes=1)
    told = town.room("ask").thread_says("Q-1", "Q-1 was answered a few days ago.", f"@{town.ana.id}, did the answer")
    assert told.buttons == ("This solved it", "Not yet")
    await town.ticks(days=3, hours=23, minutes=59)
    assert (await town.question("Q-1")).state is State.ANSWERED
    await town.ticks(minutes=1)
    question = await town.question("Q-1")
    assert (question.state, question.confirmed) == (State.SOLVED, "assumed")
    town.room("ask").thread_says("Q-1", "No reply in 7 days, so we assume this is solved.")
    town.room("ask").shows("Q-1", "Solved", "we assume this is solved")


async def test_whoever_says_in_time_that_it_helped_is_asked_nothing(town: Town) -> None:
    await answered(town)
    await town.ana.presses("This solved it", on="Q-1")
    await town.ticks(days=30)
    assert (await town.verbs("Q-1"))[-1] == "confirm"
    assert (await town.question("Q-1")).due_at is None
