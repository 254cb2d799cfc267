"""`champions pii`: how good the check for personal data is on a labelled file, in figures for people and programs."""

from pathlib import Path
from typing import Any

import click
from rich import box
from rich.table import Table

from bot.privacy.measuring import ALL, BadLine, measure

COLUMNS = {
    "precision": "Precision",
    "recall": "Recall",
    "true_positives": "True+",
    "false_positives": "False+",
    "missed": "Missed",
    "labelled": "Marked",
    "exact_share": "Exact",
}


def measured(file: Path, country: str) -> dict[str, Any]:
    """The report of ``bot.privacy.measuring`` on a file. What cannot be read ends in a sentence and exit code 1."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return measure(lines, country.upper()).report()
    except BadLine as error:
        raise click.ClickException(f"{file.name}: {error}") from None
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name} is not UTF-8. Save it as UTF-8 and try again.") from None


def figures(report: dict[str, Any]) -> Table:
    """A row for each kind and one over all."""
    table = Table("Kind", *COLUMNS.values(), caption=_caption(report), box=box.SIMPLE_HEAD)
    for name, row in (*report["kinds"].items(), (ALL, report[ALL])):
        table.add_row(
            name, *(f"{row[each]:.3f}" if isinstance(row[each], float) else str(row[each]) for each in COLUMNS)
        )
    return table


def _caption(report: dict[str, Any]) -> str:
    unknown = ", ".join(report["unknown_kinds"])
    told = f"{report['lines']} lines. Right is what overlaps a labelled span of the same kind."
    return told + (f" Not looked for, so missed: {unknown}." if unknown else "")
