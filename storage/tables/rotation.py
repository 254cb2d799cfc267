"""The tables of what coordinators said of a project's turn, and of the thanks that were said for one."""

from sqlalchemy import Column, Table, Text

from storage.columns import Moment, desk, metadata, number, of, of_desk

turns = Table(
    "turns",
    metadata,
    desk(),
    number("project"),
    Column("wish", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("moment", Moment),
    of_desk(),
    of("projects", "project"),
)
thanks = Table(
    "thanks",
    metadata,
    desk(),
    number("project"),
    Column("at", Moment, nullable=False),
    of_desk(),
    of("projects", "project"),
)
