"""Records of JSON listings: what stands in their fields, and how they become sightings.

A record is read in two steps. Its id and its print cost little, because the print is made of the fields as they are
written; the texts are tidied only where somebody asks for the dataset.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from adapters.portals.listing import Trouble
from adapters.portals.prints import print_of
from adapters.portals.tidy import plain_text
from bot.catalog.model import PORTAL_ID_ROOM, Dataset, is_web_address
from bot.catalog.sighting import Published, Sighting

Fields = Mapping[str, object]
Material = Sequence[object]


class Shape(Protocol):
    """How the records of one kind of portal are built."""

    def identity(self, record: Fields) -> str:
        """The portal's own id of the dataset, "" where there is none."""

    def title(self, record: Fields) -> str:
        """Its title as it is written, "" where there is none."""

    def material(self, record: Fields) -> Material:
        """All that :meth:`published` reads, as it is written, for :func:`adapters.portals.prints.print_of`: lists
        through ``unordered`` or ``names`` there. Nothing that every poll changes."""

    def published(self, record: Fields, identity: str, address: str) -> Published:
        """The dataset. ``address`` is where the page was fetched from. Raises ``ValueError`` where it cannot be one."""


def sighted(records: Sequence[object], shape: Shape, address: str) -> tuple[list[Sighting], list[Trouble]]:
    """The sightings of a page's records, and what was wrong with the others. A bad record never raises."""
    found: list[Sighting] = []
    troubles: list[Trouble] = []
    for index, record in enumerate(records):
        if not isinstance(record, dict):
            troubles.append(Trouble(index, "", "It is not a record with named fields. We left it out.", left_out=True))
            continue
        identity = shape.identity(record)
        if why := _unfit(identity, shape.title(record)):
            troubles.append(Trouble(index, identity[:PORTAL_ID_ROOM], why, left_out=True))
            continue
        found.append(Sighting(identity, print_of(shape.material(record)), _Later(shape, record, identity, address)))
    return found, troubles


class _Later:
    """One record, read when it is asked for."""

    __slots__ = ("_address", "_identity", "_record", "_shape")

    def __init__(self, shape: Shape, record: Fields, identity: str, address: str) -> None:
        self._shape, self._record, self._identity, self._address = shape, record, identity, address

    def __call__(self) -> Published | None:
        try:
            return self._shape.published(self._record, self._identity, self._address)
        except ValueError:
            return None


def _unfit(identity: str, title: str) -> str:
    missing = [word for word, there in (("identifier", identity), ("title", title)) if not there]
    if missing:
        return f"It has no {' and no '.join(missing)}. We left it out."
    if len(identity) > PORTAL_ID_ROOM:
        return f"Its identifier is longer than {PORTAL_ID_ROOM} characters. We left it out."
    return ""


def text(value: object) -> str:
    """A text or a number as one line of text, not yet tidied; anything else as nothing."""
    if type(value) is str:
        return " ".join(value.split())
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def identifier(value: object) -> str:
    """An id as text that can be stored; "" where there is none."""
    found = text(value)
    return found if found.isprintable() else plain_text(found)


def part(record: Fields, name: str) -> Fields:
    """What is in a field that holds named fields itself; empty where it does not."""
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def parts(record: Fields, name: str) -> list[Fields]:
    """Those of a list's members that hold named fields."""
    value = record.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def words(value: object) -> list[str]:
    """The texts in a list; a single text is split at its commas."""
    found = value.split(",") if isinstance(value, str) else value
    return [said for said in map(text, found) if said] if isinstance(found, list) else []


def gathered(found: Sequence[str]) -> list[str]:
    """Texts in an order that does not depend on the portal's."""
    return sorted(set(found))


def tidied(found: Sequence[str]) -> tuple[str, ...]:
    """Texts as people read them, in an order that does not depend on the portal's."""
    return tuple(sorted({plain_text(each) for each in found} - {""}))


def web_page(address: str) -> str:
    """The address if it may become a link, else nothing."""
    return address if is_web_address(address) else ""


def dataset(identity: str, title: object, **rest: object) -> Dataset:
    """A dataset whose title is tidied; where nothing is left of it, ``ValueError``."""
    return Dataset(identity, plain_text(text(title)), **rest)  # type: ignore[arg-type]
