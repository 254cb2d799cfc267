"""What happens beside the acknowledgement: late replies, forms, whispers and errands, none of them lost on stopping.

Every platform with a deadline needs the same: what is ready in time is the answer, what is not is told later. How
something is told is the platform's own (:class:`Whispering`).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

import structlog

from bot.engine.app import App, Failed
from bot.engine.errors import PlatformError, frames_of
from bot.engine.request import Caller, Request
from bot.people.commands import Recognise
from bot.speech.cards import Card, Text
from bot.speech.command import Command
from bot.speech.forms import Form
from bot.speech.plain import cut
from bot.speech.reply import Errand, File, Reply
from bot.speech.words import Words, words

ANSWERED_KEPT = 2_000
_TYPED_ROOM = 1_400
log = structlog.get_logger(__name__)


class Back(Protocol):
    """The way back to whoever spoke. ``replaces``: what they pressed was theirs alone, the answer takes its place."""

    @property
    def replaces(self) -> bool:
        """Whether the answer goes in the place of what was pressed."""


@runtime_checkable
class Giving(Protocol):
    """A platform that can hand files to one person, where nobody else sees them. Never raises for what is refused."""

    async def give(self, back: Any, files: Sequence[File]) -> None:
        """Give files to whoever spoke."""


B = TypeVar("B", bound=Back)
_B = TypeVar("_B", bound=Back, contravariant=True)


class Whispering(Protocol[_B]):
    """How a platform tells one person something. Neither raises for what the platform refuses."""

    async def tell(self, back: _B, card: Card) -> None:
        """Show a card to whoever spoke, by the nearest way that works."""

    async def open(self, back: _B, form: Form, label: str) -> None:
        """Open a form; where that is too late, show a button with this label that opens it."""


class Beside(Generic[B]):
    """Shows replies to people, beside whatever else goes on. ``profile`` gives an account's (e-mail, handle)."""

    def __init__(self, app: App, whispers: Whispering[B], profile: Callable[[str], Awaitable[tuple[str, str]]]) -> None:
        self._app, self._whispers, self._profile = app, whispers, profile
        self._running: set[asyncio.Task[Any]] = set()
        self._answered: OrderedDict[str, None] = OrderedDict()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Do ``work`` beside; :meth:`finish` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: "asyncio.Task[Any]") -> None:
        self._running.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            log.error("work beside a request failed", fault=type(fault).__name__, frames=frames_of(fault))

    async def quiet(self) -> None:
        """Wait until nothing runs beside any more, however long that takes."""
        while self._running:
            await asyncio.wait(set(self._running))

    async def finish(self, within: float) -> None:
        """Wait until nothing runs beside any more; what takes longer than ``within`` seconds is broken off."""
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while self._running and loop.time() < end:
            await asyncio.wait(set(self._running), timeout=end - loop.time())
        for task in (left := set(self._running)):
            task.cancel()
        if left:
            log.warning("broken off", whispers=len(left))
            await asyncio.wait(left)

    def first(self, id: str) -> bool:
        """True the first time that this request is to be answered: a mention arrives in two events."""
        if id in self._answered:
            return False
        self._answered[id] = None
        if len(self._answered) > ANSWERED_KEPT:
            self._answered.popitem(last=False)
        return True

    async def reply_to(self, request: Request) -> Reply:
        """What the app replies; where it fails, the words that say so."""
        try:
            return await self._app.handle(request)
        except Failed as failed:
            return failed.reply

    async def show(self, request: Request, back: B, reply: Reply) -> None:
        """Show all of ``reply`` to whoever spoke, and run the errand that it asks for; once, however often it comes."""
        if not self.first(f"{request.id}:{hash(reply)}"):  # a trigger opens one form: the second would be refused
            return
        if reply.form is not None:
            say = await self.say(request)
            await self._whispers.open(back, reply.form, say("Open the form"))
        elif (card := card_of(reply)) is not None:
            await self._whispers.tell(back, card)
        if reply.files and isinstance(self._whispers, Giving):
            await self._whispers.give(back, reply.files)
        if reply.errand is not None:
            await self._run(reply.errand, request, back)

    async def show_late(self, request: Request, back: B, coming: "asyncio.Task[Reply]") -> None:
        """Show a reply that did not come in time; a whisper that was pressed says meanwhile that it is worked on."""
        if back.replaces:
            await self._whispers.tell(back, await self.working(request))
        await self.show(request, back, await coming)

    async def tell(self, back: B, card: Card) -> None:
        """Whisper a card."""
        await self._whispers.tell(back, card)

    async def working(self, request: Request) -> Card:
        """What somebody reads who has to wait."""
        say = await self.say(request)
        return Card(say("Working on it…"))

    async def say(self, request: Request) -> Words:
        """The reader's words, as far as they are known quickly."""
        return await self.words_of(request.desk, request.who)

    async def words_of(self, desk: str, who: Caller) -> Words:
        """The words of whoever speaks to a desk, as far as they are known quickly."""
        try:
            async with asyncio.timeout(0.5):
                person = await self._app.look(desk, lambda work: work.people.known(who.identity))
        except TimeoutError:
            person = None
        return words(person.language if person else who.locale or "en")

    async def _run(self, errand: Errand, request: Request, back: B) -> None:
        if errand.kind != "profile":
            found = await self._app.errands[errand.kind](request, errand)
            await self._come_back(request, back, found)
            return
        try:
            email, handle = await self._profile(request.who.identity.user)
        except PlatformError:
            say = await self.say(request)
            sentence = say("I could not read your profile just now. Please try again in a minute.")
            await self._whispers.tell(back, Card(sentence))
            return
        await self._come_back(request, back, Recognise(email, handle, errand.agreed))

    async def _come_back(self, request: Request, back: B, found: Command) -> None:
        known = replace(request, id=f"{request.id}:errand", command=found)
        await self.show(known, back, await self.reply_to(known))


def card_of(reply: Reply) -> Card | None:
    """The card of a reply; faults of a form that is no longer there become one."""
    if reply.errors and reply.card is None:
        first, *others = (each.sentence for each in reply.errors)
        return Card(first, *map(Text, others))
    return reply.card


def card_of_words(sentence: str, typed: str) -> Card:
    """What somebody reads whose words are no command: what to type instead, and their words."""
    return Card(sentence, *((Text(cut(typed, _TYPED_ROOM)),) if typed else ()))


async def done_within(task: "asyncio.Task[Any]", seconds: float) -> bool:
    """Whether the task ended in time. As ``asyncio.wait`` for one task, at a third of its price."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    def end(_: object = None) -> None:
        if not ended.done():
            ended.set_result(None)

    timer = loop.call_later(seconds, end)
    task.add_done_callback(end)
    try:
        await ended
    finally:
        timer.cancel()
        task.remove_done_callback(end)
    return task.done()
