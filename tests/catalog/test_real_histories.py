"""The bars of detection on real portals' pasts, through the real replay, read where CHAMPIONS_DATA says they lie."""

import csv
import lzma
import os
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from frontdoor.replaying import Line, replay

DATA = os.environ.get("CHAMPIONS_DATA")
pytestmark = pytest.mark.skipif(
    DATA is None, reason="CHAMPIONS_DATA is not set: the real portals' pasts are not on this machine"
)
HISTORY = Path(DATA or ".") / "history"

SOCRATA = [
    *("data.calgary.ca", "data.cambridgema.gov", "data.cityofchicago.org", "data.colorado.gov"),
    *("data.oaklandca.gov", "data.sfgov.org", "data.somervillema.gov", "datahub.transportation.gov"),
]
HUBS = ["05b-27123", "05c-01", "07b-26161", "07c-01", "09c-01"]
SILENT = {"data.oaklandca.gov", "data.somervillema.gov"}
# Curators' copies of datasets from elsewhere, with the machine's date of the original.
COPIED = {"pa-hospitals.md", "ppr-help-locators.md"}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path) as file:
        for line in file:
            yield orjson.loads(line)


@cache
def _truth(name: str) -> list[dict[str, str]]:
    with (HISTORY / name / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _announced(lines: list[Line]) -> list[str]:
    return [each for line in lines if line["status"] != "held" for each in (*line["new"], *line["published_later"])]


def _played(kind: str, folder: Path) -> list[Line]:
    return list(replay(kind, folder).lines())


@pytest.mark.parametrize("domain", SOCRATA)
def test_socrata(domain: str, tmp_path: Path) -> None:
    records: list[object] = []
    for line in _lines(HISTORY / "socrata_2022" / f"{domain}.jsonl.xz"):
        if "rec" in line:
            records.append(line["r"])
        elif line.get("list") is not None:
            results = [records[each] for each in line["list"]]
            body = {"results": results, "resultSetSize": len(results)}
            (tmp_path / f"{line['t'].replace(':', '-')}.json").write_bytes(orjson.dumps(body))
    announced = _announced(_played("socrata", tmp_path))
    labels = {each["id"]: each["label"] for each in _truth("socrata_2022") if each["domain"] == domain}
    new = {portal_id for portal_id, label in labels.items() if label == "new"}
    right = [each for each in announced if labels[each] in ("new", "published_later")]
    assert len(announced) == len(set(announced))
    assert len(new & set(announced)) >= 0.95 * len(new)
    assert len(right) >= 0.9 * len(announced)
    if domain in SILENT:
        assert announced == []


@pytest.mark.parametrize("hub", HUBS)
def test_arcgis_hub(hub: str, tmp_path: Path) -> None:
    for line in _lines(HISTORY / "arcgis_hub_2019_2022" / f"{hub}.jsonl.xz"):
        if "body" in line:
            (tmp_path / f"{line['date']}.json").write_bytes(orjson.dumps(line["body"]))
    lines = _played("arcgis", tmp_path)
    announced = _announced(lines)
    rows = [each for each in _truth("arcgis_hub_2019_2022") if each["portal"] == hub]
    new = {each["first_identifier"] for each in rows if each["label"] == "new"}
    assert len(announced) == len(set(announced))
    assert len(new & set(announced)) >= 0.9 * max(len(new), len(announced))
    migrated = {line["at"][:10] for line in lines if line["status"] == "migrated"}
    assert {"2020-09-18", "2022-01-30"} <= migrated
    assert not set(announced) & {each["first_identifier"] for each in rows if each["label"] == "baseline"}


def _as_data_json(shown: dict[str, dict[str, Any] | None]) -> bytes:
    """The curators' files as a data.json; where a file could not be read, its name is all there is."""
    records = []
    for slug, record in shown.items():
        known = record or {}
        fields = {
            "title": known.get("title") or slug,
            "description": known.get("notes"),
            "issued": known.get("created"),
        }
        sets = {"keyword": known.get("tags"), "theme": known.get("category")}
        records.append({"identifier": slug, "publisher": {"name": known.get("organization")}, **fields, **sets})
    return orjson.dumps({"conformsTo": "v1.1", "dataset": records})


def test_opendataphilly(tmp_path: Path) -> None:
    shown: dict[str, dict[str, Any] | None] = {}
    days: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in _lines(HISTORY / "jkan_opendataphilly" / "events.jsonl.xz"):
        if "base" in line:
            shown[line["base"]] = line["r"]
        elif "kind" in line:
            days[line["t"][:10]].append(line)
    (tmp_path / "2023-07-01.json").write_bytes(_as_data_json(shown))
    added, renamed = defaultdict(set), {}
    for at, events in sorted(days.items()):
        for event in events:
            kind, slug = event["kind"], event["slug"]
            if kind in ("deleted", "renamed_away"):
                shown.pop(slug, None)
            elif kind != "modified" or event["r"] is not None:
                shown[slug] = event["r"]
            if kind == "added":
                added[at].add(slug)
            elif kind.startswith("renamed_from:"):
                renamed[slug] = kind.partition(":")[2]
        (tmp_path / f"{at}.json").write_bytes(_as_data_json(shown))
    lines = _played("dcat", tmp_path)
    (bulk,) = [line for line in lines if line["status"] == "held"]
    assert (bulk["at"][:10], len(bulk["new"])) == ("2024-04-28", 28)
    announced = _announced(lines)
    # A file that was added and renamed on one day shows only its last name.
    everyday = {slug for at, slugs in added.items() for slug in slugs if at != "2024-04-28"}
    found = {slug for slug in everyday if any(renamed.get(each, each) == slug or each == slug for each in announced)}
    assert everyday - found == COPIED
    assert {each for each in announced if each in renamed and renamed[each] not in everyday} == set()
    assert len(announced) == len(found)
