"""REST as discord.py speaks it: commands, messages, history, direct messages, files, pings."""

import io
from typing import Any

import discord
import pytest

from adapters.playground.discord import PocketDiscord, Upload
from tests.pocket_discord.town import App, Ticks, Town, ask_command


def route(method: str, path: str) -> discord.http.Route:
    return discord.http.Route(method, path)


async def test_commands_are_synced_and_read_back(pocket: PocketDiscord, app: App) -> None:
    ask_command(app.tree)
    made = await app.tree.sync()
    assert {each.name for each in made} == {"opendata", "Track as data question", "Whois"}
    again = await app.tree.sync()
    assert {each.id for each in again} == {each.id for each in made}
    assert {each.name for each in await app.tree.fetch_commands()} == {each.name for each in made}
    app.tree.copy_global_to(guild=app.guilds[0])
    assert len(await app.tree.sync(guild=app.guilds[0])) == 3


async def test_translations_come_only_when_asked_for(pocket: PocketDiscord, app: App) -> None:
    words = {"name_localizations": {"es-ES": "preguntar"}, "description_localizations": {"es-ES": "Pregunta algo"}}
    command = {"name": "ask", "description": "Ask", "type": 1, **words}
    path = f"/applications/{pocket.application_id}/commands"
    await app.http.request(route("PUT", path), json=[command])
    (bare,) = await app.http.request(route("GET", path))
    (whole,) = await app.http.request(route("GET", path), params={"with_localizations": "true"})
    assert "name_localizations" not in bare
    assert whole["name_localizations"] == {"es-ES": "preguntar"}
    (seen,) = pocket.sight.what_sees("ana")["commands"]
    assert (seen["name"], seen["description"], seen["key"]) == ("preguntar", "Pregunta algo", "ask")
    (one,) = [await app.http.request(route("GET", f"{path}/{whole['id']}"))]
    assert one["name"] == "ask"
    await app.http.request(route("DELETE", f"{path}/{whole['id']}"))
    assert await app.http.request(route("GET", path)) == []


async def test_a_message_is_sent_changed_read_and_deleted(pocket: PocketDiscord, app: App, town: Town) -> None:
    sent = await app.channel(town.ask).send("one")
    await sent.edit(content="two")
    assert (await app.channel(town.ask).fetch_message(sent.id)).content == "two"
    (seen,) = pocket.sight.messages("ask-open-data")
    assert (seen.text, seen.edited, seen.by_bot) == ("two", True, True)
    await sent.delete()
    assert pocket.sight.messages("ask-open-data") == []
    with pytest.raises(discord.NotFound):
        await app.channel(town.ask).fetch_message(sent.id)


async def test_an_enforced_nonce_makes_no_second_message(
    pocket: PocketDiscord, app: App, town: Town, ticks: Ticks
) -> None:
    path = route("POST", f"/channels/{town.ask.id}/messages")
    body = {"content": "once", "nonce": "Q-1/card", "enforce_nonce": True}
    first = await app.http.request(path, json=body)
    second = await app.http.request(path, json={**body, "content": "twice"})
    assert (first["id"], second["content"], second["nonce"]) == (second["id"], "once", "Q-1/card")
    elsewhere = await app.http.request(route("POST", f"/channels/{town.triage.id}/messages"), json=body)
    assert elsewhere["id"] != first["id"]
    await app.http.request(path, json={**body, "enforce_nonce": False})
    assert len(pocket.sight.messages("ask-open-data")) == 2
    ticks.now += 600
    assert (await app.http.request(path, json=body))["id"] != first["id"]


async def test_history_before_after_and_around(app: App, town: Town, pocket: PocketDiscord) -> None:
    sent = [await app.channel(town.ask).send(str(number)) for number in range(6)]
    channel = app.channel(town.ask)

    async def read(**about: Any) -> list[str]:
        return [each.content async for each in channel.history(**about)]

    assert await read(limit=2) == ["5", "4"]
    assert await read(limit=2, before=sent[3]) == ["2", "1"]
    assert await read(limit=2, after=sent[1]) == ["2", "3"]
    assert await read(limit=3, around=sent[2]) == ["3", "2", "1"]


async def test_direct_messages_and_who_takes_none(pocket: PocketDiscord, app: App, town: Town) -> None:
    ana = await app.fetch_user(int(town.ana.id))
    await ana.send("hello")
    assert [each.text for each in pocket.sight.messages("@ana")] == ["hello"]
    assert pocket.sight.what_sees("ana")["dms"][0]["messages"][0]["text"] == "hello"
    pocket.hands.close_dms("ana")
    with pytest.raises(discord.Forbidden) as refused:
        await ana.send("hello?")
    assert refused.value.code == 50007
    pocket.hands.close_dms("ana", closed=False)
    await ana.send("again")
    await pocket.hands.leave("ana")
    with pytest.raises(discord.Forbidden):
        await ana.send("gone?")


async def test_files_are_kept_and_can_be_fetched(pocket: PocketDiscord, app: App, town: Town) -> None:
    file = discord.File(io.BytesIO(b"a,b\n1,2\n"), "trees.csv", description="The trees")
    sent = await app.channel(town.ask).send("see", file=file)
    assert await sent.attachments[0].read() == b"a,b\n1,2\n"
    (seen,) = pocket.sight.messages("ask-open-data")
    assert (seen.attachments[0]["filename"], seen.attachments[0]["description"]) == ("trees.csv", "The trees")
    await pocket.hands.say("ana", "@champions", "mine", files=[Upload("shot.png", b"png")])
    assert pocket.sight.messages("@ana")[0].attachments[0]["url"].startswith(pocket.url)


async def test_pings_only_whom_the_message_may_call(pocket: PocketDiscord, app: App, town: Town) -> None:
    role = pocket.add_role("Champions", [town.bo.id], mentionable=True)
    words = f"@everyone <@{town.ana.id}> <@&{role}>"
    channel = app.channel(town.ask)
    await channel.send(words, allowed_mentions=discord.AllowedMentions.none())
    assert pocket.sight.pings() == []
    await channel.send(words, allowed_mentions=discord.AllowedMentions(users=[discord.Object(int(town.ana.id))]))
    assert [who for _, who in pocket.sight.pings()] == ["@everyone", f"@&{role}", f"@{town.ana.id}"]
