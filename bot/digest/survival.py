"""Waits of which some are not over: Kaplan and Meier's estimate (J. Am. Stat. Assoc. 53, 1958, 457–481).

Whoever counts only what is over says that all is well while the old questions wait. Here one that still waits counts
for as long as it has waited, and no longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

_NEARLY = 1e-12  # a product of shares that should be exactly a half


@dataclass(frozen=True, slots=True)
class Waited:
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
    every = sorted(waited, key=_by_hours)
    steps = _survival(every)
    return Waits(
        _quantile(every, steps, 0.5),
        _quantile(every, steps, 0.1),
        len(every),
        sum([not each.over for each in every]),
    )


def _by_hours(each: Waited) -> float:
    return each.hours


def _survival(every: list[Waited]) -> list[tuple[float, float]]:
    """For each moment at which waits ended: the share of all that lasted longer."""
    steps, left, share = [], len(every), 1.0
    for hours, group in groupby(every, key=_by_hours):
        those = list(group)
        ended = sum([each.over for each in those])
        if ended:
            share *= 1 - ended / left
            steps.append((hours, share))
        left -= len(those)
    return steps


def _quantile(every: list[Waited], steps: list[tuple[float, float]], share: float) -> Quantile | None:
    if not every:
        return None
    for hours, left in steps:
        if left <= share + _NEARLY:
            return Quantile(hours, True)
    return Quantile(every[-1].hours, False)
