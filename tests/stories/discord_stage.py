"""The stage on which the stories play when they play on Discord: the pocket Discord, with the real adapter in it.

Questions stand in a text channel with threads here, or each in a post of a forum (``forum=True``). People's accounts
bear the same names to the stories as everywhere; what Discord calls them ends in this file.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from adapters.discord.tree import completes
from adapters.playground.discord import Done
from bot.engine.scene import Door
from bot.speech.command import Command, args_of
from bot.speech.grammar import NotUnderstood
from bot.table import COMMANDS, GRAMMAR
from tests.patience import PATIENCE
from tests.stories.desk import snowflake
from tests.stories.discord_server import ROOMS
from tests.stories.discord_sights import READ_IT, DiscordSights
from tests.stories.shown import Shown

LONGEST_OPTION = 3_000
_TYPED = {row.command for row in COMMANDS if row.door is Door.TYPED}
_FORM = "Open the form"
_DOORS = ("Edit", _FORM)


class DiscordStage(DiscordSights):
    """People's hands and eyes on it."""

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────────────

    async def type(self, user: str, room: str, line: str) -> None:
        """Choose a command and fill in its options; what no command is can only be said to the bot."""
        said = line.removeprefix("/")
        command = _command(said)
        place = self._channel(room)
        if command is None and not said.startswith("opendata "):
            pytest.skip("Discord's own client offers no such command")
        if command is None:
            said = said.removeprefix("opendata ")
        if command is None or type(command) not in _TYPED:
            await self._call(user, "square" if self.forum and room == "ask" else room, said)
            return
        options = self._options(command)
        if any(len(each) > LONGEST_OPTION for each in options.values()):
            pytest.skip("Discord's own client takes no option of that length")
        root = f"/{command.root} {command.verb}"
        where = self._channel("square") if self.forum and room == "ask" else place
        _went_well(await self.pocket.hands.slash(self._user(user), where, root, options=options))

    def _options(self, command: Command) -> dict[str, str]:
        """The command's fields as one would fill them in; people are named by mention."""
        handles = {f"@{each.handle}": f"<@{snowflake(each)}>" for each in self._people.values()}
        options: dict[str, str] = {}
        for key, arg in args_of(type(command)).items():
            value: Any = getattr(command, key)
            if value:
                said = handles.get(str(value), str(value)) if arg.person else str(value)
                options[key] = f"{arg.prefix}-{value}" if arg.kind == "number" else said
        return options

    async def _call(self, user: str, room: str, said: str) -> None:
        if len(said) > 1_900:
            pytest.skip("Discord's own client takes no message of that length")
        await self.say(user, room, f"@champions {said}")

    async def say(self, user: str, room: str, text: str, thread: str = "") -> str:
        """Write a message, or a reply under one; its id. Whoever has an answer from the bot then, reads it."""
        if len(text) > 2_000:
            pytest.skip("Discord's own client takes no message of that length")
        place, reply_to = self._channel(room), ""
        if thread and place == self._direct_with(user):  # direct messages have no threads, only replies
            reply_to = thread
        elif thread:
            place = await self._thread(user, place, thread)
        elif self.forum and room == "ask":
            pytest.skip("nobody writes a plain message in a forum")
        before = self._doors(user)
        done = await self.pocket.hands.say(self._user(user), place, text, reply_to=reply_to)
        _went_well(done)
        await self._goes_through(user, before)
        return done.ts

    async def reads(self, user: str) -> None:
        """Read whatever the bot has for somebody."""
        await self._goes_through(user, [])

    async def _goes_through(self, user: str, before: list[tuple[str, str, str]]) -> None:
        """Press what has come since: nobody who wrote has anything to read otherwise."""
        await self.quiet(PATIENCE)
        for channel, number, label in [each for each in self._doors(user) if each not in before]:
            _went_well(await self.pocket.hands.press(self._user(user), channel, number, label))

    async def _thread(self, user: str, place: str, number: str) -> str:
        """The thread under a message, opened where there is none."""
        if self.pocket.core.backend.channel(number) is None:
            _went_well(await self.pocket.hands.open_thread(self._user(user), place, "About this", number))
        return number

    def _doors(self, user: str) -> list[tuple[str, str, str]]:
        """What leads somebody who has called the bot to what they alone may read, or to a form."""
        own, everything = f"<@{self._user(user)}>", self._everywhere()
        theirs = {each.id for each in everything if each.user == self._user(user)}
        said = [each for each in everything if each.by_bot and (own in each.text or each.reply_to in theirs)]
        return [(each.channel, each.id, label) for each in said for label in (READ_IT, _FORM) if label in each.labels]

    def posts(self) -> list[dict[str, Any]]:
        """The posts of the ask forum: title, tags, archived, locked."""
        return self.pocket.sight.posts(ROOMS["ask"])

    async def opens_post(self, user: str, title: str, text: str) -> Shown:
        """Open a post in the ask forum; its first message."""
        done = await self.pocket.hands.post(self._user(user), ROOMS["ask"], title, text)
        _went_well(done)
        await self.quiet(PATIENCE)
        return next(self._shown(each) for each in self.pocket.sight.messages(done.thread) if each.id == done.thread)

    async def archives(self, shown: Shown) -> None:
        """A post falls asleep."""
        await self.pocket.hands.archive(self.pocket.bot_user_id, shown.id)

    async def change(self, user: str, shown: Shown, text: str) -> None:
        """Edit one's own message."""
        before, self._edits = self._doors(user), self._edits + 1
        _went_well(await self.pocket.hands.edit(self._user(user), shown.room, shown.id, text))
        await self._goes_through(user, before)

    async def take_back(self, user: str, shown: Shown) -> None:
        """Delete one's own message."""
        before = self._doors(user)
        _went_well(await self.pocket.hands.delete(self._user(user), shown.room, shown.id))
        await self._goes_through(user, before)

    async def press(self, user: str, shown: Shown, label: str) -> None:
        """Press a button."""
        _went_well(await self.pocket.hands.press(self._user(user), shown.room, shown.id, label))

    async def fill(self, user: str, values: Mapping[str, str]) -> None:
        """Fill in the form before somebody and send it; after a mistake it is opened again by its button."""
        if self.pocket.sight.modal(self._user(user)) is None:
            doors = [(each, label) for each in self.only_you(user) for label in _DOORS if label in each.buttons]
            assert doors, f"there is no form before {user}"
            await self.press(user, *doors[-1])
            await self.quiet(PATIENCE)
        form = self.pocket.sight.modal(self._user(user))
        assert form is not None, f"there is no form before {user}"
        given = {name: await self._looked_up(user, form, name, value) for name, value in values.items()}
        done = await self.pocket.hands.submit(self._user(user), form["id"], given)
        _went_well(done, but_for="incomplete")
        await self._opens_forms(user)

    async def _opens_forms(self, user: str) -> None:
        """A form cannot open another one here: there is a button for it, and it is pressed."""
        await self.quiet(PATIENCE)
        told = self.only_you(user)
        if told and _FORM in told[-1].buttons and self.pocket.sight.modal(self._user(user)) is None:
            await self.press(user, told[-1], _FORM)

    async def _looked_up(self, user: str, form: Mapping[str, Any], name: str, typed: str) -> str:
        """What somebody writes into a field that has no search: what the command's own option finds for it."""
        found = await self._completed(user, form, name, typed) if typed else []
        return str(found[0]["value"]) if found else typed

    async def _completed(
        self, user: str, form: Mapping[str, Any], name: str, typed: str
    ) -> Sequence[Mapping[str, Any]]:
        said = form["custom_id"].split()
        kinds = [each for each in _TYPED if said[: 1 + len(each.verb.split())] == [each.root, *each.verb.split()]]
        if not kinds or not completes(kinds[0], name):
            return []
        line = f"/{kinds[0].root} {kinds[0].verb}"
        done = await self.pocket.hands.complete(self._user(user), self._channel("square"), line, name, typed)
        _went_well(done)
        return done.options

    async def suggested(self, user: str, name: str, typed: str) -> list[str]:
        """Forms of Discord's have no search: what the command's own option offers for what was typed."""
        form = self.pocket.sight.modal(self._user(user))
        assert form is not None, f"there is no form before {user}"
        return [str(each["name"]) for each in await self._completed(user, form, name, typed)]

    async def message_menu(self, user: str, name: str, shown: Shown) -> None:
        """Choose something from a message's menu."""
        _went_well(await self.pocket.hands.message_command(self._user(user), name, shown.room, shown.id))

    async def menu(self, user: str, name: str) -> None:
        """Discord has no menu that is everywhere: the command without any option does the same."""
        assert name == "Ask a data question"
        await self.type(user, "@champions", "/opendata ask")

    def reloads(self, user: str) -> None:
        """Somebody opens their client anew: only-you messages and forms are gone."""
        self.pocket.hands.reload(self._user(user))


def _command(said: str) -> Command | None:
    try:
        return GRAMMAR.read(said)
    except NotUnderstood:
        return None


def _went_well(done: Done, but_for: str = "") -> None:
    assert not done.refused or done.refused == but_for or done.errors, f"the platform says: {done.refused}"
