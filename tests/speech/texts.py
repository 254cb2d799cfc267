"""Texts as people and their enemies type them, and commands that hold them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from bot.speech.command import Arg, Command, args_of
from bot.table import COMMANDS, GRAMMAR

HOSTILE = (
    "<!channel>",
    "<@U1>",
    "@everyone",
    "*bold* _it_ ~no~ `code`",
    "a\u202eb\u2066c\u200f",
    "سلام، أين البيانات؟",
    "👩‍👩‍👧‍👦" * 200,
    "e\u0301" * 900,
    "nul\x00 in it",
    "&" * 1_500,
    "<>" * 800,
    "x" * 100_000,
    "word " * 20_000,
    "\n" * 50 + "far down",
    "",
)

_STARTS = (
    "142",
    "Q-142",
    "q142",
    "#7",
    "DS-17",
    "--",
    "-",
    "@x",
    '"',
    "to:",
    "dataset:",
    "named",
    "mine",
    "no_data",
    "<",
)
_PIECES = st.one_of(
    st.sampled_from(_STARTS),
    st.sampled_from(
        ('"quoted"', "text:", "question:Q-1", "of:Q-118", "sure:yes", "—", "\\", "\\\\", '\\"', "😀", "ع\u200f")
    ),
    st.sampled_from(("https://data.example.gov/a/142", "line\nbreak", "tab\there", "help", "import", "draft:5")),
    st.text(max_size=12),
)
anything = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=6).map(" ".join))
words = anything.map(str.strip)
numbers = st.one_of(st.just(0), st.integers(1, 999_999_999))


def value_of(arg: Arg) -> st.SearchStrategy[Any]:
    """Whatever a field may hold."""
    match arg.kind:
        case "number":
            return numbers
        case "day":
            return st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))
        case "name" if arg.choices:
            return st.sampled_from(("", *arg.choices))
        case "name":
            return anything.map(lambda said: said[: arg.longest or 200])
        case _:
            return words


_MADE: dict[type[Command], st.SearchStrategy[Command]] = {}


def made(kind: type[Command]) -> st.SearchStrategy[Command]:
    """Commands of one kind with any values. To put a strategy together costs more than to draw from it."""
    if kind not in _MADE:
        _MADE[kind] = st.builds(kind, **{name: value_of(arg) for name, arg in args_of(kind).items()})
    return _MADE[kind]


SAID = tuple(GRAMMAR)
HEARD = tuple(row.command for row in COMMANDS if row.command not in SAID)
