"""Arriving in a workspace: who we are there, which desk it belongs to, and where the desk's rooms are.

Everything that is wrong is found in one go and said in one sentence each, so that an operator can mend it in one go.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import call
from adapters.slack.manifest import LINK_SCOPES
from bot.desk import Desk
from bot.engine.errors import PlatformError, Rejected
from bot.engine.readiness import Check, NotReady, troubles_in, warnings_in
from bot.engine.request import Place

PAGE, MOST_PAGES = 1_000, 50  # channels a page
NEEDED = ("ask", "triage")  # without these rooms no question can be asked or answered; the others can wait

CHOOSE = "Say `/opendata-admin setup where`."
_FIX_BOT = "Copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions, to SLACK_BOT_TOKEN."
_FIX_APP = (
    "Make an app-level token (xapp-…) with connections:write on the app's page, Basic Information, "
    "and put it in SLACK_APP_TOKEN."
)
_FIX_WAY = "Check this machine's way out to Slack, and SLACK_API_URL where it is set; then start again."


class SlackNotReady(NotReady):
    """Slack cannot be used yet; ``troubles`` says what to mend, a sentence or two each."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was found in the workspace. ``names`` are the rooms' names by channel id; ``refused``: the token is no
    good any more."""

    checks: tuple[Check, ...]
    team: str = ""
    team_name: str = ""
    bot_user: str = ""
    bot_id: str = ""
    desk: Desk | None = None
    rooms: Mapping[str, Place] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    refused: bool = False

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong, each with its fix."""
        return troubles_in(self.checks)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not as it was meant and can wait, each with its fix."""
        return warnings_in(self.checks)


async def arrive(
    client: AsyncWebClient,
    app_token: str,
    scopes: frozenset[str],
    desk_for: Callable[[str], Awaitable[Desk | None]],
) -> Arrival:
    """Look around in the workspace that ``client``'s token belongs to; without ``app_token`` the way in is HTTP.

    Raises nothing for what an operator can mend: the arrival's ``troubles`` say it.
    """
    socket: list[Check] = []
    try:
        socket += [await _socket(client, app_token)] if app_token else []
        me, granted = await _me(client)
    except Rejected as refused:
        return Arrival((Check(False, f"The bot token does not work: {refused.why}", _FIX_BOT), *socket), refused=True)
    except PlatformError as away:  # no word about the tokens: nobody has looked at them
        return Arrival((Check(False, f"{client.base_url} does not answer as Slack does: {away.why}.", _FIX_WAY),))
    checks = [Check(True, f"Slack knows me as @{me['user']} in {me['team']}."), *socket]
    desk = await desk_for(me["team_id"])
    checks += _scopes(scopes | (frozenset(LINK_SCOPES) if desk and desk.links.get("slack") else frozenset()), granted)
    rooms, names = dict[str, Place](), dict[str, str]()
    if desk is None:
        what = f"The workspace {me['team']} belongs to no desk."
        checks.append(Check(False, what, f"Add {me['team_id']} under workspaces, slack, in desk.yml."))
    else:
        checks += [each async for each in _rooms(client, desk, me, rooms, names)]
    bot_id = me.get("bot_id", "")
    return Arrival(tuple(checks), me["team_id"], me["team"], me["user_id"], bot_id, desk, rooms, names)


async def _socket(client: AsyncWebClient, app_token: str) -> Check:
    try:
        await call(client.apps_connections_open(app_token=app_token))
    except Rejected as refused:
        return Check(False, f"The app-level token does not work: {refused.why}", _FIX_APP)
    return Check(True, "Slack opens a connection for the app (Socket Mode).")


async def _me(client: AsyncWebClient) -> tuple[dict[str, Any], frozenset[str] | None]:
    """Who the token says we are, and the scopes it was granted where Slack's answer names them."""
    headers: Mapping[str, str] = {}

    async def asked() -> Any:
        nonlocal headers
        answer = await client.auth_test()
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return answer

    me = await call(asked())
    named = headers.get("x-oauth-scopes")
    return me, None if named is None else frozenset(each.strip() for each in named.split(","))


def _scopes(wanted: frozenset[str], granted: frozenset[str] | None) -> list[Check]:
    if granted is None:
        return []
    if missing := sorted(wanted - granted):
        of_links = " --links YOUR.PORTAL" if LINK_SCOPES.keys() & wanted else ""
        fix = f"Update the app from `champions manifest slack{of_links}` and install it to the workspace again."
        return [Check(False, f"The app lacks permissions: {', '.join(missing)}.", fix)]
    return [Check(True, "The app has every permission that it needs.")]


async def _rooms(
    client: AsyncWebClient, desk: Desk, me: Mapping[str, str], rooms: dict[str, Place], names: dict[str, str]
) -> AsyncIterator[Check]:
    """Fill ``rooms`` and ``names`` with the desk's channels, and say of each whether it can be used."""
    watched, linked = desk.watch.get("slack", ()), desk.links.get("slack", ())
    by_name = {each: each for each in desk.named_rooms("slack")}
    wanted = {**desk.channels.get("slack", {}), **by_name}
    try:
        known = await _channels(client) if wanted else []
    except PlatformError as refused:
        yield Check(False, f"Slack does not list the channels: {refused.why}")
        return
    in_chat = desk.is_set_up_in_chat  # by whoever is heard before there is a channel: nothing of it is in the way
    needed = [each for each in NEEDED if not _is_elsewhere(desk, each)]
    for purpose in (each for each in needed if each not in wanted):
        if in_chat:
            yield Check(True, f"No channel is named for {purpose}.", CHOOSE)
            continue
        fix = f'Write it there: channels, slack, {purpose}: "#its-name".'
        yield Check(False, f"desk.yml names no channel for {purpose}.", fix)
    for purpose, said in wanted.items():
        can_wait = in_chat or purpose not in needed
        name = said.strip().removeprefix("#")
        found = next((each for each in known if name in (each["id"], each.get("name"))), None)
        if found is None:
            other = "choose another" if in_chat else "correct desk.yml"
            fix = f"Make the channel, or {other}. If it is private, type /invite @{me['user']} there first."
            yield Check(can_wait, f"I can't find #{name} ({_where(purpose)}).", fix)
        elif not found.get("is_member"):
            yield Check(can_wait, f"I am not in #{found['name']}.", f"Type /invite @{me['user']} in #{found['name']}.")
        else:
            rooms[purpose] = Place("slack", me["team_id"], found["id"])
            names[found["id"]] = found["name"]
            yield Check(True, f"#{found['name']} is there{_purpose(purpose)}.")
    for name in (names[rooms[each].channel] for each in watched if each in rooms):
        yield Check(True, f"In #{name} I read plain messages, and offer help where somebody asks about data (watch).")
    for name in (names[rooms[each].channel] for each in linked if each in rooms):
        yield Check(True, f"In #{name} links to the portal's datasets show a card, once a day each (links).")


def _where(purpose: str) -> str:
    """Where a room stands in desk.yml; one that is only watched goes by its own name."""
    return "watch, links or announce, slack" if purpose.startswith("#") else f"channels, slack, {purpose}"


def _purpose(purpose: str) -> str:
    return "" if purpose.startswith("#") else f" for {purpose}"


def _is_elsewhere(desk: Desk, purpose: str) -> bool:
    """Whether another platform has the room: questions may be asked on one, and answered from the other."""
    return any(rooms.get(purpose) for platform, rooms in desk.channels.items() if platform != "slack")


async def _channels(client: AsyncWebClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    for _ in range(MOST_PAGES):
        answer = await call(
            client.conversations_list(
                types="public_channel,private_channel", exclude_archived=True, limit=PAGE, cursor=cursor
            )
        )
        found += answer["channels"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            break
    return found
