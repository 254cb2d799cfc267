"""The flush floor: how often this disk takes one page and says that it is kept."""

import os
import time
from pathlib import Path

PAGE = b"\0" * 4096


def flushes_per_second(folder: Path, seconds: float = 0.4) -> float:
    """How many times a second one page can be appended to a file in ``folder`` and flushed (fsync).

    No way of keeping commands one by one can be faster; one that keeps several with one flush can.
    """
    path = folder / "flushes"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        done, started = 0, time.perf_counter()
        while (passed := time.perf_counter() - started) < seconds:
            os.write(handle, PAGE)
            os.fsync(handle)
            done += 1
    finally:
        os.close(handle)
        path.unlink()
    return done / passed
