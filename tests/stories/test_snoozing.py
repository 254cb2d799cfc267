"""Snoozing: a question is put aside until a day, with a reason that the asker reads (interaction.md, section 2.3)."""

from datetime import UTC, date, datetime

from bot.questions.model import State
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
ASLEEP = "Still working; next update Wed 14 Oct"


async def claimed(town: Town, share: str = "with my name") -> None:
    await town.ana.asks(TREES, share)
    await town.maria.presses("Claim", on="Q-1")


async def test_put_aside_until_a_day_and_awake_that_morning(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion snooze Q-1 until:2026-10-14 department They count the trees again.")
    maria.sees_only_you("Q-1 sleeps until Wed 14 Oct. The person who asked was told.")
    town.room("ask").shows("Q-1", ASLEEP, "until Wed 14 Oct")
    town.room("ask").thread_says(
        "Q-1", "Maria Lopez is still working on it; next update Wed 14 Oct.", "We wait for a department.",
        "They count the trees again.",
    )  # fmt: skip
    town.room("triage").shows("Q-1", "Snoozed")
    town.room("triage").thread_says("Q-1", "Maria Lopez put this aside until Wed 14 Oct.", "count the trees")
    await town.ticks(days=7, hours=22, minutes=59)
    assert (await town.question("Q-1")).state is State.SNOOZED
    await town.ticks(minutes=1)  # nine o'clock on the fourteenth
    town.room("triage").thread_says("Q-1", "Q-1 is awake again.", f"@{maria.id}, you put it aside until today.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it", "Next update by Wed 14 Oct")
    told = [each for each in town.room("ask").thread("Q-1") if "14 Oct" in each]
    assert len(told) == 1
    assert await town.verbs("Q-1") == ["submit", "claim", "snooze", "wake"]


async def test_put_aside_from_the_card_and_woken_before_its_day(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.presses("More", on="Q-1")
    await maria.presses("Snooze")
    maria.sees_form("Put it aside")
    await maria.fills(until="2026-10-07", text="The file comes tomorrow.")
    maria.sees_only_you("Q-1 sleeps until Wed 7 Oct")
    await town.theo.presses("Wake now", on="Q-1")
    town.theo.sees_only_you("Maria Lopez looks after Q-1")
    await maria.presses("Wake now", on="Q-1")
    maria.sees_only_you("Q-1 is awake again.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it", "Next update by Wed 7 Oct")
    await town.ticks(days=1, hours=1)
    assert "still_on_it" not in await town.verbs("Q-1")


async def test_in_its_thread_the_number_may_be_left_out(town: Town) -> None:
    await claimed(town)
    await town.maria.mentions_bot("snooze 2026-10-14 refresh", in_thread_of="Q-1", room="triage")
    town.room("ask").shows("Q-1", ASLEEP)
    await town.maria.mentions_bot("wake", in_thread_of="Q-1", room="triage")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")


async def test_a_day_when_nobody_is_there_becomes_the_next_one(town: Town) -> None:
    """The tenth is a Saturday."""
    await claimed(town)
    await town.maria.types("/champion snooze Q-1 until:2026-10-10 refresh")
    town.maria.sees_only_you("Q-1 sleeps until Mon 12 Oct")


async def test_only_a_day_of_the_next_thirty(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    for day in ("2026-10-06", "2026-10-05", "2026-11-06"):
        await maria.types(f"/champion snooze Q-1 until:{day} refresh")
        maria.sees_only_you("Please choose a day after today, at most 30 days from now. A coordinator can")
    await maria.types("/champion snooze Q-1 until:tomorrow refresh")
    maria.sees_only_you("“tomorrow” is not a date. Write it like 2026-10-14.")
    await maria.types("/champion snooze Q-1 until:2026-10-14 other")
    maria.sees_form("Put it aside", until="2026-10-14")
    assert (await town.question("Q-1")).state is State.CLAIMED
    await maria.types("/champion snooze Q-1 2026-11-05 refresh")
    assert (await town.question("Q-1")).until == date(2026, 11, 5)


async def test_days_are_the_desks_own(town: Town) -> None:
    """In the evening in Elmford it is tomorrow in Greenwich already; tomorrow can be chosen all the same."""
    await claimed(town)
    town.clock.now = datetime(2026, 10, 7, 1, 0, tzinfo=UTC)
    await town.maria.types("/champion snooze Q-1 until:2026-10-07 refresh")
    town.maria.sees_only_you("Q-1 sleeps until Wed 7 Oct")


async def test_who_does_not_want_to_be_seen_hears_it_directly(town: Town) -> None:
    await claimed(town, "privately")
    await town.maria.types("/champion snooze Q-1 until:2026-10-14 The permit office answers next week.")
    town.ana.reads_directly("still working on it; next update Wed 14 Oct", "The permit office answers next week.")
    town.ana.reads_directly("Q-1", ASLEEP)
    town.room("triage").has_no("permit office")


async def test_an_asker_reads_the_reason_in_their_language(town: Town) -> None:
    await town.luz.types("/opendata ask Where are the trees of Elm Street?")
    await town.luz.presses("Publicar con mi nombre")
    await town.maria.types("/champion claim Q-1")
    await town.maria.types("/champion snooze Q-1 until:2026-10-14 refresh")
    town.room("ask").thread_says("Q-1", "Esperamos la próxima actualización de los datos.")


async def test_from_the_third_time_on_a_coordinator_hears_of_it(town: Town) -> None:
    await claimed(town)
    for times in (1, 2, 3):
        await town.maria.types("/champion snooze Q-1 until:2026-10-14 refresh")
        if times < 3:
            assert town.kofi.direct_messages() == []
            await town.maria.presses("Wake now", on="Q-1")
    town.kofi.reads_directly("Q-1 (Trees): it was put aside 3 times.")


async def test_it_is_for_whoever_holds_it(town: Town) -> None:
    await claimed(town)
    await town.theo.types("/champion snooze Q-1 until:2026-10-14 refresh")
    town.theo.sees_only_you("Maria Lopez looks after Q-1")
    await town.ana.types("/champion snooze Q-1 until:2026-10-14 refresh")
    town.ana.sees_only_you("Only champions can do this.")


async def test_a_form_says_how_a_day_is_written(town: Town) -> None:
    await claimed(town)
    await town.maria.types("/champion snooze Q-1")
    await town.maria.fills(until="tomorrow", text="The file comes tomorrow.")
    town.maria.sees_mistake("until", "“tomorrow” is not a date. Write it like 2026-10-14.")


async def test_a_coordinator_may_put_it_aside_for_longer_whoever_holds_it(town: Town) -> None:
    await claimed(town)
    await town.kofi.types("/champion snooze Q-1 until:2028-01-10 refresh")
    town.kofi.sees_only_you("Please choose a day after today, at most a year ahead.")
    await town.kofi.types("/champion snooze Q-1 until:2027-01-11 refresh")
    town.kofi.sees_only_you("Q-1 sleeps until Mon 11 Jan")
    question = await town.question("Q-1")
    assert (question.state, question.until) == (State.SNOOZED, date(2027, 1, 11))
    held = await town.sees(lambda work: work.roster.name(question.owner))
    assert held == "Maria Lopez"
