"""The tables of what the city has, and of what people looked for in vain."""

from sqlalchemy import Column, Date, Integer, Table, Text, UniqueConstraint

from storage.columns import Moment, Said, count, desk, metadata, of_desk, row_id, words

# A dataset that left the portal is ``gone``: its number and title stay for the questions about it.
datasets = Table(
    "datasets",
    metadata,
    row_id(),
    Column("desk", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("portal_id", Said, nullable=False),
    Column("title", Said, nullable=False),
    words("description", Said),
    words("department", Said),
    Column("topics", Text, nullable=False),
    Column("keywords", Text, nullable=False),
    words("page"),
    Column("issued", Date),
    Column("modified", Moment),
    words("language"),
    Column("gone_at", Moment),
    UniqueConstraint("desk", "number"),
    UniqueConstraint("desk", "portal_id"),
    of_desk(),
)

# Searches that found nothing: what people look for and the city does not have. Nobody's name stands beside them.
gaps = Table(
    "gaps",
    metadata,
    desk(),
    Column("words", Said, primary_key=True),
    count("times"),
    Column("last_at", Moment, nullable=False),
)
# How often people searched on one day of the desk: for words that found nothing, and, with no words, for all that found
# something. Nobody's name stands beside it.
searches = Table(
    "searches",
    metadata,
    desk(),
    Column("day", Date, primary_key=True),
    Column("words", Said, primary_key=True),
    count("times"),
    of_desk(),
)
