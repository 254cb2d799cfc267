"""Turns: what concerns the same message is handled one after the other, in the order in which it was heard.

Somebody writes, and corrects a word in the same second: the correction must not overtake the message.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """One line of waiting for each message that is being handled."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, message: str) -> AsyncIterator[None]:
        """Wait until everything heard of the message before is handled."""
        lock, waiting = self._locks.get(message, (asyncio.Lock(), 0))
        self._locks[message] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks.pop(message)
            if waiting > 1:
                self._locks[message] = lock, waiting - 1
