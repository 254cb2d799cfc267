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
from bot.speech.words import mark, told

UNITS = (mark("Row"), mark("Line"), mark("row"), mark("line"))  # what a place in the file is counted by
_REQUIRED = {
    "public_name": mark("the name is empty. Write the name that askers will read."),
    "level": mark("the level is empty. Use external, internal, executive or coordinator."),
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
        return RosterReport(problems=(RowProblem(0, "", error.args[0]),))
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
                self.problem(record.line, name, told(sentence))
        self._check_unique(record, values)
        if len(self.problems) == before:
            self.rows.append((record.line, RosterRow(**values)))

    def problem(self, line: int, name: str, sentence: str, *, blocking: bool = True) -> None:
        """Write down what is wrong, with the place in front."""
        where = told("{unit} {line}, {column}: {what}", unit=told(self.unit), line=line, column=name, what=sentence)
        self.problems.append(RowProblem(line, name, where, blocking))

    def checked_backups(self) -> Iterator[RosterRow]:
        """The good rows; a backup has to be somebody in the file, though perhaps in a row that is not good
        yet."""
        names = {name for kind, name in self.met if kind == "public_name"}
        # Every guess looks at every name: where most backups are wrong in a long file, that takes minutes.
        known = [row.public_name for _, row in self.rows] if len(self.rows) <= _FEW_ENOUGH_TO_GUESS else []
        for line, row in self.rows:
            if row.backup and row.backup.casefold() == row.public_name.casefold():
                self._no_backup(line, told("{word} cannot stand in for themselves.", word=quoted(row.backup)))
                row = replace(row, backup="")
            elif row.backup and row.backup.casefold() not in names:
                guess = did_you_mean(row.backup, known)
                nobody = told("{word} is nobody in this file{guess}", word=quoted(row.backup), guess=guess)
                self._no_backup(line, nobody)
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
                self.problem(record.line, name, error.args[0] if error.args else "")
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
                again = told(
                    "{word} stands in {unit} {line} already. Keep one of them.",
                    word=quoted(values[name]), unit=told(self.unit.lower()), line=first,
                )  # fmt: skip
                self.problem(record.line, name, again)

    def _no_backup(self, line: int, sentence: str) -> None:
        advice = told("{why} Use a public_name of this file. The row is imported without a backup.", why=sentence)
        self.problem(line, "backup", advice, blocking=False)


def _unknown(table: Table) -> Iterable[str]:
    """A note for each column that was left out, and for each that means the same as one before it."""
    used: dict[str, str] = {}
    for header in table.headers:
        name = column(header)
        if not name and not header.startswith("column "):
            guess = did_you_mean(header, COLUMNS)
            yield told("The column {word} is not known and was left out{guess}", word=quoted(header), guess=guess)
        elif name and used.setdefault(name, header) != header and table.unit == "Row":
            yield told(
                "The columns {one} and {other} both mean {column}; the first that is filled counts.",
                one=quoted(used[name]), other=quoted(header), column=name,
            )  # fmt: skip
