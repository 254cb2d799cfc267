"""Datasets that came back under another id: followed, so that what people tied to them stays tied."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.catalog.dating import folded, is_day
from bot.catalog.memory import Known
from bot.catalog.sighting import Published

Each = TypeVar("Each", Known, Published)

_FILE_ENDING = re.compile(r"\.[a-z]{2,5}$")
_MOST = 0.5
_AKIN = 0.5  # the part of the words of the shorter title that the longer one must have too


@dataclass
class Following:
    """Arrivals matched to the datasets that are gone. ``moved`` is who came back as what, ``rest`` what is left."""

    moved: list[tuple[Known, Published]] = field(default_factory=list)
    rest: list[Published] = field(default_factory=list)


def follow(arrivals: Sequence[Published], gone: Iterable[Known], usual: int) -> Following:
    """Match datasets that no poll showed before to those that this poll does not show, one to one.

    The surest sign first: the portal names the former id; the same title and the same date; the same title, where one
    side has no date; the same id but for case and a file's ending; the same second of making and a similar title.
    Dates that differ are another dataset by the same name, unless most of the ``usual`` listing is gone at once and
    back under the same titles: nobody makes half a catalogue anew, but moving it to other software may give every
    dataset the date of the move.
    """
    found = Following(rest=list(arrivals))
    if not arrivals:
        return found
    pool = _Pool(gone)
    for sign in (pool.named, pool.same_title_and_date, pool.same_title_undated, pool.same_id):
        _sift(pool, found, sign)
    if pool.turned_over(found.rest, usual):
        _sift(pool, found, pool.same_title)
    seconds = _by_second((record, record.created) for record in found.rest)
    found.rest = [
        record
        for record in found.rest
        if not (
            record.created
            and len(seconds.get(record.created, ())) == 1
            and _take(pool, found, record, pool.same_second(record))
        )
    ]
    return found


class _Pool:
    """The datasets that are gone, found by what may have stayed the same. What is taken is not found again."""

    def __init__(self, gone: Iterable[Known]) -> None:
        # What went last comes back first.
        known = sorted(gone, key=lambda each: (each.missing_since is not None, each.gone, -each.number))
        self._by_id = {each.portal_id: each for each in known}
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        self._by_title: dict[str, list[Known]] = defaultdict(list)
        for each in known:
            self._by_name[_name(each.portal_id)].append(each)
            self._by_title[folded(each.title)].append(each)
        self._by_second = _by_second((each, each.created) for each in known)
        self.taken: set[int] = set()

    def _first(self, candidates: Iterable[Known]) -> Known | None:
        return next((each for each in candidates if each.number not in self.taken), None)

    def turned_over(self, rest: Sequence[Published], usual: int) -> bool:
        """Whether what is left of the arrivals has the titles of most of a listing that is gone all at once."""
        went = {title for title, known in self._by_title.items() if any(self._just_went(each) for each in known)}
        back = sum(folded(record.dataset.title) in went for record in rest)
        return back > _MOST * max(usual, len(rest))

    def _just_went(self, each: Known) -> bool:
        return each.missing_since is None and not each.gone and each.number not in self.taken

    def named(self, record: Published) -> Known | None:
        return self._first(self._by_id[each] for each in record.former if each in self._by_id)

    def same_title(self, record: Published) -> Known | None:
        return self._first(self._by_title.get(folded(record.dataset.title), ()))

    def same_title_and_date(self, record: Published) -> Known | None:
        wanted = _moment(record)
        if wanted is None:
            return None
        candidates = self._by_title.get(folded(record.dataset.title), ())
        dated = [each for each in candidates if (known := _moment(each)) and known.date() == wanted.date()]
        return self._first(sorted(dated, key=lambda each: _moment(each) != wanted))

    def same_title_undated(self, record: Published) -> Known | None:
        return self._first(
            each for each in self._by_title.get(folded(record.dataset.title), ()) if _may_be(each, record)
        )

    def same_id(self, record: Published) -> Known | None:
        candidates = self._by_name.get(_name(record.dataset.portal_id), ())
        return self._first(each for each in candidates if _may_be(each, record))

    def same_second(self, record: Published) -> Known | None:
        if record.created is None or is_day(record.created):
            return None
        candidates = [each for each in self._by_second.get(record.created, ()) if each.number not in self.taken]
        if len(candidates) != 1 or not _akin(candidates[0].title, record.dataset.title):
            return None
        return candidates[0]


def _sift(pool: _Pool, found: Following, sign: Callable[[Published], Known | None]) -> None:
    found.rest = [record for record in found.rest if not _take(pool, found, record, sign(record))]


def _take(pool: _Pool, found: Following, record: Published, match: Known | None) -> bool:
    if match is None:
        return False
    pool.taken.add(match.number)
    found.moved.append((match, record))
    return True


def _may_be(known: Known, record: Published) -> bool:
    """Whether the dates do not speak against it."""
    before, after = _moment(known), _moment(record)
    return before is None or after is None or before.date() == after.date()


def _moment(each: Known | Published) -> datetime | None:
    return each.created or each.published


def _name(portal_id: str) -> str:
    return _FILE_ENDING.sub("", portal_id.casefold())


def _akin(one: str, other: str) -> bool:
    first, second = set(folded(one).split()), set(folded(other).split())
    return len(first & second) >= max(1.0, _AKIN * min(len(first), len(second)))


def _by_second(dated: Iterable[tuple[Each, datetime | None]]) -> Mapping[datetime, list[Each]]:
    found: dict[datetime, list[Each]] = defaultdict(list)
    for each, moment in dated:
        if moment is not None:
            found[moment].append(each)
    return found
