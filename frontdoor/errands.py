"""Errands: slow work that a handler asked for, done outside any transaction, whose outcome comes back as a command."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from adapters.portals.listing import Listing
from bot.desk import Desk
from bot.desks.commands import ChannelsFound, SourceFound, SourceRead
from bot.engine.errors import ChampionsError
from bot.engine.ports import Store
from bot.engine.request import Request
from bot.people.commands import RosterChecked
from bot.speech.command import Command
from bot.speech.reply import Errand
from frontdoor.members import Members
from frontdoor.settling import load_catalog, portal_address

Read = Callable[[str], Awaitable[Listing]]
SOME = 3  # datasets that are named, so that somebody knows their own portal


class Errands:
    """What :class:`bot.speech.reply.Errand` names besides profiles. ``read`` reads the listing at an address, and says
    in a sentence why it cannot."""

    def __init__(self, store: Store, platforms: Mapping[str, Any], read: Read, members: Members) -> None:
        self._store, self._platforms, self._read, self._members = store, platforms, read, members

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
        """What a portal has; nothing is kept."""
        try:
            listing = await self._read(portal_address("dcat", errand.text))
        except ChampionsError as trouble:
            return SourceFound(errand.text, trouble=str(trouble))
        titles = tuple(each.title for each in listing.datasets[:SOME])
        return SourceFound(errand.text, len(listing.datasets), titles)

    async def catalogue(self, request: Request, errand: Errand) -> Command:
        """Make the desk's catalogue equal to what its portals have together; nothing goes where one cannot be read."""
        desk = await self._store.look(request.desk, lambda work: work.desk)
        try:
            listing = await self._all_of(desk)
        except ChampionsError as trouble:
            return SourceRead(trouble=str(trouble))
        await load_catalog(self._store, desk.slug, listing)
        return SourceRead(len(listing.datasets))

    async def _all_of(self, desk: Desk) -> Listing:
        found = [await self._read(portal_address(each.kind, each.url)) for each in desk.sources]
        by_id = {dataset.portal_id: dataset for listing in found for dataset in listing.datasets}
        return Listing(tuple(by_id.values()))
