"""Regaining: what was said while Discord had forgotten us is read back as soon as it lets us in anew.

A connection that is resumed brings everything that came meanwhile. One for which we had to identify ourselves again
brings nothing of it (Discord's "Gateway", "Resuming"); interactions of that time have failed before people's eyes, but
their messages stand there and wait.
"""

import asyncio
from collections.abc import Mapping

import structlog

from adapters.discord.reading import Reading
from adapters.discord.recall import MOST_THREADS, Recall
from bot.engine.app import App
from bot.engine.errors import PlatformError

PAUSES = (1.0, 5.0, 30.0)  # seconds between the tries; after the last one the next connection or start reads on
log = structlog.get_logger(__name__)


async def regain(app: App, desk: str, recall: Recall, reading: Reading, gap: Mapping[str, str]) -> None:
    """Handle what was said since the ``gap`` began, in the desk's rooms and in the threads of its open questions."""
    threads = await app.look(desk, lambda work: work.slots.threads("discord", MOST_THREADS))
    for pause in PAUSES:
        try:
            async for spoken in recall.missed(gap, threads):
                await reading.again(spoken)
        except PlatformError as refused:
            log.warning("what was missed cannot be read yet", why=refused.why)
            await asyncio.sleep(pause)
        else:
            recall.closed(gap)
            return
