"""What one poll says, beside what is remembered of the portal. Pure: nothing is fetched and nothing is stored here."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.catalog.dating import Calendar, Life, folded, most_at_once, twins
from bot.catalog.differing import differing
from bot.catalog.memory import Findings, Known, Memory, Status
from bot.catalog.migrating import follow
from bot.catalog.rules import Rules
from bot.catalog.sighting import Published, Sighting

__all__ = ["Rules", "detect", "trusted"]

_RULES = Rules()
_FEWEST_MOVED = 3  # two datasets under other ids are two renames, however small the portal is


def detect(
    memory: Memory, known: Mapping[str, Known], sightings: Iterable[Sighting], at: datetime, rules: Rules = _RULES
) -> Findings:
    """Judge one whole poll (all its pages) that was made at ``at`` (aware).

    ``known`` is all that was ever seen on this portal, under its present id and under every id it had before. The same
    poll judged twice, with the findings of the first time remembered, announces nothing the second time. An id that
    stands twice in a listing counts once, as it stands first.
    """
    shown: dict[str, Sighting] = {}
    for sighting in sightings:
        shown.setdefault(sighting.portal_id, sighting)
    if not shown:
        return _quarantined(memory, at, "The listing is empty. Nothing is concluded from it.")
    if memory.baseline_at is None:
        return _baseline(shown, at)
    if memory.counted_at is not None and at < memory.counted_at:
        why = f"This poll is older than the last one ({memory.counted_at.isoformat()}). Nothing is concluded from it."
        return replace(_quarantined(memory, at, why), memory=memory)
    if len(shown) < memory.size * rules.shrunk:
        why = f"The listing shows {len(shown)} datasets where {memory.size} are usual. Nothing is concluded from it."
        return _quarantined(memory, at, why)
    return _Poll(memory, known, shown, at, rules).findings()


def trusted(memory: Memory) -> Memory:
    """What is remembered once a coordinator said that a quarantined listing is right: the next poll counts, however
    little it shows, and also where the last one was made by a clock that went ahead."""
    return replace(memory, size=0, counted_at=memory.baseline_at)


def _quarantined(memory: Memory, at: datetime, why: str) -> Findings:
    return Findings(Status.QUARANTINED, replace(memory, quarantined_at=memory.quarantined_at or at), why)


def _baseline(shown: Mapping[str, Sighting], at: datetime) -> Findings:
    learned = [record for each in shown.values() if (record := each.read())]
    why = f"This is the first poll: {_count(len(learned), 'dataset')} learned, nothing announced."
    memory = Memory(baseline_at=at, counted_at=at, size=len(shown))
    return Findings(Status.BASELINE, memory, why, backlog=tuple(learned), prints=_prints(learned, shown))


@dataclass
class _Poll:
    """One poll that counts, while it is judged."""

    memory: Memory
    known: Mapping[str, Known]
    shown: Mapping[str, Sighting]
    at: datetime
    rules: Rules
    seen: dict[int, Known] = field(default_factory=dict)
    arrivals: list[Published] = field(default_factory=list)
    changed: list[tuple[Known, Published]] = field(default_factory=list)
    moved: list[tuple[Known, Published]] = field(default_factory=list)

    def findings(self) -> Findings:
        self._compare()
        absent = {each.number: each for each in self.known.values() if each.number not in self.seen}
        following = follow(self.arrivals, absent.values(), self.memory.size)
        self.moved += following.moved
        for each, _ in following.moved:
            self.seen[each.number] = absent.pop(each.number)
        return self._told(absent, self._dated(following.rest))

    def _compare(self) -> None:
        """Sort what is shown into what was seen before, what is another record now, and what never was seen."""
        former: list[tuple[Known, Sighting]] = []
        for portal_id, sighting in self.shown.items():
            before = self.known.get(portal_id)
            if before is None:
                if record := sighting.read():
                    self.arrivals.append(record)
            elif before.portal_id != portal_id:
                former.append((before, sighting))
            else:
                self.seen[before.number] = before
                if before.print != sighting.print and (record := sighting.read()):
                    self.changed.append((before, record))
        for before, sighting in former:  # a portal that went back to its old ids; or shows both, and the new one counts
            if before.number not in self.seen and (record := sighting.read()):
                self.seen[before.number] = before
                self.moved.append((before, record))

    def _dated(self, records: Sequence[Published]) -> dict[Life, tuple[Published, ...]]:
        if not records:
            return dict.fromkeys(Life, ())
        calendar = Calendar.of(self.memory, self.known.values(), self.at, self.rules)
        lives = [(record, calendar.life(record)) for record in records]
        hidden = twins([record for record, life in lives if life is not Life.BACKLOG], self.seen.values())
        lives = [(record, Life.BACKLOG if record.dataset.portal_id in hidden else life) for record, life in lives]
        return {life: tuple(record for record, found in lives if found is life) for life in Life}

    def _told(self, absent: Mapping[int, Known], dated: Mapping[Life, tuple[Published, ...]]) -> Findings:
        new, later, backlog = dated[Life.NEW], dated[Life.PUBLISHED_LATER], dated[Life.BACKLOG]
        anew = {folded(record.dataset.title) for record in new}
        retired = [each for each in absent.values() if self._is_retired(each, anew)]
        status, why = self._status((*new, *later))
        named = [*new, *later, *backlog, *(record for _, record in (*self.changed, *self.moved))]
        return Findings(
            status,
            Memory(self.memory.baseline_at, self.at, self._usual_size()),
            why,
            new,
            later,
            backlog,
            missing=tuple(each.number for each in absent.values() if each.missing_since is None and not each.gone),
            back=tuple(each.number for each in self.seen.values() if each.missing_since is not None or each.gone),
            changed=tuple((each.number, record) for each, record in self.changed),
            material=tuple(found for pair in (*self.changed, *self.moved) if (found := differing(*pair))),
            moved=tuple((each.number, record) for each, record in self.moved),
            retired=tuple(each.number for each in retired),
            replaced=self._replaced(retired, named),
            prints=_prints(named, self.shown),
        )

    def _is_retired(self, each: Known, anew: Set[str]) -> bool:
        """Missing for long; or missing when the city made a dataset of the same name, which then is its successor."""
        if each.gone:
            return False
        since = each.missing_since
        long_missing = since is not None and self.at - since >= self.rules.retired_after
        return long_missing or (bool(anew) and folded(each.title) in anew)

    def _usual_size(self) -> int:
        """Half way from what was usual to what is shown: one poll that shows too much or too little is no habit."""
        size = self.memory.size
        return (size + len(self.shown) + 1) // 2 if size else len(self.shown)

    def _replaced(self, retired: Sequence[Known], named: Sequence[Published]) -> tuple[tuple[int, str], ...]:
        """Those retired whose title a dataset has that is shown: the city made it anew, under another id."""
        if not retired:
            return ()
        successors = {folded(each.title): each.portal_id for each in self.seen.values()}
        successors |= {folded(record.dataset.title): record.dataset.portal_id for record in named}
        found = ((each.number, successors.get(folded(each.title))) for each in retired)
        return tuple((number, successor) for number, successor in found if successor)

    def _status(self, announced: Sequence[Published]) -> tuple[Status, str]:
        """The status, and why it is that one."""
        if len(announced) > self.rules.flood:
            return (
                Status.HELD,
                f"{len(announced)} datasets at once are more than {self.rules.flood}: somebody has to look.",
            )
        if (together := most_at_once(announced)) > self.rules.bulk:
            return Status.HELD, f"{together} datasets were made in the same second: somebody has to look."
        if len(self.moved) >= max(_FEWEST_MOVED, self.rules.migrated * len(self.shown)):
            return Status.MIGRATED, f"{len(self.moved)} datasets have other ids now, and were followed."
        moved = f", {_count(len(self.moved), 'dataset')} followed to another id" if self.moved else ""
        told = f"{_count(len(announced), 'dataset')} to announce" if announced else "Nothing to announce"
        return Status.OK, f"{told}{moved}."


def _prints(records: Iterable[Published], shown: Mapping[str, Sighting]) -> dict[str, bytes]:
    ids = (record.dataset.portal_id for record in records)
    return {each: shown[each].print for each in ids if each in shown}


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
