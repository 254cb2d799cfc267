"""What Discord does not take."""

import json
from typing import Any

import aiohttp
import discord
import pytest

from adapters.playground.discord import PocketDiscord
from tests.pocket_discord.town import App, Town, row


def route(method: str, path: str) -> discord.http.Route:
    return discord.http.Route(method, path)


BUTTON = {"label": "Claim", "custom_id": "claim"}
HOSTILE: list[tuple[Any, str]] = [
    ({"content": ""}, ""),
    ({"content": "x" * 2001}, "components"),
    ({"content": 7}, "components"),
    ({"content": "x", "nonce": "n" * 26}, "nonce"),
    ({"content": "x", "embeds": "no"}, ""),
    ({"content": "x", "components": row(*[{**BUTTON, "custom_id": str(n)} for n in range(6)])}, "components"),
    ({"content": "x", "components": row({**BUTTON, "label": "x" * 81})}, "components"),
    ({"content": "x", "components": row({**BUTTON, "custom_id": "x" * 101})}, "components"),
    ({"content": "x", "components": row(BUTTON, BUTTON)}, "components"),
    ({"content": "x", "components": [{"type": 10, "content": "V2 without its flag"}]}, "components"),
    ({"content": "x", "flags": 1 << 15, "components": [{"type": 10, "content": "both"}]}, "components"),
    ({"flags": 1 << 15, "components": [{"type": 10, "content": "x" * 4001}]}, "components"),
    ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, ""),
    ({"content": "x", "message_reference": {"message_id": "x"}}, ""),
    (["not", "an", "object"], ""),
]


@pytest.mark.parametrize(("body", "where"), HOSTILE)
async def test_hostile_bodies_are_refused(pocket: PocketDiscord, app: App, town: Town, body: Any, where: str) -> None:
    with pytest.raises(discord.HTTPException) as refused:
        await app.http.request(route("POST", f"/channels/{town.ask.id}/messages"), json=body)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    assert where in refused.value.text
    assert pocket.sight.messages("ask-open-data") == []


@pytest.mark.parametrize(
    "command",
    [
        {"name": "Ask", "description": "x"},
        {"name": "ask me", "description": "x"},
        {"name": "ask", "description": "x" * 101},
        {"name": "ask", "description": ""},
        {"name": "ask", "description": "x", "options": [{"type": 3, "name": "q", "description": "x"}] * 26},
        {
            "name": "ask",
            "description": "x",
            "options": [
                {"type": 3, "name": "a", "description": "x"},
                {"type": 3, "name": "b", "description": "x", "required": True},
            ],
        },
        {"name": "x", "type": 3, "description": "menus have none"},
        "no object",
    ],
)
async def test_commands_that_discord_would_not_take(pocket: PocketDiscord, app: App, command: Any) -> None:
    path = route("PUT", f"/applications/{pocket.application_id}/commands")
    with pytest.raises(discord.HTTPException) as refused:
        await app.http.request(path, json=[command])
    assert refused.value.code == 50035


async def test_broken_json_and_unknown_places(pocket: PocketDiscord, town: Town) -> None:
    headers = {"Authorization": f"Bot {pocket.bot_token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        url = f"{pocket.api_url}/channels/{town.ask.id}/messages"
        async with session.post(url, data=b"{", headers={"Content-Type": "application/json"}) as answer:
            assert (answer.status, json.loads(await answer.read())["code"]) == (400, 50109)
            assert answer.headers["Content-Type"] == "application/json"
        async with session.get(f"{pocket.api_url}/channels/1/messages") as answer:
            assert (await answer.json())["code"] == 10003
        async with session.get(f"{pocket.api_url}/nothing/here") as answer:
            assert answer.status == 501
    async with aiohttp.ClientSession() as session, session.get(f"{pocket.api_url}/users/@me") as answer:
        assert answer.status == 401
