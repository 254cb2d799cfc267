"""Installing: workspaces install the app by themselves (Slack's OAuth), by Bolt's own flow over our vault.

Source: Slack's "Installing with OAuth" (oauth.v2.access) and slack_sdk.oauth's store interfaces. Only a workspace that
a desk lists may install the app: the page is open to everybody, and rooms of the same names are anywhere. A state is
good once, for ten minutes, in the browser that began; tokens go into the vault and nowhere else.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from logging import Logger
from typing import Any

import structlog
from aiohttp import ClientError, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.calls import call
from adapters.slack.manifest import INSTALL_PATH, REDIRECT_PATH, SCOPES
from bot.engine.errors import ChampionsError, PlatformError
from bot.engine.vault import Locked, Vault

GOOD_FOR = timedelta(minutes=10)
_KEPT = ("app_id", "team_id", "team_name", "bot_token", "bot_id", "bot_user_id", "bot_scopes", "user_id")
_SENTENCES = {
    "access_denied": "Nothing was installed: you chose to cancel.",
    "invalid_browser": "This page was not begun in this browser. Begin again.",
    "invalid_state": "This page has been used already, or is older than ten minutes. Begin again.",
}
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the app itself is known by, and where tokens are kept."""

    client_id: str
    client_secret: str = field(repr=False)
    vault: Vault = field(repr=False)


class Lobby(AsyncWebClient):
    """A client without a token. The SDK's own call sends the app's secret by a class that aiohttp gives up; Slack takes
    it among the arguments as well ("oauth.v2.access")."""

    async def oauth_v2_access(
        self,
        *,
        client_id: str,
        client_secret: str,
        code: str | None = None,
        redirect_uri: str | None = None,
        grant_type: str | None = None,
        refresh_token: str | None = None,
        **kwargs: Any,
    ) -> AsyncSlackResponse:
        """Change a code for a token."""
        about = {"client_id": client_id, "client_secret": client_secret, "code": code}
        return await self.api_call("oauth.v2.access", data=about)


class NotInstalled(BoltError):
    """The workspace may not install the app, or not in this way; the message is a sentence for its admin."""


class Installations(AsyncInstallationStore):
    """slack_sdk's store of installations, over the vault. Only bot tokens are asked for and kept."""

    def __init__(
        self,
        vault: Vault,
        desk_of: Callable[[str], Awaitable[str | None]],
        give_back: Callable[[str], Awaitable[None]],
    ) -> None:
        self._vault, self._desk_of, self._give_back = vault, desk_of, give_back

    async def async_save(self, installation: Installation) -> None:
        """Keep a workspace's tokens. Raises NotInstalled where it belongs to no desk; then they are given back."""
        try:
            await self._save(installation)
        except NotInstalled:
            if installation.bot_token:
                await self._give_back(installation.bot_token)
            raise

    async def _save(self, installation: Installation) -> None:
        team = installation.team_id or ""
        if installation.is_enterprise_install or not team or not installation.bot_token:
            raise NotInstalled("The app is installed in one workspace at a time, not in a whole organisation.")
        desk = await self._desk_of(team)
        if desk is None:
            raise NotInstalled(
                f"The workspace {team} belongs to no desk here, so nothing was installed. Ask whoever runs this "
                f"service to add {team} under workspaces, slack, in desk.yml; then install again."
            )
        kept = {name: value for name in _KEPT if (value := getattr(installation, name)) is not None}
        try:
            await self._vault.keep(desk, "slack", team, json.dumps(kept))
        except ChampionsError as refused:
            raise NotInstalled(str(refused)) from refused

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The installation of a workspace; None where the app is not in it."""
        found = (await self._vault.secrets("slack")).get(team_id or "")
        return _installation(found) if found is not None else None

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace; None where the app is not in it."""
        found = await self.async_find_installation(enterprise_id=enterprise_id, team_id=team_id)
        return found.to_bot() if found is not None else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Delete a workspace's tokens."""
        await self._vault.destroy("slack", team_id or "")

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Delete a workspace's tokens; there are none of single people."""
        await self._vault.destroy("slack", team_id or "")


class States(AsyncOAuthStateStore):
    """slack_sdk's store of states, over the vault."""

    def __init__(self, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._vault, self._clock = vault, clock

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        """A fresh state."""
        now = self._clock()
        return await self._vault.issue(now + GOOD_FOR, now)

    async def async_consume(self, state: str) -> bool:
        """True the first time, in time."""
        return await self._vault.spend(state, self._clock())


class Installing:
    """The two pages. ``installed`` is told a workspace's token once it is in the vault."""

    def __init__(
        self,
        about: Credentials,
        client: AsyncWebClient,
        logger: Logger,
        desk_of: Callable[[str], Awaitable[str | None]],
        clock: Callable[[], datetime],
        installed: Callable[[str], Awaitable[tuple[str, ...]]],
        scopes: Sequence[str] = tuple(SCOPES),
    ) -> None:
        self._client, self._installed = client, installed
        settings = AsyncOAuthSettings(
            client_id=about.client_id,
            client_secret=about.client_secret,
            scopes=list(scopes),
            install_path=INSTALL_PATH,
            install_page_rendering_enabled=False,
            redirect_uri_path=REDIRECT_PATH,
            authorization_url=_authorize(client.base_url),
            callback_options=AsyncCallbackOptions(success=self._success, failure=self._failure),
            installation_store=Installations(about.vault, desk_of, self._give_back),
            installation_store_bot_only=True,
            state_store=States(about.vault, clock),
            state_expiration_seconds=int(GOOD_FOR.total_seconds()),
            logger=logger,
        )
        self._flow = AsyncOAuthFlow(client=client, logger=logger, settings=settings)

    @property
    def routes(self) -> list[web.RouteDef]:
        """The pages, for the door."""
        return [web.get(INSTALL_PATH, self._begin), web.get(REDIRECT_PATH, self._end)]

    async def _begin(self, request: web.Request) -> web.Response:
        try:
            answer = await self._flow.handle_installation(await to_bolt_request(request))
        except Locked as full:
            answer = _page(429, str(full))
        return await _sent(answer)

    async def _end(self, request: web.Request) -> web.Response:
        try:
            answer = await self._flow.handle_callback(await to_bolt_request(request))
        except (ClientError, TimeoutError, OSError) as lost:
            log.warning("not installed", why=type(lost).__name__)
            answer = _page(502, "Slack could not be reached, so nothing was installed. Begin again.", again=True)
        return await _sent(answer)

    async def _success(self, args: AsyncSuccessArgs) -> BoltResponse:
        troubles = await self._installed(args.installation.bot_token or "")
        log.info("installed", team=args.installation.team_id)
        return _page(200, "The app is installed. You can close this page.", *troubles)

    async def _failure(self, args: AsyncFailureArgs) -> BoltResponse:
        log.warning("not installed", why=args.reason)
        if isinstance(args.error, NotInstalled):
            return _page(403, str(args.error))
        status = 400 if args.reason in _SENTENCES else args.suggested_status_code
        return _page(status, _SENTENCES.get(args.reason, "Nothing was installed. Begin again."), again=True)

    async def _give_back(self, token: str) -> None:
        """A token that nobody will use is given back to Slack."""
        try:
            await call(self._client.auth_revoke(token=token))
        except PlatformError as refused:
            log.warning("a token could not be given back", why=type(refused).__name__)


def token_in(secret: str) -> str:
    """The bot token in what the vault keeps of a workspace."""
    return str(json.loads(secret)["bot_token"])


def _installation(secret: str) -> Installation:
    return Installation(**json.loads(secret))


def _authorize(api: str) -> str:
    """Where a workspace's admin agrees: beside the Web API."""
    return f"{api.removesuffix('/').removesuffix('/api')}/oauth/v2/authorize"


def _page(status: int, sentence: str, *more: str, again: bool = False) -> BoltResponse:
    lines = "".join(f"<p>{escape(each)}</p>" for each in more)
    lines += f'<p><a href="{INSTALL_PATH}">Begin again</a></p>' if again else ""
    body = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Data Champions</title><h1>{escape(sentence)}</h1>'
    )
    return BoltResponse(
        status=status, body=f"{body}{lines}</html>", headers={"Content-Type": "text/html; charset=utf-8"}
    )


async def _sent(answer: BoltResponse) -> web.Response:
    sent: web.Response = await to_aiohttp_response(answer)
    sent.headers["Cache-Control"] = "no-store"
    sent.headers["Referrer-Policy"] = "no-referrer"
    sent.headers["Content-Security-Policy"] = "default-src 'none'"
    return sent
