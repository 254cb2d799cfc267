"""How good the check is on a labelled file: JSON lines of ``{"text", "spans": [[start, end, kind]]}``."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.privacy.finding import find
from bot.privacy.model import Kind, Span
from bot.privacy.small_counts import small_counts

ALL = "all"
# What other people call the same kinds, in small letters with underscores.
SYNONYMS: dict[str, Kind] = {
    **dict.fromkeys(("e_mail", "mail", "email_address", "correo"), Kind.EMAIL),
    **dict.fromkeys(
        ("phone_number", "telephone", "tel", "mobile", "cell", "fax", "telefono", "telephone_number", "us_phone"),
        Kind.PHONE,
    ),
    **dict.fromkeys(
        (
            "national_id",
            "id",
            "us_ssn",
            "social_security",
            "social_security_number",
            "itin",
            "identifier",
            "dni",
            "nie",
        ),
        Kind.SSN,
    ),
    **dict.fromkeys(
        ("curp", "rfc", "passport", "drivers_license", "driver_license", "driving_license", "id_number", "ssn_like"),
        Kind.SSN,
    ),
    **dict.fromkeys(
        ("credit_card", "creditcard", "card_number", "payment_card", "debit_card", "credit_card_number", "cc"),
        Kind.CARD,
    ),
    **dict.fromkeys(("bank_account", "account", "iban_code", "bank"), Kind.IBAN),
    **dict.fromkeys(
        ("street", "street_address", "home_address", "postal_address", "house_address", "direccion", "po_box"),
        Kind.ADDRESS,
    ),
    **dict.fromkeys(
        ("coordinate", "coords", "location", "geo", "gps", "latlon", "lat_lon", "lat_long", "geolocation", "point"),
        Kind.COORDINATES,
    ),
    **dict.fromkeys(
        ("license_plate", "licence_plate", "number_plate", "plate_number", "vehicle_plate", "placa"), Kind.PLATE
    ),
    **dict.fromkeys(("dob", "date_of_birth", "birth_date", "birthday", "birth"), Kind.BIRTHDATE),
    **dict.fromkeys(("case_number", "case_no", "case_id", "docket", "court_case", "police_report"), Kind.CASE),
    **dict.fromkeys(("small_counts", "count", "smallcount", "small_cell", "small_number"), Kind.SMALL_COUNT),
}


class BadLine(Exception):
    """A line of the file cannot be used; the words say which, and what to do."""


class _Labelled(BaseModel):
    """One line of the file."""

    model_config = ConfigDict(strict=True)
    text: str
    spans: list[tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)], str]]


@dataclass
class Tally:
    """How often the check was right about one kind, or about all of them."""

    right: int = 0  # found spans that overlap a labelled one of their kind
    wrong: int = 0  # found spans that overlap none
    labelled: int = 0
    missed: int = 0  # labelled spans that no found one of their kind overlaps
    exact: int = 0  # found spans whose start and end are the labelled ones

    @property
    def precision(self) -> float:
        """How much of what was found is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """How much of what was labelled is found; 1 where nothing was labelled."""
        return 1 - self.missed / self.labelled if self.labelled else 1.0

    def figures(self) -> dict[str, float | int]:
        """The row as numbers by name, for people and for programs."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "true_positives": self.right,
            "false_positives": self.wrong,
            "missed": self.missed,
            "labelled": self.labelled,
            "exact": self.exact,
            "exact_share": round(self.exact / self.labelled, 4) if self.labelled else 1.0,
        }


@dataclass
class Measured:
    """The figures of a file: its lines, and a tally for each kind and for all together."""

    lines: int = 0
    kinds: dict[str, Tally] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str) -> Tally:
        """The tally of a kind; ``all`` is the sum."""
        return self.kinds.setdefault(kind, Tally())

    def report(self) -> dict[str, Any]:
        """As a program wants it: ``{"lines", "all": {…}, "kinds": {name: {…}}, "unknown_kinds"}``."""
        kinds = {name: self.kinds[name].figures() for name in sorted(self.kinds) if name != ALL}
        return {"lines": self.lines, ALL: self.of(ALL).figures(), "kinds": kinds, "unknown_kinds": sorted(self.unknown)}


def kind_named(name: str) -> str:
    """Our name for a kind that a file may call otherwise ("credit card" → "card"); unknown ones stay as they are."""
    plain = re.sub(r"[\s-]+", "_", name.strip().casefold())
    return str(SYNONYMS.get(plain, plain))


def measure(lines: Iterable[str], country: str = "US") -> Measured:
    """Run the check over the lines of a labelled file and compare.

    A found span is right when it overlaps a labelled one of the same kind. Small counts are looked for in answers
    only, so they count where the file labels any. Raises BadLine at the first line that cannot be read.
    """
    read = list(_read(lines))
    measured = Measured(len(read))
    with_counts = any(kind == Kind.SMALL_COUNT for _, spans in read for _, _, kind in spans)
    for text, labelled in read:
        found = [*find(text, country), *(small_counts(text) if with_counts else ())]
        _compare(measured, found, labelled)
    return measured


def _read(lines: Iterable[str]) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            each = _Labelled.model_validate_json(line.strip().removeprefix("\ufeff"))
        except ValidationError as error:
            raise BadLine(f"Line {number}: {_what_is_wrong(line, error)}") from None
        for start, end, _ in each.spans:
            if not start < end <= len(each.text):
                raise BadLine(
                    f"Line {number}: the span {start} to {end} does not lie within the text, which has "
                    f"{len(each.text)} characters. Count from 0, with the end after the last character."
                )
        yield each.text, [(start, end, kind_named(kind)) for start, end, kind in each.spans]


def _what_is_wrong(line: str, error: ValidationError) -> str:
    shape = 'Write {"text": "…", "spans": [[start, end, "kind"]]} on one line.'
    try:
        json.loads(line)
    except ValueError:
        return f"this is not JSON. {shape}"
    where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the line"
    return f"{where} is not as it should be. {shape}"


def _compare(measured: Measured, found: list[Span], labelled: list[tuple[int, int, str]]) -> None:
    for each in found:
        same = [(start, end) for start, end, kind in labelled if kind == each.kind]
        right = any(each.overlaps(start, end) for start, end in same)
        for tally in (measured.of(ALL), measured.of(each.kind)):
            tally.right += right
            tally.wrong += not right
            tally.exact += (each.start, each.end) in same
    for start, end, kind in labelled:
        hit = any(each.kind == kind and each.overlaps(start, end) for each in found)
        measured.unknown.update([kind] if kind not in list(Kind) else [])
        for tally in (measured.of(ALL), measured.of(kind)):
            tally.labelled += 1
            tally.missed += not hit
