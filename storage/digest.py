"""What a digest is made from, in a few scans: every question that is open or has moved, with its history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, CompoundSelect, bindparam, func, literal_column, select, type_coerce, union
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NULLTYPE

from bot.catalog.notes import NoteState
from bot.digest.course import Course, Line
from bot.digest.model import Flow, Found, Searches
from bot.digest.periods import Period
from bot.questions.model import OPEN, State
from storage.flow import flow_in
from storage.notes import notes
from storage.prepared import Prepared, Row, among, is_given
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

    def __init__(self, column: ColumnElement[int], query: CompoundSelect[int]) -> None:
        self.column, self.query = column, query


@compiles(_OneOf, "sqlite")
def _in_list(one: _OneOf, compiler: SQLCompiler, **more: Any) -> str:
    return f"{compiler.process(one.column, **more)} IN ({compiler.process(one.query, **more)})"


@compiles(_OneOf, "postgresql")
def _any_of_array(one: _OneOf, compiler: SQLCompiler, **more: Any) -> str:
    return f"{compiler.process(one.column, **more)} = ANY (ARRAY({compiler.process(one.query, **more)}))"


_e, _q = entries.c, questions.c
_line, _asked = entries.alias("line"), questions.alias("asked")
# One state after the other: SQLite's statistics know of a state only how many questions it has on average, and for all
# of them together it would look through every question there is.
_moved = union(
    select(_e.question).where(*is_given(entries, "desk"), _e.at >= bindparam("since", type_=_e.at.type)),
    *(
        select(_q.number).where(*is_given(questions, "desk"), _q.state == literal_column(f"'{state}'"))
        for state in sorted(OPEN)
    ),
)
_l, _a = _line.c, _asked.c
_COURSES = Prepared(
    select(
        *(_a.number, _a.asker, _a.owner, _a.platform, _a.language, _a.topic, _a.dataset, _a.close_reason, _a.rated),
        _a.demand + 1,
    ).where(*is_given(_asked, "desk"), _OneOf(_a.number, _moved))
)
_LINES = Prepared(
    # The moment as the database's own driver gives it: to take it through its type, row by row, costs as much as to
    # find it.
    select(_l.question, type_coerce(_l.at, NULLTYPE), _l.verb, _l.after, _l.by)
    .where(*is_given(_line, "desk"), _OneOf(_l.question, _moved))
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


class Digests:
    """What the digests of one desk are made from, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def found(self, since: datetime, period: Period) -> Found:
        """Every question that is open or has moved since a moment, and what else a period's digest counts."""
        lines = self._lines(since)
        courses = [
            Course(number, asker, tuple(lines.get(number, ())), *more)
            for number, asker, *more in self._link.rows(_COURSES, desk=self._desk, since=since)
        ]
        titles, offices = self._datasets({each.dataset for each in courses if each.dataset})
        days = {"desk": self._desk, "first": period.first, "last": period.last}
        review = {"notes": int(self._link.value(_WAITING_NOTES, desk=self._desk))}
        enough = int(self._link.value(_HELPED, **days))
        return Found(courses, titles, offices, enough, _searches(self._link.rows(_SEARCHED, **days)), review)

    def flow(self, period: Period) -> Flow:
        """What happened in one week or month, in one count."""
        return flow_in(self._link, self._desk, period)

    def rows(self, since: datetime, period: Period) -> int:
        """How many rows a digest's queries give, none of them looked at: what a benchmark compares with other
        queries."""
        days = {"desk": self._desk, "first": period.first, "last": period.last}
        moved = {"desk": self._desk, "since": since}
        asked = ((_COURSES, moved), (_LINES, moved), (_HELPED, days), (_SEARCHED, days))
        alone = {"desk": self._desk}
        every = (*asked, (_WAITING_NOTES, alone), (_TITLES, alone))
        return sum([len(self._link.rows(statement, **values)) for statement, values in every])

    def _lines(self, since: datetime) -> Mapping[int, list[Line]]:
        """The history of everything that is open or has moved, by question."""
        found: defaultdict[int, list[Line]] = defaultdict(list)
        moment = _of_text if self._link.dialect.name == "sqlite" else _as_it_is
        for question, at, verb, after, by in self._link.rows(_LINES, desk=self._desk, since=since):
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
    words = [(words, count) for words, count in times.items() if words]
    return Searches(sum(times.values()), in_vain, tuple(words[:_SEARCHED_WORDS]))


def _of_text(text: str) -> datetime:
    return datetime.fromisoformat(text + "+00:00")


def _as_it_is(moment: datetime) -> datetime:
    return moment
