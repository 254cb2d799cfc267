"""Following up: what askers do with a question that they have asked."""

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_status_lists_ones_own_questions(town: Town) -> None:
    ana, eve = town.ana, town.eve
    await ana.types("/opendata status")
    ana.sees_only_you("You have not asked anything yet")
    ana.sees_buttons("Ask")
    await ana.asks(TREES)
    await eve.asks("Which street floods?")
    await ana.types("/opendata status")
    ana.sees_only_you("You have 1 open question.", "Q-1 · Waiting for a champion", "Elm Street")
    ana.does_not_see("Q-2")
    await ana.presses("Q-1")
    ana.sees_only_you("Q-1 · Waiting for a champion", "You asked", "Asked: Tue 6 Oct")
    ana.sees_buttons("Add detail", "Withdraw")


async def test_where_it_stands_is_a_button_on_the_card(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.ana.presses("Where it stands", on="Q-1")
    town.ana.sees_only_you("Q-1 · Waiting for a champion", "You asked")
    await town.eve.types("/opendata status q1")
    town.eve.sees_only_you("Q-1 · Waiting for a champion", f"@{town.ana.id} asked")


async def test_somebody_elses_private_question_looks_unknown(town: Town) -> None:
    ana, eve = town.ana, town.eve
    await ana.asks(TREES, share="privately")
    await eve.types("/opendata status Q-1")
    private = eve.sees_only_you("I can't find that question")
    await eve.types("/opendata status Q-99")
    unknown = eve.sees_only_you("I can't find that question")
    assert private.text == unknown.text
    for line in (
        "/opendata reply Q-1 hello",
        "/opendata solved Q-1",
        "/opendata withdraw Q-1",
        "/opendata reopen Q-1 x",
    ):
        await eve.types(line)
        assert eve.sees_only_you("I can't find that question").text == unknown.text


async def test_detail_is_added_by_command_button_and_mention(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await ana.types("/opendata reply Q-1 Between 3rd and 5th.")
    ana.sees_only_you("Thank you. We added this to Q-1.", "Maria Lopez is looking into this")
    town.room("ask").thread_says("Q-1", "adds:", "Between 3rd and 5th.")
    town.room("triage").thread_says("Q-1", "For Maria Lopez", "Between 3rd and 5th.")

    await ana.presses("Add detail", on="Q-1")
    ana.sees_form("Add to your question")
    await ana.fills(text="On the north side.")
    ana.sees_only_you("Thank you. We added this to Q-1.")
    town.room("triage").thread_says("Q-1", "On the north side.")

    await ana.mentions_bot("reply I mean 2024", in_thread_of="Q-1")
    ana.sees_only_you("Thank you. We added this to Q-1.")
    town.room("triage").thread_says("Q-1", "I mean 2024")


async def test_a_reply_without_a_number_asks_which_question(town: Town) -> None:
    ana = town.ana
    await ana.asks(TREES)
    await ana.types("/opendata reply")
    ana.sees_form("Add to your question")
    assert [each.split(":")[0] for each in await ana.is_offered("question", "elm")] == ["Q-1"]
    await ana.fills(question="elm", text="Only the big ones.")
    ana.sees_only_you("We added this to Q-1")


async def test_a_reply_continues_a_question_that_waits_for_the_asker(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await maria.types("/champion clarify Q-1 Which years?")
    town.room("ask").shows("Q-1", "We need one thing from the person who asked")
    await ana.types("/opendata reply Q-1 2023 and 2024")
    ana.sees_only_you("Thank you. We added this to Q-1.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")
    town.room("triage").thread_says("Q-1", "For Maria Lopez", "2023 and 2024")


async def test_a_reply_to_a_closed_question_offers_to_reopen_it(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.types("/opendata solved Q-1")
    await ana.types("/opendata reply Q-1 One more thing")
    ana.sees_only_you("Q-1 · Solved", "Do you want to open it again?")
    await ana.presses("Reopen")
    ana.sees_form("Open it again")
    await ana.fills(text="The link is broken.")
    ana.sees_only_you("Q-1 is open again")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")


async def test_solved_by_the_asker_and_saying_it_twice_changes_nothing(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.mentions_bot("solved", in_thread_of="Q-1")
    ana.sees_only_you("Good to hear. Q-1 is solved.")
    await ana.types("/opendata solved Q-1")
    ana.sees_only_you("Q-1 is already solved")
    assert (await town.verbs("Q-1")).count("confirm") == 1
    town.room("ask").shows("Q-1", "Solved", "Confirmed by the person who asked.")


async def test_solved_softly_by_the_champion(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await theo.types("/opendata solved Q-1")
    theo.sees_only_you("This is for whoever looks after Q-1")
    await maria.types("/opendata solved Q-1")
    maria.sees_only_you("Q-1 is marked as solved. The person who asked can reopen it.")
    town.room("ask").shows("Q-1", "Solved", "Marked as solved by the champion.")
    assert (await town.question("Q-1")).confirmed == "soft"
    await ana.presses("Reopen", on="Q-1")
    await ana.fills(text="No, it is not.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")


async def test_solved_names_who_helped(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.types('/opendata solved Q-1 helped_by:"The tree club"')
    town.room("ask").shows("Q-1", "Solved", "Helped by: The tree club.")


async def test_not_yet_sends_it_back_to_the_same_champion(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.presses("Not yet", on="Q-1")
    ana.sees_form("Not solved yet")
    await ana.fills(text="It is from 2019.")
    ana.sees_only_you("Thank you for saying so. Q-1 is open again.", "Maria Lopez is looking into this")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")
    town.room("ask").thread_says("Q-1", "Not solved yet. Maria Lopez will take another look.")
    town.room("triage").thread_says("Q-1", "For Maria Lopez", "It is from 2019.")
    assert (await town.question("Q-1")).rejected == 1


async def test_a_follow_up_is_asked_on_the_answered_card(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.presses("Ask a follow-up", on="Q-1")
    ana.sees_form("Add to your question")
    await ana.fills(text="And the parks?")
    ana.sees_only_you("We added this to Q-1")
    town.room("triage").thread_says("Q-1", "And the parks?")


async def test_reopen_after_closing_goes_to_the_queue(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    await ana.asks(TREES)
    await kofi.types("/champion close Q-1 no_data Try the state.")
    await ana.types("/opendata reopen Q-1 The state sent me back.")
    ana.sees_only_you("Q-1 is open again", "Next: a champion picks this up")
    town.room("ask").shows("Q-1", "Waiting for a champion")
    town.room("triage").thread_says("Q-1", "Open again", "The state sent me back.")


async def test_reopening_is_for_ninety_days(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.types("/opendata solved Q-1")
    town.clock.moves(days=91)
    await ana.types("/opendata reopen Q-1 Again")
    ana.sees_only_you("This was closed more than 90 days ago. Please ask it again with `/opendata ask`.")


async def test_only_the_asker_may_do_what_is_the_askers(town: Town) -> None:
    await town.ana.asks(TREES)
    for line in (
        "/opendata reply Q-1 me too",
        "/opendata withdraw Q-1",
        "/opendata solved Q-1",
        "/opendata notyet Q-1 x",
    ):
        await town.eve.types(line)
        town.eve.sees_only_you("Only the person who asked Q-1 can do this.")
    assert await town.verbs("Q-1") == ["submit"]


async def test_a_number_can_be_left_out_only_where_it_is_clear(town: Town) -> None:
    ana = town.ana
    await ana.asks(TREES)
    await ana.types("/opendata solved")
    ana.sees_form("Which question?")
    await ana.fills(question="elm")
    ana.sees_only_you("so this cannot be done now")


async def test_everything_can_be_said_by_mention_in_the_thread(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES)
    await ana.mentions_bot("status", in_thread_of="Q-1")
    ana.sees_only_you("Q-1 · Waiting for a champion")
    await maria.mentions_bot("answer City trees only.", in_thread_of="Q-1", room="triage")
    await maria.presses("Post answer")
    await ana.mentions_bot("notyet From 2019.", in_thread_of="Q-1")
    ana.sees_only_you("Q-1 is open again")
    await maria.mentions_bot("solved", in_thread_of="Q-1")
    maria.sees_only_you("Q-1 is marked as solved")
    await ana.mentions_bot("reopen It is not.", in_thread_of="Q-1")
    ana.sees_only_you("Q-1 is open again")
    await maria.mentions_bot("more", in_thread_of="Q-1")
    maria.sees_buttons("Hand off", "Release")
    await maria.mentions_bot("release", in_thread_of="Q-1")
    await kofi.mentions_bot("admin question assign @theo", in_thread_of="Q-1", room="triage")
    kofi.sees_only_you("Q-1 is with Theo Lund now.")
    await kofi.mentions_bot("remove Names a neighbour.", in_thread_of="Q-1")
    kofi.sees_only_you("Do you want to ask this?")
    await kofi.mentions_bot("admin question remove Names a neighbour.", in_thread_of="Q-1")
    kofi.sees_only_you("Q-1 is removed")
    await ana.mentions_bot("dataset DS-1")
    ana.sees_only_you("Street Trees")
    await kofi.mentions_bot("health")
    kofi.sees_only_you("Everything works.")
    await kofi.mentions_bot("roster list")
    kofi.sees_only_you("5 people on the roster")
