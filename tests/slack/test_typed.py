import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.playground.slack.typed import on_the_wire
from adapters.slack.typed import decode, mentions, without_mention


@pytest.mark.parametrize(
    ("wire", "plain"),
    [
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("&amp;lt;", "&lt;"),
        ("<https://example.org/x?a=1&amp;b=2>", "https://example.org/x?a=1&b=2"),
        ("see <http://example.org|example.org> now", "see example.org now"),
        ("<https://example.org/report|the report>", "the report (https://example.org/report)"),
        ("<https://evil.example|https://bank.example>", "https://bank.example (https://evil.example)"),
        ("<https://evil.example/?bank.example|bank.example>", "bank.example (https://evil.example/?bank.example)"),
        ("<mailto:ana@example.org|ana@example.org>", "ana@example.org"),
        ("to <@U024BE7LH|maria>", "to @U024BE7LH"),
        ("to <@U024BE7LH>", "to @U024BE7LH"),
        ("in <#C024BE7LH|general>", "in #general"),
        ("in <#C024BE7LH>", "in #C024BE7LH"),
        ("<!channel> and <!here|here>", "@channel and here"),
        ("<!subteam^S1|@data>", "@data"),
        ("<!date^1392734382^{date}|Feb 18>", "Feb 18"),
        ("a\x00b\u202ec", "abc"),
        ("line\r\ntwo", "line\ntwo"),
    ],
)
def test_the_wire_is_read_as_what_was_seen(wire: str, plain: str) -> None:
    assert decode(wire) == plain


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=80))
def test_what_was_typed_comes_back(typed: str) -> None:
    assert decode(on_the_wire(typed, lambda _: None)) == decode(typed.replace("&", "&amp;").replace("<", "&lt;"))


def test_our_own_mention_is_taken_out_once() -> None:
    assert without_mention("<@U0BOT> claim <@U0BOT>", "U0BOT").strip() == "claim <@U0BOT>"
    assert without_mention("hey <@U0BOT|champions>: claim", "U0BOT").split() == ["hey", "claim"]
    assert mentions("hey <@U0BOT|champions>", "U0BOT")
    assert not mentions("hey <@U0BOTTOM>", "U0BOT")
