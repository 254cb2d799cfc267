"""Whether a dataset that was never seen before is new: by the portal's own dates, where they prove right."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto
from itertools import islice

from bot.catalog.memory import Known, Memory
from bot.catalog.rules import Rules
from bot.catalog.sighting import Published

_GAPS = re.compile(r"[\W_]+")
# Portals and we may disagree about the hour; nobody makes a dataset tomorrow.
_CLOCKS_DIFFER = timedelta(days=1)
_SAMPLE = 200  # dated datasets that tell how a portal writes its dates


class Life(Enum):
    """Where a dataset comes from that was never seen before."""

    NEW = auto()  # made since we look
    PUBLISHED_LATER = auto()  # made before, shown to the public since we look
    BACKLOG = auto()  # it was there all the time, and the listing did not show it


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the dates of one poll are measured against. ``baseline`` is the portal's first poll, ``since`` the moment
    from which a portal's only date counts as new, ``at`` this poll; ``to_the_day`` is whether the portal's own dates
    are days without a time."""

    baseline: datetime
    since: datetime
    at: datetime
    to_the_day: bool

    @classmethod
    def of(cls, memory: Memory, known: Iterable[Known], at: datetime, rules: Rules) -> "Calendar":
        """The calendar of a poll made at ``at``, for a portal that has had its first poll."""
        baseline = memory.baseline_at or at
        last = memory.counted_at or baseline
        return cls(baseline, min(last, at - rules.fresh), at, _writes_days(known))

    def life(self, record: Published) -> Life:
        """Judge a dataset that no poll showed before.

        A portal that says both when a dataset was made and when it was published leaves no doubt, however long its
        listing hid it. A single date must be recent: it may be the day the data were made, long before they were shown.
        Without a date that proves right, the first sight of it is all there is.
        """
        created, published = self._credible(record.created), self._credible(record.published)
        if created and published:
            if created > self.baseline:
                return Life.NEW
            return Life.PUBLISHED_LATER if published > self.baseline else Life.BACKLOG
        only = created or published
        return Life.NEW if only is None or self._recent(only) else Life.BACKLOG

    def _recent(self, moment: datetime) -> bool:
        # A day began before the poll that was made on it.
        return moment >= self.since or (is_day(moment) and moment.date() >= self.since.date())

    def _credible(self, moment: datetime | None) -> datetime | None:
        """Nothing for a date that says nothing: one in the future, and a day typed by hand into a catalogue whose own
        dates carry a time. Such a day is when the data are from, not when they came to the portal."""
        if moment is None or moment > self.at + _CLOCKS_DIFFER or (is_day(moment) and not self.to_the_day):
            return None
        return moment


def is_day(moment: datetime) -> bool:
    """Whether ``moment`` is a day without a time: portals write such a date, and it is read as its first moment."""
    return moment.time() == time.min


def most_at_once(records: Sequence[Published]) -> int:
    """How many of ``records`` the portal made in one and the same second. A day without a time is no moment."""
    moments = (record.created or record.published for record in records)
    seconds = Counter(each.replace(microsecond=0) for each in moments if each is not None and not is_day(each))
    return max(seconds.values(), default=0)


def twins(records: Iterable[Published], shown: Iterable[Known]) -> set[str]:
    """The portal ids of those ``records`` that are another face of one that is announced or ``shown`` already.

    ArcGIS Hub lists an item and the one layer in it, a map and its table: the same title, made in the same second. The
    one that the portal lists first is kept.
    """
    first: dict[tuple[str, datetime], str] = {}
    hidden: set[str] = set()
    for record in records:
        if record.created is not None and not is_day(record.created):
            portal_id = record.dataset.portal_id
            if first.setdefault((folded(record.dataset.title), record.created), portal_id) != portal_id:
                hidden.add(portal_id)
    moments = {moment for _, moment in first}
    known = {(folded(each.title), each.created) for each in shown if each.created in moments}
    return hidden | {portal_id for key, portal_id in first.items() if key in known}


def folded(title: str) -> str:
    """A title as it is compared: small letters, and nothing between its words but one space."""
    return _GAPS.sub(" ", title).casefold().strip()


def _writes_days(known: Iterable[Known]) -> bool:
    dates = (each.created or each.published for each in known)
    sample = list(islice((each for each in dates if each is not None), _SAMPLE))
    return sum(map(is_day, sample)) * 2 >= len(sample)
