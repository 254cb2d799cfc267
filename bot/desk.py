"""Desk and its settings: the values, the file that a city writes them in, and how they are stored."""

from bot.desks.changing import SettingsMistake, differences, moved_in, with_settings
from bot.desks.file import DeskFileError, read_desk, setting_lines, unused_sections
from bot.desks.model import (
    PRESETS,
    Announce,
    Desk,
    DigestPlan,
    Hearing,
    Home,
    Limits,
    Share,
    Showcase,
    Source,
    Timers,
    Topic,
)
from bot.desks.stored import StoredDeskError, desk_from_json, desk_to_json
from bot.desks.written import write_desk

__all__ = [
    "PRESETS",
    "Announce",
    "Desk",
    "DeskFileError",
    "DigestPlan",
    "Hearing",
    "Home",
    "Limits",
    "SettingsMistake",
    "Share",
    "Showcase",
    "Source",
    "StoredDeskError",
    "Timers",
    "Topic",
    "desk_from_json",
    "desk_to_json",
    "differences",
    "moved_in",
    "read_desk",
    "setting_lines",
    "unused_sections",
    "with_settings",
    "write_desk",
]
