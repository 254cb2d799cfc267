"""DCAT-US 3.0 catalogues: the ``data.json`` that takes the place of version 1.1.

The format is https://resources.data.gov/resources/dcat-us3/ (its JSON schema: github.com/GSA/dcat-us). No city's file
was at hand when this was written: what is said of it comes from that documentation. It is JSON that may also be read as
linked data; read as JSON, nothing is fetched. Compared with 1.1:

- ``identifier`` is a text or an ``Identifier`` with a ``notation``; ``publisher``, ``theme`` and ``landingPage`` are
  objects. Where one is still written as in 1.1, it is read so.
- A catalogue may hold catalogues (``catalog``, ``hasPart``) and series of datasets (``datasetSeries``). All of their
  datasets count.
- ``published`` is when the catalogue took it in (``record``), else when it was issued.
- ``status`` is one of ADMS's: what is deprecated or withdrawn has stopped. ``replaces`` names what is replaced.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from adapters.portals.dcat import portal_id
from adapters.portals.ending import stopped
from adapters.portals.frequency import ended
from adapters.portals.json_page import document
from adapters.portals.listing import PortalError
from adapters.portals.page import Kind, Page
from adapters.portals.records import (
    Fields,
    Material,
    dataset,
    gathered,
    identifier,
    sighted,
    text,
    tidied,
    web_page,
    words,
)  # fmt: skip
from adapters.portals.tidy import plain_text, read_day, read_time
from bot.catalog.model import LANGUAGE_ROOM, PORTAL_ID_ROOM
from bot.catalog.sighting import Published

_DEEPEST = 20  # catalogues within catalogues
_DATES = ("issued", "created", "modified")
_STOPPED = ("deprecated", "withdrawn")


class DcatUs3:
    """A DCAT-US 3.0 file."""

    def first(self, url: str) -> str:
        """The address itself; ``/data.json`` where only a host is named."""
        return urljoin(url, "/data.json") if urlsplit(url).path in ("", "/") and "://" in url else url

    def page(self, body: bytes, address: str) -> Page:
        """The whole file."""
        found, around = document(body, "a DCAT-US catalogue")
        if not isinstance(found, dict) or not isinstance(found.get("dataset"), list):
            raise PortalError(
                'This is JSON, but not a DCAT-US 3.0 catalogue: it has no list named "dataset".'
                " Look for the address that ends in /data.json."
            )
        catalogues = list(_catalogues(found))
        records = [each for one in catalogues for name in ("dataset", "datasetSeries") for each in _list(one, name)]
        sightings, troubles = sighted(records, _Shape(_successors(records), _taken_in(catalogues)), address)
        return Page(sightings, (*around, *troubles))


def _catalogues(root: Fields) -> Iterator[Fields]:
    """A catalogue and all that it holds."""
    waiting = [(root, 0)]
    while waiting:
        one, depth = waiting.pop(0)
        yield one
        if depth < _DEEPEST:
            inner = (each for name in ("catalog", "hasPart") for each in _list(one, name))
            waiting += [(each, depth + 1) for each in inner if isinstance(each, dict)]


def _successors(records: Sequence[object]) -> dict[str, str]:
    """What replaces each dataset: the id of the one that says that it does."""
    found: dict[str, str] = {}
    for record in records:
        for each in _list(record, "replaces") if isinstance(record, dict) else ():
            found.setdefault(_identity(each), _identity(record))
    return found


def _taken_in(catalogues: Sequence[Fields]) -> dict[str, str]:
    """When the catalogue took each dataset in, by its records."""
    found: dict[str, str] = {}
    for one in catalogues:
        for record in _list(one, "record"):
            if isinstance(record, dict) and (said := text(record.get("issued"))):
                found[_identity(record.get("primaryTopic"))] = said
    return found


@dataclass(frozen=True)
class _Shape:
    """A dataset as version 3.0 writes it."""

    successors: Mapping[str, str]
    taken_in: Mapping[str, str]

    def identity(self, record: Fields) -> str:
        return _identity(record)

    def title(self, record: Fields) -> str:
        return text(record.get("title"))

    def material(self, record: Fields) -> Material:
        named = [text(record.get(each)) for each in ("title", "description", *_DATES)]
        return (named, _called(record.get("publisher")), gathered(_themes(record)),
                gathered(words(record.get("keyword"))), _page(record), _status(record), gathered(_languages(record)),
                text(record.get("accrualPeriodicity")), self._successor(record), self._published(record))  # fmt: skip

    def published(self, record: Fields, identity: str, address: str) -> Published:
        department, page = plain_text(_called(record.get("publisher"))), web_page(_page(record))
        own = portal_id(identifier(record.get("@id")))
        return Published(
            dataset(
                identity,
                record.get("title"),
                description=plain_text(text(record.get("description"))),
                department="" if department.casefold() == urlsplit(page).hostname else department,
                topics=tidied(_themes(record)),
                keywords=tidied(words(record.get("keyword"))),
                page=page,
                issued=read_day(text(record.get("issued"))),
                modified=read_time(text(record.get("modified"))),
                language=plain_text(min(_languages(record), default=""))[:LANGUAGE_ROOM],
            ),
            created=read_time(text(record.get("created"))),
            published=read_time(self._published(record)),
            stopped=plain_text(_status(record)) or self._ended(record),
            successor=self._successor(record),
            former=(own,) if own not in ("", identity) and len(own) <= PORTAL_ID_ROOM else (),
        )

    def _ended(self, record: Fields) -> str:
        often = ended(text(record.get("accrualPeriodicity")))
        return often or stopped(plain_text(text(record.get("title"))), plain_text(text(record.get("description"))))

    def _successor(self, record: Fields) -> str:
        identity = _identity(record)
        named = _identity(next(iter(_list(record, "isReplacedBy")), record.get("isReplacedBy")))
        found = named or self.successors.get(identity, "")
        return found if found != identity and len(found) <= PORTAL_ID_ROOM else ""

    def _published(self, record: Fields) -> str:
        return self.taken_in.get(_identity(record)) or text(record.get("issued"))


def _identity(value: object) -> str:
    """The id of a dataset, or of a reference to one: its identifier, its own address, or the reference itself."""
    if not isinstance(value, dict):
        return portal_id(identifier(value))
    given = value.get("identifier")
    named = given.get("notation") or given.get("@id") if isinstance(given, dict) else given
    return portal_id(identifier(named) or identifier(value.get("@id")) or _page(value))


def _called(value: object) -> str:
    """What an organisation or a concept is called; a text is its own name."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        return next((said for each in ("prefLabel", "name", "label") if (said := _plain(value.get(each)))), "")
    return text(value)


def _plain(value: object) -> str:
    """A text, or the English one of texts by their languages, or else the first of those."""
    if isinstance(value, dict):
        return text(value.get("en")) or next((said for each in sorted(value) if (said := text(value[each]))), "")
    return text(value)


def _themes(record: Fields) -> list[str]:
    return [said for each in _list(record, "theme") if (said := _called(each))]


def _languages(record: Fields) -> list[str]:
    return words(record.get("language"))


def _page(record: Fields) -> str:
    value = record.get("landingPage")
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        return next((said for each in ("accessURL", "@id", "url") if (said := text(value.get(each)))), "")
    return text(value)


def _status(record: Fields) -> str:
    value = record.get("status")
    last = (text(value.get("@id")) if isinstance(value, dict) else text(value)).rstrip("/").rpartition("/")[2]
    said = _called(value) if isinstance(value, dict) else last
    return said or last if {said.casefold(), last.casefold()} & set(_STOPPED) else ""


def _list(record: object, name: str) -> list[object]:
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, list) else []


KIND: Kind = DcatUs3()
