"""Editing: people correct their messages, and every copy of their words follows."""

from tests.stories.shown import Shown
from tests.stories.test_withdrawing import kept_in
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
OAKS = "Why does the tree map miss the oaks on Oak Street?"


def nowhere(town: Town, word: str) -> None:
    """Nothing of ours says it: no wall, and no table."""
    assert [each for each in town.stage.public_words() if word in each] == []
    assert kept_in(town.url, word) == []


async def test_a_follow_up_is_corrected_in_the_champions_room(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    said = await ana.replies_in_thread("Q-1", "I mean zanzibar")
    town.room("triage").thread_says("Q-1", "For Maria Lopez", "zanzibar")
    before = len(town.room("triage").thread("Q-1"))
    await ana.edits(said, "I mean 2024")
    town.room("triage").thread_says("Q-1", "For Maria Lopez", "I mean 2024", "(edited)")
    assert len(town.room("triage").thread("Q-1")) == before
    ana.sees_nothing_new()
    nowhere(town, "zanzibar")


async def test_a_follow_up_by_command_is_corrected_in_both_threads(town: Town) -> None:
    ana = town.ana
    await ana.asks(TREES)
    await ana.mentions_bot("reply I mean zanzibar", in_thread_of="Q-1")
    said = next(each for each in town.stage.thread(town.room("ask").card("Q-1")) if not each.by_bot)
    await ana.edits(said, "@champions reply I mean 2024")
    town.room("ask").thread_says("Q-1", "Ana Ruiz adds:", "I mean 2024", "(edited)")
    town.room("triage").thread_says("Q-1", "I mean 2024", "(edited)")
    nowhere(town, "adds:\nI mean zanzibar")
    assert kept_in(town.url, "zanzibar") == []


async def test_a_corrected_follow_up_grows_and_shrinks(town: Town) -> None:
    ana = town.ana
    await ana.asks(TREES)
    await ana.mentions_bot("reply short", in_thread_of="Q-1")
    said = next(each for each in town.stage.thread(town.room("ask").card("Q-1")) if not each.by_bot)
    long = "The north side. " * 110
    await ana.edits(said, f"@champions reply {long}")
    ours = [each for each in town.stage.thread(town.room("ask").card("Q-1")) if each.by_bot]
    assert len(ours) == 2
    assert ours[1].has("continued", "(edited)")
    await ana.edits(said, "@champions reply short again")
    town.room("ask").thread_says("Q-1", "short again", "(edited)")
    town.room("ask").thread_says("Q-1", "no longer needed")


async def test_a_follow_up_that_is_deleted_is_said_to_be_taken_back(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    said = await ana.replies_in_thread("Q-1", "My house is the zanzibar one")
    await ana.deletes(said)
    town.room("triage").thread_says("Q-1", "Taken back by the person who asked.")
    nowhere(town, "zanzibar")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it", "Elm Street")


async def tracked(town: Town, text: str) -> Shown:
    """Ana's message in the square becomes Q-1; the message."""
    said = await town.ana.says(text, room="square")
    await town.ana.uses_message_menu("Track as data question", said)
    await town.ana.presses("Yes")
    return said


def card_under(town: Town, said: Shown) -> str:
    """What the question's card says in the thread of the message."""
    return next(each.text for each in town.stage.thread(said) if each.text.startswith("Q-1 ·"))


async def test_a_tracked_question_is_edited(town: Town) -> None:
    ana, maria = town.ana, town.maria
    said = await tracked(town, "Why does the tree map miss zanzibar Street?")
    await maria.presses("Claim", on="Q-1")
    await ana.edits(said, OAKS)
    assert OAKS in card_under(town, said)
    assert "(edited)" in card_under(town, said)
    town.room("triage").shows("Q-1", OAKS, "(edited)")
    town.room("triage").thread_says("Q-1", "For Maria Lopez: the question was edited.", OAKS)
    assert (await town.verbs("Q-1"))[-1] == "reword"
    nowhere(town, "zanzibar")
    await maria.answers("Q-1", "They are not the city's.")
    await town.eve.types("/opendata find oaks kind:answers")
    town.eve.sees_only_you("Q-1")
    await town.eve.types("/opendata find zanzibar")
    town.eve.does_not_see("Q-1")


async def test_an_edit_before_the_author_agreed_is_what_is_posted(town: Town) -> None:
    ana, eve = town.ana, town.eve
    said = await eve.says("Why does the tree map miss zanzibar Street?", room="square")
    await ana.uses_message_menu("Track as data question", said)
    await eve.edits(said, OAKS)
    await eve.presses("Yes")
    town.room("triage").shows("Q-1", OAKS)
    nowhere(town, "zanzibar")


async def test_a_message_deleted_before_its_author_agreed_is_forgotten(town: Town) -> None:
    ana, eve = town.ana, town.eve
    said = await eve.says("Why does the tree map miss zanzibar Street?", room="square")
    await ana.uses_message_menu("Track as data question", said)
    await eve.deletes(said)
    assert kept_in(town.url, "zanzibar") == []
    await eve.presses("Yes")
    eve.sees_only_you("I can't find that draft any more")


async def test_a_tracked_question_that_is_deleted_is_withdrawn(town: Town) -> None:
    ana = town.ana
    said = await tracked(town, "Why does the tree map miss zanzibar Street?")
    await ana.deletes(said)
    if town.stage.tells_who_deletes:
        ana.sees_only_you("Q-1 is withdrawn. Your words are gone from what we posted.")
    assert "Withdrawn" in card_under(town, said)
    town.room("triage").shows("Q-1", "Withdrawn")
    nowhere(town, "zanzibar")


async def test_an_answered_question_that_is_deleted_leaves_its_answer_unless_the_asker_says_no(town: Town) -> None:
    ana, maria = town.ana, town.maria
    said = await tracked(town, "Why does the tree map miss zanzibar Street?")
    await maria.answers("Q-1", "City trees only.")
    await ana.deletes(said)
    nowhere(town, "zanzibar")
    assert "City trees only." in card_under(town, said)
    assert ana.id not in card_under(town, said)
    ana.reads_directly("You deleted your question Q-1", "Shall the answer stay for others?")
    await ana.presses("Keep answer")
    ana.sees_only_you("The answer stays for others.")
    assert (await town.verbs("Q-1")).count("withdraw") == 1
    await ana.presses("Remove all", on="You deleted your question Q-1")
    ana.sees_only_you("Q-1 is withdrawn.")
    assert "City trees only." not in card_under(town, said)
    town.room("triage").has_no("City trees only.")


async def marked(town: Town, text: str) -> Shown:
    """Maria's reply in the thread of Q-1 becomes the answer; the reply."""
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")
    said = await town.maria.replies_in_thread("Q-1", text)
    await town.maria.presses("This is the answer")
    town.room("ask").shows("Q-1", "Answered", text)
    return said


async def test_a_marked_answer_is_corrected_where_it_stands(town: Town) -> None:
    maria = town.maria
    said = await marked(town, "Only zanzibar trees.")
    lines = len(town.room("ask").thread("Q-1"))
    await maria.edits(said, "Only city trees.")
    town.room("ask").shows("Q-1", "Answer from Maria Lopez", "updated", "Only city trees.")
    town.room("ask").thread_says("Q-1", "updated", "Only city trees.")
    town.room("triage").shows("Q-1", "Only city trees.")
    assert len(town.room("ask").thread("Q-1")) == lines
    nowhere(town, "zanzibar")


async def test_a_marked_answer_that_is_deleted_is_to_be_given_again(town: Town) -> None:
    ana, maria = town.ana, town.maria
    said = await marked(town, "Only zanzibar trees.")
    await maria.deletes(said)
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")
    town.room("ask").thread_says("Q-1", "The answer was taken back, to be corrected. Maria Lopez is looking into this.")
    town.room("ask").thread_says("Q-1", "This answer was taken back by whoever wrote it.")
    nowhere(town, "zanzibar")
    await maria.answers("Q-1", "Only city trees.")
    await ana.presses("This solved it", on="Q-1")
    town.room("ask").shows("Q-1", "Solved", "Only city trees.")


async def test_a_private_follow_up_is_corrected_where_its_champion_reads_it(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES, share="privately")
    await maria.presses("Claim", on="Q-1")
    said = await ana.writes_to_bot("reply Q-1 I mean zanzibar")
    maria.reads_directly("Q-1", "zanzibar")
    await ana.edits(said, "reply Q-1 I mean 2024")
    maria.reads_directly("Q-1", "I mean 2024", "(edited)")
    assert kept_in(town.url, "zanzibar") == []


async def test_other_peoples_edits_and_deletions_change_nothing(town: Town) -> None:
    eve = town.eve
    await town.ana.asks(TREES)
    said = await eve.replies_in_thread("Q-1", "I wonder too")
    before = await town.history("Q-1")
    await eve.edits(said, "I wonder as well")
    await eve.deletes(said)
    eve.sees_nothing_new()
    assert await town.history("Q-1") == before


async def test_edits_and_deletions_that_come_twice_change_nothing(town: Town) -> None:
    ana = town.ana
    town.stage.says_everything_twice()
    said = await tracked(town, TREES)
    followed = await ana.replies_to(said, "I mean 2023")
    await ana.edits(said, OAKS)
    await ana.edits(followed, "I mean 2024")
    assert await town.verbs("Q-1") == ["submit", "add_detail", "reword"]
    await ana.deletes(followed)
    await ana.deletes(said)
    assert await town.verbs("Q-1") == ["submit", "add_detail", "reword", "withdraw"]
    nowhere(town, "Oak Street")
    told = len([each for each in town.stage.only_you(ana.id) if each.has("Q-1 is withdrawn")])
    assert told == (1 if town.stage.tells_who_deletes else 0)


async def test_words_that_were_taken_back_do_not_come_back_by_an_edit(town: Town) -> None:
    ana, maria = town.ana, town.maria
    said = await tracked(town, TREES)
    followed = await ana.replies_to(said, "I mean 2023")
    await maria.answers("Q-1", "City trees only.")
    await ana.deletes(said)
    await ana.edits(followed, "I mean zanzibar")
    nowhere(town, "zanzibar")
    assert "City trees only." in card_under(town, said)
