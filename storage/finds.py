"""Finds: what polls have shown, what is held of it, and what was announced."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import orjson
from sqlalchemy import bindparam, literal_column, select, update

from bot.catalog.finds import ANNOUNCED, Announcement, Decision, Ending, Find, FindKind, FindState, HeldFor, Hold
from bot.questions.model import CloseReason, State
from storage.numbers import next_number
from storage.prepared import Prepared, Row, adding, among, is_given
from storage.tables import announcements, datasets, finds, holds, questions

if TYPE_CHECKING:
    from storage.work import Unit

_f = finds.c
_FIELDS = (*("dataset", "kind", "at", "made", "detail", "successor", "number", "state", "hold", "announcement"),)
_all = select(*(_f[name] for name in _FIELDS))
_whole = _all.order_by(_f.number)
# Not put in order here: SQLite would walk through all finds in the order of their numbers for the few of a dataset.
_ABOUT = Prepared(_all.where(*is_given(finds, "desk", "dataset")))
_OF = {
    state: Prepared(_whole.where(*is_given(finds, "desk"), _f.state == literal_column(f"'{state.value}'")))
    for state in FindState
}
_STRAY = Prepared(
    _whole.where(
        *is_given(finds, "desk"), _f.state == literal_column(f"'{FindState.HELD}'"), _f.hold == literal_column("0")
    )
)
_HELD_WITH = Prepared(_whole.where(*is_given(finds, "desk", "hold"), _f.hold > literal_column("0")))
_SHOWN_WITH = Prepared(_whole.where(*is_given(finds, "desk", "announcement"), _f.announcement > literal_column("0")))
_ADD = Prepared(adding(finds, "desk", *_FIELDS))
_SETTLE = Prepared(
    update(finds)
    .where(*is_given(finds, "desk", "number"), _f.state == bindparam("before"))
    .values(state=bindparam("new_state"), hold=bindparam("new_hold"), announcement=bindparam("new_announcement"))
)
_GONE = Prepared(select(datasets.c.gone_at).where(*is_given(datasets, "desk", "number")))
_SUCCESSOR = Prepared(
    select(_f.number, _f.successor).where(*is_given(finds, "desk", "dataset"), _f.successor > literal_column("0"))
)
_ALL_GONE = Prepared(select(datasets.c.number).where(*is_given(datasets, "desk"), datasets.c.gone_at.is_not(None)))
_q = questions.c
_IN_VAIN = Prepared(
    select(_q.number)
    .where(
        *is_given(questions, "desk"),
        *(
            _q.state == literal_column(f"'{State.CLOSED}'"),
            _q.close_reason == literal_column(f"'{CloseReason.NO_DATA}'"),
        ),
    )
    .order_by(_q.number.desc())
    .limit(bindparam("limit"))
)
_ASKED_ABOUT = Prepared(
    select(_q.number)
    .where(*is_given(questions, "desk", "dataset"), among(_q.state, (State.ANSWERED, State.SOLVED)))
    .order_by(_q.number.desc())
    .limit(bindparam("limit"))
)
_h = holds.c
_HOLD = select(_h.number, _h.at, _h.why, _h.decision, _h.decided_by).where(*is_given(holds, "desk"))
_ONE_HOLD = Prepared(_HOLD.where(_h.number == bindparam("number")))
_OPEN_HOLDS = Prepared(_HOLD.where(_h.decision == literal_column("''")).order_by(_h.number))
_ADD_HOLD = Prepared(adding(holds, "desk", "number", "at", "why"))
_DECIDE = Prepared(
    update(holds)
    .where(*is_given(holds, "desk", "number"), _h.decision == literal_column("''"))
    .values(decision=bindparam("said"), decided_by=bindparam("person"))
)
_a = announcements.c
_ADD_ANNOUNCEMENT = Prepared(adding(announcements, "desk", "number", "at", "due"))
_ANNOUNCEMENT = Prepared(select(_a.number, _a.at, _a.due).where(*is_given(announcements, "desk", "number")))


class Finds:
    """The finds of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def add(self, finds: Sequence[Find], *, held: bool = False) -> tuple[Find, ...]:
        """Write down what a poll found; gives those that are no repeats."""
        state, added = FindState.HELD if held else FindState.WAITING, []
        for each in finds:
            if not any(_is_same(each, before) for before in self.about(each.dataset)):
                number = next_number(self._link, self._desk, "find")
                added.append(replace(each, number=number, state=state, hold=0, announcement=0))
                self._link.run(_ADD, desk=self._desk, **_values(added[-1]))
        return tuple(added)

    def of(self, state: FindState, kinds: Collection[FindKind] = ANNOUNCED) -> tuple[Find, ...]:
        """Every find of these kinds that stands so, the oldest first."""
        found = map(_find, self._link.rows(_OF[state], desk=self._desk))
        return tuple(each for each in found if each.kind in kinds)

    def stray(self) -> tuple[Find, ...]:
        """Those that are held and part of no hold yet, of every kind, the oldest first."""
        return tuple(map(_find, self._link.rows(_STRAY, desk=self._desk)))

    def about(self, dataset: int) -> tuple[Find, ...]:
        """Every find of a dataset, the newest first."""
        found = map(_find, self._link.rows(_ABOUT, desk=self._desk, dataset=dataset))
        return tuple(sorted(found, key=lambda each: -each.number))

    def ending(self, dataset: int) -> Ending:
        """Whether a dataset has left its portal, and what replaces it."""
        gone = self._link.value(_GONE, desk=self._desk, number=dataset) is not None
        replaced = self._link.rows(_SUCCESSOR, desk=self._desk, dataset=dataset)
        return Ending(gone, max(replaced)[1] if replaced else 0)

    def gone(self) -> frozenset[int]:
        """Every dataset that has left its portal, by number."""
        return frozenset(number for (number,) in self._link.rows(_ALL_GONE, desk=self._desk))

    def asked_in_vain(self, limit: int) -> tuple[int, ...]:
        """The questions that ended as "no such data", by their numbers: so many of the newest, oldest first."""
        found = self._link.rows(_IN_VAIN, desk=self._desk, limit=limit)
        return tuple(number for (number,) in reversed(found))

    def asked_about(self, dataset: int, limit: int) -> tuple[int, ...]:
        """The questions about a dataset that have an answer, by their numbers, newest first."""
        return tuple(
            number for (number,) in self._link.rows(_ASKED_ABOUT, desk=self._desk, dataset=dataset, limit=limit)
        )

    def held_with(self, hold: int) -> tuple[Find, ...]:
        """Every find that is, or was, held as one, the oldest first."""
        return tuple(map(_find, self._link.rows(_HELD_WITH, desk=self._desk, hold=hold)))

    def shown_with(self, announcement: int) -> tuple[Find, ...]:
        """Every find that was announced as one, the oldest first."""
        return tuple(map(_find, self._link.rows(_SHOWN_WITH, desk=self._desk, announcement=announcement)))

    def settle(self, finds: Collection[Find], state: FindState, *, hold: int = 0, announcement: int = 0) -> int:
        """Let finds stand otherwise; gives how many still stood as they were given."""
        return sum(
            self._link.run(
                _SETTLE, desk=self._desk, number=each.number, before=each.state.value, new_state=state.value,
                new_hold=hold or each.hold, new_announcement=announcement or each.announcement,
            )
            for each in finds
        )  # fmt: skip

    def new_hold(self, at: datetime, why: HeldFor) -> Hold:
        """A new hold; gives it the desk's next number."""
        hold = Hold(next_number(self._link, self._desk, "hold"), at, why)
        self._link.run(_ADD_HOLD, desk=self._desk, number=hold.number, at=at, why=why.value)
        return hold

    def hold(self, number: int) -> Hold | None:
        """The hold with that number."""
        found = self._link.row(_ONE_HOLD, desk=self._desk, number=number)
        return _hold(found) if found is not None else None

    def open_holds(self) -> tuple[Hold, ...]:
        """Those that nobody has decided yet, the oldest first."""
        return tuple(map(_hold, self._link.rows(_OPEN_HOLDS, desk=self._desk)))

    def decide(self, hold: Hold) -> bool:
        """Write down what was decided of a hold; False where somebody has decided before."""
        said = {"said": hold.decision.value, "person": hold.decided_by}
        return self._link.run(_DECIDE, desk=self._desk, number=hold.number, **said) == 1

    def new_announcement(self, at: datetime, due: datetime | None = None) -> Announcement:
        """A new announcement; gives it the desk's next number."""
        made = Announcement(next_number(self._link, self._desk, "announcement"), at, due)
        self._link.run(_ADD_ANNOUNCEMENT, desk=self._desk, number=made.number, at=at, due=due)
        return made

    def announcement(self, number: int) -> Announcement | None:
        """The announcement with that number."""
        found = self._link.row(_ANNOUNCEMENT, desk=self._desk, number=number)
        return Announcement(*found) if found is not None else None


def _is_same(find: Find, before: Find) -> bool:
    """A dataset is new once, ever; anything else is the same where the same poll saw it."""
    if find.kind in ANNOUNCED:
        return before.kind in ANNOUNCED
    return (find.kind, find.at) == (before.kind, before.at)


def _values(find: Find) -> dict[str, object]:
    changed = (find.removed, find.renamed, find.stopped, find.corrected)
    detail = orjson.dumps(changed).decode() if any(changed) else ""
    beside = {name: getattr(find, name) for name in _FIELDS if name != "detail"}
    return {**beside, "kind": find.kind.value, "state": find.state.value, "detail": detail}


def _find(row: Row) -> Find:
    values = dict(zip(_FIELDS, row, strict=True))
    removed, renamed, stopped, corrected = orjson.loads(values.pop("detail") or '[[], [], "", ""]')
    kind, state = FindKind(values.pop("kind")), FindState(values.pop("state"))
    return Find(
        **values, kind=kind, state=state, removed=tuple(removed), stopped=stopped, corrected=corrected,
        renamed=tuple((before, after) for before, after in renamed),
    )  # fmt: skip


def _hold(row: Row) -> Hold:
    number, at, why, decision, by = row
    return Hold(number, at, HeldFor(why), Decision(decision), by)
