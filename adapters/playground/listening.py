"""A server on loopback that ends without leaving a connection behind."""

import asyncio
import socket

from aiohttp import web

LOOPBACK = "127.0.0.1"

_GRACE = 0.5  # seconds that an answer under way may still take
_TURNS = 4  # of the loop, from accepting a connection to the server's knowing of it: two, and two more


class Listening:
    """Serves an application on loopback from :meth:`open` to :meth:`close`."""

    def __init__(self) -> None:
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._socket: socket.socket | None = None

    async def open(self, app: web.Application, port: int = 0) -> None:
        """Listen on a free port unless one is named. Raises OSError where it is taken."""
        self._socket = socket.create_server((LOOPBACK, port))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GRACE)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()
        self.url = f"http://{LOOPBACK}:{self._socket.getsockname()[1]}/"

    async def close(self) -> None:
        """Take no further connection, then end those that there are.

        A connection that is accepted in the very turn in which the server closes is known to nobody: asyncio finds
        its server gone and drops it open. So the door is shut first, and what stands in it is let in.
        """
        if self._runner is None or self._socket is None:
            return
        asyncio.get_running_loop().remove_reader(self._socket)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        runner, self._runner, self._socket = self._runner, None, None
        await runner.cleanup()
