"""The check itself: every rule reads the text once, and where two see something in the same place, the surer wins."""

from bisect import bisect_left
from collections.abc import Iterator

from bot.privacy import worth
from bot.privacy.calles import calles
from bot.privacy.cards import cards, ibans
from bot.privacy.coordinates import coordinates
from bot.privacy.cued import birth_dates, cases, plates
from bot.privacy.emails import emails
from bot.privacy.identifiers import named_numbers, numbers_of_persons
from bot.privacy.model import Kind, Span
from bot.privacy.phones import phones
from bot.privacy.reading import Reading, read
from bot.privacy.streets import streets

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
    if not worth.has_digits(reading):
        return
    if worth.has_a_long_number(reading):
        yield from cards(reading)
        yield from numbers_of_persons(reading, country)
        yield from phones(reading, country)
    yield from ibans(reading)
    if worth.names_an_identifier(reading):
        yield from named_numbers(reading)
    if worth.has_an_exact_number(reading):
        yield from coordinates(reading)
    if worth.speaks_of_a_birth(reading):
        yield from birth_dates(reading)
    if worth.speaks_of_a_plate(reading):
        yield from plates(reading)
    if worth.speaks_of_a_case(reading):
        yield from cases(reading)
    yield from streets(reading)
    if worth.names_a_calle(reading):
        yield from calles(reading)


def _unshielded(reading: Reading, spans: Iterator[Span]) -> Iterator[Span]:
    shields: tuple[tuple[int, int], ...] | None = None
    for each in spans:
        if shields is None:  # read only where something was seen
            shields = reading.shields if worth.is_partly_a_machines(reading) else ()
        place = bisect_left(shields, (each.end,)) - 1
        if each.kind in _IN_ADDRESSES or place < 0 or shields[place][1] <= each.start:
            yield each


def _apart(spans: Iterator[Span]) -> list[Span]:
    """The spans without overlaps: certain before likely, then by rank, then the longer."""
    found, kept = list(spans), list[Span]()
    if len(found) < 2:
        return found
    for each in sorted(found, key=lambda s: (not s.certain, RANK.index(s.kind), s.start - s.end, s.start)):
        place = bisect_left(kept, each)
        if not any(near.overlaps(each.start, each.end) for near in kept[max(0, place - 1) : place + 1]):
            kept.insert(place, each)
    return kept
