"""Names and addresses as long as they may be: nothing that somebody does comes to nothing because of them."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog.model import Dataset
from bot.desks.commands import SetChannels
from bot.engine.request import Caller, Place, Request
from bot.people import commands as p
from bot.people.model import Identity
from bot.questions import commands as q
from bot.questions.model import State
from bot.watching.commands import Noticed
from tests.engine.desk import ASK, Elmford
from tests.stories import desk as elm

NOBODY = Caller(Identity("slack", "T1", ""))
FAR = Dataset("tree-9", f"Elm {'Wonderfully ' * 20}", "All elms.", page=f"https://data.example.gov/{'a' * 1_900}")


async def test_a_champion_with_a_long_name_leaves(desk: Elmford) -> None:
    named = replace(elm.ROSTER[1], public_name="Maria Lopez Wonderfully " + "Wonderfully " * 8)
    roster = [named if row is elm.ROSTER[1] else row for row in elm.ROSTER]
    await desk.store.write(desk.slug, lambda work: work.people.save_roster(roster, desk.at))
    number = await desk.asked()
    for who in (elm.KOFI, elm.MARIA):
        await desk.hears(who, f"champion claim Q-{number}" if who is elm.MARIA else "champion queue")

    left = p.HasLeft(f"@{elm.MARIA.id}")
    await desk.app.handle(Request("left:1", desk.slug, NOBODY, Place("slack", "T1"), desk.at, left))

    assert (await desk.question(number)).state is State.OFFERED
    (card,) = await desk.sees(lambda work: [each.card for each in work.slots.hanging("left")])
    assert card.buttons[0].line.startswith("opendata-admin roster remove")


async def test_a_dataset_far_away_is_enough_all_the_same(desk: Elmford) -> None:
    await desk.store.write(desk.slug, lambda work: work.catalog.load([FAR], desk.at))
    await desk.hears(elm.ANA, q.Ask(text="Where are the elms?"))
    told = await desk.hears(elm.ANA, q.Helped(1, dataset=await _number(desk)))
    assert told.card is not None
    assert told.card.title.startswith("Good. Elm Wonderfully")


async def test_a_dataset_far_away_is_offered_in_a_watched_room(desk: Elmford) -> None:
    square = Place("slack", "T1", "C0SQUARE")
    await desk.store.save_desk(replace(elm.elmford(), watch={"slack": ("#square",)}))
    await desk.app.place_rooms(elm.elmford(), "slack", {"ask": ASK, "#square": square})
    await desk.store.write(desk.slug, lambda work: work.catalog.load([FAR], desk.at))
    said = Noticed("Is there a dataset of elm trees, wonderfully?")
    told = await desk.hears(elm.ANA, said, replace(square, thread="1.1"), "slack:msg:T1:C0SQUARE:1.1")
    assert told.card is not None
    assert "This dataset may help" in str(told.card)


async def test_the_channels_of_no_platform_are_those_of_this_one(desk: Elmford) -> None:
    opened = await desk.hears(elm.KOFI, SetChannels("gopher" * 40))
    assert opened.form is not None
    assert opened.form.does.endswith("platform:slack")


async def _number(desk: Elmford) -> int:
    (found,) = await desk.sees(lambda work: work.catalog.matches("Elm Wonderfully", 1))
    return found.number
