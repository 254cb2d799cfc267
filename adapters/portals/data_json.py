"""A ``data.json`` (DCAT-US 1.1) as the one page of a poll: what Socrata, ArcGIS Hub and federal agencies publish.

Ids and fields are read as :mod:`adapters.portals.dcat` says. Where one Hub name is both a map and a dataset, the one
whose address comes first in the alphabet keeps the short id, so that a file in another order gives the same ids.

``issued`` becomes ``created``. The format means the day the data were issued; ArcGIS Hub writes when the item was made.
Either way it is the only date there is: ``modified`` is when Hub last looked, and in no print, like ``distribution``.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from adapters.portals.dcat import dataset_of, longer_id, portal_id, written_id
from adapters.portals.document import records
from adapters.portals.ending import stopped, successor
from adapters.portals.listing import Trouble
from adapters.portals.page import Page
from adapters.portals.prints import print_of, unordered, words
from adapters.portals.tidy import read_time
from bot.catalog.model import PORTAL_ID_ROOM
from bot.catalog.sighting import Published, Sighting

_TEXTS = (
    "title",
    "description",
    "issued",
    "landingPage",
    "license",
    "accessLevel",
    "accrualPeriodicity",
    "temporal",
    "isPartOf",
    "isReplacedBy",
)
_Found = tuple[str, str, int, dict[str, object]]  # its id, as it is written, which record, the record


def first(url: str) -> str:
    """The address of the file of the portal at ``url``, which may be that address already."""
    parts = urlsplit(url)
    if parts.path.endswith(".json") or parts.query:
        return url
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/data.json"


def page(body: bytes, address: str) -> Page:
    """Read a whole file; it has no next page. Raises ``PortalError`` where it is none."""
    found, troubles = records(body)
    known = _sorted_out(found, troubles)
    return Page(_sightings(known), tuple(troubles), total=len(known))


def _sorted_out(found: list[object], troubles: list[Trouble]) -> list[_Found]:
    """The records that have an id, each id once."""
    known: dict[str, _Found] = {}
    twins: list[_Found] = []
    for index, record in enumerate(found):
        written = record.get("identifier") if isinstance(record, dict) else None
        if type(written) is str and written.isascii() and written.isprintable() and "&" not in written:
            written = written.strip()
        else:  # rare: entities, invisible signs, a number, none at all
            written = written_id(record)
        short = portal_id(written) if "<" not in written else ""
        if not isinstance(record, dict) or not 0 < len(short) <= PORTAL_ID_ROOM:
            troubles.append(
                Trouble(index, written[:PORTAL_ID_ROOM], "It has no usable identifier. We left it out.", True)
            )
        elif short in known:
            twins.append((short, written, index, record))
        else:
            known[short] = (short, written, index, record)
    for twin in twins:
        _settle(twin, known, troubles)
    return list(known.values())


def _settle(twin: _Found, known: dict[str, _Found], troubles: list[Trouble]) -> None:
    """Give one of two records with one id the longer one, or leave it out where they are twice the same."""
    short = twin[0]
    keeps, other = sorted((known[short], twin), key=lambda each: (each[1], _print(each[3])))
    known[short] = keeps
    longer = longer_id(other[1])
    if other[1] == keeps[1] or not longer or len(longer) > PORTAL_ID_ROOM or longer in known:
        what = "Another record has the same identifier. We left this one out."
        troubles.append(Trouble(other[2], other[1][:PORTAL_ID_ROOM], what, left_out=True))
    else:
        known[longer] = (longer, *other[1:])


def _sightings(known: list[_Found]) -> Iterator[Sighting]:
    for short, written, _, record in known:
        yield Sighting(short, _print(record), partial(_published, short, record), written)


def _print(record: dict[str, object]) -> bytes:
    get = record.get
    parts = [get(each, "") for each in _TEXTS]
    publisher = get("publisher")
    parts.append(
        publisher.get("name", publisher) if type(publisher) is dict and len(publisher) == 1 else publisher or ""
    )
    parts += (unordered(get("keyword")), unordered(get("theme")), unordered(get("language")))
    return print_of(parts)


def _published(short: str, record: dict[str, object]) -> Published | None:
    dataset = dataset_of(short, record)
    if dataset is None:
        return None
    said = stopped(dataset.title, dataset.description)
    replacing = portal_id(words(record.get("isReplacedBy"))) or successor(short, dataset.description)
    return Published(dataset, created=read_time(record.get("issued")), stopped=said, successor=replacing)
