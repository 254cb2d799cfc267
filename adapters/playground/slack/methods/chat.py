"""chat.*: posting, changing and deleting messages."""

import re

from adapters.playground.slack import posting, shapes
from adapters.playground.slack.checks import TEXT_KEPT, check_blocks, check_metadata, check_text
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.methods import places
from adapters.playground.slack.posting import Content
from adapters.playground.slack.wire import Args, Json
from adapters.playground.slack.workspace import Channel, Message

_TS = re.compile(r"\d{10}\.\d{6}")


def post_message(core: Core, args: Args) -> Json:
    """Post to a channel or a thread."""
    channel = places.open_for_posts(core, args)
    content, cut = _content(core, args)
    thread_ts = _thread(channel, args)
    broadcast = args.flag("reply_broadcast") and bool(thread_ts)
    bot = core.workspace.bot.id
    message, _ = posting.post(core, channel, content, user=bot, thread_ts=thread_ts, broadcast=broadcast)
    shape = shapes.message(core.workspace, message, metadata=True)
    metadata = {"warning": "message_truncated"} if cut else {}
    return {"channel": channel.id, "ts": message.ts, "message": shape, **metadata}


def post_ephemeral(core: Core, args: Args) -> Json:
    """Show something to one member of a channel."""
    channel = places.open_for_posts(core, args)
    user = args.text("user")
    if user not in core.workspace.people:
        raise SlackError("user_not_found")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    content, _ = _content(core, args)
    message = posting.whisper(core, channel, content, to=user, thread_ts=_thread(channel, args))
    return {"message_ts": message.ts}


def update(core: Core, args: Args) -> Json:
    """Change one of the bot's own messages. Blocks and metadata that are not sent stay; an empty list
    removes them."""
    channel = places.joined(core, args)
    message = _own(core, channel, args, "cant_update_message")
    blocks = check_blocks(args.structure("blocks", "invalid_blocks_format"))
    core.files.check(blocks)
    blocks = blocks if args.has("blocks") else message.blocks
    metadata = check_metadata(args.structure("metadata", "invalid_metadata_format"))
    metadata = metadata if args.has("metadata") else message.metadata
    text = args.text("text") if args.has("text") else message.text
    check_text(text, bool(blocks), update=True)
    content = Content(text, blocks, metadata, link_names=_links(args))
    posting.change(core, message, content, by=core.workspace.bot.id)
    shape = shapes.message(core.workspace, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": shape}


def delete(core: Core, args: Args) -> Json:
    """Delete one of the bot's own messages."""
    channel = places.joined(core, args)
    message = _own(core, channel, args, "cant_delete_message")
    posting.remove(core, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(core: Core, args: Args) -> Json:
    """The address of a message."""
    channel = places.channel(core, args)
    message = places.message(core, channel, args.text("message_ts"))
    link = f"{core.url}archives/{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.is_reply else ""
    return {"channel": channel.id, "permalink": link + thread}


def _content(core: Core, args: Args) -> tuple[Content, bool]:
    text = args.text("text")
    blocks = check_blocks(args.structure("blocks", "invalid_blocks_format"))
    markdown = args.text("markdown_text")
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        blocks = check_blocks([{"type": "markdown", "text": markdown}])
    check_text(text, bool(blocks))
    core.files.check(blocks)
    metadata = check_metadata(args.structure("metadata", "invalid_metadata_format"))
    mrkdwn = args.text("mrkdwn").lower() not in {"false", "0"}
    content = Content(text[:TEXT_KEPT], blocks, metadata, mrkdwn, _links(args))
    return content, len(text) > TEXT_KEPT


def _links(args: Args) -> bool:
    return args.flag("link_names") or args.text("parse") == "full"


def _thread(channel: Channel, args: Args) -> str:
    thread_ts = args.text("thread_ts")
    if thread_ts and not _TS.fullmatch(thread_ts):
        raise SlackError("invalid_thread_ts")
    if thread_ts and thread_ts not in channel.messages:
        raise SlackError("thread_not_found")
    return thread_ts


def _own(core: Core, channel: Channel, args: Args, error: str) -> Message:
    message = places.message(core, channel, args.text("ts"))
    if not message.by_bot:
        raise SlackError(error)
    return message
