"""Me: the language, whether one is written to, what is kept, a copy of it, and being forgotten."""

import json

import pytest

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
on_one_stage = pytest.mark.parametrize("town", ["slack"], indirect=True)


async def test_the_language_is_ones_own_choice_and_no_client_changes_it(town: Town) -> None:
    luz, ana = town.luz, town.ana
    await luz.types("/opendata ask Where are the trees of Elm Street?")
    luz.sees_only_you("Le escribimos en español.")
    await luz.presses("English")
    luz.sees_only_you("Check before we post", "Where are the trees of Elm Street?")
    await luz.presses("Post with my name")
    luz.sees_only_you("Thank you, Luz Ortega.")
    await luz.types("/opendata me language")
    luz.sees_only_you("We write to you in English.")
    await luz.presses("Español")
    luz.sees_only_you("De ahora en adelante le escribimos en español.")
    town.room("ask").shows("Q-1", "Espera a alguien del equipo de guías")
    await ana.types("/opendata ask Where are the oaks?")
    ana.sees_only_you("Check before we post")
    ana.does_not_see("We write to you in")
    await ana.types("/opendata me language language:es")
    await ana.types("/opendata status")
    ana.sees_only_you("Todavía no ha preguntado nada.")


async def test_no_messages_means_none_anywhere(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.types("/opendata me messages")
    ana.sees_only_you("You have not said whether we may write to you directly.")
    await ana.presses("No messages")
    ana.sees_only_you("Your choice is kept.", "call you by no mention")
    await ana.asks(TREES)
    await ana.asks("Where are the oaks?", "privately")
    await maria.answers("Q-1", "City trees only.")
    await town.kofi.answers("Q-2", "In the park.")
    assert ana.direct_messages() == []
    assert f"@{ana.id}" not in town.stage.called()
    await ana.types("/opendata follow topic:Trees")
    ana.sees_only_you("You chose to get no direct messages, so we send you none.")
    await ana.types("/opendata status Q-2")
    ana.sees_only_you("In the park.")
    await ana.types("/opendata me messages thread")
    ana.sees_only_you("in your question's thread only")


@on_one_stage
async def test_privacy_says_what_is_kept_and_what_one_can_do(town: Town) -> None:
    await town.ana.types("/opendata me privacy")
    town.ana.sees_only_you("What we keep of you", "Drafts: 24 hours.", "may be public records")
    town.ana.sees_buttons("Get a copy", "Be forgotten", "Change my messages")


async def test_a_copy_of_everything_is_a_page_and_two_files(town: Town) -> None:
    ana = town.ana
    await ana.asks(TREES)
    await ana.types("/opendata reply Q-1 I mean the north side")
    await ana.types("/opendata me export")
    ana.sees_only_you("What we keep: page 1 of 1", TREES, "I mean the north side", "Ana Ruiz")
    kept, page = town.stage.files(ana.id)[-2:]
    assert json.loads(kept)["questions"][0]["text"] == TREES
    assert json.loads(kept)["written"] == [{"question": "Q-1", "part": "note/2", "text": "I mean the north side"}]
    assert TREES in page.decode()
    assert page.decode().startswith("<!doctype html>")
    town.room("ask").has_no("What we keep")


async def test_being_forgotten_leaves_nobody(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await eve.asks("Where are the oaks?")
    await ana.asks(TREES)
    await ana.asks("Which streets are plowed first?")
    await ana.presses("Me too", on="Q-1")
    await maria.answers("Q-2", "City trees only.")
    await ana.types("/opendata me erase")
    ana.sees_form("Be forgotten")
    await ana.fills(keep="Take my words back", text="yes")
    ana.sees_only_you("Nothing was erased. To be forgotten, type the word ERASE.")
    await ana.types("/opendata me erase ERASE")
    ana.sees_only_you("Done. We know nobody by this account any more.", "What stays: that a question was asked")
    town.room("ask").shows("Q-2", "Solved", "City trees only.")
    town.room("ask").shows("Q-3", "Withdrawn by the person who asked")
    for room in ("ask", "triage"):
        town.room(room).has_no("Elm Street", "plowed", "Ana", ana.id)
    assert "Me too" in town.room("ask").card("Q-1").buttons
    await ana.types("/opendata status")
    ana.sees_only_you("You have not asked anything yet.")


@on_one_stage
async def test_words_may_stay_without_the_name(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await ana.types("/opendata reply Q-1 I mean the north side")
    await maria.types("/champion claim Q-1")
    await maria.types("/champion clarify Q-1 Which years?")
    await ana.types("/opendata me erase words ERASE")
    town.room("ask").shows("Q-1", "A community member", TREES)
    town.room("ask").thread_says("Q-1", "The person who asked adds:", "the north side")
    for room in ("ask", "triage"):
        town.room(room).has_no("Ana", ana.id)


@on_one_stage
async def test_a_coordinator_does_it_for_somebody_who_asks(town: Town) -> None:
    ana, kofi, maria = town.ana, town.kofi, town.maria
    await ana.asks(TREES)
    await kofi.types(f"/opendata-admin records person @{ana.id} export")
    kofi.sees_only_you("What we keep: page 1 of 1", TREES)
    await kofi.types(f"/opendata-admin records person @{maria.id} erase ERASE")
    kofi.sees_only_you("This account is on the roster.")
    await maria.types("/opendata me erase ERASE")
    maria.sees_only_you("This account is on the roster.")
    await kofi.types(f"/opendata-admin records person @{ana.id} erase")
    kofi.sees_form("Records of a person")
    await kofi.fills(text="ERASE")
    kofi.sees_only_you("Done. We know nobody by this account any more.")
    town.room("ask").shows("Q-1", "Withdrawn by the person who asked")
    await kofi.types("/opendata-admin records person @U0NOBODY1 export")
    kofi.sees_only_you("I know nobody by that account here.")
