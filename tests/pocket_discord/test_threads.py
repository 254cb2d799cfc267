"""Threads and forum posts: tags, the archive, who wakes what up."""

from datetime import timedelta
from typing import Any

import discord
import pytest

from adapters.playground.discord import NoSuchThing, PocketDiscord
from tests.pocket_discord.conftest import Starts
from tests.pocket_discord.town import App, Town, row, settle


def route(method: str, path: str) -> discord.http.Route:
    return discord.http.Route(method, path)


async def test_a_forum_post_with_tags_goes_to_the_archive_and_wakes_up(
    pocket: PocketDiscord, app: App, town: Town
) -> None:
    forum = app.channel(town.forum)
    post, starter = await forum.create_thread(name="Trees?", content="Where?", applied_tags=[forum.available_tags[0]])
    assert post.id == starter.id
    (seen,) = pocket.sight.posts("questions")
    assert (seen["title"], seen["tags"], seen["archived"]) == ("Trees?", ["trees"], False)
    await post.edit(archived=True, applied_tags=[forum.available_tags[2]])
    (seen,) = pocket.sight.posts("questions")
    assert (seen["tags"], seen["archived"]) == (["solved"], True)
    with pytest.raises(discord.HTTPException) as refused:
        await starter.edit(content="changed")
    assert refused.value.code == 50083
    with pytest.raises(discord.HTTPException) as refused:
        await post.edit(name="other")
    assert refused.value.code == 50083
    assert [each.name async for each in forum.archived_threads()] == ["Trees?"]
    assert (await app.guilds[0].active_threads()) == []
    await pocket.hands.say("ana", "Trees?", "me too")
    assert pocket.sight.posts("questions")[0]["archived"] is False
    assert app.events[-1] == "Trees?: archived False"
    await starter.edit(content="changed")
    assert [each.text for each in pocket.sight.messages("Trees?")] == ["changed", "me too"]


async def test_people_post_in_a_forum(pocket: PocketDiscord, app: App, town: Town) -> None:
    done = await pocket.hands.post("ana", "questions", "Where are the buses?", "@champions really", ["transit"])
    assert done.thread == done.ts
    assert app.heard == [f"<@{pocket.bot_user_id}> really"]
    thread: Any = app.get_channel(int(done.thread))
    assert (thread.name, [each.name for each in thread.applied_tags]) == ("Where are the buses?", ["transit"])
    moderated = await pocket.hands.post("ana", "questions", "Mine", "x", ["solved"])
    assert moderated.refused == "Missing Permissions"
    with pytest.raises(NoSuchThing):
        await pocket.hands.post("ana", "questions", "Mine", "x", ["water"])


async def test_in_the_archive_people_cannot_press(pocket: PocketDiscord, app: App, town: Town) -> None:
    forum = app.channel(town.forum)
    body = {"content": "Q-1", "components": row({"label": "Claim", "custom_id": "claim"})}
    made = await app.http.request(
        route("POST", f"/channels/{forum.id}/threads"), json={"name": "Trees?", "message": body}
    )
    await pocket.hands.archive("bo", made["id"])
    done = await pocket.hands.press("ana", made["id"], made["id"], "Claim")
    assert done.refused == "This thread is archived"
    assert app.seen == []
    assert (await pocket.hands.slash("ana", made["id"], "/opendata ask question: x")).refused == done.refused


async def test_a_locked_thread_is_only_woken_by_who_manages_threads(starts: Starts) -> None:
    everything_else = discord.Permissions.all()
    everything_else.update(administrator=False, manage_threads=False)
    async with PocketDiscord(permissions=everything_else.value) as pocket:
        town = settle(pocket)
        app = await starts(pocket)
        thread = await app.channel(town.ask).create_thread(name="Here", type=discord.ChannelType.public_thread)
        await pocket.hands.archive("bo", "Here", locked=True)
        with pytest.raises(discord.HTTPException) as refused:
            await thread.send("hello?")
        assert refused.value.code == 50083
        with pytest.raises(discord.Forbidden):
            await thread.edit(archived=False)
        await app.stop()


async def test_threads_from_a_message_and_without(pocket: PocketDiscord, app: App, town: Town) -> None:
    sent = await app.channel(town.ask).send("Q-1")
    thread = await sent.create_thread(name="About Q-1")
    assert thread.id == sent.id
    with pytest.raises(discord.HTTPException) as refused:
        await sent.create_thread(name="Another")
    assert refused.value.code == 160004
    await thread.send("inside")
    private = await app.channel(town.ask).create_thread(name="Quietly")
    assert [each.text for each in pocket.sight.messages("About Q-1")] == ["inside"]
    (ask, *_) = pocket.sight.what_sees("ana")["channels"]
    assert [each["name"] for each in ask["threads"]] == ["About Q-1"]
    assert {each.id for each in await app.guilds[0].active_threads()} == {thread.id, private.id}


async def test_a_quiet_thread_goes_to_the_archive_by_itself(town: Town, pocket: PocketDiscord, app: App) -> None:
    await app.channel(town.ask).create_thread(name="Quiet", type=discord.ChannelType.public_thread)
    now = pocket.core.moments.clock
    pocket.core.moments.clock = lambda: now() + timedelta(days=2)
    pocket.nudge()
    await pocket.idle()
    assert app.events == ["Quiet: archived True"]
