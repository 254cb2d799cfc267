"""What can be asked about the desk: help for each audience, and its health."""

from dataclasses import dataclass

from bot.speech.command import Command, said, text


@said("opendata help")
@dataclass(frozen=True, slots=True)
class Help(Command):
    """See what you can do here."""

    text: str = text("a command")


@said("champion help")
@dataclass(frozen=True, slots=True)
class ChampionHelp(Command):
    """See what champions can do."""


@said("opendata-admin help")
@dataclass(frozen=True, slots=True)
class AdminHelp(Command):
    """See what coordinators can do."""


@said("opendata-admin health")
@dataclass(frozen=True, slots=True)
class Health(Command):
    """See whether everything works."""


@said("opendata-admin removed")
@dataclass(frozen=True, slots=True)
class Removed(Command):
    """The app was removed from a workspace: ``request.where`` says which."""
