import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from slack_sdk.models.blocks import Block

from adapters.playground.slack import pings
from adapters.playground.slack.checks import check_blocks, check_text
from adapters.slack.render import blocks, escape, fallback, message
from bot.speech.cards import Actions, Bold, Button, Card, Divider, Facts, Link, Mention, Note, Picture, Text, When
from tests.slack.strategies import HOSTILE, cards


def elements(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside blocks."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from elements(inner)


@given(cards)
@settings(max_examples=300, deadline=None)
def test_every_card_that_can_be_built_is_one_that_slack_shows(card: Card) -> None:
    shown = message(card)
    check_blocks(shown["blocks"])
    check_text(shown["text"], True, update=True)
    assert all(block is not None for block in map(Block.parse, shown["blocks"]))


@given(cards)
@settings(max_examples=200, deadline=None)
def test_nothing_in_a_card_formats_or_calls_anybody_but_a_mention(card: Card) -> None:
    shown = blocks(card)
    meant = {
        f"@{span.user}"
        for part in card.parts
        if isinstance(part, Text | Note | Facts)
        for span in (part.spans if isinstance(part, Text | Note) else [s for _, found in part.rows for s in found])
        if isinstance(span, Mention) and span.platform == "slack"
    }
    assert set(pings.of_message(fallback(card), shown)) <= meant
    assert not any(each.get("type") in {"mrkdwn", "markdown", "broadcast", "emoji"} for each in elements(shown))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_shown_as_they_were_written(words: str) -> None:
    shown = blocks(Card("Q-142 · Waiting", Text(words)))
    assert shown[1]["elements"][0]["elements"] == [{"type": "text", "text": words}]


def test_a_card_is_shown_part_by_part() -> None:
    at = datetime(2026, 10, 14, 14, 12, tzinfo=UTC)
    card = Card(
        "Q-142 · Waiting for a champion",
        Text("Asked by ", Mention("Ana", "slack", "U1"), " on ", When(at, "both"), ": ", Bold("why"), "?"),
        Facts((("Dataset", (Link("Street Trees", "https://data.example.gov/d/1"),)), ("Next", ("a champion",)))),
        Divider(),
        Note("Questions to the City may be public records."),
        Actions(Button("Claim", "champion claim Q-142", style="primary", hint="Claim question 142")),
    )
    title, text, facts, divider, note, actions = blocks(card)
    bold = {"bold": True}
    assert title["elements"][0]["elements"] == [{"type": "text", "text": card.title, "style": bold}]
    assert text["elements"][0]["elements"] == [
        {"type": "text", "text": "Asked by "},
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": " on "},
        {
            "type": "date",
            "timestamp": 1791987120,
            "format": "{date_short}, {time}",
            "fallback": "14 Oct 2026, 14:12 UTC",
        },
        {"type": "text", "text": ": "},
        {"type": "text", "text": "why", "style": bold},
        {"type": "text", "text": "?"},
    ]
    assert [each["type"] for each in facts["elements"][0]["elements"]] == ["text", "link", "text", "text"]
    assert divider == {"type": "divider"}
    assert note["type"] == "context"
    assert actions["elements"] == [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": "Claim", "emoji": False},
            "action_id": "champion claim Q-142",
            "style": "primary",
            "accessibility_label": "Claim question 142",
        }
    ]
    assert fallback(card) == (
        "Q-142 · Waiting for a champion\n"
        "Asked by Ana on 14 Oct 2026, 14:12 UTC: why?\n"
        "Dataset: Street Trees (https://data.example.gov/d/1)\nNext: a champion\n"
        "Questions to the City may be public records."
    )


def test_a_person_of_another_platform_is_a_plain_name() -> None:
    shown = blocks(Card("Q-142", Text(Mention("Ana", "discord", "123"))))
    assert shown[1]["elements"][0]["elements"] == [{"type": "text", "text": "Ana"}]


def test_a_link_button_has_an_address_and_no_line() -> None:
    shown = blocks(
        Card("Q-142", Actions(Button("Read", url="https://a.example"), Button("More", url="https://b.example")))
    )
    ids = [each["action_id"] for each in shown[1]["elements"]]
    assert len(set(ids)) == 2
    assert [each["url"] for each in shown[1]["elements"]] == ["https://a.example", "https://b.example"]


def test_a_picture_is_its_file_or_its_words_and_never_left_out() -> None:
    picture = Picture(b"png", "a chart")
    (_, shown) = blocks(Card("Chart", picture), files={picture.hash: "F0000000001"})
    assert shown == {"type": "image", "slack_file": {"id": "F0000000001"}, "alt_text": "a chart"}
    (_, words) = message(Card("Chart", picture))["blocks"]
    assert words["elements"][0]["elements"] == [{"type": "text", "text": "a chart"}]
    assert message(Card("Chart", picture), files={picture.hash: "F0000000001"})["text"] == "Chart\na chart"


def test_the_text_beside_the_blocks_is_escaped_and_fits() -> None:
    assert escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    longest = fallback(Card("Q-142", *(Text("&" * 40) for _ in range(18)), page=True))
    assert len(longest) <= 4_000
    assert not re.search(r"[<>]", longest)


def test_a_command_to_be_typed_is_shown_as_such() -> None:
    card = Card("Use `/opendata ask`.", Text("See `/champion claim [Q-142]`, not `x`"), Note("Or `/opendata help`."))
    shown = message(card)
    words = [
        each for block in shown["blocks"] if block["type"] == "rich_text" for each in block["elements"][0]["elements"]
    ]
    assert [each["text"] for each in words] == [
        "Use ", "/opendata ask", ".", "See ", "/champion claim [Q-142]", ", not `x`"
    ]  # fmt: skip
    assert [each["text"] for each in words if each.get("style", {}).get("code")] == [
        "/opendata ask", "/champion claim [Q-142]"
    ]  # fmt: skip
    assert shown["blocks"][-1]["elements"][0]["text"] == "Or /opendata help."
    assert shown["text"] == "Use /opendata ask.\nSee /champion claim [Q-142], not `x`\nOr /opendata help."
