"""Memory: how often Python looks for objects that hold each other and nobody else."""

import gc

# New objects that are still there, after which the youngest are looked through (Python's own: 700).
STAYED = 10_000


def look_seldom() -> None:
    """Look for such objects much less often than Python does by itself, in the whole process.

    Nearly all of ours are freed without that. At 700 the search took 30 µs of the processor from every command, and
    80 ms in one go whenever it came to look through all that is kept of a catalogue. What a few thousand more of them
    hold is some megabytes.
    """
    gc.set_threshold(STAYED, 10, 10)
