"""JSON-LD by rdflib, with a guard before it: a context that is only an address is never fetched.

What the addresses of the contexts that catalogues use stand for is written out here (:data:`TERMS`, the words of
DCAT-US 1.1 and 3.0, DCAT-AP, and Hydra's for pages); any other is refused with a sentence that names it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rdflib.plugins.parsers.jsonld import to_rdf

from adapters.portals.listing import PortalError

MOST_CONTEXT_WORK = 20_000_000  # contexts in a document, times the words of the longest: what copying them costs

_DCAT, _DCT, _FOAF = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
_VCARD, _SKOS = "http://www.w3.org/2006/vcard/ns#", "http://www.w3.org/2004/02/skos/core#"
_HYDRA = "http://www.w3.org/ns/hydra/core#"
_ADMS, _OWL, _ORG = "http://www.w3.org/ns/adms#", "http://www.w3.org/2002/07/owl#", "http://www.w3.org/ns/org#"

_WORDS: Mapping[str, str] = {
    _DCAT: "Catalog CatalogRecord Dataset DatasetSeries Distribution DataService dataset distribution keyword theme"
    " landingPage contactPoint accessURL downloadURL mediaType byteSize record inSeries service",
    _DCT: "title description identifier issued modified created publisher creator language license rights spatial"
    " temporal accrualPeriodicity isReplacedBy replaces format conformsTo isPartOf hasPart accessRights",
    _FOAF: "name homepage primaryTopic page Agent Organization Document",
    _VCARD: "fn hasEmail",
    _SKOS: "prefLabel notation Concept",
    _ADMS: "status Identifier",
    _OWL: "deprecated versionInfo",
    _ORG: "subOrganizationOf",
    _HYDRA: "Collection PagedCollection PartialCollectionView view member totalItems itemsPerPage first last next"
    " previous firstPage lastPage nextPage previousPage",
}
TERMS: Mapping[str, str] = {
    **{word: space + word for space, words in _WORDS.items() for word in words.split()},
    **{"dcat": _DCAT, "dct": _DCT, "dcterms": _DCT, "foaf": _FOAF, "vcard": _VCARD, "skos": _SKOS, "adms": _ADMS,
       "owl": _OWL, "org": _ORG, "hydra": _HYDRA, "xsd": "http://www.w3.org/2001/XMLSchema#",
       "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
       "csvw": "http://www.w3.org/ns/csvw#", "schema": "http://schema.org/"},
}  # fmt: skip
_KNOWN = re.compile(
    r"https?://(?:project-open-data\.cio\.gov/v1\.1/schema/\w+\.jsonld"
    r"|resources\.data\.gov/[\w./-]*(?:dcat|schema)[\w./-]*"
    r"|raw\.githubusercontent\.com/(?:DOI-DO|GSA)/dcat-us/[\w./-]+\.jsonld?"
    r"|www\.w3\.org/ns/(?:dcat\d?|hydra/(?:core|context\.jsonld))(?:\.jsonld)?#?"
    r"|(?:semiceu\.github\.io|raw\.githubusercontent\.com/SEMICeu)/DCAT-AP/[\w./-]+\.jsonld)/?",
    re.IGNORECASE,
)
_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")


def read(document: object, address: str, triples: Any) -> None:
    """Give every statement of a JSON-LD document to ``triples`` (:class:`adapters.portals.triples.Triples`). A part of
    it that breaks is left out and noted. Raises ``PortalError`` where nothing of it can be read."""
    _make_safe(document)
    try:
        to_rdf(document, triples, base=address, version=1.1)
    except (AttributeError, TypeError, KeyError, ValueError, AssertionError):
        triples.about.clear()
        _read_in_pieces(document, address, triples)


def _read_in_pieces(document: object, address: str, triples: Any) -> None:
    broken = whole = 0
    for piece in _pieces(document):
        try:
            to_rdf(piece, triples, base=address, version=1.1)
            whole += 1
        except (AttributeError, TypeError, KeyError, ValueError, AssertionError):
            broken += 1
    if not whole:
        raise PortalError("This is JSON, but not JSON-LD that can be read: the portal has to repair it.")
    triples.mended(f"{broken} of its parts cannot be read as JSON-LD. We left them out.")


def _pieces(document: object) -> Iterator[object]:
    """The document in the smallest parts that can stand alone, each with its context."""
    if isinstance(document, list):
        for each in document:
            yield from _pieces(each)
    elif isinstance(document, dict):
        lists = {key: value for key, value in document.items() if _is_list_of_nodes(key, value)}
        head = {key: value for key, value in document.items() if key not in lists}
        yield head
        named = {key: value for key, value in head.items() if key in ("@context", "@id")}
        for key, values in lists.items():
            yield from ({**named, key: [value]} for value in values)


def _is_list_of_nodes(key: str, value: object) -> bool:
    return key != "@context" and isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _make_safe(document: object) -> None:
    """Put our own words in the place of every context's address, in place, and mend what rdflib would stumble over.
    Raises ``PortalError`` for an address that we do not know."""
    waiting: list[object] = [document]
    contexts = longest = 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict) and value is not TERMS:
            if "@import" in value:
                raise _unknown(value["@import"])
            if "@context" in value:
                context = value["@context"] = _context(value["@context"])
                contexts += 1
                longest = max(longest, _size(context))
            _mend(value)
            waiting += value.values()
    if contexts * longest > MOST_CONTEXT_WORK:
        raise PortalError("The catalogue explains its words so often that we stopped reading.")


def _context(given: object) -> object:
    """A context without addresses."""
    if isinstance(given, str):
        if not _KNOWN.fullmatch(given):
            raise _unknown(given)
        return TERMS
    if isinstance(given, list):
        return [_context(each) for each in given if isinstance(each, str | dict) or each is None]
    return given if isinstance(given, dict) or given is None else {}


def _size(context: object) -> int:
    if isinstance(context, list):
        return sum(_size(each) for each in context)
    return len(context) if isinstance(context, dict) else 0


def _mend(node: dict[str, Any]) -> None:
    """``en_US`` is often written for ``en-US``; what is no language at all goes."""
    if "@language" in node:
        language = node["@language"]
        mended = language.strip().replace("_", "-") if isinstance(language, str) else ""
        if _TAG.fullmatch(mended):
            node["@language"] = mended
        else:
            del node["@language"]


def _unknown(context: object) -> PortalError:
    named = f" ({context[:200]})" if isinstance(context, str) else ""
    return PortalError(
        f"The catalogue explains its words at another address{named}. We never fetch such explanations: use the"
        " portal's RDF/XML or Turtle, or its data.json."
    )
