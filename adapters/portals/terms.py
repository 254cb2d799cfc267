"""What the terms and texts of linked data say in plain words: texts in several languages, themes, languages, states."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from babel.core import get_global
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDFS, SKOS
from rdflib.term import Node

from adapters.portals.tidy import plain_text
from adapters.portals.triples import Triples

SCHEMA_NAME, VCARD = URIRef("http://schema.org/name"), "http://www.w3.org/2006/vcard/ns#"
LABELS = (SKOS.prefLabel, FOAF.name, RDFS.label, DCTERMS.title, SCHEMA_NAME, URIRef(f"{VCARD}organisation-name"),
          URIRef(f"{VCARD}organization-name"), URIRef(f"{VCARD}fn"))  # fmt: skip

# The data themes of the EU (http://publications.europa.eu/resource/authority/data-theme), by their codes.
_THEMES = {
    "AGRI": "Agriculture, fisheries, forestry and food",
    "ECON": "Economy and finance",
    "EDUC": "Education, culture and sport",
    "ENER": "Energy",
    "ENVI": "Environment",
    "GOVE": "Government and public sector",
    "HEAL": "Health",
    "INTR": "International issues",
    "JUST": "Justice, legal system and public safety",
    "REGI": "Regions and cities",
    "SOCI": "Population and society",
    "TECH": "Science and technology",
    "TRAN": "Transport",
}
_WORD = re.compile(r"[^\W\d_]{2,}(?:[-_][^\W\d_]+)*")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_OFFICE = re.compile(r"/organi[sz]ations?/([^/?#]+)$", re.IGNORECASE)
_MACHINE_MADE = re.compile(r"[0-9a-f-]{16,}|[A-Z]?\d+", re.IGNORECASE)
# http://purl.org/adms/status and http://publications.europa.eu/resource/authority/dataset-status, /distribution-status
_STOPPED = {
    "deprecated": "deprecated",
    "deprec": "deprecated",
    "withdrawn": "withdrawn",
    "discont": "discontinued",
    "discontinued": "discontinued",
}


def texts(values: Iterable[Node], languages: Sequence[str]) -> list[str]:
    """The texts among ``values`` in the first of these languages in which there is one, as plain text; those without a
    language beside them. Where there is none, the first other language in the order of the alphabet."""
    found = sorted((_rank(each.language, languages), plain_text(each)) for each in values if isinstance(each, Literal))
    spoken = [(rank, text) for rank, text in found if text]
    best = next((rank for rank, _ in spoken if rank != _UNSAID), _UNSAID)
    return list(dict.fromkeys(text for rank, text in spoken if rank in (best, _UNSAID)))


def text(values: Iterable[Node], languages: Sequence[str]) -> str:
    """One text, as :func:`texts` chooses; one in a language goes before those without."""
    found = sorted((_rank(each.language, languages), plain_text(each)) for each in values if isinstance(each, Literal))
    return next((told for _, told in found if told), "")


_UNSAID = (500, "")


def _rank(tag: str | None, languages: Sequence[str]) -> tuple[int, str]:
    if not tag:
        return _UNSAID
    wanted, said = [each.casefold() for each in languages], tag.casefold()
    if said in wanted:
        return 2 * wanted.index(said), ""
    near = [place for place, each in enumerate(wanted) if each.split("-")[0] == said.split("-")[0]]
    return (2 * near[0] + 1, "") if near else (900, said)


def name(triples: Triples, value: Node, languages: Sequence[str]) -> str:
    """What somebody or something is called: its text, or its label."""
    if isinstance(value, Literal):
        return plain_text(value)
    for label in LABELS:
        if told := text(triples.values(value, label), languages):
            return told
    return ""


def office(triples: Triples, value: Node, languages: Sequence[str]) -> str:
    """What an office is called; GeoNetwork says it nowhere but at the end of its address: ``…/organizations/IGN``."""
    if told := name(triples, value, languages):
        return told
    found = _OFFICE.search(str(value)) if isinstance(value, URIRef) else None
    last = plain_text(unquote(found[1])) if found else ""
    return last if re.search(r"[^\W\d_]{2}", last) and not _MACHINE_MADE.fullmatch(last) else ""


def theme(triples: Triples, value: Node, languages: Sequence[str]) -> str:
    """A theme in words: as it is called, else by the code of the EU's list, else the word that its address ends in."""
    if told := name(triples, value, languages):
        return told
    last = _last(value)
    return _THEMES.get(last) or (last.replace("-", " ").replace("_", " ") if _is_word(last) else "")


def language(value: Node) -> str:
    """A language's tag (BCP 47), of a text or of an address such as ``…/authority/language/DEU``; else ""."""
    last = plain_text(value) if isinstance(value, Literal) else _last(value)
    if not _TAG.fullmatch(last):
        return ""
    tag = last.replace("_", "-")
    shorter: str = get_global("language_aliases").get(tag.casefold(), "")
    return shorter or (tag.casefold() if "-" not in tag else tag)


def stopped(triples: Triples, value: Node, languages: Sequence[str]) -> str:
    """What a state says where it means that a dataset is no longer kept up; else ""."""
    told = name(triples, value, languages)
    meant = _STOPPED.get(_last(value).casefold()) or _STOPPED.get(told.casefold(), "")
    return (told or meant) if meant else ""


def word(triples: Triples, value: Node, languages: Sequence[str]) -> str:
    """What something of a list is called, or what its address ends in: ``NEVER`` of ``…/authority/frequency/NEVER``."""
    return name(triples, value, languages) or _last(value)


def is_true(value: Node) -> bool:
    """Whether a value says yes."""
    return str(value).strip().casefold() in ("true", "1")


def _last(value: Node) -> str:
    return re.split(r"[/#:]", str(value).rstrip("/#"))[-1] if isinstance(value, URIRef) else ""


def _is_word(last: str) -> bool:
    return len(last) > 3 and bool(_WORD.fullmatch(last))
