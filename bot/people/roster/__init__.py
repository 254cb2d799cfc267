"""The roster file: read with a report for each row, compared with what the desk has, and written again."""

from bot.people.roster.diff import RosterDiff, RowChange, diff_roster
from bot.people.roster.export import write_roster
from bot.people.roster.reading import read_roster
from bot.people.roster.report import RosterReport, RowProblem

__all__ = [
    "RosterDiff",
    "RosterReport",
    "RowChange",
    "RowProblem",
    "diff_roster",
    "read_roster",
    "write_roster",
]
