"""Discord: hears commands, buttons, forms and messages; shows cards and forum posts, and answers."""

from adapters.discord.adapter import DiscordAdapter
from adapters.discord.arrival import DiscordNotReady
from adapters.discord.manifest import manifest

__all__ = ["DiscordAdapter", "DiscordNotReady", "manifest"]
