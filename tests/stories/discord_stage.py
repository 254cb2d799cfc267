"""The stage on which the stories play when they play on Discord: the pocket Discord, with the real adapter in it.

Questions stand in a text channel with threads here, or each in a post of a forum (``forum=True``). People's accounts
bear the same names to the stories as everywhere; what Discord calls them ends in this file.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from adapters.discord.marks import component_id, walk
from adapters.discord.render import message as rendered
from adapters.playground.discord import Done
from adapters.playground.discord.shapes import Message
from bot.engine.scene import Door
from bot.speech.cards import Card
from bot.speech.command import Command, args_of
from bot.speech.grammar import NotUnderstood, write
from bot.table import COMMANDS, GRAMMAR
from tests.stories.desk import snowflake
from tests.stories.discord_eyes import marks_in, read
from tests.stories.discord_server import DiscordServer
from tests.stories.shown import Shown, ShownForm

LONGEST_OPTION = 3_000
_TYPED = {row.command for row in COMMANDS if row.door is Door.TYPED}
_SAID_BY_SYSTEM = 21  # what Discord puts first into a thread that was made from a message
_READ_IT = "Read it"


class DiscordStage(DiscordServer):
    """People's hands and eyes on it."""

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────────────

    async def type(self, user: str, room: str, line: str) -> None:
        """Choose a command and fill in its options; what no command is can only be said to the bot."""
        said = line.removeprefix("/")
        command = _command(said)
        place = self._channel(room)
        if command is None or type(command) not in _TYPED:
            await self._call(user, "square" if self.forum and room == "ask" else room, said)
            return
        options = _options(command)
        if any(len(each) > LONGEST_OPTION for each in options.values()):
            pytest.skip("Discord's own client takes no option of that length")
        root = f"/{command.root} {command.verb}"
        where = self._channel("square") if self.forum and room == "ask" else place
        _went_well(await self.pocket.hands.slash(self._user(user), where, root, options=options))

    async def _call(self, user: str, room: str, said: str) -> None:
        if len(said) > 1_900:
            pytest.skip("Discord's own client takes no message of that length")
        await self.say(user, room, f"@champions {said}")

    async def say(self, user: str, room: str, text: str, thread: str = "") -> str:
        """Write a message, or a reply under one; its id. Whoever has an answer from the bot then, reads it."""
        if len(text) > 2_000:
            pytest.skip("Discord's own client takes no message of that length")
        place = self._channel(room)
        if thread:
            place = await self._thread(user, place, thread)
        elif self.forum and room == "ask":
            pytest.skip("nobody writes a plain message in a forum")
        before = self._lines_to_read(user)
        done = await self.pocket.hands.say(self._user(user), place, text)
        _went_well(done)
        await self.quiet(20.0)
        for each in self._lines_to_read(user) - before:
            channel, number = each
            _went_well(await self.pocket.hands.press(self._user(user), channel, number, _READ_IT))
        return done.ts

    async def _thread(self, user: str, place: str, number: str) -> str:
        """The thread under a message, opened where there is none."""
        if self.pocket.core.backend.channel(number) is None:
            _went_well(await self.pocket.hands.open_thread(self._user(user), place, "About this", number))
        return number

    def _lines_to_read(self, user: str) -> set[tuple[str, str]]:
        own = f"<@{self._user(user)}>"
        return {
            (each.channel, each.id)
            for each in self._everywhere()
            if each.by_bot and _READ_IT in each.labels and own in each.text
        }

    async def press(self, user: str, shown: Shown, label: str) -> None:
        """Press a button."""
        _went_well(await self.pocket.hands.press(self._user(user), shown.room, shown.id, label))

    async def fill(self, user: str, values: Mapping[str, str]) -> None:
        """Fill in the form before somebody and send it; after a mistake it is opened again by its button."""
        if self.pocket.sight.modal(self._user(user)) is None:
            again = next(each for each in reversed(self.only_you(user)) if "Edit" in each.buttons)
            await self.press(user, again, "Edit")
            await self.quiet(20.0)
        form = self.pocket.sight.modal(self._user(user))
        assert form is not None, f"there is no form before {user}"
        done = await self.pocket.hands.submit(self._user(user), form["id"], dict(values))
        _went_well(done, but_for="incomplete")

    async def suggested(self, user: str, name: str, typed: str) -> list[str]:
        """Forms of Discord's have no search: what the command's own option offers for what was typed."""
        form = self.pocket.sight.modal(self._user(user))
        assert form is not None, f"there is no form before {user}"
        root, verb = form["custom_id"].split()[:2]
        command = next(each for each in _TYPED if (each.root, each.verb.split()[0]) == (root, verb))
        place = self._channel("square")
        line = f"/{command.root} {command.verb}"
        done = await self.pocket.hands.complete(self._user(user), place, line, name, typed)
        _went_well(done)
        return [str(each["name"]) for each in done.options]

    async def message_menu(self, user: str, name: str, shown: Shown) -> None:
        """Choose something from a message's menu."""
        _went_well(await self.pocket.hands.message_command(self._user(user), name, shown.room, shown.id))

    async def menu(self, user: str, name: str) -> None:
        """Discord has no menu that is everywhere: the command without any option does the same."""
        assert name == "Ask a data question"
        await self.type(user, "square", "/opendata ask")

    def reloads(self, user: str) -> None:
        """Somebody opens their client anew: only-you messages and forms are gone."""
        self.pocket.hands.reload(self._user(user))

    # ── eyes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def only_you(self, user: str) -> list[Shown]:
        """Everything that only this person sees, oldest first: only-you messages and direct ones of the bot."""
        told = [*self._direct(user), *self.pocket.sight.whispers(self._user(user))]
        return [self._shown(each) for each in sorted(told, key=lambda each: int(each.id))]

    def direct(self, user: str) -> list[Shown]:
        """What the bot has written to somebody directly."""
        return [self._shown(each) for each in self._direct(user)]

    def _direct(self, user: str) -> list[Message]:
        place = self.pocket.core.backend.direct(self._user(user), make=False)
        return [each for each in self.pocket.sight.messages(place) if each.by_bot] if place else []

    def room(self, room: str) -> list[Shown]:
        """What stands in a room, threads not opened; of a forum the first message of each post."""
        if room == "ask" and self.forum:
            posts = self.pocket.sight.posts(self._channel(room))
            return [self._shown(each["messages"][0]) for each in posts if each["messages"]]
        return [self._shown(each) for each in self.pocket.sight.messages(self._channel(room))]

    def thread(self, shown: Shown) -> list[Shown]:
        """What stands under a message."""
        if self.pocket.core.backend.channel(shown.id) is None:
            return []
        inside = self.pocket.sight.messages(shown.id)
        said = [each for each in inside if each.id != shown.id and each.json["type"] != _SAID_BY_SYSTEM]
        return [self._shown(each) for each in said if _READ_IT not in each.labels]

    def form(self, user: str) -> ShownForm | None:
        """The form before somebody."""
        found = self.pocket.sight.modal(self._user(user))
        if found is None:
            return None
        labels = {each["custom_id"]: each["label"] for each in found["fields"]}
        values = {each["custom_id"]: _entered(each) for each in found["fields"]}
        return ShownForm(found["id"], found["title"], values, labels, found["errors"])

    def showing(self, key: str) -> list[str]:
        """The text of every message that carries a slot's key."""
        number = component_id(key)
        ours = [each for each in self._everywhere() if each.by_bot]
        return [each.text for each in ours if number in [part.get("id") for part in walk(each.components)]]

    def shown_as(self, card: Card) -> str:
        """What :meth:`showing` gives of a card."""
        made = rendered(card)
        texts = [str(each["content"]) for each in walk(made["components"]) if "content" in each]
        return str(made.get("content") or "\n".join(texts))

    def called(self) -> list[str]:
        """Everybody whom a message of the bot called for attention."""
        return [f"@{self._names.get(who.lstrip('@'), who)}" for _, who in self.pocket.sight.pings()]

    def marked_up(self) -> list[str]:
        """Every piece of text of ours that Discord would read as more than words, besides our own marks."""
        return [each.text[:500] for each in self._everywhere() if each.by_bot and marks_in(each.text)]

    def public_words(self) -> list[str]:
        """Everything in every message of the bot that more than one person sees, controls and all."""
        return [str(each.json) for each in self._everywhere() if each.by_bot and not each.only_for]

    def _everywhere(self) -> list[Message]:
        backend = self.pocket.core.backend
        guild = backend.guild()
        places = [each["id"] for each in [*guild["channels"], *guild["threads"]]]
        direct = [backend.direct(snowflake(each), make=False) for each in self._people.values()]
        found = [m for place in [*places, *filter(None, direct)] for m in self.pocket.sight.messages(place)]
        return found + [w for each in self._people for w in self.pocket.sight.whispers(self._user(each))]

    def _shown(self, message: Message) -> Shown:
        labels = tuple(str(each["label"]) for each in message.controls)
        text = read(message.text, self._names)
        return Shown(message.id, message.channel, text, labels, message.by_bot, message.channel, "discord")


def _command(said: str) -> Command | None:
    try:
        return GRAMMAR.read(said)
    except NotUnderstood:
        return None


def _options(command: Command) -> dict[str, str]:
    """The command's fields as one would fill them in."""
    options: dict[str, str] = {}
    for key, arg in args_of(type(command)).items():
        value: Any = getattr(command, key)
        if value:
            options[key] = f"{arg.prefix}-{value}" if arg.kind == "number" else str(value)
    assert write(command)
    return options


def _entered(field: Mapping[str, Any]) -> str:
    if not field["options"]:
        return str(field["value"] or "")
    chosen = [each["label"] for each in field["options"] if each["value"] in field["value"]]
    return str(chosen[0]) if chosen else ""


def _went_well(done: Done, but_for: str = "") -> None:
    assert not done.refused or done.refused == but_for or done.errors, f"the platform says: {done.refused}"
