"""A desk where everybody speaks Spanish: each card and form is built there, fits, and has no English left in it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from bot.catalog.commands import Find, ShowDataset
from bot.catalog.model import Dataset
from bot.engine.app import App
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.people.commands import RosterImport, RosterList
from bot.people.model import Identity, Level, RosterRow
from bot.questions import commands as q
from bot.speech.cards import Actions, Bold, Card, Facts, Note, Text
from bot.speech.command import Command
from bot.speech.forms import Choice, Form, TextInput
from bot.speech.reply import Reply
from bot.speech.words import words
from bot.table import COMMANDS
from storage.store import SqlStore
from tests.speech.catalogue import FIELD, sentences
from tests.stores import DESK, NOW

ACCOUNTS = {"asker": "U0ZOE", "champion": "U0ANA", "other": "U0EVA", "coordinator": "U0BO"}
ROSTER = (
    RosterRow("Ana López", Level.EXTERNAL, topics=("*",), languages=("es",), slack="U0ANA"),
    RosterRow("Eva Ruiz", Level.EXTERNAL, topics=("*",), languages=("es",), slack="U0EVA"),
    RosterRow("Bo Chen", Level.COORDINATOR, languages=("es",), slack="U0BO"),
)
ROOMS = {"ask": Place("slack", "T1", "C1"), "triage": Place("slack", "T1", "C2")}
TREES = Dataset("abcd-1234", "Arbolado urbano", "Cada árbol de la calle.", department="Parques")


class Town:
    """The desk, and everything that it told anybody."""

    def __init__(self, store: SqlStore) -> None:
        self.app, self._ids = App(store, COMMANDS), count(1)
        self.heard: list[str] = []

    async def say(self, who: str, command: Command, thread: str = "") -> Reply:
        """Have somebody say a command; what they read is remembered."""
        number = next(self._ids)
        caller = Caller(Identity("slack", "T1", ACCOUNTS[who]), who.title(), "es-MX")
        where, at = replace(ROOMS["ask"], thread=thread), NOW + timedelta(minutes=number)
        reply = await self.app.handle(Request(f"r{number}", DESK.slug, caller, where, at, command))
        self.heard += in_reply(reply)
        return reply

    async def hung(self) -> list[str]:
        """What the walls should show."""
        leases = await self.app.store.lease(NOW + timedelta(days=1), 200, 60.0)
        return [said for lease in leases for said in in_card(lease.slot.card)]


def in_reply(reply: Reply) -> Iterator[str]:
    """Every piece of a reply in which words of ours stand."""
    if reply.form is not None:
        yield from in_form(reply.form)
    if reply.card is not None:
        yield from in_card(reply.card)


def in_form(form: Form) -> Iterator[str]:
    yield from (form.title, form.submit)
    for each in form.inputs:
        yield each.label
        if isinstance(each, TextInput):
            yield each.placeholder
        if isinstance(each, Choice):
            yield from (label for _, label in each.options)


def in_card(card: Card) -> Iterator[str]:
    yield card.title
    for part in card.parts:
        match part:
            case Text(spans) | Note(spans):
                yield "".join(each.text if isinstance(each, Bold) else str(each) for each in spans)
            case Facts(rows):
                yield from (label for label, _ in rows)
            case Actions(buttons):
                yield from (said for each in buttons for said in (each.label, each.hint))


def english(said: list[str]) -> list[str]:
    """Those that are a sentence of the catalogue in English, although Spanish has another for it."""
    es = words("es")
    blank = {name: f"{{{name}}}" for each in sentences() for name in FIELD.findall(each)}
    left = [each for each in sentences() if es(each, **blank) != each]
    patterns = [".+".join(map(re.escape, FIELD.split(each)[::2])) for each in left]
    known = re.compile("|".join(patterns))
    return [each for each in said if known.fullmatch(each)]


@pytest.fixture
async def town(sqlite_store: SqlStore) -> Town:
    await sqlite_store.save_desk(replace(DESK, language="es"))
    town = Town(sqlite_store)

    def found(work: Work) -> None:
        work.people.save_roster(ROSTER, NOW)
        for row in ROSTER:
            champion = work.roster.named(row.public_name)
            assert champion is not None
            work.people.pin(Identity("slack", "T1", row.slack), champion.number, NOW)
        work.catalog.load([TREES], NOW)

    await sqlite_store.write(DESK.slug, found)
    await town.app.place_rooms(replace(DESK, language="es"), "slack", ROOMS)
    return town


async def test_every_command_answers_in_the_readers_language(town: Town) -> None:
    for row in COMMANDS:
        for who in ACCOUNTS:
            await town.say(who, row.command())
            await town.say(who, row.example)
    assert len(town.heard) > 300
    assert english(town.heard) == []


async def test_a_question_is_followed_in_the_readers_language(town: Town) -> None:
    await town.say("asker", q.Ask(text="¿Por qué falta la calle Elm en el mapa?", dataset="Arbolado urbano"))
    await town.say("asker", q.Post(1, "named"))
    steps: tuple[tuple[str, Command], ...] = (
        ("champion", q.Claim(1)),
        ("other", q.Claim(1)),
        ("champion", q.Clarify(1, "dates")),
        ("asker", q.Tell(1, "2023")),
        ("champion", q.HandOff(1, "Eva Ruiz", "¿Puede?")),
        ("other", q.Decline(1, "No hoy")),
        ("champion", q.NoteIt(1, "Obras lo sabe")),
        ("champion", q.Release(1)),
        ("coordinator", q.Hold(1, "Nombra a un vecino")),
        ("coordinator", q.ReleaseHold(1)),
        ("coordinator", q.Assign(1, "Ana López")),
        (
            "champion",
            q.WriteAnswer(1, text="Solo árboles de la ciudad.", caveat="Hasta 2023", source="https://a.example"),
        ),
        ("champion", q.PostAnswer(2)),
        ("asker", q.NotYet(1, "Es de 2019")),
        ("champion", q.WriteAnswer(1, text="Ahora sí.")),
        ("champion", q.PostAnswer(3)),
        ("asker", q.Solved(1)),
        ("asker", q.Reopen(1, "El enlace no abre")),
        ("champion", q.Close(1, "no_data", "Aún no")),
        ("asker", q.Ask(text="¿Cuándo se podan los árboles?")),
        ("asker", q.Post(4, "private")),
        ("champion", q.Claim(2)),
        ("asker", q.Withdraw(2)),
    )
    for who, command in steps:
        await town.say(who, command)
        for reader in ACCOUNTS:
            for looked in (q.Status(1), q.Status(), q.Queue("all"), q.More(1)):
                await town.say(reader, looked)
    for who in ACCOUNTS:
        for found in (Find(text="calle Elm"), ShowDataset("Arbolado urbano"), RosterImport("x"), RosterList()):
            await town.say(who, found)
    assert english(town.heard + await town.hung()) == []
    assert any("Cerrada: la Ciudad no tiene estos datos" in each for each in town.heard)


def test_english_that_is_left_is_found() -> None:
    assert english(["More", "Q-1 is yours. Thank you.", "Q-1 es suya. Gracias.", "No"]) == [
        "More",
        "Q-1 is yours. Thank you.",
    ]
