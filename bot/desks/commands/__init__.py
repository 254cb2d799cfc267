"""What can be asked about the desk: help for each audience, its health, its settings, and how it is set up."""

from dataclasses import dataclass

from bot.desks.commands.setting_up import (
    STEPS,
    ChannelsFound,
    GoLive,
    LookAgain,
    Setup,
    SourceFound,
    SourceRead,
    Suggested,
    TakeSource,
)
from bot.desks.commands.settings import (
    SECTIONS,
    DigestSchedule,
    HoursClosed,
    HoursHolidays,
    HoursSet,
    Section,
    SetAnnouncements,
    SetChannels,
    SetDesk,
    SetLimits,
    SetSharing,
    SetShowcase,
    SetSource,
    SetTimers,
    SettingsApply,
    SettingsDiff,
    SettingsEdit,
    SettingsExport,
    SettingsImport,
    SettingsShow,
)
from bot.desks.commands.topics import (
    TopicAdd,
    TopicBackup,
    TopicForget,
    TopicKeywords,
    TopicLearned,
    TopicMerge,
    TopicRename,
)
from bot.speech.command import Command, number, said, text

__all__ = [
    "SECTIONS",
    "STEPS",
    "AdminHelp",
    "ChampionHelp",
    "ChannelsFound",
    "DigestSchedule",
    "GoLive",
    "Health",
    "Help",
    "HoursClosed",
    "HoursHolidays",
    "HoursSet",
    "LookAgain",
    "Removed",
    "Section",
    "SetAnnouncements",
    "SetChannels",
    "SetDesk",
    "SetLimits",
    "SetSharing",
    "SetShowcase",
    "SetSource",
    "SetTimers",
    "SettingsApply",
    "SettingsDiff",
    "SettingsEdit",
    "SettingsExport",
    "SettingsImport",
    "SettingsShow",
    "Setup",
    "SourceFound",
    "SourceRead",
    "Suggested",
    "TakeSource",
    "TopicAdd",
    "TopicBackup",
    "TopicForget",
    "TopicKeywords",
    "TopicLearned",
    "TopicMerge",
    "TopicRename",
]


@said("opendata help")
@dataclass(frozen=True, slots=True)
class Help(Command):
    """See what you can do here."""

    page: int = number("P", "the page, such as P-2")

    text: str = text("a command")


@said("champion help")
@dataclass(frozen=True, slots=True)
class ChampionHelp(Command):
    """See what champions can do."""

    page: int = number("P", "the page, such as P-2")


@said("opendata-admin help")
@dataclass(frozen=True, slots=True)
class AdminHelp(Command):
    """See what coordinators can do."""

    page: int = number("P", "the page, such as P-2")


@said("opendata-admin health")
@dataclass(frozen=True, slots=True)
class Health(Command):
    """See whether everything works."""


@said("opendata-admin removed")
@dataclass(frozen=True, slots=True)
class Removed(Command):
    """The app was removed from a workspace: ``request.where`` says which."""
