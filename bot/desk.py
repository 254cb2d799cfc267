"""Desk and its settings: the values, the file that a city writes them in, and how they are stored."""

from bot.desks.file import DeskFileError, read_desk, unused_sections
from bot.desks.model import Desk, Limits, Share, Source, Topic
from bot.desks.stored import StoredDeskError, desk_from_json, desk_to_json

__all__ = [
    "Desk",
    "DeskFileError",
    "Limits",
    "Share",
    "Source",
    "StoredDeskError",
    "Topic",
    "desk_from_json",
    "desk_to_json",
    "read_desk",
    "unused_sections",
]
