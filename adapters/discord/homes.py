"""Homes: which desk somebody speaks to, by the server they are on, or in direct messages by who knows them."""

from collections.abc import Awaitable, Callable

from adapters.discord.spoken import Home
from bot.engine.app import App
from bot.engine.work import Work
from bot.people.model import Identity


def is_home(work: Work, guild: str) -> bool:
    """Whether a server is the desk's: one that desk.yml lists, or where it lists none, the one that its rooms are on.

    Anybody can invite an app that its owner has not closed. Without this, rooms of the same names on a stranger's
    server would be the desk's too, and what is said in the champions' room would be read there.
    """
    if listed := work.desk.workspaces.get("discord", ()):
        return guild in listed
    servers = {place.team for place in work.rooms.values() if place.platform == "discord"}
    return not servers or guild in servers


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
        """The home on the only desk that there is, or on the only one where they are known. Where that desk has
        several servers, it is the one that they were last heard from."""
        if len(self._known) == 1:
            return next(iter(self._known.values()))
        desks = {each.desk: each for each in reversed(self._known.values())}
        found = {desk: await self._last_heard(desk, user) for desk in desks}
        if len(desks) > 1:
            desks = {desk: each for desk, each in desks.items() if found[desk] is not None}
        if len(desks) != 1:
            return None
        ((desk, first),) = desks.items()
        last = self._known.get(found[desk] or "")
        return last if last is not None and last.desk == desk else first

    async def _last_heard(self, desk: str, user: str) -> str | None:
        """The server that a desk last heard somebody from; None where it does not know them."""
        identity = Identity("discord", "", user)
        person = await self._app.look(desk, lambda work: work.people.known(identity))
        return person.identity.team if person is not None else None
