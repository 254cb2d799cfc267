"""What one person sees, as plain JSON: for the page, and for tests that look over somebody's shoulder."""

from collections.abc import Sequence

from adapters.playground.slack import shapes
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import NoSuchThing
from adapters.playground.slack.view_state import elements
from adapters.playground.slack.views import View
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import SLACKBOT, Channel, Message


class Sight:
    """Reading only: nothing here changes anything."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def what_sees(self, user: str) -> Json:
        """Everything before one person's eyes: channels with threads and only-you messages, modals, the Home
        tab."""
        workspace = self._core.workspace
        person = workspace.people.get(user)
        if person is None:
            raise NoSuchThing(f"there is no person {user}")
        home = self._core.views.homes.get(user)
        return {
            "version": self._core.changes.version,
            "team": {"id": workspace.team.id, "name": workspace.team.name},
            "user": shapes.user(workspace, person, locale=True),
            "people": {each.id: {"name": each.name, "real_name": each.real_name} for each in workspace.people.values()},
            "channels": [self._channel(user, channel) for channel in workspace.channels_of(user)],
            "modals": [self._view(view) for view in self._core.views.stacks.get(user, ())],
            "home": self._view(home) if home else None,
            "commands": [
                {"command": each.command, "description": each.description, "usage_hint": each.usage_hint}
                for each in self._core.commands
            ],
            "shortcuts": [
                {"callback_id": each.callback_id, "name": each.name, "kind": each.kind} for each in self._core.shortcuts
            ],
        }

    def messages(self, channel: str, *, thread: str = "") -> list[Message]:
        """A channel's top-level messages, or a thread with its parent; oldest first. By id or name."""
        place = self._place(channel)
        if thread:
            return [place.messages[thread], *place.replies(thread)]
        return [message for message in place.messages.values() if not message.is_reply]

    def whispers(self, user: str, channel: str = "") -> list[Message]:
        """The only-you messages a person still sees, oldest first."""
        place = self._place(channel).id if channel else ""
        return [each for each in self._core.workspace.whispers.get(user, ()) if not place or each.channel == place]

    def modal(self, user: str) -> Json | None:
        """The modal before a person, if any: the view object with ``errors`` and ``trouble``."""
        stack = self._core.views.stacks.get(user)
        return self._view(stack[-1]) if stack else None

    def home(self, user: str) -> Json | None:
        """The Home tab a person was given, if any."""
        view = self._core.views.homes.get(user)
        return self._view(view) if view else None

    def pings(self, *, everyone: bool = False) -> list[tuple[Message, str]]:
        """Whom the app's messages and whispers call (``!channel``, ``@U1``), and where; people's own words too
        with ``everyone``."""
        workspace = self._core.workspace
        said = [message for channel in workspace.channels.values() for message in channel.messages.values()]
        said += [message for whispers in workspace.whispers.values() for message in whispers]
        return [(each, called) for each in said if each.by_bot or everyone for called in each.pings]

    def _place(self, channel: str) -> Channel:
        workspace = self._core.workspace
        found = workspace.channels.get(channel) or workspace.channel_named(channel.removeprefix("#"))
        if found is None:
            raise NoSuchThing(f"there is no channel {channel}")
        return found

    def _channel(self, user: str, channel: Channel) -> Json:
        shape = shapes.channel(self._core.workspace, channel, user)
        mine = [each for each in self._core.workspace.whispers.get(user, ()) if each.channel == channel.id]
        above = [each for each in channel.messages.values() if not each.is_reply]
        aside = [each for each in mine if each.thread_ts not in channel.messages]
        shown = sorted([*above, *aside], key=lambda each: each.ts)
        shape["kind"] = channel.kind
        shape["members"] = list(channel.members)
        shape["messages"] = [self._message(channel, each, mine) for each in shown]
        return shape

    def _message(self, channel: Channel, message: Message, mine: Sequence[Message]) -> Json:
        shape = self._plain(message)
        if message.only_for:
            return shape
        whispered = [each for each in mine if each.thread_ts == message.ts]
        thread = sorted([*channel.replies(message.ts), *whispered], key=lambda each: each.ts)
        return shape | {"thread": [self._plain(each) for each in thread]}

    def _plain(self, message: Message) -> Json:
        person = self._core.workspace.people.get(message.user)
        name = person.real_name if person else "Slackbot"
        return shapes.message(self._core.workspace, message) | {
            "name": name,
            "is_bot": message.by_bot or message.user == SLACKBOT,
            "only_you": bool(message.only_for),
            "invoked": message.invoked,
            "pings": list(message.pings),
            "actions": [element["action_id"] for _, element in elements(message.all_blocks)],
        }

    def _view(self, view: View) -> Json:
        return self._core.views.shape(view) | {"errors": dict(view.errors), "trouble": view.trouble}
