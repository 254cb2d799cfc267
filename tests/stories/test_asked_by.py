"""The person menu: what somebody asked for all to see, and nothing else of theirs."""

from itertools import count

from bot.engine.request import Caller, Request
from bot.people.model import Identity
from bot.questions import commands as q
from bot.speech.cards import Card
from tests.questions.read import said
from tests.stories.desk import snowflake
from tests.stories.people import Somebody
from tests.stories.town import Town

_ids = count(1)


async def looked_up(town: Town, by: Somebody, whom: Somebody) -> Card:
    """What a person menu whispers: it stands on one platform only, and says this command there."""
    place = next(place for name, place in (await town.sees(lambda work: work.rooms)).items() if name.endswith("/ask"))
    ids = [snowflake(each.who) if place.platform == "discord" else each.id for each in (by, whom)]
    account, command = Identity(place.platform, place.team, ids[0]), q.AskedBy(person=f"@{ids[1]}")
    request = Request(f"menu:{next(_ids)}", town.desk.slug, Caller(account), place, town.clock.now, command)
    reply = await town.service.app.handle(request)
    assert reply.card is not None
    return reply.card


async def test_a_champion_sees_what_everybody_may_see(town: Town) -> None:
    ana, kofi, maria = town.ana, town.kofi, town.maria
    await ana.asks("Why does the tree map miss Elm Street?")
    await ana.asks("Where is the shade?", share="without my name")
    await ana.asks("Why was my tree cut?", share="privately")
    card = await looked_up(town, maria, ana)
    assert card.title == "Ana Ruiz asked 1 public question"
    assert "Elm Street" in said(card)
    assert not any(each in said(card) for each in ("shade", "my tree", "Q-2", "Q-3"))
    await kofi.types("/opendata-admin question hold Q-1 Names a neighbour.")
    assert said(await looked_up(town, maria, ana)) == "Ana Ruiz has no public questions."


async def test_it_lists_the_newest_five_and_counts_the_rest(town: Town) -> None:
    ana, maria = town.ana, town.maria
    for number in range(1, 8):
        await ana.asks(f"Where is tree number {number}?")
        await maria.answers(f"Q-{number}", "City trees only.")
        await ana.types(f"/opendata solved Q-{number}")
        town.clock.moves(hours=1)
    card = await looked_up(town, maria, ana)
    assert card.title == "Ana Ruiz asked 7 public questions"
    assert [each.label for each in card.buttons] == ["Q-7", "Q-6", "Q-5", "Q-4", "Q-3"]
    assert "and 2 more" in said(card)


async def test_it_is_for_champions_and_knows_nobody_it_has_not_met(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks("Why does the tree map miss Elm Street?")
    assert "Only champions can do this." in said(await looked_up(town, eve, ana))
    assert said(await looked_up(town, maria, eve)) == "This person has no public questions."
