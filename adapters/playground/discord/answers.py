"""Who answers which route: the pocket itself where simcord knows less than Discord, simcord's backend elsewhere."""

from collections.abc import Callable
from typing import Any

from adapters.playground.discord import about, callbacks, commands, messages, threads
from adapters.playground.discord.core import Core
from adapters.playground.discord.wire import Asked

Answer = Callable[[Core, Asked], Any]

OWN: dict[str, Answer] = {
    "get gateway": about.gateway,
    "get gateway bot": about.gateway_bot,
    "get current application": about.application,
    "get application": about.application,
    "list members": about.members,
    "search members": about.search,
    "create message": messages.create,
    "edit message": messages.edit,
    "delete message": messages.delete,
    "add reaction": messages.react,
    "list messages": messages.history,
    "edit channel": threads.edit,
    "delete channel": threads.delete,
    "start thread": threads.start,
    "start thread from message": threads.start_from_message,
    "list active threads": threads.active,
    "list archived threads": threads.archived,
    "list commands": commands.listed,
    "list guild commands": commands.listed,
    "sync commands": commands.sync,
    "sync guild commands": commands.sync,
    "create command": commands.create,
    "create guild command": commands.create,
    "get command": commands.get,
    "get guild command": commands.get,
    "delete command": commands.delete,
    "delete guild command": commands.delete,
    "interaction callback": callbacks.callback,
    "create followup": callbacks.followup,
    "get original": callbacks.webhook,
    "get followup": callbacks.webhook,
    "edit original": callbacks.edit,
    "edit followup": callbacks.edit,
    "delete original": callbacks.edit,
    "delete followup": callbacks.edit,
}


def answer(core: Core, asked: Asked) -> Any:
    """What Discord answers; None for an empty answer (HTTP 204). ``DiscordError`` where it refuses."""
    own = OWN.get(asked.route.name)
    return own(core, asked) if own else asked.passed_on(core.backend)
