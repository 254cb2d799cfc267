"""Slack's own Socket Mode client, with a fresh address where the old one no longer helps, and discreet in its log.

Source: slack_sdk.socket_mode.aiohttp. Its ``connect`` tries one address until it works; but an address is good for
one connection and for a short while, so after an outage it could be tried for ever.
"""

import asyncio
import logging
import re

from slack_sdk.socket_mode.aiohttp import SocketModeClient

GOOD_FOR = 25.0  # seconds that one address is tried; the SDK waits ten between two tries
_ADDRESS = re.compile(r"wss?://[^\s'\"]+")

_CODE = re.compile(r"(?<=with code: )\S+")


class Sockets(SocketModeClient):
    """Connects until it is connected or closed."""

    good_for = GOOD_FOR

    async def connect(self) -> None:
        """Connect, and ask Slack for another address each time that one has been tried for long enough."""
        while not self.closed:
            try:
                async with asyncio.timeout(self.good_for):
                    return await super().connect()  # type: ignore[no-untyped-call, no-any-return]
            except TimeoutError:
                self.wss_uri = None


class Discreet(logging.Filter):
    """Takes out of what the SDK says the tickets in addresses, the codes that become tokens, and the traces, which
    repeat them.

    Bolt's remark that it takes the client's token, not the one in the environment, is left out: they are the same.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; False where it is not worth a line."""
        said = record.getMessage()
        record.msg, record.args = _CODE.sub("(code)", _ADDRESS.sub("(address)", said)), ()
        record.exc_info = record.exc_text = None
        return "`token` will be unused" not in said
