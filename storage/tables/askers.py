"""The tables of what is kept for those who ask: what they follow, and which answers were enough already."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text

from storage.columns import Moment, Said, count, desk, metadata, number, of, of_desk, words

# What somebody follows: ``subject`` is the number of a question or a dataset, or a topic's name. ``how`` is empty for
# whoever follows no longer and has said "me too" (``too``), which is counted once.
follows = Table(
    "follows",
    metadata,
    desk(),
    number("person"),
    Column("kind", Text, primary_key=True),
    Column("subject", Said, primary_key=True),
    words("how"),
    Column("too", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    of("persons", "person"),
    Index(None, "desk", "kind", "subject"),
)
# How often "This answers it" was pressed for a question or a dataset on one day of the desk. Nobody's name stands
# beside it: the digest only counts.
helped = Table(
    "helped",
    metadata,
    desk(),
    Column("day", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    number("subject"),
    count("times"),
    of_desk(),
)
