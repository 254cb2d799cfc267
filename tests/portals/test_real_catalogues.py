"""Real catalogues, as cities and agencies published them, read where CHAMPIONS_DATA says they lie."""

import json
import lzma
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from adapters.portals import Listing, dcat

DATA = os.environ.get("CHAMPIONS_DATA")
pytestmark = pytest.mark.skipif(
    DATA is None, reason="CHAMPIONS_DATA is not set: the real catalogues are not on this machine"
)

# Records in each file, how many of them are datasets, and how many notes there are on the rest.
EXPECTED = {
    "dcat_us_arcgis_hub/southbend_20220417.data.json.xz": (115, 115, 0),
    "dcat_us_gsa_samples/arm.data.json": (3, 3, 0),
    "dcat_us_gsa_samples/collection-1-parent-2-children.data.json": (3, 3, 0),
    "dcat_us_gsa_samples/collection-2-parent-4-children.data.json": (6, 6, 0),
    "dcat_us_gsa_samples/geospatial.data.json": (2, 2, 0),
    "dcat_us_gsa_samples/many-resources.data.json": (1, 1, 0),
    "dcat_us_gsa_samples/missing-catalog.data.json": (2, 1, 2),
    "dcat_us_gsa_samples/missing-dataset-fields.data.json": (2, 1, 1),
    "dcat_us_gsa_samples/missing-identifier-title.data.json": (3, 1, 2),
    "dcat_us_gsa_samples/null-spatial.data.json": (1, 1, 0),
    "dcat_us_gsa_samples/numerical-title.data.json": (1, 1, 1),
    "dcat_us_gsa_samples/ny.data.json": (1, 1, 0),
    "dcat_us_gsa_samples/reserved-title.data.json": (1, 1, 0),
    "dcat_us_gsa_samples/usda.gov.data.json": (3, 3, 0),
    "dcat_us_socrata/cityofchicago_20190426.data.json.xz": (749, 749, 0),
    "dcat_us_socrata/cityofchicago_20200414.data.json.xz": (782, 782, 0),
    "dcat_us_socrata/cityofchicago_20200722.data.json.xz": (801, 801, 0),
    "dcat_us_socrata/stpaul_20190426.data.json.xz": (28, 28, 0),
    "dcat_us_socrata/stpaul_20200414.data.json.xz": (29, 29, 0),
    "dcat_us_socrata/stpaul_20200722.data.json.xz": (31, 31, 0),
}


def native() -> Path:
    return Path(DATA or "") / "native"


def require_readable(found: Listing) -> None:
    for dataset in found.datasets:
        assert dataset.title.strip()
        assert dataset.portal_id.strip()
        assert "<p" not in dataset.description
        assert "\xa0" not in dataset.description
    assert len({dataset.portal_id for dataset in found.datasets}) == len(found.datasets)


@pytest.mark.parametrize(("name", "figures"), EXPECTED.items(), ids=EXPECTED)
async def test_every_native_file_loads(name: str, figures: tuple[int, int, int]) -> None:
    records, datasets, troubles = figures
    found = await dcat.read(str(native() / name))
    require_readable(found)
    assert (len(found.datasets), len(found.troubles)) == (datasets, troubles)
    assert len(found.datasets) + sum(trouble.left_out for trouble in found.troubles) == records


def test_no_native_file_is_forgotten() -> None:
    files = {str(path.relative_to(native())) for path in native().glob("dcat_us_*/*.json*")}
    assert files == set(EXPECTED)


async def test_what_chicago_and_the_agencies_say_arrives() -> None:
    chicago = await dcat.read(str(native() / "dcat_us_socrata/cityofchicago_20200722.data.json.xz"))
    violations = next(dataset for dataset in chicago.datasets if dataset.portal_id == "22u3-xenr")
    assert violations.title == "Building Violations"
    assert violations.department == ""
    assert violations.topics == ("Buildings",)
    assert all(dataset.issued and dataset.modified and dataset.page for dataset in chicago.datasets)
    arm = await dcat.read(str(native() / "dcat_us_gsa_samples/arm.data.json"))
    assert arm.datasets[0].department == "Atmospheric Radiation Measurement Data Center"


def snapshots(name: str) -> Iterator[Listing]:
    with lzma.open(Path(DATA or "") / "history" / "arcgis_hub_2019_2022" / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            if body := json.loads(line).get("body"):
                yield dcat.parse(json.dumps(body).encode())


@pytest.mark.parametrize(
    ("name", "datasets", "troubles"),
    [("05b-27123.jsonl.xz", 1207, 0), ("07c-01.jsonl.xz", 3635, 1), ("09c-01.jsonl.xz", 3143, 0)],
)
def test_three_years_of_arcgis_hub_load(name: str, datasets: int, troubles: int) -> None:
    listings = list(snapshots(name))
    for found in listings:
        require_readable(found)
    assert sum(len(found.datasets) for found in listings) == datasets
    assert sum(len(found.troubles) for found in listings) == troubles


def test_identifiers_outlive_a_change_of_the_hubs_address() -> None:
    # Ramsey County moved from http to https and to another host, and its items from datasets to maps. The one
    # break is in January 2022, when Hub took to names instead of ids: nothing in the file bridges that.
    listings = list(snapshots("05b-27123.jsonl.xz"))
    kept = [
        len({one.portal_id for one in before.datasets} & {one.portal_id for one in after.datasets})
        / len(before.datasets)
        for before, after in pairwise(listings)
    ]
    assert sorted(kept)[1] > 0.7
