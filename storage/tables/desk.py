"""The tables of a desk itself: its settings, where it is, and what was handled."""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from storage.columns import Moment, count, desk, metadata, of_desk

# ``stamp`` changes whenever settings, rooms or roster do, ``catalogue`` whenever the datasets do. Both are drawn at
# random: whoever has read a stamp may keep what it stood for, even where the transaction was rolled back afterwards.
desks = Table(
    "desks",
    metadata,
    desk(),
    Column("settings", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("catalogue", Text, nullable=False),
)
workspaces = Table(
    "workspaces",
    metadata,
    desk(),
    Column("platform", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    UniqueConstraint("platform", "team"),
    of_desk(),
)
rooms = Table(
    "rooms",
    metadata,
    desk(),
    Column("name", Text, primary_key=True),
    Column("place", Text, nullable=False),
    of_desk(),
)
counters = Table("counters", metadata, desk(), Column("name", Text, primary_key=True), count("last"))
codes = Table(
    "codes",
    metadata,
    desk(),
    Column("digest", Text, primary_key=True),
    Column("spent_at", Moment),
    of_desk(),
)

requests = Table(
    "requests",
    metadata,
    desk(),
    Column("id", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reply", Text),
    Index(None, "at"),
    sqlite_with_rowid=False,
)
