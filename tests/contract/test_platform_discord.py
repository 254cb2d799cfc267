"""The contract of platforms, kept by Discord's adapter in text channels and in forums: through discord.py, over the
pocket's wire."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from adapters.discord import DiscordAdapter, marks
from adapters.playground.discord import Channel, PocketDiscord
from adapters.playground.discord.shapes import Message
from bot.engine.errors import Later, Rejected, Unsure
from bot.engine.request import Place
from tests.contract.pictures import PicturesContract
from tests.contract.platform import PlatformContract, lease
from tests.discord.conftest import TAGS, Ticks, Town, adapter_for, settled
from tests.discord.reading import read
from tests.discord.wired import words

TITLE = "Q-142 · Waiting for a champion"


class DiscordStage:
    """Discord's side of the contract's stage: one for rooms with threads, one for forums."""

    posting = "create message"

    def __init__(self, town: Town, room: Channel, other_room: Channel) -> None:
        self.town, self.pocket = town, town.pocket
        self.platform = town.adapter
        self.person = town.ana.id
        self.ask, self.name = town.ask, room.name
        self.room, self.other_room = self._place(room.id), self._place(other_room.id)

    def _place(self, channel: str) -> Place:
        return Place("discord", self.pocket.guild_id, channel)

    async def restarted(self) -> DiscordAdapter:
        """Another adapter in the place of ours, which remembers nothing."""
        await self.town.adapter.stop()
        self.town.adapter = self.platform = adapter_for(self.pocket, self.town.app)
        await self.platform.start()
        return self.platform

    def calls(self, method: str) -> int:
        """How often a route was called."""
        return len(self.town.calls(method))

    def said_in(self, place: Place) -> list[str]:
        return list(map(words, self._messages(place)))

    def mine(self, channel: str) -> list[Message]:
        """The app's own messages in a channel or thread."""
        return self.town.said_in(channel)

    def _messages(self, place: Place) -> list[Message]:
        return self.mine(place.channel or self.pocket.direct_messages(place.person))

    def under(self, place: Place, message: str) -> list[str]:
        return list(map(words, self.mine(message)))

    def only_for(self, person: str) -> list[str]:
        return list(map(words, self.pocket.sight.whispers(person)))

    def called(self) -> list[str]:
        return [called for _, called in self.pocket.sight.pings()]

    def formatted(self) -> list[str]:
        shown = [mark for message in self._messages(self.room) for mark in read(message.text).marks]
        return [f"{name}: {held}" for name, held in shown if (name, held) != ("bold", TITLE)]

    def lose_answer(self) -> None:
        self.pocket.faults.lose_answer(self.posting)

    def lose_call(self) -> None:
        self.pocket.faults.lose_call(self.posting)

    def break_down(self) -> None:
        self.pocket.faults.break_down(self.posting, status=503)

    def slow_down(self, place: Place, seconds: int) -> None:
        self.pocket.faults.rate_limit(seconds, self.posting, channel=place.channel)

    def pictures(self, place: Place) -> list[tuple[bytes, str]]:
        shown = [each for message in self._messages(place) for each in message.attachments]
        found = [self.pocket.core.backend.file(each["url"].partition("/files/")[2]) for each in shown]
        return [(data or b"", each["description"]) for data, each in zip(found, shown, strict=True)]

    def lose_picture(self) -> None:
        self.break_down()

    def shut_out(self, place: Place) -> None:
        self.pocket.shut_out(place.channel)

    def delete(self, place: Place, message: str) -> None:
        self.pocket.core.backend.call("DELETE", f"/channels/{place.channel}/messages/{message}")


class ForumStage(DiscordStage):
    """The same in forums."""

    posting = "start thread"

    def _messages(self, place: Place) -> list[Message]:
        if place.person:
            return super()._messages(place)
        return [self.mine(post["id"])[0] for post in self.pocket.sight.posts(place.channel)]

    def delete(self, place: Place, message: str) -> None:
        self.pocket.core.backend.call("DELETE", f"/channels/{message}/messages/{message}")


@asynccontextmanager
async def arrived() -> AsyncIterator[tuple[Town, Channel, Channel]]:
    """The adapter on its server; another text channel and another forum, beside those of the desk."""
    async with PocketDiscord() as pocket:
        town = settled(pocket, Ticks())
        other, ideas = pocket.add_channel("champions-other"), pocket.add_channel("ideas", kind="forum", tags=TAGS)
        await town.adapter.start()
        await pocket.gateway.connected()
        yield town, other, ideas
        await town.adapter.stop()


class OnDiscord(PicturesContract, PlatformContract):
    """Discord keeps the contract, and what it alone can and cannot do."""

    async def test_after_a_restart_a_post_is_found_all_the_same(self, stage: DiscordStage) -> None:
        message = await stage.platform.post(lease(stage.room))
        found = await (await stage.restarted()).find(lease(stage.room))
        assert found is not None
        assert (found.message, found.revision) == (message, 1)

    @pytest.mark.parametrize(
        ("code", "error", "sentence"),
        [
            (50001, Rejected, "I can't post in #{room}. An admin needs to invite me there."),
            (50013, Rejected, "I can't post in #{room}. An admin needs to invite me there."),
            (10004, Rejected, "I am not on this Discord server any more"),
            (160006, Rejected, "#{room} has as many active threads"),
            (200000, Rejected, "A moderator needs to look at it"),
            (40005, Rejected, "too large"),
            (160005, Rejected, "locked"),
            (50035, Rejected, "Discord refused this: 50035"),
            (30033, Rejected, "Discord allows no more in #{room}"),
            (30046, Later, "asked to wait"),
            (20028, Later, "asked to wait"),
        ],
    )
    async def test_what_discord_refuses(
        self, stage: DiscordStage, code: int, error: type[Exception], sentence: str
    ) -> None:
        stage.pocket.faults.refuse(code, stage.posting)
        with pytest.raises(error) as refused:
            await stage.platform.post(lease(stage.room))
        assert sentence.format(room=stage.name) in str(refused.value)

    @pytest.mark.parametrize("status", [500, 502, 503, 504, 524])
    async def test_a_call_that_met_trouble_is_not_repeated_by_the_client(
        self, stage: DiscordStage, status: int
    ) -> None:
        stage.pocket.faults.break_down(stage.posting, status=status)
        with pytest.raises(Unsure):
            await stage.platform.post(lease(stage.room))
        assert stage.calls(stage.posting) == 1
        assert stage.said_in(stage.room) == []

    async def test_an_edit_whose_answer_was_lost_is_made_again(self, stage: DiscordStage) -> None:
        shown = lease(stage.room)
        message = await stage.platform.post(shown)
        stage.pocket.faults.lose_answer("edit message")
        with pytest.raises(Later):
            await stage.platform.edit(replace(shown, message=message))

    async def test_of_an_only_you_card_everybody_reads_the_title_alone(self, stage: DiscordStage) -> None:
        place = replace(stage.room, channel=stage.ask.id, person=stage.person)
        await stage.platform.post(lease(place, "Track it?"))
        (message,) = stage.mine(stage.ask.id)
        assert TITLE in words(message)
        assert "Track it?" not in words(message)
        assert stage.called() == [f"@{stage.person}"]

    async def test_a_message_that_only_looks_like_ours_is_not_taken_for_ours(self, stage: DiscordStage) -> None:
        shown = lease(stage.room)
        message = await stage.platform.post(shown)
        looking: Any = stage.platform._outbounds[stage.pocket.guild_id]._looking
        looking._bot = stage.person
        assert await stage.platform.find(shown) is None
        looking._bot = stage.pocket.bot_user_id
        assert await stage.platform.find(shown) is not None
        assert message


class TestDiscordChannel(OnDiscord):
    @pytest.fixture
    async def stage(self) -> AsyncIterator[DiscordStage]:
        async with arrived() as (town, triage, _):
            yield DiscordStage(town, town.ask, triage)

    async def test_a_post_that_is_repeated_at_once_is_made_once(self, stage: DiscordStage) -> None:
        stage.lose_answer()
        with pytest.raises(Unsure):
            await stage.platform.post(lease(stage.room))
        message = await stage.platform.post(lease(stage.room))
        assert len(stage.said_in(stage.room)) == 1
        found = await stage.platform.find(lease(stage.room))
        assert found is not None
        assert found.message == message

    async def test_nothing_is_known_after_too_much_was_said(
        self, stage: DiscordStage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("adapters.discord.looking.PAGE", 2)
        monkeypatch.setattr("adapters.discord.looking.MOST_PAGES", 2)
        for _ in range(5):
            await stage.pocket.hands.say(stage.person, stage.room.channel, "chatter")
        with pytest.raises(Unsure):
            await stage.platform.find(lease(stage.room))

    async def test_a_post_is_found_through_much_that_was_said_since(
        self, stage: DiscordStage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("adapters.discord.looking.PAGE", 2)
        message = await stage.platform.post(lease(stage.room))
        for _ in range(5):
            await stage.pocket.hands.say(stage.person, stage.room.channel, "chatter")
        found = await stage.platform.find(lease(stage.room))
        again = await (await stage.restarted()).find(lease(stage.room))
        assert found is not None
        assert again is not None
        assert found.message == again.message == message


class TestDiscordForum(OnDiscord):
    @pytest.fixture
    async def stage(self) -> AsyncIterator[DiscordStage]:
        async with arrived() as (town, _, ideas):
            yield ForumStage(town, town.forum, ideas)

    async def test_another_revision_of_the_key_is_still_the_same_slot(self, stage: DiscordStage) -> None:
        shown = lease(stage.room)
        message = await stage.platform.post(shown)
        found = await stage.platform.find(replace(shown, revision=9))
        assert found is not None
        assert (found.message, found.revision) == (message, 1)
        assert marks.component_id(shown.slot.key) != marks.component_id("other")
