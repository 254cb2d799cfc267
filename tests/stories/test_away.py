"""Away: on leave one is asked nothing, somebody covers, and open questions are not forgotten (section 4.3 c)."""

from bot.questions.model import State
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
STREETS = "Which street was paved?"


async def claimed(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")


async def test_who_is_away_is_offered_nothing_until_they_are_back(town: Town) -> None:
    maria, theo = town.maria, town.theo
    await maria.types(f"/champion away until:2026-10-14 cover:@{theo.who.handle}")
    maria.sees_only_you("You are away until Wed 14 Oct.", "Theo Lund covers for you.")
    await town.ana.asks(TREES)
    town.room("triage").shows("Q-1", "Offered to Theo Lund, who stands in for Maria Lopez, looks after Trees")
    town.room("triage").hides("Q-1", "Backup: Maria Lopez")
    await maria.types("/champion queue")
    maria.sees_only_you("Nothing waits for you.", "You are away until Wed 14 Oct.")
    await town.kofi.types("/opendata-admin roster list")
    town.kofi.sees_only_you("Maria Lopez", "away until Wed 14 Oct")
    await maria.types("/champion back")
    maria.sees_only_you("Welcome back.")
    await maria.types("/champion back")
    maria.sees_only_you("You are not marked away.")
    await town.ana.asks("Which trees stand on Oak Street?")
    town.room("triage").shows("Q-2", "Offered to Maria Lopez")


async def test_a_leave_ends_by_itself(town: Town) -> None:
    await town.maria.types("/champion away 2026-10-06")
    town.maria.sees_only_you("You are away until Tue 6 Oct.", "You named nobody to cover for you.")
    await town.ana.asks(TREES)
    town.room("triage").hides("Q-1", "Offered to Maria Lopez")
    town.clock.moves(days=1)
    await town.ana.asks("Which trees stand on Oak Street?")
    town.room("triage").shows("Q-2", "Offered to Maria Lopez")


async def test_where_nobody_was_named_the_rosters_backup_covers(town: Town) -> None:
    await town.theo.types("/champion away 2026-10-14")
    await town.ana.asks(STREETS)
    town.room("triage").shows("Q-1", "Offered to Maria Lopez, who stands in for Theo Lund")


async def test_what_was_offered_already_is_offered_anew(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.types("/champion away 2026-10-14 @theo")
    town.room("triage").shows("Q-1", "Offered to Theo Lund, who stands in for Maria Lopez")


async def test_kept_questions_ring_for_nobody_until_the_day_after(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion away until:2026-10-12 cover:Theo")
    maria.sees_only_you("I don't know “Theo”. The champions are:")
    await maria.types('/champion away until:2026-10-12 cover:"Theo Lund"')
    maria.sees_only_you("You hold 1 open question. What should happen to it?")
    maria.sees_buttons("Keep them", "Pass them to my cover", "Release them")
    await maria.presses("Keep them")
    maria.sees_only_you("You are away until Mon 12 Oct.")
    for _ in range(6):  # to Monday at ten
        await town.ticks(days=1)
    assert await town.verbs("Q-1") == ["submit", "claim"]
    await town.ticks(hours=22, minutes=59)
    assert await town.verbs("Q-1") == ["submit", "claim"]
    await town.ticks(minutes=1)  # Tuesday at nine
    assert await town.verbs("Q-1") == ["submit", "claim", "still_on_it"]
    assert (await town.question("Q-1")).owner


async def test_who_comes_back_early_is_asked_as_anybody_is(town: Town) -> None:
    await claimed(town)
    await town.maria.types("/champion away until:2026-10-30 held:keep")
    for _ in range(3):
        await town.ticks(days=1)
    assert await town.verbs("Q-1") == ["submit", "claim"]
    await town.maria.types("/champion back")
    await town.ticks(minutes=1)
    assert (await town.verbs("Q-1"))[-1] == "still_on_it"


async def test_passed_questions_are_the_covers_to_accept(town: Town) -> None:
    await claimed(town)
    maria, theo = town.maria, town.theo
    await maria.types("/champion away")
    maria.sees_form("Away")
    await maria.fills(until="2026-10-14", cover="Theo", held="Pass them to my cover")
    maria.sees_only_you("You are away until Wed 14 Oct.", "Theo Lund covers for you.")
    town.room("triage").thread_says("Q-1", "Maria Lopez passes this to you", f"@{theo.id}", "away until Wed 14 Oct")
    town.room("ask").has_no("away")
    await theo.presses("Accept", on="Q-1")
    town.room("ask").shows("Q-1", "Theo Lund is working on it")


async def test_what_the_cover_does_not_accept_goes_back_to_the_queue(town: Town) -> None:
    await claimed(town)
    await town.maria.types("/champion away 2026-10-30 @theo pass")
    await town.ticks(days=1)
    assert (await town.verbs("Q-1"))[-2:] == ["handoff_offer", "release"]
    town.room("triage").shows("Q-1", "Offered to Theo Lund, who stands in for Maria Lopez")


async def test_released_questions_are_offered_to_the_cover(town: Town) -> None:
    await claimed(town)
    await town.maria.types("/champion away 2026-10-14 @theo release")
    town.room("ask").shows("Q-1", "Waiting for a champion")
    town.room("triage").shows("Q-1", "Offered to Theo Lund, who stands in for Maria Lopez")
    question = await town.question("Q-1")
    assert (question.state, question.owner) == (State.OFFERED, 0)


async def test_who_is_away_is_no_backup_and_is_not_called(town: Town) -> None:
    await town.ana.asks(TREES)
    town.room("triage").shows("Q-1", "Backup: Theo Lund")
    await town.theo.types("/champion away 2026-10-14")
    await town.ticks(hours=4)
    town.room("triage").thread_says("Q-1", "has waited 4 working hours", f"@{town.maria.id}, can you take it?")
    town.room("triage").has_no(f"@{town.theo.id}")


async def test_nobody_passes_a_question_to_somebody_who_is_away(town: Town) -> None:
    await claimed(town)
    await town.theo.types('/champion away 2026-10-14 cover:"Kofi Boateng"')
    await town.maria.types("/champion handoff Q-1 @theo Can you look?")
    town.maria.sees_only_you("Theo Lund is away until Wed 14 Oct. Kofi Boateng covers for them.")
    await town.maria.types("/champion away 2026-10-14 @theo keep")
    town.maria.sees_only_you("Theo Lund is away until Wed 14 Oct.")


async def test_who_is_away_may_claim_all_the_same(town: Town) -> None:
    await town.maria.types("/champion away 2026-10-14")
    await town.ana.asks(TREES)
    await town.maria.types("/champion claim Q-1")
    town.maria.sees_only_you("You are marked away.", "You are away until Wed 14 Oct.")
    town.maria.sees_buttons("I'm back", "Claim anyway")
    await town.maria.presses("Claim anyway")
    town.maria.sees_only_you("Q-1 is yours")


async def test_what_cannot_be(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    for day in ("2026-10-05", "2027-10-08"):
        await maria.types(f"/champion away until:{day}")
        maria.sees_only_you("Please choose a day from today on, at most a year ahead.")
    await maria.types("/champion away 2026-10-14 pass")
    maria.sees_only_you("To pass your questions on, say who covers for you.")
    await maria.types("/champion away 2026-10-14 @maria")
    maria.sees_only_you("Please choose another champion.")
    await town.ana.types("/champion away 2026-10-14")
    town.ana.sees_only_you("Only champions can do this.")
    assert await town.verbs("Q-1") == ["submit", "claim"]


async def test_a_leave_that_begins_later_begins_by_itself_with_what_was_decided(town: Town) -> None:
    await claimed(town)
    maria, theo = town.maria, town.theo
    await maria.types("/champion away 2026-10-14 starts:2026-10-08 cover:@theo")
    maria.sees_only_you("You hold 1 open question. What should happen to it?")
    await maria.presses("Release them")
    maria.sees_only_you("You are away from Thu 8 Oct until Wed 14 Oct.", "Theo Lund covers for you.")
    maria.sees_buttons("I stay after all")
    await town.kofi.types("/opendata-admin roster list")
    town.kofi.sees_only_you("away from Thu 8 Oct until Wed 14 Oct")
    await town.ticks(days=1)
    assert (await town.question("Q-1")).owner
    await town.ticks(days=1)
    town.room("triage").shows("Q-1", "Offered to Theo Lund, who stands in for Maria Lopez")
    assert (await town.verbs("Q-1"))[-1] == "release"
    await theo.types("/champion away 2026-10-20 starts:2026-10-12 cover:@maria")
    theo.sees_only_you("Maria Lopez is away until Wed 14 Oct.")


async def test_a_leave_to_come_can_be_called_off(town: Town) -> None:
    maria = town.maria
    await maria.types("/champion away 2026-10-14 starts:2026-10-15")
    maria.sees_only_you("Your first day away comes before today, or after the last one.")
    await maria.types("/champion away 2026-10-14 starts:2026-10-08")
    await maria.presses("I stay after all")
    maria.sees_only_you("All right. You are not away.")
    await town.ticks(days=2)
    await town.ana.asks(TREES)
    town.room("triage").shows("Q-1", "Offered to Maria Lopez")
