"""Setting a desk up in chat, from an empty database to a first answered question (interaction.md, section 7.3)."""

from collections.abc import AsyncIterator

import pytest

from bot.catalog.sighting import Published
from frontdoor.settling import settle_in_chat
from storage.open import open_store
from tests.frontdoor.pocket_portal import PocketPortal
from tests.stories import desk as elm
from tests.stories.conftest import stage_of
from tests.stories.town import Town, TownClock

PORTAL = "https://data.elmford.example"


def elmfords_portal() -> PocketPortal:
    return PocketPortal({PORTAL: [Published(each) for each in elm.DATASETS]}, kind="ckan")


@pytest.fixture(params=("slack", "discord"))
async def fresh(request: pytest.FixtureRequest, store_url: str) -> AsyncIterator[Town]:
    """A town whose desk knows nothing: nobody is on its roster, and no channel is named."""
    clock = TownClock()
    stage = stage_of(request.param, clock)
    await stage.start()
    store = open_store(store_url)
    desk = await settle_in_chat(store)
    await store.close()
    town = Town(store_url, desk, stage, clock)
    await town.opens(None)
    town.service.reads_portals_by(elmfords_portal())
    yield town
    await town.closes()
    await stage.stop()


async def comes_in(town: Town) -> None:
    """Kofi says the code that the server printed."""
    code = await town.service.store.make_code(town.desk.slug)
    await town.kofi.types(f"/opendata-admin setup {code}")


async def test_wrong_codes_are_counted_and_the_right_one_waits_for_its_turn(fresh: Town) -> None:
    town, eve, kofi = fresh, fresh.eve, fresh.kofi
    code = await town.service.store.make_code(town.desk.slug)
    for _ in range(5):
        await eve.types("/opendata-admin setup 0000-0000")
        eve.sees_only_you("That code is wrong or was used.")
    await eve.types(f"/opendata-admin setup {code}")
    eve.sees_only_you("Too many wrong codes. Please try again in 15 minutes.")
    await kofi.types(f"/opendata-admin setup {code}")
    kofi.sees_only_you("You are a coordinator now")


async def test_six_steps_to_a_first_answered_question(fresh: Town) -> None:
    town, kofi = fresh, fresh.kofi
    await comes_in(town)
    kofi.sees_only_you("You are a coordinator now", "Six short steps")
    await kofi.presses("Begin")
    kofi.sees_only_you("Step 1 of 6: Where", "ask-open-data", "champions-triage", "should be private")
    await kofi.presses("Use suggested")
    kofi.sees_only_you("I can use the channels.", "#champions-triage is there for triage.")
    await kofi.presses("Next: Who")
    kofi.sees_only_you("Step 2 of 6: Who", "Coordinators: Kofi Boateng", "One champion is enough to begin.")
    await kofi.presses("Add a champion")
    kofi.sees_form("Add to the roster")
    await kofi.fills(public_name="Maria Lopez", level="external", account=maria_on(town), topics="Trees")
    kofi.sees_only_you("Maria Lopez is on the roster.", "Their account is known.")
    await kofi.types("/opendata-admin setup")
    await kofi.presses("Go on")
    kofi.sees_only_you("Step 3 of 6: When", "Mon-Fri 09:00-17:00", "We reply within 2 working days.")
    await kofi.presses("Change")
    await kofi.fills(hours="Mon-Thu 10-16", promise="3d")
    kofi.sees_only_you("2 settings changed.", "We reply within 3 working days.")
    await kofi.presses("Next: What")
    kofi.sees_only_you("Step 4 of 6: What", "No portal is named yet.")
    await kofi.presses("Name the portal")
    await kofi.fills(url="https://data.elmford.example/")
    kofi.sees_only_you("There are 4 datasets. Is this yours?", "Street Trees", "Tree Canopy Cover", "Snow Routes")
    await kofi.presses("Yes, take them over")
    kofi.sees_only_you("4 datasets are known.")
    (desk,) = await town.service.store.desks()
    assert [(each.kind, each.url) for each in desk.sources] == [("ckan", f"{PORTAL}/")]
    await kofi.presses("Next: Fairness")
    kofi.sees_only_you("Step 5 of 6: Fairness", "Questions to the City may be public records.")
    await kofi.presses("Our records officer knows")
    kofi.sees_only_you("Step 6 of 6: Try it", "practice mode")
    await kofi.presses("Ask a test question")
    await kofi.fills(text="Why does the tree map miss Elm Street?")
    if "None of these" in kofi.newest().buttons:
        await kofi.presses("None of these")
    await kofi.presses("Post with my name")
    kofi.sees_only_you("Your question is Q-1.", "only the champions' room sees this")
    town.room("ask").has_no("Elm Street")
    await kofi.types("/opendata-admin setup")
    kofi.sees_only_you("Step 6 of 6", "Q-1 waits for its answer.")
    await kofi.presses("Answer Q-1")
    await kofi.fills(text="The map shows city trees only.")
    await kofi.presses("Post answer")
    await kofi.types("/opendata-admin setup try")
    kofi.sees_only_you("Q-1 is answered. Everything works.")
    await kofi.presses("Go live")
    kofi.sees_only_you("The desk is open. Anybody can ask now.")
    await town.ana.asks("Where are the oldest trees?")
    town.room("ask").shows("Q-2", "Waiting for a champion", "oldest")


def maria_on(town: Town) -> str:
    """Maria's account, as somebody copies it from the platform."""
    return elm.MARIA.id if town.stage.name == "slack" else elm.snowflake(elm.MARIA)


async def test_what_is_missing_is_named_with_how_to_mend_it_and_it_goes_on_where_it_stood(fresh: Town) -> None:
    town, kofi = fresh, fresh.kofi
    await comes_in(town)
    await kofi.presses("Begin")
    await kofi.presses("Choose channels")
    kofi.sees_form("Channels", ask="ask-open-data", triage="champions-triage")
    await kofi.fills(ask="questions")
    kofi.sees_only_you("Something is missing before anybody can ask.", "I can't find #questions", "Make the channel")
    await kofi.types("/opendata-admin setup")
    kofi.sees_only_you("Step 1 of 6", "questions", "champions-triage, which I can use")
    await kofi.presses("Choose channels")
    await kofi.fills(ask="#general")
    kofi.sees_only_you("Please choose a channel of its own. Everybody is in #general.")
    await kofi.types("/opendata-admin setup")
    await kofi.presses("Choose channels")
    await kofi.fills(ask="#ask-open-data")
    kofi.sees_only_you("I can use the channels.")
    await kofi.types("/opendata-admin setup where")
    await kofi.presses("Look again")
    kofi.sees_only_you("I can use the channels.")
    await town.reopens()
    await kofi.types("/opendata-admin setup")
    kofi.sees_only_you("Step 2 of 6: Who")
    await kofi.types("/opendata-admin setup what")
    await kofi.presses("Name the portal")
    await kofi.fills(url="data.elsewhere.example")
    kofi.sees_only_you("I could not read that portal. Nothing changed.")
    await town.eve.types("/opendata-admin setup what")
    town.eve.sees_only_you("This desk has its coordinators: Kofi Boateng.")
    await kofi.types("/opendata-admin setup try")
    await kofi.presses("Stay in practice mode")
    kofi.sees_only_you("The desk is in practice mode.")
