"""The vault: what platforms give us to act for a workspace, kept so that nobody who reads the database can use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.errors import ChampionsError


class Locked(ChampionsError):
    """What was sealed cannot be opened; the message is a sentence for the operator, without any secret."""


@dataclass(frozen=True, slots=True)
class Left:
    """A workspace from which the app was removed, and when we heard of it."""

    platform: str
    team: str
    at: datetime


class Vault(Protocol):
    """Secrets of workspaces, sealed at rest, and the states of installations that have begun."""

    async def keep(self, desk: str, platform: str, team: str, secret: str) -> None:
        """Seal a workspace's secret; the app is there again. Raises a ChampionsError with a sentence where the
        workspace is another desk's."""

    async def secrets(self, platform: str) -> Mapping[str, str]:
        """The secret of each workspace, by its id. Raises :class:`Locked` where a key is missing."""

    async def destroy(self, platform: str, team: str) -> None:
        """Delete a workspace's secret; nothing where there is none."""

    async def issue(self, until: datetime, at: datetime) -> str:
        """A fresh state, good once and until a moment. Raises :class:`Locked` where too many were begun."""

    async def spend(self, state: str, at: datetime) -> bool:
        """Spend a state: True the first time, in time."""


class Workspaces(Protocol):
    """Which workspaces of the desk the app is in."""

    def leave(self, platform: str, team: str, at: datetime) -> bool:
        """The app was removed there: its tokens are deleted. False where that is known already."""

    def enter(self, platform: str, team: str) -> None:
        """The app is there (again)."""

    def gone(self) -> tuple[Left, ...]:
        """Where the app was removed and has not come back, the longest ago first."""
