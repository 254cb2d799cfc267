"""Looking for garbage less often while a large listing is read: nearly all that is made then is in use."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (200_000, 50, 100)  # Python's own first number is 700: half of the time that parsing 100 MB takes
_reading = 0
_usual = gc.get_threshold()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let Python look for garbage that refers to itself less often for as long as anybody is in here. For the event
    loop's thread."""
    global _reading, _usual
    if not _reading:
        _usual = gc.get_threshold()
        gc.set_threshold(*map(max, SELDOM, _usual))
    _reading += 1
    try:
        yield
    finally:
        _reading -= 1
        if not _reading:
            gc.set_threshold(*_usual)
