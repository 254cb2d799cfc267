"""From the bytes of a roster file to its cells. What they mean is for :mod:`bot.people.roster.cells` to
say."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

from bot.engine.errors import ChampionsError
from bot.people.roster.columns import column
from bot.people.roster.formulas import unguarded
from bot.people.roster.report import RowProblem
from bot.speech.words import told
from bot.yaml_lines import YamlMistake, read_yaml

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
_SEPARATORS = ",;\t|"
_LISTS_IN_YAML = ("roster", "champions", "people")


class UnreadableFile(ChampionsError):
    """The file as a whole cannot be read as a roster; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """One person as the file has them: where they stand, and each header with the text beneath it."""

    line: int
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a file. ``unit`` is what ``line`` counts there: rows of a sheet or lines of a text."""

    unit: str
    records: tuple[Record, ...]
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that the file uses, in order."""
        return tuple(dict.fromkeys(header for record in self.records for header, _ in record.cells))


def read_table(data: bytes, name: str) -> Table:
    """The cells of a CSV or YAML file; ``name``'s ending says which, else its look. Raises UnreadableFile."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            told("The file is larger than {most} MB. Is it the right one?", most=MOST_BYTES // 1_000_000)
        )
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableFile(told("This is an Excel workbook. Save it as 'CSV UTF-8' and import that."))
    text, notes = _decoded(data)
    if not text.strip():
        raise UnreadableFile(told("The file is empty. The first row names the columns: public_name, level, …"))
    is_yaml = name.lower().endswith((".yml", ".yaml"))
    is_sheet = name.lower().endswith((".csv", ".tsv", ".txt"))
    if is_yaml or (not is_sheet and text.lstrip().startswith(("- ", "---", "roster:", "champions:", "people:"))):
        return _from_yaml(text, notes)
    return _from_sheet(text, notes)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.removeprefix(BOM_UTF8).decode(), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        sentence = told("The file is not text that we can read. Save it as 'CSV UTF-8' and import that.")
        raise UnreadableFile(sentence) from None
    return text, (told("The file is not UTF-8; it was read as Windows-1252. Please look at names with accents."),)


def _from_yaml(text: str, notes: tuple[str, ...]) -> Table:
    try:
        read = read_yaml(text)
    except YamlMistake as mistake:
        raise UnreadableFile(told("Line {line}: {what}", line=mistake.line, what=mistake.sentence)) from None
    path: tuple[str, ...] = ()
    people = read.value
    if isinstance(people, dict):
        path = tuple(key for key in _LISTS_IN_YAML if key in people)[:1]
        people = people[path[0]] if path else None
    if not isinstance(people, list):
        raise UnreadableFile(told("The file is not a list of people. Begin each with '- public_name: …'."))
    if len(people) > MOST_ROWS:
        raise UnreadableFile(_too_many())
    problems: list[RowProblem] = []
    records: list[Record] = []
    for index, person in enumerate(people):
        line = read.line((*path, index))
        try:
            records.append(Record(line, tuple(_cells(person))))
        except ValueError as error:
            problems.append(RowProblem(line, "", told("Line {line}{what}", line=line, what=error.args[0])))
    return Table("Line", tuple(records), tuple(problems), notes)


def _cells(person: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(person, dict):
        raise ValueError(told(": this is not a person. Begin each with '- public_name: …'."))
    for header, value in person.items():
        items = value if isinstance(value, list) else [value]
        if not all(item is None or isinstance(item, str) for item in items):
            raise ValueError(told(", {header}: this should be one text or a list of texts.", header=header))
        yield header, ";".join(item for item in items if item)


def _from_sheet(text: str, notes: tuple[str, ...]) -> Table:
    separator = _separator(text)
    problems: list[RowProblem] = []
    records: list[Record] = []
    headers: list[str] | None = None
    for line, cells in _rows(text, separator, problems):
        if not any(cell.strip() for cell in cells) or (headers is None and cells[0].lower().startswith("sep=")):
            continue
        if headers is None:
            headers = _headers(cells)
        elif any(cell.strip() for cell in cells[len(headers) :]):
            problems.append(_too_long(line, len(headers), len(cells)))
        else:
            records.append(Record(line, tuple(zip(headers, map(unguarded, cells), strict=False))))
    return Table("Row", tuple(records), tuple(problems), notes)


def _rows(text: str, separator: str, problems: list[RowProblem]) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number as a spreadsheet counts; a quote left open ends the reading with a problem."""
    line = 0
    try:
        for line, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            if line > MOST_ROWS + 1:
                raise UnreadableFile(_too_many())
            yield line, cells or [""]
    except csv.Error as error:
        large = "field larger" in str(error)
        why = told("a cell is far too long") if large else told("a quote is opened and not closed")
        sentence = told("Row {line}: {why}. This row and what follows was not read.", line=line + 1, why=why)
        problems.append(RowProblem(line + 1, "", sentence))


def _headers(cells: list[str]) -> list[str]:
    """The header row; a column that has no name is told apart by its number."""
    headers = [" ".join(cell.split()) or f"column {number}" for number, cell in enumerate(cells, 1)]
    if not any(column(header) == "public_name" for header in headers):
        raise UnreadableFile(
            told("The file has no column 'public_name'. The first row names the columns: public_name, level, …")
        )
    return headers


def _separator(text: str) -> str:
    """The sign between cells: the one with which most of the first row's headers are known."""
    rows = [row for row in text.lstrip().splitlines()[:2] if not row.lower().startswith("sep=")]
    first = rows[0] if rows else ""
    return max(_SEPARATORS, key=lambda sign: sum(bool(column(cell.strip(' "'))) for cell in first.split(sign)))


def _too_long(line: int, width: int, found: int) -> RowProblem:
    sentence = told(
        "Row {line}: it has {found} cells, the header names {width}. Put texts with commas in quotes.",
        line=line, found=found, width=width,
    )  # fmt: skip
    return RowProblem(line, "", sentence)


def _too_many() -> str:
    most = f"{MOST_ROWS:,}"
    return told("The file has more than {most} rows, the most that a roster holds. Is it the right one?", most=most)
