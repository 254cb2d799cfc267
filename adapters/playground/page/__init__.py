"""The playground's page: one HTML page of our own on top of the pockets, and the JSON it lives on."""

from adapters.playground.page.playground import Playground
from adapters.playground.page.seats import Seat, Verb, WordedCommand, worded_commands

__all__ = ["Playground", "Seat", "Verb", "WordedCommand", "worded_commands"]
