"""Cards and replies come back from the database as they went in."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.cards import (
    Actions,
    Bold,
    Button,
    Card,
    Divider,
    DoesNotFit,
    Facts,
    Link,
    Mention,
    Note,
    Picture,
    Struck,
    Text,
    When,
)
from bot.speech.forms import Choice, FieldError, Form, Pick, TextInput
from bot.speech.reply import NOTHING, Errand, Reply
from storage.cards import card_from_json, card_to_json, hashes_in, reply_from_json, reply_to_json

words = st.text(max_size=12)
some = st.text("abc é🌳<&\"'\\\x00\ud800", min_size=1, max_size=8)
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))
spans = st.one_of(
    words,
    st.builds(Bold, words),
    st.builds(Struck, words),
    st.builds(Link, words, st.just("https://data.elmford.example/a?b=c&d")),
    st.builds(When, moments, st.sampled_from(["date", "time", "both"])),
    st.builds(Mention, words, words, words),
)
rows = st.tuples(words, st.lists(spans, max_size=2).map(tuple))
parts = st.one_of(
    st.lists(spans, max_size=4).map(lambda found: Text(*found)),
    st.lists(spans, max_size=4).map(lambda found: Note(*found)),
    st.lists(rows, max_size=3).map(lambda found: Facts(tuple(found))),
    st.just(Divider()),
    st.builds(Picture, st.binary(max_size=20), some),
    st.builds(lambda label, hint: Actions(Button(label, url="https://a.example/", hint=hint)), some, words),
    st.builds(
        lambda label, style: Actions(Button(label, line="x", style=style)), some, st.sampled_from(["", "danger"])
    ),
)
cards = st.builds(
    lambda title, found, page: Card(f"Q-1 {title}", *found, page=page),
    words,
    # One row of buttons: the lines of two would be the same.
    st.lists(parts, max_size=4, unique_by=lambda part: isinstance(part, Actions) or repr(part)),
    st.booleans(),
)
inputs = st.one_of(
    st.builds(TextInput, some, words, words, words, st.booleans(), st.booleans(), st.integers(1, 3000)),
    st.builds(Choice, some, words, st.lists(st.tuples(words, words), min_size=1, max_size=3).map(tuple), words),
    st.builds(Pick, some, words, st.sampled_from(["dataset", "question"]), words, words, st.booleans()),
)
forms = st.builds(Form, some, words, st.lists(inputs, min_size=1, max_size=5).map(tuple), some, words)
errors = st.lists(st.builds(FieldError, words, words), max_size=2).map(tuple)
replies = st.builds(
    Reply, st.none() | cards, st.none() | forms, errors, st.none() | st.builds(Errand, st.just("profile"), words),
    st.booleans(),
)  # fmt: skip


def seen_on(card: Card | None) -> dict[str, bytes]:
    return {each.hash: each.png for each in card.pictures} if card is not None else {}


@given(cards)
def test_a_card_comes_back(card: Card) -> None:
    text = card_to_json(card)
    back = card_from_json(text, seen_on(card))
    assert back == card
    assert card_to_json(back) == text
    assert set(hashes_in(text)) == seen_on(card).keys()
    assert hash(back) == hash(card)


@given(replies)
def test_a_reply_comes_back(reply: Reply) -> None:
    assert reply_from_json(reply_to_json(reply), seen_on(reply.card)) == reply


def test_of_a_picture_the_hash_is_stored_and_its_words_stand_for_one_that_is_gone() -> None:
    card = Card('Title ["picture","', Picture(b"png", "Trees by year"), Text('["picture","' + "a" * 64 + '"'))
    text = card_to_json(card)
    assert hashes_in(text) == [card.pictures[0].hash]
    assert card_from_json(text) == Card(card.title, Text("Trees by year"), card.parts[1])


def test_nothing_comes_back_as_nothing() -> None:
    assert reply_from_json(reply_to_json(NOTHING)) == NOTHING


@given(cards)
def test_what_is_stored_can_be_kept_by_any_database(card: Card) -> None:
    text = card_to_json(card)
    assert text.encode()  # half a surrogate pair could not be
    assert "\x00" not in text


def test_a_card_stored_before_a_field_was_added_has_its_default() -> None:
    stored = json.loads(card_to_json(Card("Title", Text("a"), Actions(Button("Go", line="x")))))
    del stored[2]
    del stored[1][1][1][0][2:]
    assert card_from_json(json.dumps(stored)) == Card("Title", Text("a"), Actions(Button("Go", line="x")))


def test_a_card_that_the_door_would_refuse_today_is_still_shown() -> None:
    with pytest.raises(DoesNotFit):
        Card("Title", Text("x" * 5_000))
    assert card_from_json(json.dumps(["Title", [["text", ["x" * 5_000]]], False])).title == "Title"


def test_what_a_card_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold set"):
        reply_to_json(Reply(form=Form("Title", "x", (TextInput("a", "b", value={"c"}),))))  # type: ignore[arg-type]
