"""DCAT-US 1.1 catalogues: the ``data.json`` that Socrata, ArcGIS Hub and federal agencies publish.

The format is https://resources.data.gov/resources/dcat-us/ (project-open-data v1.1): an object with a list
``dataset``. Real files break it in places, so every record is read by itself: what can be mended is
mended and noted, what cannot is left out and noted.

What we decide where the format leaves it open:

- ``portal_id`` is ``identifier``, shortened where it is an address with a known id in it, because portals
  change the address around the id: Socrata's ``https://host/api/views/abcd-1234`` becomes ``abcd-1234``;
  ArcGIS Hub's ``https://host/datasets/<32 hex signs>_0`` becomes the item's id with its layer, and
  ``https://host/maps/Org::name`` becomes ``Org::name`` (Hub moves items between ``datasets`` and ``maps``).
  Where one name is both a map and a dataset in one file, the later one keeps ``maps/Org::name``.
  Everything else stays as it is written.
- ``department`` is the publisher's own name, the nearest office. A publisher that is only the portal's host
  name (Socrata writes ``data.city.gov``) says nothing about who owns the data, and is left empty.
- Members of a collection (``isPartOf``) are datasets like any other, and so is their parent.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from adapters.portals.document import records
from adapters.portals.fetch import FetchRules, Progress, fetch
from adapters.portals.listing import Listing, Trouble
from adapters.portals.tidy import is_recurring, plain_text, read_day, read_time
from bot.catalog.model import LANGUAGE_ROOM, PORTAL_ID_ROOM, Dataset, is_web_address

# Socrata's id, Hub's item and Hub's name in one, because a poll asks this of every record.
_ADDRESS = re.compile(
    r"https?://[^/]+/(?:(?:api/views|d)/([a-z0-9]{4}-[a-z0-9]{4})|datasets/([0-9a-f]{32}(?:_\d+)?)"
    r"|[a-z]+/([^/:?#]+::[^/?#]+))/?",
    re.IGNORECASE,
)
_HUB_NAME = re.compile(r"https?://[^/]+/([a-z]+)/([^/:?#]+::[^/?#]+)/?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_DEEPEST_OFFICE = 10


async def read(source: str, *, rules: FetchRules | None = None, progress: Progress | None = None) -> Listing:
    """Fetch the catalogue at a path or web address and read it. Raises ``PortalError`` with a sentence."""
    body = await fetch(source, rules=rules, progress=progress)
    return await asyncio.to_thread(parse, body)  # a large city's file takes seconds


def parse(body: bytes) -> Listing:
    """Read a whole ``data.json``. Raises ``PortalError`` where it is not one; a bad record never raises."""
    found, troubles = records(body)
    datasets: dict[str, Dataset] = {}
    identifiers: set[str] = set()
    for index, record in enumerate(found):
        reading = _Record(index, record)
        dataset = reading.dataset()
        if dataset is not None:
            key = _free_id(dataset.portal_id, reading.source, datasets)
            if key is None or reading.source in identifiers:
                reading.leave_out("An earlier record has the same identifier. We kept the earlier one.")
            else:
                datasets[key] = replace(dataset, portal_id=key)
                identifiers.add(reading.source)
        troubles += reading.troubles
    return Listing(tuple(datasets.values()), tuple(troubles))


def _free_id(wanted: str, identifier: str, taken: Mapping[str, Dataset]) -> str | None:
    """``wanted``, or the longer form of a Hub name where that is taken, or None where nothing is left."""
    if wanted not in taken:
        return wanted
    longer = longer_id(identifier) or wanted
    return None if longer in taken or len(longer) > PORTAL_ID_ROOM else longer


def portal_id(identifier: str) -> str:
    """Return the stable part of an identifier (see the head of this module)."""
    found = _ADDRESS.fullmatch(identifier)
    if found is None:
        return identifier
    return (found[1] or found[2] or "").lower() or found[3]


def longer_id(identifier: str) -> str:
    """The form that tells a map from a dataset where both have one Hub name; "" for any other identifier."""
    named = _HUB_NAME.fullmatch(identifier)
    return f"{named[1]}/{named[2]}" if named else ""


def written_id(record: object) -> str:
    """What a record goes by, as it is written: its identifier, or else the address of its page, or nothing."""
    reading = _Record(0, record)
    return reading.source if reading.identifier() else ""


def dataset_of(key: str, record: object) -> Dataset | None:
    """A record as the dataset with the id ``key``; None where it has no title. Nothing is told of what was mended."""
    reading = _Record(0, record)
    title = reading.text("title")
    return reading.filled(key, title) if title else None


class _Record:
    """One record being read, with what was wrong in it."""

    def __init__(self, index: int, record: object) -> None:
        self.index = index
        self.fields: dict[str, object] = record if isinstance(record, dict) else {}
        self.is_record = isinstance(record, dict)
        # What tells it from other records: two may well share a title, or a page where there are ids.
        self.source = self.known("identifier") or self.known("landingPage")
        self.name = self.known("identifier") or self.known("title")
        self.troubles: list[Trouble] = []

    def known(self, field: str) -> str:
        return plain_text(_scalar(self.fields.get(field)))

    def mended(self, what: str) -> None:
        self.troubles.append(Trouble(self.index, self.name[:PORTAL_ID_ROOM], what, left_out=False))

    def leave_out(self, what: str) -> None:
        # What was mended in a record that is not there helps nobody.
        self.troubles = [Trouble(self.index, self.name[:PORTAL_ID_ROOM], what, left_out=True)]

    def dataset(self) -> Dataset | None:
        if not self.is_record:
            self.leave_out("It is not a record with named fields. We left it out.")
            return None
        identifier, title = self.identifier(), self.text("title")
        if not identifier or not title:
            missing = [word for word, there in (("identifier", identifier), ("title", title)) if not there]
            self.leave_out(f"It has no {' and no '.join(missing)}. We left it out.")
            return None
        if len(identifier) > PORTAL_ID_ROOM:
            self.leave_out(f"Its identifier is longer than {PORTAL_ID_ROOM} characters. We left it out.")
            return None
        return self.filled(identifier, title)

    def filled(self, identifier: str, title: str) -> Dataset:
        page = self.page()
        return Dataset(
            portal_id=identifier,
            title=title,
            description=self.text("description"),
            department=self.department(page),
            topics=self.words("theme"),
            keywords=self.words("keyword"),
            page=page,
            issued=read_day(self.when("issued")),
            modified=read_time(self.when("modified")),
            language=self.language(),
        )

    def identifier(self) -> str:
        given = plain_text(self.scalar("identifier"))
        if not given and is_web_address(_scalar(self.fields.get("landingPage"))):
            given = _scalar(self.fields["landingPage"])
            self.mended("It has no identifier. We used the address of its page.")
        return portal_id(given)

    def scalar(self, field: str) -> str:
        value = self.fields.get(field)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.mended(f"Its {field} is a number. We read it as text.")
        elif value is not None and not isinstance(value, str):
            self.mended(f"Its {field} is not text. We read it as empty.")
        return _scalar(value)

    def text(self, field: str) -> str:
        return plain_text(self.scalar(field))

    def page(self) -> str:
        address = self.scalar("landingPage")
        if address and not is_web_address(address):
            self.mended("The address of its page is not a web address. We left the address out.")
            return ""
        return address

    def department(self, page: str) -> str:
        name = _office(self.fields.get("publisher"))
        hosts = {urlsplit(address).hostname for address in (page, self.name) if is_web_address(address)}
        return "" if name.casefold() in hosts else name

    def words(self, field: str) -> tuple[str, ...]:
        value = self.fields.get(field)
        if isinstance(value, str):
            self.mended(f"Its {field} is one text, not a list. We split it at the commas.")
            value = value.split(",")
        if value is not None and not isinstance(value, list):
            self.mended(f"Its {field} is not a list. We read it as empty.")
            return ()
        return tuple(plain_text(_scalar(word)) for word in value or ())

    def when(self, field: str) -> object:
        value = self.fields.get(field)
        if value in (None, "") or is_recurring(value):
            return None
        if read_time(value) is None:
            self.mended(f"Its {field} date cannot be read. We left the date empty.")
        return value

    def language(self) -> str:
        value = self.fields.get("language")
        tags = value if isinstance(value, list) else [value]
        fitting = (tag for tag in tags if isinstance(tag, str) and _LANGUAGE.fullmatch(tag))
        return next(fitting, "")[:LANGUAGE_ROOM].replace("_", "-")


def _scalar(value: object) -> str:
    """A text or a number as text, anything else as nothing."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _office(publisher: object) -> str:
    """The nearest office that has a name: the publisher, or else what it is a part of."""
    for _ in range(_DEEPEST_OFFICE):
        if isinstance(publisher, list):
            publisher = publisher[0] if publisher else None
        if not isinstance(publisher, dict):
            return plain_text(_scalar(publisher))
        if name := plain_text(_scalar(publisher.get("name"))):
            return name
        publisher = publisher.get("subOrganizationOf")
    return ""
