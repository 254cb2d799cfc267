"""The town, once over each kind of database."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import discord
import discord.gateway
import pytest

from tests.stories import desk as elm
from tests.stories.discord_stage import DiscordStage
from tests.stories.mixed_stage import MixedStage
from tests.stories.projects import Links
from tests.stories.slack_stage import SlackStage
from tests.stories.stage import Stage
from tests.stories.town import Town, TownClock

STAGES = ("slack", "discord", "mixed")
"""Discord with threads under messages; mixed, where questions stand in a forum. A forum alone has its own stories."""


# What nobody but the one platform sees that they are typed on plays on that platform alone.
_OF_ONE_PLATFORM = ("searches", "roster", "hundred_thousand", "four_byte")
# When something falls due the desk's calendar says, on whichever platform; test_timers.py shows on all of them how it
# is told. Hundreds of hours pass in these, one by one.
_OF_THE_CALENDAR = ("waits_for_the_morning", "closed_day", "days_end", "outside_hours", "without_its_reminder")

# What one asks and is told alone, on whichever platform; what crosses from one to the other has its own stories.
_ASKERS_OWN = ("finding", "naming_datasets", "showcase_too_late")
_IN_TURN = re.compile("in_its_turn|the_life_of")
_COORDINATORS_OWN = ("settings", "topics", "seating", "announcements_steered")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what another story has shown already."""
    items[:] = [each for each in items if not _is_shown_elsewhere(each.nodeid)]


def _is_shown_elsewhere(story: str) -> bool:
    found = re.search(r"stories/test_(\w+)\.py::(\w+)\[(.*)\]$", story)
    if found is None:
        return False
    file, test, played = found.groups()
    if file == "moderating":  # one platform, and both at once, over one database
        return "postgres" in played or "discord" in played or ("raid" in test and "mixed" in played)
    if "postgres" in played and re.search("discord|forum|mixed", played):
        return True  # what a database does is the same on every platform
    if file == "timers_and_hours" and any(each in test for each in _OF_THE_CALENDAR):
        return "slack" not in played
    if file in ("links", "portals", "showcase_links", "showcase_too_late") and "postgres" in played:
        return True  # nothing of it is the database's own
    if file == "showing_projects" and ("postgres" in played or ("mixed" in played and not _IN_TURN.search(test))):
        return True  # that each slot is shown once on each database is tested in engine/test_slots_once.py
    if file in (*_ASKERS_OWN, *_COORDINATORS_OWN) and "mixed" in played:
        return True  # what one person reads and fills in is the same whatever else there is
    return file == "hostile" and "mixed" in played and any(each in test for each in _OF_ONE_PLATFORM)


def stage_of(name: str, clock: TownClock) -> Stage:
    """The stage of that name, with everybody in it."""
    match name:
        case "slack":
            return SlackStage(clock.read, elm.EVERYBODY)
        case "mixed":
            return MixedStage(clock.read, elm.EVERYBODY)
        case _:
            return DiscordStage(clock.read, elm.EVERYBODY, forum=name == "forum")


@pytest.fixture(autouse=True)
def patient_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pocket asks for a heartbeat whenever a story waits; discord.py would send 110 a minute and then rest."""
    monkeypatch.setattr(discord.gateway.GatewayRatelimiter, "get_delay", lambda _: 0.0)


@pytest.fixture
def links(town: Town) -> Links:
    """Where the links lead that people of the town give with their projects."""
    made = Links()
    town.service.looks_at_links_by(made)
    return made


@pytest.fixture(params=STAGES)
async def town(request: pytest.FixtureRequest, store_url: str) -> AsyncIterator[Town]:
    """An open town on a Tuesday morning; nobody has asked anything yet."""
    clock = TownClock()
    stage = stage_of(request.param, clock)
    await stage.start()
    desk = elm.elmford()
    if isinstance(stage, MixedStage):
        desk = replace(desk, channels=elm.ASKED_ON_DISCORD_ANSWERED_ON_SLACK)
    town = Town(store_url, desk, stage, clock)
    await town.opens()
    yield town
    await town.closes()
    await stage.stop()
