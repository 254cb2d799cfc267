"""Slack's pace for posting: one message a second and channel, with short bursts.

Source: Slack's "Rate limits" page. Off unless asked for, because it makes tests slow.
"""

import math

from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.moments import Moments

PACED = {"chat.postMessage", "chat.postEphemeral"}


class Pace:
    """A token bucket per channel: ``burst`` messages at once, then one a second."""

    def __init__(self, moments: Moments, *, on: bool = False, burst: int = 4) -> None:
        self.on = on
        self.burst = burst
        self._moments = moments
        self._free: dict[str, float] = {}

    def check(self, method: str, channel: str) -> None:
        """Raises ``ratelimited`` with the seconds to wait where the channel has had enough."""
        if not self.on or method not in PACED:
            return
        now = self._moments.ticks()
        free = max(self._free.get(channel, 0.0), now - self.burst)
        if free + 1 > now:
            raise SlackError("ratelimited", retry_after=math.ceil(free + 1 - now))
        self._free[channel] = free + 1
