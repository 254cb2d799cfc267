"""Links whose domains the app has registered: the app is told of them, and may show something under them.

Source: Slack's "Unfurling links in messages" and "link_shared".
"""

import re
from html import unescape
from urllib.parse import urlsplit

from adapters.playground.slack.core import Core
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Message

_ADDRESS = re.compile(r"<(https?://[^<>|]+)(?:\|[^<>]*)?>")


def links_in(core: Core, message: Message) -> list[Json]:
    """The links of a person's message that the app hears of, as ``link_shared`` names them."""
    if message.by_bot:
        return []
    found = dict.fromkeys(unescape(each) for each in _ADDRESS.findall(message.text))
    return [{"domain": domain, "url": each} for each in found if (domain := domain_of(core, each))]


def domain_of(core: Core, address: str) -> str:
    """The registered domain that an address belongs to, by itself or as a part of it; empty for every other."""
    host = urlsplit(address).hostname or ""
    return next((each for each in core.unfurl_domains if host == each or host.endswith(f".{each}")), "")


def shared(core: Core, message: Message, links: list[Json]) -> Json:
    """The event."""
    channel = core.workspace.channels[message.channel]
    event: Json = {
        "type": "link_shared",
        "channel": message.channel,
        "is_bot_user_member": core.workspace.bot.id in channel.members,
        "user": message.user,
        "message_ts": message.ts,
        "unfurl_id": f"{message.channel}.{message.ts}",
        "source": "conversations_history",
        "links": links,
        "event_ts": message.ts,
    }
    return event | ({"thread_ts": message.thread_ts} if message.is_reply else {})
