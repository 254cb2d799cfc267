"""conversations.*: the channels and who is in them."""

from adapters.playground.slack import shapes
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.methods import places
from adapters.playground.slack.wire import Args, Json

_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im"}


def list_all(core: Core, args: Args) -> Json:
    """The channels that the bot may know of, page by page; ``types`` as a comma-separated list."""
    bot = core.workspace.bot.id
    asked = (args.text("types") or "public_channel").replace(" ", "").split(",")
    if not set(asked) <= {*_KINDS, "mpim"}:
        raise SlackError("invalid_types")
    kinds = {_KINDS[name] for name in asked if name in _KINDS}
    known = [each for each in core.workspace.channels.values() if each.kind == "channel" or bot in each.members]
    known = [each for each in known if each.kind in kinds and not (each.archived and args.flag("exclude_archived"))]
    page, cursor = places.page(known, args, default=100)
    shown = [shapes.channel(core.workspace, each, bot) for each in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def info(core: Core, args: Args) -> Json:
    """One channel."""
    found = places.channel(core, args)
    shape = shapes.channel(core.workspace, found, core.workspace.bot.id)
    if args.flag("include_num_members"):
        shape["num_members"] = len(found.members)
    return {"channel": shape}


def members(core: Core, args: Args) -> Json:
    """The ids of a channel's members, page by page."""
    found = places.channel(core, args)
    page, cursor = places.page(list(found.members), args, default=100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def join(core: Core, args: Args) -> Json:
    """Let the bot join a public channel."""
    found = places.channel(core, args)
    if found.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if found.archived:
        raise SlackError("is_archived")
    bot = core.workspace.bot.id
    already = {"warning": "already_in_channel"} if bot in found.members else {}
    if not already:
        found.members[bot] = None
        core.changes.bump()
        core.events.joined(found, bot)
    return {"channel": shapes.channel(core.workspace, found, bot), **already}


def open_direct(core: Core, args: Args) -> Json:
    """The direct messages between the bot and one person. Group messages are not part of the pocket."""
    users = [user for user in args.text("users").replace(" ", "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    if users[0] not in core.workspace.people:
        raise SlackError("user_not_found")
    places.refuse_deactivated(core, users[0])
    before = core.workspace.direct(core.workspace.bot.id, users[0])
    found = places.direct(core, users[0])
    shape = shapes.channel(core.workspace, found, core.workspace.bot.id) if args.flag("return_im") else {"id": found.id}
    return {"channel": shape, **({"no_op": True, "already_open": True} if before else {})}
