"""The processor loop: what this machine's processor does just now, in the plainest Python there is."""

import time

TURNS = 1_000_000


def loop_ms() -> float:
    """The milliseconds of the processor that a loop over a million numbers takes, each squared and added up."""
    started = time.thread_time()
    sum(number * number for number in range(TURNS))
    return (time.thread_time() - started) * 1000
