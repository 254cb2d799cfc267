"""Homes: which desk somebody speaks to, by the server they are on, or in direct messages by who knows them."""

from collections.abc import Awaitable, Callable

from adapters.discord.spoken import Home
from bot.engine.app import App
from bot.people.model import Identity


class Homes:
    """The servers that belong to desks. ``desk_of`` gives a server's desk; one that was told late is asked for
    again, so that nobody has to start anew."""

    def __init__(self, app: App, desk_of: Callable[[str], Awaitable[str | None]]) -> None:
        self._app, self._desk_of = app, desk_of
        self._known: dict[str, Home] = {}

    def learn(self, home: Home) -> None:
        """Remember a server."""
        self._known[home.guild] = home

    async def of(self, guild: str, user: str) -> Home | None:
        """Where ``user`` speaks from. None for a server of no desk, and in direct messages (no ``guild``) where
        several desks could be meant."""
        if not guild:
            return await self._of_person(user)
        home = self._known.get(guild)
        if home is None and (desk := await self._desk_of(guild)) is not None:
            self.learn(home := Home(desk, guild))
        return home

    async def _of_person(self, user: str) -> Home | None:
        """The only home there is, or the only one where they are known."""
        homes = list(self._known.values())
        if len(homes) > 1:
            homes = [each for each in homes if await self._knows(each, user)]
        return homes[0] if len(homes) == 1 else None

    async def _knows(self, home: Home, user: str) -> bool:
        identity = Identity("discord", home.guild, user)
        return await self._app.look(home.desk, lambda work: work.people.known(identity)) is not None
