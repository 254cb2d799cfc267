"""The platform delivers in doubt what it has delivered already: people read every answer once."""

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_a_form_is_opened_once_and_nothing_is_said_beside_it(town: Town) -> None:
    ana = town.ana
    town.stage.says_everything_twice()
    await ana.types("/opendata ask")
    ana.sees_form("Ask a data question")
    ana.sees_nothing_new()


async def test_a_pressed_button_is_answered_once(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    town.stage.says_everything_twice()
    await maria.presses("Claim", on="Q-1")
    assert len([each for each in maria.told() if each.has("Q-1 is yours")]) == 1


async def test_a_form_that_is_sent_twice_is_answered_once(town: Town) -> None:
    ana = town.ana
    await ana.types("/opendata ask")
    town.stage.says_everything_twice()
    await ana.fills(text=TREES)
    assert len([each for each in ana.told() if each.has("Check before we post")]) == 1


async def test_a_form_is_opened_once_by_a_button_and_by_the_menu(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.types("/champion claim Q-1")
    town.stage.says_everything_twice()
    await maria.presses("Answer", on=town.room("triage").card("Q-1"))
    maria.sees_form("Answer Q-1")
    maria.sees_nothing_new()
    await ana.uses_menu("Ask a data question")
    ana.sees_form("Ask a data question")
    ana.sees_nothing_new()
