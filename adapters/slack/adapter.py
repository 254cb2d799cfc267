"""Slack as a platform: one workspace, heard over Socket Mode and shown to through the Web API, by Slack's own SDK."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.arrival import Arrival, SlackNotReady, arrive
from adapters.slack.calls import call
from adapters.slack.connection import Bolt, Connection
from adapters.slack.faces import Faces
from adapters.slack.hearing import Hearing
from adapters.slack.homes import Homes
from adapters.slack.inbound import Back, Garbled, Inbound, Spoken
from adapters.slack.manifest import SCOPES
from adapters.slack.outbound import Outbound
from adapters.slack.pace import Pace
from adapters.slack.recall import Recall
from adapters.slack.sockets import Discreet
from adapters.slack.whispers import Whispers
from bot.desk import Desk
from bot.engine.app import App
from bot.engine.beside import Beside
from bot.engine.readiness import Check
from bot.engine.request import Place, Request
from bot.engine.scene import Door, Row
from bot.engine.slots import Found, Lease
from bot.speech.grammar import Grammar
from bot.speech.reply import Reply

API_URL = "https://slack.com/api/"
FINISHING = 10.0  # seconds that what is in flight is given on stopping
TIMEOUT = 15.0  # seconds for one call; later its outcome counts as unknown

# At DEBUG, and where no level is set, the SDK formats every payload for its log: slow, and full of people's words.
_sdk_log = logging.getLogger("adapters.slack.sdk")
_sdk_log.setLevel(logging.WARNING)
_sdk_log.addFilter(Discreet())


async def nothing_to_read_back() -> None:
    """Where nobody catches up, nobody waits for it."""


class SlackAdapter:
    """Hears and shows one workspace. ``desk_of`` gives the desk that a workspace belongs to, ``clock`` the moment;
    ``read_back`` returns when what :meth:`missed` gives is handled and answered."""

    name = "slack"

    def __init__(
        self,
        app: App,
        *,
        bot_token: str,
        app_token: str,
        api_url: str = API_URL,
        grammar: Grammar,
        table: Iterable[Row],
        clock: Callable[[], datetime],
        desk_of: Callable[[str], Awaitable[str | None]],
        pace: Pace | None = None,
        read_back: Callable[[], Awaitable[None]] = nothing_to_read_back,
    ) -> None:
        self._app, self._grammar, self._clock, self._desk_of = app, grammar, clock, desk_of
        self._bot_token, self._app_token, self._api_url = bot_token, app_token, api_url
        self._roots = tuple(dict.fromkeys(row.command.root for row in table if row.door is Door.TYPED))
        self._pace, self._read_back = pace or Pace(), read_back
        self._stopped = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None
        self._connection: Connection | None = None
        self._beside: Beside[Back] | None = None
        self._outbound: Outbound | None = None
        self._client: AsyncWebClient | None = None
        self._hearing: Hearing | None = None
        self._recall: Recall | None = None
        self._found: dict[str, Spoken] = {}
        self.desk = ""
        self.troubles: tuple[str, ...] = ()
        self.warnings: tuple[str, ...] = ()

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """Find out who and where we are, remember the desk's rooms, and connect.

        Raises :class:`SlackNotReady` with every trouble at once, a sentence with its fix for each.
        """
        client, session = self._open()
        arrival = await self._arrive(client)
        self.troubles, self.warnings = arrival.troubles, arrival.warnings
        if arrival.troubles or arrival.desk is None:
            await self.stop()
            raise SlackNotReady(arrival.troubles)
        await self._app.place_rooms(arrival.desk, self.name, arrival.rooms)
        self._outbound = Outbound(client, arrival.bot_id, arrival.names, self._clock, self._pace)
        self._connection = self._wired(client, session, arrival, arrival.desk)
        await self._connection.connect_async()  # type: ignore[no-untyped-call]

    async def listen(self) -> None:
        """Hear people until stopped."""
        await self._stopped.wait()

    async def quiet(self) -> None:
        """Wait until everything that was heard so far is answered."""
        if self._beside is not None:
            await self._beside.quiet()

    async def stop(self) -> None:
        """Take nothing new, finish what is in flight with its whispers, and hang up."""
        if self._connection is not None:
            await self._connection.end(FINISHING)
        if self._beside is not None:
            await self._beside.finish(FINISHING)
        await self._close()
        self._connection = None
        self._stopped.set()

    async def _close(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._session = self._client = None

    async def check(self) -> list[Check]:
        """What must be right for Slack to work, each with its fix; for ``doctor``. Works before :meth:`start` too."""
        fresh = self._client is None
        try:
            return list((await self._arrive(self._client or self._open()[0])).checks)
        finally:
            if fresh:
                await self._close()

    def _open(self) -> tuple[AsyncWebClient, aiohttp.ClientSession]:
        self._session = session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        self._client = AsyncWebClient(
            self._bot_token,
            base_url=self._api_url,
            session=session,
            logger=_sdk_log,
            retry_handlers=[],  # the pump knows what may be tried again
        )
        return self._client, session

    async def _arrive(self, client: AsyncWebClient) -> Arrival:
        return await arrive(client, self._app_token, frozenset(SCOPES), self._desk_for)

    async def _desk_for(self, team: str) -> Desk | None:
        slug = await self._desk_of(team)
        return await self._app.look(slug, lambda work: work.desk) if slug is not None else None

    def _wired(
        self, client: AsyncWebClient, session: aiohttp.ClientSession, arrival: Arrival, desk: Desk
    ) -> Connection:
        whispers = Whispers(client, session, self._direct)
        self._beside = Beside(self._app, whispers, self.profile)
        self.desk = desk.slug
        inbound = Inbound(desk.slug, arrival.team, arrival.bot_user, self._grammar, self._roots)
        self._recall = Recall(client, inbound, [each.channel for each in arrival.rooms.values()], self._clock)
        faces = Faces(client)
        homes = Homes(self._app, client, desk.slug, arrival.team, faces, self._clock)
        self._hearing = Hearing(
            self._app, inbound, self._beside, faces, self._clock, self._recall, self._read_back, homes
        )
        bolt = Bolt(
            name="champions",
            client=client,
            logger=_sdk_log,
            process_before_response=True,  # acknowledged when it is kept, and no wait in steps of 10 ms
            before_authorize=self._hearing,
            # Socket Mode needs no signatures and no checks of an address.
            request_verification_enabled=False,
            ssl_check_enabled=False,
        )
        return Connection(bolt, self._app_token)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────

    async def post(self, lease: Lease) -> str:
        """Show the slot as a new message; the message's ``ts``. Raises Later, Rejected, Unsure or Gone."""
        return await self._shows.post(lease)

    async def edit(self, lease: Lease) -> None:
        """Make the message show the slot's card. Raises Later, Rejected or Gone."""
        await self._shows.edit(lease)

    async def find(self, lease: Lease) -> Found | None:
        """The message that carries the slot's key, or None; Unsure where Slack cannot know."""
        return await self._shows.find(lease)

    @property
    def _shows(self) -> Outbound:
        if self._outbound is None:
            raise RuntimeError("the adapter has not been started")
        return self._outbound

    async def _direct(self, user: str) -> str:
        return await self._shows.channel_with(user)

    # ── capabilities ─────────────────────────────────────────────────────────────────────────────────────────

    async def profile(self, user: str) -> tuple[str, str]:
        """An account's e-mail address and handle (users.info); empty where Slack does not tell."""
        if self._client is None:
            raise RuntimeError("the adapter has not been started")
        found = (await call(self._client.users_info(user=user)))["user"]
        return str(found.get("profile", {}).get("email", "")), str(found.get("name", ""))

    def heard_up_to(self) -> Mapping[str, str]:
        """Each room's id with the ``ts`` of the newest message heard there."""
        return self._recall.heard if self._recall is not None else {}

    async def missed(self, since: Mapping[str, str], threads: Sequence[Place]) -> AsyncIterator[Request]:
        """What was said in the desk's rooms after the marks ``since``, and in ``threads``, oldest first."""
        if self._recall is None or self._hearing is None:
            raise RuntimeError("the adapter has not been started")
        async for spoken in self._recall.missed(since, threads):
            if isinstance(spoken, Garbled):
                self._hearing.tell(spoken)
            elif await self._hearing.counts(spoken):
                self._found[spoken.request.id] = spoken
                yield await self._hearing.named(spoken)
                self._found.pop(spoken.request.id, None)

    async def answer(self, request: Request, reply: Reply) -> None:
        """Show the reply to whoever said what :meth:`missed` has just given."""
        if self._hearing is not None and (spoken := self._found.get(request.id)) is not None:
            self._hearing.answer(spoken, reply)
