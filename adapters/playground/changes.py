"""A counter of what changed, so that nobody who watches the pocket has to poll."""

import asyncio
from collections.abc import Callable


class Changes:
    """``version`` grows by one with everything a person could see change."""

    def __init__(self) -> None:
        self.version = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def bump(self) -> None:
        """Something changed: wake who waits."""
        self.version += 1
        while self._waiting:
            waiter = self._waiting.pop()
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, since: int, within: float) -> int:
        """The version as soon as it is greater than ``since``, or the present one after ``within``
        seconds."""
        if self.version <= since:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            await asyncio.wait({waiter}, timeout=within)
            self._waiting.discard(waiter)
        return self.version

    async def until(self, holds: Callable[[], object], within: float = 30.0) -> None:
        """Wait until ``holds()`` is true; it is asked again at every change. ``TimeoutError`` after
        ``within`` seconds."""
        loop = asyncio.get_running_loop()
        due = loop.time() + within
        while not holds():
            left = due - loop.time()
            if left <= 0:
                raise TimeoutError(f"the pocket did not come to show it in {within} s")
            await self.wait(self.version, left)
