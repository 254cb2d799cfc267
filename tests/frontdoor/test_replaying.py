"""A folder of polls, played through the detector from the command line."""

import gzip
import json
import lzma
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import cli
from frontdoor.replaying import time_of


def _record(portal_id: str, created: str = "2020-01-02T03:04:05Z", title: str = "") -> dict[str, object]:
    resource = {"id": portal_id, "name": title or f"Set {portal_id}", "createdAt": created, "publication_date": created}
    return {"resource": resource}


def _body(*records: dict[str, object]) -> bytes:
    old = [_record(f"aaaa-{each:04}") for each in range(40)]
    return json.dumps({"results": [*old, *records], "resultSetSize": 40 + len(records)}).encode()


FRESH = _record("bbbb-0001", "2026-03-01T12:00:00Z")
FLOOD = [_record(f"cccc-{each:04}", f"2026-03-05T12:{each:02}:00Z") for each in range(21)]


@pytest.fixture
def past(tmp_path: Path) -> Path:
    (tmp_path / "20260301.json").write_bytes(_body())
    (tmp_path / "2026-03-02T06-30-00Z.json.gz").write_bytes(gzip.compress(_body(FRESH)))
    (tmp_path / "2026-03-03T06-30-00+02-00.json").write_bytes(b"<html>Bad gateway")
    (tmp_path / "2026-03-04T06-30-00.json").write_bytes(_body(FRESH)[:400])
    (tmp_path / "2026-03-05.json.gz").write_bytes(gzip.compress(_body(FRESH))[:60])
    (tmp_path / "2026-03-06T06-30-00.250Z.json.xz").write_bytes(lzma.compress(_body(FRESH, *FLOOD)))
    (tmp_path / "2026-03-07T06:30.json").write_bytes(_body(FRESH, *FLOOD))
    (tmp_path / "notes.txt").write_text("not a poll")
    return tmp_path


def _played(*asked: str) -> list[dict[str, Any]]:
    found = CliRunner().invoke(cli, ["catalog", "replay", *asked, "--json"])
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in found.stdout.splitlines()]


def test_each_poll_is_a_line_and_the_last_line_is_the_summary(past: Path) -> None:
    *lines, last = _played("--kind", "socrata", str(past))
    assert [(line["at"], line["status"]) for line in lines] == [
        ("2026-03-01T00:00:00+00:00", "baseline"),
        ("2026-03-02T06:30:00+00:00", "ok"),
        ("2026-03-03T04:30:00+00:00", "quarantined"),
        ("2026-03-04T06:30:00+00:00", "quarantined"),
        ("2026-03-05T00:00:00+00:00", "quarantined"),
        ("2026-03-06T06:30:00+00:00", "held"),
        ("2026-03-07T06:30:00+00:00", "ok"),
    ]
    assert [line["new"] for line in lines[:2]] == [[], ["bbbb-0001"]]
    assert len(lines[5]["new"]) == 21
    assert lines[6]["new"] == []
    assert all(line["why"] for line in lines)
    assert {"polls": 7, "announced": 1, "held_back": 21, "quarantined": 3, "left_out": ["notes.txt"]}.items() <= last[
        "summary"
    ].items()


def test_people_read_it_in_lines(past: Path) -> None:
    found = CliRunner().invoke(cli, ["catalog", "replay", "--kind", "socrata", str(past)])
    assert found.exit_code == 0
    assert "2026-03-02 06:30  ok           1 dataset to announce." in found.output
    assert "new: bbbb-0001" in found.output
    assert "and 18 more" in found.output
    assert "notes.txt: its name is not a time, so it was left out." in found.output


def test_ids_are_as_the_portal_writes_them(tmp_path: Path) -> None:
    written = "https://hub.example/datasets/0123456789abcdef0123456789abcdef_0"
    old = [{"identifier": f"old-{each}", "title": f"Old {each}", "issued": "2020-01-02T03:04:05Z"} for each in range(5)]
    fresh = {"identifier": written, "title": "Footpaths", "issued": "2026-03-01T12:00:00Z"}
    (tmp_path / "20260301.json").write_text(json.dumps({"dataset": old}))
    (tmp_path / "20260302.json").write_text(json.dumps({"dataset": [*old, fresh]}))
    for kind in ("dcat", "arcgis", "dcat-us"):
        assert _played("--kind", kind, str(tmp_path))[1]["new"] == [written]


def test_a_kind_nobody_knows_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "20260301.json").write_bytes(_body())
    found = CliRunner().invoke(cli, ["catalog", "replay", "--kind", "gopher", str(tmp_path)])
    assert (found.exit_code, "gopher" in found.output, "socrata" in found.output) == (1, True, True)
    (tmp_path / "20260301.json").unlink()
    found = CliRunner().invoke(cli, ["catalog", "replay", "--kind", "socrata", str(tmp_path)])
    assert (found.exit_code, "no file whose name is a time" in found.output) == (1, True)


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("2022-06-07T23-52-16+00-00.json", datetime(2022, 6, 7, 23, 52, 16, tzinfo=UTC)),
        ("2022-06-07T23-52-16-05-00.json", datetime(2022, 6, 8, 4, 52, 16, tzinfo=UTC)),
        ("2022-06-07T23-52-16.123456+0200.json", datetime(2022, 6, 7, 21, 52, 16, tzinfo=UTC)),
        ("2022-06-07T235216Z.json", datetime(2022, 6, 7, 23, 52, 16, tzinfo=UTC)),
        ("2022-06-07T23-52.json", datetime(2022, 6, 7, 23, 52, tzinfo=UTC)),
        ("20190104.json", datetime(2019, 1, 4, tzinfo=UTC)),
        ("2019-01-04.data.json.xz", datetime(2019, 1, 4, tzinfo=UTC)),
        ("20191304.json", None),
        ("summary.json", None),
    ],
)
def test_the_time_in_a_name(name: str, time: datetime | None) -> None:
    assert time_of(name) == time
