"""Time as a pocket sees it: a wall clock for what is shown, ticks for deadlines. Tests own both."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Clock = Callable[[], datetime]
Ticks = Callable[[], float]


def utc_now() -> datetime:
    """The wall clock, in UTC."""
    return datetime.now(UTC)


class Moments:
    """Waits for deadlines that a test may bring nearer."""

    def __init__(self, clock: Clock = utc_now, ticks: Ticks = time.monotonic) -> None:
        self.clock = clock
        self.ticks = ticks
        self._nudged: asyncio.Future[None] | None = None

    def seconds(self) -> int:
        """The wall clock in whole seconds since 1970."""
        return int(self.clock().timestamp())

    def nudge(self) -> None:
        """Say that a test has moved the ticks: every waiting deadline looks again."""
        if self._nudged is not None and not self._nudged.done():
            self._nudged.set_result(None)
        self._nudged = None

    async def wait(self, future: "asyncio.Future[Any]", seconds: float) -> bool:
        """Wait until the future is done (True) or so many ticks have passed (False)."""
        due = self.ticks() + seconds
        while not future.done():
            left = due - self.ticks()
            if left <= 0:
                return False
            await asyncio.wait({future, self._nudge()}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        return True

    async def sleep(self, seconds: float) -> None:
        """Wait until so many ticks have passed."""
        await self.wait(asyncio.get_running_loop().create_future(), seconds)

    def _nudge(self) -> "asyncio.Future[None]":
        if self._nudged is None or self._nudged.done():
            self._nudged = asyncio.get_running_loop().create_future()
        return self._nudged
