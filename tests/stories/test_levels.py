"""What executives are not there for, and what nobody can be made to do by a line."""

from dataclasses import replace

from bot.people.model import Level, RosterRow
from tests.stories import desk as elm
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
WITH_EVE = (
    *elm.ROSTER,
    RosterRow("Eve Marsh", Level.EXECUTIVE, "Mayor's Office", slack=elm.EVE.id, discord=elm.snowflake(elm.EVE)),
)


async def test_an_executive_is_given_no_questions(town: Town) -> None:
    ana, eve, maria, kofi = town.ana, town.eve, town.maria, town.kofi
    await town.reopens(WITH_EVE)
    await ana.asks(TREES)
    for line in ('assign Q-1 to:"Eve Marsh"', "assign Q-1 @eve"):
        await kofi.types(f"/opendata-admin question {line}")
        kofi.sees_only_you("I don't know", "The champions are: Kofi Boateng, Maria Lopez")
        kofi.does_not_see("Noor Haddad, Eve Marsh")
    await maria.types("/champion claim Q-1")
    await maria.types("/champion handoff Q-1 @eve")
    maria.sees_only_you("I don't know")
    await maria.types("/champion handoff Q-1")
    assert not any("Eve" in each for each in await maria.is_offered("to", "Eve"))
    await eve.types("/champion answer Q-1 City trees only.", room="ask")
    eve.sees_only_you("Maria Lopez looks after Q-1")


async def test_who_becomes_an_executive_gives_their_questions_to_somebody(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES)
    await maria.types("/champion claim Q-1")
    promoted = [replace(row, level=Level.EXECUTIVE) if row.slack == maria.id else row for row in elm.ROSTER]
    await town.reopens(tuple(promoted))
    await maria.types("/champion answer Q-1 City trees only.")
    maria.does_not_see("Post answer")
    await maria.types("/champion release Q-1")
    maria.sees_only_you("Q-1 is back in the queue")
    await kofi.types("/opendata-admin question assign Q-1 @theo")
    kofi.sees_only_you("Q-1 is with Theo Lund now.")


async def test_nothing_but_signs_that_nobody_sees_is_no_question(town: Town) -> None:
    ana = town.ana
    await ana.types("/opendata ask \u200b\u2060\ufeff\u00ad\u200e")
    ana.sees_form("Ask a data question")
    await ana.fills(text="\u200b\u200b")
    ana.sees_form("Ask a data question")
    assert town.room("ask").cards() == []


async def test_whoever_helped_is_shown_by_name(town: Town) -> None:
    ana, maria, theo = town.ana, town.maria, town.theo
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.types("/opendata solved Q-1 @theo")
    town.room("ask").shows("Q-1", "Helped by: Theo Lund.")
    town.room("ask").hides("Q-1", theo.id)
    await ana.types("/opendata reopen Q-1 The map changed")
    await ana.types("/opendata solved Q-1 @luz")
    town.room("ask").shows("Q-1", "Helped by: a community member.")
