"""Errands: slow work that a handler asked for, done outside any transaction, whose outcome comes back as a command."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.desks.commands import ChannelsFound, SourceFound, SourceRead
from bot.engine.errors import ChampionsError
from bot.engine.ports import Store
from bot.engine.request import Request
from bot.people.commands import RosterChecked
from bot.speech.command import Command
from bot.speech.reply import Errand
from frontdoor.members import Members
from frontdoor.polling import Polling


class Errands:
    """What :class:`bot.speech.reply.Errand` names besides profiles."""

    def __init__(self, store: Store, platforms: Mapping[str, Any], polling: Polling, members: Members) -> None:
        self._store, self._platforms, self._polling, self._members = store, platforms, polling, members

    @property
    def by_name(self) -> dict[str, Callable[[Request, Errand], Awaitable[Command]]]:
        """Each by its kind."""
        return {"channels": self.channels, "portal": self.portal, "catalogue": self.catalogue,
                "members": self.members}  # fmt: skip

    async def channels(self, request: Request, errand: Errand) -> Command:
        """Look for the desk's channels on every platform that is on."""
        found: list[tuple[str, bool, str, str]] = []
        for name, platform in self._platforms.items():
            found += [(name, *check) for check in await platform.look_again()]
        return ChannelsFound(tuple(found))

    async def members(self, request: Request, errand: Errand) -> Command:
        """Ask the platforms whether everybody on the roster is still there."""
        await self._members.look(request.desk)
        return RosterChecked()

    async def portal(self, request: Request, errand: Errand) -> Command:
        """What kind of portal is behind an address, and what it has; nothing is kept."""
        try:
            found = await self._polling.reading.probe(errand.text)
        except ChampionsError as trouble:
            return SourceFound(errand.text, trouble=str(trouble))
        return SourceFound(found.address, found.datasets, found.titles, kind=found.kind)

    async def catalogue(self, request: Request, errand: Errand) -> Command:
        """Read all portals of the desk now. What one of them does not tell stays as it was."""
        desk = await self._store.look(request.desk, lambda work: work.desk)
        portals = await self._polling.read_desk(desk)
        trouble = next((each.trouble for each in portals if each.trouble), "")
        count = await self._store.look(request.desk, lambda work: work.catalog.size())
        return SourceRead(trouble=trouble) if trouble else SourceRead(count)
