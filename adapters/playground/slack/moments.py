"""Time as Slack writes it: message timestamps, on top of the playground's clock and ticks."""

import time

from adapters.playground import moments
from adapters.playground.moments import Clock, Ticks, utc_now


class Moments(moments.Moments):
    """Gives message timestamps too."""

    def __init__(self, clock: Clock = utc_now, ticks: Ticks = time.monotonic) -> None:
        super().__init__(clock, ticks)
        self._last = 0

    def next_ts(self) -> str:
        """A message timestamp from the clock (``1700000000.000100``): unique, and always later than the last
        one."""
        now = int(self.clock().timestamp() * 1_000_000)
        self._last = max(now, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
