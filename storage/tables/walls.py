"""The table of what every place should show, and of the pictures in it."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
    text,
)

from storage.columns import Moment, Said, count, desk, metadata, of_desk, row_id, words

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
    words("look"),
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
# A picture's bytes, once for each desk, under the SHA-256 of them. A card names the picture by that.
pictures = Table(
    "pictures",
    metadata,
    desk(),
    Column("hash", Text, primary_key=True),
    Column("png", LargeBinary, nullable=False),
    Column("kept_at", Moment),
    of_desk(),
)
