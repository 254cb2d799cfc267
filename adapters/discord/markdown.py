"""Words in Discord's Markdown: people's words made literal, spans in Discord's own marks.

Discord reads Markdown in ``content`` and in text displays, and knows no way to switch it off (Discord's "Reference",
"Message Formatting"). A backslash before any sign but letters, digits and white space makes that sign literal. So
every sign that can begin a mark wherever it stands gets one; signs that mean something at the start of a line only
get one there. No sign grows by more than ``bot.speech.plain.worst_length`` counts for it.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import assert_never

from bot.speech.cards import Bold, Link, Mention, Span, Struck, When
from bot.speech.plain import with_commands

# Emphasis, spoilers and code; <@1>, <#1>, <t:1>, </ask:1>, <:emoji:1>, <https://…>; @everyone; [text](address);
# # headings; > quotes; :emoji: and https://….
_ANYWHERE = re.compile(r"[\\*_~`|<>@\[\]#:]")
_BULLET = re.compile(r"^(\s*)([-+])", re.MULTILINE)  # lists, and -# small print
_NUMBER = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
# Discord shows a card for an invitation even where the address is not a link.
_INVITATION = re.compile(r"(?i)(discord(?:app)?)\.(?=gg|com)")
_STYLES = {"date": "D", "time": "t", "both": "f"}
_PERSON = re.compile(r"[0-9]{1,20}")
# What an address may hold between round brackets: RFC 3986 without the brackets themselves.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]+")
_NOT_IN_A_LABEL = re.compile(r"[\[\]\n]|://")
_WHITE = re.compile(r"\s")
# Behind a link, Discord reads even an escaped "](" as the end of a longer label: what follows would be its address.
_APART = ("\\](", "\\]\\(")


def escape(text: str) -> str:
    """``text`` so that Discord shows it letter by letter: no mark, no mention, no link, no emoji, no invitation."""
    return line_starts(inline(text))


def inline(text: str) -> str:
    """The same for words that stand inside a line; what they become at its start is up to :func:`line_starts`. A
    command to be typed is shown as such."""
    return "".join(f"`{each}`" if is_command else _literal(each) for each, is_command in with_commands(text))


def _literal(text: str) -> str:
    return _INVITATION.sub(r"\1\\.", _ANYWHERE.sub(r"\\\g<0>", text)).replace(*_APART)


def line_starts(marked: str) -> str:
    """A finished paragraph without lists: the signs that make one where a line begins are made literal."""
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\1\\\2", marked))


def paragraph(spans: Iterable[Span]) -> str:
    """The spans in Discord's Markdown."""
    # Two bold spans side by side would be four stars, which Discord reads as part of the words: they become one.
    runs = groupby((span for span in spans if not _is_empty(span)), key=lambda span: isinstance(span, Bold))
    return line_starts(_joined(_bold(run) if is_bold else _joined(map(_marked, run)) for is_bold, run in runs))


def _joined(pieces: Iterable[str]) -> str:
    """The pieces side by side; a bracket at the end of one and one at the start of the next stay apart."""
    joined = ""
    for piece in pieces:
        joined += f"\\{piece}" if piece.startswith("(") and joined.endswith("\\]") else piece
    return joined


def person_in(span: Span) -> str:
    """The Discord user that a span calls; empty where it calls nobody here."""
    if isinstance(span, Mention) and span.platform == "discord" and _PERSON.fullmatch(span.user):
        return span.user
    return ""


def bold(text: str) -> str:
    """``text``, literal and bold."""
    return f"**{inline(text)}**"


def _bold(spans: Iterable[Span]) -> str:
    return bold("".join(span.text for span in spans if isinstance(span, Bold)))


def _struck(text: str) -> str:
    """``text``, literal and struck through, line by line: Discord strikes nothing beyond an empty line."""
    return "\n".join(f"~~{inline(line)}~~" if line.strip() else line for line in text.split("\n"))


def _is_empty(span: Span) -> bool:
    return span == "" or (isinstance(span, Bold | Struck) and not span.text)


def _marked(span: Span) -> str:
    match span:
        case str():
            return inline(span)
        case Bold(text):
            return bold(text)
        case Struck(text):
            return _struck(text)
        case Link(text, url):
            return _link(text, url)
        case When(at, style):
            return f"<t:{int(at.timestamp())}:{_STYLES[style]}>"
        case Mention(name):
            return f"<@{user}>" if (user := person_in(span)) else inline(name or "?")
        case _:
            assert_never(span)


def _link(text: str, url: str) -> str:
    """A link under words; where Discord could not read that, the words and then the address in angle brackets."""
    shown = text.strip()
    if not shown or shown == url:
        return f"<{_whole(url)}>"
    if _PLAIN_ADDRESS.fullmatch(url) and not _NOT_IN_A_LABEL.search(text):
        return f"[{inline(text)}]({url})"
    return f"{inline(text)} <{_whole(url)}>"


def _whole(url: str) -> str:
    return _WHITE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
