"""`champions digest preview`, as an operator types it."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from bot.cli import cli
from storage.open import open_store
from tests.digest.test_found import asked
from tests.stores import sqlite_copy

DESK_YML = """\
desk: {name: Elmford Open Data Desk, slug: elmford, timezone: America/New_York}
channels:
  slack: {ask: "#ask", triage: "#triage"}
"""


@pytest.fixture
def served(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    file = tmp_path / "desk.yml"
    file.write_text(DESK_YML, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESK_FILE", str(file))
    monkeypatch.setenv("DATABASE_URL", sqlite_copy(migrated_file, tmp_path))
    yield
    structlog.reset_defaults()  # the command says where logs go; what it said ends with it


def preview(*words: str) -> Result:
    return CliRunner().invoke(cli, ["digest", "preview", *words])


@pytest.mark.usefixtures("served")
def test_a_week_is_printed_as_it_is_asked_for() -> None:
    told = preview("--week", "2026-W42")
    assert told.exit_code == 0, told.output
    assert told.output.splitlines()[0] == "Elmford Open Data Desk, week of Mon 12 Oct: nothing needs you"
    assert len(told.output.splitlines()) == 2
    values = json.loads(preview("--week", "2026-W42", "--format", "json").output)
    assert (values["period"], values["digest"]["now"]["asked"]) == ("2026-W42", 0)
    page = preview("--month", "2026-10", "--audience", "public", "--format", "html").output
    assert page.startswith("<!doctype html>")
    assert "<h1>Elmford Open Data Desk, October 2026</h1>" in page
    assert "One ask" in preview("--audience", "executive").output


@pytest.mark.usefixtures("served")
def test_a_week_goes_into_a_file_as_a_picture_or_a_page(tmp_path: Path) -> None:
    empty = preview("--week", "2026-W42", "--format", "png")
    assert (empty.exit_code, "nothing to draw" in empty.output) == (1, True)
    asyncio.run(one_question())
    file = tmp_path / "week.png"
    assert preview("--week", "2026-W42", "--format", "png", "--out", str(file)).output == ""
    assert file.read_bytes().startswith(b"\x89PNG")
    assert preview("--week", "2026-W42", "--format", "png").stdout_bytes == file.read_bytes()
    page = preview("--week", "2026-W42", "--format", "html").output
    assert page.count("data:image/png;base64,") == 2, "one picture, for light and for dark"
    assert 'alt="Bar chart: How old are open questions (1). 0–1 working day: 0, 2–3: 1,' in page


async def one_question() -> None:
    store = open_store(os.environ["DATABASE_URL"])
    await store.write("elmford", lambda work: asked(work, datetime(2026, 10, 14, 15, tzinfo=UTC)))
    await store.close()


@pytest.mark.usefixtures("served")
def test_a_week_that_is_none_is_answered_in_a_sentence() -> None:
    told = preview("--week", "2026-W99")
    assert told.exit_code == 1
    assert "Write a week as 2026-W48" in told.output
    both = preview("--week", "2026-W42", "--month", "2026-10")
    assert (both.exit_code, "not both" in both.output) == (2, True)
