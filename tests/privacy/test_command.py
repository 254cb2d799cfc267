"""`champions pii`, as an operator types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli


def pii(*words: str) -> Result:
    return CliRunner().invoke(cli, ["pii", *words])


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    file = tmp_path / "labelled.jsonl"
    file.write_text('{"text": "call 415-555-0132", "spans": [[5, 17, "telephone"]]}\n', encoding="utf-8")
    return file


def test_the_figures_come_as_a_table_or_as_json(labelled: Path) -> None:
    told = pii(str(labelled))
    assert told.exit_code == 0
    assert "phone" in told.output
    assert "1.000" in told.output
    assert json.loads(pii(str(labelled), "--json").output)["all"]["true_positives"] == 1


def test_an_empty_file_has_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    told = pii(str(empty))
    assert (told.exit_code, told.output.strip()) == (0, "empty.jsonl has no lines, so there is nothing to measure.")
    assert json.loads(pii(str(empty), "--json").output)["lines"] == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b'{"text": 5}\n', "labelled.jsonl: Line 1: text is not"), (b"\xff\xfe\x00", "is not UTF-8. Save it as UTF-8")],
)
def test_what_cannot_be_read_is_said_in_a_sentence(labelled: Path, content: bytes, sentence: str) -> None:
    labelled.write_bytes(content)
    told = pii(str(labelled))
    assert told.exit_code == 1
    assert sentence in told.output
    assert "Traceback" not in told.output


def test_the_help_says_what_counts_as_right() -> None:
    assert "overlaps a labelled span of the same kind" in " ".join(pii("--help").output.split())
