"""The state machine: one written-out table of who may do what from where (interaction.md, section 5.2).

The table drives the guard, the buttons on the cards, the help, the tests and the diagram in the docs. A move is pure:
it takes a question and gives the changed question with its line of history.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.engine.errors import ChampionsError
from bot.questions.model import OPEN, OWNED, PASSABLE, CloseReason, Entry, Question, State

S = State
REOPEN_DAYS = 90
SNOOZE_DAYS = 30
HANDOFFS_BEFORE_COORDINATOR = 3
# Where the state stays, these are activity of whoever is waited for: the wait begins anew.
_OF_ANYBODY = frozenset({"route", "take_over", "handoff_accept", "escalate", "deescalate"})
_OF_OWNER = frozenset({"still_working", "note", "helper_reply", "asked_answer"})


class Role(StrEnum):
    """What somebody is to one question: the columns of the permission matrix (interaction.md, section 6.1)."""

    ASKER = "asker"
    CHAMPION = "champion"
    OWNER = "owner"
    TARGET = "target"
    COORDINATOR = "coordinator"
    SYSTEM = "system"
    PLATFORM = "platform"


class IllegalMove(ChampionsError):
    """The move is not in the table from this state, or its guard says no. ``why`` names the guard."""

    def __init__(self, question: Question, verb: str, why: str = "state") -> None:
        super().__init__(f"{question.id}: {verb} from {question.state}: {why}")
        self.question, self.verb, self.why = question, verb, why


class NotYours(IllegalMove):
    """The move is legal from this state, for somebody else."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. An empty ``to`` means that the state stays as it is."""

    verb: str
    sources: frozenset[State]
    to: tuple[State, ...]
    who: frozenset[Role]


def _row(verb: str, sources: Collection[State], to: State | tuple[State, ...] | None, *who: Role) -> Move:
    targets = () if to is None else to if isinstance(to, tuple) else (to,)
    return Move(verb, frozenset(sources), targets, frozenset(who))


_A, _C, _O, _T, _K, _S, _P = Role  # asker, champion, owner, target, coordinator, system, platform
_ALL = frozenset(S) - {S.DRAFT}
_OVER = frozenset({S.SOLVED, S.CLOSED, S.WITHDRAWN})
# Who was asked beside an owner, and what the owner wrote in the thread, are of that owner's time.
_LEFT_BEHIND: dict[str, Any] = {"second": 0, "replied": False}
_LIVE = _ALL - {S.WITHDRAWN, S.REMOVED}

MOVES: tuple[Move, ...] = (
    _row("submit", {S.DRAFT}, (S.HELD, S.UNROUTED, S.OFFERED), _A),
    _row("release_hold", {S.HELD}, (S.OFFERED, S.UNROUTED), _K),
    _row("route", {S.UNROUTED, S.OFFERED, S.CLAIMED}, (S.OFFERED, S.UNROUTED), _C, _K, _S),
    _row("claim", {S.OFFERED, S.UNROUTED}, S.CLAIMED, _C),
    _row("assign", {S.OFFERED, S.UNROUTED}, S.CLAIMED, _K),
    _row("take_over", {S.CLAIMED}, S.CLAIMED, _C, _K),
    _row("takeover_ask", {S.CLAIMED}, None, _C),
    _row("takeover_decline", {S.CLAIMED}, None, _O, _K),
    _row("step_aside", OWNED | {S.ANSWERED}, None, _C, _S),
    _row("release", {S.CLAIMED, S.SNOOZED, S.WAITING_ASKER}, S.OFFERED, _O, _K, _S),
    _row("handoff_offer", PASSABLE, None, _O, _K),
    _row("handoff_accept", PASSABLE, None, _T),
    _row("handoff_decline", PASSABLE, None, _T, _S),
    _row("escalate", {S.CLAIMED, S.OFFERED}, None, _O, _K, _S),
    _row("deescalate", {S.CLAIMED, S.OFFERED}, None, _O, _K, _S),
    _row("clarify", {S.CLAIMED}, S.WAITING_ASKER, _O),
    _row("asker_reply", {S.WAITING_ASKER}, S.CLAIMED, _A),
    _row("add_detail", OPEN - {S.WAITING_ASKER}, None, _A),
    _row("snooze", {S.CLAIMED}, S.SNOOZED, _O, _K),
    _row("wake", {S.SNOOZED}, S.CLAIMED, _O, _S),
    _row("answer", {S.CLAIMED, S.OFFERED, S.UNROUTED, S.SNOOZED, S.WAITING_ASKER}, S.ANSWERED, _C),
    _row("retract_answer", {S.ANSWERED, S.SOLVED}, S.CLAIMED, _O, _K),
    _row("correct", {S.ANSWERED, S.SOLVED}, None, _O, _K),
    _row("confirm", {S.ANSWERED, S.CLAIMED}, S.SOLVED, _A, _O),
    _row("reject", {S.ANSWERED}, S.CLAIMED, _A),
    _row("confirm_community", OPEN - {S.HELD}, S.SOLVED, _A),
    _row("asked_answer", OWNED, None, _O),
    _row("assume", {S.ANSWERED}, S.SOLVED, _S),
    _row("asker_silent", {S.WAITING_ASKER}, S.CLOSED, _S),
    _row("asker_left", {S.WAITING_ASKER, S.ANSWERED}, (S.SOLVED, S.CLOSED), _P),
    _row("close", {S.UNROUTED, S.OFFERED, S.CLAIMED, S.SNOOZED, S.WAITING_ASKER}, S.CLOSED, _O, _K),
    _row("merge", OPEN, S.DUPLICATE, _C, _K),
    _row("unmerge", {S.DUPLICATE}, tuple(OPEN), _A, _C, _K, _S),
    _row("merge_offer", OPEN - {S.HELD}, None, _C, _K),
    _row("reopen", {S.SOLVED, S.CLOSED}, (S.CLAIMED, S.OFFERED), _A, _C, _K),
    _row("withdraw", _LIVE, (S.WITHDRAWN, S.SOLVED), _A),
    _row("hold", {S.UNROUTED, S.OFFERED, S.CLAIMED}, S.HELD, _K, _C),
    _row("report", {S.UNROUTED, S.OFFERED, S.CLAIMED}, None, _C),
    _row("remove", _ALL - {S.REMOVED, S.WITHDRAWN}, S.REMOVED, _K),
    _row("restore", {S.REMOVED}, tuple(_ALL - {S.REMOVED, S.WITHDRAWN}), _K),
    _row("redact", _ALL, None, _K),
    _row("erase", _ALL, None, _A, _K),
    _row("reword", _LIVE, None, _P),
    _row("amend", _LIVE, None, _P),
    _row("note", _LIVE, None, _C, _K),
    _row("helper_reply", {S.CLAIMED, S.WAITING_ASKER, S.SNOOZED, S.ANSWERED}, None, _C, _K),
    _row("still_working", {S.CLAIMED}, None, _O),
    # What the clock tells people, and nothing else (interaction.md, section 4.2).
    _row("backup", {S.OFFERED}, None, _S),
    _row("still_looking", {S.UNROUTED, S.OFFERED}, None, _S),
    _row("inside", {S.OFFERED}, None, _S),
    _row("still_on_it", {S.CLAIMED}, None, _S),
    _row("in_person", {S.OFFERED, S.CLAIMED}, None, _S),
    _row("remind", {S.WAITING_ASKER}, None, _S),
    _row("remind_again", {S.WAITING_ASKER}, None, _S),
    _row("ask_verdict", {S.ANSWERED}, None, _S),
)
_BY_VERB: dict[str, tuple[Move, ...]] = {}
for _each in MOVES:
    _BY_VERB[_each.verb] = (*_BY_VERB.get(_each.verb, ()), _each)


def verbs_from(state: State, roles: Collection[Role]) -> tuple[str, ...]:
    """The verbs that somebody with ``roles`` may say in ``state``: what a card offers as buttons."""
    return tuple(each.verb for each in MOVES if state in each.sources and each.who & frozenset(roles))


def move(
    question: Question,
    verb: str,
    by: int,
    roles: Collection[Role],
    at: datetime,
    *,
    to: State | None = None,
    note: str = "",
    **changes: Any,
) -> tuple[Question, Entry]:
    """Do ``verb`` to ``question`` for person number ``by``: the changed question and its history line.

    ``changes`` are the fields that the verb is about (``owner=``, ``close_reason=``, ``duplicate_of=`` …). ``to``
    chooses where the table leaves a choice; ``today`` among them is the desk's date, from which days ahead are
    counted, where it is not that of ``at``. Raises :class:`IllegalMove` (state or guard) or :class:`NotYours`.
    """
    row = _allowed(question, verb, frozenset(roles))
    _guard(question, verb, by, at, changes)
    after = _target(question, row, to, verb)
    owner = _owner(question, verb, by, after, changes.pop("owner", 0))
    if after in OWNED and not owner:
        raise IllegalMove(question, verb, "owner")
    changed = question.but(
        **{
            **_effects(question, verb, roles, after),
            **(_LEFT_BEHIND if owner != question.owner or after in _OVER else {}),
            **({"handoff_at": at} if verb == "handoff_offer" else {}),
            **({"waits_since": at, "rung": 0} if _waits_anew(question, verb, by, after) else {}),
            **changes,
            "state": after,
            "owner": owner,
            # What was said while we were away has its own time, and may come after what was done since.
            "changed_at": max(at, question.changed_at),
            "entries": question.entries + 1,
        },
    )
    entry = Entry(question.number, changed.entries, verb, question.state, after, by, at, note)
    return changed, entry


def _allowed(question: Question, verb: str, roles: frozenset[Role]) -> Move:
    known = _BY_VERB.get(verb, ())
    rows = [row for row in known if question.state in row.sources]
    if known and not any(row.who & roles for row in known):  # whatever the state: it was never theirs to do
        raise NotYours(question, verb, "role")
    if not rows:
        raise IllegalMove(question, verb)
    for row in rows:
        if row.who & roles:
            return row
    raise NotYours(question, verb, "role")


def _guard(question: Question, verb: str, by: int, at: datetime, changes: dict[str, Any]) -> None:
    today: date = changes.pop("today", at.date())
    longest: int = changes.pop("longest", SNOOZE_DAYS)
    match verb:
        case "claim" | "take_over" if by == question.asker.number:
            raise IllegalMove(question, verb, "own question")
        case "close" if changes.get("close_reason") not in set(CloseReason):
            raise IllegalMove(question, verb, "reason")
        case "snooze" if not _within(changes.get("until"), today, longest):
            raise IllegalMove(question, verb, "date")
        case "reopen" if at - question.changed_at > timedelta(days=REOPEN_DAYS):
            raise IllegalMove(question, verb, "too old")
        case "merge" if changes.get("duplicate_of", 0) in (0, question.number):
            raise IllegalMove(question, verb, "loop")
        case "handoff_offer" if changes.get("handoff_to", 0) in (0, question.owner, question.asker.number):
            raise IllegalMove(question, verb, "target")


def _within(day: date | None, today: date, days: int) -> bool:
    return day is not None and today < day <= today + timedelta(days=days)


def _target(question: Question, row: Move, to: State | None, verb: str) -> State:
    if not row.to:
        return question.state
    if verb in ("unmerge", "restore"):
        to = S.DUPLICATE if verb == "restore" and question.duplicate_of else question.prior
    if len(row.to) == 1:
        return row.to[0]
    unanswered = verb == "withdraw" and to is S.SOLVED and question.state not in (S.ANSWERED, S.SOLVED)
    if to not in row.to or unanswered:
        raise IllegalMove(question, verb, "target state")
    return to


def _owner(question: Question, verb: str, by: int, after: State, named: int) -> int:
    """Exactly one owner while it is claimed, snoozed or waiting on the asker; nobody while it is offered."""
    if after in (S.OFFERED, S.UNROUTED, S.HELD):
        return 0
    if verb == "handoff_accept":
        return question.handoff_to
    if verb in ("claim", "take_over", "assign"):
        return named or by
    if verb == "answer":
        return named or question.owner or by
    return named or question.owner


def _waits_anew(question: Question, verb: str, by: int, after: State) -> bool:
    """Whether the wait for whoever has the next move begins anew with this one."""
    if after is not question.state:
        return True
    match after:
        case S.UNROUTED | S.OFFERED | S.CLAIMED:
            return verb in _OF_ANYBODY or (verb in _OF_OWNER and by == question.owner)
        case S.ANSWERED:
            return verb in ("add_detail", "correct")
        case _:
            return False


def _effects(question: Question, verb: str, roles: Collection[Role], after: State) -> dict[str, Any]:
    match verb:
        case "remove" | "restore" if S.DUPLICATE in (question.state, after):
            return {}  # a duplicate keeps what it was before the merge, so that both can be undone
        case "merge" | "remove":
            return {"prior": question.state, "handoff_to": 0}
        case "unmerge" | "restore":
            return {"prior": None, "duplicate_of": 0}
        case "asker_left":
            left = {"close_reason": CloseReason.ASKER_SILENT} if after is S.CLOSED else {"confirmed": "assumed"}
            return {**left, "handoff_to": 0}
        case "handoff_accept":
            return {"handoff_to": 0, "handoffs": question.handoffs + 1}
        case "answer":
            return {"handoff_to": 0, "helpful": 0, "rated": ""}
        case "correct":
            return {"helpful": 0, "rated": ""}
        case "handoff_decline" | "take_over" | "release" | "close" | "route" | "hold" | "withdraw":
            return {"handoff_to": 0}
        case "asked_answer":
            return {"replied": True}
        case "step_aside":
            return {"second": 0}
        case "snooze":  # while it sleeps nobody can accept it
            return {"handoff_to": 0}
        case "reject":
            return {"rejected": question.rejected + 1}
        case "confirm":
            return {"confirmed": "true" if Role.ASKER in roles else "soft", "handoff_to": 0}
        case "confirm_community":
            return {"confirmed": "true", "handoff_to": 0}
        case "assume":
            return {"confirmed": "assumed"}
        case "reopen":
            cleared = {"confirmed": "", "close_reason": "", "solved_by": ""}
            return {**cleared, "reopened": question.reopened + 1}
        case "asker_silent":
            return {"close_reason": CloseReason.ASKER_SILENT, "handoff_to": 0}
        case _:
            return {}
