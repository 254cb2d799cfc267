"""What the records of CKAN, Opendatasoft, udata and ArcGIS Hub say, and what any damage to them may do."""

import json
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from adapters.portals.listing import PortalError
from adapters.portals.page import Page
from bot.catalog.model import PORTAL_ID_ROOM
from bot.catalog.sighting import PRINT_SIZE, Published, Sighting
from frontdoor.kinds import kind_named, settled_name

FIXTURES = Path(__file__).parent / "fixtures"
HOME = "https://data.gullbay.example"
FILES = {
    "ckan": ("ckan.package_search.json", ("result", "results")),
    "opendatasoft": ("opendatasoft.datasets.json", ("results",)),
    "udata": ("udata.datasets.json", ("data",)),
    "arcgis": ("arcgis.items.json", ("features",)),
}


def page_of(kind: str, body: bytes | None = None) -> Page:
    made = body if body is not None else (FIXTURES / FILES[kind][0]).read_bytes()
    return kind_named(kind).page(made, kind_named(kind).first(HOME))


def published(kind: str) -> list[Published]:
    found = [each.read() for each in page_of(kind).sightings]
    return [each for each in found if each is not None]


def test_a_package_of_ckan() -> None:
    beds, old, log, cafe = published("ckan")
    assert beds.dataset.portal_id == "3f0c7a52-0d5e-4c1f-9a57-0e6a5b1c2d01"
    assert beds.dataset.title == "Oyster Beds"
    assert beds.dataset.description == "Where oysters grow. **Read the warnings** before you wade in."
    assert beds.dataset.department == "Shellfish Office"
    assert beds.dataset.topics == ("Coast",)
    assert beds.dataset.keywords == ("oysters", "shellfish")
    assert beds.dataset.page == f"{HOME}/dataset/oyster-beds"
    assert beds.dataset.issued == date(2019, 5, 4)
    assert beds.dataset.modified == datetime(2026, 1, 2, 6, tzinfo=UTC)
    assert beds.created == datetime(2021, 9, 23, 11, 30, 14, 999120, tzinfo=UTC)
    assert (beds.published, beds.columns, beds.stopped, beds.successor) == (None, (), "", "")
    assert beds.former == ("oyster-beds",)
    assert old.stopped == "Discontinued in 2025"
    assert old.successor == log.dataset.portal_id
    assert old.dataset.modified == datetime(2026, 11, 1, 3, tzinfo=UTC)  # no file has a date
    assert log.dataset.department == "Harbour & Ferries"
    assert cafe.dataset.keywords == ("café",)


def test_a_dataset_of_opendatasoft() -> None:
    beds, old, log, _ = published("opendatasoft")
    assert beds.dataset.portal_id == "da_oyst01"
    assert beds.former == ("oyster-beds",)
    assert beds.dataset.description == "Where oysters grow. Read the warnings first."
    assert beds.dataset.department == "Shellfish Office"
    assert beds.dataset.topics == ("Coast", "Environment")
    assert beds.dataset.page == f"{HOME}/explore/dataset/oyster-beds/"
    assert beds.dataset.issued == date(2019, 5, 4)
    assert beds.dataset.modified == datetime(2026, 1, 2, 6, tzinfo=UTC)
    assert beds.dataset.language == "en"
    assert beds.columns == ("area_ha", "bed_name", "shape")
    assert beds.created is None  # an editor wrote it, of the data
    assert beds.stopped == ""
    assert old.stopped.endswith("/NEVER")
    assert log.dataset.keywords == ("ferries",)


def test_a_dataset_of_udata() -> None:
    beds, old, log, _ = published("udata")
    assert beds.dataset.portal_id == "5ff5e6e99724cb8fff59a501"
    assert beds.former == ("oyster-beds",)
    assert beds.dataset.department == "Shellfish Office"
    assert beds.dataset.page == f"{HOME}/datasets/oyster-beds/"
    assert beds.dataset.modified == datetime(2026, 1, 2, 6, tzinfo=UTC)
    assert beds.created == datetime(2021, 1, 6, 17, 35, 53, 838000, tzinfo=UTC)
    assert beds.stopped == ""
    assert old.created == datetime(2022, 2, 1, 8, tzinfo=UTC)  # when this portal took it in
    assert old.dataset.issued == date(2017, 3, 4)
    assert old.dataset.page == f"{HOME}/en/datasets/ferry-log-2021/"
    assert old.stopped == "archived: not-on-remote"
    assert log.dataset.department == "Harbour & Ferries"


def test_an_item_of_arcgis_hub() -> None:
    beds, old, log, _ = published("arcgis")
    assert beds.dataset.portal_id == "a0b1c2d3e4f5a0b1c2d3e4f5a0b1c201"
    assert beds.former == ("a0b1c2d3e4f5a0b1c2d3e4f5a0b1c201_0", "gullbay::oyster-beds")
    assert beds.dataset.description == "Where oysters grow. Read the warnings first."
    assert beds.dataset.department == "Shellfish Office"
    assert beds.dataset.topics == ("Coast", "Environment")
    assert beds.dataset.page == f"{HOME}/datasets/a0b1c2d3e4f5a0b1c2d3e4f5a0b1c201"
    assert beds.created == datetime(2021, 1, 29, 15, 34, 38, tzinfo=UTC)
    assert beds.dataset.modified == datetime(2026, 1, 2, 6, tzinfo=UTC)
    assert beds.columns == ("AREA_HA", "BED_NAME")
    assert (old.stopped, old.dataset.department) == ("deprecated", "")
    assert old.dataset.description == "Crossings of 2021."
    assert log.dataset.topics == ("Transport",)


@pytest.mark.parametrize(
    ("kind", "given", "asked"),
    [
        ("ckan", HOME, "/api/3/action/package_search?rows=500&start=0&sort=metadata_created+asc,+id+asc"),
        ("ckan", f"{HOME}/data/en/dataset/oysters?x=1#top", "/data/en/api/3/action/package_search?rows=500&start=0"),
        ("ckan", f"{HOME}/api/3/action/package_search?fq=organization:x", "?fq=organization:x&rows=500"),
        ("opendatasoft", f"{HOME}/explore/?sort=title", "/api/explore/v2.1/catalog/datasets?limit=100&offset=0"),
        (
            "opendatasoft",
            f"{HOME}/api/explore/v2.1/catalog/datasets?refine=theme:Coast",
            "?refine=theme:Coast&limit=100",
        ),
        ("opendatasoft", f"{HOME}/api/explore/v2.1/catalog/exports/json", "/exports/json"),
        ("udata", f"{HOME}/datasets/", "/api/1/datasets/?page=1&page_size=100&sort=created"),
        ("udata", f"{HOME}/api/1/datasets?organization=o-1", "/api/1/datasets/?organization=o-1&page=1"),
        ("arcgis", f"{HOME}/search", "/api/search/v1/collections/dataset/items?limit=100&startindex=1"),
        ("arcgis", f"{HOME}/api/search/v1/collections/all/items", "/collections/all/items?limit=100&startindex=1"),
    ],
)
def test_the_address_of_the_first_page(kind: str, given: str, asked: str) -> None:
    first = kind_named(kind).first(given)
    assert asked in first
    assert first.startswith(HOME)
    assert kind_named(kind).first(first) == first


@pytest.mark.parametrize("kind", FILES)
def test_an_address_that_is_none_is_told(kind: str) -> None:
    with pytest.raises(PortalError, match="not a complete web address"):
        kind_named(kind).first("https://[oops/")


@pytest.mark.parametrize(
    ("kind", "body", "says"),
    [
        (
            "ckan",
            {"success": False, "error": {"message": "<b>Não</b> encontrado"}},
            "turned our question down: Não enc",
        ),
        ("ckan", {"success": True, "result": ["a", "b"]}, "not the listing of a CKAN portal"),
        ("opendatasoft", {"error_code": "ODSQLError", "message": "No field"}, "turned our question down: No field"),
        ("opendatasoft", {"datasets": []}, "not an Opendatasoft catalogue"),
        ("udata", {"message": "gone"}, "not the listing of a udata portal"),
        ("arcgis", {"code": 400}, "not the listing of an ArcGIS Hub"),
    ],
)
def test_another_answer_is_told(kind: str, body: dict[str, Any], says: str) -> None:
    with pytest.raises(PortalError, match=says):
        page_of(kind, json.dumps(body).encode())


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<!doctype html><title>Soon</title>", "web page instead of a udata listing"),
        (b"<?xml version='1.0'?><rdf/>", "This is XML, and a udata listing is JSON"),
        (b"not found", "This is not JSON, and a udata listing is"),
        (b" \n", "is empty: there is not one character"),
        (b'{"data": [{"id":', r"stops in the middle \(line 1, character 17\)"),
        (b'{"data": [,]}', "not valid JSON: something is wrong at line 1, character 11"),
        (b"[" * 100_000, "stops in the middle|unreadable"),
        (b"[" + b"1" * 5_000 + b"]", "not the listing|unreadable"),
    ],
    ids=["web page", "xml", "words", "nothing", "cut", "wrong", "deep", "long number"],
)
def test_what_is_no_json_is_told(body: bytes, says: str) -> None:
    with pytest.raises(PortalError, match=says):
        page_of("udata", body)


def test_opendatasoft_gives_ten_thousand_and_says_so() -> None:
    body = json.loads((FIXTURES / "opendatasoft.datasets.json").read_text(encoding="utf-8")) | {"total_count": 12_000}
    kind, first = kind_named("opendatasoft"), URL(kind_named("opendatasoft").first(HOME))
    near = kind.page(json.dumps(body).encode(), str(first.update_query(offset=9_990)))
    assert URL(near.onward).query["offset"] == "9994"
    assert URL(near.onward).query["limit"] == "6"
    last = kind.page(json.dumps(body).encode(), str(first.update_query(offset=9_996)))
    assert last.onward == ""
    assert [str(each) for each in last.troubles if "?refine=" in each.what]


def test_an_export_of_opendatasoft_is_one_page() -> None:
    body = json.loads((FIXTURES / "opendatasoft.datasets.json").read_text(encoding="utf-8"))["results"]
    page = page_of("opendatasoft", json.dumps(body).encode())
    assert (len(list(page.sightings)), page.total, page.onward) == (4, 4, "")


@pytest.mark.parametrize("kind", FILES)
def test_a_saved_answer_is_read_without_its_address(kind: str) -> None:
    """As it is when a portal's past is played through the detector."""
    page = kind_named(kind).page((FIXTURES / FILES[kind][0]).read_bytes(), "")
    found = [each.read() for each in page.sightings]
    assert (len(found), page.onward) == (4, "")
    assert all(each and each.dataset.title for each in found)
    assert [each.print for each in page_of(kind).sightings] == [each.print for each in page.sightings]


@pytest.mark.parametrize("kind", ["socrata", "ckan", "arcgis"])
def test_a_data_json_is_read_under_the_name_of_the_portal_too(kind: str) -> None:
    address = f"{HOME}/data.json"
    assert kind_named(kind).first(address) == address
    body = (FIXTURES / "gull_bay.data.json").read_bytes()
    ids = [each.portal_id for each in kind_named(kind).page(body, address).sightings]
    assert ids == [each.portal_id for each in kind_named("dcat").page(body, address).sightings]
    assert len(ids) > 2


def test_a_kind_goes_by_several_names() -> None:
    assert settled_name(" DCAT-AP ") == "dcat_ap"
    assert settled_name("rss") == "feed"
    with pytest.raises(PortalError, match=r"no kind of portal called “gopher”\. Take one of: .*ckan"):
        kind_named("gopher")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document, the deepest too."""
    if path:
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from places(inner, (*path, step))


WHOLE = {kind: json.loads((FIXTURES / name).read_text(encoding="utf-8")) for kind, (name, _) in FILES.items()}
PLACES = {kind: list(places(whole)) for kind, whole in WHOLE.items()}
ODD: tuple[Any, ...] = ([], {}, [None, 7, {"name": None, "key": ["x"]}], "\ud800 \x00", "x" * 9_000)
DAMAGE: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(ODD)
)


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_is_survived(kind: str, data: st.DataObject) -> None:
    whole = deepcopy(WHOLE[kind])
    for path in data.draw(st.lists(st.sampled_from(PLACES[kind]), min_size=1, max_size=4, unique=True)):
        damage(whole, path, data.draw(DAMAGE))
    with suppress(PortalError):
        for sighting in page_of(kind, json.dumps(whole).encode()).sightings:
            require_storable(sighting)


def require_storable(sighting: Sighting) -> None:
    assert 0 < len(sighting.portal_id) <= PORTAL_ID_ROOM
    assert len(sighting.print) == PRINT_SIZE
    found = sighting.read()
    told = f"{sighting.portal_id} {found.dataset} {found.former} {found.stopped} {found.successor}" if found else ""
    told.encode()
    assert "\\x00" not in told


def damage(whole: Any, path: tuple[Any, ...], put: Any) -> None:
    """Put something else there, where an earlier damage has not taken the place away."""
    for step in path[:-1]:
        try:
            whole = whole[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(whole, dict) or (isinstance(whole, list) and isinstance(path[-1], int) and path[-1] < len(whole)):
        whole[path[-1]] = deepcopy(put)
