"""Things that go wrong on the way to Discord, made to go wrong on purpose."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from adapters.playground.discord.routes import is_known

Kind = Literal["lose_call", "lose_answer", "late_answer", "hold", "refuse", "rate_limit", "break_down"]
Scope = Literal["user", "global", "shared"]


@dataclass(slots=True)
class Fault:
    """One thing that will go wrong. ``method`` and ``channel`` narrow it; empty means any."""

    kind: Kind
    method: str
    channel: str
    times: int
    code: int = 0
    seconds: float = 0.0
    status: int = 500
    scope: Scope = "user"
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the held answers go."""
        self.released.set()


class Faults:
    """The faults still to come. Each is used up after ``times`` calls that match it; the oldest match goes
    first. ``method`` is a route's name (``create message``) or its method and template
    (``POST /channels/{channel_id}/messages``); ``channel`` an id or a name."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []
        self._holding: list[Fault] = []

    def lose_answer(self, method: str = "", *, channel: str = "", times: int = 1) -> Fault:
        """The call takes effect, then the connection is dropped before the answer."""
        return self._add(Fault("lose_answer", method, channel, times))

    def lose_call(self, method: str = "", *, channel: str = "", times: int = 1) -> Fault:
        """The connection is dropped and the call takes no effect."""
        return self._add(Fault("lose_call", method, channel, times))

    def late_answer(self, seconds: float, method: str = "", *, channel: str = "", times: int = 1) -> Fault:
        """The call takes effect at once, the answer comes so many seconds later."""
        return self._add(Fault("late_answer", method, channel, times, seconds=seconds))

    def hold(self, method: str = "", *, channel: str = "", times: int = 1) -> Fault:
        """The call takes effect; the answer waits for ``release()``. ``await fault.reached.wait()`` tells
        when it waits."""
        fault = self._add(Fault("hold", method, channel, times))
        self._holding.append(fault)
        return fault

    def refuse(self, code: int, method: str = "", *, channel: str = "", times: int = 1) -> Fault:
        """The call is refused with this JSON error code (50013, 10003 …) and takes no effect."""
        return self._add(Fault("refuse", method, channel, times, code=code))

    def rate_limit(
        self, retry_after: float = 1, method: str = "", *, channel: str = "", scope: Scope = "user", times: int = 1
    ) -> Fault:
        """HTTP 429 with ``Retry-After`` (seconds). ``scope`` is Discord's: ``user`` is the bucket of the route,
        ``shared`` is full because of others, ``global`` stops every call."""
        return self._add(Fault("rate_limit", method, channel, times, seconds=retry_after, scope=scope))

    def break_down(self, method: str = "", *, channel: str = "", status: int = 500, times: int = 1) -> Fault:
        """Discord is down: a bare HTTP status, no JSON, no effect."""
        return self._add(Fault("break_down", method, channel, times, status=status))

    def clear(self) -> None:
        """Forget the faults that have not happened, and let held answers go."""
        for fault in self._holding:
            fault.release()
        self._coming.clear()
        self._holding.clear()

    def take(self, names: set[str], places: set[str]) -> Fault | None:
        """The fault that strikes a call with these names of its route and its channel, if any."""
        for fault in self._coming:
            if fault.method in {"", *names} and fault.channel in {"", *places}:
                fault.times -= 1
                if fault.times <= 0:
                    self._coming.remove(fault)
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        if not is_known(fault.method):
            raise ValueError(f"there is no route {fault.method!r}; the README lists their names")
        self._coming.append(fault)
        return fault
