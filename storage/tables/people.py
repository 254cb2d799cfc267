"""The tables of everybody whom a desk knows."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text, text

from storage.columns import Moment, Said, count, desk, metadata, number, of, of_desk, words

# ``platform`` and ``user`` name the account that was last heard from; ``since`` is when they were first heard, null for
# those whom the roster brought. ``chosen`` says that the language is the person's own choice and no guess, ``messages``
# how they want to be written to ("dm", "thread", "none"; empty: never said).
persons = Table(
    "persons",
    metadata,
    desk(),
    number(),
    words("name", Said),
    words("language"),
    words("platform"),
    words("user"),
    Column("chosen", Boolean, nullable=False, server_default=text("false")),
    words("messages"),
    Column("since", Moment),
    Column("muted_until", Moment),
    words("muted_why", Said),
    of_desk(),
)
# ``left_at`` is when the platform said that the account is no longer there.
identities = Table(
    "identities",
    metadata,
    desk(),
    Column("platform", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("team", Text, nullable=False),
    Column("person", Integer, nullable=False),
    words("name", Said),
    words("locale"),
    Column("pinned", Boolean, nullable=False),
    Column("heard_at", Moment),
    Column("left_at", Moment),
    of("persons", "person"),
    Index(None, "desk", "person"),
    sqlite_with_rowid=False,
)
# ``position`` is null for those who have left the roster. ``away_from`` is the first day of a leave that has not begun
# yet, with ``away_held`` as what then becomes of the questions they hold.
champions = Table(
    "champions",
    metadata,
    desk(),
    number("person"),
    Column("position", Integer),
    words("name", Said),
    Column("row", Text, nullable=False),
    Column("away_from", Date),
    Column("away_until", Date),
    words("away_held"),
    Column("cover", Integer),
    of("persons", "person"),
)
# How many questions a champion holds: kept by a trigger on ``questions``, so that routing need not count.
loads = Table("loads", metadata, desk(), number("person"), count("held"))
