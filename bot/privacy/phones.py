"""Telephone numbers, by their shape, by the numbering plans (phonenumbers), and by the words around them.

A number that is written as only telephones are, (415) 555-0132, needs no word beside it. The barer it stands, the more
the words count: ten digits in a row are as often a permit.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from phonenumbers import NumberParseException, is_valid_number, parse

from bot.privacy.cues import led_as_identifier, led_as_phone
from bot.privacy.model import Kind, Span
from bot.privacy.reading import Reading

# North America (NANP): area, exchange, line.
_AMERICAN = re.compile(
    r"(?<![\w+$])(?<!\d[-./])(?:\+?1[ .\-/]{0,3}|001[ .-])?"
    r"(?:\((?P<in>\d{3})\)[ .\-/]{0,3}|(?P<area>\d{3})(?P<sep>[ .\-/]{1,3}))"
    r"(?P<exchange>\d{3})(?P<then>[ .\-]{0,3})(?P<line>\d{4})(?!\d)(?![-/.]\d)"
)
_ABROAD = re.compile(r"(?<![\w+])(?:\+ ?|00(?=[1-9])|011[ -])(?=\d)(?:\(?\d{1,4}\)?[ .\-/]{0,2}){2,8}(?<=\d)(?!\d)")
_BARE = re.compile(r"(?<![\w$€£#.,+/-])1?\d{10}(?![\w])(?![-.,/]\d)")
_AREA_IN_BRACKETS = re.compile(r"(?<![\w(])\(0?\d{2,4}\) ?\d{3,4}[ -]?\d{4}(?![\w])(?!-\d)")
# The large Mexican cities, which print two, four and four digits.
_MEXICAN = re.compile(r"(?<![\w+.,-])(?:55|56|33|81)([ -])\d{4}\1\d{4}(?![\w])(?!-\d)")
_BRITISH = re.compile(r"(?<![\w+.-])\(?0\d{2,4}\)? \d{3,4} ?\d{3,4}(?![\w])(?![-.]\d)")
# Only where a word says that it is a telephone.
_CALLED = re.compile(
    r"(?<![\w$€£.,/-])\(?\d{1,4}\)?(?:(?: ?[.\-/] ?| {1,2})?\(?\d{1,4}\)?){1,5}(?<=\d)(?!\w)(?!-\w)(?![.,/]\d)"
)
_EXTENSION = re.compile(
    r"[ ,;]{0,3}(?:\(?(?:ext(?:n|ension)?|extension|extensi[oó]n|anexo|int|interno)\b\.?|x|#)[ .:]{0,2}\d{1,6}\)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)?\d\d"
    r"|(?:19|20)\d\d ?[-/ ] ?(?:(?:19|20)?\d\d)|(?:(?:19|20)\d\d ?)+"
)
_SSN_LIKE = re.compile(r"\d{3}[- .]\d{2}[- .]\d{4}")
_SERVICE_CODE = re.compile(r"[2-9]11(?!\d)")
BRACKETED_REGIONS = ("MX", "ES", "BR", "AR", "GB", "CO", "CL")


def phones(reading: Reading, country: str) -> Iterator[Span]:
    """Telephone numbers; 311, 911 and their like are services and none. ``country`` is an ISO 3166 code."""
    low = reading.low
    for start, end in (*_american(reading), *_abroad(reading), *_national(reading, country), *_called(reading)):
        extension = _EXTENSION.match(reading.text, end)
        if not led_as_identifier(low, start, end) or led_as_phone(low, start, end):
            yield Span(start, extension.end() if extension else end, Kind.PHONE)


def _american(reading: Reading) -> Iterator[tuple[int, int]]:
    for match in _AMERICAN.finditer(reading.text):
        if _is_american(match) or led_as_phone(reading.low, *match.span()):
            yield match.span()


def _is_american(match: re.Match[str]) -> bool:
    """Whether the plan, or the shape alone, says so: brackets do; blanks between the groups need a valid number."""
    area, exchange, line = match["in"] or match["area"], match["exchange"], match["line"]
    if match["in"]:
        return area[0] in "23456789"
    if match["sep"].isspace() or not match["then"]:
        return _valid(area + exchange + line, "US")
    return area[0] in "23456789" and (exchange[0] in "23456789" or area == "555")


@lru_cache(maxsize=4096)
def _valid(number: str, region: str) -> bool:
    try:
        return is_valid_number(parse(number, region))
    except NumberParseException:
        return False


def _abroad(reading: Reading) -> Iterator[tuple[int, int]]:
    """After a plus sign or an international prefix: the longest run of groups that is a number somewhere."""
    for match in _ABROAD.finditer(reading.text):
        start, end = match.span()
        for _ in range(2):
            written = reading.text[start:end]
            if is_international(written) or (end == match.end() and _digits(written) >= 10 and _led(reading, match)):
                yield start, end
                break
            end = start + len(re.sub(r"[ .\-/]*\(?\d+\)?$", "", written))


def _led(reading: Reading, match: re.Match[str]) -> bool:
    return led_as_phone(reading.low, *match.span())


def _digits(written: str) -> int:
    return sum(char.isdigit() for char in written)


def is_international(written: str) -> bool:
    """Whether a number with its country's code is one that the country's plan knows."""
    digits = re.sub(r"\(0\)|\D", "", written)
    digits = re.sub(r"^(?:00|011)", "", digits) if not written.startswith("+") else digits
    # Mexico dropped the 1 after 52 in 2019, Britain keeps 07700 900 for fiction: people write both
    old_mexican = re.fullmatch(r"521(\d{10})", digits)
    return _valid("+" + (f"52{old_mexican[1]}" if old_mexican else digits), "ZZ") or digits.startswith("447700900")


def _national(reading: Reading, country: str) -> Iterator[tuple[int, int]]:
    for match in _BARE.finditer(reading.text):
        if _valid(match[0], country):
            yield match.span()
    for match in _AREA_IN_BRACKETS.finditer(reading.text):
        if any(_valid(match[0], region) for region in (country, *BRACKETED_REGIONS)):
            yield match.span()
    yield from (match.span() for match in _MEXICAN.finditer(reading.text))
    for match in _BRITISH.finditer(reading.text):
        if _valid(match[0], "GB") or re.sub(r"\D", "", match[0]).startswith("07700900"):
            yield match.span()
    if country not in {"US", "CA"}:
        for match in _CALLED.finditer(reading.text):
            if not match[0].isdigit() and not _DATE.fullmatch(match[0]) and _valid(match[0], country):
                yield match.span()


def _called(reading: Reading) -> Iterator[tuple[int, int]]:
    """Any seven to thirteen digits in groups, where the nearest word is "call", "tel", "mi número"."""
    for match in _CALLED.finditer(reading.text):
        start, end = match.span()
        written = match[0]
        other = _DATE.fullmatch(written) or _SSN_LIKE.fullmatch(written) or _SERVICE_CODE.match(written)
        if other or not 7 <= _digits(written) <= 13:
            continue
        if led_as_phone(reading.low, start, end) or _a_made_up_number(written):
            yield start, end


def _a_made_up_number(written: str) -> bool:
    """Seven digits that begin with 555, which no exchange has: where people make a number up, it is this one."""
    return bool(re.fullmatch(r"555-\d{4}", written))
