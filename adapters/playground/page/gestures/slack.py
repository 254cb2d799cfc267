"""What the page may ask of the hands in the pocket Slack."""

from typing import Annotated, Literal

from pydantic import Field

from adapters.playground.page.gestures.shape import Choice, Gesture, Id, Words
from adapters.playground.slack import Done
from adapters.playground.slack.hands import Hands


class _Gesture(Gesture):
    platform: Literal["slack"]


class Say(_Gesture):
    """Write a message, or a reply in a thread."""

    gesture: Literal["say"]
    channel: Id
    text: Words
    thread: Id = ""

    async def do(self, hands: Hands) -> Done:
        """Say it."""
        return await hands.say(self.user, self.channel, self.text, self.thread or None)


class Edit(_Gesture):
    """Change one's own message."""

    gesture: Literal["edit"]
    channel: Id
    ts: Id
    text: Words

    async def do(self, hands: Hands) -> Done:
        """Change it."""
        return await hands.edit(self.user, self.channel, self.ts, self.text)


class Delete(_Gesture):
    """Delete one's own message."""

    gesture: Literal["delete"]
    channel: Id
    ts: Id

    async def do(self, hands: Hands) -> Done:
        """Delete it."""
        return await hands.delete(self.user, self.channel, self.ts)


class Slash(_Gesture):
    """Type a slash command; ``thread`` where it was typed in one, which Slack refuses."""

    gesture: Literal["slash"]
    channel: Id
    line: Words
    thread: Id = ""

    async def do(self, hands: Hands) -> Done:
        """Type it."""
        return await hands.slash(self.user, self.channel, self.line, self.thread or None)


class Press(_Gesture):
    """Press a button, or choose in a select, of a message."""

    gesture: Literal["press"]
    channel: Id
    ts: Id
    action: Id
    block: Id = ""
    selected: Choice = None

    async def do(self, hands: Hands) -> Done:
        """Press it."""
        place, chosen = (self.channel, self.ts, self.action), self.selected
        return await hands.press(self.user, *place, block=self.block, selected=chosen)


class PressInView(_Gesture):
    """The same in an open modal or the Home tab."""

    gesture: Literal["press_in_view"]
    view: Id
    action: Id
    block: Id = ""
    selected: Choice = None

    async def do(self, hands: Hands) -> Done:
        """Press it."""
        return await hands.press_in_view(self.user, self.view, self.action, block=self.block, selected=self.selected)


class Suggest(_Gesture):
    """Type into a searchable select."""

    gesture: Literal["suggest"]
    view: Id
    action: Id
    query: Words

    async def do(self, hands: Hands) -> Done:
        """Ask for what it offers."""
        return await hands.suggest(self.user, self.view, self.action, self.query)


class Submit(_Gesture):
    """Send a modal in, with what was entered by block id."""

    gesture: Literal["submit"]
    view: Id
    values: dict[Id, Choice] = Field(default_factory=dict, max_length=100)

    async def do(self, hands: Hands) -> Done:
        """Send it in."""
        return await hands.submit(self.user, self.view, self.values)


class Close(_Gesture):
    """Close a modal."""

    gesture: Literal["close"]
    view: Id

    async def do(self, hands: Hands) -> Done:
        """Close it."""
        return await hands.close(self.user, self.view)


class UseShortcut(_Gesture):
    """Use a global shortcut, or one of a message."""

    gesture: Literal["shortcut"]
    callback: Id
    channel: Id = ""
    ts: Id = ""

    async def do(self, hands: Hands) -> Done:
        """Use it."""
        return await hands.shortcut(self.user, self.callback, self.channel, self.ts)


class OpenHome(_Gesture):
    """Open the app's Home tab."""

    gesture: Literal["open_home"]

    async def do(self, hands: Hands) -> Done:
        """Open it."""
        return await hands.open_home(self.user)


class Reload(_Gesture):
    """Load Slack anew: only-you messages and modals are gone."""

    gesture: Literal["reload"]

    async def do(self, hands: Hands) -> Done:
        """Load it anew."""
        hands.reload(self.user)
        return Done()


SlackGesture = Annotated[
    Say | Edit | Delete | Slash | Press | PressInView | Suggest | Submit | Close | UseShortcut | OpenHome | Reload,
    Field(discriminator="gesture"),
]
