"""Discord: hears commands, buttons, forms and messages; shows cards and forum posts, and answers."""

from adapters.discord.adapter import DiscordAdapter
from adapters.discord.arrival import Check, DiscordNotReady
from adapters.discord.manifest import manifest

__all__ = ["Check", "DiscordAdapter", "DiscordNotReady", "manifest"]
