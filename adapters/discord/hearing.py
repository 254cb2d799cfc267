"""What people do in Discord: each interaction is read, handled, and answered in time.

There is one listener and no view is kept: whatever is pressed says its line, today and after a restart. What is ready
within 1.5 seconds is the answer itself; otherwise the interaction is deferred, which means received, and answered when
the answer is known.
"""

import asyncio
from typing import get_args

import discord
import structlog

from adapters.discord import faulty
from adapters.discord.answers import Answers
from adapters.discord.homes import Homes
from adapters.discord.inbound import OLD_BUTTON, Inbound
from adapters.discord.options import chosen
from adapters.discord.spoken import Back, Garbled, Home, Spoken
from adapters.discord.tree import completes
from adapters.discord.written import number_of
from bot.engine.app import App
from bot.engine.beside import Beside, done_within
from bot.engine.request import Caller, Request
from bot.engine.work import Work
from bot.people.model import Identity
from bot.speech.cards import Card
from bot.speech.forms import Pickable
from bot.speech.grammar import NotUnderstood
from bot.speech.reply import Reply
from bot.speech.words import said_in, words
from bot.suggest import suggest

PATIENCE = 1.5  # seconds until a deferral goes out before the answer is known
CHOICES_PATIENCE = 2.0  # seconds that choices may take; Discord shows none after three
_OWN = "~"  # begins the custom_ids that are the adapter's own
log = structlog.get_logger(__name__)


class Hearing:
    """Hears interactions. Nothing of them is kept here once they are answered."""

    def __init__(self, app: App, inbound: Inbound, beside: Beside[Back], answers: Answers, homes: Homes) -> None:
        self._app, self._inbound, self._beside, self._answers, self._homes = app, inbound, beside, answers, homes

    async def hear(self, said: discord.Interaction) -> None:
        """Hear a command, a button, a form, or somebody typing into an option."""
        if not self._beside.first(f"discord:int:{said.id}"):
            return  # it came a second time, and is answered already
        home = await self._homes.of(str(said.guild_id or ""), str(said.user.id))
        if said.type is discord.InteractionType.autocomplete:
            await self._complete(said, home)
        elif home is None:
            await self._homeless(said)
        elif _custom_id(said).startswith(_OWN):
            await self._own(said, home)
        else:
            await self._answer(self._inbound.interaction(said, home))

    async def _answer(self, spoken: Spoken | Garbled) -> None:
        if isinstance(spoken, Garbled):
            await self._garbled(spoken)
            return
        request, back = spoken.request, spoken.back
        coming = self._beside.spawn(self._beside.reply_to(request))
        if not await done_within(coming, PATIENCE):
            await self._answers.defer(back)
            if back.replaces:
                await self._answers.tell(back, await self._beside.working(request))
        await self._show(request, back, await coming)

    async def _show(self, request: Request, back: Back, reply: Reply) -> None:
        if reply.errors and reply.card is None:
            say = await self._beside.say(request)
            await self._wrong([each.sentence for each in reply.errors], back, back.line, say.language)
        elif reply.is_nothing:
            await self._answers.nothing(back, await self._beside.say(request))
        else:
            await self._beside.show(request, back, reply)

    async def _garbled(self, garbled: Garbled) -> None:
        form = garbled.back.turn is not None and garbled.back.turn.by_form
        who = Caller(Identity("discord", garbled.home.guild, garbled.back.user), locale=garbled.back.locale)
        say = await self._beside.words_of(garbled.home.desk, who)
        line = garbled.back.line if form else ""
        await self._wrong([said_in(say, garbled.sentence)], garbled.back, line, say.language)

    async def _wrong(self, sentences: list[str], back: Back, line: str, language: str) -> None:
        """What was wrong, with everything that was typed."""
        first, *others = faulty.cards(sentences, back.typed, line, words(language))
        await self._answers.tell(back, first)
        for each in others:
            await self._answers.add(back, each)

    async def _homeless(self, said: discord.Interaction) -> None:
        say, back = words(str(said.locale)), self._inbound.back(said)
        if said.guild_id is None:
            sentence = say("I don't know which desk you mean. Use the command on your server once.")
        else:
            sentence = say("This server belongs to no desk yet. An admin needs to add it to desk.yml.")
        await self._answers.tell(back, Card(sentence))

    # ── choices ──────────────────────────────────────────────────────────────────────────────────────────────

    async def _complete(self, said: discord.Interaction, home: Home | None) -> None:
        """Somebody types into an option: what the desk knows by these words; nothing where that takes too long."""
        found: tuple[tuple[str, str], ...] = ()
        turn = self._inbound.back(said).turn
        try:
            async with asyncio.timeout(CHOICES_PATIENCE):
                found = await self._choices(said, home) if home is not None else ()
        except TimeoutError:
            log.info("choices took too long")
        if turn is not None:
            await self._answers.offer(turn, found)

    async def _choices(self, said: discord.Interaction, home: Home) -> tuple[tuple[str, str], ...]:
        line, values, focused = chosen(dict(said.data or {}))
        try:
            what = completes(type(self._inbound.grammar.read(line)), focused)
        except NotUnderstood:
            return ()
        pickable = next((each for each in get_args(Pickable) if each == what), None)
        if pickable is None:
            return ()
        identity, typed = self._inbound.caller(said, home).identity, values.get(focused, "")

        def see(work: Work) -> tuple[tuple[str, str], ...]:
            return suggest(work, identity, pickable, typed)

        return await self._app.look(home.desk, see)

    # ── buttons of our own ───────────────────────────────────────────────────────────────────────────────────

    async def _own(self, said: discord.Interaction, home: Home) -> None:
        """[Read it]: the reply to a message, for whoever wrote the message and nobody else."""
        say, back = words(str(said.locale)), self._inbound.back(said)
        opened = self._answers.seal.opened(_custom_id(said))
        if opened is None:
            await self._answers.tell(back, Card(say(OLD_BUTTON)))
            return
        message, reader = opened
        if reader != str(said.user.id):
            await self._answers.tell(back, Card(say("This answer is for somebody else.")))
        else:
            await self._read(said, home, number_of(message))

    async def _read(self, said: discord.Interaction, home: Home, number: str) -> None:
        request, back = self._inbound.reading(said, home), self._inbound.back(said)
        reply = await self._app.look(home.desk, lambda work: work.reply_to(number))
        if reply is None:
            say = await self._beside.say(request)
            await self._answers.tell(back, Card(say("This answer is too old, I no longer have it. Please ask again.")))
        else:
            await self._show(request, back, reply)


def _custom_id(said: discord.Interaction) -> str:
    data = dict(said.data or {})
    return str(data.get("custom_id", ""))
