"""The counters of the year: what stands at the pockets, held against what people decided and when it could be shown.

Each gives sentences, one for everything that is wrong; the number is how many.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from benchmarks.showcase_year.ledger import Fate, Ledger, Tick
from benchmarks.showcase_year.slots import Wall

GRACE = timedelta(minutes=6)  # so long the pump leaves alone a room that was closed, or a platform that was away
_SLOT = re.compile(r"project/S-(\d+)/shown/\d+")


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a room for projects: what it says now, and what it said when it came."""

    platform: str
    at: datetime
    slot: str
    text: str
    said: str

    @property
    def project(self) -> int:
        """The project whose card it was meant to be; 0 for none."""
        found = _SLOT.fullmatch(self.slot)
        return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class Showing:
    """One project shown once: when each platform had it."""

    project: int
    posts: tuple[Post, ...]

    @property
    def at(self) -> datetime:
        """When it was decided: when the first of the platforms had it."""
        return min(each.at for each in self.posts)


@dataclass
class Shown:
    """All that one desk has shown, with what it is held against. ``platforms`` are those that the desk has."""

    posts: Sequence[Post]
    ledger: Ledger
    wall: Wall
    slots: Sequence[datetime]
    platforms: frozenset[str]
    showings: Sequence[Showing] = field(init=False)

    def __post_init__(self) -> None:
        """What each platform showed of a project for the nth time belongs together."""
        found: dict[tuple[int, int], list[Post]] = defaultdict(list)
        times: dict[tuple[int, str], int] = defaultdict(int)
        for each in sorted(self.posts, key=lambda each: each.at):
            if each.project:
                times[each.project, each.platform] += 1
                found[each.project, times[each.project, each.platform]].append(each)
        showings = [Showing(project, tuple(posts)) for (project, _), posts in found.items()]
        self.showings = sorted(showings, key=lambda each: each.at)

    def before(self, project: int, at: datetime) -> list[datetime]:
        """When a project was shown before a moment."""
        return [each.at for each in self.showings if each.project == project and each.at < at]

    @cached_property
    def moments(self) -> dict[datetime, list[datetime]]:
        """When something was to be shown: the tick at which each slot could be told, with the slots that it told."""
        found: dict[datetime, list[datetime]] = defaultdict(list)
        told: datetime | None = None
        for slot in self.slots:
            if told is not None and slot <= told:
                found[told].append(slot)
                continue
            told = next((each.at for each in self.ledger.ticks if self.wall.may_tell(slot, each.at)), None)
            if told is not None:
                found[told].append(slot)
        return found


def repeats_without_news(shown: Shown) -> Iterator[str]:
    """A project that came again to the same room although nothing new of it was approved in between."""
    for platform in shown.platforms:
        last: dict[int, datetime] = {}
        for each in sorted(shown.posts, key=lambda each: each.at):
            if each.platform != platform or not each.project:
                continue
            before, fate = last.get(each.project), shown.ledger.fates[each.project]
            if before is not None and not any(before < news <= each.at for news in fate.news):
                yield f"S-{each.project} came again on {platform} at {each.at:%a %d %b %H:%M} without news"
            last[each.project] = each.at


def out_of_slot(shown: Shown) -> Iterator[str]:
    """What came at no slot, or too late on a platform that was there, or not at all; and two at one slot."""
    moments, ledger = shown.moments, shown.ledger
    taken: set[datetime] = set()
    for each in shown.showings:
        if each.at not in moments or ledger.is_paused(each.at):
            yield f"S-{each.project} was shown at {each.at:%a %d %b %H:%M} UTC, which is no slot"
        elif each.at in taken:
            yield f"S-{each.project} was the second at one slot, {each.at:%a %d %b %H:%M} UTC"
        taken.add(each.at)
        yield from _late(shown, each)
    for at in sorted(moments.keys() - taken):
        waits = [each for each in ledger.fates.values() if _may_come(shown, each, moments[at][0], at)]
        if waits and not ledger.is_paused(at):
            yield f"nothing was shown at {at:%a %d %b %H:%M} UTC, and S-{waits[0].number} waited"


def _late(shown: Shown, showing: Showing) -> Iterator[str]:
    """A card belongs on every platform, as soon as that is there and the desk is open."""
    for platform in sorted(shown.platforms):
        came = [each.at for each in showing.posts if each.platform == platform]
        could = list(_reach(shown, platform, showing.at))
        ended = shown.ledger.fates[showing.project].ended
        if not came and could and not (ended is not None and ended <= could[-1]):
            yield f"S-{showing.project} of {showing.at:%a %d %b} never came to {platform}"
        elif came and could and not could[0] <= came[0] <= could[-1] + GRACE:
            yield f"S-{showing.project} came to {platform} only at {came[0]:%a %d %b %H:%M} UTC"


def _reach(shown: Shown, platform: str, since: datetime) -> Iterator[datetime]:
    """The tick at which a platform could have a card; where the service was killed at it, the next such one too."""
    for tick in shown.ledger.ticks:
        if tick.at >= since and platform in tick.platforms and _is_on(shown, tick, since):
            yield tick.at
            if not tick.killed:
                return


def _is_on(shown: Shown, tick: Tick, since: datetime) -> bool:
    return tick.at == since or shown.wall.is_open(tick.at)


def _may_come(shown: Shown, fate: Fate, slot: datetime, at: datetime) -> bool:
    """Whether a project waited at a moment, and no coordinator wanted it to come later."""
    before = shown.before(fate.number, at)
    if fate.waits_since(before, at) is None:
        return False
    choice = shown.ledger.choice(fate.number, before, at)
    if choice is None or choice.wish == "next":
        return True
    if choice.wish == "skip":  # what was the next slot when it was said
        left_out = next((slots[0] for told, slots in shown.moments.items() if told > choice.at), slot)
        return slot > left_out
    return choice.day is not None and shown.wall.day(slot) >= choice.day


def unfair(shown: Shown) -> Iterator[str]:
    """Who was shown before somebody who had waited longer, or twice in a row while others waited, with no coordinator
    behind it."""
    moments, last = shown.moments, 0
    for each in shown.showings:
        at, fates = each.at, shown.ledger.fates
        slot = moments[at][0] if at in moments else at
        others = [other for other in fates.values() if other.number != each.project]
        waiting = [other for other in others if _may_come(shown, other, slot, at)]
        mine = shown.ledger.choice(each.project, shown.before(each.project, at), at)
        if mine is None or mine.wish == "skip":
            yield from _overtaken(shown, each, waiting, last)
        if mine is not None and not _may_come(shown, fates[each.project], slot, at):
            yield f"S-{each.project} was shown at {at:%a %d %b}, and a coordinator wanted it later"
        last = fates[each.project].maker


def _overtaken(shown: Shown, showing: Showing, waiting: Sequence[Fate], last: int) -> Iterator[str]:
    at, mine = showing.at, shown.ledger.fates[showing.project]
    since = mine.waits_since(shown.before(mine.number, at), at)
    for other in waiting:
        chosen = shown.ledger.choice(other.number, shown.before(other.number, at), at)
        theirs = other.waits_since(shown.before(other.number, at), at)
        if chosen is not None and chosen.wish != "skip":
            yield f"S-{other.number} was chosen for {at:%a %d %b}, and S-{mine.number} was shown"
        elif since is not None and theirs is not None and theirs < since and other.maker != last:
            yield f"S-{other.number} waited since {theirs:%d %b %H:%M}, and S-{mine.number} came first at {at:%d %b}"
        elif mine.maker == last and other.maker != last:
            yield f"maker {last} came twice in a row at {at:%d %b}, and S-{other.number} waited"


def empty_posts(shown: Shown) -> Iterator[str]:
    """What is about no project that stood then: nothing at all, another desk's, or one that was gone."""
    for each in shown.posts:
        fate = shown.ledger.fates.get(each.project)
        when = f"{each.platform} at {each.at:%a %d %b %H:%M} UTC"
        if fate is None or fate.named not in each.said:
            yield f"{each.slot} on {when} says {each.said[:60]!r}"
        elif fate.ended is not None and fate.ended <= each.at:
            yield f"S-{each.project} came to {when}, and was gone since {fate.ended:%d %b %H:%M}"
        elif fate.ended is None and fate.named not in each.text:
            yield f"S-{each.project} on {when} says no longer what it is"


def left_standing(shown: Shown) -> Iterator[str]:
    """What was withdrawn or removed, and can still be read."""
    for each in shown.posts:
        fate = shown.ledger.fates.get(each.project)
        if fate is not None and fate.ended is not None and fate.named in each.text:
            yield f"S-{each.project} still stands on {each.platform}, and was gone since {fate.ended:%d %b %H:%M}"
