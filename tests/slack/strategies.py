"""Cards and forms of every shape that can be built, with texts that people should not write but do."""

from datetime import UTC, datetime
from typing import Any

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
    Struck,
    Text,
    When,
)
from bot.speech.forms import Choice, Form, Pick, TextInput
from bot.speech.plain import clean

HOSTILE = (
    "<!channel>",
    "<!here|here>",
    "<@U1>",
    "<@U0PKT000001>",
    "@everyone @channel",
    "*bold* _italic_ ~gone~ `code` ```block```",
    "> quote",
    "&lt;!channel&gt; &amp;",
    "<https://example.org|click me>",
    "https://example.org and someone@example.org",
    ":tada: :smile:",
    "a\x00b\u202etxt\u2066.",
    "👩‍👩‍👧‍👦" * 30,
    "🗽" * 400,
    "<!subteam^S1> <#C1|general>",
    "x" * 1_700,
)
said = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.just("")).map(clean)
short = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=24)
words = said.filter(bool)
_moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
spans = st.one_of(
    said,
    st.builds(Bold, said),
    st.builds(Struck, said),
    st.builds(Link, said, st.sampled_from(("https://data.example.gov/a/142", "http://example.org/?a=1&b=2"))),
    st.builds(When, _moments, st.sampled_from(("date", "time", "both"))),
    st.builds(Mention, said, st.sampled_from(("", "slack", "discord")), st.sampled_from(("", "U1", "<!here>", "12"))),
)
_numbers = st.integers(1, 999)
_buttons = st.one_of(
    st.builds(lambda label, n, hint: Button(label, f"champion claim Q-{n}", hint=hint), short, _numbers, short),
    st.builds(lambda label: Button(label, url="https://data.example.gov", style="danger"), short),
)
_parts = st.one_of(
    st.lists(spans, max_size=6).map(lambda found: Text(*found)),
    st.lists(spans, max_size=3).map(lambda found: Note(*found)),
    st.lists(said, max_size=3).map(lambda found: Note(*found)),
    st.lists(st.tuples(said, st.lists(spans, max_size=2).map(tuple)), max_size=4).map(lambda rows: Facts(tuple(rows))),
    st.just(Divider()),
    st.lists(_buttons, min_size=1, max_size=5).map(lambda found: Actions(*found)),
)


def _card(title: str, parts: list[Any], page: bool) -> Card | None:
    try:
        return Card(title, *parts, page=page)
    except DoesNotFit:
        return None


cards = st.builds(_card, words, st.lists(_parts, max_size=40), st.booleans()).filter(lambda card: card is not None)

_fields = st.one_of(
    st.builds(
        TextInput,
        st.just("text"),
        short,
        value=st.one_of(said, st.just("long " * 900)),
        placeholder=short,
        multiline=st.booleans(),
        required=st.booleans(),
        max_length=st.integers(1, 3_000),
    ),
    st.builds(
        Choice,
        st.just("share"),
        short,
        st.lists(st.tuples(short, short), min_size=1, max_size=25, unique_by=lambda each: each[0]).map(tuple),
        value=short,
    ),
    st.builds(Pick, st.just("dataset"), short, st.just("dataset"), value=said, shown=said),
)
forms = st.builds(
    Form,
    short,
    st.just("opendata ask"),
    st.lists(_fields, min_size=1, max_size=3, unique_by=lambda each: each.name).map(tuple),
    submit=short,
    intro=said,
)
