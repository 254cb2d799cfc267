"""The check itself: every rule reads the text once, and where two see something in the same place, the surer wins."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from bot.privacy.calles import calles
from bot.privacy.cards import cards, ibans
from bot.privacy.coordinates import coordinates
from bot.privacy.cued import birth_dates, cases, plates
from bot.privacy.emails import emails
from bot.privacy.identifiers import identifiers
from bot.privacy.model import Kind, Span
from bot.privacy.phones import phones
from bot.privacy.reading import Reading, read
from bot.privacy.streets import streets

_DIGIT = re.compile(r"\d")
# Who wins where neither is certain: what has the more telling shape, or the more telling word.
RANK = (
    *(Kind.EMAIL, Kind.CARD, Kind.IBAN, Kind.SSN, Kind.COORDINATES, Kind.BIRTHDATE, Kind.PLATE, Kind.CASE),
    *(Kind.PHONE, Kind.ADDRESS),
)
# These are as telling inside a web address as outside: a map's link, a form's query.
_IN_ADDRESSES = frozenset({Kind.EMAIL, Kind.COORDINATES})


def find(text: str, country: str = "US") -> tuple[Span, ...]:
    """What in a text looks like personal data: spans of the text as given, in order, none overlapping another.

    ``country`` (ISO 3166) is where numbers without a country's code are read. Pure, never fails, and its time grows
    with the length of the text only.
    """
    reading = read(text)
    return tuple(reading.original(each) for each in _apart(_unshielded(reading, _seen(reading, country))))


def _seen(reading: Reading, country: str) -> Iterator[Span]:
    yield from emails(reading)
    if not _DIGIT.search(reading.text):  # all else has one, and most of what people write has none
        return
    yield from cards(reading)
    yield from ibans(reading)
    yield from identifiers(reading, country)
    yield from coordinates(reading)
    yield from birth_dates(reading)
    yield from plates(reading)
    yield from cases(reading)
    yield from phones(reading, country)
    yield from streets(reading)
    yield from calles(reading)


def _unshielded(reading: Reading, spans: Iterator[Span]) -> Iterator[Span]:
    starts = [start for start, _ in reading.shields]
    for each in spans:
        place = bisect_left(starts, each.end) - 1
        if each.kind in _IN_ADDRESSES or place < 0 or reading.shields[place][1] <= each.start:
            yield each


def _apart(spans: Iterator[Span]) -> list[Span]:
    """The spans without overlaps: certain before likely, then by rank, then the longer."""
    kept: list[Span] = []
    for each in sorted(spans, key=lambda s: (not s.certain, RANK.index(s.kind), s.start - s.end, s.start)):
        place = bisect_left(kept, each)
        if not any(near.overlaps(each.start, each.end) for near in kept[max(0, place - 1) : place + 1]):
            kept.insert(place, each)
    return kept
