"""Bringing a desk to where one in use would be: champions, and every question that will be claimed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle, islice

from benchmarks.intake.commands import CHAMPIONS, texts
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity, Level
from bot.questions.commands import Ask, Post, Preview, Status
from bot.speech.cards import Actions
from bot.speech.reply import Reply
from bot.table import GRAMMAR
from frontdoor.serving import Service, system_clock

BESIDE_EACH_OTHER = 32
NO_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Town:
    """Where the questions are asked: a platform, one of its workspaces or servers, the room, and who is there."""

    platform: str
    team: str
    room: str
    people: Sequence[str]


class Seeding:
    """Says to a service what people would have said before."""

    def __init__(self, service: Service, desk: str, town: Town) -> None:
        self._service, self._desk, self._town = service, desk, town

    async def champions(self) -> None:
        """Let the first people be champions who may take anything, as often as they like."""
        at = system_clock()

        def write(work: Work) -> None:
            rows = [replace(each.row, max_open=NO_LIMIT) for each in work.roster.champions]
            work.people.save_roster(rows, at)
            may = [each for each in work.roster.champions if each.level in (Level.EXTERNAL, Level.COORDINATOR)]
            for user, champion in zip(self._town.people[:CHAMPIONS], may, strict=False):
                work.people.pin(self._identity(user), champion.number, at)

        await self._service.store.write(self._desk, write)

    async def questions(self, number: int) -> None:
        """Ask and post so many questions, each by somebody who is no champion."""
        askers = self._town.people[CHAMPIONS:]
        for asker in askers:  # known for a while: so many questions of newcomers would be held
            met = self._request(f"met:{asker}", asker, Status())
            await self._service.app.handle(replace(met, at=met.at - timedelta(days=1)))
        waiting = list(enumerate(islice(zip(texts(NO_LIMIT), cycle(askers), strict=False), number)))

        async def work_off() -> None:
            while waiting:
                number, (text, asker) = waiting.pop()
                await self._question(number, text, asker)

        async with asyncio.TaskGroup() as group:
            for _ in range(BESIDE_EACH_OTHER):
                group.create_task(work_off())

    async def _question(self, number: int, text: str, asker: str) -> None:
        preview = await self._service.app.handle(self._request(f"ask:{number}", asker, Ask(text=text)))
        for line in _lines(preview):
            if isinstance(none := GRAMMAR.read(line), Preview):  # "None of these", where datasets are offered first
                preview = await self._service.app.handle(self._request(f"look:{number}", asker, none))
        draft = next(each for each in map(GRAMMAR.read, _lines(preview)) if isinstance(each, Post))
        thanks = await self._service.app.handle(self._request(f"post:{number}", asker, draft))
        if thanks.card is None or "Q-" not in thanks.card.title:
            raise RuntimeError(f"a question could not be posted: {thanks}")

    def _request(self, name: str, user: str, command: Ask | Preview | Post | Status) -> Request:
        where = Place(self._town.platform, self._town.team, self._town.room)
        who = Caller(self._identity(user), user)
        return Request(f"seed:{name}", self._desk, who, where, system_clock(), command)

    def _identity(self, user: str) -> Identity:
        return Identity(self._town.platform, self._town.team, user)


def _lines(reply: Reply) -> list[str]:
    parts = reply.card.parts if reply.card is not None else ()
    return [button.line for part in parts if isinstance(part, Actions) for button in part.buttons]
