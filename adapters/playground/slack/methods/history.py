"""conversations.history and conversations.replies: reading back what was said."""

import re
from collections.abc import Iterable

from adapters.playground.slack import shapes
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.methods import places
from adapters.playground.slack.wire import Args, Json
from adapters.playground.slack.workspace import Message

_TS = re.compile(r"\d{1,12}(\.\d{1,6})?")


def history(core: Core, args: Args) -> Json:
    """A channel's messages, newest first, without the replies of threads unless they were broadcast."""
    found = places.joined(core, args)
    shown = [message for message in found.messages.values() if not message.is_reply or message.broadcast]
    chosen = list(_between(shown, args))
    chosen.reverse()
    return _answer(core, args, chosen, default=100) | {"pin_count": 0}


def replies(core: Core, args: Args) -> Json:
    """A thread, oldest first, with the message it hangs on; a reply's ``ts`` gives that reply alone."""
    found = places.joined(core, args)
    parent = found.messages.get(args.text("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    thread = [] if parent.is_reply else list(_between(found.replies(parent.ts), args))
    return _answer(core, args, [parent, *thread], default=1000)


def _answer(core: Core, args: Args, chosen: list[Message], *, default: int) -> Json:
    page, cursor = places.page(chosen, args, default=default)
    metadata = args.flag("include_all_metadata")
    answer: Json = {"messages": [shapes.message(core.workspace, each, metadata=metadata) for each in page]}
    answer["has_more"] = bool(cursor)
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _between(messages: Iterable[Message], args: Args) -> Iterable[Message]:
    oldest, latest = _moment(args, "oldest"), _moment(args, "latest")
    inclusive = args.flag("inclusive")
    for message in messages:
        at = _micros(message.ts)
        low = oldest is None or at > oldest or (inclusive and at == oldest)
        high = latest is None or at < latest or (inclusive and at == latest)
        if low and high:
            yield message


def _moment(args: Args, name: str) -> int | None:
    text = args.text(name)
    if not text:
        return None
    if not _TS.fullmatch(text):
        raise SlackError(f"invalid_ts_{name}")
    return _micros(text)


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0") or 0)
