"""A text as the rules read it: plain digits, dashes and spaces, nothing invisible, and the way back to the original.

Phones and keyboards write `４１５‑555‑0132`; a rule that knew only ASCII would let it pass. Every character stands
for at most one, so that each place in the plain text has one in the original.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.privacy.model import Kind, Span

INVISIBLE = frozenset("\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0f\ufeff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
# Unicode's dashes (category Pd) and the minus signs, which are symbols there.
MINUS = frozenset("\u2212\u02d7\u207b\u2043")
QUOTES = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u2033": '"'}

# Digits in here belong to an address on the web or to a machine's key, not to a person.
_SHIELDS = re.compile(
    r"\b(?:https?|ftp|git|ssh|s3|postgres(?:ql)?|mysql|jdbc)://[^\s\"'<>,;)\]]+"
    r"|\bwww\.[^\s\"'<>,;)\]]+"
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    r"|\b10\.\d{4,9}/\S+"
    r"|\b(?=[a-f]*\d)[0-9a-f]{24,128}\b(?<!\d{24})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reading:
    """The plain text, and for each of its characters the place in the original."""

    text: str
    places: tuple[int, ...] | range

    @cached_property
    def low(self) -> str:
        """The plain text in small letters without accents, of the same length: what cues are looked up in."""
        return self.text.lower() if self.text.isascii() else "".join(map(_bare, self.text))

    @cached_property
    def shields(self) -> tuple[tuple[int, int], ...]:
        """Where web addresses, UUIDs and hashes stand."""
        return tuple(match.span() for match in _SHIELDS.finditer(self.text))

    def original(self, span: Span) -> Span:
        """The same span, counted in the text as it was written."""
        return Span(self.places[span.start], self.places[span.end - 1] + 1, span.kind, span.certain)


def read(text: str) -> Reading:
    """The text in plain characters. Never fails, whatever the text holds."""
    if text.isascii():
        return Reading(text, range(len(text)))
    kept = [(place, plain) for place, char in enumerate(text) if (plain := _plain(char))]
    return Reading("".join(plain for _, plain in kept), tuple(place for place, _ in kept))


def span(match: re.Match[str], kind: Kind, *, certain: bool = False, group: int | str = 0) -> Span:
    """The stretch that a match, or one group of it, covers."""
    start, end = match.span(group)
    return Span(start, end, kind, certain)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """One plain character for one character; empty for what nobody sees."""
    if char.isascii():
        return char
    if char in INVISIBLE:
        return ""
    if char in QUOTES:
        return QUOTES[char]
    category = unicodedata.category(char)
    if category == "Pd" or char in MINUS:
        return "-"
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    wide = unicodedata.normalize("NFKC", char) if "\uff00" <= char <= "\uffef" else char
    return wide if len(wide) == 1 else char


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    """The letter without its accent, small; always exactly one character."""
    first = unicodedata.normalize("NFD", char)[0].lower()
    return first if len(first) == 1 else char
