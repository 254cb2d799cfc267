"""What is taken back, redacted or erased is gone from every copy, whatever happened to the question before."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.catalog.commands import Find
from bot.engine.request import Caller, Place, Request
from bot.people import commands as p
from bot.people.model import Identity
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.questions.model import Share, State
from bot.speech.command import Command
from tests.engine.desk import ASK, TRIAGE, Elmford
from tests.stories import desk as elm

CLOCK = Caller(Identity("clock", "", ""))


def repeated(folder: Path, word: str) -> list[str]:
    """Every row of the database in which a word stands; the index of the search is its own story."""
    with closing(sqlite3.connect(folder / "champions.db")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = (
            (name, repr(row))
            for name in tables
            if not name.startswith("search_")
            for row in database.execute(f"SELECT * FROM {name}")
        )
        return [f"{name}: {row}" for name, row in rows if word in row]


async def _draft_of_answer(desk: Elmford, number: int, text: str) -> str:
    """The line that posts an answer which was written and not posted yet."""
    drafted = await desk.hears(elm.MARIA, q.WriteAnswer(number, text=text))
    assert drafted.card is not None
    return drafted.card.buttons[0].line


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (elm.ANA, q.Withdraw(1)),
        (elm.KOFI, m.Redact(1, "everything", "why")),
        (elm.KOFI, q.Remove(1, "why")),
        (elm.ANA, p.Erase("nothing", "ERASE")),
        (elm.ANA, p.Erase("words", "ERASE")),
    ],
)
async def test_words_of_danger_are_in_nobodys_way(desk: Elmford, who: elm.Resident, said: Command) -> None:
    """What coordinators were told of them hangs beside the question, under a moment and not a line of its history."""
    await desk.asked()
    await desk.hears(elm.ANA, q.Tell(1, "I want to kill myself"))

    await desk.hears(who, said)

    question = await desk.question(1)
    assert question.erased or question.state in (State.WITHDRAWN, State.REMOVED) or question.share is Share.UNNAMED


async def test_a_message_with_words_of_danger_can_be_edited(desk: Elmford) -> None:
    await desk.asked()
    await desk.hears(elm.ANA, q.Tell(1, "I want to kill myself"))
    room = Place("slack", "T1", "C0ASK")
    await desk.hears(elm.ANA, q.Posted("Where are the elms?"), replace(room, thread="7.1"), "slack:msg:T1:C0ASK:7.1")
    await desk.hears(elm.ANA, q.Tell(2, "I want to kill myself"))

    await desk.hears(elm.ANA, q.Changed("slack:msg:T1:C0ASK:7.1", "Where are the oaks?"), room)

    assert (await desk.question(2)).text == "Where are the oaks?"


async def test_an_answer_whose_words_were_redacted_is_not_posted_without_them(desk: Elmford) -> None:
    number = await desk.asked()
    await desk.hears(elm.MARIA, q.Claim(number))
    post = await _draft_of_answer(desk, number, "They are at number twelve.")
    kept = await desk.hears(elm.ANA, q.Tell(number, "Call me: 617-555-0199"))
    assert kept.card is not None

    await desk.hears(elm.KOFI, m.Redact(number, "everything", "Names a neighbour"))

    for who, line in ((elm.MARIA, post), (elm.ANA, kept.card.buttons[0].line)):
        told = await desk.hears(who, line)
        assert told.card is not None
        assert "I can't find that draft any more" in told.card.title
    assert await desk.sees(lambda work: work.questions.answer(number)) is None


async def test_a_reminder_says_no_longer_what_was_redacted(desk: Elmford, tmp_path: Path) -> None:
    number = await _reminded(desk)
    assert repeated(tmp_path, "Zebra")

    await desk.hears(elm.KOFI, m.Redact(number, "question", "Names a neighbour"))

    assert not repeated(tmp_path, "Zebra")


@pytest.mark.parametrize("said", [q.TakenBack("slack:msg:T1:C0ASK:9.1"), q.Changed("slack:msg:T1:C0ASK:9.1", "Which?")])
async def test_a_reminder_says_no_longer_what_its_champion_took_back(
    desk: Elmford, tmp_path: Path, said: Command
) -> None:
    await _reminded(desk)

    await desk.hears(elm.MARIA, said)

    assert not repeated(tmp_path, "Zebra")


async def _reminded(desk: Elmford) -> int:
    """A question whose asker was asked for something by a message, and reminded of it."""
    number = await desk.asked()
    await desk.hears(elm.MARIA, q.Claim(number))
    await desk.hears(elm.MARIA, q.Clarify(number, text="Which house of Zebra Street?"), id="slack:msg:T1:C0ASK:9.1")
    desk.at += timedelta(days=3)
    rung = Request("clock:1", desk.slug, CLOCK, Place("clock"), desk.at, q.Rung(number))
    await desk.app.handle(rung)
    history = await desk.sees(lambda work: work.questions.history(number))
    assert "remind" in [each.verb for each in history]
    return number


async def test_who_joined_the_roster_since_takes_all_their_words_back(desk: Elmford, tmp_path: Path) -> None:
    number = await desk.asked(elm.NOOR)
    await desk.hears(elm.NOOR, q.Tell(number, "It is beside the Zebra crossing"))
    await desk.hears(elm.MARIA, q.Claim(number))
    await desk.hears(elm.MARIA, await _draft_of_answer(desk, number, "City trees only."))
    await desk.hears(elm.NOOR, q.Rate(number, "yes"))

    await desk.hears(elm.NOOR, p.Recognise(elm.NOOR.email, agreed=True))

    question = await desk.question(number)
    assert question.asker.number in [each.by for each in await desk.sees(lambda w: w.questions.history(number))]
    assert await desk.sees(lambda work: work.voices.tally(number)) == (0, "yes")
    await desk.hears(elm.NOOR, q.Withdraw(number, "answer"))
    assert not repeated(tmp_path, "Zebra")


async def test_a_champion_who_asks_without_their_name_stands_in_no_log_and_no_record(desk: Elmford) -> None:
    await desk.asked(elm.THEO, share="unnamed")
    await desk.asked(elm.INGRID, "Which streets are plowed?", share="named")

    log = await desk.hears(elm.KOFI, m.Log())
    records = await desk.hears(elm.KOFI, p.RecordsExport(date(2026, 10, 6), format="json"))

    assert log.card is not None
    assert "Theo" not in str(log.card)
    assert "Ingrid" in str(log.card)
    told = [json.loads(line) for line in records.files[0].data.splitlines()]
    assert "Theo" not in str(told[0])
    assert [each["by"] for each in told[1]["history"]] == ["Ingrid Dahl"]


@pytest.mark.parametrize("who", ["@\ud800", "Ana\ud800\x00", "A" * 200])
async def test_a_person_is_named_by_whatever_signs(desk: Elmford, who: str) -> None:
    told = await desk.hears(elm.KOFI, p.RecordsPerson(who, "export"), TRIAGE)
    assert told.card is not None
    assert told.card.title.startswith("I know nobody by that account here.")
    form = await desk.hears(elm.KOFI, p.RecordsPerson(who), ASK)
    assert form.form is not None


async def test_a_search_that_finds_nothing_keeps_nobodys_question(desk: Elmford, tmp_path: Path) -> None:
    """What was looked for is kept without a name, so nobody could take it back: neither the words of a question nor
    personal data may be among it."""
    await desk.hears(elm.ANA, q.Unclear("Zebra beside my house"))
    told = await desk.hears(elm.ANA, q.LookUp(1))
    assert told.card is not None
    assert told.card.title.startswith("Nothing found")
    await desk.hears(elm.EVE, Find(text="Zebra at 617-555-0199"))
    assert not [each for each in repeated(tmp_path, "Zebra") if each.startswith("gaps")]

    await desk.hears(elm.EVE, Find(text="Zebra crossings"))

    assert [each for each in repeated(tmp_path, "Zebra") if each.startswith("gaps")]


async def test_a_roster_of_whatever_signs_is_read(desk: Elmford) -> None:
    told = await desk.hears(elm.KOFI, p.RosterImport("public_name,level\nAna \ud800,external"))
    assert told.card is not None
    assert told.card.title.startswith("Compared with the roster")
