"""Answering: written, looked at, posted; nothing of it is lost."""

import asyncio

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
LONG = " ".join(f"Sentence number {n} says something about the trees of Elm Street." for n in range(1, 45))


async def claimed(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")


async def test_an_answer_with_caveat_and_source(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion answer")
    maria.sees_form("Answer a question")
    await maria.fills(
        question="elm", text="City trees only.", dataset="street trees", caveat="Surveyed in 2023",
        source="https://data.example.gov/trees",
    )  # fmt: skip
    maria.sees_only_you("Check your answer to Q-1", "City trees only.", "Surveyed in 2023", "data.example.gov/trees")
    await maria.presses("Post answer")
    town.room("ask").shows("Q-1", "Answer from Maria Lopez, open data champion, Parks", "Watch out: Surveyed in 2023")
    town.room("ask").shows("Q-1", "Source: https://data.example.gov/trees")
    town.room("triage").shows("Q-1", "Answered by Maria Lopez", "City trees only.")
    await town.eve.types("/opendata dataset street trees")
    town.eve.sees_only_you("Watch out: Surveyed in 2023 (from Q-1)")


async def test_the_next_asker_reads_the_known_caveat(town: Town) -> None:
    await claimed(town)
    await town.maria.types('/champion answer Q-1 dataset:tree-1 caveat:"Private trees are missing" City trees only.')
    await town.maria.presses("Post answer")
    await town.eve.types("/opendata ask dataset:tree-1 How old is the oldest one?")
    await town.eve.presses("Post with my name")
    town.room("ask").shows("Q-2", "Known caveat for this dataset: Private trees are missing")


async def test_answering_what_nobody_claimed_claims_it(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.answers("Q-1", "City trees only.")
    town.room("ask").shows("Q-1", "Answered", "City trees only.")
    assert (await town.question("Q-1")).owner
    assert await town.verbs("Q-1") == ["submit", "answer"]


async def test_an_answer_is_edited_before_it_is_posted(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion answer Q-1 City tres only.")
    await maria.presses("Edit")
    maria.sees_form("Edit your answer", text="City tres only.")
    await maria.fills(text="City trees only.", caveat="Old survey")
    maria.sees_only_you("Check your answer", "City trees only.", "Old survey")
    await maria.presses("Post answer")
    town.room("ask").shows("Q-1", "City trees only.", "Old survey")
    town.room("ask").has_no("tres")


async def test_an_answer_is_thrown_away(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion answer Q-1 City trees only.")
    preview = maria.sees_only_you("Check your answer")
    await maria.presses("Cancel")
    maria.sees_only_you("Thrown away. Nothing was posted.")
    town.room("ask").has_no("City trees only.")
    await maria.types("/champion post D-2")
    maria.sees_only_you("I can't find that draft any more")
    assert preview.buttons[-1] == "Cancel"


async def test_posting_an_answer_twice_posts_it_once(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion answer Q-1 City trees only.")
    preview = maria.sees_only_you("Check your answer")
    await asyncio.gather(*(town.stage.press(maria.id, preview, "Post answer") for _ in range(2)))
    await town.settles()
    await maria.types("/champion post D-2")
    maria.sees_only_you("Your answer to Q-1 was already posted.")
    await maria.types("/champion discard D-2")
    maria.sees_only_you("already posted")
    assert (await town.verbs("Q-1")).count("answer") == 1
    assert sum("is answered" in line for line in town.room("ask").thread("Q-1")) == 1


async def test_somebody_else_answers_as_a_helper(town: Town) -> None:
    await claimed(town)
    theo = town.theo
    await theo.types("/champion answer Q-1 My street has some of those.")
    theo.sees_only_you("Maria Lopez looks after Q-1. Post as a helper, or take it over?")
    await theo.presses("Post as a helper reply")
    theo.sees_only_you("Posted as a helper reply to Q-1.")
    town.room("ask").thread_says("Q-1", "Theo Lund adds:", "My street has some of those.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")


async def test_a_coordinator_takes_over_and_answers(town: Town) -> None:
    await claimed(town)
    kofi = town.kofi
    await kofi.types("/champion claim Q-1")
    await kofi.presses("Help Maria Lopez")
    kofi.sees_form("Answer Q-1")
    await kofi.fills(text="I paved it: no trees.")
    await kofi.presses("Take over and answer")
    kofi.sees_only_you("Posted. Q-1 is answered.")
    town.room("ask").shows("Q-1", "Answered", "Answer from Kofi Boateng")
    town.room("triage").shows("Q-1", "Answered by Kofi Boateng")


async def test_a_long_answer_fills_several_messages_and_loses_nothing(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion answer Q-1")
    maria.sees_form("Answer Q-1")
    await maria.fills(text=LONG, caveat="A long one")
    maria.sees_only_you("Check your answer")
    await maria.presses("Post answer")
    lines = town.room("ask").thread("Q-1")
    answer = [line for line in lines if line.startswith(("Q-1 is answered", "continued"))]
    assert len(answer) > 1
    together = " ".join(" ".join(answer).split())
    for n in range(1, 45):
        assert f"Sentence number {n} says something" in together
    assert together.index("number 1 says") < together.index("number 44 says")
    assert "A long one" in answer[-1]
    town.room("ask").shows("Q-1", "Answered", "Sentence number 1 says")


async def test_an_answer_that_is_too_long_is_kept(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types(f"/champion answer Q-1 {LONG} {LONG}")
    maria.sees_only_you("Your answer has", "Please shorten it to 3000", "Nothing is lost")
    await maria.presses("Edit")
    maria.sees_form("Edit your answer", text="Sentence number 1 says")
    await maria.fills(text="City trees only.")
    await maria.presses("Post answer")
    town.room("ask").shows("Q-1", "City trees only.")


async def test_the_champions_first_reply_is_offered_as_the_answer(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.replies_in_thread("Q-1", "The map shows city trees only.")
    maria.sees_only_you("Is this your answer to Q-1?", "The map shows city trees only.")
    await maria.presses("This is the answer")
    maria.sees_only_you("Posted. Q-1 is answered.")
    town.room("ask").shows("Q-1", "Answered", "The map shows city trees only.")


async def test_the_champions_reply_may_be_just_a_comment(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.replies_in_thread("Q-1", "Good question!")
    await maria.presses("Just a comment")
    maria.sees_only_you("Q-1 stays as it is")
    reply = await maria.replies_in_thread("Q-1", "The map shows city trees only.")
    maria.sees_nothing_new()
    await maria.uses_message_menu("Mark as the answer", reply)
    maria.sees_only_you("Check your answer to Q-1", "The map shows city trees only.")
    await maria.presses("Post answer")
    town.room("ask").shows("Q-1", "Answered", "The map shows city trees only.")


async def test_the_asker_marks_a_neighbours_reply_as_the_answer(town: Town) -> None:
    await claimed(town)
    ana, eve, maria = town.ana, town.eve, town.maria
    reply = await eve.replies_in_thread("Q-1", "Elm Street is private.")
    eve.sees_nothing_new()
    await eve.uses_message_menu("Mark as the answer", reply)
    eve.sees_only_you("Only the person who asked Q-1, or a champion, can mark the answer.")
    await ana.uses_message_menu("Mark as the answer", reply)
    ana.sees_only_you("Q-1 is solved by a community reply. Thank you both.")
    town.room("ask").shows("Q-1", "Solved", "Solved by a community reply. This is not an official City answer.")
    town.room("ask").thread_says("Q-1", "Solved by a community reply")
    elsewhere = await maria.says("Nothing to do with it", room="ask")
    await maria.uses_message_menu("Mark as the answer", elsewhere)
    maria.sees_only_you("This message is not in the thread of a question")


async def test_thank_you_reopens_nothing(town: Town) -> None:
    await claimed(town)
    ana, maria = town.ana, town.maria
    await maria.answers("Q-1", "City trees only.")
    await ana.replies_in_thread("Q-1", "Thank you so much!")
    ana.sees_only_you("Is Q-1 not solved yet, or was that just a comment?")
    await ana.presses("Just a comment")
    ana.sees_only_you("All right, Q-1 stays as it is.")
    town.room("ask").shows("Q-1", "Answered")
    await ana.presses("This solved it", on="Q-1")
    await ana.replies_in_thread("Q-1", "And one more thing")
    ana.sees_only_you("Is this still open?")
    await ana.presses("Reopen")
    await ana.fills(text="One more thing")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")


async def test_not_yet_from_the_thread(town: Town) -> None:
    await claimed(town)
    ana, maria = town.ana, town.maria
    await maria.mentions_bot("answer City trees only.", in_thread_of="Q-1")
    maria.sees_only_you("Check your answer to Q-1", "City trees only.")
    await maria.presses("Post answer")
    await ana.replies_in_thread("Q-1", "That is from 2019!")
    await ana.presses("Not yet")
    ana.sees_form("Not solved yet")
    await ana.fills(text="It is from 2019.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")
    await maria.answers("Q-1", "Here is the survey of 2025.")
    town.room("ask").shows("Q-1", "Answered", "the survey of 2025")
    town.room("ask").hides("Q-1", "City trees only.")
