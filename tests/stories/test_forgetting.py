"""Words that nobody needs any more are kept nowhere."""

from bot.engine.ports import Work
from storage.tables import drafts, requests, said, slots
from tests.stories.town import Town

TREES = "Does anybody know why Elm Street has no trees on the map?"


async def _kept(town: Town, word: str) -> list[str]:
    """The tables in which a word stands anywhere."""

    def look(work: Work) -> list[str]:
        driver = work.link.driver  # type: ignore[attr-defined]
        found = []
        for table in (drafts, slots, said, requests):
            for row in driver.execute(f"SELECT * FROM {table.name}").fetchall():
                if any(word in str(cell) for cell in row):
                    found.append(table.name)
        return sorted(set(found))

    return await town.sees(look)


async def test_no_leaves_nothing(town: Town) -> None:
    eve, ana = town.eve, town.ana
    await ana.uses_message_menu("Track as data question", await eve.says(TREES, room="square"))
    assert "slots" in await _kept(town, "Elm Street")
    await eve.presses("No")
    assert await _kept(town, "Elm Street") == []


async def test_after_a_no_nobody_is_asked_about_the_same_message_again(town: Town) -> None:
    eve, ana, luz = town.eve, town.ana, town.luz
    said = await eve.says(TREES, room="square")
    await ana.uses_message_menu("Track as data question", said)
    await eve.presses("No")
    before = [each.id for each in town.stage.only_you(eve.id)]
    town.clock.moves(days=40)
    await town.service.clock.forget()
    await luz.uses_message_menu("Track as data question", said)
    luz.sees_only_you("Gracias.")
    assert [each.id for each in town.stage.only_you(eve.id)] == before
    await ana.uses_message_menu("Track as data question", await eve.says(TREES, room="square"))
    assert town.stage.only_you(eve.id)[-1].has("Track it?")


async def test_what_was_agreed_to_and_withdrawn_leaves_nothing(town: Town) -> None:
    eve, ana = town.eve, town.ana
    await ana.uses_message_menu("Track as data question", await eve.says(TREES, room="square"))
    await eve.presses("Yes")
    await eve.types("/opendata withdraw Q-1")
    assert await _kept(town, "Elm Street") == []


async def test_an_offer_that_nobody_answered_is_forgotten_after_a_day(town: Town) -> None:
    eve, ana = town.eve, town.ana
    await ana.uses_message_menu("Track as data question", await eve.says(TREES, room="square"))
    town.clock.moves(hours=25)
    await town.service.clock.forget()
    assert await _kept(town, "Elm Street") == []


async def test_what_became_a_question_is_a_draft_for_a_day_only(town: Town) -> None:
    ana = town.ana
    await ana.asks(TREES)
    await ana.types("/opendata preview D-1")
    assert await _kept(town, "Elm Street") == ["drafts", "requests", "words"]
    town.clock.moves(hours=25)
    await town.service.clock.forget()
    assert await _kept(town, "Elm Street") == ["words"]
    await ana.types("/opendata withdraw Q-1")
    assert await _kept(town, "Elm Street") == []


async def test_no_to_ones_own_message_and_a_discarded_answer_leave_nothing(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.uses_message_menu("Track as data question", await ana.says(TREES, room="square"))
    await ana.presses("No")
    assert await _kept(town, "Elm Street") == []
    await ana.asks("Where are the oaks?")
    await maria.types("/champion answer Q-1 Perhaps in Elm Street?")
    await maria.presses("Cancel")
    maria.sees_only_you("Thrown away")
    assert await _kept(town, "Elm Street") == []


async def test_whoever_helped_is_not_named_by_words_that_were_taken_back(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks("Where are the oaks?")
    await maria.answers("Q-1", "In the park.")
    await ana.types('/opendata solved Q-1 helped_by:"my aunt in Elm Street"')
    await ana.types("/opendata withdraw Q-1 keep:answer")
    town.room("ask").shows("Q-1", "Solved", "In the park.")
    town.room("ask").hides("Q-1", "aunt")
    assert (await town.question("Q-1")).solved_by == ""
