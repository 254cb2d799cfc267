"""chat.unfurl: what the app shows under a link in somebody's message."""

from typing import Any

from adapters.playground.slack import posting, shapes
from adapters.playground.slack.checks import check_blocks
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.unfurls import domain_of, links_in
from adapters.playground.slack.wire import Args, Json
from adapters.playground.slack.workspace import Channel, Message

_NOT_THERE = {"rich_text"}  # Slack answers "invalid_blocks": java-slack-sdk, issues 876 and 948


def unfurl(core: Core, args: Args) -> Json:
    """Put attachments under the links of a message; a second call for the same message replaces them."""
    message = _message(core, args)
    wanted = args.structure("unfurls", "invalid_unfurls_format")
    if not wanted:
        raise SlackError("missing_unfurls")
    if not isinstance(wanted, dict):
        raise SlackError("invalid_unfurls_format")
    if not core.unfurl_domains:
        raise SlackError("cannot_find_service")
    there = {each["url"] for each in links_in(core, message)}
    shown = [_attachment(core, number, url, each, there) for number, (url, each) in enumerate(wanted.items(), 1)]
    message.attachments = shown
    core.changes.bump()
    _tell(core, core.workspace.channels[message.channel], message)
    return {}


def _message(core: Core, args: Args) -> Message:
    for name in ("channel", "ts"):
        if not args.text(name):
            raise SlackError(f"missing_{name}")
    channel = core.workspace.channels.get(args.text("channel"))
    if channel is None or core.workspace.bot.id not in channel.members:
        raise SlackError("cannot_find_channel")
    message = channel.messages.get(args.text("ts"))
    if message is None or message.tombstone:
        raise SlackError("cannot_find_message")
    return message


def _attachment(core: Core, number: int, url: str, wanted: Any, there: set[str]) -> Json:
    if not domain_of(core, url):
        raise SlackError("cannot_unfurl_url")
    if url not in there:
        raise SlackError("cannot_unfurl_message")
    if not isinstance(wanted, dict) or not (wanted.get("blocks") or wanted.get("text") or wanted.get("title")):
        raise SlackError("cannot_parse_attachment")
    blocks = check_blocks(wanted.get("blocks"))
    if wrong := [each["type"] for each in blocks if each.get("type") in _NOT_THERE]:
        raise SlackError("invalid_blocks", [f"[ERROR] unsupported type: {wrong[0]}"])
    about = {"id": number, "is_app_unfurl": True, "app_unfurl_url": url, "app_id": core.workspace.app_id}
    return {**wanted, "blocks": posting.with_ids(blocks), **about}


def _tell(core: Core, channel: Channel, message: Message) -> None:
    """Slack tells of it as of a change, by nobody: the message is not marked as edited."""
    after = shapes.message(core.workspace, message)
    before = {name: value for name, value in after.items() if name != "attachments"}
    hidden: Json = {"subtype": "message_changed", "hidden": True, "ts": core.moments.next_ts()}
    core.events.message(channel, {**hidden, "message": after, "previous_message": before})
