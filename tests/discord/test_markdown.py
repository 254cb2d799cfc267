"""People's words in Discord's Markdown: every sign is literal, only meant marks take effect."""

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.markdown import escape, line_starts, paragraph
from bot.speech.cards import Bold, Link, Mention, Span, Struck, When
from bot.speech.plain import clean, worst_length
from tests.discord.reading import read

SIGNS = st.text(st.sampled_from("\\*_~`|<>@[]()#:-+.! \n1tae/&"), max_size=40)
TOKENS = [
    "<@1>",
    "<@!1>",
    "<@&1>",
    "<#1>",
    "<t:1:R>",
    "</ask:1>",
    "<:a:1>",
    "<a:b:1>",
    "<id:guide>",
    "@everyone",
    "@here",
    "https://example.org/a_b",
    "<https://example.org>",
    "[a](https://example.org)",
    "discord.gg/abc",
    "DISCORD.com/invite/a",
    "**b**",
    "__u__",
    "_i_",
    "*i*",
    "~~s~~",
    "||h||",
    "`c`",
    ":tada:",
    "\\",
    "a",
    "¯\\_(ツ)_/¯",
    "steam://run",
]
LINES = ("```\nc\n```", "# h", "### h", "-# s", "> q", ">>> q", "- l", "+ l", "1. l", "12) l", "\n", " ")
MARKS = st.lists(st.sampled_from([*TOKENS, *LINES]), max_size=12).map("".join)
said = st.one_of(SIGNS, MARKS, st.text(max_size=60)).map(clean)
ADDRESSES = (
    "https://data.example.gov/a/142",
    "http://example.org/?a=1&b=2_c",
    "https://x.example/a_(b)",
    'https://x/"`\\é',
)
spans: st.SearchStrategy[Span] = st.one_of(
    said,
    st.builds(Bold, said),
    st.builds(Link, said, st.sampled_from(ADDRESSES)),
    st.builds(When, st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))),
    st.builds(Mention, said, st.sampled_from(["", "slack", "discord"]), st.sampled_from(["", "U1", "142", "1>"])),
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def words(text: str) -> str:
    """Without the white space that layout adds and Discord folds."""
    return "".join(text.split())


def plain(shown: list[Span]) -> str:
    """The letters of spans that are neither moments nor people called."""
    found = ""
    for span in shown:
        match span:
            case str():
                found += span
            case Bold(text) | Link(text):
                found += text
            case Mention(name, platform, user):
                found += "" if platform == "discord" and user.isdigit() else name or "?"
    return found


@given(said)
@settings(max_examples=500, deadline=None)
def test_words_are_shown_letter_by_letter(text: str) -> None:
    seen = read(escape(text))
    assert (seen.text, seen.marks) == (text, [])


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_no_word_grows_more_than_the_door_counts_for(text: str) -> None:
    assert units(escape(text)) <= worst_length(text)


@given(st.lists(said, max_size=5))
@settings(max_examples=300, deadline=None)
def test_pieces_side_by_side_make_no_mark(pieces: list[str]) -> None:
    seen = read(paragraph(pieces))
    assert (seen.text, seen.marks) == ("".join(pieces), [])


@given(st.lists(spans, max_size=6))
@settings(max_examples=500, deadline=None)
def test_only_meant_marks_take_effect(shown: list[Span]) -> None:
    seen = read(paragraph(shown))
    people = [span for span in shown if isinstance(span, Mention) and span.platform == "discord"]
    called = [span.user for span in people if span.user == "142"]
    moments = [str(int(span.at.timestamp())) for span in shown if isinstance(span, When)]
    addresses = [span.url for span in shown if isinstance(span, Link)]
    bold = ["".join(s.text for s in run) for is_bold, run in _runs(shown) if is_bold]
    assert [held for name, held in seen.marks if name == "user"] == called
    assert [held for name, held in seen.marks if name == "time"] == moments
    assert [held for name, held in seen.marks if name in {"link", "address"}] == addresses
    assert [held for name, held in seen.marks if name == "bold"] == bold
    assert {name for name, _ in seen.marks} <= {"user", "time", "link", "address", "bold"}
    assert words(seen.text) == words(plain(shown))


def _runs(shown: list[Span]) -> Iterator[tuple[bool, list[Any]]]:
    kept = [span for span in shown if span != "" and span != Bold("")]
    for is_bold, run in itertools.groupby(kept, key=lambda span: isinstance(span, Bold)):
        yield is_bold, list(run)


@pytest.mark.parametrize("words_behind", [["](https://evil.example)"], ["x]", "(https://evil.example)"], ["]()"]])
def test_no_words_behind_a_link_change_where_it_leads(words_behind: list[str]) -> None:
    link = Link("1", "https://data.example.gov/a/142")
    assert read(paragraph([link, *words_behind])).marks == [("link", link.url)]


def test_bold_words_side_by_side_stay_bold() -> None:
    assert paragraph([Bold("a"), "", Bold("b"), "c"]) == "**ab**c"


def test_what_no_longer_holds_is_struck_through_line_by_line() -> None:
    assert paragraph(["It said: ", Struck("a ~~b~~\n\n@here")]) == "It said\\: ~~a \\~\\~b\\~\\~~~\n\n~~\\@here~~"


@pytest.mark.parametrize("start", ["- x", "+ x", "12. x", "3) x", "  - x", "-# x"])
def test_no_line_becomes_a_list(start: str) -> None:
    assert read(line_starts(start)).marks == []
    assert re.sub(r"\\", "", line_starts(start)) == start


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Use `/opendata ask`.", "Use `/opendata ask`."),
        ("Like `/champion claim [Q-142]`", "Like `/champion claim [Q-142]`"),
        ("`/opendata ask**`", "\\`/opendata ask\\*\\*\\`"),
        ("``/opendata ask``", "\\``/opendata ask`\\`"),
        ("`/opendata <@1>`", "\\`/opendata \\<\\@1\\>\\`"),
        ("`/somebody else`", "\\`/somebody else\\`"),
    ],
)
def test_a_command_to_be_typed_is_shown_as_such_and_nothing_else_is(said: str, shown: str) -> None:
    assert escape(said) == shown
    assert {name for name, _ in read(escape(said)).marks} <= {"code"}
