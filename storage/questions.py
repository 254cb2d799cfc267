"""Questions, with their history and answers. What people wrote lies in ``words``."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, false, func, literal_column, select, update

from bot.engine.errors import Conflict
from bot.engine.request import Place
from bot.questions.model import OPEN, Asker, Entry, Question, Share, State
from storage import history
from storage.numbers import next_number
from storage.prepared import Prepared, Row, adding, among, is_given
from storage.tables import datasets, drafts, identities, loads, persons, questions, said

if TYPE_CHECKING:
    from storage.work import Unit

_q = questions.c
# What a move may change, in the order of the columns below.
_CHANGING = (
    *("share", "changed_at", "language", "dataset", "topic", "state", "level", "owner", "offered_to", "backup"),
    *("handoff_to", "why", "promised", "deadline", "until", "duplicate_of", "prior", "close_reason", "confirmed"),
    *("solved_by", "reopened", "rejected", "handoffs", "entries", "erased"),
    *("waits_since", "rung", "due_at", "demand", "handoff_at", "second", "helpful", "rated", "replied"),
)
_FIXED = ("desk", "number", "version", "asker", "origin", "platform", "asked_at")

# The account to reach an asker by, and whose name they go by: the one last heard from on the platform where they asked.
# Who goes by another name on another platform is not given away by having joined the two.
_newest = (
    select(identities.c.user)
    .where(
        identities.c.desk == persons.c.desk,
        identities.c.person == persons.c.number,
        identities.c.platform == _q.platform,
    )
    .order_by(identities.c.left_at.is_not(None), identities.c.heard_at.is_(None), identities.c.heard_at.desc())
    .limit(1)
    .correlate(persons, questions)
    .scalar_subquery()
)
_theirs = identities.alias("theirs")
_is_there = exists().where(
    *(_theirs.c.desk == persons.c.desk, _theirs.c.person == persons.c.number),
    *(_theirs.c.left_at.is_(None), _theirs.c.heard_at.is_not(None)),
)
# In the order of Question's own fields; then what the asker is made of.
_STORED = tuple(field.name for field in fields(Question))
_FROM_ELSEWHERE: Mapping[str, ColumnElement[Any]] = {
    "text": said.c.text,
    "dataset_title": func.coalesce(datasets.c.title, "").label("dataset_title"),
    "edited": said.c.edited_at.is_not(None).label("edited"),
}
assert _STORED[-1] == "version"
_what_changes = attrgetter(*_CHANGING)
_AT = {name: _STORED.index(name) for name in ("asker", "share", "origin", "state", "prior")}
_WHOLE = (
    select(
        *(_FROM_ELSEWHERE[name] if name in _FROM_ELSEWHERE else _q[name] for name in _STORED),
        func.coalesce(func.nullif(identities.c.name, ""), persons.c.name).label("asker_name"),
        persons.c.language.label("asker_language"),
        persons.c.messages.label("asker_messages"),
        *(_q.platform, identities.c.team, case((identities.c.left_at.is_(None), identities.c.user))),
        case((identities.c.left_at.is_(None), false()), else_=~_is_there).label("asker_left"),
    )
    .select_from(questions)
    .join(said, and_(said.c.desk == _q.desk, said.c.question == _q.number, said.c.part == "text"))
    .join(persons, and_(persons.c.desk == _q.desk, persons.c.number == _q.asker))
    .outerjoin(
        identities,
        and_(
            identities.c.desk == _q.desk,
            identities.c.platform == _q.platform,
            identities.c.user == _newest,
        ),
    )
    .outerjoin(datasets, and_(datasets.c.desk == _q.desk, datasets.c.number == _q.dataset))
    .where(_q.desk == bindparam("desk"))
)
_GET = Prepared(_WHOLE.where(_q.number == bindparam("number")))
# SQLite, which has one writer, leaves FOR UPDATE out.
_ONE_AT_A_TIME = Prepared(select(_q.number).where(*is_given(questions, "desk", "number")).with_for_update())
_ADD = Prepared(adding(questions, *_FIXED, *_CHANGING))


@cache
def _saving(changed: tuple[str, ...]) -> Prepared:
    """Write these columns where nobody was quicker; what stays is not named, so that its indexes are left alone."""
    return Prepared(
        update(questions)
        .where(*is_given(questions, "desk", "number"), _q.version == bindparam("read"))
        .values({"version": _q.version + 1, **{name: bindparam(f"new_{name}") for name in changed}})
    )


_is_open = among(_q.state, OPEN)
# Nobody has so many that the rest need counting: limits are far below.
_MANY = 50
_OPEN_OF = Prepared(
    select(func.count()).select_from(
        select(_q.number).where(*is_given(questions, "desk", "asker"), _is_open).limit(_MANY).subquery()
    )
)
_ASKED_OPEN = Prepared(
    _WHOLE.where(_q.asker == bindparam("asker"), _is_open).order_by(_q.asked_at, _q.number).limit(bindparam("limit"))
)
_ASKED_DONE = Prepared(
    _WHOLE.where(_q.asker == bindparam("asker"), ~_is_open)
    .order_by(_q.asked_at.desc(), _q.number.desc())
    .limit(bindparam("limit"))
)
_named = and_(
    *is_given(questions, "desk", "asker"),
    _q.share == literal_column(f"'{Share.NAMED.value}'"),
    ~among(_q.state, (State.DRAFT, State.HELD, State.REMOVED, State.WITHDRAWN)),
    _q.erased.is_(False),
)
_NAMED = Prepared(_WHOLE.where(_named).order_by(_q.asked_at.desc(), _q.number.desc()).limit(bindparam("limit")))
_HOW_MANY_NAMED = Prepared(select(func.count()).select_from(questions).where(_named))
_DUPLICATES = Prepared(
    select(_q.number).where(*is_given(questions, "desk", "duplicate_of"), _q.duplicate_of > 0).order_by(_q.number)
)
_DUE = Prepared(
    select(_q.number, _q.due_at)
    .where(*is_given(questions, "desk"), _q.due_at <= bindparam("at"))
    .order_by(_q.due_at, _q.number)
    .limit(bindparam("limit"))
)
_BETWEEN = Prepared(
    select(_q.number)
    .where(*is_given(questions, "desk"), _q.asked_at >= bindparam("since"), _q.asked_at < bindparam("before"))
    .order_by(_q.number)
    .limit(bindparam("limit"))
)
_LOADS = Prepared(select(loads.c.person, loads.c.held).where(*is_given(loads, "desk"), loads.c.held > 0))


class Questions(history.History):
    """The questions of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        super().__init__(work.link, work.slug)
        self._read: dict[int, Question] = {}

    def get(self, number: int) -> Question | None:
        """The question as it stands."""
        found = self._link.row(_GET, desk=self._desk, number=number)
        if found is None:
            return None
        question = self._read[number] = _question(found)
        return question

    def one_at_a_time(self, number: int) -> None:
        """Let no other unit that asks for the same question go on before this one has ended."""
        self._link.row(_ONE_AT_A_TIME, desk=self._desk, number=number)

    def add(self, question: Question, entry: Entry) -> Question:
        """Write a new question with its first line of history; gives it the desk's next number, and version 1."""
        question = question.but(number=next_number(self._link, self._desk, "question"), version=1)
        self._link.run(
            _ADD,
            **{"desk": self._desk, "number": question.number, "version": 1, "asker": question.asker.number},
            **{"origin": question.origin.key, "platform": question.origin.platform},
            asked_at=question.asked_at,
            **_changing(question),
        )
        self._say(question.number, "text", question.asker.number, question.text, searched=True)
        self.log(replace(entry, question=question.number))
        return question

    def save(self, question: Question, entry: Entry) -> Question:
        """Write a moved question and its history line. Raises Conflict where somebody else was quicker."""
        saved = self.wind(question)
        self.log(entry)
        return saved

    def wind(self, question: Question) -> Question:
        """Write a changed question without a line of history. Raises Conflict where somebody else was quicker."""
        values = _changing(question)
        if (before := self._read.pop(question.number, None)) is not None:
            pairs = zip(values.items(), _what_changes(before), strict=True)
            values = {name: value for (name, value), was in pairs if value != was}
        done = self._link.run(
            _saving(tuple(values)),
            **{"desk": self._desk, "number": question.number, "read": question.version},
            **{f"new_{name}": value for name, value in values.items()},
        )
        if done == 0:
            raise Conflict
        return question.but(version=question.version + 1)

    def due(self, at: datetime, limit: int) -> tuple[tuple[int, datetime], ...]:
        """The questions for which something is due at a moment, with when it was, longest due first."""
        return tuple((number, due) for number, due in self._link.rows(_DUE, desk=self._desk, at=at, limit=limit))

    def open_asked_by(self, person: int) -> int:
        """How many open questions a person has; beyond 50 nobody counts."""
        return int(self._link.value(_OPEN_OF, desk=self._desk, asker=person))

    def asked_by(self, person: int, *, open: bool, limit: int) -> tuple[Question, ...]:
        """A person's own questions: the open ones oldest first, or the others newest first."""
        statement = _ASKED_OPEN if open else _ASKED_DONE
        return _all(self._link.rows(statement, desk=self._desk, asker=person, limit=limit))

    def named_by(self, person: int, limit: int) -> tuple[tuple[Question, ...], int]:
        """What a person asked for all to see and under their name, newest first, and how many there are."""
        found = _all(self._link.rows(_NAMED, desk=self._desk, asker=person, limit=limit))
        return found, int(self._link.value(_HOW_MANY_NAMED, desk=self._desk, asker=person))

    def retopic(self, topic: str, name: str) -> None:
        """Give every question of a topic, whatever its state, another topic. Who has read one meanwhile reads anew."""
        for statement in _RETOPIC:
            self._link.run(statement, desk=self._desk, before=topic, after=name)

    def queue(
        self, *, owner: int = 0, states: Collection[str] = (), topic: str = "", limit: int = 20
    ) -> tuple[Question, ...]:
        """Questions in ``states`` (all that are open where none is named), oldest first."""
        wanted = {f"state_{at}": str(state) for at, state in enumerate(states or sorted(OPEN))}
        values: dict[str, Any] = {"desk": self._desk, "limit": limit, **wanted}
        if owner:
            values["owner"] = owner
        if topic:
            values["topic"] = topic
        return _all(self._link.rows(_queue(len(wanted), bool(owner), bool(topic)), **values))

    def asked_between(self, since: datetime, before: datetime, limit: int) -> tuple[int, ...]:
        """The numbers of the questions that were asked from one moment on and before another, oldest first."""
        found = self._link.rows(_BETWEEN, desk=self._desk, since=since, before=before, limit=limit)
        return tuple(number for (number,) in found)

    def duplicates_of(self, number: int) -> tuple[int, ...]:
        """The questions that were merged into this one."""
        return tuple(each for (each,) in self._link.rows(_DUPLICATES, desk=self._desk, duplicate_of=number))

    def loads(self) -> Mapping[int, int]:
        """How many questions are in each champion's hands: claimed, snoozed or waiting for the asker."""
        return dict(self._link.rows(_LOADS, desk=self._desk))


_RETOPIC = tuple(
    Prepared(
        update(table)
        .where(table.c.desk == bindparam("desk"), table.c.topic == bindparam("before"))
        .values(topic=bindparam("after"), **more)
    )
    for table, more in ((questions, {"version": _q.version + 1}), (drafts, {}))
)


@cache
def _queue(states: int, owner: bool, topic: bool) -> Prepared:
    wanted: list[ColumnElement[bool]] = [_q.state.in_([bindparam(f"state_{at}") for at in range(states)])]
    if owner:
        wanted.append(and_(_q.owner == bindparam("owner"), _q.owner > 0))
    if topic:
        wanted.append(_q.topic == bindparam("topic"))
    statement: Select[Any] = _WHOLE.where(*wanted).order_by(_q.asked_at, _q.number)
    return Prepared(statement.limit(bindparam("limit")))


def _changing(question: Question) -> dict[str, Any]:
    values = dict(zip(_CHANGING, _what_changes(question), strict=True))
    values["share"], values["state"] = question.share.value, question.state.value
    values["prior"] = question.prior.value if question.prior is not None else None
    return values


def _all(rows: Sequence[Row]) -> tuple[Question, ...]:
    return tuple(_question(row) for row in rows)


def _question(row: Row) -> Question:
    name, language, messages, platform, team, user, left = row[-7:]
    values = list(row[:-7])
    account = (platform, team or "", user or "")
    values[_AT["asker"]] = Asker(values[_AT["asker"]], name, language, *account, messages, bool(left))
    values[_AT["share"]] = Share(values[_AT["share"]])
    values[_AT["origin"]] = Place.from_key(values[_AT["origin"]])
    values[_AT["state"]] = State(values[_AT["state"]])
    if values[_AT["prior"]]:
        values[_AT["prior"]] = State(values[_AT["prior"]])
    # Past __init__, which sets each of the 40 fields of a frozen class by a call of its own.
    question = object.__new__(Question)
    question.__dict__.update(zip(_STORED, values, strict=True))
    return question
