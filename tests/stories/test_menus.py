"""The message menu: somebody else's words become a question only by their own yes."""

from tests.stories.town import Town

TREES = "Does anybody know why Elm Street has no trees on the map?"


async def test_ones_own_message_is_tracked(town: Town) -> None:
    ana = town.ana
    said = await ana.says(TREES, room="square")
    await ana.uses_message_menu("Track as data question", said)
    ana.sees_only_you("Track your message as a data question?", TREES)
    await ana.presses("Yes")
    ana.sees_only_you("Your question is Q-1")
    card = next(each for each in town.stage.thread(said) if "Q-1" in each.text)
    assert card.has("Waiting for a champion", TREES, f"@{ana.id}")
    town.room("triage").shows("Q-1", "Unclaimed")
    assert town.room("ask").cards() == []


async def test_a_tracked_question_lives_in_its_thread(town: Town) -> None:
    ana, maria = town.ana, town.maria
    said = await ana.says(TREES, room="square")
    await ana.uses_message_menu("Track as data question", said)
    await ana.presses("Yes")
    await maria.presses("Claim", on="Q-1")
    await maria.types("/champion clarify Q-1 Which side?")
    assert any("Which side?" in each.text for each in town.stage.thread(said))
    await ana.replies_to(said, "The north side")
    town.room("triage").thread_says("Q-1", "The north side")
    await maria.answers("Q-1", "City trees only.")
    answer = next(each for each in town.stage.thread(said) if each.has("Answered", "City trees only."))
    await ana.presses("This solved it", on=answer)
    ana.sees_only_you("Q-1 is solved")


async def test_somebody_elses_message_is_only_offered_to_them(town: Town) -> None:
    eve, ana = town.eve, town.ana
    said = await eve.says(TREES, room="square")
    await ana.uses_message_menu("Track as data question", said)
    ana.sees_only_you("Thank you. We ask whoever wrote it first. Nothing is posted before they say yes.")
    ana.does_not_see("Yes")
    eve.sees_only_you("thinks a champion could answer this. Track it?")
    if town.stage.name == "slack":  # on Discord everybody reads it, and it stands beside the message
        eve.sees_only_you(TREES)
    assert len(town.stage.thread(said)) == 0
    town.room("triage").has_no(TREES)
    await eve.presses("Yes, without my name")
    eve.sees_only_you("Q-1")
    card = next(each for each in town.stage.thread(said) if "Q-1" in each.text)
    assert card.has("A community member asked", TREES)
    assert eve.id not in card.text


async def test_no_means_no(town: Town) -> None:
    eve, ana = town.eve, town.ana
    said = await eve.says(TREES, room="square")
    await ana.uses_message_menu("Track as data question", said)
    await eve.presses("No")
    eve.sees_only_you("All right. Nothing is posted.")
    assert len(town.stage.thread(said)) == 0
    assert await town.asked() == 0
    await ana.types("/opendata agree D-1 named")
    ana.sees_only_you("I can't find that draft any more")


async def test_the_offer_is_the_authors_alone(town: Town) -> None:
    eve, ana = town.eve, town.ana
    said = await eve.says(TREES, room="square")
    await ana.uses_message_menu("Track as data question", said)
    await ana.types("/opendata agree D-1 named")
    ana.sees_only_you("I can't find that draft any more")
    assert await town.asked() == 0


async def test_what_is_a_question_already_is_not_tracked_again(town: Town) -> None:
    ana, eve = town.ana, town.eve
    await ana.asks(TREES)
    reply = await eve.replies_in_thread("Q-1", "I wonder too")
    await eve.uses_message_menu("Track as data question", reply)
    eve.sees_only_you("This is already part of a question.")
    await eve.uses_message_menu("Track as data question", town.room("ask").card("Q-1"))
    eve.sees_only_you("I can only do this with a message that a person wrote in words.")
    await ana.uses_message_menu("Mark as the answer", town.room("ask").card("Q-1"))
    ana.sees_only_you("I can only do this with a message that a person wrote in words.")


async def test_other_peoples_chatter_in_the_thread_is_theirs(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.eve.replies_in_thread("Q-1", "I wonder too")
    town.eve.sees_nothing_new()
    assert await town.verbs("Q-1") == ["submit"]
    await town.eve.says("Lovely weather", room="ask")
    town.eve.sees_nothing_new()
