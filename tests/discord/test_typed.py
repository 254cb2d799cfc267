import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.typed import decode, mentions, without_mention

NAMES = {"7": "Ana Ruiz", "8": "Champions", "9": "ask-open-data"}


@pytest.mark.parametrize(
    ("wire", "plain"),
    [
        ("Ask <@7> or <@!7>", "Ask @Ana Ruiz or @Ana Ruiz"),
        ("<@&8> in <#9>", "@Champions in #ask-open-data"),
        ("<@5> <@&5> <#5>", "@5 @5 #5"),
        ("Nice <:tree:123> <a:wave:456>", "Nice :tree: :wave:"),
        ("Use </opendata ask:123>", "Use /opendata ask"),
        ("At <t:1760432400:F> or <t:1760432400>", "At 2025-10-14 09:00 UTC or 2025-10-14 09:00 UTC"),
        ("At <t:999999999999:R>", "At <t:999999999999:R>"),
        ("See <https://example.org/a?b=c>.", "See https://example.org/a?b=c."),
        ("a < b & c > d", "a < b & c > d"),
        ("<@&amp;> <b> <>", "<@&amp;> <b> <>"),
        ("a\u202eb\u0000", "ab"),
    ],
)
def test_what_was_typed_reads_as_it_was_seen(wire: str, plain: str) -> None:
    assert decode(wire, NAMES) == plain


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert decode(decode(text)) == decode(text) or "<" in text


def test_the_first_mention_of_us_is_taken_out() -> None:
    assert mentions("Hey <@7>!", "7")
    assert mentions("Hey <@!7>!", "7")
    assert not mentions("Hey <@77>!", "7")
    assert without_mention("<@7>: claim <@7>", "7").strip() == "claim <@7>"
    assert without_mention("please <@!7> claim", "7") == "please claim"
