"""The narrowest door: a card or form that some platform could not show whole is never built."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.cards import (
    MESSAGE_ROOM,
    PAGE_ROOM,
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
    Part,
    Picture,
    Span,
    Text,
    When,
    fitting,
    length_of,
    room_in,
)
from bot.speech.forms import Choice, Form, Input, Pick, TextInput
from bot.speech.plain import worst_length

NOON = datetime(2026, 10, 14, 12, tzinfo=UTC)
spans: st.SearchStrategy[Span] = st.one_of(
    st.text(max_size=300),
    st.builds(Bold, st.text(max_size=50)),
    st.builds(Mention, st.text(max_size=50)),
    st.just(Link("the guide", "https://data.example.gov/guide")),
    st.just(When(NOON)),
)
paragraphs: st.SearchStrategy[Part] = st.one_of(
    st.lists(spans, max_size=4).map(lambda found: Text(*found)),
    st.lists(spans, max_size=2).map(lambda found: Note(*found)),
    st.lists(st.tuples(st.text(max_size=20), st.tuples(spans)), max_size=4).map(lambda rows: Facts(tuple(rows))),
    st.just(Divider()),
)


@given(st.text(max_size=200), st.lists(paragraphs, max_size=8), st.booleans())
def test_a_card_is_built_exactly_where_it_fits_everywhere(title: str, parts: list[Part], page: bool) -> None:
    try:
        card = Card(title, *parts, page=page)
    except DoesNotFit:
        assert not title.strip() or room_in(*parts, title=title, page=page) == 0
    else:
        assert title.strip()
        assert length_of(card) <= (PAGE_ROOM if page else MESSAGE_ROOM)


@given(st.text(min_size=1, max_size=200), st.lists(paragraphs, max_size=40), st.booleans())
def test_a_list_shows_as_many_lines_as_fit(title: str, parts: list[Part], page: bool) -> None:
    tail = Actions(Button("More", "champion more Q-1"))
    shown = fitting(parts, tail, title=f"Q-1 {title}", page=page)
    assert shown == parts[: len(shown)]
    Card(f"Q-1 {title}", *shown[:39], tail, page=page)


@given(st.lists(paragraphs, max_size=4))
def test_what_room_is_left_may_be_filled(parts: list[Part]) -> None:
    room = room_in(*parts, title="Q-142")
    if room:
        assert length_of(Card("Q-142", *parts, Text("x" * room))) <= MESSAGE_ROOM


def test_the_worst_escaping_counts() -> None:
    Card("Q", Text("x" * 1_780))
    with pytest.raises(DoesNotFit, match="a card holds 1800"):
        Card("Q", Text("&" * 400))
    Card("Q", Text("&" * 400), page=True)


def lines(count: int) -> tuple[Button, ...]:
    return tuple(Button(f"B{n}", f"champion claim Q-{n + 1}") for n in range(count))


BUILT: tuple[tuple[Callable[[], object], bool], ...] = (
    (lambda: Card("  "), False),
    (lambda: Card("Q", *(Text("x") for _ in range(40))), True),
    (lambda: Card("Q", *(Text("x") for _ in range(41)), page=True), False),
    (lambda: Card("Q", *(Actions(each) for each in lines(5))), True),
    (lambda: Card("Q", *(Actions(each) for each in lines(6))), False),
    (lambda: Card("Q", Actions(*lines(1)), Actions(*lines(1))), False),
    (lambda: Actions(*lines(5)), True),
    (lambda: Actions(*lines(6)), False),
    (lambda: Actions(), False),
    (lambda: Actions(Button("A", "a", style="primary"), Button("B", "b", style="primary")), False),
    (lambda: Button("x" * 34, "champion claim"), True),
    (lambda: Button("x" * 35, "champion claim"), False),
    (lambda: Button("", "champion claim"), False),
    (lambda: Button("A"), False),
    (lambda: Button("A", "champion claim", url="https://data.example.gov"), False),
    (lambda: Button("A", "x" * 100), True),
    (lambda: Button("A", "x" * 101), False),
    (lambda: Button("A", url="https://" + "x" * 504), True),
    (lambda: Button("A", url="https://" + "x" * 505), False),
    (lambda: Button("A", "a", hint="x" * 76), False),
    (lambda: Picture(b"png", "a map of the trees"), True),
    (lambda: Picture(b"png", ""), False),
    (lambda: Picture(b"png", "x" * 1_025), False),
    (lambda: Link("x", "https://data.example.gov/a?b=c#d"), True),
    (lambda: Link("x", "javascript:alert(1)"), False),
    (lambda: Link("x", "https://data.example.gov/a|b"), False),
    (lambda: Link("x", "https://data.example.gov/<a>"), False),
    (lambda: Link("x", "https://data.example.gov/a\nb"), False),
)


def text_input(**values: object) -> TextInput:
    return TextInput("text", **{"label": "Why?", **values})  # type: ignore[arg-type]


def form(title: str = "Ask", does: str = "opendata ask", inputs: int = 1, submit: str = "Continue") -> Form:
    asked: tuple[Input, ...] = tuple(Pick(f"in{n}", "Which?", "question") for n in range(inputs))
    return Form(title, does, asked, submit)


FORMS: tuple[tuple[Callable[[], object], bool], ...] = (
    (lambda: form("x" * 24, "x" * 100, 5, "x" * 24), True),
    (lambda: form("x" * 25), False),
    (lambda: form(submit="x" * 25), False),
    (lambda: form(does="x" * 101), False),
    (lambda: form(inputs=6), False),
    (lambda: form(inputs=0), False),
    (lambda: text_input(label="x" * 45, placeholder="x" * 100, max_length=3_000), True),
    (lambda: text_input(label="x" * 46), False),
    (lambda: text_input(placeholder="x" * 101), False),
    (lambda: text_input(max_length=3_001), False),
    (lambda: text_input(max_length=0), False),
    (lambda: Choice("c", "Which?", tuple((str(n), "x" * 75) for n in range(25))), True),
    (lambda: Choice("c", "Which?", tuple((str(n), "x") for n in range(26))), False),
    (lambda: Choice("c", "Which?", ()), False),
    (lambda: Choice("c", "x" * 46, (("a", "A"),)), False),
    (lambda: Choice("c", "Which?", (("a", "x" * 76),)), False),
    (lambda: Choice("c", "Which?", (("x" * 76, "A"),)), False),
)


@pytest.mark.parametrize(("build", "fits"), [*BUILT, *FORMS])
def test_what_some_platform_could_not_show_is_not_built(build: Callable[[], object], fits: bool) -> None:
    if fits:
        assert build() == build()
        return
    with pytest.raises(DoesNotFit):
        build()


@given(st.text(max_size=40))
def test_a_length_is_never_less_than_what_is_counted(text: str) -> None:
    assert length_of(Card("Q-1", Text(text))) >= worst_length(text) + 3
