"""discord.py as the baselines use it: a bare client with a command tree, and one handler for both commands."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeAlias

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from benchmarks.intake.variants.process import Job

Interaction: TypeAlias = "discord.Interaction[discord.Client]"
Handler = Callable[[Interaction, str], Awaitable[object]]
"""Takes an interaction, and the verb with the words after it, as Slack would send them."""


@asynccontextmanager
async def hearing(job: Job, handler: Handler) -> AsyncIterator[discord.Client]:
    """Hear ``/opendata ask`` and ``/champion claim`` with ``handler`` for as long as this is entered."""
    Route.BASE = job.pocket["api_url"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(job.pocket["gateway_url"])
    # Commands need no intent; without that of guilds discord.py only warns. Of messages there is nothing to keep.
    client = discord.Client(intents=discord.Intents(guilds=True), max_messages=None, guild_ready_timeout=0.01)
    tree = app_commands.CommandTree(client)
    for group in _groups(handler):
        tree.add_command(group)
    await client.login(job.pocket["bot_token"])
    await tree.sync()
    connection = asyncio.create_task(client.connect())
    try:
        await _ready(client, connection)
        yield client
    finally:
        await client.close()
        with suppress(asyncio.CancelledError):
            await connection


def _groups(handler: Handler) -> tuple[app_commands.Group, app_commands.Group]:
    opendata = app_commands.Group(name="opendata", description="Ask about the city's data")
    champion = app_commands.Group(name="champion", description="Claim and answer questions")

    @opendata.command(description="Ask a question about the city's data")
    async def ask(interaction: Interaction, text: str) -> None:
        await handler(interaction, f"ask {text}")

    @champion.command(description="Take a question")
    async def claim(interaction: Interaction, question: str) -> None:
        await handler(interaction, f"claim {question}")

    return opendata, champion


async def _ready(client: discord.Client, connection: "asyncio.Task[None]") -> None:
    """Wait until the client hears. Raises what ended the connection, where it ends before that."""
    ready = asyncio.create_task(client.wait_until_ready())
    await asyncio.wait((ready, connection), return_when=asyncio.FIRST_COMPLETED)
    if connection.done():
        ready.cancel()
        connection.result()
