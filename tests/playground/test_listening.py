"""A server on loopback that closes while somebody is coming in."""

import asyncio
import gc
import socket

import pytest
from aiohttp import web

from adapters.playground.listening import Listening


@pytest.mark.parametrize("turns", range(6))
def test_a_connection_that_comes_in_as_the_server_closes_is_closed_with_it(turns: int) -> None:
    """Python warns of a socket that is left open, and a warning fails the test that collects it: this one."""

    async def close_while_somebody_connects() -> None:
        server = Listening()
        await server.open(web.Application())
        with socket.socket() as visitor:
            visitor.setblocking(False)
            visitor.connect_ex(("127.0.0.1", int(server.url.rstrip("/").rpartition(":")[2])))
            for _ in range(turns):
                await asyncio.sleep(0)
            await server.close()

    asyncio.run(close_while_somebody_connects())
    gc.collect()


async def test_closing_what_never_opened_does_nothing() -> None:
    await Listening().close()
