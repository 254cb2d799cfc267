"""Asking: nothing is public before its author says so, and nothing they wrote is lost."""

import asyncio

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_asking_without_words_opens_a_form(town: Town) -> None:
    ana = town.ana
    await ana.types("/opendata ask")
    ana.sees_form("Ask a data question")
    assert await ana.is_offered("dataset", "canopy") == ["Tree Canopy Cover (DS-2)"]
    await ana.fills(text=TREES, dataset="canopy", share="without your name")
    ana.sees_no_form()
    ana.sees_only_you("Check before we post", TREES, "Dataset: Tree Canopy Cover", "without your name")
    await ana.presses("Post without my name")
    town.room("ask").shows("Q-1", "Tree Canopy Cover", "A community member asked", TREES)
    town.room("ask").has_no(ana.id, "ana", "Ana")
    ana.reads_directly("Q-1", "Waiting for a champion", TREES)


async def test_the_menu_that_is_everywhere_opens_the_form_too(town: Town) -> None:
    ana = town.ana
    await ana.uses_menu("Ask a data question")
    ana.sees_form("Ask a data question")
    await ana.fills(text=TREES)
    ana.reads_directly("Check before we post", TREES)
    await ana.presses("Post with my name")
    ana.reads_directly("Thank you", "Q-1")
    town.room("ask").shows("Q-1", TREES)


async def test_a_dataset_that_was_named_decides_who_is_asked(town: Town) -> None:
    ana = town.ana
    await ana.types('/opendata ask dataset:"Paving Plan" When is my block done?')
    ana.sees_only_you("Dataset: Paving Plan", "Goes to: Theo Lund", "looks after Streets")
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", "Paving Plan", "When is my block done?")
    town.room("triage").shows("Q-1", "Offered to Theo Lund", "Backup: Maria Lopez")


async def test_a_private_question_has_no_public_card(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.types(f"/opendata ask {TREES}")
    await ana.presses("Send privately")
    ana.sees_only_you("Q-1")
    assert town.room("ask").cards() == []
    ana.reads_directly("Q-1", "Waiting for a champion", TREES)
    town.room("triage").shows("Q-1", "This question is private")
    town.room("triage").has_no("Elm Street", "ana", ana.id)

    await maria.presses("Claim", on="Q-1")
    maria.sees_only_you("Q-1 is yours", TREES)
    maria.reads_directly("Q-1 is yours. It is private", TREES)
    await maria.answers("Q-1", "Elm Street is private land.")
    ana.reads_directly("Q-1 is answered", "Elm Street is private land.")
    assert town.room("ask").cards() == []
    await ana.presses("This solved it", on="Q-1")
    ana.reads_directly("Q-1", "Solved")
    town.room("triage").has_no("Elm Street", "private land")


async def test_pressing_twice_posts_once(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask {TREES}")
    preview = ana.sees_only_you("Check before we post")
    twice = (town.stage.press(ana.id, preview, "Post with my name") for _ in range(2))
    await asyncio.gather(*twice)
    await town.settles()
    assert len(town.room("ask").cards()) == 1
    assert await town.asked() == 1
    ana.sees_only_you("Your question is Q-1")


async def test_an_old_preview_posts_nothing_new(town: Town) -> None:
    """The preview stands in two places; both carry the same draft."""
    ana = town.ana
    await ana.types(f"/opendata ask {TREES}")
    await ana.presses("Cancel")
    await ana.types("/opendata status")
    ana.sees_only_you("You have not asked anything yet")
    await ana.presses("Resume draft")
    await ana.presses("Post with my name")
    ana.sees_only_you("Your question is Q-1")
    first = next(each for each in ana.town.stage.only_you(ana.id) if "Resume draft" in each.buttons)
    await ana.presses("Resume draft", on=first)
    ana.sees_only_you("Q-1")
    assert len(town.room("ask").cards()) == 1


async def test_cancelling_keeps_the_draft(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask {TREES}")
    await ana.presses("Cancel")
    ana.sees_only_you("Not posted. Your draft is kept for 24 hours.")
    assert town.room("ask").cards() == []
    await ana.presses("Resume draft")
    ana.sees_only_you("Check before we post", TREES)
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", TREES)


async def test_a_draft_is_forgotten_after_a_day(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask {TREES}")
    await ana.presses("Cancel")
    town.clock.moves(hours=25)
    await town.service.clock.forget()
    await ana.presses("Resume draft")
    ana.sees_only_you("I can't find that draft any more")


async def test_editing_keeps_everything_that_was_written(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask dataset:tree-1 {TREES}")
    await ana.presses("Edit")
    ana.sees_form("Edit your question", text=TREES, dataset="Street Trees")
    await ana.fills(text="Why does the tree map miss Oak Street?")
    ana.sees_only_you("Check before we post", "Oak Street", "Dataset: Street Trees")
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", "Oak Street")
    town.room("ask").has_no("Elm Street")


async def test_a_text_that_is_too_long_is_kept(town: Town) -> None:
    ana = town.ana
    long = "Why are trees missing? " * 80
    await ana.types(f"/opendata ask {long}")
    ana.sees_only_you(f"Your question has {len(long.strip()):d} characters", "1500", "Nothing is lost")
    await ana.presses("Edit")
    ana.sees_form("Edit your question", text="Why are trees missing? Why are trees missing?")
    form = town.stage.form(ana.id)
    assert form is not None
    assert form.values["text"] == long.strip()
    await ana.fills(text=TREES)
    ana.sees_only_you("Check before we post", TREES)


async def test_three_open_questions_are_enough_and_the_draft_is_kept(town: Town) -> None:
    ana = town.ana
    for text in ("Which trees fell?", "Which street floods?", "Where does the snow go on my street?"):
        await ana.asks(text)
    await ana.types("/opendata ask How much of the budget is spent?")
    await ana.presses("Post with my name")
    ana.sees_only_you("You have 3 open questions. That is the limit", "Your draft is kept")
    assert len(town.room("ask").cards()) == 3
    await ana.types("/opendata withdraw Q-1")
    await ana.types("/opendata status")
    ana.sees_only_you("You have 2 open questions")
    await ana.presses("Resume draft")
    await ana.presses("Post with my name")
    ana.sees_only_you("Your question is Q-4")


async def test_words_that_are_no_command_are_never_posted(town: Town) -> None:
    ana = town.ana
    await ana.types("/opendata how many trees are there")
    ana.sees_only_you("Do you want to ask this?", "how many trees are there")
    assert town.room("ask").cards() == []
    await ana.presses("Ask this question")
    ana.sees_only_you("Check before we post", "how many trees are there")
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", "how many trees are there")


async def test_words_that_are_no_command_can_be_searched_instead(town: Town) -> None:
    ana = town.ana
    await ana.types("/opendata tree canopy")
    await ana.presses("Search instead")
    ana.sees_only_you("Found for “tree canopy”", "Tree Canopy Cover")
    await ana.presses("Ask this question")
    ana.sees_only_you("Check before we post", "tree canopy")


async def test_writing_to_the_bot_directly_offers_to_ask(town: Town) -> None:
    ana = town.ana
    await ana.writes_to_bot(TREES)
    ana.reads_directly("Do you want to ask this?", TREES)
    await ana.presses("Ask this question")
    await ana.presses("Post with my name")
    ana.reads_directly("Q-1")
    town.room("ask").shows("Q-1", TREES)


async def test_mentioning_the_bot_in_a_room_asks_too(town: Town) -> None:
    ana = town.ana
    await ana.mentions_bot(f"ask {TREES}")
    ana.sees_only_you("Check before we post", TREES)
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", TREES)


async def test_a_bare_mention_is_answered_with_help(town: Town) -> None:
    await town.ana.mentions_bot("")
    town.ana.sees_only_you("Ask about the city's data", "/opendata ask")


async def test_nobody_fits_so_a_coordinator_finds_somebody(town: Town) -> None:
    ana, kofi, theo = town.ana, town.kofi, town.theo
    await ana.types("/opendata ask Where do the ferries go at night?")
    ana.sees_only_you("Goes to: a coordinator, who finds the right person")
    await ana.presses("Post with my name")
    ana.sees_only_you("We have not found the right person yet. That is on us. Kofi Boateng is looking", "Thu 8 Oct")
    town.room("ask").shows("Q-1", "Finding the right person", "Next: Kofi Boateng finds the right person")
    town.room("triage").shows("Q-1", "Needs a home")
    await kofi.types('/opendata-admin question assign Q-1 to:"Theo Lund"')
    kofi.sees_only_you("Q-1 is with Theo Lund now")
    town.room("ask").shows("Q-1", "Theo Lund is working on it")
    town.room("triage").shows("Q-1", "Claimed by Theo Lund")
    await theo.types("/champion queue")
    theo.sees_only_you("1 question", "Q-1")


async def test_similar_answers_come_first(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await maria.answers("Q-1", "The map shows city trees only.")
    await eve.types("/opendata ask Why does the tree map miss Elm Street trees?")
    eve.sees_only_you("People asked something close", "Q-1", "The map shows city trees only.")
    await eve.presses("Q-1 answers it")
    eve.sees_only_you("Good. Q-1 answered it.", "The map shows city trees only.")
    assert len(town.room("ask").cards()) == 1
    await eve.types("/opendata status")
    eve.sees_only_you("You have not asked anything yet")


async def test_saying_twice_that_an_answer_helps_does_no_harm(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "The map shows city trees only.")
    await eve.types("/opendata ask Why does the tree map miss Elm Street trees?")
    close = eve.newest()
    await asyncio.gather(*(town.stage.press(eve.id, close, "Q-1 answers it") for _ in range(2)))
    await town.settles()
    eve.sees_only_you("Good. Q-1 answered it.")
    await eve.types("/opendata preview D-3")
    eve.sees_only_you("You said that Q-1 answers it.")


async def test_similar_answers_that_do_not_help_are_passed_by(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "The map shows city trees only.")
    await eve.types("/opendata ask Why does the tree map miss Elm Street trees?")
    await eve.presses("None of these")
    eve.sees_only_you("Check before we post")
    await eve.presses("Post with my name")
    town.room("ask").shows("Q-2", "Waiting for a champion")


async def test_out_of_hours_the_question_is_safe(town: Town) -> None:
    town.clock.moves(hours=12)
    await town.ana.types(f"/opendata ask {TREES}")
    await town.ana.presses("Post with my name")
    town.ana.sees_only_you("We are closed until Wed 7 Oct, 09:00. Your question is safe.")


async def test_somebody_elses_draft_cannot_be_posted(town: Town) -> None:
    await town.ana.types(f"/opendata ask {TREES}")
    await town.eve.types("/opendata post D-1 named")
    town.eve.sees_only_you("I can't find that draft any more")
    assert town.room("ask").cards() == []


async def test_how_to_be_seen_can_be_typed(town: Town) -> None:
    first = {"named": "Post with my name", "unnamed": "Post without my name", "private": "Send privately"}
    for share, label in first.items():
        await town.ana.types(f"/opendata ask share:{share} {TREES}")
        assert town.ana.sees_only_you("Check before we post").buttons[0] == label


async def test_a_dataset_that_is_named_may_be_enough_and_is_counted(town: Town) -> None:
    ana = town.ana
    await ana.types("/opendata ask Where do I find the Street Trees file?")
    ana.sees_only_you("The city has data by this name. Does it help?", "DS-1 · Street Trees: Every tree")
    await ana.presses("DS-1 answers it")
    ana.sees_only_you("Good. Street Trees (DS-1) has it.", "Every tree that the city looks after.")
    await ana.types("/opendata preview D-1")
    ana.sees_only_you("You said that DS-1 answers it.")
    assert await town.asked() == 0
    await ana.types('/opendata ask dataset:"Street Trees" Where do I find the Street Trees file?')
    ana.sees_only_you("Check before we post")
    await ana.presses("Post with my name")
    await town.maria.answers("Q-1", "On the portal.")
    await town.eve.types("/opendata ask Where do I find the Street Trees file?")
    await town.eve.presses("Q-1 answers it")
    counted = await town.sees(lambda work: work.follows.helped(town.clock.now.date()))
    assert counted == (("dataset", 1, 1), ("question", 1, 1))
