"""The flood brake: what looks like a harvest is held as one, until a coordinator decides (interaction.md, §3.6)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.catalog.finds import ANNOUNCED, Find, HeldFor
from bot.desks.model import Announce

AT_ONE_MOMENT = 5
"""So many that were made at the very same moment come from a harvest. A bare date is no moment."""


def to_hold(finds: Sequence[Find], settings: Announce) -> dict[HeldFor, list[Find]]:
    """Which of the waiting finds are to be held, and why. What a coordinator has decided on goes free."""
    free = [each for each in finds if each.kind in ANNOUNCED and not each.hold]
    of_moment = _of_one_moment(free)
    held = set(of_moment)
    rest = [each for each in free if each not in held]
    many = _in_one_window(rest, timedelta(hours=settings.group_window), settings.hold_over)
    return {why: found for why, found in ((HeldFor.MOMENT, of_moment), (HeldFor.MANY, many)) if found}


def _of_one_moment(finds: Sequence[Find]) -> list[Find]:
    by_moment: dict[datetime, list[Find]] = defaultdict(list)
    for each in finds:
        if each.made is not None and each.made.timetz().replace(tzinfo=None) != time():
            by_moment[each.made].append(each)
    return [each for together in by_moment.values() if len(together) >= AT_ONE_MOMENT for each in together]


def _in_one_window(finds: Sequence[Find], window: timedelta, most: int) -> list[Find]:
    """All that lie within any window in which there are more than ``most``."""
    in_order = sorted(finds, key=lambda each: (each.at, each.number))
    held: list[Find] = []
    first = taken = 0
    for last, each in enumerate(in_order):
        while each.at - in_order[first].at > window:
            first += 1
        if last - first + 1 > most:
            held += in_order[max(first, taken) : last + 1]
            taken = last + 1
    return held
