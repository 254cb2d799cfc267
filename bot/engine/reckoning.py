"""Reckoning: what takes long to work out goes on in a thread of its own, while commands are handled beside it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# How long a thread that only reckons keeps the interpreter before another may have it. A command changes threads at
# each of its twenty statements, and would wait for the usual five milliseconds every time.
_GIVING_WAY, _USUAL = 0.0005, sys.getswitchinterval()
_giving = _at_once = 0


@contextmanager
def giving_way() -> Iterator[None]:
    """For as long as anybody is in here commands come first, at the price of more changes of threads."""
    global _giving
    sys.setswitchinterval(_GIVING_WAY)
    _giving += 1
    try:
        yield
    finally:
        _giving -= 1
        if not _giving:
            sys.setswitchinterval(_USUAL)


@contextmanager
def not_looking() -> Iterator[None]:
    """Do not look at all for as long as anybody is in here, which is a second or two. For the event loop's thread.

    Whoever reads hundreds of thousands of small objects, makes a few numbers of them and lets them go again has no use
    for it, and everybody else waits while all of them are looked through at once: for 30 to 100 ms.
    """
    global _at_once
    gc.disable()
    _at_once += 1
    try:
        yield
    finally:
        _at_once -= 1
        if not _at_once:
            gc.enable()
