"""DCAT and DCAT-AP catalogues as linked data: RDF/XML, Turtle or JSON-LD, whichever the portal sends.

The vocabulary is https://www.w3.org/TR/vocab-dcat-3/, its use in Europe https://semiceu.github.io/DCAT-AP/. What we
decide where they leave it open:

- ``portal_id`` is ``dct:identifier``, else the dataset's own address, else that of its page; shortened as
  :func:`adapters.portals.dcat.portal_id` does, so that a portal keeps its ids when it changes the format. Datasets of
  one page that share an identifier go by their addresses. The address is kept among the former ids.
- ``published`` is when the catalogue took it in (``dcat:CatalogRecord``), else when it was issued: old data that comes
  to a portal today is new there.
- Of several languages the first of ``languages`` is taken, then any text without one.
- A dataset that the catalogue lists without describing it is on another page, where there are pages.
- A series of datasets (``dcat:DatasetSeries``) is a dataset like its members.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import urljoin, urlsplit

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS
from rdflib.term import Node

from adapters.portals.dcat_record import Record
from adapters.portals.listing import PortalError, Trouble
from adapters.portals.page import Page
from adapters.portals.printing import print_of
from adapters.portals.triples import Triples, read
from bot.catalog.model import is_web_address
from bot.catalog.sighting import Published, Sighting

_HYDRA = "http://www.w3.org/ns/hydra/core#"
_NEXT = (URIRef(f"{_HYDRA}next"), URIRef(f"{_HYDRA}nextPage"))
_VIEWS = {URIRef(f"{_HYDRA}{each}") for each in ("PagedCollection", "PartialCollectionView", "Collection")}
_TOTAL = URIRef(f"{_HYDRA}totalItems")
_DATASETS = {DCAT.Dataset, URIRef(f"{DCAT}DatasetSeries")}
_CATALOGUES = {DCAT.Catalog, *_VIEWS}


class DcatAp:
    """Catalogues in linked data, with their texts in the first of ``languages`` in which there are any."""

    def __init__(self, languages: Sequence[str] = ("en",)) -> None:
        self._languages = tuple(languages)

    def speaking(self, language: str) -> "DcatAp":
        """The same kind for a desk that speaks ``language``: its texts first, then English ones."""
        return DcatAp(tuple(dict.fromkeys((language, "en"))))

    def first(self, url: str) -> str:
        """The address itself; ``/catalog.rdf`` (CKAN, udata) where only a host is named."""
        return urljoin(url, "/catalog.rdf") if urlsplit(url).path in ("", "/") and "://" in url else url

    def page(self, body: bytes, address: str) -> Page:
        """What stands on a page. Raises ``PortalError`` where it is no linked data, or there is no catalogue in it."""
        triples = read(body, address)
        found = list(_described(triples))
        if not found and not any(_CATALOGUES & set(said.get(RDF.type, ())) for said in triples.about.values()):
            raise PortalError("This is linked data, but there is no dataset in it (dcat:Dataset) and no catalogue.")
        records = _named(triples, found, self._languages)
        published = [(record, record.published()) for record in records]
        troubles = [trouble for record, _ in published for trouble in record.troubles]
        sightings = tuple(_sighting(each) for _, each in published if each is not None)
        onward = _onward(triples, address)
        if not onward and not _paged(triples):
            troubles += _missing(triples, set(found), len(found))
        return Page(sightings, (*triples.troubles, *troubles), onward, _total(triples))


KIND = DcatAp()


def _described(triples: Triples) -> Iterator[Node]:
    """Every dataset that is described, in the order of the document: by its type, or because a catalogue lists it."""
    listed = {each for said in triples.about.values() for each in said.get(DCAT.dataset, ())}
    for subject, said in triples.about.items():
        if _DATASETS & set(said.get(RDF.type, ())) or (subject in listed and DCTERMS.title in said):
            yield subject


def _named(triples: Triples, found: Sequence[Node], languages: Sequence[str]) -> list[Record]:
    """A record for each dataset, all with different ids: those that share one go by their addresses."""
    taken_in = _taken_in(triples)
    records = [Record(place, node, triples, languages, taken_in.get(node, ())) for place, node in enumerate(found)]
    shared = {each for each, times in Counter(record.portal_id for record in records).items() if times > 1}
    seen: set[str] = set()
    for record in records:
        if record.portal_id in shared and record.address:
            record.portal_id = record.address
        if record.portal_id in seen:
            record.leave_out("An earlier record has the same identifier. We kept the earlier one.")
        seen.add(record.portal_id)
    ids = {record.node: record.portal_id for record in records}
    for record in records:
        record.others = ids
    return records


def _taken_in(triples: Triples) -> dict[Node, list[Node]]:
    """For each dataset when the catalogue took it in, by its records."""
    moments: dict[Node, list[Node]] = {}
    topic = URIRef("http://xmlns.com/foaf/0.1/primaryTopic")
    for subject, said in triples.about.items():
        if URIRef(f"{DCAT}CatalogRecord") in said.get(RDF.type, ()):
            for dataset in said.get(topic, ()):
                moments.setdefault(dataset, []).extend(triples.values(subject, DCTERMS.issued))
    return moments


def _sighting(published: Published) -> Sighting:
    return Sighting(published.dataset.portal_id, print_of(published), partial(_same, published))


def _same(published: Published) -> Published:
    return published


def _paged(triples: Triples) -> bool:
    return any(_VIEWS & set(said.get(RDF.type, ())) for said in triples.about.values())


def _missing(triples: Triples, found: set[Node], places: int) -> list[Trouble]:
    """A note for each dataset that the catalogue lists and does not describe, where there are no other pages."""
    listed = {each: None for said in triples.about.values() for each in said.get(DCAT.dataset, ())}
    told = "The catalogue lists it, but does not describe it. We left it out."
    names = [each for each in listed if each not in found and isinstance(each, URIRef)]
    return [Trouble(places + at, str(each)[:500], told, left_out=True) for at, each in enumerate(names)]


def _onward(triples: Triples, address: str) -> str:
    """The address of the next page: that of the view that is this page, else the only one there is."""
    ways = {
        subject: _joined(address, str(value).strip())
        for subject, said in triples.about.items()
        for predicate in _NEXT
        for value in said.get(predicate, ())[:1]
    }
    own = ways.get(URIRef(address)) or min(filter(None, ways.values()), default="")
    return own if own != address else ""


def _joined(address: str, onward: str) -> str:
    try:
        whole = urljoin(address, onward)
    except ValueError:  # "//[" is half an address
        return ""
    return whole if is_web_address(whole) else ""


def _total(triples: Triples) -> int | None:
    """How many datasets there are in all, as the collection says."""
    told = [
        str(value) for said in triples.about.values() for value in said.get(_TOTAL, ()) if isinstance(value, Literal)
    ]
    numbers = [int(each) for each in told if each.isascii() and each.isdigit() and len(each) < 10]
    return max(numbers, default=None)
