"""Usage notes as linked data: JSON-LD beside the dataset's own identifier, for the portal to take in.

The words are those of W3C's Data Quality Vocabulary and Web Annotation (docs/adr/0015-usage-notes-as-linked-data.md).
Nobody is named: a note is the desk's.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.catalog.model import Dataset, is_web_address
from bot.catalog.notes import LINES, UsageNote
from bot.desk import Desk
from bot.speech.words import Words

# All that a reader needs stands in the document itself: nobody has to fetch anything to understand it.
CONTEXT: Mapping[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "Dataset": "dcat:Dataset",
    "Note": "dqv:QualityAnnotation",
    "identifier": "dcterms:identifier",
    "title": "dcterms:title",
    "page": {"@id": "dcat:landingPage", "@type": "@id"},
    "note": "dqv:hasQualityAnnotation",
    "about": {"@id": "oa:hasTarget", "@type": "@id"},
    "body": "oa:hasBody",
    "says": "rdf:value",
    "format": "dcterms:format",
    "language": "dcterms:language",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "kind": "dcterms:type",
    "code": "skos:notation",
    "label": "skos:prefLabel",
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "creator": "dcterms:creator",
    "name": "foaf:name",
}

_CODES: Mapping[str, str] = {"best": "best-for", "not_good": "not-good-for", "watch": "watch-out"}
# DQV asks for its own motivation, and for one of Web Annotation's that tells the kinds of feedback apart.
_MOTIVES: Mapping[str, str] = {"best": "oa:describing", "not_good": "oa:assessing", "watch": "oa:commenting"}


def linked(desk: Desk, said: Iterable[tuple[Dataset, UsageNote]], say: Words) -> dict[str, Any]:
    """The JSON-LD document of the notes that stand, each with its dataset; ``say`` speaks the desk's language."""
    taken: set[str] = set()
    graph = []
    for dataset, note in said:
        address = next((each for each in (dataset.portal_id, dataset.page) if is_web_address(each)), "")
        named = {"@id": address} if address and address not in taken else {}
        taken.add(address)
        graph.append(_dataset(desk, dataset, note, named, say))
    return {"@context": dict(CONTEXT), "@graph": graph}


def _dataset(desk: Desk, dataset: Dataset, note: UsageNote, named: Mapping[str, str], say: Words) -> dict[str, Any]:
    found: dict[str, Any] = {
        **named,
        "@type": "Dataset",
        "identifier": dataset.portal_id,
        "title": dataset.title,
    }
    if dataset.page:
        found["page"] = dataset.page
    labels = {"best": say("Best for"), "not_good": say("Not good for"), "watch": say("Watch out")}
    found["note"] = [_note(desk, note, line, labels[line], named) for line in LINES if getattr(note, line)]
    return found


def _note(desk: Desk, note: UsageNote, line: str, label: str, named: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@type": ["Note", "oa:Annotation"],
        "identifier": f"{desk.slug}/{note.id}/{_CODES[line]}",
        **({"about": named["@id"]} if named else {}),
        "motivation": ["dqv:qualityAssessment", _MOTIVES[line]],
        "kind": {"@type": "skos:Concept", "code": _CODES[line], "label": {"@value": label, "@language": desk.language}},
        "body": {
            "@type": "oa:TextualBody",
            "says": getattr(note, line),
            "format": "text/plain",
            "language": desk.language,
        },
        "created": note.at.isoformat(),
        "creator": {"@type": "foaf:Organization", "name": desk.name},
    }
