"""A pocket with three people and two channels, and the real SDK against it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.slack import Channel, Person, PocketSlack


@dataclass(frozen=True)
class Town:
    """The people and channels that the tests speak of."""

    ana: Person
    bo: Person
    ask: Channel
    triage: Channel
    elsewhere: Channel


class Ticks:
    """Seconds that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
async def pocket() -> AsyncIterator[PocketSlack]:
    made = PocketSlack(ack_seconds=1.0, retry_delays=(0.0, 0.01, 0.02))
    async with made:
        yield made


def settle(pocket: PocketSlack) -> Town:
    """Fill a pocket with the town."""
    ana = pocket.add_person("ana", "Ana Ruiz", email="ana@example.org", locale="es-ES")
    bo = pocket.add_person("bo", "Bo Lind", email="bo@example.org")
    ask = pocket.add_channel("ask-open-data", [ana.id, bo.id])
    triage = pocket.add_channel("champions-triage", [bo.id], kind="group")
    return Town(ana, bo, ask, triage, pocket.add_channel("elsewhere", [ana.id], bot=False))


@pytest.fixture
async def town(pocket: PocketSlack) -> Town:
    return settle(pocket)


@pytest.fixture
async def client(pocket: PocketSlack) -> AsyncWebClient:
    """The real client, without its habit of repeating lost calls: each test says what happens once."""
    return AsyncWebClient(token=pocket.bot_token, base_url=pocket.api_url, retry_handlers=[])


Run = Callable[[AsyncApp], Awaitable[None]]


@pytest.fixture
async def app(client: AsyncWebClient, pocket: PocketSlack) -> AsyncApp:
    """A Bolt app that acknowledges after its listeners, as ours does."""
    return AsyncApp(client=client, process_before_response=True, request_verification_enabled=False)


@pytest.fixture
async def run(pocket: PocketSlack) -> AsyncIterator[Run]:
    """Connect an app over Socket Mode, once its listeners stand."""
    handlers: list[AsyncSocketModeHandler] = []

    async def connect(app: AsyncApp) -> None:
        handler = AsyncSocketModeHandler(app, pocket.app_token, ping_interval=0.2)
        handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await pocket.sockets.connected(len(handlers))

    yield connect
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]
