"""Using commands: slash commands with their options, autocompletion, commands on messages and people."""

from collections.abc import Mapping
from typing import Any

from adapters.playground.discord import typed
from adapters.playground.discord.core import Core
from adapters.playground.discord.done import Done
from adapters.playground.discord.errors import Json, NoSuchThing
from adapters.playground.discord.interactions import Kind, Receipt
from adapters.playground.discord.typed import Chosen, NotSent
from adapters.playground.discord.uploads import Upload

SLASH, USER, MESSAGE = 1, 2, 3
NO_RESPONSE = "The application did not respond"


async def slash(core: Core, user: str, channel: str, line: str, options: Mapping[str, Any]) -> Done:
    """Type and send a slash command; what the client would not send, nobody hears of."""
    try:
        data = command_data(core, user, channel, line, options)
    except NotSent as not_sent:
        return Done(refused=not_sent.words)
    return told(core, user, channel, await core.interactions.deliver(Kind.COMMAND, user, channel, data))


async def complete(core: Core, user: str, channel: str, line: str, option: str, entered: str) -> Done:
    """Type into an option that completes itself; the choices that the app offers."""
    locale = core.people.get(user).locale
    try:
        chosen = typed.choose(core.backend.commands(user, channel, SLASH), line, locale)
        given = typed.values(chosen, locale)
    except NotSent as not_sent:
        return Done(refused=not_sent.words)
    focused = next((each for each in chosen.leaf.get("options") or () if each["name"] == option), None)
    if focused is None or not focused.get("autocomplete"):
        raise NoSuchThing(f"there is no option {option!r} that completes itself")
    leaf = [each for each in _leaf(core, chosen, given, locale)[0] if each["name"] != option]
    leaf.append({"name": option, "type": focused["type"], "value": entered, "focused": True})
    data = _about(chosen.root) | {"options": typed.nested(chosen, leaf)}
    receipt = await core.interactions.deliver(Kind.AUTOCOMPLETE, user, channel, data)
    offered = ((receipt.answer or {}).get("data") or {}).get("choices", [])
    refused = "" if receipt.acknowledged else "Loading options failed"
    return Done(receipt.acknowledged, receipt.seconds, receipt.answer, refused, options=offered)


async def on_message(core: Core, user: str, name: str, channel: str, message: Json) -> Done:
    """Choose a command from a message's menu."""
    command = _named(core, user, channel, name, MESSAGE)
    clean = {key: value for key, value in message.items() if key not in {"only_for", "pings"}}
    data = _about(command) | {"target_id": message["id"], "resolved": {"messages": {message["id"]: clean}}}
    return told(core, user, channel, await core.interactions.deliver(Kind.COMMAND, user, channel, data))


async def on_user(core: Core, user: str, name: str, channel: str, target: str) -> Done:
    """Choose a command from a person's menu."""
    command = _named(core, user, channel, name, USER)
    data = _about(command) | {"target_id": target, "resolved": resolved_people(core, [target])}
    return told(core, user, channel, await core.interactions.deliver(Kind.COMMAND, user, channel, data))


def told(core: Core, user: str, channel: str, receipt: Receipt) -> Done:
    """What came of a command; where nothing came, Discord says so."""
    refused = "" if receipt.acknowledged else NO_RESPONSE
    if refused:
        core.people.tell(user, channel, "", refused)
        core.changes.bump()
    return Done(receipt.acknowledged, receipt.seconds, receipt.answer, refused, ts=receipt.message)


def resolved_people(core: Core, people: list[str]) -> Json:
    """The ``resolved`` part of an interaction's data for people."""
    members = {each["user"]["id"]: each for each in core.backend.guild()["members"]}
    bare = {user: {k: v for k, v in members[user].items() if k != "user"} for user in people if user in members}
    return {"users": {user: core.backend.call("GET", f"/users/{user}") for user in people}, "members": bare}


def resolved_channels(core: Core, channels: list[str]) -> Json:
    """The same for channels."""
    found = {number: core.backend.channel(number) for number in channels}
    return {"channels": {number: channel | {"permissions": "0"} for number, channel in found.items() if channel}}


def _named(core: Core, user: str, channel: str, name: str, kind: int) -> Json:
    locale = core.people.get(user).locale
    for command in core.backend.commands(user, channel, kind):
        if name in {command["name"], typed.shown(command, locale)}:
            return command
    raise NoSuchThing(f"there is no {name!r} in the menu")


def _about(command: Json) -> Json:
    about = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return about | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def command_data(core: Core, user: str, channel: str, line: str, options: Mapping[str, Any]) -> Json:
    """The data of a slash command's interaction; ``NotSent`` where Discord's client would not send it."""
    locale = core.people.get(user).locale
    chosen = typed.choose(core.backend.commands(user, channel, SLASH), line, locale)
    given: dict[str, Any] = {**typed.values(chosen, locale), **options}
    known = {each["name"] for each in chosen.leaf.get("options") or ()}
    if set(given) - known:
        raise NotSent(f"There is no option {sorted(set(given) - known)[0]}")
    if typed.missing(chosen.leaf, given):
        raise NotSent(f"{typed.REQUIRED}: {typed.missing(chosen.leaf, given)[0]}")
    leaf, resolved = _leaf(core, chosen, given, locale)
    data = _about(chosen.root) | {"options": typed.nested(chosen, leaf)}
    return data | ({"resolved": resolved} if resolved else {})


def _leaf(core: Core, chosen: Chosen, given: Mapping[str, Any], locale: str) -> tuple[list[Json], Json]:
    built: list[Json] = []
    resolved: Json = {}
    for option in chosen.leaf.get("options") or ():
        value = given.get(option["name"])
        if value is None or value == "":
            continue
        if option["type"] in {typed.USER, typed.MENTIONABLE, typed.CHANNEL, typed.ROLE, typed.ATTACHMENT}:
            value, found = _thing(core, option["type"], value)
            for part, things in found.items():
                resolved.setdefault(part, {}).update(things)
        else:
            value = typed.entered(option, value, locale)
        built.append({"name": option["name"], "type": option["type"], "value": value})
    return built, resolved


def _thing(core: Core, kind: int, value: Any) -> tuple[str, Json]:
    if kind == typed.ATTACHMENT:
        return _attached(core, value)
    text = str(value).strip("<@#&!>")
    if kind == typed.CHANNEL:
        found = next((each for each in core.backend.guild()["channels"] if text in {each["id"], each["name"]}), None)
        if found is None:
            raise NotSent("Unknown channel")
        return found["id"], resolved_channels(core, [found["id"]])
    if kind in {typed.ROLE, typed.MENTIONABLE}:
        for role in core.backend.guild()["roles"]:
            if text in {role["id"], role["name"]}:
                return role["id"], {"roles": {role["id"]: role}}
    try:
        person = core.people.get(text)
    except NoSuchThing:
        raise NotSent("Unknown user") from None
    return person.id, resolved_people(core, [person.id])


def _attached(core: Core, value: Any) -> tuple[str, Json]:
    upload = value if isinstance(value, Upload) else Upload(*value)
    kept = core.backend.keep_file(core.backend.guild_id, upload)
    return kept["id"], {"attachments": {kept["id"]: kept}}
