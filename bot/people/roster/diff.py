"""What an import would change, before it changes anything (interaction.md §2.4: the dry run)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields

from bot.hints import quoted
from bot.people.model import RosterRow
from bot.speech.words import told, told_many

_NAMED = 5  # so many names in one sentence; the others are counted


@dataclass(frozen=True, slots=True)
class RowChange:
    """A person who stays, with the columns that differ."""

    before: RosterRow
    after: RosterRow
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterDiff:
    """The difference between two rosters, each part in the order of the file it comes from."""

    added: tuple[RosterRow, ...] = ()
    changed: tuple[RowChange, ...] = ()
    removed: tuple[RosterRow, ...] = ()
    unchanged: tuple[RosterRow, ...] = ()
    new_topics: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether an import would change nobody."""
        return not (self.added or self.changed or self.removed)

    def sentences(self, read: int | None = None) -> tuple[str, ...]:
        """The change in plain words. ``read`` is how many rows the file has, where some of them are not
        ready."""
        ready = len(self.added) + len(self.changed) + len(self.unchanged)
        return tuple(self._sentences(ready if read is None else read, ready))

    def _sentences(self, read: int, ready: int) -> Iterator[str]:
        yield told_many("{count} row.", "{count} rows.", read)
        yield told("{count} ready.", count=ready)
        if self.added:
            names = _names([row.public_name for row in self.added])
            yield told("{count} new: {names}.", count=len(self.added), names=names)
        if self.changed:
            names = _names([_change(each) for each in self.changed])
            yield told("{count} changed: {names}.", count=len(self.changed), names=names)
        if self.removed:
            names = _names([row.public_name for row in self.removed])
            yield told("{count} no longer there: {names}.", count=len(self.removed), names=names)
        if self.is_empty:
            yield told("Nobody changes.")
        if self.new_topics:
            names = _names([quoted(topic) for topic in self.new_topics])
            count = len(self.new_topics)
            yield told_many("{count} topic new: {names}.", "{count} topics new: {names}.", count, names=names)


def diff_roster(before: Sequence[RosterRow], after: Sequence[RosterRow], topics: Collection[str]) -> RosterDiff:
    """What turns ``before`` into ``after``; ``topics`` are the names that the desk knows.

    The same person is found by Slack account, then by Discord account, then by name, whatever the case.
    """
    old_of = _matched(before, after)
    pairs = [(before[old_of[new]], row) for new, row in enumerate(after) if new in old_of]
    kept = set(old_of.values())
    changes = [(old, new, _differing(old, new)) for old, new in pairs]
    return RosterDiff(
        added=tuple(row for new, row in enumerate(after) if new not in old_of),
        changed=tuple(RowChange(*change) for change in changes if change[2]),
        removed=tuple(row for old, row in enumerate(before) if old not in kept),
        unchanged=tuple(new for _, new, differing in changes if not differing),
        new_topics=_new_topics(after, topics),
    )


def _matched(before: Sequence[RosterRow], after: Sequence[RosterRow]) -> dict[int, int]:
    """Which row of ``after`` is which of ``before``; accounts go first, for names are shared and change."""
    old_of: dict[int, int] = {}
    for column in ("slack", "discord", "public_name"):
        taken = set(old_of.values())
        free = {_key(row, column): old for old, row in enumerate(before) if old not in taken}
        for new, row in enumerate(after):
            key = _key(row, column)
            if key and new not in old_of and key in free:
                old_of[new] = free.pop(key)
    return old_of


def _key(row: RosterRow, column: str) -> str:
    return str(getattr(row, column)).casefold()


def _differing(old: RosterRow, new: RosterRow) -> tuple[str, ...]:
    return tuple(each.name for each in fields(RosterRow) if getattr(old, each.name) != getattr(new, each.name))


def _new_topics(rows: Sequence[RosterRow], known: Collection[str]) -> tuple[str, ...]:
    met = {topic.casefold() for topic in known} | {"*"}
    found: list[str] = []
    for topic in (topic for row in rows for topic in row.topics):
        if topic.casefold() not in met:
            met.add(topic.casefold())
            found.append(topic)
    return tuple(found)


def _change(change: RowChange) -> str:
    return f"{change.after.public_name} ({', '.join(change.fields)})"


def _names(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return told("{names} and {count} more", names=shown, count=more) if more > 0 else shown
