"""Histories as the table of moves allows them: whoever may do something does it, some hours later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.digest.course import Course, Line
from bot.questions.model import Asker, CloseReason, Entry, Question, Share, State
from bot.questions.moves import MOVES, IllegalMove, move
from tests.questions.made import ANA, ASKER, KIM, MARIA, ROOM
from tests.questions.test_moves_machine import roles_of

# Two weeks before the week that the digest is about, so that much is older.
BEGIN = datetime(2026, 10, 26, 12, 0, tzinfo=UTC)
_KNOWN: dict[str, dict[str, Any]] = {"close": {"close_reason": CloseReason.NO_DATA}, "merge": {"duplicate_of": 118}}
PLAIN = ("claim", "clarify", "asker_reply", "answer", "confirm", "reject", "assume", "reopen", "route", "close")


@st.composite
def histories(draw: st.DrawFn, number: int) -> tuple[Question, list[Entry]]:
    """One question with everything that happened to it."""
    at = BEGIN + timedelta(minutes=draw(st.integers(0, 26 * 24 * 60)))
    asker = Asker(ASKER, "Sam", "en", "slack", "T1", "U1")
    topic = draw(st.sampled_from(("Trees", "Permits", "")))
    fresh = Question(number, "Why?", asker, Share.NAMED, ROOM, at, at, offered_to=ANA, topic=topic)
    to = draw(st.sampled_from((State.OFFERED, State.OFFERED, State.UNROUTED, State.HELD)))
    question, entry = move(fresh, "submit", ASKER, roles_of(ASKER, fresh), at, to=to)
    entries = [entry]
    for _ in range(draw(st.integers(0, 10))):
        at += timedelta(minutes=draw(st.sampled_from((0, 1, 45, 200, 1000, 1440, 4000))))
        rows = [row for row in MOVES if question.state in row.sources]
        plain = [row for row in rows if row.verb in PLAIN]
        usual = draw(st.booleans())
        row = draw(st.sampled_from(plain if plain and usual else rows))
        able = [by for by in (ASKER, ANA, MARIA, KIM, 0) if roles_of(by, question) & row.who]
        if not able:
            continue
        by = draw(st.sampled_from(able))
        changes: dict[str, Any] = dict(_KNOWN.get(row.verb, {}))
        if row.verb == "snooze":
            changes["until"] = at.date() + timedelta(days=3)
        if row.verb == "handoff_offer":
            changes["handoff_to"] = MARIA if question.owner == ANA else ANA
        target = draw(st.sampled_from(sorted(row.to))) if row.to else None
        late = draw(st.sampled_from((0, 0, 0, 0, 30, 1000, 3000)))  # said so many minutes ago, and heard now
        said = max(at - timedelta(minutes=late), entries[0].at)
        try:
            question, entry = move(question, row.verb, by, roles_of(by, question), said, to=target, **changes)
        except IllegalMove:
            continue
        entries.append(entry)
    return question, entries


def several(most: int = 12) -> st.SearchStrategy[list[tuple[Question, list[Entry]]]]:
    return st.integers(0, most).flatmap(lambda count: st.tuples(*(histories(n + 1) for n in range(count))).map(list))


def course_of(question: Question, entries: list[Entry]) -> Course:
    lines = tuple(Line(entry.at, entry.verb, entry.after, entry.by) for entry in entries)
    return Course(
        question.number,
        question.asker.number,
        lines,
        question.owner,
        question.origin.platform,
        question.language,
        question.topic,
        question.dataset,
        question.close_reason,
    )
