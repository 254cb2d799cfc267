"""Payloads in the shape of Discord's API reference, made into discord.py's objects without any connection."""

from typing import Any

import discord

GUILD, ASK, FORUM, POST, DIRECT, HIDDEN = "900", "901", "902", "903", "904", "905"
BOT, ANA, BO = "100", "101", "102"
APPLICATION = "200"
AT_LEAST = 175_928_847_299_117_063  # Discord's own example of an id: 2016-04-30 11:18:25.796 UTC
NUMBER = str(AT_LEAST)

CHANNELS: dict[str, Any] = {
    ASK: {"id": ASK, "type": 0, "name": "ask-open-data", "guild_id": GUILD, "position": 0, "permission_overwrites": []},
    FORUM: {"id": FORUM, "type": 15, "name": "questions", "guild_id": GUILD, "position": 1, "available_tags": []},
    POST: {
        "id": POST, "type": 11, "name": "Trees", "guild_id": GUILD, "parent_id": FORUM, "owner_id": ANA,
        "message_count": 1, "member_count": 1, "rate_limit_per_user": 0, "flags": 0,
        "thread_metadata": {
            "archived": False, "auto_archive_duration": 1440, "archive_timestamp": "2026-10-14T09:00:00+00:00",
            "locked": False,
        },
    },
}  # fmt: skip
# A private thread in the ask channel.
CHANNELS[HIDDEN] = CHANNELS[POST] | {"id": HIDDEN, "type": 12, "parent_id": ASK, "name": "Between us"}


def client() -> discord.Client:
    """A client that knows who it is and nothing else."""
    made = discord.Client(intents=discord.Intents.none())
    made._connection.user = discord.ClientUser(state=made._connection, data=user(BOT, "champions", bot=True))  # type: ignore[arg-type]
    return made


def user(id: str, name: str, *, bot: bool = False) -> dict[str, Any]:
    return {"id": id, "username": name, "global_name": name.title(), "discriminator": "0", "avatar": None, "bot": bot}


def member(id: str, name: str) -> dict[str, Any]:
    return {
        "user": user(id, name), "roles": [], "nick": None, "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False,
        "mute": False, "flags": 0, "permissions": "0",
    }  # fmt: skip


def message(text: str, **about: Any) -> dict[str, Any]:
    """A message by Ana in the ask channel."""
    return {
        "id": NUMBER, "channel_id": ASK, "guild_id": GUILD, "author": user(ANA, "ana"), "content": text, "type": 0,
        "timestamp": "2026-10-14T09:00:00+00:00", "edited_timestamp": None, "tts": False, "mention_everyone": False,
        "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "flags": 0,
        "components": [], "member": {key: value for key, value in member(ANA, "ana").items() if key != "user"},
    } | about  # fmt: skip


def interaction(kind: int, data: dict[str, Any], *, channel: str = ASK, **about: Any) -> discord.Interaction:
    """Something that Ana does in a channel of the server."""
    payload = {
        "id": NUMBER, "application_id": APPLICATION, "type": kind, "token": "t0ken", "version": 1, "data": data,
        "guild_id": GUILD, "guild": {"id": GUILD, "locale": "en-US", "features": []}, "channel": CHANNELS[channel],
        "channel_id": channel, "member": member(ANA, "ana"), "locale": "es-ES", "guild_locale": "en-US",
        "app_permissions": "0", "entitlements": [], "authorizing_integration_owners": {"0": GUILD}, "context": 0,
        "attachment_size_limit": 10_485_760,
    } | about  # fmt: skip
    return discord.Interaction(data=payload, state=client()._connection)  # type: ignore[arg-type]


def direct(kind: int, data: dict[str, Any]) -> discord.Interaction:
    """Something that Ana does in her direct messages with the app."""
    channel = {"id": DIRECT, "type": 1, "recipients": [user(ANA, "ana")], "flags": 0, "last_message_id": None}
    payload = {
        "id": NUMBER, "application_id": APPLICATION, "type": kind, "token": "t0ken", "version": 1, "data": data,
        "channel": channel, "channel_id": DIRECT, "user": user(ANA, "ana"), "locale": "es-ES", "app_permissions": "0",
        "entitlements": [], "authorizing_integration_owners": {"0": "0"}, "context": 1,
        "attachment_size_limit": 10_485_760,
    }  # fmt: skip
    return discord.Interaction(data=payload, state=client()._connection)  # type: ignore[arg-type]


def slash(*words: str, **options: str) -> dict[str, Any]:
    """The data of ``/opendata ask text:…``, with as many words as the command has."""
    given = [{"name": name, "type": 3, "value": value} for name, value in options.items()]
    root, *verbs = words
    for depth, verb in enumerate(reversed(verbs)):
        given = [{"name": verb, "type": 2 if depth else 1, "options": given}]
    return {"id": "1", "name": root, "type": 1, "options": given}


def pressed(custom_id: str) -> dict[str, Any]:
    return {"custom_id": custom_id, "component_type": 2}


def submitted(custom_id: str, **values: Any) -> dict[str, Any]:
    """The data of a form: a text for each field, or a list for what was chosen."""
    labels = [{"type": 18, "id": at, "component": _field(*each)} for at, each in enumerate(values.items(), 1)]
    return {"custom_id": custom_id, "components": [{"type": 10, "id": 99}, *labels]}


def _field(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        return {"type": 3, "id": 50, "custom_id": name, "values": value}
    return {"type": 4, "id": 50, "custom_id": name, "value": value}


def on_message(name: str, target: dict[str, Any]) -> dict[str, Any]:
    number = target["id"]
    return {"id": "1", "name": name, "type": 3, "target_id": number, "resolved": {"messages": {number: target}}}


def on_person(name: str, target: str) -> dict[str, Any]:
    return {
        "id": "1",
        "name": name,
        "type": 2,
        "target_id": target,
        "resolved": {"users": {target: user(target, "bo")}},
    }
