"""What stops the front door, in sentences."""

from bot.engine.errors import ChampionsError


class CannotStart(ChampionsError):
    """Something has to be put right first; the message says what and how."""
