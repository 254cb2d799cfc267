"""The pocket Discord: a guild with one app, spoken to over Discord's own wire protocols on loopback."""

from adapters.playground.discord.core import Call
from adapters.playground.discord.done import Done
from adapters.playground.discord.errors import NoSuchThing
from adapters.playground.discord.faults import Fault, Faults
from adapters.playground.discord.people import Person
from adapters.playground.discord.server import Channel, PocketDiscord
from adapters.playground.discord.shapes import Message
from adapters.playground.discord.uploads import Upload

__all__ = ["Call", "Channel", "Done", "Fault", "Faults", "Message", "NoSuchThing", "Person", "PocketDiscord", "Upload"]
