"""What one poll says, beside what is remembered of the portal. Pure: nothing is fetched and nothing is stored here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.catalog.memory import Findings, Known, Memory, Status
from bot.catalog.sighting import Published, Sighting


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers by which a poll is judged.

    ``shrunk`` is the part of the usual size below which a listing is not believed; ``flood`` how many may be announced
    from one poll before a coordinator has to look; ``retired_after`` how long a dataset is missing before it counts as
    retired.
    """

    shrunk: float = 0.5
    flood: int = 20
    retired_after: timedelta = timedelta(days=14)


def detect(
    memory: Memory, known: Mapping[str, Known], sightings: Iterable[Sighting], at: datetime, rules: Rules = Rules()
) -> Findings:
    """Judge one whole poll (all its pages) that was made at ``at`` (aware).

    ``known`` is all that was ever seen on this portal, under its present id and under every id it had before.
    """
    shown: dict[str, Sighting] = {}
    for sighting in sightings:
        shown.setdefault(sighting.portal_id, sighting)
    if memory.baseline_at is None:
        learned = tuple(record for each in shown.values() if (record := each.read()))
        fresh = Memory(baseline_at=at, counted_at=at, size=len(shown))
        return Findings(Status.BASELINE, fresh, "This is the first poll: everything is learned.", backlog=learned)
    if len(shown) < memory.size * rules.shrunk:
        why = f"The listing shows {len(shown)} datasets where {memory.size} are usual. Nothing is concluded from it."
        return Findings(Status.QUARANTINED, replace(memory, quarantined_at=memory.quarantined_at or at), why)
    return _judged(Memory(memory.baseline_at, at, len(shown)), known, shown, at, rules)


def trusted(memory: Memory) -> Memory:
    """What is remembered once a coordinator said that a quarantined listing is right: the next poll counts."""
    return replace(memory, size=0)


def _judged(
    memory: Memory, known: Mapping[str, Known], shown: Mapping[str, Sighting], at: datetime, rules: Rules
) -> Findings:
    new: list[Published] = []
    backlog: list[Published] = []
    changed: list[tuple[int, Published]] = []
    seen: dict[int, Known] = {}
    for portal_id, sighting in shown.items():
        before = known.get(portal_id)
        if before is None:
            record = sighting.read()
            if record is not None:
                fresh = record.created is not None and memory.baseline_at is not None
                (new if fresh and record.created > memory.baseline_at else backlog).append(record)  # type: ignore[operator]
        else:
            seen[before.number] = before
            if before.print != sighting.print and (record := sighting.read()):
                changed.append((before.number, record))
    absent = {each.number: each for each in known.values() if each.number not in seen and not each.gone}
    return Findings(
        Status.HELD if len(new) > rules.flood else Status.OK,
        memory,
        new=tuple(new),
        backlog=tuple(backlog),
        changed=tuple(changed),
        back=tuple(number for number, each in seen.items() if each.missing_since is not None),
        missing=tuple(number for number, each in absent.items() if each.missing_since is None),
        retired=tuple(
            number
            for number, each in absent.items()
            if each.missing_since is not None and at - each.missing_since >= rules.retired_after
        ),
    )
