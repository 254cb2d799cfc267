"""Bolt as the baselines use it: a bare application on Socket Mode, and one handler for both commands."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.intake.variants.process import Job

Handler = Callable[..., Awaitable[None]]


@asynccontextmanager
async def hearing(job: Job, handler: Handler) -> AsyncIterator[AsyncApp]:
    """Hear ``/opendata`` and ``/champion`` with ``handler`` for as long as this is entered."""
    # Where a logger has no level the SDK formats every payload for it. Nobody would run that way: see the README.
    logger = logging.getLogger("benchmarks.intake.bolt")
    logger.setLevel(logging.WARNING)
    client = AsyncWebClient(token=job.pocket["bot_token"], base_url=job.pocket["api_url"])
    app = AsyncApp(client=client, logger=logger, process_before_response=True)
    for command in ("/opendata", "/champion"):
        app.command(command)(handler)
    socket: Any = AsyncSocketModeHandler(app, job.pocket["app_token"])
    await socket.connect_async()
    try:
        yield app
    finally:
        await socket.close_async()
