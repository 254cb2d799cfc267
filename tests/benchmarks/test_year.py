"""The year: three weeks of it, whole; and each of its counters sees what it is there to see."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from benchmarks.year import counting, invariants
from benchmarks.year.__main__ import COUNTERS, year
from benchmarks.year.city import desk, marker
from benchmarks.year.course import Plan
from benchmarks.year.delivered import Delivered, Message, Record
from benchmarks.year.walls import Sent
from bot.engine.request import Place
from bot.people.model import Champion, Level, RosterRow
from bot.questions.model import Asker, Entry, Question, Share, State

MORNING = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
ROOM = Place("slack", "T1", "C1")


def test_three_weeks_keep_every_promise() -> None:
    found = asyncio.run(year(Plan(questions=40, days=21, seed=5)))
    assert {name: found[name] for name in COUNTERS} == dict.fromkeys(COUNTERS, 0), found["wrong"]
    assert found["questions"] == 40
    assert found["falls"] >= 2  # the process, and at least one pump
    assert {"claim", "answer", "confirm", "backup"} <= set(found["verbs"])


def record(*entries: Entry, **about: Any) -> Record:
    """One question with this history; Maria (9) owns it whenever somebody does."""
    question = Question(
        1, "Why?", Asker(1, "Ana", "en", "slack", "T1", "U1"), about.get("share", Share.NAMED), ROOM, MORNING, MORNING
    )
    lines = tuple(replace(each, number=n) for n, each in enumerate(entries, start=1))
    numbers = [(1, each.number) for each in lines]
    return Record({1: question}, {1: lines}, dict.fromkeys(numbers, about.get("owner", 9)), {n: ["r"] for n in numbers})


def line(verb: str, after: State = State.OFFERED, by: int = 0, before: State = State.OFFERED) -> Entry:
    """One line of history."""
    return Entry(1, 0, verb, before, after, by, MORNING)


def delivered(*slots: str, at: datetime = MORNING, text: str = "Words", pings: tuple[str, ...] = ()) -> Delivered:
    """These messages, all in one thread."""
    messages = [
        Message("slack", str(n), text, pings, Sent(at, slot, ROOM, "1.0", str(n))) for n, slot in enumerate(slots)
    ]
    return Delivered(tuple(messages), ())


@pytest.mark.parametrize(
    ("slot", "by", "at", "count"),
    [
        ("Q-1/nudge/1", 0, NIGHT, 1),
        ("Q-1/nudge/1", 0, MORNING, 0),
        ("Q-1/line/1/1", 5, NIGHT, 0),  # somebody said it just then
        ("Q-1/card", 0, NIGHT, 0),
        ("needs/20260303T070000/3", 5, NIGHT, 1),
    ],
)
def test_what_the_clock_says_at_night_is_counted(slot: str, by: int, at: datetime, count: int) -> None:
    found = counting.sent_outside_hours(delivered(slot, at=at), record(line("backup", by=by)), desk().calendar)
    assert len(found) == count


def test_the_same_words_for_the_same_reason_are_counted() -> None:
    lines = record(line("still_on_it", State.CLAIMED), line("still_on_it", State.CLAIMED))
    assert len(counting.told_twice(delivered("Q-1/nudge/1", "Q-1/nudge/2"), lines, str)) == 1
    between = record(line("still_on_it"), line("still_working", by=9), line("still_on_it"))
    assert counting.told_twice(delivered("Q-1/nudge/1", "Q-1/nudge/3"), between, str) == []


def test_somebody_called_on_two_accounts_for_one_change_is_counted() -> None:
    both = Delivered(
        tuple(
            replace(each, pings=(f"U{n}",), text=f"Words {n}")
            for n, each in enumerate(delivered("Q-1/nudge/1", "Q-1/nudge/1").messages)
        ),
        (),
    )
    assert len(counting.told_twice(both, record(line("backup")), lambda account: "Maria")) == 1
    assert counting.told_twice(both, record(line("backup")), str) == []


def test_one_more_than_enough_is_counted_unless_they_said_so() -> None:
    maria = Champion(9, RosterRow("Maria Lopez", Level.EXTERNAL, max_open=0))
    lines = record(line("submit", owner := State.OFFERED, by=1), line("claim", State.CLAIMED, by=9, before=owner))
    assert len(counting.over_cap(lines, {9: maria}, set())) == 1
    assert counting.over_cap(lines, {9: maria}, {(1, 2)}) == []


def test_a_broken_promise_is_seen() -> None:
    closed = record(line("assume", State.CLOSED, before=State.CLAIMED))
    assert list(invariants.no_timer_closes(closed))
    nobodys = record(line("claim", State.CLAIMED, by=9), owner=0)
    assert list(invariants.one_owner(nobodys))
    private = record(line("submit", by=1), share=Share.PRIVATE)
    assert list(invariants.private_is_private(delivered("Q-1/card"), private, [ROOM]))
    assert list(invariants.card_in_place(delivered("Q-1/card", "Q-1/card")))
    assert list(invariants.card_in_place(delivered("Q-1/line/1/1", "Q-1/line/1/1")))
    assert list(invariants.one_cause(delivered("Q-1/line/2/1"), record(line("submit", by=1))))


def test_a_note_in_the_thread_is_seen() -> None:
    told = delivered("Q-1/line/1/1", text=f"It is {marker('note', 1)}")
    assert list(invariants.notes_stay_inside(told, record(line("note", by=9))))
    inside = delivered("Q-1/desk/1", text=told.messages[0].text)
    assert list(invariants.notes_stay_inside(inside, record(line("note", by=9)))) == []
