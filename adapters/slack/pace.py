"""Slack's pace: one message a second and channel, short bursts allowed ("Rate limits", "chat.postMessage")."""

import time
from collections.abc import Callable

BURST = 4
_FORGET_OVER = 1_000


class Pace:
    """A token bucket for each channel. ``ticks`` gives seconds that only ever grow."""

    def __init__(
        self, per_second: float = 1.0, burst: int = BURST, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._gap, self._burst, self._ticks = 1.0 / per_second, burst, ticks
        self._full_at: dict[str, float] = {}

    def wait(self, channel: str) -> float:
        """Take a turn in ``channel``: 0.0 where it may be used now, else the seconds to wait, and no turn taken."""
        now = self._ticks()
        full_at = max(now, self._full_at.get(channel, now))
        short = full_at - now - self._gap * (self._burst - 1)
        if short > 1e-9:
            return short
        self._full_at[channel] = full_at + self._gap
        if len(self._full_at) > _FORGET_OVER:
            self._full_at = {name: at for name, at in self._full_at.items() if at > now}
        return 0.0
