"""The desk's own numbers: ``Q-142``, ``DS-17``, ``D-3``."""

from storage.prepared import Link, Prepared, adding
from storage.tables import counters

_COUNT = Prepared(
    adding(counters, "desk", "name")
    .values(last=1)
    .on_conflict_do_update(index_elements=[counters.c.desk, counters.c.name], set_={"last": counters.c.last + 1})
    .returning(counters.c.last)
)


def next_number(link: Link, desk: str, of: str) -> int:
    """The desk's next number for a kind of thing ("question", "draft", "person", "dataset"); the first is 1."""
    return int(link.value(_COUNT, desk=desk, name=of))
