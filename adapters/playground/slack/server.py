"""The pocket Slack: one aiohttp server on loopback with everything behind it."""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiohttp import web

from adapters.playground.changes import Changes
from adapters.playground.listening import Listening
from adapters.playground.moments import Clock, Ticks, utc_now
from adapters.playground.slack.core import Call, Command, Core, Shortcut
from adapters.playground.slack.events import Events
from adapters.playground.slack.faults import Faults
from adapters.playground.slack.files import Files
from adapters.playground.slack.hands import Hands
from adapters.playground.slack.methods.places import direct
from adapters.playground.slack.moments import Moments
from adapters.playground.slack.pace import Pace
from adapters.playground.slack.response_urls import ResponseUrls
from adapters.playground.slack.sight import Sight
from adapters.playground.slack.socket_mode import Sockets
from adapters.playground.slack.triggers import Triggers
from adapters.playground.slack.views import Views
from adapters.playground.slack.web_api import WebApi
from adapters.playground.slack.webhook import Webhook
from adapters.playground.slack.workspace import Channel, Kind, Person, Team, Workspace

_MOST_BYTES = 32 * 1024 * 1024


class PocketSlack:
    """A workspace with one app in it, spoken to as Slack is: ``api_url`` is what a client's ``base_url``
    becomes.

    ``clock`` gives the time people see, ``ticks`` the seconds that deadlines run on. ``retry_delays``
    (ticks) stand between the deliveries of an event nobody acknowledges, ``ack_seconds`` (ticks) is how long
    the pocket waits. ``rate_limits`` switches Slack's real pace of posting on. ``events`` names the
    subscribed events (``app_mention``, ``message.channels`` …); None means all. Links to ``unfurl_domains`` are told
    of.
    """

    def __init__(
        self,
        *,
        clock: Clock = utc_now,
        ticks: Ticks = time.monotonic,
        team: Team | None = None,
        bot_name: str = "champions",
        commands: Sequence[Command | Mapping[str, Any]] = (),
        shortcuts: Sequence[Shortcut | Mapping[str, Any]] = (),
        events: frozenset[str] | None = None,
        unfurl_domains: Sequence[str] = (),
        rate_limits: bool = False,
        retry_delays: Sequence[float] = (0.0, 60.0, 300.0),
        ack_seconds: float = 3.0,
    ) -> None:
        bot = Person("U0PKTBOT01", bot_name, bot_name.title(), is_bot=True)
        moments = Moments(clock, ticks)
        self.core = core = Core(
            moments=moments,
            changes=Changes(),
            workspace=Workspace(team or Team(), bot, "B0PKTBOT01", "A0PKTAPP01"),
            triggers=Triggers(moments),
            faults=Faults(),
            pace=Pace(moments, on=rate_limits),
            bot_token="xoxb-pocket-" + secrets.token_hex(8),
            app_token="xapp-pocket-" + secrets.token_hex(8),
            signing_secret=secrets.token_hex(16),
            commands=tuple(each if isinstance(each, Command) else Command(**each) for each in commands),
            shortcuts=tuple(each if isinstance(each, Shortcut) else Shortcut(**each) for each in shortcuts),
            unfurl_domains=tuple(unfurl_domains),
        )
        core.sockets = Sockets(moments, core.workspace.app_id, ack_seconds=ack_seconds)
        core.events = Events(core, retry_delays, events)
        core.views, core.response_urls, core.files = Views(core), ResponseUrls(core), Files(core)
        self.hands, self.sight = Hands(core), Sight(core)
        self.faults, self.sockets, self.workspace, self.changes = (
            core.faults,
            core.sockets,
            core.workspace,
            core.changes,
        )
        self._listening = Listening()

    @property
    def url(self) -> str:
        """``http://127.0.0.1:PORT/`` once started."""
        return self.core.url

    @property
    def api_url(self) -> str:
        """The ``base_url`` of a Slack client: ``http://127.0.0.1:PORT/api/``."""
        return f"{self.core.url}api/"

    @property
    def bot_token(self) -> str:
        """The app's bot token (``xoxb-…``), new with every pocket."""
        return self.core.bot_token

    @property
    def app_token(self) -> str:
        """The app-level token (``xapp-…``) for Socket Mode."""
        return self.core.app_token

    @property
    def signing_secret(self) -> str:
        """The secret with which requests to the app's address are signed."""
        return self.core.signing_secret

    def deliver_to(self, url: str) -> None:
        """From now on events, commands and interactivity are posted to the app's address instead of Socket Mode."""
        sockets, core = self.sockets, self.core
        sockets.webhook = Webhook(url, core.signing_secret, core.moments, sockets.ack_seconds)

    def consent(self) -> str:
        """An admin agrees to install the app: the code that oauth.v2.access takes, once."""
        code = secrets.token_hex(8)
        self.core.codes.add(code)
        return code

    async def remove_app(self) -> None:
        """An admin removes the app: its token is worth nothing any more, and the app is told."""
        self.core.renew_token()
        await asyncio.gather(*self.core.events.app_removed())

    @property
    def bot_user_id(self) -> str:
        """The person id of the bot."""
        return self.core.workspace.bot.id

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.core.workspace.team.id

    @property
    def calls(self) -> list[Call]:
        """The Web API calls that came in, oldest first; only the last 10,000 are kept."""
        return list(self.core.calls)

    async def start(self, port: int = 0, routes: Callable[[web.Application], None] | None = None) -> None:
        """Listen on loopback, on a free port unless one is named. ``routes`` may add pages of one's own."""
        api = WebApi(self.core)
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_route("*", "/api/{method}", api.serve)
        app.router.add_get("/link/", self.core.sockets.serve)
        app.router.add_post("/actions/{team}/{key}", self.core.response_urls.serve)
        app.router.add_post("/upload/{file}/{key}", self.core.files.take)
        app.router.add_get("/files/{file}/{key}", self.core.files.give)
        if routes is not None:
            routes(app)
        await self._listening.open(app, port)
        self.core.url = self._listening.url

    async def stop(self) -> None:
        """Stop listening, let go of held answers, and end every connection."""
        self.core.faults.clear()
        await self.core.cancel_all()
        await asyncio.gather(*(link.ws.close() for link in list(self.core.sockets.links)))
        await self._listening.close()

    async def __aenter__(self) -> "PocketSlack":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def add_person(self, name: str, real_name: str = "", **about: Any) -> Person:
        """Let someone into the workspace (email, tz, tz_offset, locale as in ``Person``); their id is new."""
        number = about.pop("id", None) or self.core.workspace.new_id("U")
        person = self.core.workspace.add_person(Person(number, name, real_name or name.title(), **about))
        self.core.changes.bump()
        return person

    def add_channel(
        self, name: str, members: Sequence[str] = (), *, kind: Kind = "channel", bot: bool = True
    ) -> Channel:
        """Make a channel (``kind="group"`` for a private one) with these members and, unless told, the
        bot."""
        number = self.core.workspace.new_id("C" if kind == "channel" else "G")
        inside = dict.fromkeys([*members, *([self.bot_user_id] if bot else [])])
        channel = Channel(number, name, kind, self.core.moments.seconds(), inside)
        self.core.workspace.channels[number] = channel
        self.core.changes.bump()
        return channel

    def direct_messages(self, user: str) -> Channel:
        """The direct messages between the bot and a person, opened where they were not."""
        return direct(self.core, user)

    def nudge(self) -> None:
        """Say that the ticks were moved: every deadline looks again."""
        self.core.moments.nudge()

    async def idle(self, within: float = 30.0) -> None:
        """Wait until every event is acknowledged or given up. ``TimeoutError`` after ``within`` seconds."""
        await self.core.changes.until(lambda: self.core.events.pending == 0, within)
