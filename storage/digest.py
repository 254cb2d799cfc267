"""What a digest is made from, in a few scans: every question that is open or has moved, with its history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    bindparam,
    case,
    distinct,
    func,
    literal_column,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NULLTYPE

from bot.catalog.notes import NoteState
from bot.digest.course import ANSWERS, Course, Line
from bot.digest.model import Flow, Found, Searches
from bot.digest.periods import Period
from bot.questions.model import OPEN, State
from bot.questions.personal import MASK
from storage.notes import notes
from storage.prepared import Prepared, Row, among, is_given
from storage.showcase import WAITING_COUNTED
from storage.tables import datasets, entries, helped, questions, searches

if TYPE_CHECKING:
    from storage.work import Unit

_STATES = {state.value: state for state in State}
_SEARCHED_WORDS = 20


class _OneOf(ColumnElement[bool]):
    """Whether a column is among what a query gives, which is asked first and the column then looked up by its key. Left
    to itself PostgreSQL, which cannot know how few these are, would read the whole table instead."""

    inherit_cache = True
    type: Any = NULLTYPE  # for a Boolean "= 1" is added, and no index is used

    def __init__(self, column: ColumnElement[int], query: CompoundSelect[*tuple[Any, ...]]) -> None:
        self.column, self.query = column, query


@compiles(_OneOf, "sqlite")
def _in_list(one: _OneOf, compiler: SQLCompiler, **more: Any) -> str:
    return f"{compiler.process(one.column, **more)} IN ({compiler.process(one.query, **more)})"


@compiles(_OneOf, "postgresql")
def _any_of_array(one: _OneOf, compiler: SQLCompiler, **more: Any) -> str:
    return f"{compiler.process(one.column, **more)} = ANY (ARRAY({compiler.process(one.query, **more)}))"


_q, _l = questions.c, entries.c
_MANY = 500  # rows at a time


def _moved(*columns: ColumnElement[Any]) -> CompoundSelect[*tuple[Any, ...]]:
    """These columns of every question that is open, or is over and has moved since. One state after the other: SQLite's
    statistics know of a state only how many questions it has on average, and for all of them together it would look
    through every question there is."""
    mine = select(*columns).where(*is_given(questions, "desk"))
    since = _q.changed_at >= bindparam("since", type_=_q.changed_at.type)
    over = mine.where(since, among(_q.state, set(State) - OPEN))
    return union_all(over, *(mine.where(_q.state == literal_column(f"'{state}'")) for state in sorted(OPEN)))


_COURSES = Prepared(
    _moved(
        *(_q.number, _q.asker, _q.owner, _q.platform, _q.language, _q.topic, _q.dataset, _q.close_reason, _q.rated),
        (_q.demand + 1).label("people"),
    )
)
_LINES = Prepared(
    # The moment as the database's own driver gives it: to take it through its type, row by row, costs as much as to
    # find it.
    select(_l.question, type_coerce(_l.at, NULLTYPE), _l.verb, _l.after, _l.by)
    .where(*is_given(entries, "desk"), _OneOf(_l.question, _moved(_q.number)))
    .order_by(_l.question, _l.number)
)
_HELPED = Prepared(
    select(func.coalesce(func.sum(helped.c.times), 0)).where(
        *is_given(helped, "desk"), helped.c.day >= bindparam("first"), helped.c.day <= bindparam("last")
    )
)
_SEARCHED = Prepared(
    select(searches.c.words, func.sum(searches.c.times).label("times"))
    .where(*is_given(searches, "desk"), searches.c.day >= bindparam("first"), searches.c.day <= bindparam("last"))
    .group_by(searches.c.words)
    .order_by(func.sum(searches.c.times).desc(), searches.c.words)
)
_WAITING_NOTES = Prepared(
    select(func.count()).select_from(notes).where(*is_given(notes, "desk"), among(notes.c.state, (NoteState.WAITING,)))
)
_TITLES = Prepared(
    select(datasets.c.number, datasets.c.title, datasets.c.department).where(*is_given(datasets, "desk"))
)


@cache
def _flows(count: int) -> Prepared:
    """For each of so many periods what was asked, how many got an answer, and how many more are open at its end."""
    ends = [bindparam(f"end{at}", type_=_l.at.type) for at in range(count)]
    # The last condition that holds is the oldest period, so the oldest is asked first.
    period = case(*((_l.at < end, literal_column(str(at))) for at, end in reversed(list(enumerate(ends)))))
    is_open, was_open = (case((among(column, OPEN), 1), else_=0) for column in (_l.after, _l.before))
    return Prepared(
        select(
            period.label("period"),
            func.sum(case((_l.number == 1, 1), else_=0)),
            func.count(distinct(case((among(_l.verb, ANSWERS), _l.question)))),
            func.sum(is_open - was_open),
        )
        .where(*is_given(entries, "desk"), _OneOf(_l.question, _moved(_q.number)))
        .where(_l.at >= bindparam("since", type_=_l.at.type), _l.at < ends[0])
        .group_by("period")
    )


class Digests:
    """What the digests of one desk are made from, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def found(self, since: datetime, period: Period) -> Found:
        """Every question that is open or has moved since a moment, and what else a period's digest counts."""
        lines = self._lines(since)
        courses = [
            Course(number, asker, tuple(lines.get(number, ())), *more)
            for number, asker, *more in self._link.pieces(_COURSES, _MANY, desk=self._desk, since=since)
        ]
        titles, offices = self._datasets({each.dataset for each in courses if each.dataset})
        days = {"desk": self._desk, "first": period.first, "last": period.last}
        counted = {"notes": _WAITING_NOTES, "showcase": WAITING_COUNTED}
        review = {kind: int(self._link.value(each, desk=self._desk)) for kind, each in counted.items()}
        enough = int(self._link.value(_HELPED, **days))
        return Found(courses, titles, offices, enough, _searches(self._link.rows(_SEARCHED, **days)), review)

    def flows(self, periods: Sequence[Period]) -> list[Flow]:
        """What happened in each of some weeks or months that follow each other, the newest first, in one count."""
        bounds = {f"end{at}": each.end for at, each in enumerate(periods)}
        rows = self._link.rows(_flows(len(periods)), desk=self._desk, since=periods[-1].start, **bounds)
        found = {at: (int(asked), int(answered), int(gained)) for at, asked, answered, gained in rows}
        return [Flow(each, *found.get(at, (0, 0, 0))) for at, each in enumerate(periods)]

    def rows(self, since: datetime, period: Period) -> int:
        """How many rows a digest's queries give, none of them looked at: what a benchmark compares with other
        queries."""
        days = {"desk": self._desk, "first": period.first, "last": period.last}
        moved = {"desk": self._desk, "since": since}
        asked = ((_COURSES, moved), (_LINES, moved), (_HELPED, days), (_SEARCHED, days))
        alone = {"desk": self._desk}
        every = (*asked, (_WAITING_NOTES, alone), (WAITING_COUNTED, alone), (_TITLES, alone))
        return sum([len(self._link.rows(statement, **values)) for statement, values in every])

    def _lines(self, since: datetime) -> Mapping[int, list[Line]]:
        """The history of everything that is open or has moved, by question."""
        found: defaultdict[int, list[Line]] = defaultdict(list)
        moment = _of_text if self._link.dialect.name == "sqlite" else _as_it_is
        for question, at, verb, after, by in self._link.pieces(_LINES, _MANY, desk=self._desk, since=since):
            found[question].append(Line(moment(at), verb, _STATES[after], by))
        return found

    def _datasets(self, wanted: set[int]) -> tuple[Mapping[int, str], Mapping[int, str]]:
        """Titles and departments of these datasets, by number."""
        known = self._link.rows(_TITLES, desk=self._desk) if wanted else []
        named = [(number, title, office) for number, title, office in known if number in wanted]
        return {number: title for number, title, _ in named}, {number: office for number, _, office in named}


def _searches(rows: Iterable[Row]) -> Searches:
    times = {words: int(count) for words, count in rows}
    in_vain = sum([count for words, count in times.items() if words])
    words = [(words, count) for words, count in times.items() if words not in ("", MASK)]
    return Searches(sum(times.values()), in_vain, tuple(words[:_SEARCHED_WORDS]))


def _of_text(text: str) -> datetime:
    return datetime.fromisoformat(text + "+00:00")


def _as_it_is(moment: datetime) -> datetime:
    return moment
