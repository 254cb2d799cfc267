"""A Discovery API page and a data.json as a poll sees them: ids and prints first, the rest when it is asked for."""

import copy
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.portals import PortalError, data_json, socrata
from adapters.portals.ending import stopped, successor
from adapters.portals.page import Page
from adapters.portals.prints import print_of, unordered

RECORD: dict[str, Any] = {
    "resource": {
        "id": "k3x9-2mpq",
        "name": "Clam Flats",
        "description": "Where one <b>may</b> dig.",
        "attribution": "Shellfish Warden",
        "createdAt": "2024-03-02T10:11:12.000Z",
        "publication_date": "2024-04-05T06:07:08.000Z",
        "updatedAt": "2026-01-01T00:00:00.000Z",
        "data_updated_at": "2026-01-01T00:00:00.000Z",
        "columns_name": ["Flat", "Acres", "Ward"],
        "columns_field_name": ["flat", "acres", ":@computed_region_1"],
        "page_views": {"page_views_total": 12},
    },
    "classification": {
        "domain_category": "Coast",
        "domain_tags": ["clams", "shell fish"],
        "domain_metadata": [{"key": "Frequency", "value": "Weekly"}, {"key": "Owner", "value": "Warden"}],
        "categories": ["environment"],
    },
    "metadata": {"domain": "data.gullbay.example", "license": "Public Domain"},
    "permalink": "https://data.gullbay.example/d/k3x9-2mpq",
}
HUB: dict[str, Any] = {
    "identifier": "https://hub.gullbay.example/datasets/0123456789abcdef0123456789abcdef_4",
    "title": "Footpaths",
    "description": "Paths\u00a0that are wide.",
    "keyword": ["paths", " walking"],
    "theme": ["geospatial"],
    "publisher": {"name": "Paths Office"},
    "issued": "2021-01-05T09:10:11.000Z",
    "modified": "2026-01-01T00:00:00.000Z",
    "landingPage": "https://hub.gullbay.example/datasets/0123456789abcdef0123456789abcdef_4",
    "distribution": [{"title": "CSV"}, {"title": "KML"}],
}
ADDRESS = "https://data.gullbay.example/api/catalog/v1?domains=data.gullbay.example&order=dataset_id&limit=100"


def discovery(*records: object, total: int | None = None, address: str = "") -> Page:
    body = {"results": records, "resultSetSize": len(records) if total is None else total}
    return socrata.page(json.dumps(body).encode(), address)


def hub(*records: object) -> Page:
    return data_json.page(json.dumps({"conformsTo": "v1.1", "dataset": records}).encode(), "")


def test_a_discovery_record() -> None:
    (seen,) = discovery(RECORD).sightings
    found = seen.read()
    assert found is not None
    assert (seen.portal_id, found.dataset.title, found.dataset.department) == (
        "k3x9-2mpq",
        "Clam Flats",
        "Shellfish Warden",
    )
    assert found.dataset.description == "Where one may dig."
    assert (found.dataset.topics, found.dataset.keywords) == (("Coast",), ("clams", "shell fish"))
    assert found.created == datetime(2024, 3, 2, 10, 11, 12, tzinfo=UTC)
    assert found.published == datetime(2024, 4, 5, 6, 7, 8, tzinfo=UTC)
    assert found.columns == ("Acres", "Flat")  # Ward is the portal's own


def test_a_hub_record() -> None:
    (seen,) = hub(HUB).sightings
    found = seen.read()
    assert found is not None
    assert (seen.portal_id, seen.written) == ("0123456789abcdef0123456789abcdef_4", HUB["identifier"])
    assert (found.created, found.published) == (datetime(2021, 1, 5, 9, 10, 11, tzinfo=UTC), None)
    assert found.dataset.department == "Paths Office"


def _moved(value: Any, dice: random.Random) -> Any:
    """The same record as a portal writes it the next day: fields and lists in another order, white space elsewhere."""
    if isinstance(value, dict):
        fields = [(key, _moved(each, dice)) for key, each in value.items()]
        return dict(dice.sample(fields, len(fields)))
    if isinstance(value, list):
        return [_moved(each, dice) for each in dice.sample(value, len(value))]
    return f" {value.replace(' ', dice.choice(['  ', chr(10), chr(160)]))} " if isinstance(value, str) else value


@given(st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_white_space_and_what_every_poll_changes_leave_the_print(dice: random.Random) -> None:
    there, here = copy.deepcopy(RECORD), copy.deepcopy(HUB)
    there["resource"] |= {"updatedAt": "2026-02-02", "data_updated_at": "2026-02-02", "page_views": {}}
    there["classification"] = _moved(there["classification"], dice) | {"categories": ["health"]}
    for names in (there["resource"]["columns_name"], there["resource"]["columns_field_name"]):
        dice.shuffle(names)
    for each in ("name", "description", "attribution"):
        there["resource"][each] = _moved(there["resource"][each], dice)
    here = _moved(here, dice) | {"identifier": HUB["identifier"], "modified": "2026-02-02"}
    assert [each.print for each in discovery(there).sightings] == [each.print for each in discovery(RECORD).sightings]
    assert [each.print for each in hub(here).sightings] == [each.print for each in hub(HUB).sightings]


@pytest.mark.parametrize(
    ("page", "record", "path", "value"),
    [
        (discovery, RECORD, ("resource", "name"), "Clam flats, 2026"),
        (discovery, RECORD, ("resource", "columns_name"), ["Flat", "Ward"]),
        (discovery, RECORD, ("resource", "publication_date"), "2026-02-02T00:00:00.000Z"),
        (discovery, RECORD, ("classification", "domain_tags"), ["clams"]),
        (discovery, RECORD, ("classification", "domain_metadata"), None),
        (hub, HUB, ("title",), "Footpaths, 2026"),
        (hub, HUB, ("keyword",), ["paths", "walking", "wheels"]),
        (hub, HUB, ("publisher",), {"name": "Roads Office"}),
        (hub, HUB, ("publisher",), {"name": "Paths Office", "subOrganizationOf": {"name": "City"}}),
        (hub, HUB, ("issued",), None),
    ],
)
def test_what_matters_changes_the_print(
    page: Callable[[object], Page], record: dict[str, Any], path: tuple[str, ...], value: object
) -> None:
    other = copy.deepcopy(record)
    inner = other[path[0]] if len(path) > 1 else other
    inner[path[-1]] = value
    assert next(iter(page(other).sightings)).print != next(iter(page(record).sightings)).print


_ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(RECORD["resource"])), st.sampled_from(sorted(HUB)), _ODD)
@settings(max_examples=150, deadline=None)
def test_a_bad_record_never_raises(field: str, hub_field: str, value: object) -> None:
    for record in (
        RECORD | {"resource": RECORD["resource"] | {field: value}},
        RECORD | {"classification": value},
        value,
    ):
        assert all(len(each.print) == 16 and (each.read() or True) for each in discovery(record).sightings)
    for record in (HUB | {hub_field: value}, value):
        assert all(len(each.print) == 16 and (each.read() or True) for each in hub(record).sightings)


def test_a_record_without_an_id_is_left_out_and_told() -> None:
    assert [str(each) for each in discovery({"resource": {}}, RECORD).troubles] == [
        "Record 1: It has no id. We left it out."
    ]
    found = hub({"title": "No id"}, HUB)
    assert [each.left_out for each in found.troubles] == [True]
    assert found.total == 1


def test_a_map_and_a_dataset_of_one_name_keep_their_ids_in_any_order() -> None:
    two = [HUB | {"identifier": f"https://hub.example/{kind}/City::cafes"} for kind in ("maps", "datasets")]
    for order in (two, two[::-1]):
        assert {each.portal_id: each.written for each in hub(*order).sightings} == {
            "City::cafes": "https://hub.example/datasets/City::cafes",
            "maps/City::cafes": "https://hub.example/maps/City::cafes",
        }
    assert [each.left_out for each in hub(HUB, HUB).troubles] == [True]


@pytest.mark.parametrize("body", [b"<!doctype html><p>502", b'{"results": [{"resource"', b"[]", b"{}", b""])
def test_what_is_no_page_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(PortalError):
        socrata.page(body, ADDRESS)
    if body != b"[]":  # a bare list is read as a data.json
        with pytest.raises(PortalError):
            data_json.page(body, ADDRESS)


def test_the_pages_of_the_discovery_api_follow_each_other() -> None:
    first = socrata.first("https://data.gullbay.example/browse")
    assert first == (
        "https://data.gullbay.example/api/catalog/v1"
        "?domains=data.gullbay.example&search_context=data.gullbay.example&order=dataset_id&limit=100"
    )
    assert socrata.first(first) == first
    second = discovery(*[RECORD] * 100, total=250, address=first).onward
    assert second == f"{first}&offset=100"
    third = discovery(*[RECORD] * 100, total=250, address=second).onward
    assert third == f"{first}&offset=200"
    assert discovery(*[RECORD] * 50, total=250, address=third).onward == ""
    assert discovery(total=250, address=third).onward == ""


def test_beyond_ten_thousand_the_last_id_leads_on() -> None:
    last = discovery(*[RECORD] * 100, total=20_000, address=f"{ADDRESS}&offset=9900").onward
    assert (
        last == "https://data.gullbay.example/api/catalog/v1?domains=data.gullbay.example&limit=100&scroll_id=k3x9-2mpq"
    )
    assert discovery(*[RECORD] * 100, total=20_000, address=last).onward == last
    assert discovery(*[RECORD] * 99, total=20_000, address=last).onward == ""


def test_the_address_of_a_data_json() -> None:
    assert data_json.first("https://hub.example/") == "https://hub.example/data.json"
    assert (
        data_json.first("https://hub.example/api/feed/dcat-us/1.1.json")
        == "https://hub.example/api/feed/dcat-us/1.1.json"
    )


@pytest.mark.parametrize(
    ("title", "description", "said"),
    [
        ("OLD - Clams", "", "OLD - Clams"),
        ("[DEPRECATED] Clams", "", "[DEPRECATED] Clams"),
        ("Clams (Archived)", "", "Clams (Archived)"),
        (
            "Clams",
            "See below. This dataset is no longer updated as of May 1. Use another.",
            "This dataset is no longer updated as of May 1",
        ),
        ("Old Town clams", "The old data were retired colonels.", ""),
        ("Archive of clams", "Updated every day.", ""),
    ],
)
def test_the_words_of_an_end(title: str, description: str, said: str) -> None:
    assert stopped(title, description) == said


def test_the_successor_that_stands_behind_the_words_of_the_end() -> None:
    said = "This dataset has been deprecated. Use https://data.gullbay.example/d/abcd-1234 instead."
    assert successor("k3x9-2mpq", said) == "abcd-1234"
    assert successor("abcd-1234", said) == ""
    assert successor("k3x9-2mpq", "See https://data.gullbay.example/d/abcd-1234.") == ""


def test_half_characters_and_huge_numbers_have_a_print() -> None:
    assert len(print_of(["\ud800", 10**30, {"a": "\ud800"}, None])) == 16
    assert unordered(["b", 2, None]) == unordered([2, None, "b"])
