"""The tables of moderation: what holds for a desk just now, what one person may, and what was done by whom."""

from sqlalchemy import Column, Index, Integer, Table, Text

from storage.columns import Moment, Said, count, desk, metadata, number, of, of_desk, words

# Whether a desk is paused, and until when raid mode lasts. A desk without a row is neither.
conditions = Table(
    "conditions",
    metadata,
    desk(),
    Column("paused_at", Moment),
    words("paused_why", Said),
    Column("raid_until", Moment),
    of_desk(),
)
# What one person may ask in place of the desk's limits; null leaves the desk's.
allowances = Table(
    "allowances",
    metadata,
    desk(),
    number("person"),
    Column("open", Integer),
    Column("per_day", Integer),
    Column("seconds_between", Integer),
    of("persons", "person"),
)
# How much whoever asked to be forgotten had asked that day, by a digest of their account: kept for a day at most.
# ``person`` is who they are now, where they came back.
spent = Table(
    "spent",
    metadata,
    desk(),
    Column("digest", Text, primary_key=True),
    count("person"),
    count("asked"),
    Column("at", Moment, nullable=False),
    of_desk(),
    Index(None, "desk", "person"),
)
# What was done to people and to the desk. What was done to a question stands in its history.
deeds = Table(
    "deeds",
    metadata,
    desk(),
    number(),
    Column("at", Moment, nullable=False),
    Column("verb", Text, nullable=False),
    count("by"),
    words("platform"),
    count("person"),
    words("note", Said),
    of_desk(),
    Index(None, "desk", "at"),
)
