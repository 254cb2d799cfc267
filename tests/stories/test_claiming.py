"""Claiming, the queue, asking back, notes: what champions do before they answer."""

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_the_queue_shows_what_waits_oldest_first(town: Town) -> None:
    ana, eve, maria, theo = town.ana, town.eve, town.maria, town.theo
    await maria.types("/champion queue")
    maria.sees_only_you("Nothing waits for you.")
    await maria.presses("Show unclaimed")
    maria.sees_only_you("Nothing waits there.")
    await ana.asks(TREES)
    town.clock.moves(days=1)
    await eve.asks("Which trees fell last week?")
    await maria.types("/champion queue mine")
    seen = maria.sees_only_you("2 questions, oldest first", "Q-1 · Unclaimed", "1 working day old", "asked today")
    assert seen.text.index("Q-1") < seen.text.index("Q-2")
    await maria.presses("Claim Q-1")
    maria.sees_only_you("Q-1 is yours")
    await maria.mentions_bot("queue")
    maria.sees_only_you("Q-1 · Claimed by Maria Lopez", "Q-2 · Unclaimed")
    maria.sees_buttons("Answer Q-1", "Claim Q-2")
    await theo.types("/champion queue")
    theo.sees_only_you("Nothing waits for you.")
    await theo.presses("Show unclaimed")
    theo.sees_only_you("1 question, oldest first", "Q-2")
    await theo.types("/champion queue all")
    theo.sees_only_you("Q-1 · Claimed by Maria Lopez")
    theo.sees_buttons("More on Q-1")


async def test_the_queue_by_topic_and_of_what_waits_for_askers(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await ana.asks("Which street was paved?")
    await maria.types("/champion queue unclaimed topic:Streets")
    maria.sees_only_you("1 question", "Q-2")
    await maria.types("/champion claim Q-1")
    await maria.types("/champion clarify Q-1 dates")
    await maria.types("/champion queue waiting")
    maria.sees_only_you("Q-1 · Waiting on the asker")


async def test_a_private_question_shows_no_words_in_the_queue(town: Town) -> None:
    await town.ana.asks(TREES, share="privately")
    await town.maria.types("/champion queue")
    town.maria.sees_only_you("Q-1", "private")
    town.maria.does_not_see("Elm Street")
    await town.theo.types("/champion queue all")
    town.theo.does_not_see("Elm Street")


async def test_claim_by_command_by_card_and_by_mention(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await ana.asks("Which street was paved?")
    await ana.asks("Where is snow cleared on my street?")
    await maria.types("/champion claim 1")
    maria.sees_only_you("Q-1 is yours. Thank you.", TREES)
    maria.sees_buttons("Answer", "Need detail", "More")
    await theo.mentions_bot("claim", in_thread_of="Q-2")
    theo.sees_only_you("Q-2 is yours. Thank you.")
    await theo.presses("Claim", on="Q-3")
    theo.sees_only_you("Q-3 is yours. Thank you.")
    town.room("ask").thread_says("Q-2", "Theo Lund is looking into this.")
    town.room("triage").shows("Q-3", "Claimed by Theo Lund")


async def test_the_second_is_told_who_was_first_and_when(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    town.clock.moves(seconds=4.5)
    await theo.types("/champion claim Q-1")
    theo.sees_only_you("Maria Lopez claimed Q-1 4 seconds ago.", "ask Maria Lopez to pass it to you")
    theo.sees_buttons("Help Maria Lopez")
    town.clock.moves(minutes=30)
    await theo.types("/champion claim Q-1")
    theo.sees_only_you("Maria Lopez claimed Q-1 30 minutes ago.")
    await maria.types("/champion claim Q-1")
    maria.sees_only_you("Q-1 is already yours")
    assert (await town.verbs("Q-1")).count("claim") == 1


async def test_nobody_takes_their_own_question(town: Town) -> None:
    maria = town.maria
    await maria.types(f"/opendata ask {TREES}", room="ask")
    await maria.presses("Post with my name")
    town.room("triage").shows("Q-1", "Unclaimed")
    await maria.types("/champion claim Q-1")
    maria.sees_only_you("This is your own question, so somebody else has to take it.")
    await maria.types("/champion answer Q-1 Because.")
    maria.sees_only_you("This is your own question, so somebody else has to take it.")


async def test_more_than_they_wanted_is_taken_only_knowingly(town: Town) -> None:
    ana, maria = town.ana, town.maria
    for text in (TREES, "Which trees fell?", "Are trees sprayed?"):
        await ana.asks(text)
    await maria.types("/champion claim Q-1")
    await maria.types("/champion claim Q-2")
    await maria.types("/champion claim Q-3")
    maria.sees_only_you("You hold 2 open questions", "Take Q-3 as well?")
    town.room("triage").shows("Q-3", "Unclaimed")
    await maria.presses("Claim anyway")
    maria.sees_only_you("Q-3 is yours")


async def test_asking_back_stops_the_clock_until_a_plain_reply(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await maria.presses("Need detail", on="Q-1")
    maria.sees_form("Ask for one thing")
    await maria.fills(pick="Which dates or years", text="The map has four.")
    maria.sees_only_you("Asked. Q-1 waits for the person who asked.")
    town.room("ask").shows("Q-1", "We need one thing from the person who asked", "Next move: the person who asked")
    town.room("ask").thread_says("Q-1", "Which dates or years do you need? The map has four.", f"@{ana.id}")
    town.room("triage").shows("Q-1", "Waiting on the asker")
    await ana.replies_in_thread("Q-1", "2023 to 2025, please")
    ana.sees_nothing_new()
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")
    town.room("triage").thread_says("Q-1", "For Maria Lopez", "2023 to 2025, please")


async def test_asking_back_needs_words_and_ownership(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.mentions_bot("claim", in_thread_of="Q-1")
    await maria.mentions_bot("clarify Which block?", in_thread_of="Q-1")
    maria.sees_only_you("Asked. Q-1 waits for the person who asked.")
    await ana.presses("Add detail", on="Q-1")
    await ana.fills(text="The 400 block.")
    await theo.types("/champion clarify Q-1 Which side?")
    theo.sees_only_you("Maria Lopez looks after Q-1")
    await maria.types("/champion clarify Q-1")
    maria.sees_form("Ask for one thing")
    await maria.fills(text="")
    maria.sees_form("Ask for one thing")
    await maria.fills(pick="Which area")
    town.room("ask").thread_says("Q-1", "we need one thing: Which area or address range do you mean?")


async def test_a_note_is_read_by_champions_only(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await theo.types("/champion note Q-1 Public Works is fixing this quietly.")
    theo.sees_only_you("Noted on Q-1, for champions only.")
    town.room("triage").thread_says("Q-1", "Note from Theo Lund, for champions only", "fixing this quietly")
    await maria.types("/champion note Q-1")
    maria.sees_form("Note for champions")
    await maria.fills(text="Thanks, quietly noted.")
    await maria.presses("More", on="Q-1")
    await maria.presses("Add a note")
    maria.sees_form("Note for champions")
    await maria.fills(text="And quietly a third.")
    await maria.answers("Q-1", "City trees only.")
    await ana.types("/opendata status Q-1")
    town.room("ask").has_no("quietly")
    assert not any("quietly" in each.text for each in town.stage.only_you(ana.id))


async def test_note_may_be_said_in_the_champions_thread(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.theo.mentions_bot("note Seen this before.", in_thread_of="Q-1", room="triage")
    town.theo.sees_only_you("Noted on Q-1")
    town.room("triage").thread_says("Q-1", "Note from Theo Lund", "Seen this before.")
    town.room("ask").has_no("Seen this before")


async def test_more_offers_what_can_be_done_now(town: Town) -> None:
    ana, maria, kofi, theo = town.ana, town.maria, town.kofi, town.theo
    await ana.asks(TREES)
    await theo.presses("More", on="Q-1")
    theo.sees_only_you("Q-1 · Unclaimed", "Next: a champion picks this up")
    theo.sees_buttons("Answer", "Asked before", "Add a note", "Route elsewhere")
    assert "Remove" not in theo.sees_only_you("Q-1").buttons
    await maria.types("/champion claim Q-1")
    await maria.presses("More", on="Q-1")
    maria.sees_buttons("Answer", "Hand off", "Release", "Close")
    await kofi.presses("More", on="Q-1")
    kofi.sees_buttons("Hold back", "Remove", "Close")


async def test_release_gives_it_back_with_a_note(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await maria.types("/champion release Q-1 I am out this week.")
    maria.sees_only_you("Q-1 is back in the queue")
    town.room("ask").shows("Q-1", "Waiting for a champion")
    town.room("triage").shows("Q-1", "Unclaimed", "Offered to Theo Lund")
    town.room("triage").thread_says("Q-1", "Maria Lopez gave this back to the queue.", "I am out this week.")
    town.room("ask").has_no("out this week")


async def test_release_is_a_button_and_a_mention(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await maria.presses("Release", on="Q-1")
    maria.sees_only_you("Q-1 is back in the queue")
    await theo.presses("Claim", on="Q-1")
    await maria.types("/champion release Q-1")
    maria.sees_only_you("Theo Lund looks after Q-1")
    await theo.mentions_bot("release", in_thread_of="Q-1")
    theo.sees_only_you("Q-1 is back in the queue")
    assert await town.verbs("Q-1") == ["submit", "claim", "release", "claim", "release"]
