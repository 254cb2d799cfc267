"""The pocket Discord: one aiohttp server on loopback with everything behind it."""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from adapters.playground.changes import Changes
from adapters.playground.discord.backend import KINDS, VIEW, WRITING, Backend
from adapters.playground.discord.core import Call, Core
from adapters.playground.discord.errors import Json
from adapters.playground.discord.faults import Faults
from adapters.playground.discord.gateway import Gateway
from adapters.playground.discord.hands import Hands
from adapters.playground.discord.interactions import Interactions
from adapters.playground.discord.messages import Nonces
from adapters.playground.discord.pace import Pace
from adapters.playground.discord.people import People, Person
from adapters.playground.discord.rest import Rest
from adapters.playground.discord.sessions import PRIVILEGED
from adapters.playground.discord.sight import Sight
from adapters.playground.discord.threads import Threads
from adapters.playground.listening import Listening
from adapters.playground.moments import Clock, Moments, Ticks, utc_now

_MOST_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that was made; ``tags`` are a forum's tag ids by name."""

    id: str
    name: str
    kind: str
    tags: Mapping[str, str] = field(default_factory=dict)


class PocketDiscord:
    """A guild with one app in it, spoken to as Discord is: ``api_url`` is what ``discord.http.Route.BASE`` becomes,
    ``gateway_url`` what ``discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY`` becomes.

    ``clock`` dates messages and makes ids, ``ticks`` (seconds) drives deadlines: ``ack_seconds`` for an
    interaction's first answer, fifteen minutes for its token. ``privileged`` names the privileged intents that are
    switched on in the developer portal (``message_content``, ``members``, ``presences``). ``rate_limits`` switches
    Discord's real pace on. ``permissions`` are the app's in the guild; None means all but administrator.
    """

    def __init__(
        self,
        *,
        clock: Clock = utc_now,
        ticks: Ticks = time.monotonic,
        guild_name: str = "Pocket",
        bot_name: str = "champions",
        guild_locale: str = "en-US",
        privileged: Sequence[str] = (),
        permissions: int | None = None,
        rate_limits: bool = False,
        ack_seconds: float = 3.0,
        heartbeat_seconds: float = 41.25,
    ) -> None:
        if set(privileged) - PRIVILEGED:
            raise ValueError(f"privileged intents are {sorted(PRIVILEGED)}")
        moments = Moments(clock, ticks)
        token = "MTAwMDAwMDAwMDAwMDAwMDAw.pocket." + secrets.token_urlsafe(24)
        self.core = core = Core(moments, Changes(), Faults(), token, guild_locale)
        core.backend = Backend(clock, lambda: core.files_url, core.heard, guild=guild_name, bot=bot_name)
        core.backend.reads_content = "message_content" in privileged
        bot = Person(core.backend.bot_id, bot_name, bot_name.title(), is_bot=True)
        core.people = People(core.backend, bot)
        core.gateway = Gateway(core, allowed=frozenset(privileged), heartbeat_seconds=heartbeat_seconds)
        core.interactions, core.threads = Interactions(core, ack_seconds), Threads(core)
        core.pace, core.nonces = Pace(moments, on=rate_limits), Nonces()
        if permissions is not None:
            core.backend.grant(permissions)
        self.hands, self.sight = Hands(core), Sight(core)
        self.faults, self.changes, self.gateway = core.faults, core.changes, core.gateway
        self._listening = Listening()

    @property
    def url(self) -> str:
        """``http://127.0.0.1:PORT/`` once started."""
        return self.core.url

    @property
    def api_url(self) -> str:
        """What ``discord.http.Route.BASE`` becomes: ``http://127.0.0.1:PORT/api/v10``."""
        return f"{self.core.url}api/v10"

    @property
    def gateway_url(self) -> str:
        """What ``DEFAULT_GATEWAY`` becomes: ``ws://127.0.0.1:PORT/gateway/``."""
        return self.core.gateway_url

    @property
    def bot_token(self) -> str:
        """The app's bot token, new with every pocket."""
        return self.core.bot_token

    @property
    def bot_user_id(self) -> str:
        """The user id of the app."""
        return self.core.backend.bot_id

    @property
    def application_id(self) -> str:
        """The app's own id."""
        return self.core.backend.application_id

    @property
    def guild_id(self) -> str:
        """The guild's id."""
        return self.core.backend.guild_id

    @property
    def calls(self) -> list[Call]:
        """The REST calls that came in, oldest first; only the last 10,000 are kept."""
        return list(self.core.calls)

    async def start(self, port: int = 0, routes: Callable[[web.Application], None] | None = None) -> None:
        """Listen on loopback, on a free port unless one is named. ``routes`` may add pages of one's own."""
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_route("*", "/api/v10/{path:.*}", Rest(self.core).serve)
        app.router.add_get("/gateway/", self.core.gateway.serve)
        app.router.add_get("/files/{path:.*}", self._file)
        if routes is not None:
            routes(app)
        await self._listening.open(app, port)
        self.core.url = self._listening.url

    async def stop(self) -> None:
        """Stop listening, let go of held answers, and end every connection."""
        self.core.faults.clear()
        await self.core.cancel_all()
        await self.core.gateway.close(1001)
        await self._listening.close()

    async def __aenter__(self) -> "PocketDiscord":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def add_person(self, name: str, real_name: str = "", *, locale: str = "en-US", id: str = "") -> Person:
        """Let someone into the guild; ``id`` (digits) is new unless one is named."""
        if self.core.people.named(name):
            raise ValueError(f"there is already a person @{name}")
        shown = real_name or name.title()
        number = self.core.backend.add_user(name, shown, id)
        return self.core.people.add(Person(number, name, shown, locale))

    def add_role(
        self, name: str, members: Sequence[str] = (), *, permissions: int = 0, mentionable: bool = False
    ) -> str:
        """Make a role and give it to people; its id."""
        numbers = [self.core.people.get(each).id for each in members]
        return self.core.backend.add_role(name, permissions, numbers, mentionable=mentionable)

    def add_channel(
        self,
        name: str,
        members: Sequence[str] = (),
        *,
        kind: str = "text",
        bot: bool = True,
        topic: str = "",
        tags: Sequence[str | Json] = (),
    ) -> Channel:
        """Make a channel: ``text`` and ``forum`` are for everybody, ``private`` for its ``members``; into all the
        app sees unless told. ``tags`` of a forum are names, or ``{"name", "moderated"}``."""
        if kind not in KINDS:
            raise ValueError(f"a channel is one of {sorted(KINDS)}")
        wanted: list[Json] = [{"name": tag} if isinstance(tag, str) else tag for tag in tags]
        inside = [self.core.people.get(each).id for each in members]
        number = self.core.backend.add_channel(name, kind, inside, bot=bot, topic=topic, tags=wanted)
        made: Any = self.core.backend.channel(number)
        return Channel(number, name, kind, {tag["name"]: tag["id"] for tag in made.get("available_tags", ())})

    def delete_channel(self, channel: str) -> None:
        """Take a channel, thread or post away."""
        self.core.backend.delete_channel(channel)

    def shut_out(self, channel: str, *, looking: bool = True) -> None:
        """The app may no longer write in a channel, nor look into it unless ``looking``."""
        self.core.backend.deny(channel, self.bot_user_id, WRITING if looking else WRITING | VIEW)

    def direct_messages(self, user: str) -> str:
        """The id of the direct messages between the app and a person, opened where they were not."""
        return self.core.backend.direct(self.core.people.get(user).id)

    def nudge(self) -> None:
        """Say that clock or ticks were moved: every deadline looks again, idle threads go to the archive."""
        self.core.moments.nudge()
        self.core.threads.sweep()

    async def idle(self, within: float = 30.0) -> None:
        """Wait until the app has read every event, no interaction waits for its answer, no call is under way, and
        nothing came of it.
        ``TimeoutError`` after ``within`` seconds."""
        core, before = self.core, -1
        async with asyncio.timeout(within):
            while before != core.changes.version:
                before = core.changes.version
                await core.gateway.all_read()
                await core.changes.until(lambda: not core.interactions.waiting and not core.under_way, within)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        found = self.core.backend.file(request.match_info["path"])
        return web.Response(status=404) if found is None else web.Response(body=found)
