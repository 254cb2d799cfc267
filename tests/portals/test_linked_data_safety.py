"""What linked data may ask of whoever reads it, and does not get: other addresses, entities, memory and time."""

import logging
import socket
from contextlib import suppress
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import URIRef
from rdflib.namespace import DCTERMS

from adapters.portals import PortalError, rdf_xml, triples
from adapters.portals.dcat_ap import KIND
from adapters.portals.page import Page

HERE = "https://data.gullbay.example/catalog"
DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


class Reached(BaseException):
    """Somebody reached for the network, or for a file."""


@pytest.fixture(autouse=True)
def nothing_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def reached(*asked: object, **_: object) -> None:
        raise Reached(asked)

    monkeypatch.setattr(socket.socket, "connect", reached)
    monkeypatch.setattr(socket, "getaddrinfo", reached)
    monkeypatch.setattr("urllib.request.OpenerDirector.open", reached)


def read(document: object) -> Page:
    return KIND.page(orjson.dumps(document), HERE)


def xml(inside: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<rdf:RDF xmlns:rdf="{RDF}" xmlns:d="{DCAT}" xmlns:t="{DCT}">{inside}</rdf:RDF>'
    ).encode()


def titles(found: Page) -> list[str]:
    return [published.dataset.title for each in found.sightings if (published := each.read())]


NODE = {"@id": "https://x.example/a", "@type": f"{DCAT}Dataset", f"{DCT}title": "A"}
ELSEWHERE = "http://169.254.169.254/latest/context.jsonld"


@pytest.mark.parametrize(
    "document",
    [
        {"@context": ELSEWHERE, **NODE},
        {"@context": [ELSEWHERE], **NODE},
        {"@context": [{}, None, ELSEWHERE], **NODE},
        {"@context": {"@import": ELSEWHERE}, **NODE},
        {"@context": {"@context": ELSEWHERE}, **NODE},
        {"@context": {"a": {"@id": f"{DCT}title", "@context": ELSEWHERE}}, **NODE, "a": {"b": 1}},
        {"@context": {"T": {"@id": f"{DCAT}Dataset", "@context": [ELSEWHERE]}}, **NODE, "@type": "T"},
        [NODE, {"@graph": [{"@context": "file:///etc/passwd", **NODE}]}],
        {"@context": "context.jsonld", **NODE},
        {"@context": "https://semiceu.github.io.evil.example/DCAT-AP/x.jsonld", **NODE},
        {"@context": "https://project-open-data.cio.gov/v1.1/schema/../../evil.jsonld", **NODE},
    ],
)
def test_no_context_is_fetched(document: object) -> None:
    with pytest.raises(PortalError, match="never fetch such explanations"):
        read(document)


@pytest.mark.parametrize(
    "context",
    [
        "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        ["https://www.w3.org/ns/dcat.jsonld", {"x": "https://x.example/"}],
        "https://semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld",
    ],
)
def test_the_usual_contexts_are_known_without_fetching(context: object) -> None:
    document = {"@context": context, "@id": "https://x.example/a", "@type": "dcat:Dataset", "title": "A"}
    assert titles(read(document)) == ["A"]


LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "before",
    [
        LAUGHS,
        '<!DOCTYPE r [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r SYSTEM "http://169.254.169.254/x.dtd">',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://169.254.169.254/x.dtd"> %p;]>',
        "<!-- <r> --><!DOCTYPE r>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_document_type_is_read(before: str, encoding: str) -> None:
    body = xml("<d:Dataset><t:title>&c;</t:title></d:Dataset>", before).decode().encode(encoding)
    with pytest.raises(PortalError, match="DOCTYPE"):
        KIND.page(body, HERE)


def test_an_entity_without_a_declaration_is_no_catalogue() -> None:
    with pytest.raises(PortalError):
        KIND.page(xml("<d:Dataset><t:title>&c;</t:title></d:Dataset>"), HERE)


def test_depth_and_namespaces_end_somewhere() -> None:
    deep = "<d:Dataset><t:hasPart>" * 5_000
    with pytest.raises(PortalError, match="nested deeper"):
        KIND.page(xml(deep), HERE)
    many = " ".join(f'xmlns:n{each}="https://n{each}.example/"' for each in range(20_000))
    with pytest.raises(PortalError, match="namespaces"):
        KIND.page(xml(f"<d:Dataset {many}/>"), HERE)
    for body in (b"[ <p:p> " * 50_000, b"@prefix : <x:> . :a :b " + b"( " * 50_000):
        with pytest.raises(PortalError):
            KIND.page(body, HERE)
    with pytest.raises(PortalError):
        KIND.page(b'{"@graph":' * 900 + b"{}" + b"}" * 900, HERE)


def test_statements_and_bytes_end_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triples, "MOST_TRIPLES", 1_000)
    values = ",".join(map(str, range(5_000)))
    for body in (f"<x:a> <x:b> {values} .".encode(), orjson.dumps({"@id": "x:a", "x:b": list(range(5_000))}),
                 xml("".join(f'<d:Dataset rdf:about="x:{each}"/>' for each in range(5_000)))):  # fmt: skip
        with pytest.raises(PortalError, match="more than 1,000 statements"):
            KIND.page(body, HERE)
    monkeypatch.setattr(triples, "MOST_BYTES", 100)
    with pytest.raises(PortalError, match="linked data that we read at once"):
        KIND.page(b" " * 101, HERE)


def test_a_small_number_does_not_become_a_long_text() -> None:
    far = '"1E99999999"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    body = f'<x:a> a <{DCAT}Dataset> ; <{DCT}title> "A" ; <{DCT}issued> {far} .'
    assert titles(KIND.page(body.encode(), HERE)) == ["A"]


def test_contexts_that_would_be_copied_without_end() -> None:
    words = {f"w{each}": f"https://x.example/{each}" for each in range(6_000)}
    document = {"@context": words, "@graph": [{"@context": {}, "@id": f"x:{each}"} for each in range(6_000)]}
    with pytest.raises(PortalError, match="explains its words so often"):
        read(document)


def test_of_a_long_value_the_beginning_is_kept() -> None:
    outline = "0 0, " * 200_000
    body = xml(f'<d:Dataset rdf:about="x:a"><t:title>A</t:title><t:abstract>{outline}</t:abstract></d:Dataset>')
    said = triples.read(body, HERE).values(URIRef("x:a"), DCTERMS.abstract)
    assert rdf_xml.LONGEST_TEXT <= len(str(said[0])) < len(outline)


def test_what_breaks_the_rules_of_rdf_is_read_past() -> None:
    found = KIND.page(
        xml('<d:Dataset rdf:ID="a"><t:title xml:lang="en_US!">A</t:title></d:Dataset>'
            '<d:Dataset rdf:ID="a"><t:identifier>1</t:identifier></d:Dataset><rdf:li/>'), HERE,
    )  # fmt: skip
    assert titles(found) == ["A"]
    assert all("breaks a rule of RDF/XML" in each.what for each in found.troubles)
    assert found.troubles


def test_a_part_of_json_ld_that_breaks_is_left_out() -> None:
    broken = {"@id": "x:b", "@reverse": [1], f"{DCT}title": "B"}
    found = read([NODE, broken, {**NODE, "@id": "https://x.example/c", f"{DCT}title": {"@value": "C", "@language": 7}}])
    assert titles(found) == ["A", "C"]
    assert "1 of its parts cannot be read" in found.troubles[0].what


def test_people_s_words_stay_out_of_logs(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        KIND.page(f'<x:a> a <{DCAT}Dataset> ; <{DCT}issued> "gull"^^<http://www.w3.org/2001/XMLSchema#date> ;'
                  f'<{DCT}title> "A" .'.encode(), HERE)  # fmt: skip
        KIND.page(xml('<d:Dataset rdf:about="gull shell"/>'), HERE)
    assert "gull" not in caplog.text


values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers(-(2**62), 2**62) | st.text(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["@id", "@type", "@value", "@language", "@graph", "@list", "@set", "@reverse", "@context",
                         "@included", "@nest", "@index", f"{DCT}title", f"{DCAT}dataset", f"{DCT}identifier"])
        | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(values, max_size=3))
def test_any_json_is_read_or_explained(drawn: list[object]) -> None:
    try:
        body = orjson.dumps([NODE, *drawn])
    except orjson.JSONEncodeError:
        return  # half a character
    try:
        found = KIND.page(body, HERE)
    except PortalError:
        return
    for each in found.sightings:
        published = each.read()
        assert published is not None
        assert len(each.print) == 16
        published.dataset.title.encode()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_catalogue_is_read_or_explained(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["gull_bay.ttl", "gull_bay.rdf", "gull_bay.jsonld"]))
    body = bytearray((Path(__file__).parent / "fixtures" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    if data.draw(st.booleans()):
        del body[data.draw(st.integers(0, len(body))) :]
    with suppress(PortalError):
        assert all(each.read() for each in KIND.page(bytes(body), HERE).sightings)


@pytest.mark.parametrize(
    "text", ['"' + "\\n" * 400_000 + '"', '"""' + "a\n" * 400_000 + '"""', "'''" + '"' * 400_000 + "'''"]
)
def test_a_text_of_countless_lines_holds_nothing_up(text: str) -> None:
    body = f'<x:a> a <{DCAT}Dataset> ; <{DCT}title> "A \\"b\\"" ; <{DCT}description> {text} . # it\'s "over'
    found = KIND.page(body.encode(), HERE)
    assert titles(found) == ['A "b"']
    assert "We read them as empty." in found.troubles[0].what
