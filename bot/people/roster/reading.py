"""Reading a roster: cells become rows, rows are held against each other, and everything wrong is told at
once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.hints import did_you_mean, quoted
from bot.people.model import RosterRow
from bot.people.roster.cells import value
from bot.people.roster.columns import COLUMNS, column
from bot.people.roster.report import RosterReport, RowProblem
from bot.people.roster.tables import Record, Table, UnreadableFile, read_table

_REQUIRED = {
    "public_name": "the name is empty. Write the name that askers will read.",
    "level": "the level is empty. Use external, internal, executive or coordinator.",
}
_FEW_ENOUGH_TO_GUESS = 500
_UNIQUE = ("public_name", "slack", "discord")


def read_roster(data: bytes, name: str) -> RosterReport:
    """The roster in a file's bytes: CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252) or YAML.

    Never raises: what cannot be read is a problem of the report, and good rows stay importable. A row is left
    out when it has a blocking problem; a backup whom the file does not know is only taken off it.
    """
    try:
        table = read_table(data, name)
    except UnreadableFile as error:
        return RosterReport(problems=(RowProblem(0, "", str(error)),))
    reading = _Reading(table.unit, problems=list(table.problems))
    for record in table.records:
        reading.add(record)
    rows = tuple(reading.checked_backups())
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
    return RosterReport(rows, problems, (*table.notes, *_unknown(table)), len(table.records) + len(table.problems))


@dataclass
class _Reading:
    """What is known so far: the good rows with their lines, and who was met on which line."""

    unit: str
    problems: list[RowProblem]
    rows: list[tuple[int, RosterRow]] = field(default_factory=list)
    met: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Make a row of ``record``, or problems."""
        before = len(self.problems)
        values = self._values(record)
        for name, sentence in _REQUIRED.items():
            if name not in values and not self._told(record, name):
                self.problem(record.line, name, sentence)
        self._check_unique(record, values)
        if len(self.problems) == before:
            self.rows.append((record.line, RosterRow(**values)))

    def problem(self, line: int, name: str, sentence: str, *, blocking: bool = True) -> None:
        """Write down what is wrong, with the place in front."""
        self.problems.append(RowProblem(line, name, f"{self.unit} {line}, {name}: {sentence}", blocking))

    def checked_backups(self) -> Iterator[RosterRow]:
        """The good rows; a backup has to be somebody in the file, though perhaps in a row that is not good
        yet."""
        names = {name for kind, name in self.met if kind == "public_name"}
        # Every guess looks at every name: where most backups are wrong in a long file, that takes minutes.
        known = [row.public_name for _, row in self.rows] if len(self.rows) <= _FEW_ENOUGH_TO_GUESS else []
        for line, row in self.rows:
            if row.backup and row.backup.casefold() == row.public_name.casefold():
                self._no_backup(line, f"{quoted(row.backup)} cannot stand in for themselves.")
                row = replace(row, backup="")
            elif row.backup and row.backup.casefold() not in names:
                guess = did_you_mean(row.backup, known)
                self._no_backup(line, f"{quoted(row.backup)} is nobody in this file{guess}")
                row = replace(row, backup="")
            yield row

    def _values(self, record: Record) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for header, text in record.cells:
            name = column(header)
            if not name or name in values:
                continue
            try:
                found = value(name, text)
            except ValueError as error:
                self.problem(record.line, name, str(error))
            else:
                values |= {} if found is None else {name: found}
        return values

    def _told(self, record: Record, name: str) -> bool:
        return any(problem.line == record.line and problem.column == name for problem in self.problems)

    def _check_unique(self, record: Record, values: dict[str, Any]) -> None:
        for name in _UNIQUE:
            if name not in values:
                continue
            first = self.met.setdefault((name, values[name].casefold()), record.line)
            if first != record.line:
                unit = self.unit.lower()
                self.problem(
                    record.line, name, f"{quoted(values[name])} stands in {unit} {first} already. Keep one of them."
                )

    def _no_backup(self, line: int, sentence: str) -> None:
        advice = f"{sentence} Use a public_name of this file. The row is imported without a backup."
        self.problem(line, "backup", advice, blocking=False)


def _unknown(table: Table) -> Iterable[str]:
    """A note for each column that was left out, and for each that means the same as one before it."""
    used: dict[str, str] = {}
    for header in table.headers:
        name = column(header)
        if not name and not header.startswith("column "):
            yield f"The column {quoted(header)} is not known and was left out{did_you_mean(header, COLUMNS)}"
        elif name and used.setdefault(name, header) != header and table.unit == "Row":
            both = f"{quoted(used[name])} and {quoted(header)}"
            yield f"The columns {both} both mean {name}; the first that is filled counts."
