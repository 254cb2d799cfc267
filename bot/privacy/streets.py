"""Street addresses as English writes them: a house number, a street, perhaps a unit.

A block ("1200 block of Elm St", "1200-1300 Elm St"), a crossing and a street alone are how a city blurs an address on
purpose: innocent. So are numbers that count ("50 Main Street merchants"), date ("in 2019 Oak Street") or name a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.privacy import street_words as w
from bot.privacy.cues import words_after, words_before
from bot.privacy.model import Kind, Span
from bot.privacy.reading import Reading, span
from bot.privacy.worth import speaks_of_a_home

# What may not stand before it is asked after its first digit: a pattern that begins with a digit is found far faster.
_FIRST = r"\d(?<![\w$€£%.]\d)(?<!\d[,:./-]\d)(?<!\d -\d)(?<!\d - \d)"
_HOUSE = re.compile(
    rf"(?P<house>{_FIRST}\d{{0,2}}-\d{{2}}(?!\d)|{_FIRST}\d{{0,5}}"
    r"(?:[ -]?[A-RT-Za-rt-z](?![A-Za-z.'&]))?)"
    r"(?: 1/2| ?½)?(?P<comma>,?) {1,2}(?=[^\W_])"
)
_WORD = r"(?:[^\W\d_]{1,3}\.|[^\W\d_][^\W\d_'-]{0,24}|\d{1,3}(?:st|nd|rd|th))"
_DIRECTION = r"(?:north|south|east|west|northeast|northwest|southeast|southwest|n|s|e|w|ne|nw|se|sw)"
_STREET = re.compile(
    rf"(?P<name>{_WORD}(?: {{1,2}}{_WORD}){{0,4}}?) {{1,2}}(?P<suffix>{w.SUFFIXES})\b\.?(?: {w.SUFFIXES_AGAIN}\b\.?)?"
    rf"(?: {_DIRECTION}\b\.?(?! of\b))?",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?P<name>(?:{_DIRECTION}\.? )?(?:Broadway|(?:The )?Embarcadero|(?:The )?Bowery|Kingsway))\b"
    rf"(?: {_DIRECTION}\b\.?)?(?! (?:Street|St|Ave|Avenue|Blvd|Theat(?:er|re)))",
    re.IGNORECASE,
)
_TYPE_FIRST = re.compile(
    rf"(?P<name>(?:{_DIRECTION}\.? )?(?:(?:Avenue|Ave\.?) (?:[A-Z]\b|of the \w+)"
    r"|(?:El |La )?"
    r"(?:Camino|Calle|Avenida|Via|Vía|Paseo|Rue|Rua|Plaza|Corte|Caminito)(?: (?:de|del|la|las|los|el)){0,2}"
    r" [A-Z]\w+(?: [A-Z]\w+)?"
    r"|(?:(?:US|U\.S\.|State|County|Old|N|S|E|W)\.? )?(?:Highway|Hwy\.?|Route|Rte\.?|County Road|County Rd|CR|SR|FM|"
    r"Rural Route|State Road) \d{1,4}[A-Z]?))\b"
)
_AT_HOME = re.compile(
    r"\b(?:live|lives|lived|living|reside|resides|residing|home address|house|address|home|vivo|vive)"
    r"(?: (?:is|was|at|on|en))?[ :]{1,3}(?P<it>\d{1,6}[A-Za-z]? (?-i:[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?))\b",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"\b(?:p\.? ?o\.? ?box|post office box|apartado(?: postal| de correos)?) ?#?(\d{1,6})\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
UNIT = re.compile(
    r"(?:,? ?\(?\b(?:apt|apartment|unit|suite|ste|room|rm|floor|fl|flat|bldg|building|lot|trailer|space|spc|piso|depto"
    r"|dpto|departamento|apto|apartamento|interior|int|unidad|oficina)\b\.?|,? ?#)(?: ?#| no\.?)? ?"
    r"(?:\d{1,5}[ºª°]?-?[A-Za-z]?|[A-Za-z]-?\d{0,4})(?!\w)\)?|,? \d{1,2}[ºª°] ?[A-Za-z]?(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sight:
    """A number and what follows it like a street: not yet an address."""

    reading: Reading
    house: str
    start: int
    street: re.Match[str]

    @cached_property
    def before(self) -> list[str]:
        """The words before the number, the nearest first."""
        return words_before(self.reading.low, self.start)

    @cached_property
    def after(self) -> list[str]:
        """The words after the street."""
        return words_after(self.reading.low, self.street.end())


def streets(reading: Reading) -> Iterator[Span]:
    """House number and street, with the unit where one follows; post office boxes too."""
    text = reading.text
    for house in _HOUSE.finditer(text):
        sight = _street_after(reading, house)
        if sight and _is_a_house(sight) and not (house["comma"] and _ends_a_count(sight)):
            yield with_unit(text, sight.start, sight.street.end())
    if not speaks_of_a_home(reading):
        return
    yield from (span(match, Kind.ADDRESS, group="it") for match in _AT_HOME.finditer(text))
    yield from (span(match, Kind.ADDRESS) for match in _BOX.finditer(text))


def with_unit(text: str, start: int, end: int) -> Span:
    """The address with what follows of the unit: "Apt 3C", "#12", "3º B"."""
    unit = UNIT.match(text, end)
    return Span(start, unit.end() if unit else end, Kind.ADDRESS)


def _street_after(reading: Reading, house: re.Match[str]) -> Sight | None:
    street = _STREET.match(reading.text, house.end())
    if street:
        sight = Sight(reading, house["house"], house.start(), street)
        if _is_a_name(sight):
            return sight
    for pattern in (_ALONE, _TYPE_FIRST):
        if street := pattern.match(reading.text, house.end()):
            return Sight(reading, house["house"], house.start(), street)
    return None


def _is_a_name(sight: Sight) -> bool:
    words = sight.street["name"].split()
    small = [word.casefold().rstrip(".") for word in words]
    if not w.NEVER_IN_A_NAME.isdisjoint(small) or small[0] in w.COUNTED_FIRST:
        return False
    if small[0] in w.MONTHS and len(small) > 1:
        return False
    proper = not words[0][0].islower() and all(not word[0].islower() or word in w.SMALL_IN_NAMES for word in words)
    return proper or _typed_small(sight, small)


def _typed_small(sight: Sight, words: list[str]) -> bool:
    """ "123 main st" and not "20 new street trees": few words, a plain kind of street, and an end after it."""
    if (
        len(words) > 3
        or not w.PLAIN_SUFFIX.fullmatch(sight.street["suffix"])
        or not w.NOT_A_SMALL_NAME.isdisjoint(words)
    ):
        return False
    text, end, after = sight.reading.text, sight.street.end(), sight.after
    if not after or not after[0].isalpha() or after[0] in w.GOES_ON or UNIT.match(text, end):
        return True
    return text[end : end + 2].strip()[:1].isupper() or not w.AT_A_PLACE.isdisjoint(sight.before[:3])


def _is_a_house(sight: Sight) -> bool:
    """Whether the number is a house's: no block, year, line, day or count."""
    before, after = sight.before, sight.after
    first = before[0] if before else ""
    if first in w.NUMBERED_THINGS or first in w.MONTHS or _is_a_range(sight.house, before):
        return False
    if first in w.RANGE and "between" in before[:7]:
        return False
    is_year = _YEAR.fullmatch(sight.house)
    if is_year and (first in w.BEFORE_A_YEAR or (after and after[0] in w.YEARLY)):
        return False
    return not _counts(sight)


def _is_a_range(house: str, before: list[str]) -> bool:
    """ "1200-1300" and "1200 to 1300" are blocks; Queens, New York, writes its houses "37-15"."""
    low, dash, high = house.partition("-")
    if dash and high.isdigit() and int(high) > int(low):
        return True
    return len(before) > 1 and before[0] in w.RANGE and before[1].isdigit()


def _ends_a_count(sight: Sight) -> bool:
    """ "Main Street 415, Oak Avenue 355": the number belongs to what came before."""
    return bool(sight.before) and sight.before[0].isalpha() and w.AT_A_PLACE.isdisjoint(sight.before[:2])


def _counts(sight: Sight) -> bool:
    """ "50 Main Street merchants": what follows is a crowd, and the number says how large."""
    if sight.reading.text[sight.street.end() : sight.street.end() + 1] != " ":
        return False
    word = sight.after[0] if sight.after else ""
    if word in w.CROWDS:
        return True
    plural = len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith("ss")
    return plural and word not in w.GOES_ON and w.AT_A_PLACE.isdisjoint(sight.before[:4])
