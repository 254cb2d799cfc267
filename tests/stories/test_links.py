"""Links: somebody shares one to the city's portal, and what the dataset is stands under it (Slack alone has that)."""

from dataclasses import replace

import pytest

from adapters.playground.slack import PocketSlack
from bot.engine.ports import Work
from tests.stories import desk as elm
from tests.stories.shown import Shown
from tests.stories.slack_stage import SlackStage
from tests.stories.town import Town

PAGE = "https://data.elmford.example/d/tree-0001"
AS_SHARED = "https://data.elmford.example/Parks/Street-Trees/tree-0001?category=Parks"
CARD = "DS-1 · Street Trees"


async def linked(town: Town, *rooms: str) -> None:
    """The desk shows its datasets under links in these rooms."""
    town.desk = replace(town.desk, links={"slack": rooms})
    await town.reopens(elm.ROSTER)

    def write(work: Work) -> None:
        work.catalog.load((replace(elm.DATASETS[0], page=PAGE), *elm.DATASETS[1:]), elm.MORNING)

    await town.service.store.write(town.desk.slug, write)


def pocket_of(town: Town) -> PocketSlack:
    assert isinstance(town.stage, SlackStage)
    return town.stage.pocket


def now(town: Town, said: Shown, room: str = "square") -> Shown:
    return next(each for each in town.stage.room(room) if each.id == said.id)


@pytest.mark.parametrize("town", ["slack"], indirect=True)
async def test_a_link_to_a_dataset_shows_what_it_is_once_a_day_where_the_desk_allows_it(town: Town) -> None:
    await linked(town, "#town-square")
    ana, eve, maria = town.ana, town.eve, town.maria
    await town.kofi.types('/champion usage-note dataset:"Street Trees" watch:"Private trees are not included."')
    await maria.presses("Approve", on=next(e for e in town.room("triage").cards() if e.has("N-1:")))
    said = now(town, await eve.says(f"Look: {AS_SHARED}", room="square"))
    assert said.has(CARD, "Champion: Maria Lopez", "Watch out: Private trees are not included.")
    eve.sees_nothing_new()
    await ana.presses("Ask about it", on=said)
    ana.sees_form("Ask a data question", dataset="DS-1")
    await ana.fills(text="Are the oaks on Elm Street in it?")
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", "Street Trees")
    again = await ana.says(PAGE, room="square")
    assert not now(town, again).has(CARD), "once a day in one room"
    town.clock.moves(days=1)
    assert now(town, await ana.says(f"And {PAGE}#about", room="square")).has(CARD)


@pytest.mark.parametrize("town", ["slack"], indirect=True)
async def test_no_other_room_or_page_shows_anything_and_a_paused_desk_shows_nothing(town: Town) -> None:
    await linked(town, "#town-square")
    ana, kofi = town.ana, town.kofi
    assert not now(town, await ana.says(PAGE, room="ask"), "ask").has(CARD)
    assert not now(town, await ana.says("https://data.elmford.example/about", room="square")).has("DS-")
    assert not now(town, await ana.says("https://data.elsewhere.example/d/tree-0001", room="square")).has("DS-")
    await kofi.types("/opendata-admin pause Moving house")
    assert not now(town, await ana.says(PAGE, room="square")).has(CARD)
    await kofi.types("/opendata-admin resume")
    pocket_of(town).faults.refuse("cannot_unfurl_url", "chat.unfurl")
    assert now(town, await ana.says(PAGE, room="square")).has(CARD), "Slack may ask to be asked again"


@pytest.mark.parametrize("town", ["slack"], indirect=True)
async def test_where_slack_takes_no_buttons_there_the_card_stands_without(town: Town) -> None:
    await linked(town, "#town-square")
    pocket_of(town).faults.refuse("invalid_blocks", "chat.unfurl", times=2)
    said = now(town, await town.ana.says(PAGE, room="square"))
    assert said.has(CARD)
    assert said.buttons == ()
