"""What the page may ask of the hands in the pocket Discord."""

from typing import Annotated, Literal

from pydantic import Field

from adapters.playground.discord import Done
from adapters.playground.discord.hands import Hands
from adapters.playground.page.gestures.shape import Gesture, Id, Words

_Chosen = str | list[str] | bool | None


class _Gesture(Gesture):
    platform: Literal["discord"]


class _InChannel(_Gesture):
    channel: Id


class _OnMessage(_InChannel):
    ts: Id


class Say(_InChannel):
    """Write a message, in answer to another one or not."""

    gesture: Literal["say"]
    text: Words
    reply_to: Id = ""

    async def do(self, hands: Hands) -> Done:
        """Say it."""
        return await hands.say(self.user, self.channel, self.text, reply_to=self.reply_to)


class Edit(_OnMessage):
    """Change one's own message."""

    gesture: Literal["edit"]
    text: Words

    async def do(self, hands: Hands) -> Done:
        """Change it."""
        return await hands.edit(self.user, self.channel, self.ts, self.text)


class Delete(_OnMessage):
    """Delete one's own message."""

    gesture: Literal["delete"]

    async def do(self, hands: Hands) -> Done:
        """Delete it."""
        return await hands.delete(self.user, self.channel, self.ts)


class Dismiss(_OnMessage):
    """Put an only-you message away."""

    gesture: Literal["dismiss"]

    async def do(self, hands: Hands) -> Done:
        """Put it away."""
        return await hands.dismiss(self.user, self.channel, self.ts)


class Post(_InChannel):
    """Open a post in a forum, with tags by id."""

    gesture: Literal["post"]
    title: Words
    text: Words
    tags: list[Id] = Field(default_factory=list, max_length=25)

    async def do(self, hands: Hands) -> Done:
        """Open it."""
        return await hands.post(self.user, self.channel, self.title, self.text, self.tags)


class OpenThread(_OnMessage):
    """Open a thread under a message."""

    gesture: Literal["open_thread"]
    name: Words

    async def do(self, hands: Hands) -> Done:
        """Open it."""
        return await hands.open_thread(self.user, self.channel, self.name, self.ts)


class Slash(_InChannel):
    """Use a slash command, with its options in the line or by name."""

    gesture: Literal["slash"]
    line: Words
    options: dict[Id, Words] = Field(default_factory=dict, max_length=25)

    async def do(self, hands: Hands) -> Done:
        """Use it."""
        return await hands.slash(self.user, self.channel, self.line, options=self.options)


class Complete(_InChannel):
    """Type into an option that completes itself."""

    gesture: Literal["complete"]
    line: Words
    option: Id
    typed: Words

    async def do(self, hands: Hands) -> Done:
        """Ask for what it offers."""
        return await hands.complete(self.user, self.channel, self.line, self.option, self.typed)


class Press(_OnMessage):
    """Press a button, or choose in a select, of a message."""

    gesture: Literal["press"]
    action: Id
    selected: _Chosen = None

    async def do(self, hands: Hands) -> Done:
        """Press it."""
        return await hands.press(self.user, self.channel, self.ts, self.action, selected=self.selected)


class Submit(_Gesture):
    """Send a modal in, with what was entered by custom id."""

    gesture: Literal["submit"]
    modal: Id
    values: dict[Id, _Chosen] = Field(default_factory=dict, max_length=25)

    async def do(self, hands: Hands) -> Done:
        """Send it in."""
        return await hands.submit(self.user, self.modal, self.values)


class Close(_Gesture):
    """Close a modal."""

    gesture: Literal["close"]
    modal: Id

    async def do(self, hands: Hands) -> Done:
        """Close it."""
        return await hands.close(self.user, self.modal)


class UseMessageCommand(_OnMessage):
    """Choose a command from a message's menu."""

    gesture: Literal["message_command"]
    name: Id

    async def do(self, hands: Hands) -> Done:
        """Choose it."""
        return await hands.message_command(self.user, self.name, self.channel, self.ts)


class UseUserCommand(_InChannel):
    """Choose a command from a person's menu."""

    gesture: Literal["user_command"]
    name: Id
    target: Id

    async def do(self, hands: Hands) -> Done:
        """Choose it."""
        return await hands.user_command(self.user, self.name, self.target, self.channel)


class Reload(_Gesture):
    """Load Discord anew: only-you messages and an open modal are gone."""

    gesture: Literal["reload"]

    async def do(self, hands: Hands) -> Done:
        """Load it anew."""
        hands.reload(self.user)
        return Done()


_ToMessages = Say | Edit | Delete | Dismiss | Post | OpenThread
_ToTheApp = Slash | Complete | Press | Submit | Close | UseMessageCommand | UseUserCommand
DiscordGesture = Annotated[_ToMessages | _ToTheApp | Reload, Field(discriminator="gesture")]
