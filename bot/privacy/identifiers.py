"""The numbers by which an office knows a person: SSN and ITIN, DNI and NIE, CURP, SIN, passports, driving licences."""

import re
from collections.abc import Iterator

from stdnum.ca import sin
from stdnum.es import dni, nie
from stdnum.mx import curp, rfc
from stdnum.us import itin

from bot.privacy.cues import led_as_identifier, led_as_phone, led_by, words_after, words_before, words_of
from bot.privacy.model import Kind, Span
from bot.privacy.reading import Reading, span

_SSN = re.compile(r"(?<![\w$.])(?<!\d[-/])\d{3}(?P<sep>[ .]|-| - )\d{2}(?P=sep)\d{4}(?![\w])(?![-/.]\d)")
_BARE = re.compile(r"(?<![\w$.,-])\d{9}(?![\w])(?![-.,]\d)")
_SOCIAL = words_of("tax ssn ssns soc ss sss social security sin nss seguro itin tin taxpayer nas")
_TO_SOCIAL = words_of(
    "id sec number numero num no nr is was es : # = . - ' \" ( the de la el social security insurance seguro s my "
    "mi / , )"
)

_AFTER_IT = words_of('is was a the my his her their es mi su el la ( - " ,')
_SPANISH = re.compile(r"(?<![\w-])(?:\d{8}|[XYZ]-?\d{7})-?[A-Z](?![\w-])", re.IGNORECASE)
_CURP = re.compile(r"(?<!\w)[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d(?!\w)", re.IGNORECASE)
_RFC = re.compile(r"(?<!\w)[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}(?!\w)")
_INSURED = re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z]{2} \d\d \d\d \d\d [A-D](?!\w)")  # a British NINO, as it is printed
_CANADIAN = re.compile(r"(?<![\w-])\d{3}(?P<sep>[ -])\d{3}(?P=sep)\d{3}(?![\w])(?!-\d)")

# What is known by its name alone: the name, at most a few words, and a token with enough digits.
_NAMED = re.compile(
    r"\b(?:passports?|pasaporte|driver'?s'? (?:licen[cs]e|permit)|driving licen[cs]e|drivers? licen[cs]e"
    r"|licencia de (?:conducir|manejo)|national insurance|nino|ni number|curp|rfc|dni|nie|cedula|nss|itin|"
    r"medicare|medicaid|medical record|mrn|green card|alien registration|a-number|state id|national id|id card"
    r"|clave de elector|credencial de elector|matricula consular|social insurance|health card|voter id)"
    r"(?: (?:number|numero|num|no|id|card|is|was|es|de|del?|nr)\b\.?| ?[:#=.,(\"'])*"
    r" ?(?P<it>(?=[a-z]{0,6}[ -]?\d)[a-z0-9](?:[ -]?[a-z0-9]){4,19})(?!\w)"
)


def numbers_of_persons(reading: Reading, country: str) -> Iterator[Span]:
    """By their shape. Certain: an SSN in a range that is given out, written as one or called one."""
    yield from _social(reading)
    yield from _by_shape(reading)
    if country == "CA":
        yield from (span(m, Kind.SSN) for m in _CANADIAN.finditer(reading.text) if sin.is_valid(m[0]))


def _social(reading: Reading) -> Iterator[Span]:
    low = reading.low
    for match in _SSN.finditer(reading.text):
        called = _called_social(low, match)
        if called or not _a_things_number(low, match):
            if given_out(match[0]):
                yield span(match, Kind.SSN, certain=called or "-" in match["sep"])
            elif _mixed(match[0]) and (called or itin.is_valid(match[0])):
                yield span(match, Kind.SSN)
    for match in _BARE.finditer(reading.text):
        if _called_social(low, match):
            if given_out(match[0]):
                yield span(match, Kind.SSN, certain=True)
            elif itin.is_valid(match[0]) or sin.is_valid(match[0]):
                yield span(match, Kind.SSN)


def _called_social(low: str, match: re.Match[str]) -> bool:
    before, after = words_before(low, match.start()), words_after(low, match.end())
    return led_by(before, _SOCIAL, _TO_SOCIAL) or led_by(after, _SOCIAL, _AFTER_IT, 5)


def _a_things_number(low: str, match: re.Match[str]) -> bool:
    return led_as_identifier(low, *match.span()) or led_as_phone(low, *match.span())


def given_out(written: str) -> bool:
    """Whether the Social Security Administration gives out such numbers: no part is all noughts, the area is neither
    666 nor 900 and above (Social Security Number Randomization, 2011). Numbers once printed in advertisements count:
    they look like one, and that is what is asked."""
    digits = re.sub(r"\D", "", written)
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000" and len(set(digits)) > 1


def _mixed(written: str) -> bool:
    return len(set(re.sub(r"\D", "", written))) > 2


def _by_shape(reading: Reading) -> Iterator[Span]:
    """What its check letter or its make-up gives away, without any word."""
    text = reading.text
    for match in _SPANISH.finditer(text):
        if (dni.is_valid(match[0]) or nie.is_valid(match[0])) and not led_as_identifier(reading.low, *match.span()):
            yield span(match, Kind.SSN)
    yield from (span(match, Kind.SSN) for match in _CURP.finditer(text) if _dated(match[0]))
    yield from (span(match, Kind.SSN) for match in _RFC.finditer(text) if rfc.is_valid(match[0]))
    yield from (span(match, Kind.SSN) for match in _INSURED.finditer(text))


def _dated(written: str) -> bool:
    """A CURP's check digit holds, or at least its date is one: people mistype, and it is theirs all the same."""
    month, day = int(written[6:8]), int(written[8:10])
    return curp.is_valid(written) or (1 <= month <= 12 and 1 <= day <= 31)


def named_numbers(reading: Reading) -> Iterator[Span]:
    """By the name of the document that they stand on: a passport, a driving licence."""
    for match in _NAMED.finditer(reading.low):
        start, end = match.span("it")
        if sum(char.isdigit() for char in match["it"]) >= 5:
            yield Span(start, _within(reading.text, start, end), Kind.SSN)


def _within(text: str, start: int, end: int) -> int:
    """Cut off small words that came after: "C01234567 does the" is "C01234567"."""
    token = re.match(r"[A-Za-z]{0,6}[ -]?\d[A-Za-z0-9-]*(?: (?:\d[A-Z0-9]*|[A-Z])(?![A-Za-z]))*", text[start:end])
    return start + token.end() if token else end
