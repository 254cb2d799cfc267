"""Where projects are shown: one room in each workspace."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.desk import Desk
from bot.engine.request import Place
from bot.showcase.rotation.showing import missing_rooms, rooms_of

DESK = Desk("elmford", "Elmford", channels={"slack": {"ask": "ask", "news": "news"}, "discord": {"news": "news"}})
OWN = replace(DESK, channels={"slack": {"news": "news", "showcase": "made"}, "discord": {"news": "news"}})


@dataclass(frozen=True)
class Work:
    """As much of a unit of work as is asked for."""

    desk: Desk
    rooms: Mapping[str, Place]


def work(desk: Desk, *names: str) -> Any:
    return Work(desk, {each: Place(each.partition("/")[0], "T1", each) for each in names})


@pytest.mark.parametrize(
    ("desk", "there", "shown", "missing"),
    [
        (DESK, ("slack/ask", "slack/news", "discord/news"), ["discord/news", "slack/news"], []),
        (OWN, ("slack/news", "slack/showcase", "discord/news"), ["discord/news", "slack/showcase"], []),
        # A room that was named is not silently another.
        (OWN, ("slack/news", "discord/news"), ["discord/news"], ["slack/showcase"]),
        (OWN, ("slack@T2/showcase", "slack/showcase"), ["slack/showcase", "slack@T2/showcase"], []),
        (DESK, (), [], ["slack/news", "discord/news"]),
        (DESK, ("slack/news",), ["slack/news"], []),  # Discord is switched off
    ],
)
def test_the_room_named_for_projects_else_the_one_for_news(
    desk: Desk, there: tuple[str, ...], shown: list[str], missing: list[str]
) -> None:
    found = work(desk, *there)
    assert [each.channel for each in rooms_of(found)] == shown
    assert missing_rooms(found) == missing
