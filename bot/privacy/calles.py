"""Street addresses as Spanish writes them: the street first, then the number ("Calle Mayor 12, 3º B")."""

import re
from collections.abc import Iterator

from bot.privacy import street_words as w
from bot.privacy.cues import words_after, words_before
from bot.privacy.model import Span
from bot.privacy.reading import Reading
from bot.privacy.streets import UNIT, with_unit

_KIND = (
    r"(?:calle|rua|c/|cl\.|avenida|avda\.?|av\.|ave\.|av|paseo|p\.º|plaza|pza\.?|plazuela|carrera|cra\.?|kra\.?|camino"
    r"|carretera|ctra\.?|ronda|traves[ií]a|callej[oó]n|pasaje|boulevard|bulevar|blvd\.?|calzada|calz\.?|prolongaci[oó]n"
    r"|privada|circuito|cerrada|jir[oó]n|diagonal|transversal|rambla|glorieta|andador|eje|vereda|autopista|urbanizaci[oó]n)"
)
_NAME = (
    r"(?:(?:de|del|la|las|los|el|y|san|santa|das|dos|da|do) ){0,3}(?-i:[A-ZÁÉÍÓÚÑÜ][\w.'’-]{0,20}|\d{1,3}[A-Z]?)"
    r"(?: (?:(?:de|del|la|las|los|el|y|e) ){0,2}(?-i:[A-ZÁÉÍÓÚÑÜ][\w.'’-]{0,20})){0,4}"
)
_NUMBERED = re.compile(
    rf"\b{_KIND} ?(?P<name>{_NAME})(?:(?P<mark>,? ?(?:n[uú]m(?:ero|\.)?|n\.? ?[ºo°]\.?|no\.?|#|n[ºo°])|,) ?| )"
    r"(?P<house>\d{1,5}(?: ?[A-Z](?!\w))?(?: ?- ?\d{1,3})?)(?![\w%])(?![.,:/]\d)(?! ?- ?\d)",
    re.IGNORECASE,
)
# "vivo en calle falsa 123", "mi domicilio es Insurgentes Sur 1602": where somebody lives, small letters will do.
_HOME = re.compile(
    rf"\b(?:vivo|vive|viven|vivimos|vivia|domicilio|direccion|resido|reside|casa (?:esta|queda|es))"
    r"(?: (?:esta|es|queda|en|la|el)\b| ?:){0,4} "
    rf"(?P<it>(?:{_KIND} )?(?:\d{{1,2}} de )?(?:[a-z]{{2,15}}\.? ){{1,4}}(?:#|num(?:ero|\.)? ?|no\.? ?)?"
    r"(?P<house>\d{1,5}))(?![\w%-])(?![.,:/]\d)"
)
_NUMBER_FIRST = re.compile(
    rf"\b(?P<mark>n[uú]mero|n[uú]m\.?|no\.?|#|el|al) ?(?P<house>\d{{1,5}}) (?:de|en) (?:la |el )?{_KIND} ?{_NAME}",
    re.IGNORECASE,
)
_CROSSING = re.compile(rf"\b(?:y|con|esquina) {_KIND}(?![a-z])", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def calles(reading: Reading) -> Iterator[Span]:
    """Street and house number in Spanish. A block ("la cuadra 1200 de…"), a crossing and a count are none."""
    for match in _NUMBERED.finditer(reading.text):
        if _is_a_house(reading, match):
            yield with_unit(reading.text, *match.span())
    for match in _NUMBER_FIRST.finditer(reading.text):
        before = words_before(reading.low, match.start())
        if (
            "cuadra" not in before[:4]
            and not _is_a_range(match["mark"], before)
            and not _YEAR.fullmatch(match["house"])
        ):
            yield with_unit(reading.text, *match.span())
    for match in _HOME.finditer(reading.low):
        place = match["it"].split()
        if w.NOT_A_STREET.isdisjoint(place) and not _YEAR.fullmatch(match["house"]):
            yield with_unit(reading.text, match.start("it"), match.end("it"))


def _is_a_house(reading: Reading, match: re.Match[str]) -> bool:
    house, marked = match["house"], (match["mark"] or "").strip(" ,")
    after = words_after(reading.low, match.end())
    if _CROSSING.search(match["name"]) or (match["name"][-1].isdigit() and not marked):
        return False
    if not marked and ("-" in house or _a_range_follows(after)):
        return False
    before = words_before(reading.low, match.start())
    if _YEAR.fullmatch(house) and not marked and not UNIT.match(reading.text, match.end()):
        return not w.AT_A_PLACE.isdisjoint(before[:3])
    return bool(marked) or not _counts(reading, match, after)


def _is_a_range(mark: str, before: list[str]) -> bool:
    return mark.casefold() == "al" and bool(before) and before[0].isdigit()


def _a_range_follows(after: list[str]) -> bool:
    return len(after) > 1 and after[0] in w.RANGE and after[1].isdigit()


def _counts(reading: Reading, match: re.Match[str], after: list[str]) -> bool:
    """ "Avenida Central 25 accidentes": the number belongs to what follows."""
    if not after or not after[0].isalpha() or UNIT.match(reading.text, match.end()):
        return False
    word = after[0]
    return len(word) > 3 and word.endswith("s") and word not in w.GOES_ON
