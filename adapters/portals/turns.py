"""One request at a time to each host, with a pause between two, whoever in this process asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from adapters.portals.listing import PortalError
from adapters.portals.rules import FetchRules

_IN_SECONDS, _IN_MINUTES = 180, 3 * 3600
_MOST_HOSTS = 1_000  # beyond that the hosts that are free again are forgotten


class _Host:
    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.free_at = 0.0  # by the loop's clock


_HOSTS: "WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, _Host]]" = WeakKeyDictionary()


@asynccontextmanager
async def turn(name: str, rules: FetchRules) -> AsyncIterator[None]:
    """Wait for our turn at the host of that name, hold it, and leave a pause behind.

    Raises ``PortalError`` where the host has asked for more rest than ``rules.patience`` and it is not over.
    """
    host, clock = _host(name), asyncio.get_running_loop()
    async with host.turn:
        left = host.free_at - clock.time()
        if left > rules.patience:
            raise PortalError(f"The portal asked us to leave it alone for a while.{come_again(left)}", left)
        if left > 0:
            await rules.rest(left)
        host.free_at = 0.0
        try:
            yield
        finally:
            host.free_at = max(host.free_at, clock.time() + rules.pause)


def leave_alone(name: str, seconds: float) -> None:
    """Ask nothing of a host for so many seconds from now: it said so (429, Retry-After)."""
    host = _host(name)
    host.free_at = max(host.free_at, asyncio.get_running_loop().time() + seconds)


def come_again(seconds: float) -> str:
    """When to try again, as a sentence that follows another."""
    if seconds <= _IN_SECONDS:
        return f" Try again in {seconds:.0f} seconds."
    if seconds <= _IN_MINUTES:
        return f" Try again in {seconds / 60:.0f} minutes."
    return f" Try again in {seconds / 3600:.0f} hours."


def _host(name: str) -> _Host:
    loop = asyncio.get_running_loop()
    hosts = _HOSTS.setdefault(loop, {})
    if name not in hosts and len(hosts) >= _MOST_HOSTS:
        free = [key for key, host in hosts.items() if not host.turn.locked() and host.free_at <= loop.time()]
        for key in free:
            del hosts[key]
    return hosts.setdefault(name, _Host())
