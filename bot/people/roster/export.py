"""A roster written as CSV, for spreadsheets and for reading back."""

import csv
from collections.abc import Iterable
from io import StringIO

from bot.people.model import RosterRow
from bot.people.roster.columns import COLUMNS
from bot.people.roster.formulas import guarded


def write_roster(rows: Iterable[RosterRow]) -> str:
    """The rows as CSV (RFC 4180, ``;`` lists) that ``read_roster`` turns into the same rows again.

    Cells that look like formulas are made harmless. Spreadsheets know the accents when it is saved as
    ``utf-8-sig``.
    """
    sheet = StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(row, column)) for column in COLUMNS] for row in rows)
    return sheet.getvalue()


def _cell(value: str | int | tuple[str, ...]) -> str:
    return guarded(";".join(value) if isinstance(value, tuple) else str(value))
