"""The Home tab's view: whole, within Slack's bounds, and with block ids of its own."""

import pytest

from adapters.playground.slack.checks import check_view
from adapters.slack.homes import MOST_BLOCKS, home_view
from bot.desks.home import Section
from bot.engine.errors import Rejected
from bot.speech.cards import Actions, Button, Card, Note, Text


def section(number: int, lines: int) -> Section:
    rows = [Actions(Button("Claim", f"champion claim Q-{number}{row}")) for row in range(3)]
    return Section(f"Part {number}", Card("Title", *(Text(f"line {n}") for n in range(lines)), Note("small"), *rows))


def test_each_section_has_its_heading_and_slack_takes_it() -> None:
    view = home_view([section(number, 15) for number in range(1, 5)])
    assert [each["text"]["text"] for each in view["blocks"] if each["type"] == "header"] == [
        "Part 1", "Part 2", "Part 3", "Part 4",
    ]  # fmt: skip
    ids = [each["block_id"] for each in view["blocks"] if "block_id" in each]
    assert len(ids) == len(set(ids)) == 12
    assert len(view["blocks"]) <= MOST_BLOCKS
    check_view(view, "home")


def test_more_than_slack_shows_is_never_cut_in_silence() -> None:
    with pytest.raises(Rejected):
        home_view([section(number, 30) for number in range(1, 5)])
