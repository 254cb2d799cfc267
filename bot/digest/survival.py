"""Waits of which some are not over: Kaplan and Meier's estimate (J. Am. Stat. Assoc. 53, 1958, 457–481).

Whoever counts only what is over says that all is well while the old questions wait. Here one that still waits counts
for as long as it has waited, and no longer.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

_NEARLY = 1e-12  # a product of shares that should be exactly a half


class Waited(NamedTuple):
    """How long one question waited, in hours; ``over`` is False where what it waited for has not come."""

    hours: float
    over: bool


@dataclass(frozen=True, slots=True)
class Quantile:
    """The hours within which a share of all waits is over. Where so many are not over yet, ``reached`` is False and
    ``hours`` is the longest that any has lasted: the true one is more."""

    hours: float
    reached: bool


@dataclass(frozen=True, slots=True)
class Waits:
    """``median`` and ``p90`` of waits, None where there were none; ``count`` of all, and ``waiting`` of those that are
    not over."""

    median: Quantile | None = None
    p90: Quantile | None = None
    count: int = 0
    waiting: int = 0


NO_WAITS = Waits()


def waits_of(waited: Iterable[Waited]) -> Waits:
    """The median and the 90th percentile of these waits. A wait that ends at the same moment at which another is given
    up on ends first, as Kaplan and Meier have it."""
    every = sorted(waited)
    hours, over = [each.hours for each in every], Counter([each.hours for each in every if each.over])
    steps = list(_survival(hours, over))
    return Waits(_quantile(hours, steps, 0.5), _quantile(hours, steps, 0.1), len(every), len(every) - over.total())


def _survival(hours: list[float], over: Counter[float]) -> Iterator[tuple[float, float]]:
    """For each moment at which waits ended, in order: the share of all that lasted longer."""
    share = 1.0
    for moment, ended in over.items():
        left = len(hours) - bisect_left(hours, moment)
        share *= 1 - ended / left
        yield moment, share


def _quantile(hours: list[float], steps: list[tuple[float, float]], share: float) -> Quantile | None:
    if not hours:
        return None
    for moment, left in steps:
        if left <= share + _NEARLY:
            return Quantile(moment, True)
    return Quantile(hours[-1], False)
