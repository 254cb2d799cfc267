"""A clock that one can move, for the demonstration: the pocket and the app both read it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _system_time() -> datetime:
    return datetime.now(UTC)


class DemoClock:
    """Runs as fast as any clock, but may be set forward and back to now. Whoever asks for time gets ``clock.now``."""

    def __init__(self, ticking: Callable[[], datetime] = _system_time) -> None:
        """``ticking`` gives the real time, aware."""
        self._ticking = ticking
        self._watching: list[Callable[[], None]] = []
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        """The time of the demonstration, in UTC."""
        return self._ticking().astimezone(UTC) + self.ahead

    def move(self, by: timedelta) -> None:
        """Set the clock forward. ``ValueError`` for going back: what happened has happened; see :meth:`reset`."""
        if by < timedelta(0):
            raise ValueError("the clock only moves forward; reset() brings it back to now")
        self.ahead += by
        self._tell()

    def reset(self) -> None:
        """Back to the real time."""
        self.ahead = timedelta(0)
        self._tell()

    def watch(self, told: Callable[[], None]) -> None:
        """Call ``told()`` whenever the clock was moved or reset, so that whoever waits for a date looks again."""
        self._watching.append(told)

    def _tell(self) -> None:
        for told in self._watching:
            told()
