"""Plain text: what comes through the door is clean, and what is cut is cut kindly and within bounds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.speech.plain import NAME_ROOM, clean, cut, one_line, pieces, worst_length
from tests.speech.texts import HOSTILE

TURNERS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SIGNS = "ab .!?\n&<>*_~|`😀é\u0301\u200d\ufe0f\U0001f3fdع\u200f\u00a0,"
texts = st.one_of(st.text(max_size=200), st.text(_SIGNS, max_size=400))
rooms = st.integers(10, 500)


@given(st.one_of(texts, st.text(st.characters(), max_size=50)))
@example("\r\x00\n\u202e")
@example("\u2028\ud800 \x85")
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(), max_size=100))
@example("a\x00b\x1b[31mc\u202ed\u2066e\ud83d")
def test_clean_text_holds_nothing_that_acts(text: str) -> None:
    for sign in clean(text):
        assert sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
        assert sign not in TURNERS


def test_lines_stay_lines_and_letters_stay_letters() -> None:
    assert clean(" one\r\ntwo\rthree\u2028four ") == "one\ntwo\nthree\nfour"
    assert clean("cafe\u0301") == "café"
    assert clean("سلام\u200f!") == "سلام\u200f!"
    assert one_line(" a\n b\t\tc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("&", 5), ("<a>", 9), ("*a*", 5), ("😀", 2), ("é", 1), ("", 0), ("a b", 3)]
)
def test_the_worst_length_counts_what_the_harshest_platform_writes(text: str, length: int) -> None:
    assert worst_length(text) == length


@given(texts, rooms)
def test_a_cut_text_fits(text: str, room: int) -> None:
    shown = cut(text, room)
    assert worst_length(shown) <= room
    assert shown == text if worst_length(text) <= room else shown.endswith("…")


@given(texts, rooms)
def test_a_cut_text_begins_as_the_whole_one(text: str, room: int) -> None:
    shown = cut(text, room)
    assert text.startswith(shown.removesuffix("…"))


def test_a_text_is_cut_at_a_word_where_one_is_near() -> None:
    assert cut("Why does the tree map miss Elm Street?", 30) == "Why does the tree map miss…"
    assert cut("Donaudampfschifffahrtsgesellschaft", 11) == "Donaudampf…"


@pytest.mark.parametrize("room", [-40, 0, 1])
def test_where_there_is_no_room_something_is_said_all_the_same(room: int) -> None:
    assert cut("Why?", room) == "W…"


@given(texts, rooms)
def test_every_piece_fits(text: str, room: int) -> None:
    assert all(piece and worst_length(piece) <= room for piece in pieces(text, room))


@given(texts, rooms)
def test_pieces_hold_every_sign_in_its_order(text: str, room: int) -> None:
    assert "".join("".join(pieces(text, room)).split()) == "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_come_in_pieces_that_fit(text: str) -> None:
    text = clean(text)
    assert "".join("".join(pieces(text, 1_500)).split()) == "".join(text.split())
    assert worst_length(cut(text, NAME_ROOM)) <= NAME_ROOM


def test_pieces_end_where_sentences_end() -> None:
    assert pieces("The map is old. It shows city trees only. Ask the park office.", 45) == [
        "The map is old. It shows city trees only.",
        "Ask the park office.",
    ]
    assert pieces("", 100) == []


@pytest.mark.parametrize(
    "sign",
    ["👩‍👩‍👧‍👦", "e\u0301\u0323", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "नि", "🏴\U000e0067\U000e0062\U000e007f"],
    ids=["family", "accents", "skin tone", "heart", "keycap", "Devanagari", "tagged flag"],
)
@pytest.mark.parametrize("room", range(20, 60))
def test_nothing_is_torn_that_belongs_together(sign: str, room: int) -> None:
    text = sign * 60
    wholes = {sign * count for count in range(1, 61)}
    assert cut(text, room).removesuffix("…") in wholes
    assert all(piece in wholes for piece in pieces(text, room))
