"""The table of moves, row by row, as interaction.md writes it down (section 5.2), and its guards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.questions.invariants import broken
from bot.questions.model import NEXT_MOVE, OPEN, OWNED, Asker, CloseReason, Question, Share, State
from bot.questions.moves import MOVES, IllegalMove, NotYours, Role, move, verbs_from
from bot.questions.wording import NEXT_MOVES, STATE_FOR_ALL, STATE_FOR_ASKER, STATE_FOR_CHAMPIONS
from tests.questions.made import ANA, ASKER, AT, MARIA, ROOM

LETTERS = {
    "d": State.DRAFT, "h": State.HELD, "u": State.UNROUTED, "o": State.OFFERED, "c": State.CLAIMED,
    "w": State.WAITING_ASKER, "z": State.SNOOZED, "a": State.ANSWERED, "s": State.SOLVED, "x": State.CLOSED,
    "=": State.DUPLICATE, "-": State.WITHDRAWN, "!": State.REMOVED,
}  # fmt: skip
WHO = {
    "A": Role.ASKER, "C": Role.CHAMPION, "O": Role.OWNER, "T": Role.TARGET, "K": Role.COORDINATOR,
    "S": Role.SYSTEM, "P": Role.PLATFORM,
}  # fmt: skip
# verb: from > to, by whom. A dot means that the state stays.
TABLE = """
submit             d > huo             A
release_hold       h > ou              K
route              uoc > ou            CKS
claim              uo > c              C
release            czw > o             OKS
handoff_offer      cw > .              OK
handoff_accept     cw > .              T
handoff_decline    cw > .              TS
escalate           co > .              OKS
deescalate         co > .              OKS
clarify            c > w               O
asker_reply        w > c               A
add_detail         huocza > .          A
snooze             c > z               OK
wake               z > c               OS
answer             couzw > a           C
confirm            ac > s              AO
reject             a > c               A
assume             a > s               S
asker_silent       w > x               S
close              uoczw > x           OK
merge              huocwza > =         CK
unmerge            = > huocwza         ACKS
merge_offer        uocwza > .          CK
reopen             sx > co             ACK
withdraw           huocwzasx= > -s     A
remove             huocwzasx= > !      K
restore            ! > huocwzasx=      K
redact             huocwzasx=-! > .    K
erase              huocwzasx=-! > .    AK
hold               uoc > h             CK
report             uoc > .             C
assign             uo > c              K
take_over          c > c               CK
takeover_ask       c > .               C
takeover_decline   c > .               OK
step_aside         cwza > .            CS
retract_answer     as > c              OK
asker_left         wa > sx             P
correct            as > .              OK
confirm_community  uocwza > s          A
asked_answer       cwz > .             O
note               huocwzasx= > .      CK
helper_reply       cwza > .            CK
reword             huocwzasx= > .      P
amend              huocwzasx= > .      P
still_working      c > .               O
backup             o > .               S
still_looking      uo > .              S
inside             o > .               S
still_on_it        c > .               S
in_person          oc > .              S
remind             w > .               S
remind_again       w > .               S
ask_verdict        a > .               S
"""
ROWS = TABLE.strip().splitlines()


def states(letters: str) -> frozenset[State]:
    return frozenset(LETTERS[each] for each in letters if each != ".")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split()[0])
def test_the_table_says_what_the_design_says(row: str) -> None:
    verb, sources, _, targets, who = row.split()
    (found,) = [each for each in MOVES if each.verb == verb]
    assert (found.sources, frozenset(found.to)) == (states(sources), states(targets))
    assert found.who == {WHO[each] for each in who}


def test_the_table_has_no_other_rows() -> None:
    assert {row.split()[0] for row in ROWS} == {each.verb for each in MOVES}


def test_every_state_has_its_words_and_its_next_mover() -> None:
    for said in (STATE_FOR_ALL, STATE_FOR_CHAMPIONS, STATE_FOR_ASKER, NEXT_MOVE):
        assert set(said) == set(State)
    assert set(NEXT_MOVES) == set(State) - {State.DRAFT}


def test_no_move_of_the_clock_closes_what_somebody_still_owes() -> None:
    ends = set(State) - OPEN - {State.DRAFT}
    for row in MOVES:
        if Role.SYSTEM in row.who and set(row.to) & ends:
            assert row.sources <= {State.WAITING_ASKER, State.ANSWERED}, row.verb


def question(state: State, **values: Any) -> Question:
    asker = Asker(ASKER, "Sam", "en", "slack", "T1", "U1")
    owner = ANA if state in (*OWNED, State.ANSWERED) else 0
    made = Question(142, "Why?", asker, Share.NAMED, ROOM, AT, AT)
    return replace(made, **{"state": state, "owner": owner, **values})


DAY = AT.date()
GUARDS: tuple[tuple[str, Question, Role, dict[str, Any], str], ...] = (
    ("claim", question(State.OFFERED, asker=Asker(ANA)), Role.CHAMPION, {}, "own question"),
    ("take_over", question(State.CLAIMED, owner=MARIA, asker=Asker(ANA)), Role.CHAMPION, {}, "own question"),
    ("close", question(State.CLAIMED), Role.OWNER, {}, "reason"),
    ("close", question(State.CLAIMED), Role.OWNER, {"close_reason": "bored"}, "reason"),
    ("snooze", question(State.CLAIMED), Role.OWNER, {"until": None}, "date"),
    ("snooze", question(State.CLAIMED), Role.OWNER, {"until": DAY}, "date"),
    ("snooze", question(State.CLAIMED), Role.OWNER, {"until": DAY + timedelta(31)}, "date"),
    ("merge", question(State.CLAIMED), Role.OWNER, {}, "role"),
    ("merge", question(State.CLAIMED), Role.CHAMPION, {"duplicate_of": 142}, "loop"),
    ("merge", question(State.CLAIMED), Role.CHAMPION, {}, "loop"),
    ("handoff_offer", question(State.CLAIMED), Role.OWNER, {"handoff_to": ANA}, "target"),
    ("handoff_offer", question(State.CLAIMED), Role.OWNER, {"handoff_to": ASKER}, "target"),
    ("handoff_offer", question(State.CLAIMED), Role.OWNER, {}, "target"),
    ("handoff_accept", question(State.CLAIMED), Role.TARGET, {}, "owner"),
    ("reopen", question(State.CLOSED), Role.ASKER, {"to": State.CLAIMED}, "owner"),
    ("reopen", question(State.CLOSED), Role.ASKER, {"to": State.ANSWERED}, "target state"),
    ("reopen", question(State.CLOSED, changed_at=AT - timedelta(90, 1)), Role.ASKER, {"to": State.OFFERED}, "too old"),
    ("retract_answer", question(State.SOLVED), Role.COORDINATOR, {}, "owner"),
    ("withdraw", question(State.OFFERED), Role.ASKER, {"to": State.SOLVED}, "target state"),
    ("unmerge", question(State.DUPLICATE, duplicate_of=118), Role.ASKER, {}, "target state"),
    ("confirm", question(State.OFFERED), Role.ASKER, {}, "state"),
    ("no_such_verb", question(State.OFFERED), Role.ASKER, {}, "state"),
    ("reject", question(State.ANSWERED), Role.CHAMPION, {}, "role"),
)


@pytest.mark.parametrize(("verb", "before", "role", "values", "why"), GUARDS)
def test_what_the_guards_turn_down(verb: str, before: Question, role: Role, values: dict[str, Any], why: str) -> None:
    with pytest.raises(NotYours if why == "role" else IllegalMove) as refused:
        move(before, verb, ANA, {role}, AT, **values)
    assert refused.value.why == why


def done(before: Question, verb: str, role: Role, by: int = ANA, **values: Any) -> Question:
    after, entry = move(before, verb, by, {role}, AT, note="because", **values)
    assert broken(after) == []
    assert (entry.before, entry.after, entry.by, entry.note) == (before.state, after.state, by, "because")
    return after


def test_a_question_may_be_reopened_for_ninety_days() -> None:
    closed = question(State.CLOSED, changed_at=AT - timedelta(90), close_reason="other")
    again = done(closed, "reopen", Role.ASKER, ASKER, to=State.OFFERED)
    assert (again.state, again.reopened, again.close_reason) == (State.OFFERED, 1, "")


def test_what_was_said_while_we_were_away_does_not_put_back_when_a_question_last_moved() -> None:
    before = question(State.CLAIMED, changed_at=AT + timedelta(hours=3))
    after, entry = move(before, "add_detail", ASKER, {Role.ASKER}, AT)
    assert (after.changed_at, entry.at) == (AT + timedelta(hours=3), AT)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_a_merge_is_undone_whole(state: State) -> None:
    before = question(state)
    merged = done(before, "merge", Role.CHAMPION, duplicate_of=118)
    back = done(merged, "unmerge", Role.ASKER, ASKER)
    assert replace(back, entries=0, waits_since=None) == replace(before, entries=0)


def test_a_removed_duplicate_comes_back_as_the_duplicate_it_was() -> None:
    merged = done(question(State.CLAIMED), "merge", Role.CHAMPION, duplicate_of=118)
    back = done(done(merged, "remove", Role.COORDINATOR), "restore", Role.COORDINATOR)
    assert (back.state, back.duplicate_of) == (State.DUPLICATE, 118)
    assert done(back, "unmerge", Role.COORDINATOR).state is State.CLAIMED


def test_the_owner_changes_when_the_other_accepts_and_not_before() -> None:
    offered = done(question(State.CLAIMED), "handoff_offer", Role.OWNER, handoff_to=MARIA)
    assert (offered.owner, offered.handoff_to) == (ANA, MARIA)
    assert done(offered, "handoff_decline", Role.TARGET, MARIA).owner == ANA
    accepted = done(offered, "handoff_accept", Role.TARGET, MARIA)
    assert (accepted.owner, accepted.handoff_to, accepted.handoffs) == (MARIA, 0, 1)


def test_what_is_put_aside_is_not_being_passed_on_any_more() -> None:
    asleep = done(question(State.CLAIMED, handoff_to=MARIA), "snooze", Role.OWNER, until=DAY + timedelta(7))
    assert (asleep.state, asleep.handoff_to) == (State.SNOOZED, 0)


def test_an_answer_claims_what_nobody_holds() -> None:
    assert done(question(State.UNROUTED), "answer", Role.CHAMPION).owner == ANA
    assert done(question(State.SNOOZED), "answer", Role.CHAMPION, MARIA).owner == ANA


def test_only_the_asker_confirms_in_earnest() -> None:
    assert done(question(State.ANSWERED), "confirm", Role.ASKER, ASKER).confirmed == "true"
    assert done(question(State.ANSWERED), "confirm", Role.OWNER).confirmed == "soft"
    assert done(question(State.ANSWERED), "assume", Role.SYSTEM, 0).confirmed == "assumed"
    assert done(question(State.WAITING_ASKER), "asker_silent", Role.SYSTEM, 0).close_reason == CloseReason.ASKER_SILENT


def test_an_asker_who_left_leaves_nothing_half_closed() -> None:
    waiting = question(State.WAITING_ASKER, handoff_to=MARIA)
    assert done(waiting, "asker_left", Role.PLATFORM, 0, to=State.CLOSED).close_reason == CloseReason.ASKER_SILENT
    assert done(question(State.ANSWERED), "asker_left", Role.PLATFORM, 0, to=State.SOLVED).confirmed == "assumed"


def test_the_buttons_are_what_the_table_allows() -> None:
    assert set(verbs_from(State.OFFERED, {Role.CHAMPION})) == {
        *("route", "claim", "answer", "merge", "merge_offer", "hold", "report", "note")
    }
    assert verbs_from(State.REMOVED, {Role.ASKER}) == ("erase",)
