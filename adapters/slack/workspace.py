"""One workspace: who we are there, whose desk it is, and everything that hears and shows in it.

A deployment may serve several. They share the way in (Socket Mode or HTTP) and nothing else.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.arrival import Arrival, arrive
from adapters.slack.calls import call
from adapters.slack.faces import Faces
from adapters.slack.hearing import Hearing
from adapters.slack.homes import Homes
from adapters.slack.inbound import Back, Garbled, Inbound, Spoken
from adapters.slack.links import Links
from adapters.slack.manifest import SCOPES
from adapters.slack.outbound import Outbound
from adapters.slack.pace import Pace
from adapters.slack.pictures import Pictures
from adapters.slack.recall import Recall
from adapters.slack.sockets import Discreet
from adapters.slack.whispers import Whispers
from bot.desk import Desk
from bot.desks.commands import Removed
from bot.engine.app import App
from bot.engine.beside import Beside
from bot.engine.errors import Departed
from bot.engine.readiness import Check
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.speech.grammar import Grammar
from bot.speech.reply import Reply

TIMEOUT = 15.0  # seconds for one call; later its outcome counts as unknown

# At DEBUG, and where no level is set, the SDK formats every payload for its log: slow, and full of people's words.
sdk_log = logging.getLogger("adapters.slack.sdk")
sdk_log.setLevel(logging.WARNING)
sdk_log.addFilter(Discreet())


@dataclass(frozen=True, slots=True)
class Ground:
    """What all workspaces stand on. ``desk_of`` gives the desk that a workspace belongs to, ``clock`` the moment;
    ``read_back`` returns when what was missed is handled and answered, ``address`` is the Web API's. Where ``several``
    workspaces may be one desk's, each keeps its own rooms."""

    app: App
    grammar: Grammar
    roots: tuple[str, ...]
    clock: Callable[[], datetime]
    desk_of: Callable[[str], Awaitable[str | None]]
    read_back: Callable[[], Awaitable[None]]
    address: str
    pace: Pace | None = None
    several: bool = False


class Workspace:
    """One workspace, by its bot token. It hears and shows after :meth:`enter`."""

    def __init__(self, ground: Ground, token: str, removed: Callable[["Workspace"], None] = lambda _: None) -> None:
        """``removed`` is told when the app was removed from the workspace, after that was written down."""
        self._ground, self._told = ground, removed
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        self.client = AsyncWebClient(
            token,
            base_url=ground.address,
            session=self._session,
            logger=sdk_log,
            retry_handlers=[],  # the pump knows what may be tried again
        )
        self._found: dict[str, Spoken] = {}
        self.desk = self.team = ""

    async def look(self, app_token: str = "") -> Arrival:
        """Look around, without entering; with an app-level token, whether Slack opens a connection with it."""
        return await arrive(self.client, app_token, frozenset(SCOPES), self._desk_for)

    async def _desk_for(self, team: str) -> Desk | None:
        slug = await self._ground.desk_of(team)
        return await self._ground.app.look(slug, lambda work: work.desk) if slug is not None else None

    async def enter(self, arrival: Arrival, desk: Desk) -> None:
        """Remember the desk's rooms here, and be ready to hear and to show."""
        ground, client = self._ground, self.client
        self.desk, self.team, self._names = desk.slug, arrival.team, arrival.names
        await self._place(desk, arrival)
        pace = ground.pace or Pace()
        pictures = Pictures(client, self._session)
        self.shows = Outbound(client, arrival.bot_id, arrival.names, ground.clock, pace, pictures)
        whispers = Whispers(client, self._session, self.shows.channel_with, pictures)
        self._beside: Beside[Back] = Beside(ground.app, whispers, self.profile)
        self._watched = _watched_in(desk, arrival)
        inbound = Inbound(desk.slug, arrival.team, arrival.bot_user, ground.grammar, ground.roots, self._watched)
        self._recall = Recall(client, inbound, _heard_in(desk, arrival), ground.clock)
        faces = Faces(client)
        homes = Homes(ground.app, client, desk.slug, arrival.team, faces, ground.clock)
        self.hearing = Hearing(
            ground.app, inbound, self._beside, faces, ground.clock, self._recall, ground.read_back, homes,
            self.removed, self.invited, Links(ground.app, self._beside, client, desk.slug, arrival.team, ground.clock),
        )  # fmt: skip

    async def look_again(self) -> list[Check]:
        """Look for the desk's rooms anew, because its settings have changed; what is found is used from now on."""
        arrival = await self.look()
        if arrival.desk is not None:
            await self._place(arrival.desk, arrival)
            self._watched.clear()
            self._watched.update(_watched_in(arrival.desk, arrival))
            self._names.update(arrival.names)
            self._recall.hear_in(_heard_in(arrival.desk, arrival))
        return list(arrival.checks)

    async def invited(self) -> None:
        """Somebody has let us into a channel: it may be one that the desk waits for."""
        await self.look_again()

    async def _place(self, desk: Desk, arrival: Arrival) -> None:
        app, several = self._ground.app, self._ground.several
        await app.place_rooms(desk, "slack", arrival.rooms, arrival.team, among=several)

    async def removed(self) -> None:
        """Write down that the app was removed here, and tell the desk elsewhere. Raises Failed where that failed."""
        await say_removed(self._ground, self.desk, self.team)
        self._told(self)

    async def quiet(self) -> None:
        """Wait until everything that was heard so far is answered."""
        await self._beside.quiet()

    async def leave(self, within: float) -> None:
        """Finish what is in flight with its whispers, for at most so many seconds, and hang up."""
        if self.desk:
            await self._beside.finish(within)
        await self.close()

    async def close(self) -> None:
        """Hang up."""
        await self._session.close()

    async def profile(self, user: str) -> tuple[str, str]:
        """An account's e-mail address and handle (users.info); empty where Slack does not tell."""
        found = (await call(self.client.users_info(user=user)))["user"]
        return str(found.get("profile", {}).get("email", "")), str(found.get("name", ""))

    async def is_gone(self, user: str) -> bool:
        """Whether an account was deactivated (users.info). Raises PlatformError where Slack does not tell."""
        try:
            return bool((await call(self.client.users_info(user=user)))["user"].get("deleted"))
        except Departed:
            return True

    # ── what was missed ──────────────────────────────────────────────────────────────────────────────────────

    def heard_up_to(self) -> Mapping[str, str]:
        """Each room's id with the ``ts`` of the newest message heard there."""
        return self._recall.heard

    async def missed(self, since: Mapping[str, str], threads: Sequence[Place]) -> AsyncIterator[Request]:
        """What was said in the desk's rooms after the marks ``since``, and in ``threads``, oldest first."""
        async for spoken in self._recall.missed(since, threads):
            if isinstance(spoken, Garbled):
                self.hearing.tell(spoken)
            elif await self.hearing.counts(spoken):
                self._found[spoken.request.id] = spoken
                yield await self.hearing.named(spoken)
                self._found.pop(spoken.request.id, None)

    async def answer(self, request: Request, reply: Reply) -> None:
        """Show the reply to whoever said what :meth:`missed` has just given."""
        if (spoken := self._found.get(request.id)) is not None:
            self.hearing.answer(spoken, reply)


def _watched_in(desk: Desk, arrival: Arrival) -> set[str]:
    """The channels in which plain messages are read too."""
    return {arrival.rooms[each].channel for each in desk.watch.get("slack", ()) if each in arrival.rooms}


def _heard_in(desk: Desk, arrival: Arrival) -> list[str]:
    """The channels in which people are heard; where only links are looked at, nothing is read."""
    named = {*desk.channels.get("slack", {}), *desk.watch.get("slack", ())}
    return [place.channel for name, place in arrival.rooms.items() if name in named]


async def say_removed(ground: Ground, desk: str, team: str) -> None:
    """Say to the desk that the app was removed from its workspace ``team``; said twice it changes nothing."""
    at = ground.clock()
    who, where = Caller(Identity("slack", team, "")), Place("slack", team)
    await ground.app.handle(Request(f"slack:removed:{team}:{at.isoformat()}", desk, who, where, at, Removed()))
