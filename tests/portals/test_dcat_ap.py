"""DCAT-AP in its three syntaxes: one catalogue, however it is written."""

import random
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Graph
from rdflib.term import Node

from adapters.portals import PortalError
from adapters.portals.dcat_ap import KIND, DcatAp
from adapters.portals.page import Page
from bot.catalog.sighting import Published
from frontdoor.kinds import kind_named

FIXTURES = Path(__file__).parent / "fixtures"
HERE = "https://data.gullbay.example/catalog.ttl?page=1"
WRITTEN = ["gull_bay.ttl", "gull_bay.rdf", "gull_bay.jsonld"]
PREFIXES = (
    "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> ."
    "@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix x: <https://x.example/> ."
)


def page(name: str, kind: DcatAp = KIND) -> Page:
    return kind.page((FIXTURES / name).read_bytes(), HERE)


def turtle(text: str, address: str = HERE) -> Page:
    return KIND.page((PREFIXES + text).encode(), address)


def by_id(found: Page) -> dict[str, Published]:
    read = {each.portal_id: each.read() for each in found.sightings}
    return {name: each for name, each in read.items() if each is not None}


def prints(found: Page) -> dict[str, bytes]:
    return {each.portal_id: each.print for each in found.sightings}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_catalogue_says_the_same_in_every_syntax(name: str) -> None:
    found = page(name)
    clams = by_id(found)["clams"]
    assert clams.dataset.title == "Clam flats & landing places"
    assert clams.dataset.description == "Where one may dig."
    assert clams.dataset.department == "Shellfish Warden"
    assert clams.dataset.topics == ("Coast", "Environment")
    assert clams.dataset.keywords == ("clams", "gull-bay", "shellfish")
    assert clams.dataset.page == "https://data.gullbay.example/clams"
    assert clams.dataset.issued == date(2019, 6, 3)
    assert clams.dataset.modified == datetime(2026, 2, 11, 14, tzinfo=UTC)
    assert clams.dataset.language == "en"
    assert clams.created == datetime(2019, 5, 1, 8, tzinfo=UTC)
    assert clams.published == datetime(2024, 3, 5, 10, 30, tzinfo=UTC)  # when the catalogue took it in
    assert clams.columns == ("area", "flat")
    assert clams.former == ("https://data.gullbay.example/dataset/clams",)
    assert (found.onward, found.total, found.troubles) == ("https://data.gullbay.example/catalog.ttl?page=2", 5, ())


@pytest.mark.parametrize("name", WRITTEN)
def test_what_ended_and_what_replaces_it(name: str) -> None:
    found = by_id(page(name))
    assert set(found) == {"clams", "https://data.gullbay.example/dataset/paths", "moorings", "moorings-2"}
    paths = found["https://data.gullbay.example/dataset/paths"]
    assert (paths.stopped, paths.dataset.department, paths.former) == ("discontinued", "Paths Office", ())
    assert (found["moorings"].stopped, found["moorings"].successor) == ("deprecated", "moorings-2")
    assert found["moorings-2"].dataset.department == ""  # a person is no office


def test_prints_are_equal_in_every_syntax() -> None:
    assert prints(page(WRITTEN[0])) == prints(page(WRITTEN[1])) == prints(page(WRITTEN[2]))


def renamed(graph: Graph, chance: random.Random) -> Graph:
    names: dict[Node, Node] = {}
    shuffled = Graph()
    for triple in sorted(graph, key=lambda _: chance.random()):
        shuffled.add(tuple(names.setdefault(x, BNode()) if isinstance(x, BNode) else x for x in triple))  # type: ignore[arg-type]
    return shuffled


@pytest.mark.parametrize("syntax", ["turtle", "xml", "json-ld", "nt"])
def test_prints_are_equal_in_another_order_and_with_other_blank_nodes(syntax: str) -> None:
    graph = Graph().parse(FIXTURES / "gull_bay.ttl", publicID=HERE)
    for seed in range(3):
        body = renamed(graph, random.Random(seed)).serialize(format=syntax).encode()
        assert prints(KIND.page(body, HERE)) == prints(page("gull_bay.ttl"))


def test_prints_differ_where_something_changed() -> None:
    body = (FIXTURES / "gull_bay.ttl").read_text(encoding="utf-8")
    changed = prints(KIND.page(body.replace('csvw:name "area"', 'csvw:name "acres"').encode(), HERE))
    before = prints(page("gull_bay.ttl"))
    assert {name for name in before if before[name] != changed[name]} == {"clams"}


def test_a_desk_reads_its_own_language_first() -> None:
    spanish = by_id(page("gull_bay.ttl", KIND.speaking("es")))
    assert spanish["clams"].dataset.title == "Bancos de almejas"
    assert spanish["clams"].dataset.keywords == ("almejas", "gull-bay")
    assert spanish["moorings"].dataset.title == "Moorings"
    assert by_id(page("gull_bay.ttl", KIND.speaking("fr")))["clams"].dataset.title == "Clam flats & landing places"


def test_without_the_wanted_languages_one_is_taken_always_the_same() -> None:
    one = 'x:a a dcat:Dataset ; dct:title "Uno"@it, "Eins"@de . '
    assert by_id(turtle(one))["https://x.example/a"].dataset.title == "Eins"


def test_paging_as_hydra_had_it_first() -> None:
    body = (
        "<p1> a hydra:PagedCollection ; hydra:nextPage <p2> ; hydra:totalItems 40 ."
        "x:c a dcat:Catalog ; dcat:dataset x:b ."
    )
    found = turtle(body, "https://x.example/cat/p1")
    assert (found.onward, found.total) == ("https://x.example/cat/p2", 40)
    assert found.troubles == ()  # x:b is on another page
    assert turtle(body.replace("<p2>", "<p1>"), "https://x.example/cat/p1").onward == ""
    assert turtle(body.replace("<p2>", '"javascript:x"'), "https://x.example/cat/p1").onward == ""


def test_records_that_cannot_be_datasets_are_told() -> None:
    found = turtle(
        'x:a a dcat:Dataset ; dct:title "A" ; dct:issued "soon" . x:b a dcat:Dataset .'
        '[] a dcat:Dataset ; dct:title "C" .'
        'x:c a dcat:Catalog ; dcat:dataset x:a, x:z . x:l a dcat:Dataset ; dct:title "L" ; dct:identifier "'
        + "l" * 600
        + '" .'
    )
    assert set(by_id(found)) == {"https://x.example/a"}
    assert [(each.left_out, each.what) for each in found.troubles] == [
        (False, "Its issued date cannot be read. We left the date empty."),
        (True, "It has no title. We left it out."),
        (True, "It has no identifier. We left it out."),
        (True, "Its identifier is longer than 500 characters. We left it out."),
        (True, "The catalogue lists it, but does not describe it. We left it out."),
    ]


def test_datasets_that_share_an_identifier_go_by_their_addresses() -> None:
    found = turtle('x:a a dcat:Dataset ; dct:title "A" ; dct:identifier "1" . x:b a dcat:Dataset ; dct:title "B" ;'
                   'dct:identifier "1" . [] a dcat:Dataset ; dct:title "C" ; dct:identifier "2" .'
                   '[] a dcat:Dataset ; dct:title "D" ; dct:identifier "2" .')  # fmt: skip
    assert set(by_id(found)) == {"https://x.example/a", "https://x.example/b", "2"}
    assert [each.left_out for each in found.troubles] == [True]


def test_a_word_for_what_replaces_it_may_stand_with_the_other() -> None:
    found = by_id(
        turtle('x:a a dcat:Dataset ; dct:title "A" . x:b a dcat:Dataset ; dct:title "B" ; dct:replaces x:a .')
    )
    assert found["https://x.example/a"].successor == "https://x.example/b"


def test_offices_and_themes_that_are_only_an_address() -> None:
    found = by_id(turtle(
        'x:a a dcat:Dataset ; dct:title "A" ; dct:publisher <https://x.example/organizations/Harbour%20Office> ;'
        "dcat:theme <https://x.example/themes/open-water>, <https://x.example/themes/834> ."
        'x:b a dcat:Dataset ; dct:title "B" ;'
        "dct:publisher <https://x.example/organizations/54884a24c751df7226a3fc16> ."
    ))  # fmt: skip
    first, second = found["https://x.example/a"].dataset, found["https://x.example/b"].dataset
    assert (first.department, first.topics, second.department) == ("Harbour Office", ("open water",), "")


def test_the_ids_are_those_of_data_json() -> None:
    body = 'x:a a dcat:Dataset ; dct:title "A" ; dct:identifier "https://data.city.example/api/views/22bv-uv6r" .'
    assert set(by_id(turtle(body))) == {"22bv-uv6r"}


def test_where_a_listing_begins() -> None:
    assert KIND.first("https://data.gullbay.example") == "https://data.gullbay.example/catalog.rdf"
    assert KIND.first("https://data.gullbay.example/api/dcat.ttl") == "https://data.gullbay.example/api/dcat.ttl"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_the_usual_encodings(encoding: str) -> None:
    for body in ('x:a a dcat:Dataset ; dct:title "Río" .', ""):
        text = PREFIXES + body if body else (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://www.w3.org/ns/dcat#"'
            ' xmlns:t="http://purl.org/dc/terms/"><d:Dataset rdf:about="https://x.example/a"><t:title>Río</t:title>'
            "</d:Dataset></rdf:RDF>"
        )  # fmt: skip
        found = KIND.page(text.encode(encoding), HERE)
        assert by_id(found)["https://x.example/a"].dataset.title == "Río"
        assert len(found.troubles) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"  ", "empty"),
        (b"<!DOCTYPE html><html><body>Service unavailable</body></html>", "web page"),
        (b"<html lang=en>", "web page"),
        (b'{"a": 1', "stops in the middle"),
        (b'{"a": 1,,}', "not valid JSON"),
        (b'[{"@id": "x"', "stops in the middle"),
        (f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description'.encode(), "stops in the middle"),
        (f'<?xml version="1.0"?><rdf:RDF xmlns:rdf="{RDF}">'.encode(), "stops in the middle"),
        (b"<http://a.example/> a <http://b.example/", "neither whole RDF/XML nor Turtle"),
        (b"Service unavailable", "neither whole RDF/XML nor Turtle"),
        (b'<rss version="2.0"><channel/></rss>', "no dataset in it"),
        (b'{"datasets": []}', "no dataset in it"),
        (b"[]", "no dataset in it"),
        (b"<a/>", "no dataset in it"),
    ],
)  # fmt: skip
def test_what_is_no_catalogue_gets_a_sentence(body: bytes, says: str) -> None:
    with pytest.raises(PortalError, match=says):
        KIND.page(body, HERE)


def test_an_empty_last_page_is_a_page() -> None:
    assert turtle("x:c a dcat:Catalog, hydra:Collection ; hydra:totalItems 0 .").sightings == ()


def test_what_is_never_updated_any_more_has_stopped() -> None:
    never = "<http://publications.europa.eu/resource/authority/frequency/NEVER>"
    found = by_id(turtle(
        f'x:a a dcat:Dataset ; dct:title "A" ; dct:accrualPeriodicity {never} .'
        'x:b a dcat:Dataset ; dct:title "B" ; dct:description "Boats. This dataset is no longer updated. Ask us." .'
        'x:c a dcat:Dataset ; dct:title "C" ; dct:accrualPeriodicity "daily" .'
    ))  # fmt: skip
    assert [each.stopped for each in found.values()] == ["NEVER", "This dataset is no longer updated", ""]


def test_the_front_door_asks_for_the_desks_language() -> None:
    spanish = by_id(kind_named("dcat-ap", "es").page((FIXTURES / "gull_bay.ttl").read_bytes(), HERE))
    assert spanish["clams"].dataset.title == "Bancos de almejas"
    assert kind_named("ckan", "es") is kind_named("ckan")
