"""What people write in Discord, without a command: mentions, replies in threads, posts, direct messages.

Discord shows an only-you answer only to an interaction. So in a channel the answer to a message is a short line that
everybody may read, with a button behind which it stands; in direct messages it is the answer itself. Discord delivers
nothing again that was not handled, so failures are told as well.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

import discord

from adapters.discord.answers import Answers
from adapters.discord.calls import call
from adapters.discord.homes import Homes
from adapters.discord.spoken import Back, Garbled, Home, Spoken
from adapters.discord.written import Written, number_of
from bot.engine.app import App
from bot.engine.beside import Beside, card_of, card_of_words
from bot.engine.errors import PlatformError
from bot.engine.request import Caller, Request
from bot.people.model import Identity
from bot.questions.commands import Heard, Posted
from bot.speech.cards import Actions, Button, Card, Note
from bot.speech.grammar import write
from bot.speech.reply import Reply
from bot.speech.words import said_in
from bot.watching.commands import Noticed
from bot.watching.handlers import is_worth_an_offer


class Reading:
    """Reads messages. ``find`` looks up a channel that discord.py does not know, ``clock`` the moment; ``note`` hears
    of each room with the newest message there, once that is handled."""

    def __init__(
        self,
        app: App,
        written: Written,
        beside: Beside[Back],
        answers: Answers,
        homes: Homes,
        find: Callable[[int], Awaitable[Any]],
        clock: Callable[[], datetime],
        note: Callable[[str, str], None],
    ) -> None:
        self._app, self._written, self._beside, self._answers, self._homes = app, written, beside, answers, homes
        self._find, self._clock, self._note = find, clock, note
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    # ── hearing ──────────────────────────────────────────────────────────────────────────────────────────────

    async def read(self, said: discord.Message) -> None:
        """Read a message, and answer it where that is wanted."""
        async with self._turn(said.id):
            home = await self._home(said)
            await self.heard(self._written.message(said, home) if home is not None else None)
            room = said.channel.parent_id if isinstance(said.channel, discord.Thread) else said.channel.id
            self._note(str(room), str(said.id))

    async def mend(self, said: discord.Message) -> None:
        """Somebody edited their message."""
        async with self._turn(said.id):
            home = await self._home(said)
            await self.heard(self._written.changed(said, home) if home is not None else None)

    async def retitle(self, post: int, guild: int) -> None:
        """A post was changed: where it has become a question, what stands in it now counts."""
        home = await self._homes.of(str(guild), "")
        if home is None:
            return
        async with self._turn(post):
            if await self._is_known(home, number_of(post)):
                thread = await call(self._find(post))
                first = await call(thread.fetch_message(post))
                await self.heard(self._written.retitled(first, home, self._clock()))

    async def take_back(self, message: int, channel: int, guild: int | None) -> None:
        """A message was deleted."""
        home = await self._homes.of(str(guild or ""), "")
        if home is None:
            return
        async with self._turn(message):
            if not await self._is_known(home, number_of(message)):
                return  # most deletions are none of our business: nothing is looked up for them
            try:
                place = await call(self._find(channel))
            except PlatformError:  # it is gone as a whole, or we were shut out: the words go nevertheless
                place = discord.Object(channel)
            await self.heard(self._written.taken_back(message, place, home, self._clock()))

    async def again(self, spoken: Spoken | Garbled) -> None:
        """Handle a message that was read back; nothing happens where it was heard as well, and where it comes too late
        to be welcome."""
        if isinstance(spoken, Spoken) and spoken.request.command.fleeting:
            return
        async with self._turn(int(spoken.back.message)):
            await self.heard(spoken)

    def _turn(self, message: int) -> asyncio.Lock:
        """What concerns the same message is handled in the order in which it came: an edit must not overtake it."""
        number = number_of(message)
        return self._turns.setdefault(number, self._turns.get(number) or asyncio.Lock())

    async def _home(self, said: discord.Message) -> Home | None:
        # The channel's server: a message's own is unknown as long as Discord has not told of the server.
        guild = said.guild.id if said.guild is not None else getattr(said.channel, "guild_id", None)
        home = await self._homes.of(str(guild or ""), str(said.author.id))
        if home is not None and isinstance(said.channel, discord.PartialMessageable):
            said.channel = await call(self._find(said.channel.id))  # such as a thread that was in the archive
        return home

    # ── handling ─────────────────────────────────────────────────────────────────────────────────────────────

    async def heard(self, spoken: Spoken | Garbled | None) -> None:
        """Handle what was said, and answer it."""
        if isinstance(spoken, Garbled):
            await self.tell(spoken)
        elif spoken is not None and await self.counts(spoken):
            await self.answer(spoken, await self._beside.reply_to(spoken.request))

    async def counts(self, spoken: Spoken) -> bool:
        """Whether something that was said or changed concerns us."""
        request = spoken.request
        if isinstance(request.command, Noticed):
            return await self._app.look(request.desk, lambda work: is_worth_an_offer(work, request))
        if spoken.about:
            return await self._is_known(Home(spoken.request.desk, ""), spoken.about)
        return not spoken.if_ours or await self._is_ours(spoken.request)

    async def tell(self, garbled: Garbled) -> None:
        """Say that words are no command, once."""
        if self._beside.first(number_of(garbled.back.message)):
            who = Caller(Identity("discord", garbled.home.guild, garbled.back.user), locale=garbled.back.locale)
            say = await self._beside.words_of(garbled.home.desk, who)
            await self._answers.tell(garbled.back, card_of_words(said_in(say, garbled.sentence), garbled.typed))

    async def answer(self, spoken: Spoken, reply: Reply) -> None:
        """Show a reply to whoever wrote a message, once."""
        request, back = spoken.request, spoken.back
        if reply.is_nothing or not back.user or not self._beside.first(request.id):
            return
        if back.direct:
            await self._beside.show(request, back, reply)
        elif not (isinstance(request.command, Posted) and await self._is_ours(request)):  # its card says it all
            await self._openly(request, back, reply)

    async def _openly(self, request: Request, back: Back, reply: Reply) -> None:
        """In a channel: a button for a form, a pointer to what was kept, and what was not kept as it is. What was
        not kept are refusals, which hold no private word."""
        say = await self._beside.say(request)
        overheard = isinstance(request.command, Heard)
        wordless = request.command == Heard()  # Discord hides the words from us: what is said to that holds none
        if reply.form is not None:
            await self._answers.open(back, reply.form, say("Open the form"))
        elif reply.once:  # it is kept nowhere: whoever presses the button says the same anew
            again = Button(say("Read it"), write(request.command), style="primary")
            await self._answers.tell(back, Card(say("I have an answer for you."), Actions(again)))
        elif not wordless and (kept := await self._kept(request)) is not None:
            sentence = say("I have a question for you.") if overheard else say("I have an answer for you.")
            if isinstance(request.command, Noticed):
                sentence = say("A data champion may know this.")
            await self._answers.point(back, sentence, say("Read it"), *_added(kept, reply))
        elif (card := card_of(reply)) is not None:
            await self._answers.tell(back, card)

    async def _kept(self, request: Request) -> Reply | None:
        return await self._app.look(request.desk, lambda work: work.reply_to(request.id))

    async def _is_ours(self, request: Request) -> bool:
        return bool(await self._app.look(request.desk, lambda work: work.slots.subject_at(request.where)))

    async def _is_known(self, home: Home, message: str) -> bool:
        return bool(await self._app.look(home.desk, lambda work: work.traces.of(message)))


def _added(kept: Reply, reply: Reply) -> list[Note]:
    """What was added to a reply since it was kept: why it comes late."""
    before = kept.card.parts if kept.card is not None else ()
    notes = [part for part in (reply.card.parts if reply.card is not None else ()) if isinstance(part, Note)]
    return [note for note in notes if note not in before]
