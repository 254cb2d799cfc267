"""Who is asked for one thing in direct messages answers there, in plain words."""

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_a_private_asker_replies_where_they_were_asked(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES, "privately")
    await maria.types("/champion claim Q-1")
    await maria.types("/champion clarify Q-1 Which years?")
    ana.reads_directly("To answer well, we need one thing: Which years?")
    card = ana.reads_directly("We need one thing from you")
    await ana.replies_to(card, "2023 and 2024")
    ana.sees_only_you("Thank you. We added this to Q-1.")
    ana.does_not_see("Do you want to ask this?")
    maria.reads_directly("Q-1: the person who asked adds:", "2023 and 2024")
    assert "asker_reply" in await town.verbs("Q-1")
    town.room("triage").has_no("2023")


async def test_commands_still_work_in_that_thread(town: Town) -> None:
    ana = town.ana
    await ana.asks(TREES, "privately")
    await ana.replies_to(ana.reads_directly("Q-1", "You asked"), "withdraw")
    ana.sees_only_you("Q-1 is withdrawn")


async def test_a_mention_in_the_public_thread_is_a_reply_while_we_wait_for_one(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.types("/champion claim Q-1")
    await maria.types("/champion clarify Q-1 Which years?")
    await ana.mentions_bot("the years 2023 and 2024 please", in_thread_of="Q-1")
    ana.does_not_see("Do you want to ask this?")
    town.room("triage").thread_says("Q-1", "the years 2023 and 2024 please")
    assert "asker_reply" in await town.verbs("Q-1")
