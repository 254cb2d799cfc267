"""Walks: whatever anybody says, types or presses, in whatever order, nothing fails, every question stays whole, every
card fits both platforms, and nobody reads what is not for them. What is redacted at the end is gone everywhere."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from adapters.clock import Clock
from adapters.discord import render as on_discord
from adapters.slack import render as on_slack
from adapters.slack.modal import Origin, view
from bot.desks import commands as d
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.engine.scene import Who
from bot.engine.slots import Slot
from bot.people import commands as p
from bot.people.model import Identity
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.questions.drawing import drawn
from bot.questions.invariants import broken
from bot.questions.model import Question, State
from bot.questions.moving import may_see
from bot.speech.command import Arg, Command, args_of
from bot.speech.reply import Reply
from bot.table import COMMANDS, GRAMMAR
from tests.engine.desk import ASK, TRIAGE, Elmford
from tests.stories import desk as elm

SAID = (
    *("Where are the trees?", "Why does the tree map miss Elm Street?", "Snow routes of 2024: when plowed?"),
    *("<!channel> <@U0MARIA01> <https://x.example|click>", "**@everyone** [a](https://b.example) `x` ```", "\u202eabc"),
    *("I want to kill myself", "Call 617-555-0199", "4111 1111 1111 1111", "a\x00b\ud800", "A" * 3_000, "<>&" * 500),
)
CHAMPIONS = (elm.MARIA, elm.THEO, elm.INGRID, elm.KOFI)
FORUM, ROOM = Place("discord", "91", "77"), Place("discord", "91", "78")
# Who takes the desk apart has nobody to go on with; the platform's own words name real accounts.
LEFT_OUT = {p.RosterImport, p.RosterApply, p.RosterEdit, p.RosterRemove, d.SettingsApply, d.SettingsImport, d.GoLive}
PUBLIC = (ASK.channel, FORUM.channel)
STAFF = {"note", "hold", "remove", "escalate", "report", "release", "handoff_offer", "handoff_decline", "redact"}
MARK = re.compile(r"zq\d+w")
STEPS = 200


@dataclass
class Walk:
    """One walk. Every text has a mark of its own, by which it is known wherever it is read."""

    desk: Elmford
    file: Path
    random: Random
    steps: int = 0
    presses: list[str] = field(default_factory=list)
    wrote: dict[str, set[str]] = field(default_factory=dict)

    async def opens(self) -> None:
        """A desk on both platforms without limits, where everybody was heard once."""
        wide = replace(elm.elmford().limits, open=50, per_day=500, seconds_between=0)
        await self.desk.store.save_desk(replace(elm.elmford(), limits=wide))
        await self.desk.app.place_rooms(elm.elmford(), "discord", {"ask": FORUM, "triage": ROOM})
        for who in elm.EVERYBODY:
            await self.says(who, d.Help())

    async def step(self) -> None:
        """Somebody asks, presses, or says anything; time goes on; or everybody looks at the walls."""
        choose, chance = self.random.choice, self.random.random()
        if chance < 0.12:
            share = choice(self.random, "named", "unnamed", "private")
            await self.says(choose(elm.EVERYBODY), q.Ask(topic="Trees", share=share, text=self.text()))
        elif chance < 0.55 and self.presses:
            line = choose(self.presses[-25:])
            await self.says(self.who_may(line), self.completed(GRAMMAR.read(line)))
        elif chance < 0.85:
            row = choose([each for each in COMMANDS if each.command not in LEFT_OUT])
            fields = {name: self.value(name, arg) for name, arg in args_of(row.command).items()}
            coordinator = row.who is Who.COORDINATOR
            await self.says(elm.KOFI if coordinator else choose(elm.EVERYBODY), row.command(**fields))
        elif chance < 0.93:
            self.desk.at += timedelta(minutes=choose((1, 30, 600, 3_000)))
            clock = Clock(self.desk.app, self.desk.store, lambda: self.desk.at)
            await clock.ring()
            await clock.forget()
        else:
            await self.looks()

    def who_may(self, line: str) -> elm.Resident:
        """Mostly somebody for whom a button is meant."""
        meant = CHAMPIONS if line.startswith("champion") else elm.EVERYBODY
        return elm.KOFI if line.startswith("opendata-admin") else self.random.choice(meant)

    def completed(self, command: Command) -> Command:
        empty = {
            k: a for k, a in args_of(type(command)).items() if a.kind in ("text", "day") and not getattr(command, k)
        }
        return replace(command, **{name: self.value(name, arg) for name, arg in empty.items()})

    def text(self) -> str:
        self.steps += 1
        return f"{self.random.choice(SAID)} zq{self.steps}w"

    def value(self, name: str, arg: Arg) -> Any:
        """Something for a field: mostly what makes sense there."""
        who = self.random.choice(elm.EVERYBODY)
        if arg.kind == "number":
            return self.random.randint(0, 60 if arg.prefix == "D" else 8)
        if arg.kind == "day":
            return choice(self.random, None, self.desk.at.date() + timedelta(days=self.random.randint(-2, 40)))
        if arg.choices:
            return choice(self.random, "", *arg.choices)
        if name in ("author", "account"):
            return f"@{who.id}"
        if name == "message":
            return f"slack:msg:T1:C0ASK:{self.random.randint(1, self.steps)}"
        if arg.person or name in ("to", "whom"):
            return choice(self.random, f"@{who.id}", who.name, str(self.random.randint(1, 9)), self.text()[:190])
        if name in ("dataset", "topic"):
            return choice(self.random, "", "Street Trees", "Snow", self.text()[:100])
        return self.text() if arg.kind == "text" else self.text()[-(arg.longest or 200) :]

    async def says(self, who: elm.Resident, command: Command) -> Reply:
        """Somebody says something on one of the platforms; nothing fails, and the reply is for them to read."""
        on_slack_ = self.random.random() < 0.7
        account = Identity("slack", "T1", who.id) if on_slack_ else Identity("discord", "91", elm.snowflake(who))
        where = choice(self.random, ASK, TRIAGE) if on_slack_ else choice(self.random, FORUM, ROOM)
        self.steps += 1
        caller = Caller(account, who.name, who.locale)
        request = Request(f"slack:msg:T1:C0ASK:{self.steps}", self.desk.slug, caller, where, self.desk.at, command)
        own = self.wrote.setdefault(who.id, set())
        own |= set(MARK.findall(repr(command)))
        reply = await self.desk.app.handle(request)
        if reply.card is not None:
            on_slack.message(reply.card, whisper=True), on_discord.message(reply.card, whisper=True)
            self.presses += [each.line for each in reply.card.buttons if each.line]
        if reply.form is not None:
            view(reply.form, Origin(where.channel))
        for mark in set(MARK.findall(repr(reply))) - own:
            await self.is_for(account, mark, f"{who.handle}: {command!r}")
        return reply

    async def is_for(self, account: Identity, mark: str, said: str) -> None:
        """Whoever reads words may know the question that they belong to, and reads no notes of champions."""
        for number, part in self.kept(mark):
            person = await self.desk.sees(lambda work: work.people.known(account))
            question, verb = await self.about(number, part)
            assert person is not None
            assert may_see(person, question), (said, question)
            assert person.is_champion or verb not in STAFF, (said, question, verb)

    async def looks(self) -> None:
        """Every question is whole, every card can be drawn and shown, and no room shows what is not for it."""

        def look(work: Work) -> tuple[list[str], list[Slot]]:
            found = [each for number in range(1, 20) if (each := work.questions.get(number)) is not None]
            hangs = [drawn(work, slot) for each in found for slot in work.slots.hanging(each.id)]
            return [wrong for each in found for wrong in broken(each)], [*hangs, *work.slots.hanging("needs")]

        wrong, slots = await self.desk.sees(look)
        assert not wrong
        for slot in slots:
            on_slack.message(slot.card), on_discord.message(slot.card, key=slot.key)
            self.presses += [each.line for each in slot.card.buttons if each.line]
            for mark in set(MARK.findall(repr(slot))):
                for number, part in self.kept(mark):
                    self.is_for_room(slot, *(await self.about(number, part)))

    def is_for_room(self, slot: Slot, question: Question, verb: str) -> None:
        if slot.place.channel in PUBLIC:
            hidden = question.is_private or question.state in (State.REMOVED, State.WITHDRAWN)
            assert not hidden, (slot, question)
            assert verb not in STAFF, (slot, question)
        elif slot.place.channel:
            assert not question.is_private or verb in STAFF, (slot, question)

    def kept(self, mark: str = "", number: int = 0) -> list[tuple[int, str]]:
        """In which questions' words a mark stands, and as what; or all that is kept of one question."""
        asked = "SELECT question, {} FROM words WHERE {} LIKE ?"
        with closing(sqlite3.connect(self.file)) as database:
            if mark:
                return database.execute(asked.format("part", "text"), (f"%{mark}%",)).fetchall()
            return database.execute(asked.format("text", "question"), (number,)).fetchall()

    async def about(self, number: int, part: str) -> tuple[Question, str]:
        """A question, and the move with which words came."""
        question = await self.desk.question(number)
        history = await self.desk.sees(lambda work: work.questions.history(number))
        return question, next((each.verb for each in history if part == f"note/{each.number}"), "")

    def everywhere(self) -> str:
        """All that stands in the database, but for the index of the search."""
        with closing(sqlite3.connect(self.file)) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            named = [name for name in tables if not name.startswith("search_")]
            return "\n".join(repr(row) for name in named for row in database.execute(f"SELECT * FROM {name}"))


def choice(random: Random, *things: Any) -> Any:
    """One of these."""
    return random.choice(things)


@pytest.mark.parametrize("seed", range(5))
async def test_whatever_anybody_says(desk: Elmford, tmp_path: Path, seed: int) -> None:
    walk = Walk(desk, tmp_path / "champions.db", Random(seed))
    await walk.opens()
    for _ in range(STEPS):
        await walk.step()
    await walk.looks()

    for number in range(1, 20):
        words = [mark for _, text in walk.kept(number=number) for mark in MARK.findall(text)]
        await desk.hears(elm.KOFI, m.Redact(number, "everything", "Names a neighbour"))
        shown = walk.everywhere()
        assert not [mark for mark in words if mark in shown]
