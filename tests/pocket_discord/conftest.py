"""A pocket with two people and three channels, and the real SDK against it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import discord.backoff
import discord.gateway
import discord.http
import pytest
import yarl

from adapters.playground.discord import PocketDiscord
from tests.pocket_discord.town import App, Ticks, Town, settle

Starts = Callable[..., Awaitable[App]]


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
async def pocket(ticks: Ticks) -> AsyncIterator[PocketDiscord]:
    async with PocketDiscord(ticks=ticks) as made:
        yield made


@pytest.fixture
async def town(pocket: PocketDiscord) -> Town:
    return settle(pocket)


@pytest.fixture
def pointed() -> Iterator[Callable[[PocketDiscord], None]]:
    """Points discord.py at a pocket for the time of a test."""
    patch = pytest.MonkeyPatch()

    def point(pocket: PocketDiscord) -> None:
        patch.setattr(discord.http.Route, "BASE", pocket.api_url)
        patch.setattr(discord.backoff.ExponentialBackoff, "delay", lambda self: 0.0)
        patch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(pocket.gateway_url))

    yield point
    patch.undo()


@pytest.fixture
async def starts(pointed: Callable[[PocketDiscord], None]) -> AsyncIterator[Starts]:
    """Starts an app against a pocket; it is stopped at the end."""
    running: list[App] = []

    async def start(pocket: PocketDiscord, **about: Any) -> App:
        pointed(pocket)
        app = App(**about)
        running.append(app)
        await app.go(pocket)
        return app

    yield start
    for app in running:
        await app.stop()


@pytest.fixture
async def app(pocket: PocketDiscord, town: Town, starts: Starts) -> App:
    return await starts(pocket)
