"""Usage notes as linked data: what a portal reads in them, by another reader than ours."""

import json
from datetime import UTC, datetime

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS, XSD
from rdflib.plugins.parsers.jsonld import to_rdf

from bot.catalog.linked import linked
from bot.catalog.model import Dataset
from bot.catalog.notes import NoteState, UsageNote
from bot.desk import Desk
from bot.speech.words import words

OA, DQV = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/dqv#")
DESK = Desk("elmford", "Open Data Elmford")
TREES = Dataset("82zb-qrst", "Street Trees", page="https://data.elmford.example/d/82zb-qrst", number=17)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOTE = UsageNote(3, 17, 9, AT, best="Counting trees", watch='No "backyard" trees\n</script>', state=NoteState.STANDS)


def graph(*said: tuple[Dataset, UsageNote], desk: Desk = DESK) -> Graph:
    document = json.loads(json.dumps(linked(desk, said, words(desk.language))))
    read = Graph()
    to_rdf(document, read)
    return read


def test_a_note_stands_beside_its_dataset() -> None:
    read = graph((TREES, NOTE))
    trees = URIRef(TREES.page)
    assert (trees, RDF.type, DCAT.Dataset) in read
    assert read.value(trees, DCTERMS.identifier) == Literal("82zb-qrst")
    assert read.value(trees, DCAT.landingPage) == trees
    notes = {str(read.value(each, DCTERMS.identifier)): each for each in read.objects(trees, DQV.hasQualityAnnotation)}
    assert set(notes) == {"elmford/N-3/best-for", "elmford/N-3/watch-out"}
    watch = notes["elmford/N-3/watch-out"]
    assert set(read.objects(watch, RDF.type)) == {OA.Annotation, DQV.QualityAnnotation}
    assert set(read.objects(watch, OA.motivatedBy)) == {DQV.qualityAssessment, OA.commenting}
    assert read.value(watch, OA.hasTarget) == trees
    assert read.value(watch, DCTERMS.created) == Literal("2026-03-02T09:30:00+00:00", datatype=XSD.dateTime)
    body, kind = read.value(watch, OA.hasBody), read.value(watch, DCTERMS.type)
    assert read.value(body, RDF.value) == Literal('No "backyard" trees\n</script>')
    assert read.value(kind, SKOS.prefLabel) == Literal("Watch out", lang="en")
    assert read.value(kind, SKOS.notation) == Literal("watch-out")
    assert read.value(read.value(watch, DCTERMS.creator), FOAF.name) == Literal("Open Data Elmford")


def test_every_word_has_a_meaning() -> None:
    read = graph((TREES, NOTE))
    assert len(list(read.predicates(unique=True))) == 17
    assert all(str(each).startswith(("http://www.w3.org/", "http://purl.org/dc/", "http://xmlns.com/"))
               for each in read.predicates(unique=True))  # fmt: skip


@pytest.mark.parametrize(
    ("portal_id", "page", "address"),
    [
        ("https://data.elmford.example/set/1", "https://data.elmford.example/1", "https://data.elmford.example/set/1"),
        ("82zb-qrst", "https://data.elmford.example/1", "https://data.elmford.example/1"),
        ("javascript:alert(1)", "", ""),
    ],
)
def test_the_portals_own_name_for_it(portal_id: str, page: str, address: str) -> None:
    read = graph((Dataset(portal_id, "Trees", page=page, number=17), NOTE))
    (dataset,) = read.subjects(RDF.type, DCAT.Dataset)
    assert read.value(dataset, DCTERMS.identifier) == Literal(portal_id)
    assert isinstance(dataset, URIRef) == bool(address)
    assert not address or str(dataset) == address


def test_two_datasets_with_one_page_stay_two() -> None:
    other = Dataset("other", "Shrubs", page=TREES.page, number=18)
    assert len(set(graph((TREES, NOTE), (other, NOTE)).subjects(RDF.type, DCAT.Dataset))) == 2


def test_labels_are_in_the_desks_language() -> None:
    read = graph((TREES, NOTE), desk=Desk("elmford", "Datos Elmford", language="es"))
    assert {str(each.language) for each in read.objects(None, SKOS.prefLabel) if isinstance(each, Literal)} == {"es"}
    assert "Best for" not in {str(each) for each in read.objects(None, SKOS.prefLabel)}


def test_without_notes_the_document_is_empty_and_whole() -> None:
    assert len(graph()) == 0
