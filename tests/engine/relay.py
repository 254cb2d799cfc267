"""The desk with a room for askers and one for champions on two platforms, and a wall for each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from itertools import count

from adapters.slack.render import message
from bot.engine.app import App
from bot.engine.pump import Pump
from bot.engine.request import Caller, Place, Request
from bot.engine.work import Work
from bot.people.model import Identity, RosterRow
from bot.questions.drawing import drawn
from bot.speech.cards import Card
from bot.speech.command import Command
from bot.speech.reply import Reply
from bot.table import COMMANDS, GRAMMAR
from storage.store import SqlStore
from tests.engine.wall import Hand, Process, Wall
from tests.questions.read import said
from tests.stories import desk as elm

TEAMS = {"slack": "T1", "discord": "G1"}
ANA, EVE, MARIA = "100000000000000001", "100000000000000002", "100000000000000003"  # on Discord


def newest_draft(work: Work) -> int:
    """The number of the draft that was written last."""
    number = 0
    while work.drafts.get(number + 1) is not None:
        number += 1
    return number


class Town:
    """Elmford on Slack and on Discord. Maria is a champion on both."""

    def __init__(self, store: SqlStore) -> None:
        self.store, self.at, self._ids = store, elm.MORNING, count(1)
        self.walls = {name: Wall() for name in TEAMS}
        self.processes = {name: Process() for name in TEAMS}
        self.hands = {name: Hand(self.walls[name], self.processes[name], name) for name in TEAMS}
        self.pump = Pump(store, self.hands, lambda: self.at, draw=drawn)
        self.app = App(store, COMMANDS, self.pump.away)
        self.slug = elm.elmford().slug

    async def opens(self) -> None:
        """Write down settings, roster and rooms."""
        rows: list[RosterRow] = [
            replace(each, discord=MARIA) if each.public_name == "Maria Lopez" else each for each in elm.ROSTER
        ]
        await elm.settle(self.store, elm.elmford(), tuple(rows))
        for platform in TEAMS:
            rooms = {name: self.room(platform, name) for name in ("ask", "triage")}
            await self.app.place_rooms(elm.elmford(), platform, rooms)

    def room(self, platform: str, name: str, thread: str = "") -> Place:
        """A room of the desk."""
        return Place(platform, TEAMS[platform], f"{platform}-{name}", thread)

    async def says(
        self, platform: str, user: str, line: str | Command, where: Place | None = None, name: str = "Somebody"
    ) -> Reply:
        """What somebody is answered who says a line on a platform; the walls are brought up to date after."""
        place = where or self.room(platform, "ask")
        command = GRAMMAR.read(line, in_thread=bool(place.thread)) if isinstance(line, str) else line
        caller = Caller(Identity(platform, TEAMS[platform], user), name, "en-US")
        reply = await self.app.handle(Request(f"t:{next(self._ids)}", self.slug, caller, place, self.at, command))
        await self.settles()
        self.at += timedelta(seconds=1)
        return reply

    async def settles(self) -> None:
        """Show whatever can be shown."""
        while await self.pump.once():
            pass

    async def asks(self, platform: str, user: str, text: str, share: str = "named", name: str = "Ana Ruiz") -> int:
        """The number of a question that was asked."""
        await self.says(platform, user, f"opendata ask topic:Trees -- {text}", name=name)
        number = await self.store.look(self.slug, newest_draft)
        await self.says(platform, user, f"opendata post D-{number} share:{share}", name=name)
        return await self.store.look(self.slug, lambda work: max(each.number for each in work.questions.queue()))

    async def answers(self, platform: str, user: str, line: str) -> Reply:
        """Answer a question and post it; what is answered to the posting."""
        await self.says(platform, user, f"champion answer {line}")
        number = await self.store.look(self.slug, newest_draft)
        return await self.says(platform, user, f"champion post D-{number}")

    # ── what hangs ───────────────────────────────────────────────────────────────────────────────────────────

    def cards(self, platform: str, room: str) -> list[Card]:
        """What stands in a room, threads included."""
        key = room if room.startswith("/") else self.room(platform, room).key
        return [each.card for each in self.walls[platform].messages.values() if each.room == key]

    def reads(self, platform: str, room: str) -> str:
        """Everything that one reads in a room."""
        return "\n".join(said(each) for each in self.cards(platform, room))

    def thread(self, platform: str, room: str) -> Place:
        """The thread under the room's first card."""
        key = self.room(platform, room).key
        first = next(each for each in self.walls[platform].messages.values() if each.room == key and not each.thread)
        return self.room(platform, room, first.id)

    def everything(self, platform: str) -> str:
        """All that a platform shows, as it goes over Slack's wire: what is a mention there is one here."""
        return json.dumps([message(each.card) for each in self.walls[platform].messages.values()])
