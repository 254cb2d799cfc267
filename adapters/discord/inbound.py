"""What people do in Discord, as requests: pure functions from its interactions to what was said and how to answer.

Ids: ``discord:int:id`` for everything that a person does by command, button or form (and ``discord:msg:id`` for what
they write). They are the same on redelivery. The moment is the one that Discord wrote into the id (its "Reference",
"Snowflakes").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord.utils import snowflake_time

from adapters.discord.options import chosen, entered, picked
from adapters.discord.places import caller_of, place_of
from adapters.discord.spoken import Back, Garbled, Home, Spoken, Turn
from adapters.discord.tree import ASKED_BY, MARK_ANSWER, SUGGEST, TRACK, Json, completes
from adapters.discord.typed import decode
from adapters.discord.written import number_of
from bot.engine.request import Caller, Place, Request
from bot.questions.commands import AskedBy, Heard, MarkAnswer, Track
from bot.showcase.commands import Suggest
from bot.speech.command import Command
from bot.speech.grammar import Grammar, NotUnderstood
from bot.speech.words import mark

NO_WORDS = mark("I can only do this with a message that a person wrote in words.")
PRIVATE_THREAD = mark("What was said in a private thread stays there. To ask about it, use `/opendata ask`.")
OLD_MENU = mark("I don't know this command any more. Load Discord again, then try once more.")
OLD_BUTTON = mark("This button is from former days. Please start again.")


@dataclass(frozen=True, slots=True)
class Inbound:
    """Reads interactions."""

    grammar: Grammar

    def interaction(self, said: discord.Interaction, home: Home) -> Spoken | Garbled:
        """A command, a pressed button, or a form that was sent in."""
        data: Json = dict(said.data or {})
        where, back = self._where(said, home), self.back(said)
        if said.type is discord.InteractionType.component:
            return self._read(said, home, where, back, lambda: self._pressed(str(data["custom_id"])))
        if said.type is discord.InteractionType.modal_submit:
            return self._submitted(said, home, where, data)
        match data.get("type"):
            case discord.AppCommandType.message.value:
                return self._about_message(said, home, where, data, back)
            case discord.AppCommandType.user.value:
                return self._about_person(said, home, where, data, back)
        line, values, _ = chosen(data)
        back = self.back(said, line, tuple(filter(None, values.values())))
        return self._read(said, home, where, back, lambda: self._filled(line, values))

    def _pressed(self, line: str) -> Command:
        try:
            return self.grammar.read(line)
        except NotUnderstood as wrong:  # nobody typed this: what is wrong with it means nothing to them
            raise NotUnderstood(OLD_BUTTON) from wrong

    def _submitted(self, said: discord.Interaction, home: Home, where: Place, data: Json) -> Spoken | Garbled:
        line, values = str(data["custom_id"]), entered(data)
        back = self.back(said, line, tuple(filter(None, values.values())))
        return self._read(said, home, where, back, lambda: self._filled(line, values))

    def _filled(self, line: str, values: Mapping[str, str]) -> Command:
        """The line completed; in fields that are chosen from a list, what was put there by us is taken back."""
        kind = type(self.grammar.read(line))
        plain = {key: picked(value) if completes(kind, key) else value for key, value in values.items()}
        return self.grammar.complete(line, plain)

    def _about_message(
        self, said: discord.Interaction, home: Home, where: Place, data: Json, back: Back
    ) -> Spoken | Garbled:
        """A command from a message's menu: somebody thinks that it is a question, or the answer."""
        kinds: dict[str, type[Command]] = {TRACK: Track, MARK_ANSWER: MarkAnswer, SUGGEST: Suggest}
        target = str(data.get("target_id", ""))
        message = data.get("resolved", {}).get("messages", {}).get(target, {})
        author = message.get("author", {})
        text = decode(message.get("content", ""), _names_in(message.get("mentions", ())))
        if author.get("bot") or message.get("webhook_id") or not author.get("id") or not text:
            return Garbled(NO_WORDS, back, home=home)
        if isinstance(said.channel, discord.Thread) and said.channel.is_private():
            return Garbled(PRIVATE_THREAD, back, home=home)  # its author would be asked about it where others read
        thread = where.thread or target
        where = Place("discord", where.team, where.channel, thread, where.person)
        kind = kinds.get(str(data["name"]))
        about = {"author": f"@{author['id']}", "text": text, "message": number_of(target)}
        return self._read(said, home, where, back, lambda: _of(kind, about))

    def _about_person(
        self, said: discord.Interaction, home: Home, where: Place, data: Json, back: Back
    ) -> Spoken | Garbled:
        """The command from a person's menu."""
        kind = AskedBy if data["name"] == ASKED_BY else None
        return self._read(said, home, where, back, lambda: _of(kind, {"person": f"@{data['target_id']}"}))

    def _read(self, said: discord.Interaction, home: Home, where: Place, back: Back, command: Any) -> Spoken | Garbled:
        try:
            understood = command()
        except NotUnderstood as wrong:
            return Garbled(wrong.sentence, back, home=home)
        number, at = f"discord:int:{said.id}", snowflake_time(said.id)
        return Spoken(Request(number, home.desk, self.caller(said, home), where, at, understood), back)

    def _where(self, said: discord.Interaction, home: Home) -> Place:
        """Where it was done. What is pressed on a message belongs to what hangs there, as if in its thread."""
        pressed = "" if said.message is None or said.message.flags.ephemeral else str(said.message.id)
        return place_of(home, said.channel, pressed, person=str(said.user.id) if said.guild_id is None else "")

    def back(self, said: discord.Interaction, line: str = "", typed: tuple[str, ...] = ()) -> Back:
        """The way back to whoever did it; ``line`` and ``typed`` are a form's."""
        message = said.message
        turn = Turn(
            str(said.id),
            said.token,
            str(said.application_id),
            by_form=said.type is discord.InteractionType.modal_submit,
            on_message=message is not None,
            layout=message is not None and message.flags.components_v2,
        )
        return Back(
            str(said.user.id),
            str(said.channel_id or ""),
            said.guild_id is None,
            turn,
            replaces=message is not None and message.flags.ephemeral,
            line=line,
            typed=typed,
            locale=str(said.locale),
        )

    def reading(self, said: discord.Interaction, home: Home) -> Request:
        """Somebody reads what they were answered before: a request for what may follow from it."""
        where, at = self._where(said, home), snowflake_time(said.id)
        return Request(f"discord:int:{said.id}", home.desk, self.caller(said, home), where, at, Heard())

    def caller(self, said: discord.Interaction, home: Home) -> Caller:
        """Who does it."""
        return caller_of(home, said.user, str(said.locale))


def _of(kind: Any, fields: Mapping[str, str]) -> Command:
    """The command that a menu stands for. Raises NotUnderstood for a menu of former days."""
    if kind is None:
        raise NotUnderstood(OLD_MENU)
    made: Command = kind(**fields)
    return made


def _names_in(mentioned: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {str(each["id"]): str(each.get("global_name") or each.get("username", "")) for each in mentioned}
