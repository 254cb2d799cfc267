"""What is different in a dataset that people rely on: columns that went or got another name, an end, a correction."""

from bot.catalog.memory import Change, Known
from bot.catalog.sighting import Published


def differing(known: Known, record: Published) -> Change | None:
    """What matters between a dataset as it was known and as it is published now; None where nothing does.

    Columns that came are no change for those who rely on the others. Where the portal told no columns before, or tells
    none now, nothing is concluded from them.
    """
    removed, renamed = _columns(known.columns, record.columns)
    stopped = record.stopped if record.stopped and not known.stopped else ""
    corrected = record.correction if record.correction != known.correction else ""
    if not (removed or renamed or stopped or corrected):
        return None
    return Change(known.number, record, removed, renamed, stopped, corrected)


def _columns(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    if not before or not after:
        return (), ()
    went, came = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    if len(went) == len(came) == 1:
        return (), ((went[0], came[0]),)
    renamed = tuple((old, new) for old in went if (new := _same_but_for_writing(old, came)))
    paired = {old for old, _ in renamed}
    return tuple(old for old in went if old not in paired), renamed


def _same_but_for_writing(old: str, came: list[str]) -> str:
    """The one new column whose name has the same letters, "" where there is none or more than one."""
    letters = _letters(old)
    same = [new for new in came if _letters(new) == letters]
    return same[0] if len(same) == 1 else ""


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
