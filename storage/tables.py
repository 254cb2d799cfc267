"""The tables. The first column of every key is the desk's slug, and every query names it.

Two tables have a number of the database's own beside that key: ``words`` and ``datasets``, because SQLite's full
text refers to it, and ``slots``, because the pump works through them in the order in which they were hung.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
    text,
)

from storage.columns import Moment, Said, count, desk, metadata, number, of, of_desk, partial, row_id, words

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

# ``platform`` and ``user`` name the account that was last heard from.
persons = Table(
    "persons",
    metadata,
    desk(),
    number(),
    words("name", Said),
    words("language"),
    words("platform"),
    words("user"),
    of_desk(),
)
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
    of("persons", "person"),
    Index(None, "desk", "person"),
    sqlite_with_rowid=False,
)
# ``position`` is null for those who have left the roster.
champions = Table(
    "champions",
    metadata,
    desk(),
    number("person"),
    Column("position", Integer),
    words("name", Said),
    Column("row", Text, nullable=False),
    Column("away_until", Date),
    Column("cover", Integer),
    of("persons", "person"),
)
# How many questions a champion holds: kept by a trigger on ``questions``, so that routing need not count.
loads = Table("loads", metadata, desk(), number("person"), count("held"))

questions = Table(
    "questions",
    metadata,
    desk(),
    number(),
    Column("version", Integer, nullable=False),
    Column("asker", Integer, nullable=False),
    Column("share", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    words("language"),
    count("dataset"),
    words("topic", Said),
    Column("state", Text, nullable=False),
    words("level"),
    count("owner"),
    count("offered_to"),
    count("backup"),
    count("handoff_to"),
    words("why", Said),
    Column("promised", Date),
    Column("deadline", Date),
    Column("until", Date),
    count("duplicate_of"),
    Column("prior", Text),
    words("close_reason"),
    words("confirmed"),
    words("solved_by", Said),
    count("reopened"),
    count("rejected"),
    count("handoffs"),
    count("entries"),
    Column("erased", Boolean, nullable=False),
    Column("waits_since", Moment),
    count("rung"),
    Column("due_at", Moment),
    of("persons", "asker"),
    Index(None, "desk", "state", "asked_at"),
    Index(None, "desk", "asker"),
    partial("questions_by_desk_owner", "desk", "owner", where="owner > 0"),
    partial("questions_by_desk_duplicate_of", "desk", "duplicate_of", where="duplicate_of > 0"),
    partial("questions_by_desk_due_at", "desk", "due_at", where="due_at IS NOT NULL"),
)
# What people wrote, in this one table: erasing is one place. ``part`` says what of the question it is ("text",
# "note/3", "answer/1", "caveat/1", "source/1"), ``searched`` whether the search may find it.
said = Table(
    "words",
    metadata,
    row_id(),
    Column("desk", Text, nullable=False),
    Column("question", Integer, nullable=False),
    Column("part", Text, nullable=False),
    Column("author", Integer, nullable=False),
    Column("searched", Boolean, nullable=False),
    Column("text", Said, nullable=False),
    Column("edited_at", Moment),
    UniqueConstraint("desk", "question", "part"),
    of("questions", "question"),
    Index(None, "desk", "author"),
)
entries = Table(
    "entries",
    metadata,
    desk(),
    number("question"),
    number(),
    Column("verb", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    count("by"),
    Column("at", Moment, nullable=False),
    words("platform"),
    of("questions", "question"),
    sqlite_with_rowid=False,
)
answers = Table(
    "answers",
    metadata,
    desk(),
    number("question"),
    number(),
    count("by"),
    Column("at", Moment, nullable=False),
    count("dataset"),
    Column("helper", Boolean, nullable=False),
    words("platform"),
    of("questions", "question"),
    Index(None, "desk", "dataset", "at"),
)
drafts = Table(
    "drafts",
    metadata,
    desk(),
    number(),
    Column("kind", Text, nullable=False),
    Column("person", Integer, nullable=False),
    words("text", Said),
    Column("at", Moment, nullable=False),
    Column("place", Text, nullable=False),
    count("question"),
    count("dataset"),
    words("share"),
    words("topic", Said),
    words("caveat", Said),
    words("source", Said),
    Column("deadline", Date),
    words("thread"),
    count("used"),
    of("persons", "person"),
    Index(None, "desk", "person"),
    Index(None, "desk", "at"),
)

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

_BEHIND = "wanted > shown AND state = 'waiting'"
# Outbox, message map and wanted state in one. ``room`` is where a parent's message is looked for; ``not_before`` is
# when a lease runs out, or when a slot that was put off is due; ``token`` is empty where nobody holds a lease.
slots = Table(
    "slots",
    metadata,
    row_id(),
    Column("desk", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("room", Text, nullable=False),
    words("parent"),
    words("title", Said),
    Column("labels", Text, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("once", Boolean, nullable=False),
    Column("card", Text, nullable=False),
    Column("wanted", Integer, nullable=False),
    count("shown"),
    words("message"),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    words("why", Said),
    words("token"),
    Column("not_before", Moment),
    count("tries"),
    count("lost"),
    Column("doubtful", Boolean, nullable=False, server_default=text("false")),
    Column("since", Moment),
    UniqueConstraint("desk", "name", "place"),
    Index("slots_by_desk_room_message", "desk", "room", "message"),
    Index("slots_behind", "id", sqlite_where=text(_BEHIND), postgresql_where=text(_BEHIND)),
)
behind = and_(slots.c.wanted > slots.c.shown, slots.c.state == literal_column("'waiting'"))
# A card in somebody else's thread (a message that was tracked): the key of such a place has no empty part but the last.
in_thread = text("replace(place, '//', '') = place")
Index("slots_in_thread", slots.c.desk, slots.c.place, slots.c.id, sqlite_where=in_thread, postgresql_where=in_thread)
held = text(f"{_BEHIND} AND message = '' AND not_before IS NOT NULL")
Index("slots_held", slots.c.desk, slots.c.place, slots.c.parent, slots.c.id, sqlite_where=held, postgresql_where=held)
