"""What only the words beside it give away: number plates, birth dates, case numbers."""

import re
from collections.abc import Iterator

from bot.privacy.cues import words_before, words_of
from bot.privacy.model import Kind, Span
from bot.privacy.reading import Reading, span

_TO = (
    r"(?:(?: (?:number|n[uú]mero|num|no|nr|is|was|es|de|del|la|el|#|n[o°º]|reads|says|with|con|mi|my)\b\.?)"
    r"| ?[:#=.,(\"'])*"
)
_STATE = r"(?:(?-i:[A-Z]{2})[ :-]{1,2})?"

_PLATE_WORD = (
    r"(?:licen[cs]e plates?|number plates?|plates?|vehicle registration|registration plate|licen[cs]e tag|car tag"
    r"|vehicle tag|placas?|matr[ií]culas?|patentes?|tablilla|registration)"
)
_LETTERS_AND_DIGITS = (
    r"(?-i:[A-Z0-9]{1,4}[ ·-]?[A-Z0-9]{1,4}(?:[ ·-][A-Z0-9]{1,4})?)|[a-z0-9]{5,8}|[a-z]{2,4}-\d{2,5}|\d{2,5}-[a-z]{2,4}"
)
_PLATE = re.compile(rf"\b{_PLATE_WORD}{_TO} ?(?P<it>{_STATE}(?:{_LETTERS_AND_DIGITS}))(?![\w])(?!-\w)", re.IGNORECASE)
_PLATE_AFTER = re.compile(
    r"(?<![\w-])(?P<it>(?-i:[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,4}))(?: is| es| was|,)?(?: the| my| his| her| our| mi| la)?"
    r" (?:licen[cs]e plate|number plate|plate number|plate|placa|matr[ií]cula)\b",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre"
    r"|diciembre)\b\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th|º)?"
_DATE = (
    rf"(?:(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:19|20)\d\d"
    rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d\d"
    rf"|{_ORDINAL}[ -](?:of |de )?{_MONTH}(?:(?:,? |,? (?:de|del) |-)(?:19|20)?\d\d)?"
    rf"|{_MONTH} {_ORDINAL}(?:,? (?:of )?(?:19|20)\d\d)?)(?![\d])"
)
_BIRTH_WORD = (
    r"(?:born|d\.?o\.?b\.?|date[ -]of[ -]birth|birth[ -]?dates?|birthdays?|b-?day|birth_?date|date_of_birth"
    r"|f\.? ?nac\.?|nacid[oa]s?|nacio|naci|nace"
    r"|fecha[ _]de[ _]nacimiento|fecha[ _]nacimiento|cumpleanos|cumplo anos|fec\.? nac\.?)"
)
_BIRTH = re.compile(
    rf"\b{_BIRTH_WORD}(?:(?: (?:is|was|on|in|el|es|fue|dia|the|of|falls|de|a|day|listed|given|as|my|mi|su|esta|en))\b"
    rf"| ?[:=.,(\"'\-])*(?: in [a-z]{{3,20}}(?: [a-z]{{3,20}})?,? on)?(?: en [a-z]{{3,20}},? el)? ?(?P<it>{_DATE})"
)
_BIRTH_AFTER = re.compile(
    rf"(?<![\d-])(?P<it>{_DATE})[,)]?(?: is| es| was| fue)?(?: as)?(?: the| my| his| her| their| mi| su| la)? ?\(?"
    r"(?:d\.?o\.?b\b|date of birth|birth ?date|birthday|fecha de nacimiento|cumpleanos)"
)

_CASE_NUMBER = (
    r"(?P<it>(?=[a-z-]{0,8}[:.]?\d)[a-z0-9]{1,12}(?:[:/.-][a-z0-9]{1,12}){0,5}(?: (?:cv|cr|fl|dv|ch|civ|fam|crim)"
    r" ?\d{2,8})?)(?![\w])"
)
_NUMBER_SIGN = r"(?:(?: ?[(,] ?| )(?:number|numero|num|nr|no|id)\b\.?| ?#| ?n[o°º]\b\.?)"
_CASE = re.compile(
    rf"\b(?:case|docket|court case|police case|(?:police|pd|incident|crime|accident|crash|arrest) report"
    rf"|booking|inmate|court file|arrest|juvenile file"
    rf"|probation file|expediente|exp\.|caso|causa(?: penal| civil)?|proceso|denuncia"
    rf"|sumario|carpeta de investigacion|juicio|sentencia|atestado)"
    rf"(?: (?:is|es)(?: the| el)?)?{_NUMBER_SIGN}"
    rf"(?:(?: (?:is|was|es|de|del|mi|my|caso|expediente|for|causa))\b| ?[:=#.(\"'])* ?{_CASE_NUMBER}"
)
_CASE_AFTER = re.compile(
    r"(?<![\w/-])(?P<it>(?=[\w:./-]{0,12}\d)[a-z0-9]{1,6}(?:[:/-][a-z0-9]{1,10}){1,4})"
    r"(?: is| was| es| era|,)?"
    r"(?: the| my| his| her| our| mi| su| el)? "
    r"(?:(?:court )?(?:case|docket) (?:number|no)|numero de (?:caso|expediente))\b"
)
_REPORT = re.compile(
    r"\b(?:police|pd|incident|crime|accident|crash|arrest) report ?#? ?"
    r"(?P<it>\d{2,4}-\d{3,8}|[a-z]{1,3}\d{5,9}|\d{6,10})(?![\w-])"
)
_NUMBER_FIRST = re.compile(
    rf"\bnumero de (?:caso|expediente|causa|proceso|denuncia|juicio)(?: es| judicial| penal| ?[:#=.])* ?{_CASE_NUMBER}"
)
_SHAPED = re.compile(
    r"\b(?:case(?: file)?|docket|expediente|caso|causa(?: penal| civil)?|juicio)(?: (?:is|es))? ?[:#]? ?"
    r"(?P<it>\d:\d\d-[a-z]{2}-\d{3,6}(?:-[a-z]{2,4}){0,2}|[a-z]{1,4}-?\d{2,4}-\d{3,8}|[a-z]{1,4}-\d{2,8}"
    r"|(?:19|20)?\d\d-?[a-z]{1,4}-?\d{3,8}|[a-z]{1,4}-[a-z]{1,3}-\d{2,4}-\d{2,8}|[a-z]{2,4}-\d\d-\d{4,8}(?:-[a-z])?"
    r"|(?:19|20)?\d\d-\d{4,7}|\d{2,6}/(?:19|20)\d\d(?:-[a-z])?)(?![\w])(?!-\d)"
)
# Their cases are public business: a building, a plan, a lamp out of order.
_A_CITYS_CASE = words_of(
    "planning zoning entitlement permit building land use 311 service test edge just support help desk in "
    "inspection code enforcement planeacion urbanismo obra"
)


def plates(reading: Reading) -> Iterator[Span]:
    """Number plates: a word for it, then letters and digits together."""
    for pattern in (_PLATE, _PLATE_AFTER):
        for match in pattern.finditer(reading.text):
            written = match["it"]
            digits = sum(char.isdigit() for char in written)
            letters = sum(char.isalpha() for char in written)
            if digits and letters and 4 <= digits + letters <= 10 and not _a_quarter(written):
                yield span(match, Kind.PLATE, group="it")


def _a_quarter(written: str) -> bool:
    return bool(
        re.fullmatch(r"(?:19|20)\d\d ?-?[a-z]\d?|[qh]\d ?-?(?:19|20)\d\d|\d+(?:st|nd|rd|th)", written.casefold())
    )


def birth_dates(reading: Reading) -> Iterator[Span]:
    """Days of birth: a word for it, then a day. A year alone, or a month, is what statistics are made of."""
    for pattern in (_BIRTH, _BIRTH_AFTER):
        for match in pattern.finditer(reading.low):
            if "nyc" not in words_before(reading.low, match.start())[:2]:
                yield span(match, Kind.BIRTHDATE, group="it")


def cases(reading: Reading) -> Iterator[Span]:
    """Numbers of courts' and the police's cases. A planning case, or 311's, is the city's own business."""
    for pattern in (_CASE, _NUMBER_FIRST, _REPORT, _CASE_AFTER, _SHAPED):
        for match in pattern.finditer(reading.low):
            before = words_before(reading.low, match.start())[:2]
            digits = sum(char.isdigit() for char in match["it"])
            if digits >= 4 and _A_CITYS_CASE.isdisjoint(before) and not re.fullmatch(r"(?:19|20)\d\d", match["it"]):
                yield span(match, Kind.CASE, group="it")
