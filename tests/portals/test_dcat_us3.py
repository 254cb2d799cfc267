"""DCAT-US 3.0, as its documentation has it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.portals import PortalError
from adapters.portals.dcat_us3 import KIND
from adapters.portals.page import Page
from bot.catalog.sighting import Published

FIXTURE = Path(__file__).parent / "fixtures" / "gull_bay.dcat_us3.json"
HERE = "https://data.gullbay.example/data.json"


def page(*records: object, **around: object) -> Page:
    return KIND.page(json.dumps({"dataset": records, **around}).encode(), HERE)


def by_id(found: Page) -> dict[str, Published]:
    read = {each.portal_id: each.read() for each in found.sightings}
    return {name: each for name, each in read.items() if each is not None}


def test_what_a_dataset_says() -> None:
    clams = by_id(KIND.page(FIXTURE.read_bytes(), HERE))["clams"]
    assert clams.dataset.title == "Clam flats & landing places"
    assert clams.dataset.description == "Where one may dig."
    assert clams.dataset.department == "Shellfish Warden"
    assert (clams.dataset.topics, clams.dataset.keywords) == (("Coast", "Environment"), ("clams", "shellfish"))
    assert clams.dataset.page == "https://data.gullbay.example/clams"
    assert (clams.dataset.issued, clams.dataset.language) == (date(2019, 6, 3), "en")
    assert clams.dataset.modified == datetime(2026, 2, 11, 14, tzinfo=UTC)
    assert clams.created == datetime(2019, 5, 1, tzinfo=UTC)
    assert clams.published == datetime(2024, 3, 5, 10, 30, tzinfo=UTC)
    assert (clams.stopped, clams.former) == ("", ("https://data.gullbay.example/dataset/clams",))


def test_catalogues_within_the_catalogue_series_and_what_replaces_what() -> None:
    found = by_id(KIND.page(FIXTURE.read_bytes(), HERE))
    assert set(found) == {"clams", "22bv-uv6r", "tides", "moorings-2"}
    assert (found["22bv-uv6r"].stopped, found["22bv-uv6r"].successor) == ("Withdrawn", "moorings-2")
    assert found["22bv-uv6r"].dataset.department == "Harbour Office"


def test_what_is_still_written_as_in_version_1_1_is_read_so() -> None:
    record = {"identifier": "a", "title": "A", "publisher": "Parks", "theme": ["Trees"], "landingPage": HERE}
    dataset = by_id(page(record))["a"].dataset
    assert (dataset.department, dataset.topics, dataset.page) == ("Parks", ("Trees",), HERE)


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"dataset": {}}', b"<html></html>", b"", b'{"dataset": ['])
def test_what_is_no_catalogue_gets_a_sentence(body: bytes) -> None:
    with pytest.raises(PortalError, match=r"\.$"):
        KIND.page(body, HERE)


def test_catalogues_without_end_are_left() -> None:
    inner: dict[str, Any] = {"dataset": [{"identifier": "deep", "title": "Deep"}]}
    for _ in range(100):
        inner = {"catalog": [inner], "dataset": []}
    assert by_id(KIND.page(json.dumps(inner).encode(), HERE)) == {}


def test_where_a_listing_begins() -> None:
    assert KIND.first("https://data.gullbay.example/") == HERE
    assert KIND.first("https://data.gullbay.example/three.json") == "https://data.gullbay.example/three.json"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@id", "name", "prefLabel", "notation", "identifier", "en"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
FIELDS = [
    "@id",
    "identifier",
    "title",
    "publisher",
    "theme",
    "keyword",
    "landingPage",
    "status",
    "language",
    "replaces",
    "isReplacedBy",
    "issued",
    "created",
    "modified",
    "description",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), values, max_size=9) | values, max_size=4), values)
def test_any_record_is_read_or_explained(drawn: list[object], other: object) -> None:
    found = page(*drawn, record=other, catalog=other, datasetSeries=other)
    for each in found.sightings:
        published = each.read()
        assert published is None or published.dataset.portal_id == each.portal_id
    assert all(str(each).endswith(".") for each in found.troubles)
