"""What came of reading a roster: the rows that are ready, and a sentence for each that needs another look."""

from dataclasses import dataclass

from bot.people.model import RosterRow
from bot.speech.words import told, told_many


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that is wrong. ``line`` is the row of the sheet (the header is row 1) or the line of the YAML
    file; 0 stands for the whole file. ``column`` is one of ours, or "". A problem is ``blocking`` when its
    row is left out.
    """

    line: int
    column: str
    sentence: str
    blocking: bool = True

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class RosterReport:
    """``rows`` can be imported, whatever is wrong with others; ``notes`` say what was assumed; ``read``
    counts the people in the file, good rows and bad."""

    rows: tuple[RosterRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()
    read: int = 0

    def sentences(self) -> tuple[str, ...]:
        """The whole report in plain words: how many are ready, then every problem in the file's order, then
        the notes."""
        read = told_many("{count} row.", "{count} rows.", self.read)
        first = told("{read} {count} ready.", read=read, count=len(self.rows))
        return (first, *(problem.sentence for problem in self.problems), *self.notes)
