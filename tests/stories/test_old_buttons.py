"""Buttons that were pressed too late, or lines that were typed in their place."""

import pytest

from tests.stories import desk as elm
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_nobody_is_told_in_the_askers_words_where_it_stands(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.types("/champion claim Q-1")
    await maria.types("/champion clarify Q-1 Which years?")
    await theo.types("/champion route Q-1 topic:Budget")
    theo.sees_only_you("Q-1 stands at “Waiting on the asker”")
    theo.does_not_see("from you")


@pytest.mark.parametrize("line", ["/champion release Q-1", "/champion clarify Q-1 Which years?", None])
async def test_a_question_is_taken_over_and_answered_from_every_state_that_offers_it(
    town: Town, line: str | None
) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES)
    await maria.types("/champion claim Q-1")
    if line:
        await maria.types(line)
    await kofi.types("/champion answer Q-1 City trees only.")
    offered = kofi.newest().buttons
    label = "Take over and answer" if "Take over and answer" in offered else "Post answer"
    await kofi.presses(label)
    kofi.sees_only_you("Posted. Q-1 is answered.")
    assert (await town.question("Q-1")).owner == (await _number(town, elm.KOFI.name))


async def test_a_helpers_reply_becomes_no_answer_when_the_owner_lets_go(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.types("/champion claim Q-1")
    await theo.types("/champion answer Q-1 Perhaps the county knows?")
    preview = theo.newest()
    await maria.types("/champion release Q-1")
    await theo.presses("Post as a helper reply", on=preview)
    theo.sees_only_you("Check your answer to Q-1")
    town.room("ask").shows("Q-1", "Waiting for a champion")


async def test_what_is_answered_is_not_answered_again(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await maria.types("/champion answer Q-1 All trees.")
    maria.sees_only_you("Q-1 stands at “Answered by Maria Lopez”")
    await theo.types("/champion answer Q-1 And the county has its own.")
    assert "Take over and answer" not in theo.newest().buttons
    await theo.presses("Post as a helper reply")
    town.room("ask").thread_says("Q-1", "Theo Lund adds:", "And the county has its own.")


async def test_a_posted_answer_is_not_edited_into_something_else(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await maria.types("/champion edit D-2 All trees.")
    maria.sees_only_you("Your answer to Q-1 was already posted.")
    town.room("ask").hides("Q-1", "All trees")


async def test_who_left_the_roster_is_not_the_one_who_answered(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.types("/champion claim Q-1")
    await town.reopens(tuple(row for row in elm.ROSTER if row.public_name != "Maria Lopez"))
    await theo.types("/champion claim Q-1")
    theo.sees_only_you("Q-1 is yours")
    await theo.answers("Q-1", "City trees only.")
    town.room("triage").shows("Q-1", "Answered by Theo Lund")
    await ana.types("/opendata notyet Q-1 Why?")
    ana.sees_only_you("Theo Lund is looking into this")


@pytest.mark.parametrize("done", ["remove Q-1 Spam", None])
async def test_nobody_is_offered_to_reopen_what_cannot_be_reopened(town: Town, done: str | None) -> None:
    ana, kofi = town.ana, town.kofi
    await ana.asks("Where are the bicycle counters?")
    await ana.asks(TREES)
    await kofi.types(f"/opendata-admin question {done}" if done else "/champion duplicate Q-1 of:Q-2")
    await ana.types("/opendata reply Q-1 But why?")
    ana.sees_only_you("Q-1 stands at")
    assert "Reopen" not in ana.newest().buttons


async def test_each_kind_of_draft_is_posted_by_its_own_button(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES)
    await maria.types("/champion answer Q-1 City trees only.")
    await maria.types("/opendata post D-2 named")
    maria.sees_only_you("I can't find that draft any more")
    await kofi.types("/opendata-admin roster import public_name,level,slack\nKofi Boateng,coordinator,kofi@x.example")
    await kofi.types("/opendata post D-3 named")
    kofi.sees_only_you("I can't find that draft any more")
    await ana.types("/opendata ask And the oaks?")
    await ana.types("/champion discard D-4")
    await ana.presses("Post with my name")
    town.room("ask").has_no("kofi@x.example")
    assert await town.asked() == 2


async def _number(town: Town, name: str) -> int:
    found = await town.sees(lambda work: work.roster.named(name))
    assert found is not None
    return found.number
