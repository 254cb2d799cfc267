from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord import marks
from adapters.discord.render import (
    COMPONENTS_V2,
    EPHEMERAL,
    SUPPRESS_EMBEDS,
    component_id,
    edit,
    files,
    message,
)
from bot.engine.errors import Rejected
from bot.speech.cards import (
    Actions,
    Bold,
    Button,
    Card,
    Divider,
    Facts,
    Link,
    Mention,
    Note,
    Part,
    Picture,
    Text,
    When,
)
from tests.discord.reading import read
from tests.slack.strategies import cards


def components(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return list(marks.walk(shown["components"]))


def texts(shown: dict[str, Any]) -> list[str]:
    displays = [each["content"] for each in components(shown) if each["type"] == 10]
    return [shown["content"], *displays] if "content" in shown else displays


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def words(text: str) -> str:
    """Without the white space that layout adds and Discord folds."""
    return "".join(text.split())


@given(cards, st.booleans(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_every_card_that_can_be_built_is_one_that_discord_shows(card: Card, whisper: bool, v2: bool) -> None:
    shown = message(card, key="k", revision=7, whisper=whisper, v2=v2)
    assert shown["allowed_mentions"]["parse"] == []
    assert bool(shown["flags"] & EPHEMERAL) == whisper
    if shown["flags"] & COMPONENTS_V2:
        assert "content" not in shown
        assert len(components(shown)) <= 40
        assert 1 <= sum(map(units, texts(shown))) <= 4_000
        assert all(text.strip() for text in texts(shown))
    else:
        assert shown["flags"] & SUPPRESS_EMBEDS
        assert 1 <= units(shown["content"]) <= 2_000
        assert len(shown["components"]) <= 5
        assert all(len(row["components"]) <= 5 for row in shown["components"])
    assert [each["label"] for each in components(shown) if each["type"] == 2] == [b.label for b in card.buttons]
    lines = [each["custom_id"] for each in components(shown) if "custom_id" in each]
    assert lines == [button.line for button in card.buttons if button.line]


@given(cards)
@settings(max_examples=200, deadline=None)
def test_no_word_of_a_card_is_left_out(card: Card) -> None:
    seen = words("".join(read(text).text for text in texts(message(card))))
    for part in card.parts:
        held = part.spans if isinstance(part, Text | Note) else ()
        for span in held:
            if isinstance(span, str | Bold):
                assert words(span if isinstance(span, str) else span.text) in seen
        if isinstance(part, Facts):
            assert all(words(label) in seen for label, _ in part.rows)
    assert words(card.title) in seen


@given(cards)
@settings(max_examples=200, deadline=None)
def test_a_posted_card_carries_its_slot_and_revision(card: Card) -> None:
    shown = message(card, key="k", revision=7) | {"id": "5"}
    found = marks.found(shown, "k")
    assert found is not None
    assert (found.message, found.revision) == ("5", 7)
    assert marks.found(shown, "l") is None
    assert shown["components"][0]["id"] == component_id("k")
    ids = [each["id"] for each in components(shown) if "id" in each]
    assert len(ids) == len(set(ids)) == 2


@given(st.text(), st.integers(0, 1 << 20))
def test_ids_are_positive_and_never_alike(key: str, revision: int) -> None:
    first, second = component_id(key), marks.revision_id(key, revision)
    assert 1 <= first < 1 << 31
    assert 1 <= second < 1 << 31
    assert first != second


ASKED = datetime(2026, 10, 14, 14, 12, tzinfo=UTC)
CARD = Card(
    "Q-142 · Waiting for a champion",
    Text("Asked by ", Mention("Ana", "discord", "142"), " on ", When(ASKED, "both"), ": *why*?"),
    Facts((("Dataset", (Link("Street Trees", "https://data.example.gov/d/1"),)), ("Next", ("a champion",)))),
    Divider(),
    Note("Questions to the City may be public records."),
    Actions(
        Button("Claim", "champion claim Q-142", style="primary", hint="Claim question 142"),
        Button("Not a question", "champion reject Q-142", style="danger"),
        Button("Read", url="https://data.example.gov"),
    ),
)


def test_a_question_card_is_plain_content_over_buttons() -> None:
    assert message(CARD) == {
        "content": (
            "**Q-142 · Waiting for a champion**\n"
            "Asked by <@142> on <t:1791987120:f>\\: \\*why\\*?\n"
            "**Dataset:** [Street Trees](https://data.example.gov/d/1)\n"
            "**Next:** a champion\n"
            "———\n"
            "-# Questions to the City may be public records."
        ),
        "components": [
            {
                "type": 1,
                "components": [
                    {"type": 2, "style": 1, "label": "Claim", "custom_id": "champion claim Q-142"},
                    {"type": 2, "style": 4, "label": "Not a question", "custom_id": "champion reject Q-142"},
                    {"type": 2, "style": 5, "label": "Read", "url": "https://data.example.gov"},
                ],
            }
        ],
        "flags": SUPPRESS_EMBEDS,
        "allowed_mentions": {"parse": [], "users": ["142"], "replied_user": False},
    }


def test_a_page_is_components() -> None:
    shown = message(Card("Digest", Text("One"), Note("Two"), Divider(), Text("Three"), page=True), key="k", revision=1)
    assert shown["flags"] == COMPONENTS_V2
    assert [each["type"] for each in shown["components"]] == [10, 14, 10]
    assert texts(shown) == ["### Digest\nOne\n-# Two", "Three"]


def test_a_line_without_buttons_has_a_component_all_the_same() -> None:
    shown = message(Card("Taken by Ana"), key="k", revision=3)
    assert shown["flags"] == COMPONENTS_V2
    assert [(each["type"], each["id"]) for each in shown["components"]] == [
        (10, component_id("k")),
        (14, marks.revision_id("k", 3)),
    ]


def test_a_whisper_without_buttons_is_plain_so_that_anything_can_replace_it() -> None:
    shown = message(Card("Claim heard"), whisper=True)
    assert (shown["content"], shown["components"]) == ("**Claim heard**", [])
    assert shown["flags"] == SUPPRESS_EMBEDS | EPHEMERAL


def test_a_person_is_called_before_the_title() -> None:
    shown = message(CARD, person="7")
    assert shown["content"].startswith("<@7> **Q-142")
    assert shown["allowed_mentions"]["users"] == ["7", "142"]


@pytest.mark.parametrize("mention", [Mention("Ana", "slack", "U1"), Mention("Ana", "discord", "1> <@&2")])
def test_a_person_of_another_platform_is_a_plain_name(mention: Mention) -> None:
    shown = message(Card("Q-142", Text(mention)))
    assert texts(shown) == ["**Q-142**\nAna"]
    assert shown["allowed_mentions"]["users"] == []


def test_pictures_go_along_as_files_with_their_words() -> None:
    card = Card("Chart", Text("Trees"), Picture(b"one", "first"), Picture(b"two", "second"), page=True)
    shown = message(card)
    assert files(card) == [("picture-1.png", b"one"), ("picture-2.png", b"two")]
    assert shown["attachments"] == [
        {"id": 0, "filename": "picture-1.png", "description": "first"},
        {"id": 1, "filename": "picture-2.png", "description": "second"},
    ]
    (gallery,) = [each for each in components(shown) if each["type"] == 12]
    assert gallery["items"] == [
        {"media": {"url": "attachment://picture-1.png"}, "description": "first"},
        {"media": {"url": "attachment://picture-2.png"}, "description": "second"},
    ]


def test_more_pictures_than_a_message_holds_are_refused_in_a_sentence() -> None:
    with pytest.raises(Rejected, match="10 pictures, not 11"):
        message(Card("Charts", *(Picture(b"", "chart") for _ in range(11)), page=True))


def test_the_widest_page_still_fits() -> None:
    rows = [Actions(*(Button("x", f"champion claim Q-{row}{n}") for n in range(5))) for row in range(5)]
    others: list[Part] = [Picture(b"", "a"), Divider(), Text("t"), Divider(), Picture(b"", "b"), Divider(), Text("u")]
    mixed: list[Part] = [part for index, row in enumerate(rows) for part in (row, *others[: 7 if index < 4 else 6])]
    card = Card("Page", *mixed, page=True)
    shown = message(card, key="k", revision=1)
    assert len(components(shown)) <= 40
    assert sum(len(each["items"]) for each in components(shown) if each["type"] == 12) == 10


def test_an_edit_leaves_nothing_of_what_was_shown_before() -> None:
    assert edit(Card("Taken"))["content"] is None
    assert edit(CARD)["attachments"] == []
    assert edit(CARD)["content"].startswith("**Q-142")
