"""A digest with something in every picture."""

from __future__ import annotations

from dataclasses import replace

from bot.digest.model import Digest, Load, Tally
from bot.digest.periods import before
from tests.digest.test_views import DESK, busy

COURSE = ((7, 5, 4), (12, 9, 7), (9, 11, 5), (14, 10, 9), (12, 13, 7), (18, 15, 10))


def pictured(name: str = "Permits") -> Digest:
    digest = busy(name)
    periods = [digest.period]
    for _ in COURSE[1:]:
        periods.insert(0, before(periods[0], DESK.calendar))
    past = tuple(Tally(period, *counts) for period, counts in zip(periods, COURSE, strict=True))
    loads = (Load(7, name, 7, 5, 4), Load(8, "Bo", 1, 5, 0), Load(9, "Mariana del Pilar Fernández-Quiñones", 5, 5, 3))
    return replace(digest, past=past, loads=loads)
