"""Things that go wrong on the way to Slack, made to go wrong on purpose."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["lose_call", "lose_answer", "late_answer", "hold", "refuse", "rate_limit", "break_down"]


@dataclass(slots=True)
class Fault:
    """One thing that will go wrong. ``method`` and ``channel`` narrow it; empty means any."""

    kind: Kind
    method: str
    channel: str
    times: int
    error: str = ""
    seconds: float = 0.0
    status: int = 500
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the held answers go."""
        self.released.set()


class Faults:
    """The faults still to come. Each is used up after ``times`` calls that match it; the oldest match goes
    first."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

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
        return self._add(Fault("hold", method, channel, times))

    def refuse(self, error: str, method: str = "", *, channel: str = "", times: int = 1) -> Fault:
        """The call is refused with this error code and takes no effect."""
        return self._add(Fault("refuse", method, channel, times, error=error))

    def rate_limit(self, retry_after: int = 1, method: str = "", *, channel: str = "", times: int = 1) -> Fault:
        """HTTP 429 with ``Retry-After`` (whole seconds), for a method, a channel, or both."""
        return self._add(Fault("rate_limit", method, channel, times, seconds=retry_after))

    def break_down(self, method: str = "", *, channel: str = "", status: int = 500, times: int = 1) -> Fault:
        """Slack is down: a bare HTTP status, no JSON, no effect."""
        return self._add(Fault("break_down", method, channel, times, status=status))

    def clear(self) -> None:
        """Forget the faults that have not happened, and let held answers go."""
        for fault in self._coming:
            fault.release()
        self._coming.clear()

    def take(self, method: str, channel: str) -> Fault | None:
        """The fault that strikes this call, if any."""
        for fault in self._coming:
            if fault.method in {"", method} and fault.channel in {"", channel}:
                fault.times -= 1
                if fault.times <= 0:
                    self._coming.remove(fault)
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self._coming.append(fault)
        return fault
