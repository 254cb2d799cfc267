"""A real desk on a real database, and people who say lines to it; no platform is there yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import TypeVar

from bot.engine.app import App
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.questions.model import Question
from bot.speech.cards import Button
from bot.speech.command import Command
from bot.speech.reply import Reply
from bot.table import COMMANDS, GRAMMAR
from storage.store import SqlStore
from tests.stories import desk as elm

T = TypeVar("T")
ASK, TRIAGE = Place("slack", "T1", "C0ASK"), Place("slack", "T1", "C0TRIAGE")


@dataclass
class Elmford:
    """The desk, its database and its clock."""

    store: SqlStore
    at: datetime = elm.MORNING
    _ids: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.app = App(self.store, COMMANDS)
        self.slug = elm.elmford().slug

    async def opens(self) -> None:
        """Write down settings, roster, datasets and rooms."""
        await elm.settle(self.store, elm.elmford())
        await self.app.place_rooms(elm.elmford(), "slack", {"ask": ASK, "triage": TRIAGE})

    def request(self, who: elm.Resident, command: Command, where: Place = ASK, id: str = "") -> Request:
        """Something said once; another id each time, unless one is given."""
        caller = Caller(Identity("slack", "T1", who.id), who.name, who.locale)
        return Request(id or f"test:{next(self._ids)}", self.slug, caller, where, self.at, command)

    async def hears(self, who: elm.Resident, said: str | Command, where: Place = ASK, id: str = "") -> Reply:
        """What somebody is answered who says a line."""
        command = GRAMMAR.read(said, in_thread=bool(where.thread)) if isinstance(said, str) else said
        return await self.app.handle(self.request(who, command, where, id))

    async def asked(
        self, who: elm.Resident = elm.ANA, text: str = "Why is Elm St missing?", share: str = "named"
    ) -> int:
        """The number of a question that was asked and posted."""
        reply = await self.hears(who, f"opendata ask topic:Trees -- {text}")
        post = next(button.line for button in _buttons(reply) if button.line.startswith("opendata post"))
        draft = post.split()[2]
        await self.hears(who, f"opendata post {draft} share:{share}")
        return max(await self.sees(lambda work: [each.number for each in work.questions.queue(limit=200)]))

    async def sees(self, look: Callable[[Work], T]) -> T:
        """Something read from the database."""
        return await self.app.look(self.slug, look)

    async def question(self, number: int) -> Question:
        """A question as it stands."""
        found = await self.sees(lambda work: work.questions.get(number))
        assert found is not None
        return found


def _buttons(reply: Reply) -> tuple[Button, ...]:
    assert reply.card is not None, reply
    return reply.card.buttons
