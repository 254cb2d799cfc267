import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from adapters.playground.slack import PocketSlack
from adapters.playground.slack.workspace import Message, Person
from adapters.slack import SlackAdapter
from adapters.slack.pace import Pace
from tests.patience import PATIENCE
from tests.slack.small_desk import GRAMMAR, TABLE, SmallDesk, small_desk

COMMANDS = [{"command": f"/{root}", "should_escape": True} for root in ("opendata", "champion", "opendata-admin")]


def now() -> datetime:
    return datetime.now(UTC)


def title(message: Message) -> str:
    return message.text.split("\n")[0]


@dataclass
class Town:
    """The pocket Slack with two people and two channels, and the real adapter in it."""

    pocket: PocketSlack
    desk: SmallDesk
    adapter: SlackAdapter
    ana: Person
    bo: Person

    async def stops_meanwhile(self) -> bool:
        """The adapter stops while a claim is being written down; whether that claim was acknowledged."""
        self.desk.hold = asyncio.Event()
        coming = asyncio.create_task(self.pocket.hands.slash(self.ana.id, "ask-open-data", "/champion claim Q-1"))
        await self.desk.writing.wait()
        stopping = asyncio.create_task(self.adapter.stop())
        await asyncio.sleep(0)
        self.desk.hold.set()
        await stopping
        return (await coming).acknowledged

    async def whispered(self, user: str, channel: str = "", number: int = 1) -> Message:
        """The newest whisper to somebody, once there are so many."""
        await self.pocket.changes.until(lambda: len(self.pocket.sight.whispers(user, channel)) >= number, PATIENCE)
        return self.pocket.sight.whispers(user, channel)[-1]

    async def until(self, holds: Callable[[], bool]) -> None:
        await self.pocket.changes.until(holds, PATIENCE)

    @property
    def direct(self) -> str:
        """The channel of Ana's direct messages with the bot."""
        return self.pocket.direct_messages(self.ana.id).id


async def arrived(pocket: PocketSlack, pace: Pace | None = None, *, http: bool = False) -> Town:
    ana = pocket.add_person("ana", "Ana Ruiz", email="ana@example.org")
    bo = pocket.add_person("bo", "Bo Lind")
    pocket.add_channel("ask-open-data", [ana.id, bo.id])
    pocket.add_channel("champions-triage", [bo.id], kind="group")
    app, desk = small_desk(ask="ask-open-data", triage="#champions-triage")

    async def desk_of(team: str) -> str | None:
        return desk.desk.slug if team == pocket.team_id else None

    adapter = SlackAdapter(
        app,
        bot_token=pocket.bot_token,
        app_token="" if http else pocket.app_token,
        signing_secret=pocket.signing_secret if http else "",
        api_url=pocket.api_url,
        grammar=GRAMMAR,
        table=TABLE,
        clock=now,
        desk_of=desk_of,
        pace=pace,
    )
    return Town(pocket, desk, adapter, ana, bo)


async def started(town: Town) -> None:
    """Start the adapter, and have the pocket deliver by whichever way it listens."""
    await town.adapter.start()
    if town.adapter.door is not None:
        town.pocket.deliver_to(f"{town.adapter.door.url}/slack/events")
    else:
        await town.pocket.sockets.connected()


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with PocketSlack(commands=COMMANDS, retry_delays=(0.0,)) as pocket:
        town = await arrived(pocket)
        await town.adapter.start()
        await pocket.sockets.connected()
        town.desk.writes = 0
        town.desk.writing.clear()
        yield town
        async with asyncio.timeout(PATIENCE):
            await town.adapter.stop()
