"""The week that docs/digest.md works out by hand."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk import Desk
from bot.digest.course import Course, Line
from bot.digest.making import digest_of
from bot.digest.model import Found, Part
from bot.digest.periods import week_named
from bot.digest.survival import Quantile
from bot.people.persons import Roster
from bot.questions.model import State

DESK = Desk("elmford", "Elmford", timezone="America/New_York", hours="Mon-Fri 09:00-17:00")
WEEK = week_named("2026-W42", DESK.calendar)
ASKER, ANA = 1, 2
S = State


def at(day: int, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 10, day, hour, minute, tzinfo=ZoneInfo(DESK.timezone))


def course(number: int, *lines: tuple[int, str, str, S, int]) -> Course:
    told = (Line(at(day, clock), verb, after, by) for day, clock, verb, after, by in lines)
    return Course(number, ASKER, tuple(told), owner=ANA)


COURSES = (
    course(1, (1, "10:00", "submit", S.OFFERED, ASKER), (1, "11:00", "claim", S.CLAIMED, ANA)),
    course(
        2,
        (9, "16:00", "submit", S.OFFERED, ASKER),
        (9, "16:30", "claim", S.CLAIMED, ANA),
        (12, "10:00", "answer", S.ANSWERED, ANA),
        (13, "9:00", "confirm", S.SOLVED, ASKER),
    ),
    course(
        3,
        (12, "9:00", "submit", S.OFFERED, ASKER),
        (12, "10:00", "claim", S.CLAIMED, ANA),
        (12, "13:00", "answer", S.ANSWERED, ANA),
        (12, "15:00", "confirm", S.SOLVED, ASKER),
    ),
    course(
        4,
        (13, "9:00", "submit", S.OFFERED, ASKER),
        (13, "11:00", "claim", S.CLAIMED, ANA),
        (13, "12:00", "clarify", S.WAITING_ASKER, ANA),
        (14, "12:00", "asker_reply", S.CLAIMED, ASKER),
        (14, "15:00", "answer", S.ANSWERED, ANA),
        (15, "9:00", "reject", S.CLAIMED, ASKER),
    ),
    course(5, (15, "11:00", "submit", S.OFFERED, ASKER)),
)


def test_the_week_in_the_docs_comes_out_as_it_is_worked_there() -> None:
    digest = digest_of(DESK, Roster(), Found(COURSES), WEEK, WEEK.end)
    now, last = digest.now, digest.last
    assert (now.asked, now.answered, now.confirmed) == (3, 3, 2)
    assert (last.asked, last.answered, last.confirmed) == (1, 0, 0)
    assert (now.open_before, now.back, now.left, now.open) == (2, 0, 2, 3)
    assert (now.bands, now.oldest, last.oldest) == ((2, 0, 0, 1), 11, 6)
    assert [(each.number, each.days) for each in digest.unanswered] == [(1, 11), (4, 1), (5, 1)]
    assert (now.to_reply.median, now.to_reply.p90) == (Quantile(4, True), Quantile(14, False))
    assert (now.to_claim.median, now.to_claim.p90) == (Quantile(2, True), Quantile(14, False))
    assert now.to_answer.median == Quantile(6, True)
    assert now.to_solve.median == Quantile(24, False)
    assert (now.helpful, now.unhelpful, now.silent) == (2, 1, 0)
    assert (now.right_first_time, now.reopened) == (Part(2, 3), Part(0, 2))
