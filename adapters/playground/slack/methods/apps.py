"""The app itself: auth.test, api.test, team.info, apps.connections.open."""

from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.wire import Args, Json


def api_test(core: Core, args: Args) -> Json:
    """Echo the arguments; an ``error`` argument is answered with that error."""
    if args.text("error"):
        raise SlackError(args.text("error"))
    return {"args": {name: value for name, value in args.values.items() if name != "token"}}


def auth_test(core: Core, args: Args) -> Json:
    """Who the token belongs to."""
    workspace = core.workspace
    return {
        "url": core.url,
        "team": workspace.team.name,
        "user": workspace.bot.name,
        "team_id": workspace.team.id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def team_info(core: Core, args: Args) -> Json:
    """The workspace."""
    team = core.workspace.team
    about = {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}
    return {"team": {**about, "url": core.url}}


def connections_open(core: Core, args: Args) -> Json:
    """The address of a Socket Mode connection, good for one connection."""
    address = core.url.replace("http://", "ws://", 1)
    return {"url": f"{address}link/?ticket={core.sockets.ticket()}&app_id={core.workspace.app_id}"}


def oauth_access(core: Core, args: Args) -> Json:
    """Change a code for the bot token, once."""
    code = args.text("code")
    if code not in core.codes:
        raise SlackError("invalid_code")
    core.codes.discard(code)
    workspace = core.workspace
    return {
        "access_token": core.bot_token,
        "token_type": "bot",
        "scope": "chat:write,commands",
        "bot_user_id": workspace.bot.id,
        "app_id": workspace.app_id,
        "team": {"id": workspace.team.id, "name": workspace.team.name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": next(iter(workspace.people))},
    }


def auth_revoke(core: Core, args: Args) -> Json:
    """Make the bot token worthless."""
    core.renew_token()
    return {"revoked": True}
