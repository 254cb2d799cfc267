"""Slack as a platform: its workspaces, heard over one way in and shown to through the Web API, by Slack's own SDK."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

from adapters.slack.arrival import SlackNotReady
from adapters.slack.connection import Bolt, Connection
from adapters.slack.door import Door as WebDoor
from adapters.slack.hearing import Heard
from adapters.slack.installing import Credentials, Installing, Lobby, token_in
from adapters.slack.manifest import EVENTS_PATH, INSTALL_PATH, LINK_SCOPES, SCOPES
from adapters.slack.pace import Pace
from adapters.slack.workspace import Ground, Workspace, say_removed, sdk_log
from bot.engine.app import App
from bot.engine.errors import Later
from bot.engine.readiness import Check
from bot.engine.scene import Door, Row
from bot.engine.slots import Found, Lease
from bot.engine.vault import Locked
from bot.people.model import Identity
from bot.speech.grammar import Grammar

API_URL = "https://slack.com/api/"
FINISHING = 10.0  # seconds that what is in flight is given on stopping
NOT_THERE = 300.0  # seconds until a card for a workspace that we are not in is looked at again


async def nothing_to_read_back() -> None:
    """Where nobody catches up, nobody waits for it."""


class SlackAdapter:
    """Hears and shows. ``desk_of`` gives the desk that a workspace belongs to, ``clock`` the moment; ``read_back``
    returns when what was missed is handled and answered.

    With ``app_token`` it listens over Socket Mode; with ``signing_secret`` instead, over HTTP at ``listen``. With
    ``credentials`` workspaces install the app by themselves, and nothing is known of ``bot_token``; where a desk shows
    cards under ``links`` they are asked for that too.
    """

    name = "slack"

    def __init__(
        self,
        app: App,
        *,
        bot_token: str = "",
        app_token: str = "",
        signing_secret: str = "",
        listen: tuple[str, int] = ("127.0.0.1", 0),
        api_url: str = API_URL,
        grammar: Grammar,
        table: Iterable[Row],
        clock: Callable[[], datetime],
        desk_of: Callable[[str], Awaitable[str | None]],
        pace: Pace | None = None,
        read_back: Callable[[], Awaitable[None]] = nothing_to_read_back,
        credentials: Credentials | None = None,
        links: bool = False,
    ) -> None:
        roots = tuple(dict.fromkeys(row.command.root for row in table if row.door is Door.TYPED))
        self._ground = Ground(app, grammar, roots, clock, desk_of, read_back, api_url, pace, credentials is not None)
        self._bot_token, self._app_token, self._signing_secret = bot_token, app_token, signing_secret
        self._stopped = asyncio.Event()
        self._workspaces: dict[str, Workspace] = {}
        self._connection: Connection | None = None
        self.door = WebDoor(signing_secret, listen, clock, self._hear) if signing_secret and not app_token else None
        self._credentials, self._scopes = credentials, (*SCOPES, *(LINK_SCOPES if links else ()))
        self._going: set[asyncio.Task[None]] = set()
        self.troubles: tuple[str, ...] = ()
        self.warnings: tuple[str, ...] = ()

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """Find out who and where we are, remember the desks' rooms, and listen.

        Raises :class:`SlackNotReady` with every trouble at once, a sentence with its fix for each.
        """
        if self.door is None:
            self._connection = _connection(await self._enter(self._bot_token), self._app_token)
            await self._connection.connect_async()  # type: ignore[no-untyped-call]
        elif self._credentials is None:
            await self._enter(self._bot_token)
            await self.door.open()
        else:
            await self._enter_all(self._credentials)
            lobby = Lobby(base_url=self._ground.address, logger=sdk_log, retry_handlers=[])
            pages = Installing(
                self._credentials, lobby, sdk_log, self._ground.desk_of, self._ground.clock, self._installed,
                self._scopes,
            )  # fmt: skip
            await self.door.open(pages.routes)

    async def _enter(self, token: str) -> Workspace:
        """Enter the one workspace that there is."""
        workspace = Workspace(self._ground, token, self._removed)
        arrival = await workspace.look(self._app_token)
        self.troubles, self.warnings = arrival.troubles, arrival.warnings
        if arrival.troubles or arrival.desk is None:
            await workspace.close()
            self._stopped.set()
            raise SlackNotReady(arrival.troubles)
        await workspace.enter(arrival, arrival.desk)
        self._workspaces[workspace.team] = workspace
        return workspace

    # ── workspaces that install the app ──────────────────────────────────────────────────────────────────────

    async def _enter_all(self, credentials: Credentials) -> None:
        """Enter every workspace that installed the app; what is wrong in one of them keeps nobody from the others."""
        kept = await credentials.vault.secrets("slack")
        for team, secret in kept.items():
            self.warnings += tuple(f"{team}: {each}" for each in await self._enter_one(token_in(secret), team))
        if not kept:
            self.warnings += (f"No workspace has installed the app yet: open {INSTALL_PATH} at your web address.",)

    async def _enter_one(self, token: str, team: str = "") -> tuple[str, ...]:
        """Enter a workspace as far as that is possible; gives what is wrong there. ``team`` is known from before."""
        workspace = Workspace(self._ground, token, self._removed)
        arrival = await workspace.look()
        if arrival.desk is not None:
            if (before := self._workspaces.pop(arrival.team, None)) is not None:
                await before.leave(FINISHING)
            await workspace.enter(arrival, arrival.desk)
            self._workspaces[arrival.team] = workspace
        else:
            await workspace.close()
            if arrival.refused and team and (desk := await self._ground.desk_of(team)) is not None:
                await say_removed(self._ground, desk, team)
        return (*arrival.troubles, *arrival.warnings)

    async def _installed(self, token: str) -> tuple[str, ...]:
        return await self._enter_one(token)

    def _removed(self, workspace: Workspace) -> None:
        """Nothing is heard from there and shown there any more; what is being said is finished beside."""
        if self._workspaces.get(workspace.team) is workspace:
            del self._workspaces[workspace.team]
        task = asyncio.get_running_loop().create_task(workspace.leave(FINISHING))
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def listen(self) -> None:
        """Hear people until stopped."""
        await self._stopped.wait()

    async def quiet(self) -> None:
        """Wait until everything that was heard so far is answered."""
        for each in self.parts:
            await each.quiet()

    async def stop(self) -> None:
        """Take nothing new, finish what is in flight with its whispers, and hang up."""
        if self._connection is not None:
            await self._connection.end(FINISHING)
        if self.door is not None:
            await self.door.close()
        for each in self.parts:
            await each.leave(FINISHING)
        await asyncio.gather(*self._going, return_exceptions=True)
        self._connection = None
        self._stopped.set()

    async def check(self) -> list[Check]:
        """What must be right for Slack to work, each with its fix; for ``doctor``. Works before :meth:`start` too."""
        if self._credentials is None:
            return await self._checks(self._bot_token)
        try:
            kept = await self._credentials.vault.secrets("slack")
        except Locked as locked:
            return [Check(False, "The tokens in the database cannot be opened.", str(locked))]
        if not kept:
            fix = f"Start `champions run`, and open {INSTALL_PATH} at your web address."
            return [Check(True, "No workspace has installed the app yet.", fix)]
        return [each for secret in kept.values() for each in await self._checks(token_in(secret))]

    async def _checks(self, token: str) -> list[Check]:
        workspace = Workspace(self._ground, token)
        try:
            return list((await workspace.look(self._app_token)).checks)
        finally:
            await workspace.close()

    async def look_again(self) -> list[Check]:
        """Look for the desk's rooms anew, because its settings have changed; what is found is used from now on."""
        return [check for each in self.parts for check in await each.look_again()]

    @property
    def heard(self) -> str:
        """How people are heard, in words for the operator."""
        if self.door is not None:
            return f"connected: heard over HTTP, at {self.door.url}{EVENTS_PATH}"
        unused = "; SLACK_SIGNING_SECRET is not used" if self._signing_secret else ""
        return f"connected: heard over Socket Mode{unused}"

    @property
    def parts(self) -> Sequence[Workspace]:
        """The workspaces: each is caught up with on its own."""
        return tuple(self._workspaces.values())

    async def _hear(self, team: str, body: dict[str, object]) -> Heard:
        """One payload that came over HTTP. Where we are not in that workspace it is nobody's."""
        workspace = self._workspaces.get(team)
        return await workspace.hearing.hear(body) if workspace is not None else Heard()

    async def is_gone(self, account: Identity) -> bool:
        """Whether an account is no longer in its workspace. Raises PlatformError where nobody knows."""
        found = self._workspaces.get(account.team) or next(iter(self.parts), None)
        if found is None:
            raise Later(NOT_THERE, "the app is not installed in that workspace")
        return await found.is_gone(account.user)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────

    async def post(self, lease: Lease) -> str:
        """Show the slot as a new message; the message's ``ts``. Raises Later, Rejected, Unsure or Gone."""
        return await self._in(lease).shows.post(lease)

    async def edit(self, lease: Lease) -> None:
        """Make the message show the slot's card. Raises Later, Rejected or Gone."""
        await self._in(lease).shows.edit(lease)

    async def find(self, lease: Lease) -> Found | None:
        """The message that carries the slot's key, or None; Unsure where Slack cannot know."""
        return await self._in(lease).shows.find(lease)

    def _in(self, lease: Lease) -> Workspace:
        """The workspace of a slot. Raises Later where we are not there: nothing is asked of Slack.

        An account of the roster that was never heard from names none: then it is the desk's.
        """
        team = lease.slot.place.team
        found = self._workspaces.get(team)
        if not team:
            found = next((each for each in self.parts if each.desk == lease.desk), None)
        if found is None:
            raise Later(NOT_THERE, "the app is not installed in that workspace")
        return found


def _connection(workspace: Workspace, app_token: str) -> Connection:
    bolt = Bolt(
        name="champions",
        client=workspace.client,
        logger=sdk_log,
        process_before_response=True,  # acknowledged when it is kept, and no wait in steps of 10 ms
        before_authorize=workspace.hearing,
        # Socket Mode needs no signatures and no checks of an address.
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )
    return Connection(bolt, app_token)
