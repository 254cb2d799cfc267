"""The contract of platforms, kept by Slack's adapter through the real SDK and the pocket's wire."""

import html
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.playground.slack import PocketSlack
from adapters.playground.slack.workspace import Message
from adapters.slack.pace import Pace
from bot.engine.errors import Later, Rejected, Unsure
from bot.engine.request import Place
from tests.contract.pictures import PicturesContract
from tests.contract.platform import PlatformContract, lease
from tests.slack.conftest import COMMANDS, Town, arrived


class SlackStage:
    """Slack's side of the contract's stage."""

    def __init__(self, town: Town) -> None:
        self.platform, self.pocket, self.town = town.adapter, town.pocket, town
        rooms = {channel.name: channel.id for channel in town.pocket.workspace.channels.values()}
        self.room = Place("slack", town.pocket.team_id, rooms["ask-open-data"])
        self.other_room = Place("slack", town.pocket.team_id, rooms["champions-triage"])
        self.person = town.ana.id

    def said_in(self, place: Place) -> list[str]:
        channel = place.channel or self.pocket.direct_messages(place.person).id
        return [_read(message) for message in self.pocket.sight.messages(channel) if message.by_bot]

    def under(self, place: Place, message: str) -> list[str]:
        return [_read(each) for each in self.pocket.sight.messages(place.channel, thread=message)]

    def only_for(self, person: str) -> list[str]:
        return [_read(each) for each in self.pocket.sight.whispers(person)]

    def called(self) -> list[str]:
        return [called for _, called in self.pocket.sight.pings()]

    def formatted(self) -> list[str]:
        messages = self.pocket.sight.messages(self.room.channel)
        objects = [each for message in messages for each in _objects(message.blocks)]
        return [str(each) for each in objects if each.get("type") in {"mrkdwn", "markdown", "emoji", "broadcast"}]

    def lose_answer(self) -> None:
        self.pocket.faults.lose_answer("chat.postMessage")

    def lose_call(self) -> None:
        self.pocket.faults.lose_call("chat.postMessage")

    def break_down(self) -> None:
        self.pocket.faults.break_down("chat.postMessage", status=503)

    def slow_down(self, place: Place, seconds: int) -> None:
        self.pocket.faults.rate_limit(seconds, "chat.postMessage", channel=place.channel)

    def pictures(self, place: Place) -> list[tuple[bytes, str]]:
        channel = place.channel or self.pocket.direct_messages(place.person).id
        blocks = [each for message in self.pocket.sight.messages(channel) for each in message.blocks]
        shown = [each for each in blocks if each["type"] == "image"]
        return [(self.pocket.core.files.body(each["slack_file"]["id"]), each["alt_text"]) for each in shown]

    def lose_picture(self) -> None:
        self.pocket.faults.break_down("upload", status=503)

    def shut_out(self, place: Place) -> None:
        del self.pocket.workspace.channels[place.channel].members[self.pocket.bot_user_id]

    def delete(self, place: Place, message: str) -> None:
        channel = self.pocket.workspace.channels[place.channel]
        self.pocket.workspace.remove_message(channel.messages[message])


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(inner)


def _read(message: Message) -> str:
    return html.unescape(message.text)


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    async with PocketSlack(commands=COMMANDS) as pocket:
        town = await arrived(pocket)
        await town.adapter.start()
        yield SlackStage(town)
        await town.adapter.stop()


class TestSlack(PicturesContract, PlatformContract):
    """Slack keeps the contract, and what it alone can and cannot do."""

    async def test_an_only_you_message_is_seen_by_one_person_and_never_looked_for(self, stage: SlackStage) -> None:
        place = replace(stage.room, person=stage.person)
        await stage.platform.post(lease(place, "Only for you"))
        assert stage.said_in(stage.room) == []
        assert "Only for you" in stage.only_for(stage.person)[0]
        with pytest.raises(Unsure):
            await stage.platform.find(lease(place))

    @pytest.mark.parametrize(
        ("code", "error", "sentence"),
        [
            ("not_in_channel", Rejected, "I can't post in #ask-open-data. An admin needs to invite me there."),
            ("is_archived", Rejected, "#ask-open-data is archived"),
            ("restricted_action", Rejected, "An admin has limited who may post in #ask-open-data"),
            ("invalid_auth", Rejected, "Slack refuses the token"),
            ("account_inactive", Rejected, "install it again"),
            ("invalid_blocks", Rejected, "Slack refused this: invalid_blocks"),
            ("msg_too_long", Rejected, "Slack refused this: msg_too_long"),
            ("ratelimited", Later, "asked to wait"),
            ("fatal_error", Unsure, "fatal_error"),
            ("internal_error", Unsure, "internal_error"),
        ],
    )
    async def test_what_slack_refuses(
        self, stage: SlackStage, code: str, error: type[Exception], sentence: str
    ) -> None:
        stage.pocket.faults.refuse(code, "chat.postMessage")
        with pytest.raises(error) as refused:
            await stage.platform.post(lease(stage.room))
        assert sentence in str(refused.value)

    async def test_an_edit_whose_answer_was_lost_is_made_again(self, stage: SlackStage) -> None:
        shown = lease(stage.room)
        message = await stage.platform.post(shown)
        stage.pocket.faults.lose_answer("chat.update")
        with pytest.raises(Later):
            await stage.platform.edit(replace(shown, message=message))

    async def test_a_message_that_only_looks_like_ours_is_not_taken_for_ours(self, stage: SlackStage) -> None:
        shown = lease(stage.room)
        message = await stage.platform.post(shown)
        forged = stage.pocket.workspace.channels[stage.room.channel].messages[message]
        forged.by_bot = False
        assert await stage.platform.find(shown) is None

    async def test_links_and_names_are_never_looked_for_in_words(self, stage: SlackStage) -> None:
        await stage.platform.post(lease(stage.room, "https://example.org @everyone"))
        asked = next(call.args for call in stage.pocket.calls if call.method == "chat.postMessage")
        assert "link_names" not in asked
        assert "parse" not in asked
        assert str(asked["unfurl_links"]).lower() in {"0", "false"}
        assert str(asked["mrkdwn"]).lower() in {"0", "false"}

    async def test_the_pace_is_kept_before_slack_has_to_say_so(self) -> None:
        seconds = [0.0]
        async with PocketSlack(commands=COMMANDS) as pocket:
            town = await arrived(pocket, Pace(burst=2, ticks=lambda: seconds[0]))
            await town.adapter.start()
            stage = SlackStage(town)
            for number in (1, 2):
                await stage.platform.post(lease(stage.room, name=f"Q-{number}/card"))
            calls = len(pocket.calls)
            with pytest.raises(Later) as later:
                await stage.platform.post(lease(stage.room, name="Q-3/card"))
            assert later.value.seconds == pytest.approx(1.0)
            assert len(pocket.calls) == calls
            await stage.platform.post(lease(stage.other_room))
            seconds[0] += later.value.seconds
            await stage.platform.post(lease(stage.room, name="Q-3/card"))
            await town.adapter.stop()

    async def test_nothing_is_known_after_too_much_was_said(
        self, stage: SlackStage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("adapters.slack.outbound.PAGE", 2)
        monkeypatch.setattr("adapters.slack.outbound.MOST_PAGES", 2)
        shown = lease(stage.room)
        await stage.platform.post(shown)
        for _ in range(5):
            await stage.pocket.hands.say(stage.person, stage.room.channel, "chatter")
        with pytest.raises(Unsure):
            await stage.platform.find(shown)
