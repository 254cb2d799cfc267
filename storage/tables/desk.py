"""The tables of a desk itself: its settings, where it is, and what was handled."""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from storage.columns import Moment, count, desk, metadata, of_desk, words

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
# ``sealed`` are the tokens of a workspace that installed the app by itself; ``left_at`` is when the app was removed.
workspaces = Table(
    "workspaces",
    metadata,
    desk(),
    Column("platform", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    words("sealed"),
    Column("left_at", Moment),
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
# An installation that has begun: no desk is known yet. Only a digest is kept, and each is good once.
states = Table(
    "states",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("until", Moment, nullable=False),
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
