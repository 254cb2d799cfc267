"""The waits of a question: pure functions of the question, a calendar and a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.hours import Calendar, calendar
from bot.questions.model import OPEN, Asker, Question, Share, State
from bot.questions.moves import MOVES, Role, move
from bot.questions.timers import ENDINGS, USUAL, Ring, due, next_due, ring_due, table_of, when_both
from tests.questions.made import ANA, ASKER, MARIA, ROOM

WAITS, WITH_EXECUTIVE = table_of(USUAL).by_state, table_of(USUAL).with_executive
WEEK = calendar("Mon-Fri 09:00-17:00", "America/New_York", "US-MA")
TUESDAY = datetime(2026, 10, 6, 14, 0, tzinfo=UTC)  # ten o'clock
OURS = (State.HELD, State.UNROUTED, State.OFFERED, State.CLAIMED, State.SNOOZED)
VERBS = {
    Ring.HANDOFF_OVER: "handoff_decline",
    Ring.GIVE_BACK: "release",
    Ring.SILENT: "asker_silent",
}  # of the others the name is the verb


def question(state: State, since: datetime = TUESDAY, **more: Any) -> Question:
    owner = ANA if state in (State.CLAIMED, State.WAITING_ASKER, State.SNOOZED, State.ANSWERED) else 0
    made = Question(142, "Why?", Asker(ASKER), Share.NAMED, ROOM, since, since, waits_since=since)
    return replace(made, **{"state": state, "owner": owner, **more})


def rings(before: Question, at: datetime, hours: Calendar = WEEK) -> Question:
    """The question after what is due has rung, as the handler does it."""
    found = due(before, hours, at)
    assert found is not None
    verb = VERBS.get(found.ring, found.ring.value)
    told: dict[str, Any] = {"rung": found.rung, "waits_since": found.since}
    # The word of a ring that ends or changes the state needs nothing: the move winds it anew.
    changes = {} if verb in ("release", "asker_silent", "assume", "wake") else told
    return move(before, verb, 0, {Role.SYSTEM}, at, **changes)[0]


def life(before: Question, until: datetime, hours: Calendar = WEEK) -> Iterator[tuple[Ring, datetime]]:
    """Everything that rings if somebody is always there to ring it."""
    while (at := next_due(before, hours)) is not None and at <= until:
        ring = ring_due(before, hours, at)
        assert ring is not None
        yield ring, at
        before = rings(before, at, hours)


def test_every_wait_of_the_table_rings_at_its_moment() -> None:
    found = [(ring, at) for ring, at in life(question(State.OFFERED), TUESDAY + timedelta(days=90))]
    assert found == [
        (Ring.BACKUP, TUESDAY + timedelta(hours=4)),
        (Ring.STILL_LOOKING, TUESDAY + timedelta(days=1)),
        (Ring.INSIDE, TUESDAY + timedelta(days=2)),
    ]
    (ring, at), *_ = life(question(State.UNROUTED), TUESDAY + timedelta(days=90))
    assert (ring, at) == (Ring.STILL_LOOKING, TUESDAY + timedelta(days=1))
    waiting = [*life(question(State.WAITING_ASKER), TUESDAY + timedelta(days=90))]
    assert waiting == [
        (Ring.REMIND, TUESDAY + timedelta(days=3)),
        (Ring.REMIND_AGAIN, TUESDAY + timedelta(days=7)),
        (Ring.SILENT, TUESDAY + timedelta(days=14)),
    ]
    answered = [*life(question(State.ANSWERED), TUESDAY + timedelta(days=90))]
    assert answered == [(Ring.ASK_VERDICT, TUESDAY + timedelta(days=3)), (Ring.ASSUME, TUESDAY + timedelta(days=7))]
    far = [*life(question(State.CLAIMED, level="executive"), TUESDAY + timedelta(days=90))]
    assert far == [(Ring.IN_PERSON, WEEK.add_working_hours(TUESDAY, 40))]


def test_a_claimed_question_is_asked_about_and_then_given_back() -> None:
    first, second, *_ = life(question(State.CLAIMED), TUESDAY + timedelta(days=30))
    assert first == (Ring.STILL_ON_IT, TUESDAY + timedelta(days=2))
    assert second == (Ring.GIVE_BACK, WEEK.add_working_hours(TUESDAY, 32))


@pytest.mark.parametrize(("state", "waits"), [*WAITS.items(), (State.CLAIMED, WITH_EXECUTIVE)])
def test_nothing_rings_a_minute_before(state: State, waits: tuple[Any, ...]) -> None:
    asked = question(state, level="executive" if waits is WITH_EXECUTIVE else "external")
    at = next_due(asked, WEEK)
    assert at is not None
    assert ring_due(asked, WEEK, at - timedelta(minutes=1)) is None
    assert ring_due(asked, WEEK, at) == waits[0].ring


def test_days_are_days_of_the_calendar_and_end_when_it_opens() -> None:
    thursday = TUESDAY + timedelta(days=2)
    asked = question(State.WAITING_ASKER, thursday)
    # Three days later is a Sunday, the Monday after is a holiday.
    assert next_due(asked, WEEK) == datetime(2026, 10, 13, 13, 0, tzinfo=UTC)
    # Across the end of summer time it is still the same time of day.
    autumn = question(State.WAITING_ASKER, datetime(2026, 10, 30, 14, 0, tzinfo=UTC))
    assert next_due(autumn, WEEK) == datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


def test_the_second_wait_counts_from_the_first_and_not_from_when_it_was_told() -> None:
    told_late = rings(question(State.OFFERED), TUESDAY + timedelta(hours=6))
    assert next_due(told_late, WEEK) == TUESDAY + timedelta(days=1)


def test_who_was_told_late_has_as_long_as_ever_before_it_ends() -> None:
    late = TUESDAY + timedelta(days=4)  # a reminder of the third day, told a day too late
    told = rings(question(State.ANSWERED), late)
    assert next_due(told, WEEK) == TUESDAY + timedelta(days=8)


def test_of_many_that_are_over_only_the_last_rings() -> None:
    asked = question(State.OFFERED)
    told = rings(asked, TUESDAY + timedelta(days=9))
    assert ring_due(asked, WEEK, TUESDAY + timedelta(days=9)) is Ring.INSIDE
    assert next_due(told, WEEK) is None


@pytest.mark.parametrize(
    ("state", "reminder", "ending", "distance"),
    [
        (State.WAITING_ASKER, Ring.REMIND_AGAIN, Ring.SILENT, timedelta(days=7)),
        (State.ANSWERED, Ring.ASK_VERDICT, Ring.ASSUME, timedelta(days=6)),  # four, and a weekend
        (State.CLAIMED, Ring.STILL_ON_IT, Ring.GIVE_BACK, timedelta(days=2)),
    ],
)
def test_an_ending_keeps_its_distance(state: State, reminder: Ring, ending: Ring, distance: timedelta) -> None:
    asked, late = question(state), datetime(2026, 11, 17, 15, 0, tzinfo=UTC)  # a Tuesday, six weeks later
    assert ring_due(asked, WEEK, late) is reminder
    told = rings(asked, late)
    at = next_due(told, WEEK)
    assert at is not None
    assert at.date() == (late + distance).date()
    assert ring_due(told, WEEK, at) is ending


def test_a_question_that_was_put_aside_wakes_with_the_desk() -> None:
    asked = question(State.SNOOZED, until=date(2026, 10, 12))  # a holiday
    assert next_due(asked, WEEK) == datetime(2026, 10, 13, 13, 0, tzinfo=UTC)
    assert ring_due(asked, WEEK, datetime(2026, 10, 13, 13, 0, tzinfo=UTC)) is Ring.WAKE
    assert ring_due(asked, WEEK, datetime(2026, 10, 13, 12, 59, tzinfo=UTC)) is None


# ── whatever happens ─────────────────────────────────────────────────────────────────────────────────────────

chains = st.sampled_from((*OPEN,))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
levels = st.sampled_from(("external", "internal", "executive"))
gaps = st.lists(st.integers(0, 40 * 24 * 60), max_size=12)


@given(state=chains, since=moments, level=levels, gaps=gaps)
def test_no_wait_closes_what_waits_for_us(state: State, since: datetime, level: str, gaps: list[int]) -> None:
    """However long nobody was there: only what waits for the asker ends, and never before they were reminded."""
    asked, at = question(state, since, level=level, until=(since + timedelta(days=3)).date()), since
    told: list[Ring] = []
    for gap in gaps:
        at += timedelta(minutes=gap)
        found = ring_due(asked, WEEK, at) if asked.is_open else None
        if found is None:
            continue
        before, asked = asked, rings(asked, at)
        if asked.state is not before.state:
            told.clear()  # another wait: it may ring all of it again
        else:
            assert found not in told
            told.append(found)
        if not asked.is_open:
            assert before.state in (State.WAITING_ASKER, State.ANSWERED)
            assert before.state not in OURS
            assert before.rung == len(WAITS[before.state]) - 1


@given(state=chains, since=moments, level=levels)
def test_whatever_is_due_is_due_while_the_desk_is_open(state: State, since: datetime, level: str) -> None:
    asked = question(state, since, level=level, until=(since + timedelta(days=3)).date())
    for _, at in life(asked, since + timedelta(days=120)):
        assert WEEK.is_open(at)
        assert at >= since


def test_every_ring_is_a_move_of_the_clock() -> None:
    clocks = {row.verb for row in MOVES if Role.SYSTEM in row.who}
    assert {VERBS.get(ring, ring.value) for ring in Ring} <= clocks
    for waits in (*WAITS.values(), WITH_EXECUTIVE):
        for before, after in pairwise(waits):
            assert (after.hours > before.hours) if after.hours else (after.days > before.days)
        assert waits[0].ring not in ENDINGS


@pytest.mark.parametrize("verb", ["note", "helper_reply", "asked_answer", "still_working", "take_over", "escalate"])
def test_whoever_does_something_is_asked_later(verb: str) -> None:
    later = TUESDAY + timedelta(hours=5)
    roles = {Role.OWNER, Role.CHAMPION}
    after, _ = move(question(State.CLAIMED, rung=1), verb, ANA, roles, later, owner=ANA)
    assert (after.waits_since, after.rung) == (later, 0)


@pytest.mark.parametrize(("verb", "by"), [("note", MARIA), ("helper_reply", MARIA), ("add_detail", ASKER)])
def test_what_others_do_changes_nothing_for_whoever_holds_it(verb: str, by: int) -> None:
    roles = {Role.CHAMPION, Role.ASKER}
    after, _ = move(question(State.CLAIMED, rung=1), verb, by, roles, TUESDAY + timedelta(hours=5))
    assert (after.waits_since, after.rung) == (TUESDAY, 1)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_whatever_rings_may_happen_from_there(state: State) -> None:
    """Passed on or not: what is refused would ring again every minute."""
    asleep: dict[str, Any] = {"until": date(2026, 10, 14)} if state is State.SNOOZED else {}
    passings: tuple[dict[str, Any], ...] = ({}, {"handoff_to": MARIA, "handoff_at": TUESDAY})
    for passed in passings:
        before = question(state, **asleep, **passed)
        for ring, at in life(before, TUESDAY + timedelta(days=90)):
            assert ring in Ring
            assert WEEK.is_open(at)


def test_a_hand_over_reminds_no_asker_again() -> None:
    asked = question(State.WAITING_ASKER, rung=1, handoff_to=MARIA)
    after, _ = move(asked, "handoff_accept", MARIA, {Role.TARGET}, TUESDAY + timedelta(days=4))
    assert (after.waits_since, after.rung) == (TUESDAY, 1)


@pytest.mark.parametrize(
    ("hours", "at"),
    [
        ("Mon-Fri 10:00-12:00", datetime(2026, 10, 7, 14, 0, tzinfo=UTC)),  # tomorrow at ten
        ("Sat 10:00-14:00", TUESDAY + timedelta(hours=3)),  # never together: when the desk is open
        ("Mon-Fri 16:00-20:00", TUESDAY + timedelta(hours=6)),  # the hour that they share
    ],
)
def test_both_are_at_work_where_they_can_be(hours: str, at: datetime) -> None:
    assert when_both(WEEK, WEEK.with_hours(hours), TUESDAY + timedelta(hours=3)) == at
