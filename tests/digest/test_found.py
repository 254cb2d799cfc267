"""What is read for a digest, on both databases: what is open or has moved, whole, and of this desk alone."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.dialects import sqlite

from bot.digest.periods import before, week_before
from bot.engine.ports import Work
from bot.questions.model import Asker, Entry, Question, Share, State
from bot.questions.moves import Role, move
from frontdoor.digests import made
from storage.digest import _COURSES, _LINES
from storage.store import SqlStore
from tests.stores import ANA, BO, DESK, NOW, ROOM, ZOE

WEEK = week_before(NOW, DESK.calendar)
SINCE = before(WEEK, DESK.calendar).start


def moved(work: Work, question: Question, verb: str, at: datetime, role: Role, **changes: object) -> Question:
    by = question.asker.number if role is Role.ASKER else 77
    changed, entry = move(question, verb, by, {role}, at, **changes)  # type: ignore[arg-type]
    return work.questions.save(changed, entry)


def asked(work: Work, at: datetime) -> Question:
    """A question of Zoe's, asked and offered at a moment."""
    person = work.people.caller(ZOE, NOW)
    fresh = Question(0, "Where?", Asker(person.number), Share.NAMED, ROOM, at, at, state=State.OFFERED)
    return work.questions.add(fresh, Entry(0, 1, "submit", State.DRAFT, State.OFFERED, person.number, at))


def lived(work: Work) -> tuple[int, ...]:
    """An old question that is over, an old one that is open, and one that was asked and answered in the week."""
    long_ago, in_week = SINCE - timedelta(days=40), WEEK.start + timedelta(days=1, hours=15)
    over, old, fresh = asked(work, long_ago), asked(work, long_ago), asked(work, in_week)
    over = moved(work, over, "answer", long_ago + timedelta(hours=2), Role.CHAMPION)
    moved(work, over, "confirm", long_ago + timedelta(hours=3), Role.ASKER)
    moved(work, old, "claim", long_ago + timedelta(hours=4), Role.CHAMPION)
    fresh = moved(work, fresh, "answer", in_week + timedelta(hours=2), Role.CHAMPION)
    moved(work, fresh, "confirm", in_week + timedelta(hours=3), Role.ASKER)
    return over.number, old.number, fresh.number


def histories(work: Work, numbers: tuple[int, ...]) -> dict[int, tuple[Entry, ...]]:
    return {number: work.questions.history(number) for number in numbers}


async def test_all_that_is_open_or_has_moved_comes_with_its_whole_history(store: SqlStore) -> None:
    await store.save_desk(replace(DESK, slug="other", name="Other"))
    await store.write("other", lived)
    over, old, fresh = await store.write(DESK.slug, lived)
    found = await store.look(DESK.slug, lambda work: work.digests.found(SINCE, WEEK))
    assert sorted(course.number for course in found.courses) == [old, fresh]
    for course in found.courses:
        history = await store.look(DESK.slug, lambda work: histories(work, (old, fresh)))
        assert [tuple(line) for line in course.lines] == [(e.at, e.verb, e.after, e.by) for e in history[course.number]]
        assert course.platform == "slack"
    assert next(each for each in found.courses if each.number == old).owner == 77
    assert over not in {each.number for each in found.courses}


async def test_what_came_in_late_hides_nothing_that_was_done_before_it(store: SqlStore) -> None:
    """What was said while we were away has its own time, and stands behind what was done since."""

    def solved(work: Work) -> None:
        question = asked(work, SINCE - timedelta(days=40))
        question = moved(work, question, "answer", WEEK.start + timedelta(hours=15), Role.CHAMPION)
        question = moved(work, question, "confirm", WEEK.start + timedelta(hours=16), Role.ASKER)
        moved(work, question, "note", SINCE - timedelta(days=1), Role.CHAMPION)

    await store.save_desk(DESK)
    await store.write(DESK.slug, solved)
    digest = await made(store, DESK, WEEK, NOW)
    assert (digest.now.answered, digest.now.confirmed) == (1, 1)


def test_what_has_moved_is_found_by_indexes(migrated_file: Path) -> None:
    """A million questions are not looked through, and none is taken into an index for it while it is open."""
    with closing(sqlite3.connect(migrated_file)) as driver:
        for each in (_COURSES, _LINES):
            sql = each.plan(sqlite.dialect()).sql
            steps = driver.execute(f"EXPLAIN QUERY PLAN {sql}", [""] * sql.count("?")).fetchall()
            found = {step for *_, step in steps if re.search(r"\b(questions|entries)\b", step.partition(" USING")[0])}
            assert found - {"SEARCH entries USING PRIMARY KEY (desk=? AND question=?)"} == {
                "SEARCH questions USING INDEX questions_by_desk_state_asked_at (desk=? AND state=?)",
                "SEARCH questions USING INDEX questions_over_by_desk_changed_at (desk=? AND changed_at>?)",
            }


async def test_a_digest_is_made_from_the_store(store: SqlStore) -> None:
    await store.write(DESK.slug, lambda work: work.people.save_roster([ANA, BO], NOW))
    await store.write(DESK.slug, lived)
    digest = await made(store, DESK, WEEK, NOW)
    assert (digest.now.asked, digest.now.answered, digest.now.confirmed, digest.now.open) == (1, 1, 1, 1)
    assert digest.now.to_answer.median is not None
    assert digest.now.to_answer.median.hours == 2.0
    assert [each.state for each in digest.unanswered] == [State.CLAIMED]


async def test_searches_are_counted_by_day_and_by_what_was_not_found(store: SqlStore) -> None:
    def search(work: Work) -> None:
        for words in ("", "", "parking tickets", "snow routes", "parking tickets"):
            work.search.count(WEEK.last, words)
        work.search.count(WEEK.last + timedelta(days=1), "too late")
        work.follows.note_helped("question", 1, WEEK.first)
        work.follows.note_helped("dataset", 1, WEEK.first - timedelta(days=1))

    await store.write(DESK.slug, search)
    found = await store.look(DESK.slug, lambda work: work.digests.found(SINCE, WEEK))
    assert (found.searches.times, found.searches.in_vain) == (5, 3)
    assert found.searches.words == (("parking tickets", 2), ("snow routes", 1))
    assert found.helped == 1
    assert WEEK.last == date(2026, 10, 11)


def weeks_of_work(work: Work) -> None:
    """Six weeks: in each some are asked, answered, solved, reopened or closed, and some left lying."""
    for week in range(6):
        monday = WEEK.start - timedelta(weeks=week, hours=-15)
        for nth in range(week + 1):
            found = asked(work, monday + timedelta(hours=nth))
            if nth % 3:
                continue
            found = moved(work, found, "answer", monday + timedelta(days=1, hours=nth), Role.CHAMPION)
            found = moved(work, found, "confirm", monday + timedelta(days=8), Role.ASKER)
            if nth:
                found = moved(work, found, "reopen", monday + timedelta(days=9), Role.ASKER, to=State.CLAIMED)
                moved(work, found, "answer", monday + timedelta(days=15), Role.CHAMPION)


async def test_weeks_that_are_merely_counted_say_what_they_say_when_they_are_looked_at(store: SqlStore) -> None:
    await store.save_desk(replace(DESK, slug="other", name="Other"))
    await store.write("other", lived)
    await store.write(DESK.slug, weeks_of_work)
    past = (await made(store, DESK, WEEK, NOW)).past
    assert len(past) == 6
    for each in past:
        then = (await made(store, DESK, each.period, NOW)).now
        assert (each.asked, each.answered, each.open) == (then.asked, then.answered, then.open), each.period.name
    assert len({each.open for each in past}) > 3
