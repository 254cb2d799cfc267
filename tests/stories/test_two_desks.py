"""Two desks in one database: they never meet."""

from collections.abc import AsyncIterator

import pytest

from adapters.playground.slack import Team
from tests.stories import desk as elm
from tests.stories.slack_stage import SlackStage
from tests.stories.town import Town, TownClock

TREES = "Why does the tree map miss Elm Street?"
Towns = tuple[Town, Town]


@pytest.fixture
async def towns(store_url: str) -> AsyncIterator[Towns]:
    """Two workspaces, each with a desk of its own, and one database for both."""
    clock = TownClock()
    first, second = (
        SlackStage(clock.read, elm.EVERYBODY, Team(team, team, team.lower())) for team in ("T0ONE", "T0TWO")
    )
    async with first.pocket, second.pocket:
        one = Town(store_url, elm.another_desk("one", "T0ONE"), first, clock)
        two = Town(store_url, elm.another_desk("two", "T0TWO"), second, clock)
        await one.opens()
        await two.opens()
        yield one, two
        await two.closes()
        await one.closes()


async def test_each_desk_counts_and_shows_for_itself(towns: Towns) -> None:
    one, two = towns
    await one.ana.asks(TREES)
    assert two.room("ask").cards() == []
    await two.ana.asks("Which street floods?")
    one.room("ask").shows("Q-1", "Elm Street")
    two.room("ask").shows("Q-1", "street floods")
    one.room("triage").has_no("street floods")
    await one.ana.types("/opendata status")
    one.ana.sees_only_you("You have 1 open question.", "Elm Street")


async def test_the_other_desks_numbers_find_nothing(towns: Towns) -> None:
    one, two = towns
    await one.ana.asks(TREES)
    await one.eve.asks("Which street floods?")
    for line in (
        "status Q-2", "reply Q-2 x", "solved Q-2", "withdraw Q-2", "reopen Q-2 x", "notyet Q-2 x", "comment Q-2",
    ):  # fmt: skip
        await two.eve.types(f"/opendata {line}")
        two.eve.does_not_see("floods")
        assert two.eve.told()
    for line in (
        "claim Q-2", "answer Q-2 x", "clarify Q-2 x", "release Q-2", "handoff Q-2 @theo", "close Q-2 other x",
        "note Q-2 x", "duplicate Q-2 Q-1", "route Q-2 topic:Trees", "accept Q-2", "decline Q-2 x", "more Q-2",
    ):  # fmt: skip
        await two.maria.types(f"/champion {line}")
        two.maria.sees_only_you("I can't find that question")
    for line in ("assign Q-2 @theo", "hold Q-2 x", "release Q-2", "remove Q-2 x"):
        await two.kofi.types(f"/opendata-admin question {line}")
        two.kofi.sees_only_you("I can't find that question")
    assert await one.verbs("Q-2") == ["submit"]


async def test_the_other_desks_drafts_cannot_be_pressed(towns: Towns) -> None:
    one, two = towns
    await one.ana.types(f"/opendata ask {TREES}")
    for line in (
        "preview D-1",
        "post D-1 named",
        "edit D-1 x",
        "cancel D-1",
        "lookup D-1",
        "helped D-1 Q-1",
        "agree D-1",
    ):
        await two.ana.types(f"/opendata {line}")
        two.ana.sees_only_you("I can't find that draft any more")
    assert two.room("ask").cards() == []


async def test_what_one_desk_knows_the_other_does_not_find(towns: Towns) -> None:
    one, two = towns
    await one.ana.asks(TREES)
    await one.maria.answers("Q-1", "City trees only.")
    await two.eve.types("/opendata find elm street")
    two.eve.does_not_see("City trees", "Q-1")
    await two.eve.types(f"/opendata ask {TREES}")
    two.eve.sees_only_you("Check before we post")
    await two.maria.types("/champion queue all")
    two.maria.sees_only_you("Nothing waits there.")


async def test_rights_on_one_desk_are_none_on_the_other(towns: Towns) -> None:
    one, two = towns
    await one.kofi.types("/opendata-admin roster import")
    await one.kofi.fills(
        text="public_name,level,slack\nKofi Boateng,coordinator,U0KOFI001\nEve Marsh,external,U0EVE0001\n"
    )
    await one.kofi.presses("Take it over")
    await one.eve.types("/champion queue")
    one.eve.sees_only_you("Nothing waits for you.")
    await two.eve.types("/champion queue")
    two.eve.sees_only_you("Only champions can do this")
    await two.maria.types("/champion queue")
    two.maria.sees_only_you("Nothing waits for you.")
