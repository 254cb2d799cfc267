"""The contract of platforms that read back, kept by Slack's adapter; and what is Slack's own in it."""

from collections.abc import AsyncIterator

import pytest

from adapters.playground.slack import PocketSlack
from adapters.slack.workspace import Workspace
from bot.engine.errors import Later
from bot.engine.request import Request
from tests.contract.platform import lease
from tests.contract.recall import RecallContract, read
from tests.contract.test_platform import SlackStage
from tests.slack.conftest import COMMANDS, arrived


class SlackRecallStage(SlackStage):
    """Slack's side of the stage, with Ana who speaks."""

    @property
    def recalls(self) -> Workspace:
        return self.town.adapter.parts[0]

    async def call(self, text: str, under: str = "") -> str:
        return await self.say(f"@champions {text}", under)

    async def say(self, text: str, under: str = "") -> str:
        done = await self.pocket.hands.say(self.person, self.room.channel, text, under or None)
        await self.pocket.idle()
        return done.ts

    async def edit(self, message: str, text: str, under: str = "") -> None:
        await self.pocket.hands.edit(self.person, self.room.channel, message, f"@champions {text}")
        await self.pocket.idle()

    async def told(self) -> list[str]:
        await self.town.adapter.quiet()
        return self.only_for(self.person)

    def heard(self) -> list[Request]:
        return self.town.desk.heard

    def takes_for_question(self, message: str) -> None:
        self.town.desk.ours[self.room.channel, message] = "Q-142/card"

    def follows(self, request: str) -> None:
        self.town.desk.traces[request] = ("Q-142",)


@pytest.fixture
async def stage() -> AsyncIterator[SlackRecallStage]:
    async with PocketSlack(commands=COMMANDS, retry_delays=(0.0,)) as pocket:
        town = await arrived(pocket)
        await town.adapter.start()
        await pocket.sockets.connected()
        yield SlackRecallStage(town)
        await town.adapter.stop()


class TestSlack(RecallContract):
    """Slack keeps the contract."""

    async def test_more_than_a_page_is_read(self, stage: SlackRecallStage, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("adapters.slack.recall.PAGE", 2)
        since = stage.recalls.heard_up_to()
        for number in range(5):
            await stage.call(f"status Q-{number + 1}")
        assert [each.id for each in await read(stage.recalls, stage.room, since)] == [each.id for each in stage.heard()]

    async def test_so_much_and_no_more_is_read(self, stage: SlackRecallStage, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("adapters.slack.recall.PAGE", 2)
        monkeypatch.setattr("adapters.slack.recall.MOST_PAGES", 2)
        since = stage.recalls.heard_up_to()
        for number in range(7):
            await stage.call(f"status Q-{number + 1}")
        assert len(await read(stage.recalls, stage.room, since)) == 4

    async def test_a_thread_of_a_message_that_came_meanwhile_is_read_too(self, stage: SlackRecallStage) -> None:
        since = stage.recalls.heard_up_to()
        first = await stage.say("Good morning, all.")
        await stage.call("how many trees are there?", under=first)
        assert [each.id for each in await read(stage.recalls, stage.room, since)] == [each.id for each in stage.heard()]

    async def test_slacks_pace_is_kept(self, stage: SlackRecallStage, monkeypatch: pytest.MonkeyPatch) -> None:
        waited: list[float] = []

        async def wait(seconds: float) -> None:
            waited.append(seconds)

        since = stage.recalls.heard_up_to()
        await stage.call("status Q-1")
        stage.pocket.faults.rate_limit(30, "conversations.history", times=2)
        monkeypatch.setattr(stage.recalls._recall, "_wait", wait)
        assert len(await read(stage.recalls, stage.room, since)) == 1
        assert waited == [30.0, 30.0]

    async def test_a_slack_that_never_lets_us_is_left_for_later(
        self, stage: SlackRecallStage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def wait(seconds: float) -> None:
            assert seconds == 30

        monkeypatch.setattr(stage.recalls._recall, "_wait", wait)
        stage.pocket.faults.rate_limit(30, "conversations.history", times=100)
        with pytest.raises(Later):
            await read(stage.recalls, stage.room, stage.recalls.heard_up_to())

    async def test_a_room_that_put_us_out_does_not_hide_the_others(self, stage: SlackRecallStage) -> None:
        since = stage.recalls.heard_up_to()
        await stage.call("status Q-1")
        stage.shut_out(stage.other_room)
        assert len(await read(stage.recalls, stage.room, since)) == 1

    async def test_a_thread_that_is_gone_hides_nothing(self, stage: SlackRecallStage) -> None:
        since = stage.recalls.heard_up_to()
        parent = await stage.platform.post(lease(stage.room))
        await stage.call("status Q-1")
        stage.delete(stage.room, parent)
        assert len(await read(stage.recalls, stage.room, since, parent)) == 1
