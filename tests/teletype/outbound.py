"""The teletype itself: it prints slots, and finds again what it has printed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.app import App
from bot.engine.beside import Beside, card_of
from bot.engine.errors import Gone, PlatformError, Unsure
from bot.engine.request import Place
from bot.engine.slots import Found, Lease
from bot.speech.cards import Card
from bot.speech.forms import Form
from bot.speech.grammar import Grammar
from bot.speech.reply import Reply
from tests.teletype.inbound import TEAM, Spoken, read
from tests.teletype.render import form_lines, lines


@dataclass(frozen=True, slots=True)
class Printed:
    """Something on the paper: where, under what, for whom alone, and which slot in which revision it is."""

    number: str
    room: str
    text: str
    thread: str = ""
    only_for: str = ""
    key: str = ""
    revision: int = 0


class Paper:
    """What was printed. ``trouble`` is met by the next thing to be printed; ``torn`` prints it and loses the word."""

    def __init__(self) -> None:
        self.printed: dict[str, Printed] = {}
        self.trouble: PlatformError | None = None
        self.torn = False
        self.resting: dict[str, PlatformError] = {}

    def put(self, new: Printed) -> str:
        """Print it; its number."""
        trouble, self.trouble = self.trouble or self.resting.pop(new.room, None), None
        if trouble is not None:
            raise trouble
        number = str(len(self.printed) + 1)
        self.printed[number] = replace(new, number=number)
        torn, self.torn = self.torn, False
        if torn:
            raise Unsure("the paper is torn")
        return number


class Teletype:
    """Hears typed lines and prints cards; ``typed`` gives the lines as they come."""

    name = "teletype"

    def __init__(
        self, app: App, desk: str, grammar: Grammar, clock: Callable[[], datetime], typed: AsyncIterator[str]
    ) -> None:
        self.paper = Paper()
        self._app, self._desk, self._grammar, self._clock, self._typed = app, desk, grammar, clock, typed
        self._beside = Beside[Spoken](app, self, self._profile)
        self._lines = 0

    async def start(self) -> None:
        """The rooms of the desk are where its settings say; there is nobody to ask."""
        desk = await self._app.look(self._desk, lambda work: work.desk)
        rooms = {name: Place(self.name, TEAM, room) for name, room in desk.channels[self.name].items()}
        await self._app.place_rooms(desk, self.name, rooms)

    async def listen(self) -> None:
        """Hear every line that is typed, one after the other."""
        async for line in self._typed:
            self._lines += 1
            spoken = read(line, self._lines, self._desk, self._grammar, self._clock())
            if isinstance(spoken, str):
                self.paper.put(Printed("", "", spoken, only_for=line.partition(" ")[0]))
                continue
            reply = await self._beside.reply_to(spoken.request)
            await self._beside.show(spoken.request, spoken, reply)

    async def stop(self) -> None:
        """Finish what is in flight."""
        await self._beside.finish(1.0)

    async def tell(self, back: Spoken, card: Card) -> None:
        """Print something for one person alone."""
        self.paper.put(Printed("", "", "\n".join(lines(card)), only_for=back.user))

    async def open(self, back: Spoken, form: Form, label: str) -> None:
        """A form is a question with the line that answers it."""
        self.paper.put(Printed("", "", "\n".join(form_lines(form)), only_for=back.user))

    async def post(self, lease: Lease) -> str:
        """Print the slot's card; its number."""
        place, text = lease.slot.place, "\n".join(lines(lease.slot.card))
        thread = lease.thread or place.thread
        new = Printed("", place.channel, text, thread, place.person, lease.slot.key, lease.revision)
        return self.paper.put(new)

    async def edit(self, lease: Lease) -> None:
        """Paste the card over what was printed."""
        old = self.paper.printed.get(lease.message)
        if old is None:
            raise Gone("somebody tore it off")
        text = "\n".join(lines(lease.slot.card))
        self.paper.printed[lease.message] = replace(old, text=text, revision=lease.revision)

    async def find(self, lease: Lease) -> Found | None:
        """What was printed of the slot."""
        found = (each for each in self.paper.printed.values() if each.key == lease.slot.key)
        return next((Found(each.number, each.revision) for each in found), None)

    async def _profile(self, user: str) -> tuple[str, str]:
        await asyncio.sleep(0)
        return "", user


__all__ = ["Paper", "Printed", "Reply", "Teletype", "card_of"]
