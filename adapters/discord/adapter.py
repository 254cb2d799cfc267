"""Discord as a platform: one app on one or more servers, heard over the gateway and shown to over HTTP, by
discord.py."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime

import aiohttp

from adapters.discord import tree
from adapters.discord.answers import Answers
from adapters.discord.arrival import Arrival, DiscordNotReady, arrive, look_around
from adapters.discord.calls import Wire
from adapters.discord.client import Client, point_to
from adapters.discord.connection import Connection
from adapters.discord.forum import Forums
from adapters.discord.hearing import Hearing
from adapters.discord.homes import Homes, is_home
from adapters.discord.inbound import Inbound
from adapters.discord.outbound import Outbound
from adapters.discord.reading import Reading
from adapters.discord.recall import Recall
from adapters.discord.regaining import regain
from adapters.discord.seal import Seal
from adapters.discord.spoken import Back, Garbled, Spoken
from adapters.discord.turns import Turns
from adapters.discord.written import Written
from bot.desk import Desk
from bot.engine.app import App
from bot.engine.beside import Beside
from bot.engine.errors import PlatformError
from bot.engine.readiness import Check
from bot.engine.request import Place, Request
from bot.engine.scene import Row
from bot.engine.slots import Found, Lease
from bot.people.model import Identity
from bot.speech.grammar import Grammar
from bot.speech.reply import Reply

API_URL = "https://discord.com/api/v10"
GATEWAY_URL = "wss://gateway.discord.gg/"
FINISHING = 10.0  # seconds that what is in flight is given on stopping
ARRIVING = 60.0  # seconds
_COMMANDS = "/applications/{application_id}/commands"


class DiscordAdapter:
    """Hears and shows the servers that the app is on. ``desk_of`` gives the desk that a server belongs to, ``clock``
    the moment. ``message_content`` says that desks watch channels: then Discord must show us people's words.
    ``arriving`` are the seconds that Discord may take to let us in.

    The addresses hold for everything in this process that uses discord.py.
    """

    name = "discord"

    def __init__(
        self,
        app: App,
        *,
        token: str,
        api_url: str = API_URL,
        gateway_url: str = GATEWAY_URL,
        grammar: Grammar,
        table: Iterable[Row],
        clock: Callable[[], datetime],
        desk_of: Callable[[str], Awaitable[str | None]],
        message_content: bool = False,
        arriving: float = ARRIVING,
    ) -> None:
        self._app, self._token, self._grammar, self._clock, self._desk_of = app, token, grammar, clock, desk_of
        self._api_url, self._gateway_url, self._message_content = api_url, gateway_url, message_content
        self._arriving = arriving
        self._commands = tree.commands(table)
        self._stopped = asyncio.Event()
        self._wire: Wire | None = None
        self._session: aiohttp.ClientSession | None = None
        self._client: Client | None = None
        self._connection: Connection | None = None
        self._beside: Beside[Back] | None = None
        self._outbounds: dict[str, Outbound] = {}
        self._reading: Reading | None = None
        self._recall: Recall | None = None
        self._homes: Homes | None = None
        self._found: dict[str, Spoken] = {}
        self.desk = ""
        self.troubles: tuple[str, ...] = ()
        self.warnings: tuple[str, ...] = ()

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """Find out who and where we are, remember the desks' rooms, register the commands, and connect.

        Raises :class:`DiscordNotReady` with every trouble at once, a sentence with its fix for each.
        """
        self._wire, arrival = await self._arrive()
        if self._wire is None or arrival.troubles:
            await self._give_up(arrival.troubles)
            return
        for slug, rooms in arrival.rooms.items():
            await self._app.place_rooms(arrival.desks[slug], self.name, rooms)
        self.warnings = arrival.warnings + await self._register(self._wire, arrival.application)
        self._outbounds = self._showing(self._wire, arrival)
        self._client = self._wired(self._wire, arrival)
        self._connection = Connection(self._client, self._token)
        if trouble := await self._connection.open(self._gateway_url, self._arriving):
            await self._give_up((trouble,))

    async def _give_up(self, troubles: tuple[str, ...]) -> None:
        self.troubles = troubles
        await self.stop()
        raise DiscordNotReady(troubles)

    async def listen(self) -> None:
        """Hear people until stopped."""
        await self._stopped.wait()

    async def quiet(self) -> None:
        """Wait until everything that was heard so far is answered."""
        if self._beside is not None:
            await self._beside.quiet()

    async def stop(self) -> None:
        """Take nothing new, finish what is in flight with its answers, and hang up."""
        if self._client is not None:
            self._client.deaf = True
        if self._beside is not None:
            await self._beside.finish(FINISHING)
        if self._connection is not None:
            await self._connection.close()
        if self._session is not None:
            await self._session.close()
        if self._wire is not None:
            await self._wire.close()
        self._session = self._client = self._connection = self._wire = None
        self._stopped.set()

    @property
    def connected(self) -> bool:
        """Whether the gateway is open just now."""
        return self._client is not None and self._client.inside

    async def check(self) -> list[Check]:
        """What must be right for Discord to work, each with its fix; for ``doctor``. Works before :meth:`start` too."""
        wire, arrival = await self._arrive()
        if wire is not None:
            await wire.close()
        return arrival.checks

    async def look_again(self) -> list[Check]:
        """Look for the desks' rooms anew, because settings have changed; what is found is used from now on."""
        if self._wire is None or self._recall is None or self._homes is None:
            raise RuntimeError("the adapter has not been started")
        arrival = Arrival()
        try:
            await look_around(self._wire, self._desk_for, arrival, message_content=self._message_content)
        except PlatformError as away:
            return [Check(False, f"Discord does not tell: {away.why}")]
        for slug, rooms in arrival.rooms.items():
            await self._app.place_rooms(arrival.desks[slug], self.name, rooms)
        for guild, shows in self._showing(self._wire, arrival).items():
            self._outbounds.setdefault(guild, shows)
        for home in arrival.homes:
            self._homes.learn(home)
            self._outbounds[home.guild].learn(arrival.channels[home.guild], home.ask)
        self._recall.hear_in([each.channel for each in arrival.rooms.get(self.desk, {}).values()])
        return arrival.checks

    async def _arrive(self) -> tuple[Wire | None, Arrival]:
        point_to(self._api_url, self._gateway_url)
        return await arrive(self._token, self._desk_for, api_url=self._api_url, message_content=self._message_content)

    async def _desk_for(self, guild: str) -> Desk | None:
        slug = await self._desk_of(guild)
        if slug is None:
            return None
        return await self._app.look(slug, lambda work: work.desk if is_home(work, guild) else None)

    async def _slug_for(self, guild: str) -> str | None:
        desk = await self._desk_for(guild)
        return desk.slug if desk is not None else None

    async def _register(self, wire: Wire, application: str) -> tuple[str, ...]:
        """Tell Discord our commands where it knows others: a day has 200 new ones, and people's menus flicker."""
        try:
            known = await wire.send("GET", _COMMANDS, params={"with_localizations": "true"}, application_id=application)
            if not tree.same(self._commands, known):
                await wire.send("PUT", _COMMANDS, json=self._commands, application_id=application)
        except PlatformError as refused:
            return (f"The commands could not be registered: {refused.why} Start again later.",)
        return ()

    def _wired(self, wire: Wire, arrival: Arrival) -> Client:
        self._session = aiohttp.ClientSession()
        answers = Answers(wire, Turns(self._session, wire), Seal(self._token))
        homes = self._homes = Homes(self._app, self._slug_for)
        for each in arrival.homes:
            homes.learn(each)
        beside = self._beside = Beside(self._app, answers, self.profile)
        inbound, written = Inbound(self._grammar), Written(arrival.bot_user, self._grammar, self._message_content)
        hearing = Hearing(self._app, inbound, beside, answers, homes)
        client = Client(
            message_content=self._message_content,
            hear=lambda said: beside.spawn(hearing.hear(said)),
            read=lambda said: beside.spawn(reading.read(said)),
            mend=lambda said: beside.spawn(reading.mend(said)),
            take_back=lambda *gone: beside.spawn(reading.take_back(*gone)),
            retitle=lambda *post: beside.spawn(reading.retitle(*post)),
            regain=lambda: beside.spawn(regain(self._app, self.desk, recall, reading, recall.gap())),
        )
        self._recall = recall = self._recalling(arrival, written, client)
        note = recall.note
        reading = Reading(self._app, written, beside, answers, homes, client.channel, self._clock, note)
        self._reading = reading
        return client

    def _recalling(self, arrival: Arrival, written: Written, client: Client) -> Recall:
        """What was missed is read back for one desk: that of the first server."""
        home = arrival.homes[0]
        self.desk = home.desk
        rooms = [each.channel for each in arrival.rooms[home.desk].values()]
        return Recall(written, home, rooms, client.channel, self._clock)

    def _showing(self, wire: Wire, arrival: Arrival) -> dict[str, Outbound]:
        made = {}
        for home in arrival.homes:
            names, forums = arrival.names, Forums(arrival.channels[home.guild])
            made[home.guild] = Outbound(wire, home.guild, arrival.bot_user, names, forums, self._clock, home.ask)
        return made

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────

    async def post(self, lease: Lease) -> str:
        """Show the slot as a new message, or post; its id. Raises Later, Rejected, Unsure or Gone."""
        return await self._of(lease.slot.place.team).post(lease)

    async def edit(self, lease: Lease) -> None:
        """Make the message show the slot's card. Raises Later, Rejected or Gone."""
        await self._of(lease.slot.place.team).edit(lease)

    async def find(self, lease: Lease) -> Found | None:
        """The message that carries the slot's key, or None; Unsure where Discord cannot know."""
        return await self._of(lease.slot.place.team).find(lease)

    def _of(self, guild: str) -> Outbound:
        """The server by its id; direct messages go by any of them."""
        if not self._outbounds:
            raise RuntimeError("the adapter has not been started")
        return self._outbounds.get(guild) or next(iter(self._outbounds.values()))

    # ── capabilities ─────────────────────────────────────────────────────────────────────────────────────────

    async def profile(self, user: str) -> tuple[str, str]:
        """An account's e-mail address, which Discord does not tell, and its handle."""
        if self._wire is None:
            raise RuntimeError("the adapter has not been started")
        found = await self._wire.send("GET", "/users/{user_id}", user_id=user)
        return "", str(found.get("username", ""))

    async def is_gone(self, account: Identity) -> bool:
        """Whether an account is no longer on its server. Raises PlatformError where Discord does not tell."""
        return await self._of(account.team).is_gone(account.user)

    def heard_up_to(self) -> Mapping[str, str]:
        """Each room's id with the id of the newest message heard there."""
        return self._recall.heard if self._recall is not None else {}

    async def missed(self, since: Mapping[str, str], threads: Sequence[Place]) -> AsyncIterator[Request]:
        """What was said in the desk's rooms after the marks ``since``, and in ``threads``, oldest first."""
        if self._recall is None or self._reading is None:
            raise RuntimeError("the adapter has not been started")
        async for spoken in self._recall.missed(since, threads):
            if isinstance(spoken, Garbled):
                await self._reading.tell(spoken)
            elif await self._reading.counts(spoken):
                self._found[spoken.request.id] = spoken
                yield spoken.request
                self._found.pop(spoken.request.id, None)

    async def answer(self, request: Request, reply: Reply) -> None:
        """Show the reply to whoever said what :meth:`missed` has just given."""
        if self._reading is not None and (spoken := self._found.get(request.id)) is not None:
            await self._reading.answer(spoken, reply)
