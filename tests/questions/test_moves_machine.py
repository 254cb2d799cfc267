"""Whatever people and the clock do, in whatever order: no question is ever broken, lost or taken from its owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.questions.invariants import broken
from bot.questions.model import OPEN, OWNED, Asker, CloseReason, Question, Share, State
from bot.questions.moves import MOVES, REOPEN_DAYS, IllegalMove, Move, Role, move
from tests.questions.made import ANA, ASKER, AT, KIM, MARIA, ROOM

PEOPLE = (ASKER, ANA, MARIA, KIM)
VERBS = sorted({row.verb for row in MOVES})
ENDS = (
    "withdraw",
    "remove",
    "restore",
    "erase",
    "redact",
    "note",
)  # they would fill most lives; anything else tries them
# Where a guard may say no though the state and the person are right.
GUARDED = ("reopen", "retract_answer", "withdraw")
numbers = st.sampled_from((0, 118, 142, *PEOPLE))
days = st.one_of(st.none(), st.integers(-3, 40))


def roles_of(number: int, question: Question) -> set[Role]:
    """What somebody is to the question; 0 is the clock or the platform."""
    if not number:
        return {Role.SYSTEM, Role.PLATFORM}
    roles = {Role.ASKER} if number == ASKER else {Role.CHAMPION}
    roles |= {Role.COORDINATOR} if number == KIM else set()
    roles |= {Role.OWNER} if number == question.owner else set()
    return roles | ({Role.TARGET} if number == question.handoff_to else set())


def targets(row: Move) -> st.SearchStrategy[State | None]:
    """The states that a move may lead to, in an order that does not hang on the hash of the day."""
    return st.sampled_from(sorted(row.to)) if row.to else st.none()


class Life(RuleBasedStateMachine):
    """The life of one question; ``history`` holds every question that it was."""

    def __init__(self) -> None:
        super().__init__()
        asker = Asker(ASKER, "Sam", "en", "slack", "T1", "U1")
        self.question = Question(142, "Why?", asker, Share.NAMED, ROOM, AT, AT, offered_to=ANA)
        self.at, self.lines = AT, 0
        self.before_merge: Question | None = None

    def act(self, verb: str, by: int, to: State | None = None, **changes: Any) -> bool:
        """Do it if it is allowed; everything that must hold between two moves is asked here."""
        before = self.question
        try:
            after, entry = move(before, verb, by, roles_of(by, before), self.at, to=to, **changes)
        except IllegalMove:
            return False
        self.question, self.lines = after, self.lines + 1
        self.before_merge = before if verb == "merge" else self.before_merge
        assert (entry.number, entry.verb, entry.before, entry.after) == (self.lines, verb, before.state, after.state)
        assert after.entries == before.entries + 1
        if before.state in OWNED and after.state in OWNED and before.owner != after.owner:
            assert verb in ("handoff_accept", "take_over")
        if not by and after.state not in OPEN and after.state is not before.state:
            assert before.state in (State.WAITING_ASKER, State.ANSWERED)
        if verb == "reopen":
            assert self.at - before.changed_at <= timedelta(days=REOPEN_DAYS)
        return True

    @initialize(to=st.sampled_from((State.OFFERED, State.UNROUTED, State.HELD)))
    def it_is_submitted(self, to: State) -> None:
        assert self.act("submit", ASKER, to)

    @rule(
        verb=st.sampled_from(VERBS), by=st.sampled_from((0, *PEOPLE)),
        to=st.one_of(st.none(), st.sampled_from(State)), number=numbers, until=days,
        reason=st.sampled_from(("", *CloseReason)),
    )  # fmt: skip
    def anybody_tries_anything(
        self, verb: str, by: int, to: State | None, number: int, until: int | None, reason: str
    ) -> None:
        known: dict[str, dict[str, Any]] = {
            "close": {"close_reason": reason},
            "snooze": {"until": None if until is None else self.at.date() + timedelta(days=until)},
            "merge": {"duplicate_of": number},
            "handoff_offer": {"handoff_to": number},
            "assign": {"owner": number},
            "take_over": {"owner": by},
        }
        self.act(verb, by, to, **known.get(verb, {}))

    @precondition(lambda self: self.question.state not in (State.REMOVED, State.WITHDRAWN))
    @rule(data=st.data())
    def somebody_does_what_the_table_allows(self, data: st.DataObject) -> None:
        """So that long lives come about, and not only refusals."""
        rows = [row for row in MOVES if self.question.state in row.sources and row.verb not in ENDS]
        row = data.draw(st.sampled_from(rows))
        able = [by for by in (*PEOPLE, 0) if roles_of(by, self.question) & row.who]
        known: dict[str, dict[str, Any]] = {
            "close": {"close_reason": CloseReason.NO_DATA},
            "snooze": {"until": self.at.date() + timedelta(days=7)},
            "merge": {"duplicate_of": 118},
            "handoff_offer": {"handoff_to": MARIA if self.question.owner == ANA else ANA},
        }
        changes = known.get(row.verb, {})
        done = (
            [self.act(row.verb, data.draw(st.sampled_from(able)), data.draw(targets(row)), **changes)] if able else []
        )
        assert all(done) or row.verb in GUARDED

    @rule(passed=st.integers(0, 100))
    def time_passes(self, passed: int) -> None:
        self.at += timedelta(days=passed)

    @precondition(lambda self: self.question.state is State.DUPLICATE)
    @rule(by=st.sampled_from((ASKER, ANA, KIM)))
    def a_merge_is_undone(self, by: int) -> None:
        assert self.act("unmerge", by)
        assert self.before_merge is not None
        assert (self.question.state, self.question.owner) == (self.before_merge.state, self.before_merge.owner)

    @precondition(lambda self: self.question.state not in (State.REMOVED, State.WITHDRAWN))
    @rule()
    def a_removal_is_undone(self) -> None:
        before = self.question
        assert self.act("remove", KIM)
        assert self.act("restore", KIM)
        kept = replace(self.question, entries=before.entries, changed_at=before.changed_at)
        kept = replace(kept, waits_since=before.waits_since, rung=before.rung)  # the clock begins anew
        assert kept == replace(before, handoff_to=kept.handoff_to, prior=kept.prior)

    @invariant()
    def nothing_is_broken(self) -> None:
        assert broken(self.question) == []

    @invariant()
    def exactly_one_owner_while_somebody_holds_it(self) -> None:
        if self.question.state in OWNED:
            assert self.question.owner
        if self.question.state in (State.OFFERED, State.UNROUTED, State.HELD):
            assert not self.question.owner

    @invariant()
    def the_history_has_a_line_for_every_move(self) -> None:
        assert self.question.entries == self.lines


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=250, stateful_step_count=50, deadline=None)
