"""simcord's backend, wrapped: what this Discord holds, and what it refuses. Beside it only ``plain`` and
``refusing`` know simcord.

simcord (pinned: its internals may change with any release) keeps guilds, channels, messages, commands and interactions
and knows most of Discord's rules. The rest of the pocket speaks only Discord's own JSON, with text for ids.
"""

import secrets
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from simcord import components as sim_components
from simcord import intents as sim_intents
from simcord._clock import Clock as SimClock
from simcord.backend import Backend as Sim
from simcord.backend import serializers
from simcord.backend.access import channel_accessible
from simcord.backend.errors import BackendError
from simcord.backend.models import Message, Overwrite
from simcord.enums import ChannelType, OverwriteType
from simcord.http import router as sim_router
from simcord.http import routes as _routes  # noqa: F401 - importing it registers simcord's handlers
from simcord.http._helpers import bot_message, commit_bot_message, prepare_bot_message
from simcord.http.router import RequestContext, dispatch
from simcord.interactions import base_payload

from adapters.playground.discord.component_ids import copied, keeping_ids
from adapters.playground.discord.errors import Json
from adapters.playground.discord.plain import FILES, plain
from adapters.playground.discord.refusing import as_discord
from adapters.playground.discord.uploads import Upload
from adapters.playground.moments import Clock

KINDS = {"text": ChannelType.TEXT, "private": ChannelType.TEXT, "forum": ChannelType.FORUM}
VIEW, WRITING = 1 << 10, 1 << 11 | 1 << 38  # permissions: look into a channel; send, also in threads
_INSIDE = VIEW | WRITING | 1 << 16  # and read its history
sim_components.validate_components = keeping_ids(sim_components.validate_components)
# Components are JSON, which is copied faster; and nobody reads the log for which simcord copies every call.
cast(Any, sim_components).deepcopy = copied
cast(Any, sim_router).copy = SimpleNamespace(deepcopy=lambda logged: logged)


class _Clock(SimClock):
    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def now(self) -> datetime:
        return self._clock().astimezone(UTC)


class Backend:
    """One guild with one app in it. ``files`` is where attachments are; ``listener`` hears every gateway event."""

    def __init__(
        self, clock: Clock, files: Callable[[], str], listener: Callable[[str, Json], None], *, guild: str, bot: str
    ) -> None:
        self._sim = sim = Sim(clock=_Clock(clock))
        self._files = files
        # simcord writes everything down for its reports; a pocket that runs for days must not.
        cast(Any, sim).http_requests = cast(Any, sim).transcript = deque(maxlen=0)
        sim.bot_user.name, sim.bot_user.global_name = bot, bot.title()
        self._guild = sim.create_guild(guild)
        sim.subscribers.append(lambda event, payload: listener(event, self._plain(payload)))
        self.bot_id, self.application_id = str(sim.bot_user.id), str(sim.application_id)
        self.guild_id, self.reads_content = str(self._guild.id), False

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        params: Mapping[str, str] | None = None,
        files: Sequence[Upload] = (),
        reason: str | None = None,
    ) -> Any:
        """Do what a REST call asks for; ``path`` begins after ``/api/v10``. Status 501: the pocket knows no such."""
        about = {"params": dict(params or {}), "files": list(files), "reason": reason}
        with as_discord():
            answer = dispatch(
                self._sim, method, path, json=body, message_content_access=self.reads_content, **cast(Any, about)
            )
        return self._plain(answer)

    def add_user(self, name: str, shown: str, number: str = "") -> str:
        """Let someone into the guild, under this id or a new one, as if they had been there for years; the id."""
        user = self._sim.make_user(name, global_name=shown)
        if number:
            del self._sim.users[user.id]
            user.id = self._sim.reserve_id(int(number))
            self._sim.users[user.id] = user
        self._sim.add_member(self._guild.id, user.id, announce=True).joined_at = "2020-01-01T00:00:00+00:00"
        return str(user.id)

    def join(self, user: str) -> None:
        """Somebody known comes into the guild."""
        self._sim.add_member(self._guild.id, int(user), announce=True)

    def leave(self, user: str) -> None:
        """Somebody goes."""
        self._sim.remove_member(self._guild.id, int(user))

    def is_member(self, user: str) -> bool:
        """Whether somebody is in the guild."""
        return int(user) in self._guild.members

    def guild(self) -> Json:
        """The whole guild as GUILD_CREATE tells it: members, roles, channels, threads (archived ones too)."""
        return cast(Json, self._plain(serializers.guild_create_payload(self._sim, self._guild)))

    def places(self) -> list[tuple[str, str]]:
        """The id and the name of every channel and thread (archived ones too)."""
        there = (self._sim.channels[each] for each in (*self._guild.channel_ids, *self._guild.thread_ids))
        return [(str(each.id), str(each.name)) for each in there]

    def awake(self) -> list[Json]:
        """Every thread that does not lie in the archive."""
        threads = cast(Any, (self._sim.channels[each] for each in self._guild.thread_ids))
        found = [each for each in threads if not each.thread_metadata.archived]
        return [self._plain(serializers.thread_payload(self._sim, each)) for each in found]

    def add_role(self, name: str, permissions: int, members: Sequence[str], *, mentionable: bool) -> str:
        """Make a role and give it to people; its id."""
        role = self._sim.create_role(self._guild.id, name, permissions=permissions, mentionable=mentionable)
        for user in members:
            self._guild.members[int(user)].role_ids.append(role.id)
        return str(role.id)

    def grant(self, permissions: int) -> None:
        """Give the app exactly these guild permissions, as an invite link does."""
        for role in self._guild.members[int(self.bot_id)].role_ids:
            self._guild.roles[role].permissions = permissions

    def add_channel(
        self, name: str, kind: str, members: Sequence[str], *, bot: bool, topic: str, tags: Sequence[Json]
    ) -> str:
        """Make a channel; its id. Into a private one only the ``members`` (and the ``bot``) can look."""
        shut = [Overwrite(self._guild.id, OverwriteType.ROLE, deny=VIEW)] if kind == "private" else []
        shut += [] if bot else [Overwrite(int(self.bot_id), OverwriteType.MEMBER, deny=VIEW)]
        inside = [*members, *([self.bot_id] if bot else [])] if kind == "private" else []
        allowed = [Overwrite(int(each), OverwriteType.MEMBER, allow=_INSIDE) for each in inside]
        blank = {"emoji_id": None, "emoji_name": None, "moderated": False}
        made = [blank | tag | {"id": str(self._sim.snowflake())} for tag in tags]
        about = {"type": KINDS[kind], "overwrites": shut + allowed, "topic": topic or None, "available_tags": made}
        return str(self._sim.create_channel(self._guild.id, name, **cast(Any, about)).id)

    def delete_channel(self, number: str) -> None:
        """Take a channel or thread away."""
        self._sim.delete_channel(int(number))

    def deny(self, channel: str, user: str, permissions: int) -> None:
        """Take permissions in a channel from somebody."""
        self._sim.set_overwrite(int(channel), Overwrite(int(user), OverwriteType.MEMBER, deny=permissions))

    def channel(self, number: str) -> Json | None:
        """A channel, thread or direct messages by id."""
        found = self._sim.channels.get(int(number)) if number.isdecimal() else None
        return cast(Json, self._plain(serializers.channel_payload(self._sim, found))) if found else None

    def direct(self, user: str, *, make: bool = True) -> str:
        """The id of somebody's direct messages with the app; empty where there are none and none are to be made."""
        if not make and int(user) not in self._sim.dm_channels:
            return ""
        with as_discord():
            return str(self._sim.get_dm_channel(int(user)).id)

    def open_thread(
        self, parent: str, name: str, owner: str, *, message: str = "", minutes: int = 1440, private: bool = False
    ) -> Json:
        """Open a thread, under a message or not, and say so over the gateway."""
        kind = ChannelType.PRIVATE_THREAD if private else ChannelType.PUBLIC_THREAD
        about = {"type": kind, "auto_archive_duration": minutes, "message_id": int(message) if message else None}
        with as_discord():
            thread = self._sim.create_thread(int(parent), name, int(owner), broadcast=False, **cast(Any, about))
            self._sim.announce_thread_create(thread)
        return cast(Json, self._plain(serializers.thread_payload(self._sim, thread)))

    def open_post(
        self,
        forum: str,
        name: str,
        owner: str,
        body: Json,
        files: Sequence[Upload] = (),
        *,
        minutes: int = 1440,
        tags: Sequence[str] = (),
    ) -> Json:
        """Open a forum post: a thread whose first message has the thread's own id, as in Discord."""
        context = RequestContext(self._sim, {}, files=list(files))
        with as_discord():
            message, data = prepare_bot_message(context, int(forum), author_id=int(owner), body=body)
            about = {"auto_archive_duration": minutes, "message_id": message.id, "applied_tags": list(map(int, tags))}
            thread = self._sim.create_thread(int(forum), name, int(owner), broadcast=False, **cast(Any, about))
            message.channel_id = thread.id
            self._sim.channels[int(forum)].last_message_id = thread.id
            self._sim.announce_thread_create(thread)
            commit_bot_message(context, thread.id, (message, data))
            thread.message_count = 0  # Discord does not count the first message
        shape = self._plain(serializers.thread_payload(self._sim, thread))
        return cast(Json, shape | {"message": self._plain(serializers.message_payload(self._sim, message))})

    def change_thread(self, number: str, fields: Json, metadata: Json) -> Json:
        """Change a thread's fields (``name``, ``applied_tags``) and metadata (``archived``, ``locked`` …)."""
        if "applied_tags" in fields:
            fields = fields | {"applied_tags": [int(tag) for tag in fields["applied_tags"]]}
        with as_discord():
            thread = self._sim.edit_channel(int(number), fields, thread_metadata=metadata)
        return cast(Json, self._plain(serializers.thread_payload(self._sim, thread)))

    def may(self, user: str, channel: str, *permissions: str) -> bool:
        """Whether somebody sees a channel and has these permissions in it (``send_messages`` …)."""
        try:
            guild = self._sim.get_channel(int(channel)).guild_id
            self._sim.require_permissions(guild, int(user), int(channel), *permissions)
        except BackendError:
            return False
        return True

    def sees(self, user: str, channel: str) -> bool:
        """Whether somebody can look into a channel, thread or direct messages; False where there is none."""
        return channel_accessible(self._sim, int(channel), int(user))

    def messages(self, channel: str, *, after: str = "", whispered: bool | None = None) -> list[Json]:
        """Everything said in a channel (``after`` a message), oldest first; ``whispered``: only-you ones, or not."""
        said = self._sim.messages.get(int(channel), {})
        found = [said[each] for each in sorted(said) if each > int(after or 0)]
        return [self._kept(each) for each in found if whispered is None or each.is_ephemeral == whispered]

    def message(self, channel: str, number: str) -> Json | None:
        """A message as Discord writes it, with ``only_for`` (who alone sees it) and ``pings`` beside."""
        found = self._sim.messages.get(int(channel), {}).get(int(number)) if number.isdecimal() else None
        return self._kept(found) if found else None

    def say(self, user: str, channel: str, body: Json, files: Sequence[Upload] = ()) -> str:
        """A person writes; the id of the message."""
        context = RequestContext(self._sim, {}, files=list(files))
        with as_discord():
            return str(bot_message(context, int(channel), author_id=int(user), body=body).id)

    def rewrite(self, channel: str, number: str, text: str | None) -> None:
        """A person changes the words of a message, or deletes it (None)."""
        with as_discord():
            if text is None:
                self._sim.delete_message(int(channel), int(number))
            else:
                self._sim.edit_message(int(channel), int(number), {"content": text})

    def keep_file(self, channel: str, upload: Upload) -> Json:
        """Keep a file that a person gives to an interaction in a channel; its attachment object."""
        return cast(Json, self._plain(self._sim.store_attachments(int(channel), [(upload.filename, upload.data)])[0]))

    def file(self, path: str) -> bytes | None:
        """The bytes of an attachment by the path in its address."""
        return self._sim.cdn.get(FILES + path)

    def commands(self, user: str, channel: str, kind: int) -> list[Json]:
        """The commands of a kind (1 slash, 2 user, 3 message) that somebody may use in a channel."""
        found = self._sim.visible_commands(user_id=int(user), channel_id=int(channel), type=kind)
        return cast(list[Json], self._plain(found))

    def interact(self, kind: int, user: str, channel: str, data: Json, message: str = "") -> Json:
        """Begin an interaction (on a message); the payload of its INTERACTION_CREATE, which is not sent yet."""
        guild = self._sim.get_channel(int(channel)).guild_id
        about = {"type": kind, "channel_id": int(channel), "guild_id": guild, "user_id": int(user), "data": data}
        record, payload = base_payload(self._sim, **cast(Any, about))
        del self._sim.interaction_tokens[record.token]
        record.token = payload["token"] = secrets.token_urlsafe(32)
        self._sim.interaction_tokens[record.token] = record.id
        record.expires_at = record.initial_response_deadline = None  # the pocket's ticks say so, not its clock
        if message:
            record.source_message_id = int(message)
            payload["message"] = serializers.message_payload(self._sim, self._sim.messages[int(channel)][int(message)])
        return cast(Json, self._plain(payload))

    def forget(self, interaction: str) -> None:
        """Let go of an interaction whose token has run out."""
        record = self._sim.interactions.pop(int(interaction), None)
        self._sim.interaction_tokens.pop(record.token if record else "", None)

    def intent(self, event: str, payload: Json) -> str | None:
        """The intent that an event needs, by discord.py's name (``guild_messages``); None where none."""
        return sim_intents.required_intent(event, payload)

    def hide_content(self, message: Json, *, shown: bool = False) -> None:
        """Empty a message, in place, of what needs the Message Content intent; ``shown``: it was asked about it."""
        sim_intents.censor_message(message, int(self.bot_id), backend=self._sim, exempt_root=shown)

    def _kept(self, message: Message) -> Json:
        shape = cast(Json, self._plain(serializers.message_payload(self._sim, message)))
        who = (message.interaction_metadata or {}).get("user", {}).get("id") if message.is_ephemeral else None
        called = ["@everyone"] if message.mention_everyone else []
        called += [f"@&{role}" for role in message.ping_role_ids] + [f"@{user}" for user in message.ping_user_ids]
        return shape | {"only_for": str(who or ""), "pings": called}

    def _plain(self, value: Any) -> Any:
        return plain(value, self._files())
