"""Who speaks and where, in the middle's words."""

from datetime import datetime
from typing import Any

import discord

from adapters.discord.spoken import Home
from bot.engine.request import Caller, Place
from bot.people.model import Identity


def caller_of(home: Home, user: discord.abc.User, locale: str = "") -> Caller:
    """The account of ``user`` as their desk knows it."""
    return Caller(Identity("discord", home.guild, str(user.id)), user.display_name, locale, _joined(user))


def _joined(user: discord.abc.User) -> datetime | None:
    return user.joined_at if isinstance(user, discord.Member) else None


def place_of(home: Home, channel: Any, message: str = "", *, person: str = "") -> Place:
    """A channel, or a thread in it: then the channel is the one that the thread is in. ``message`` is what something
    was done to, and stands for its thread; ``person`` says that it was in their direct messages."""
    if person:
        return Place("discord", home.guild, thread=message, person=person)
    if isinstance(channel, discord.Thread):
        return Place("discord", home.guild, str(channel.parent_id), str(channel.id))
    return Place("discord", home.guild, str(channel.id) if channel is not None else "", message)
