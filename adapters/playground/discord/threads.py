"""Threads and forum posts: opened, changed, archived, woken up.

Sources: Discord's "Threads" and "Channel Resource" (Modify Channel: thread; Start Thread; forum tags, at most five;
``moderated`` tags only by who may manage threads).
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json, invalid, refusal
from adapters.playground.discord.wire import Asked

FORUM, PRIVATE_THREAD = 15, 12
THREADS = frozenset({10, 11, 12})
_MINUTES = frozenset({60, 1440, 4320, 10080})
_MOST_TAGS = 5
_EPOCH = 1_420_070_400_000
_METADATA = ("archived", "locked", "auto_archive_duration", "invitable")


class Threads:
    """The rules of threads, over what the backend keeps."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._swept: datetime | None = None

    def is_archived(self, channel: str) -> bool:
        """Whether this is a thread that lies in the archive."""
        found = self._core.backend.channel(channel) or {}
        return bool(found.get("thread_metadata", {}).get("archived"))

    def refuse_archived(self, channel: str) -> None:
        """Nothing in the archive can be changed (50083)."""
        if self.is_archived(channel):
            raise refusal(50083)

    def wake(self, channel: str, user: str) -> None:
        """Somebody writes in a thread: that takes it out of the archive, unless it is locked to them."""
        metadata = (self._core.backend.channel(channel) or {}).get("thread_metadata", {})
        if metadata.get("locked") and not self._core.backend.may(user, channel, "manage_threads"):
            raise refusal(50083)
        if metadata.get("archived"):
            self.change(channel, {}, {"archived": False})

    def change(self, channel: str, fields: Json, metadata: Json) -> Json:
        """Change a thread and date its archiving."""
        now = self._core.moments.clock().astimezone(UTC).isoformat()
        dated = {"archive_timestamp": now} if "archived" in metadata else {}
        return self._core.backend.change_thread(channel, fields, metadata | dated)

    def check_tags(self, forum: str, tags: Any, before: list[str], *, manages: bool) -> list[str]:
        """The ids of tags that somebody may put on a post."""
        known = {tag["id"]: tag for tag in (self._core.backend.channel(forum) or {}).get("available_tags", ())}
        wanted = [str(tag) for tag in tags] if isinstance(tags, list) else [""]
        if len(wanted) > _MOST_TAGS or len(set(wanted)) < len(wanted):
            raise invalid("applied_tags", f"Must be {_MOST_TAGS} or fewer in length, each once.")
        if set(wanted) - set(known):
            raise invalid("applied_tags", "Unknown tag.")
        touched = set(wanted) ^ set(before)
        if not manages and any(known[tag]["moderated"] for tag in touched if tag in known):
            raise refusal(50013)
        return wanted

    def sweep(self) -> None:
        """Archive the threads in which nothing was said for their time, when the clock has moved a minute."""
        now = self._core.moments.clock()
        if self._swept is not None and timedelta(0) <= now - self._swept < timedelta(minutes=1):
            return
        self._swept = now
        for thread in self._core.backend.awake():
            if now - _last(thread) >= timedelta(minutes=thread["thread_metadata"]["auto_archive_duration"]):
                self.change(thread["id"], {}, {"archived": True})


def _last(thread: Json) -> datetime:
    said = (int(thread["last_message_id"] or thread["id"]) >> 22) + _EPOCH
    changed = datetime.fromisoformat(thread["thread_metadata"]["archive_timestamp"])
    return max(datetime.fromtimestamp(said / 1000, UTC), changed)


def edit(core: Core, asked: Asked) -> Any:
    """Change a channel, or a thread: name, tags, archived, locked. In the archive only unarchiving works."""
    channel = asked.args["channel_id"]
    place = core.backend.channel(channel)
    if place is None or place["type"] not in THREADS:
        return asked.passed_on(core.backend)
    body, bot = asked.json, core.backend.bot_id
    manages = core.backend.may(bot, channel, "manage_threads")
    _may_change(core, place, body, manages)
    fields: Json = {}
    if "name" in body:
        fields["name"] = check_name(body["name"])
    if "applied_tags" in body:
        before, forum = place.get("applied_tags", []), place["parent_id"]
        fields["applied_tags"] = core.threads.check_tags(forum, body["applied_tags"], before, manages=manages)
    if "rate_limit_per_user" in body:
        fields["rate_limit_per_user"] = int(body["rate_limit_per_user"] or 0)
    metadata = {name: body[name] for name in _METADATA if body.get(name) is not None}
    _check_metadata(metadata)
    return core.threads.change(channel, fields, metadata)


def _may_change(core: Core, place: Json, body: Json, manages: bool) -> None:
    bot, metadata = core.backend.bot_id, place["thread_metadata"]
    if not core.backend.sees(bot, place["id"]):
        raise refusal(50001)
    wakes = body.get("archived") is False
    if metadata["archived"] and not wakes:
        raise refusal(50083)
    locked = "locked" in body or (metadata["locked"] and wakes)
    if not manages and (locked or place["owner_id"] != bot):
        only_wakes = set(body) == {"archived"} and wakes and not metadata["locked"]
        if not only_wakes:
            raise refusal(50013)


def _check_metadata(metadata: Json) -> None:
    for name in ("archived", "locked", "invitable"):
        if not isinstance(metadata.get(name, True), bool):
            raise invalid(name, "Must be either true or false.")
    if metadata.get("auto_archive_duration", 1440) not in _MINUTES:
        raise invalid("auto_archive_duration", f"Value must be one of {sorted(_MINUTES)}.")


def delete(core: Core, asked: Asked) -> Any:
    """Delete a channel or a thread."""
    place = core.backend.channel(asked.args["channel_id"])
    is_thread = place is not None and place["type"] in THREADS
    if is_thread and not core.backend.may(core.backend.bot_id, asked.args["channel_id"], "manage_threads"):
        raise refusal(50013)
    return asked.passed_on(core.backend)


def start(core: Core, asked: Asked) -> Any:
    """Open a forum post, or a thread that hangs on no message."""
    channel, body, bot = asked.args["channel_id"], asked.json, core.backend.bot_id
    place = _place(core, channel)
    if place["type"] == FORUM:
        return _start_post(core, place, asked)
    private = body.get("type", PRIVATE_THREAD) == PRIVATE_THREAD
    need = "create_private_threads" if private else "create_public_threads"
    if not core.backend.may(bot, channel, need):
        raise refusal(50013)
    name = check_name(body.get("name"))
    return core.backend.open_thread(channel, name, bot, minutes=_minutes(body), private=private)


def start_from_message(core: Core, asked: Asked) -> Any:
    """Open the thread under a message. Its id is the message's; there is only one (160004)."""
    channel, message, body = asked.args["channel_id"], asked.args["message_id"], asked.json
    if _place(core, channel)["type"] not in {0, 5}:
        raise refusal(50024)
    if not core.backend.may(core.backend.bot_id, channel, "create_public_threads"):
        raise refusal(50013)
    if core.backend.message(channel, message) is None:
        raise refusal(10008)
    if core.backend.channel(message):
        raise refusal(160004)
    name, bot = check_name(body.get("name")), core.backend.bot_id
    return core.backend.open_thread(channel, name, bot, message=message, minutes=_minutes(body))


def _start_post(core: Core, forum: Json, asked: Asked) -> Any:
    body, bot = asked.json, core.backend.bot_id
    if not core.backend.may(bot, forum["id"], "send_messages"):
        raise refusal(50013)
    if not isinstance(body.get("message"), dict):
        raise invalid("message", "This field is required")
    manages = core.backend.may(bot, forum["id"], "manage_threads")
    tags = core.threads.check_tags(forum["id"], body.get("applied_tags") or [], [], manages=manages)
    name, minutes = check_name(body.get("name")), _minutes(body)
    message = body["message"]
    return core.backend.open_post(forum["id"], name, bot, message, asked.files, minutes=minutes, tags=tags)


def active(core: Core, asked: Asked) -> Any:
    """The guild's threads that are not archived and that the app sees."""
    found = [each for each in core.backend.guild()["threads"] if not each["thread_metadata"]["archived"]]
    return {"threads": _seen(core, found), "members": []}


def archived(core: Core, asked: Asked) -> Any:
    """The archived public threads of a channel, latest archived first; ``before`` is a timestamp."""
    channel = asked.args["channel_id"]
    _place(core, channel)
    if not core.backend.may(core.backend.bot_id, channel, "read_message_history"):
        raise refusal(50001)
    limit = int(asked.params.get("limit", "50"))
    found = [each for each in core.backend.guild()["threads"] if each["parent_id"] == channel]
    found = [each for each in found if each["thread_metadata"]["archived"] and each["type"] != PRIVATE_THREAD]
    found.sort(key=_archived_at, reverse=True)
    if "before" in asked.params:
        before = datetime.fromisoformat(asked.params["before"].replace(" ", "+").replace("Z", "+00:00"))
        found = [each for each in found if _archived_at(each) < before]
    return {"threads": found[:limit], "members": [], "has_more": len(found) > limit}


def _archived_at(thread: Json) -> datetime:
    return datetime.fromisoformat(thread["thread_metadata"]["archive_timestamp"])


def _seen(core: Core, threads: list[Json]) -> list[Json]:
    return [each for each in threads if core.backend.sees(core.backend.bot_id, each["id"])]


def _place(core: Core, channel: str) -> Json:
    place = core.backend.channel(channel)
    if place is None:
        raise refusal(10003)
    if not core.backend.sees(core.backend.bot_id, channel):
        raise refusal(50001)
    return place


def check_name(name: Any) -> str:
    """The name of a thread or post, trimmed; refused (50035) where Discord would not take it."""
    if not isinstance(name, str) or not 1 <= len(name.strip()) <= 100:
        raise invalid("name", "Must be between 1 and 100 in length.")
    return name.strip()


def _minutes(body: Json) -> int:
    minutes = body.get("auto_archive_duration") or 1440
    if minutes not in _MINUTES:
        raise invalid("auto_archive_duration", f"Value must be one of {sorted(_MINUTES)}.")
    return int(minutes)
