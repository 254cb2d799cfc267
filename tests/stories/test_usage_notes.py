"""Usage notes: a champion writes one, whoever owns the data approves it, and everybody is warned in time."""

from tests.stories.town import Town

PRIVATE_TREES = "Private trees are not included."


async def test_a_note_that_the_department_approves_stands_on_the_dataset_and_beside_its_questions(town: Town) -> None:
    maria, ingrid, theo, ana = town.maria, town.ingrid, town.theo, town.ana
    await maria.types("/champion usage-note")
    await maria.fills(dataset="Snow Routes", watch="Alleys are missing.", best="Planning a walk.")
    maria.sees_only_you("Ingrid Dahl is asked to approve it")
    (asked,) = [each for each in town.room("triage").cards() if each.has("N-1: Maria Lopez")]
    assert asked.has("For @", "Best for: Planning a walk.", "Watch out: Alleys are missing.")
    await ana.types("/opendata dataset Snow Routes")
    ana.sees_only_you("No notes yet")
    await theo.presses("Approve", on=asked)
    theo.sees_only_you("Only Ingrid Dahl or a coordinator can decide on N-1.")
    await ingrid.presses("Approve", on=asked)
    ingrid.sees_only_you("The note stands on Snow Routes now.")
    await ana.types("/opendata dataset Snow Routes")
    ana.sees_only_you("Best for: Planning a walk.", "Watch out: Alleys are missing.")
    await ana.types('/opendata ask dataset:"Snow Routes" Where do they plow first?')
    await ana.presses("Post with my name")
    for room in ("ask", "triage"):
        town.room(room).shows("Q-1", "Known caveat for this dataset: Alleys are missing.")


async def test_a_note_that_says_otherwise_is_shown_beside_what_stands(town: Town) -> None:
    maria, kofi, ana = town.maria, town.kofi, town.ana
    await kofi.types(f'/champion usage-note dataset:"Street Trees" watch:"{PRIVATE_TREES}" best:"Counting city trees"')
    kofi.sees_only_you("Maria Lopez is asked to approve it")
    await maria.presses("Approve", on=next(e for e in town.room("triage").cards() if e.has("N-1:")))
    await kofi.types('/champion usage-note dataset:"Street Trees" watch:"All trees are included."')
    (asked,) = [each for each in town.room("triage").cards() if each.has("N-2:")]
    assert asked.has("All trees are included.", "What stands now says otherwise:", PRIVATE_TREES)
    assert "Counting" not in asked.text
    await maria.presses("Decline", on=asked)
    maria.sees_form("Decline a usage note")
    await maria.fills(text="Private trees stay out until 2028.")
    maria.sees_only_you("N-2 is not shown. Whoever wrote it reads why.")
    (why,) = [each for each in town.stage.thread(asked) if each.has("N-2 was not approved.")]
    assert why.has(f"For @{kofi.id}: Private trees stay out until 2028.")
    await ana.types("/opendata dataset Street Trees")
    ana.sees_only_you(PRIVATE_TREES, "Best for: Counting city trees")
    ana.does_not_see("All trees are included.")


async def test_what_looks_personal_is_shown_to_its_author_before_anybody_reads_it(town: Town) -> None:
    maria, ingrid = town.maria, town.ingrid
    await maria.types('/champion usage-note dataset:"Snow Routes" watch:"Ask Jo at jo.plow@example.com first."')
    maria.sees_only_you("Nobody has read this note yet.", "This looks like an e-mail address: “jo.plow@example.com”")
    town.room("triage").has_no("jo.plow")
    await maria.presses("Change it")
    maria.sees_form("Usage note", watch="jo.plow@example.com")
    await maria.fills(watch="Ask the depot, 617-555-0143, first.")
    maria.sees_only_you("This looks like a phone number: “617-555-0143”")
    await maria.presses("It's fine, send it")
    maria.sees_only_you("Ingrid Dahl is asked to approve it")
    (asked,) = [each for each in town.room("triage").cards() if each.has("writes a usage note")]
    assert asked.has("Watch out: Ask the depot, 617-555-0143, first.", "This looks like a phone number")
    await ingrid.presses("Approve", on=asked)
    ingrid.sees_only_you("The note stands on Snow Routes now.")
    assert await town.sees(lambda work: getattr(work.notes.get(1), "says", "")) == ""
