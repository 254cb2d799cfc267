import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.portals import Listing, PortalError, dcat

FIXTURES = Path(__file__).parent / "fixtures"


def listing(name: str) -> Listing:
    return dcat.parse((FIXTURES / name).read_bytes())


def catalog(*records: object) -> bytes:
    head = {"conformsTo": "https://project-open-data.cio.gov/v1.1/schema"}
    return json.dumps({**head, "dataset": records}).encode()


def test_a_socrata_record() -> None:
    clams = listing("gull_bay.data.json").datasets[0]
    assert clams.portal_id == "k3x9-2mpq"
    assert clams.title == "Clam Flats & Landing Places"
    assert clams.description == "Where one may dig. Ask the shellfish warden first."
    assert clams.department == ""  # only the portal's host name was given
    assert clams.topics == ("Coast",)
    assert clams.keywords == ("clams", "shellfish")
    assert clams.page == "https://data.gullbay.example/d/k3x9-2mpq"
    assert clams.issued == date(2019, 6, 3)
    assert clams.modified == datetime(2026, 2, 11, tzinfo=UTC)


def test_an_arcgis_hub_record() -> None:
    paths = listing("gull_bay.data.json").datasets[1]
    assert paths.portal_id == "0123456789abcdef0123456789abcdef_4"
    assert paths.description == "Paths that are wider than 3 ft, and < 1 mile long."
    assert paths.department == "Paths Office"
    assert paths.issued == date(2021, 1, 5)
    assert paths.modified == datetime(2024, 8, 1, 9, 15, 30, 250_000, tzinfo=UTC)
    assert paths.language == "en-US"


def test_a_sparse_member_of_a_collection_is_a_dataset_without_trouble() -> None:
    found = listing("gull_bay.data.json")
    assert found.datasets[2].portal_id == "GullBay::footpaths"
    assert found.datasets[2].department == "Paths Office"
    assert found.datasets[2].modified is None
    assert found.troubles == ()


@pytest.mark.parametrize(
    ("identifier", "kept"),
    [
        ("https://data.city.example/api/views/22bv-uv6r", "22bv-uv6r"),
        ("http://data.city.example/d/22BV-UV6R/", "22bv-uv6r"),
        ("https://other.city.example/api/views/22bv-uv6r", "22bv-uv6r"),
        ("22bv-uv6r", "22bv-uv6r"),
        ("http://city.example/datasets/0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
        ("https://city.example/datasets/City::parks", "City::parks"),
        ("https://city.example/maps/City::parks", "City::parks"),
        ("https://city.example/resource/parks", "https://city.example/resource/parks"),
        ("10.5439/1027266", "10.5439/1027266"),
    ],
)
def test_the_stable_part_of_an_identifier(identifier: str, kept: str) -> None:
    assert dcat.portal_id(identifier) == kept


def test_one_hub_name_for_a_map_and_a_dataset_keeps_both() -> None:
    hub = "https://hub.example"
    places = ("datasets/City::cafes", "maps/City::cafes", "maps/City::cafes")
    found = dcat.parse(catalog(*({"identifier": f"{hub}/{place}", "title": place} for place in places)))
    assert [dataset.portal_id for dataset in found.datasets] == ["City::cafes", "maps/City::cafes"]
    assert [trouble.index for trouble in found.troubles] == [2]


def test_records_without_identifier_may_share_a_title() -> None:
    pages = ("https://data.example/one", "https://data.example/two")
    found = dcat.parse(catalog(*({"landingPage": page, "title": "Parks"} for page in pages)))
    assert [dataset.portal_id for dataset in found.datasets] == list(pages)


def test_one_socrata_id_under_two_addresses_is_one_dataset() -> None:
    addresses = ("http://data.example/api/views/aaaa-1111", "https://data.example/api/views/aaaa-1111")
    found = dcat.parse(catalog(*({"identifier": address, "title": "A"} for address in addresses)))
    assert len(found.datasets) == 1
    assert found.troubles[0].left_out


def test_broken_records_are_survived_one_by_one() -> None:
    found = listing("broken_records.data.json")
    assert [dataset.portal_id for dataset in found.datasets] == ["good", "42", "aaaa-1111", "odd"]
    assert found.datasets[0].topics == ("Roads", "Bridges")
    assert found.datasets[1].title == "707"
    assert found.datasets[3].title == "Half a sign, and turned"
    assert [(trouble.index, trouble.what) for trouble in found.troubles if trouble.left_out] == [
        (0, "It has no identifier and no title. We left it out."),
        (1, "It has no title. We left it out."),
        (2, "It has no identifier. We left it out."),
        (3, "It is not a record with named fields. We left it out."),
        (5, "An earlier record has the same identifier. We kept the earlier one."),
    ]


def test_what_was_mended_is_said() -> None:
    found = listing("broken_records.data.json")
    mended = [(trouble.index, trouble.what) for trouble in found.troubles if not trouble.left_out]
    assert mended == [
        (None, "It does not say that it follows DCAT-US 1.1. We read it as if it did."),
        (4, "The address of its page is not a web address. We left the address out."),
        (4, "Its theme is one text, not a list. We split it at the commas."),
        (4, "Its keyword is not a list. We read it as empty."),
        (4, "Its modified date cannot be read. We left the date empty."),
        (6, "Its identifier is a number. We read it as text."),
        (6, "Its title is a number. We read it as text."),
        (6, "Its description is not text. We read it as empty."),
        (7, "It has no identifier. We used the address of its page."),
    ]


def test_a_trouble_reads_as_a_sentence() -> None:
    troubles = listing("broken_records.data.json").troubles
    assert str(troubles[0]).startswith("The file: It does not say")
    assert str(troubles[2]) == "Record 2 (no-title): It has no title. We left it out."


def test_a_bare_list_is_read() -> None:
    found = dcat.parse(b'[{"identifier": "a", "title": "A"}]')
    assert [dataset.title for dataset in found.datasets] == ["A"]
    assert "bare list" in found.troubles[0].what


def test_an_identifier_too_long_to_keep_is_left_out() -> None:
    found = dcat.parse(catalog({"identifier": "x" * 600, "title": "A"}))
    assert found.datasets == ()
    assert found.troubles[0].left_out
    assert len(found.troubles[0].name) <= 500


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_the_usual_encodings(encoding: str) -> None:
    text = '{"conformsTo": "v1.1", "dataset": [{"identifier": "a", "title": "Árboles del Río"}]}'
    found = dcat.parse(text.encode(encoding))
    assert found.datasets[0].title == "Árboles del Río"
    assert len(found.troubles) == (1 if encoding == "cp1252" else 0)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"<!DOCTYPE html><html><body>Service unavailable</body></html>", "web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><rdf:RDF/>', "XML"),
        (catalog({"identifier": "a", "title": "A"})[:-20], "stops in the middle"),
        (b'{"dataset": [1,,2]}', "not valid JSON"),
        (b'{"error": "not found"}', 'no list named "dataset"'),
        (b'{"dataset": {"a": 1}}', 'no list named "dataset"'),
        (b'"a text"', 'no list named "dataset"'),
        (b"[" * 100_000 + b"]" * 100_000, "not usable JSON"),
        (b'{"dataset": [' + b"9" * 5_000 + b"]}", "not usable JSON"),
    ],
)
def test_what_is_no_catalogue_gets_a_sentence(body: bytes, says: str) -> None:
    with pytest.raises(PortalError, match=says):
        dcat.parse(body)


def test_ten_thousand_nested_tags_do_not_hurt() -> None:
    found = dcat.parse(catalog({"identifier": "a", "title": "A", "description": "<div>" * 10_000 + "deep"}))
    assert found.datasets[0].description == "deep"


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
TEXTS = ["identifier", "title", "description", "landingPage", "language"]
field = st.sampled_from([*TEXTS, "publisher", "theme", "keyword", "issued", "modified"])
records = st.lists(st.dictionaries(field, json_values, max_size=10) | json_values, max_size=5)


@given(records)
def test_any_record_is_read_or_explained(drawn: list[object]) -> None:
    found = dcat.parse(catalog(*drawn))
    left_out = {trouble.index for trouble in found.troubles if trouble.left_out}
    assert len(found.datasets) + len(left_out) == len(drawn)
    for dataset in found.datasets:
        texts = (dataset.portal_id, dataset.title, dataset.description, dataset.department, dataset.page)
        "".join((*texts, *dataset.topics, *dataset.keywords)).encode("utf-8")  # a database could keep it
    for trouble in found.troubles:
        str(trouble).encode("utf-8")
