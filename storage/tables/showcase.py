"""The tables of projects, and of what people write to who made them."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, text

from storage.columns import Moment, Said, count, desk, metadata, number, of, of_desk, partial, words

# In the order in which statements say it (``among``): SQLite takes the index for no other.
_STANDING = text("state IN ('approved', 'changes', 'review')")
projects = Table(
    "projects",
    metadata,
    desk(),
    number(),
    Column("version", Integer, nullable=False),
    Column("title", Said, nullable=False),
    Column("url", Said, nullable=False),
    Column("address", Said, nullable=False),
    Column("does", Said, nullable=False),
    # Short numbers with a space between them.
    words("datasets"),
    # Nobody's once its maker is forgotten: then it refers to no person.
    count("maker"),
    Column("place", Text, nullable=False),
    Column("submitted_at", Moment, nullable=False),
    Column("stage", Text, nullable=False),
    words("runs", Said),
    words("help_wanted", Said),
    words("licence", Said),
    words("image"),
    words("alt", Said),
    Column("state", Text, nullable=False),
    count("edition"),
    Column("suggested", Boolean, nullable=False, server_default=text("false")),
    Column("dead", Boolean, nullable=False, server_default=text("false")),
    count("decided_by"),
    words("reason", Said),
    Column("approved_at", Moment),
    words("news", Said),
    Column("news_at", Moment),
    words("fresh", Said),
    Column("shown_at", Moment),
    count("times_shown"),
    of_desk(),
    Index(None, "desk", "state"),
    Index(None, "desk", "maker"),
    Index("projects_standing_at", "desk", "address", unique=True, postgresql_where=_STANDING, sqlite_where=_STANDING),
    partial("projects_with_picture", "desk", "image", where="image <> ''"),
)
letters = Table(
    "letters",
    metadata,
    desk(),
    number(),
    Column("project", Integer, nullable=False),
    Column("person", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    words("text", Said),
    Column("at", Moment, nullable=False),
    Column("place", Text, nullable=False),
    words("answer", Said),
    Column("answered_at", Moment),
    of_desk(),
    of("projects", "project"),
    of("persons", "person"),
    Index(None, "desk", "person", "at"),
    Index(None, "desk", "project"),
)
