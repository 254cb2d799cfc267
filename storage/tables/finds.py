"""The tables of what polls found, of what is held and announced of it, and of what is due at times of the week."""

from sqlalchemy import Column, Index, Integer, Table, Text

from storage.columns import Moment, Said, count, desk, metadata, number, of_desk, partial, words

finds = Table(
    "finds",
    metadata,
    desk(),
    number(),
    Column("dataset", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("made", Moment),
    # What a material change is, as JSON; "" for anything else.
    words("detail", Said),
    count("successor"),
    Column("state", Text, nullable=False),
    count("hold"),
    count("announcement"),
    of_desk(),
    Index(None, "desk", "dataset"),
    partial("finds_pending", "desk", "state", where="state IN ('waiting', 'held')"),
    partial("finds_held", "desk", "hold", where="hold > 0"),
    partial("finds_announced", "desk", "announcement", where="announcement > 0"),
)
holds = Table(
    "holds",
    metadata,
    desk(),
    number(),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    words("decision"),
    count("decided_by"),
    of_desk(),
)
announcements = Table(
    "announcements",
    metadata,
    desk(),
    number(),
    Column("at", Moment, nullable=False),
    Column("due", Moment),
    of_desk(),
)
appointments = Table(
    "appointments",
    metadata,
    desk(),
    Column("job", Text, primary_key=True),
    Column("due", Moment, nullable=False),
    words("plan"),
    Column("paused_at", Moment),
    words("told"),
    of_desk(),
)
