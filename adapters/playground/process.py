"""A pocket as a process of its own: what it is asked on the command line, and until when it serves."""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine


def names(text: str) -> list[str]:
    """Names with commas between; spaces do not count."""
    return [name for name in text.replace(" ", "").split(",") if name]


async def until_told_to_stop() -> None:
    """Wait for Ctrl-C or SIGTERM."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, told.set)
    await told.wait()


def serve(serving: Coroutine[object, object, None]) -> None:
    """Run a pocket to its end; Ctrl-C before it has begun is no error."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serving)
