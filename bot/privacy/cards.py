"""Payment cards and bank accounts: issuer's range and length, and the check digits of ISO 7812 and ISO 13616."""

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from bot.privacy.cues import led_as_identifier, led_by, words_before, words_of
from bot.privacy.model import Kind, Span
from bot.privacy.reading import Reading, span

_S = r"[ .\-]"
_GROUPED = re.compile(
    rf"(?<![\d.])(?<!\d-)(?:\d{{4}}(?P<a>{_S}{{1,3}})\d{{4}}(?P=a)\d{{4}}(?P=a)\d{{4}}(?:(?P=a)\d{{3}})?"
    rf"|3\d{{3}}(?P<b>{_S})\d{{6}}(?P=b)\d{{4,5}}|\d{{13,19}})(?!\d)(?!{_S}\d)"
)
_LOOSE = re.compile(rf"(?<![\d.-])\d(?:{_S}?\d){{12,18}}(?!\d)(?!{_S}\d)")
# ISO/IEC 7812 prefixes with lengths, as the issuers publish them: Visa, Mastercard (two), American Express,
# Discover, Diners Club, JCB, UnionPay, Maestro.
_ISSUERS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}(?:\d{3})?|3(?:0[0-5]|[689]\d)\d{11}(?:\d\d)?|35(?:2[89]|[3-8]\d)\d{12}"
    r"|62\d{14,17}|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{12}"
)
_CARD = words_of(
    "card cards visa mastercard amex american express discover diners jcb credit debit tarjeta tarjetas credito "
    "debito cc pan maestro unionpay"
)
_WORD = re.compile(r"card|visa|amex|tarjeta|credit|debit|pan\b|diners|discover|jcb|maestro")
_BETWEEN = words_of("number numero num no is was es : # = . - ' \" ( ending the de la mi my with con ,")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")


def cards(reading: Reading) -> Iterator[Span]:
    """Numbers of payment cards that pass the Luhn check: certain. A bare number that is called a permit is none."""
    for match in _GROUPED.finditer(reading.text):
        bare = match[0].isdigit()
        if _is_card(match[0]) and not (bare and led_as_identifier(reading.low, *match.span())):
            yield span(match, Kind.CARD, certain=True)
    if not _WORD.search(reading.low):
        return
    for match in _LOOSE.finditer(reading.text):
        if _is_card(match[0]) and led_by(words_before(reading.low, match.start()), _CARD, _BETWEEN):
            yield span(match, Kind.CARD, certain=True)


def _is_card(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    return bool(_ISSUERS.fullmatch(digits)) and len(set(digits)) > 1 and luhn.is_valid(digits)


def ibans(reading: Reading) -> Iterator[Span]:
    """International bank account numbers whose check digits hold."""
    for match in _IBAN.finditer(reading.text):
        if iban.is_valid(match[0], check_country=False):
            yield span(match, Kind.IBAN)
