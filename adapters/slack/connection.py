"""The Socket Mode connection: Bolt's own, with a bound on how much is handled at once and an orderly end.

Source: slack_sdk.socket_mode.aiohttp, which starts one task for each envelope without any bound, and
slack_bolt.adapter.socket_mode, which sends no acknowledgement where the status is not 200.
"""

import asyncio
import contextlib
import json

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.sockets import Sockets

AT_ONCE = 64
PING_SECONDS = 10


class Bolt(AsyncApp):
    """Bolt's app, without a new Web API client for every envelope: nothing of ours ever changes its token."""

    def _init_context(self, req: AsyncBoltRequest) -> None:
        req.context["logger"] = self.logger
        req.context["token"] = self.client.token
        req.context["client"] = self.client
        req.context["listener_runner"] = self.listener_runner


class Connection(AsyncSocketModeHandler):
    """Hears envelopes, at most ``at_once`` of them at a time; the others wait their turn."""

    def __init__(self, bolt: AsyncApp, app_token: str, at_once: int = AT_ONCE) -> None:
        self.app, self.app_token = bolt, app_token
        self.client = Sockets(app_token, logger=bolt.logger, web_client=bolt.client, ping_interval=PING_SECONDS)
        self.client.socket_mode_request_listeners.append(self.handle)
        self._room = asyncio.Semaphore(at_once)
        self._inside = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._ending = False

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Handle one envelope and acknowledge it. Once the end has begun, Slack keeps what comes."""
        if self._ending:
            return
        self._inside += 1
        self._idle.clear()
        try:
            async with self._room:
                answer = await run_async_bolt_app(self.app, req)
                if answer.status == 200:
                    await client.send_message(_acknowledgement(req.envelope_id, answer.body))
        finally:
            self._inside -= 1
            if not self._inside:
                self._idle.set()

    async def end(self, within: float) -> None:
        """Take nothing new, finish and acknowledge what is in flight, then hang up.

        What takes longer than ``within`` seconds stays unacknowledged: Slack delivers it again.
        """
        self._ending = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._idle.wait()
        await self.close_async()  # type: ignore[no-untyped-call]


def _acknowledgement(envelope: str, body: str) -> str:
    """The acknowledgement as Slack reads it. The body is JSON already; Bolt would read it and write it again."""
    payload = f', "payload": {body}' if body else ""
    return f'{{"envelope_id": {json.dumps(envelope)}{payload}}}'
