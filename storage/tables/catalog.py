"""The tables of what the city has, of the portals that show it, and of what people looked for in vain."""

from sqlalchemy import Column, Date, Integer, LargeBinary, Table, Text, UniqueConstraint

from storage.columns import Moment, Said, count, desk, metadata, number, of_desk, row_id, words

# This is the seen-set, too: no row is ever deleted. A dataset that left its portal is ``gone``: its number and title
# stay for the questions about it. ``portal`` is 0 for what was loaded by hand and has not been shown by a portal yet;
# ``first_seen`` is empty for what was there before portals were remembered. Two portals may use the same id.
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
    count("portal"),
    Column("print", LargeBinary),
    Column("created", Moment),
    Column("published", Moment),
    words("columns", Said),
    words("stopped", Said),
    words("correction", Said),
    count("successor"),
    Column("missing_since", Moment),
    Column("first_seen", Moment),
    UniqueConstraint("desk", "number"),
    UniqueConstraint("desk", "portal", "portal_id"),
    of_desk(),
)

# ``told`` is what coordinators were told of last and still holds. ``waiting`` is what will be remembered of the portal
# once all that is staged has been taken in, "" while nothing is.
portals = Table(
    "portals",
    metadata,
    desk(),
    number(),
    Column("kind", Text, nullable=False),
    Column("url", Said, nullable=False),
    Column("baseline_at", Moment),
    Column("counted_at", Moment),
    count("size"),
    *(Column(name, Moment) for name in ("quarantined_at", "polled_at", "next_at", "reading_until", "failing_since")),
    Column("left_at", Moment),
    *(count("shown"), count("failures")),
    *(words("validators", Said), words("trouble", Said), words("told"), words("waiting", Said)),
    UniqueConstraint("desk", "url"),
    of_desk(),
)

# Under which ids a dataset was shown before: whoever follows it, or asked about it, stays with it.
former_ids = Table(
    "former_ids",
    metadata,
    desk(),
    number("portal"),
    Column("portal_id", Said, primary_key=True),
    Column("dataset", Integer, nullable=False),
    of_desk(),
)

# What a poll found, in parts that are each taken in at once: docs/adr/0016-a-catalogue-is-staged.md.
staged = Table(
    "staged",
    metadata,
    desk(),
    number("portal"),
    number("part"),
    Column("steps", Said, nullable=False),
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
