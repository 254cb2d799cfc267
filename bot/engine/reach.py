"""Reach: which platforms cannot be reached just now, and since when.

The pump finds it out by showing cards. One answer that is lost is an accident; two in a row, or a connection that could
not be made, mean that a platform is away, until it answers again.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

DOUBTS = 2  # lost answers in a row that count as away


class Reach:
    """What is known of each platform. An adapter may also say it by itself, with ``connected: bool``."""

    def __init__(self, platforms: Mapping[str, Any], clock: Callable[[], datetime]) -> None:
        self._platforms, self._clock = platforms, clock
        self._lost: dict[str, datetime] = {}
        self._unconnected: dict[str, datetime] = {}
        self._doubts: dict[str, int] = {}

    def answered(self, name: str) -> None:
        """The platform did what it was asked, or refused: it is there."""
        self._doubts.pop(name, None)
        self._lost.pop(name, None)

    def doubted(self, name: str) -> None:
        """Its answer was lost."""
        self._doubts[name] = self._doubts.get(name, 0) + 1
        if self._doubts[name] >= DOUBTS:
            self.missed(name)

    def missed(self, name: str) -> None:
        """It could not be reached at all."""
        self._lost.setdefault(name, self._clock())

    def away(self) -> Mapping[str, datetime]:
        """The platforms that cannot be reached, with the moment since when."""
        for name, platform in self._platforms.items():
            if getattr(platform, "connected", True):
                self._unconnected.pop(name, None)
            else:
                self._unconnected.setdefault(name, self._clock())
        return {**self._unconnected, **self._lost}
