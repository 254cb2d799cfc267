"""Reckoning: what takes long to work out goes on in a thread of its own, while commands are handled beside it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# How long a thread that only reckons keeps the interpreter before another may have it. A command changes threads at
# each of its twenty statements, and would wait for the usual five milliseconds every time.
_GIVING_WAY, _USUAL = 0.0005, sys.getswitchinterval()


@contextmanager
def giving_way() -> Iterator[None]:
    """While this is entered commands come first, at the price of more changes of threads."""
    sys.setswitchinterval(_GIVING_WAY)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL)
