"""Memory: how often Python looks for objects that hold each other and nobody else."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects that are still there, after which the youngest are looked through (Python's own: 700).
STAYED = 10_000
# While a large listing is read: nearly all that is made then is in use, and looking through it is half of the time.
READING = (200_000, 50, 100)
_readers = 0
_usual = gc.get_threshold()


def look_seldom() -> None:
    """Look for such objects much less often than Python does by itself, in the whole process.

    Nearly all of ours are freed without that. At 700 the search took 30 µs of the processor from every command, and
    80 ms in one go whenever it came to look through all that is kept of a catalogue. What a few thousand more of them
    hold is some megabytes. Whoever looks still less often, as the tests do, goes on so.
    """
    gc.set_threshold(*map(max, (STAYED, 10, 10), gc.get_threshold()))


@contextmanager
def looking_seldomer() -> Iterator[None]:
    """Look still less often for as long as anybody is in here. For the event loop's thread."""
    global _readers, _usual
    if not _readers:
        _usual = gc.get_threshold()
        gc.set_threshold(*map(max, READING, _usual))
    _readers += 1
    try:
        yield
    finally:
        _readers -= 1
        if not _readers:
            gc.set_threshold(*_usual)
