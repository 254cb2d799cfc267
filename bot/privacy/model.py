"""What the check says it saw: a stretch of the text, of a kind, certain or only likely."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of text looks like. Nobody says that it is; people are told what it looks like."""

    EMAIL = "email"
    PHONE = "phone"
    SSN = "ssn"  # the number by which an office knows a person: SSN, ITIN, DNI, NIE, CURP, passport, driving licence
    CARD = "card"
    IBAN = "iban"
    ADDRESS = "address"
    COORDINATES = "coordinates"
    PLATE = "plate"
    BIRTHDATE = "birthdate"
    CASE = "case"
    SMALL_COUNT = "small_count"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]`` looks like ``kind``. Certain ones cannot go public; the others are the author's choice."""

    start: int
    end: int
    kind: Kind
    certain: bool = False

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares at least one character with that stretch."""
        return self.start < end and start < self.end
