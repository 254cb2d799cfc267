"""Plain text: what people typed, made safe to keep, to count and to cut.

Every text that comes from outside passes through :func:`clean` once, at the door. After that it is literal
text: nobody downstream gives it a meaning, and the renderers escape it for their platform.
"""

import re
import unicodedata
from functools import lru_cache

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Embeddings, overrides and isolates can turn the words after them around (Unicode TR 9, section 3).
_TURNERS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029")
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s+|\n+")

# A command of ours as sentences name it: `/opendata ask`. No sign in it means anything to a platform.
_TYPED = re.compile(r"`(/(?:opendata-admin|opendata|champion)(?: (?:[^\W_]|[\[\]:;=.,…-])+){0,9})`")

NAME_ROOM = 80  # of a person's name on a card, by worst_length: a sentence may hold it twice

# The worst that a platform's escaping does to one character: Slack writes & as &amp; and < > as &lt; &gt;
# (limits.md, "escaping"); Discord puts a backslash before Markdown's signs.
_WORST = {"&": 5, "<": 4, ">": 4} | dict.fromkeys("\\*_~`|#-[]()@:+.!", 2)
_GROWS = re.compile(r"[&<>\\*_~`|#\-\[\]()@:+.!\U00010000-\U0010ffff]")
_SHORT = 2_000
_MOST_GROWTH = 5
# By how much a sign that grows does so; whatever is not named is beyond the first plane and counts twice.
_GROWTH = {sign: worst - 1 for sign, worst in _WORST.items()}


def clean(text: str) -> str:
    """Return ``text`` in NFC with control signs and direction turners removed, and no space around it."""
    if text.isascii() and text.isprintable():  # a line of plain English: there is nothing else to find
        return text.strip()
    text = _NEWLINES.sub("\n", text)
    return unicodedata.normalize("NFC", _TURNERS.sub("", _CONTROLS.sub("", text))).strip()


def one_line(text: str) -> str:
    """Return ``text`` with every run of white space folded to one space."""
    return " ".join(text.split())


def with_commands(text: str) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is a command to be typed, which platforms show as such; its backticks
    are left out."""
    if "`/" not in text:
        return [(text, False)] if text else []
    pieces = _TYPED.split(text)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]


def without_marks(text: str) -> str:
    """``text`` where nothing can be shown as a command: the backticks around one are left out."""
    return _TYPED.sub(r"\1", text) if "`/" in text else text


def worst_length(text: str) -> int:
    """How many UTF-16 units ``text`` may take after the harshest platform's escaping.

    Platforms count UTF-16 units in places, so a four-byte emoji counts as two.
    """
    return _short_length(text) if len(text) <= _SHORT else _worst_length(text)


@lru_cache(maxsize=2_048)
def _short_length(text: str) -> int:
    """One card measures its labels and its words again and again, and so do the next one's."""
    return _worst_length(text)


def _worst_length(text: str) -> int:
    return len(text) + sum([_GROWTH.get(sign, 1) for sign in _GROWS.findall(text)])


def cut(text: str, room: int) -> str:
    """Return ``text`` shortened to ``room`` (see :func:`worst_length`), at a word, with an ellipsis."""
    if len(text) * _MOST_GROWTH <= room or worst_length(text) <= room:
        return text
    kept = text[: _reach(text, max(room - 1, 0))]
    space = kept.rfind(" ")
    if space > len(kept) * 0.6:
        kept = kept[:space]
    return kept.rstrip() + "…"


def pieces(text: str, room: int) -> list[str]:
    """Split ``text`` into parts of at most ``room`` each, at sentence ends where there are any.

    Joined again the parts hold every word: nothing is dropped. ``room`` must hold at least 10.
    """
    parts: list[str] = []
    rest = text.strip()
    while rest and worst_length(rest) > room:
        reach = _reach(rest, room)
        at = _last_break(rest, reach)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [part for part in [*parts, rest] if part]


def _reach(text: str, room: int) -> int:
    """How many characters of ``text`` fit into ``room``; at least one, and never half a joined emoji."""
    reach = min(len(text), max(room, 0))
    # No sign takes more than _MOST_GROWTH: stepping back by a fifth of what is over never passes the best place.
    while reach and (over := _worst_length(text[:reach]) - room) > 0:
        reach -= max(1, over // _MOST_GROWTH)
    return reach if reach == len(text) else max(1, _whole(text, reach))


def _whole(text: str, index: int) -> int:
    """Step back from ``index`` so that no combining mark or joined emoji is torn from what it belongs to."""
    start = index
    while index > 1 and start - index < 16 and _joins(text, index):
        index -= 1
    return index if index > 1 else start


def _joins(text: str, index: int) -> bool:
    """Whether the sign at ``index`` belongs to the one before it: the cases that people type, of Unicode's
    extended grapheme clusters (TR 29, section 3.1.1)."""
    sign, before = text[index], text[index - 1]
    if sign == "\u200d" or before == "\u200d" or unicodedata.category(sign).startswith("M"):
        return True
    return "\U0001f3fb" <= sign <= "\U0001f3ff" or "\U000e0020" <= sign <= "\U000e007f"  # skin tones, tags of flags


def _last_break(text: str, reach: int) -> int:
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, reach)]
    if ends and ends[-1] > reach * 0.4:
        return ends[-1]
    space = text.rfind(" ", 0, reach)
    return space + 1 if space > reach * 0.4 else reach
