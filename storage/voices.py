"""Voices: to whom an answer was helpful, and to whom it was not; one voice a person and question."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    select,
    update,
)

from bot.people.persons import Person
from storage.columns import Moment, desk, metadata, number, of
from storage.prepared import Link, Prepared, adding, is_given
from storage.tables import answers, persons, questions

if TYPE_CHECKING:
    from storage.work import Unit

# ``answer`` is the one that stood when it was said: what was said of a corrected one is not said of the next.
votes = Table(
    "votes",
    metadata,
    desk(),
    number("question"),
    number("person"),
    Column("answer", Integer, nullable=False),
    Column("yes", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    of("persons", "person"),
    of("questions", "question"),
    Index(None, "desk", "person"),
)
_v, _q = votes.c, questions.c
_KEY = [_v.desk, _v.question, _v.person]
_PUT = Prepared(
    (_new := adding(votes, "desk", "question", "person", "answer", "yes", "at")).on_conflict_do_update(
        index_elements=_KEY, set_={name: _new.excluded[name] for name in ("answer", "yes", "at")}
    )
)
_DROP = Prepared(delete(votes).where(*is_given(votes, "desk", "question", "person")))
_OF = Prepared(select(_v.question, _v.yes).where(*is_given(votes, "desk", "person")).order_by(_v.question))
_standing = (
    select(func.max(answers.c.number))
    .where(answers.c.desk == _q.desk, answers.c.question == _q.number, answers.c.helper.is_(False))
    .correlate(questions)
    .scalar_subquery()
)
_of_it = (_v.desk == _q.desk, _v.question == _q.number, _v.answer == _standing)
_readers = (
    select(func.count()).select_from(votes).where(*_of_it, _v.yes, _v.person != _q.asker).correlate(questions)
).scalar_subquery()
_askers = (
    select(case((_v.yes, "yes"), else_="no")).where(*_of_it, _v.person == _q.asker).correlate(questions)
).scalar_subquery()
_TALLY = Prepared(select(_readers, func.coalesce(_askers, "")).where(*is_given(questions, "desk", "number")))
_COUNT_ANEW = Prepared(
    update(questions)
    .where(*is_given(questions, "desk", "number"))
    .values(helpful=_readers, rated=func.coalesce(_askers, ""), version=_q.version + 1)
)
# Whoever said how they want to be written to, and not otherwise: the first direct message needs a yes.
_HELPED = Prepared(
    select(_v.person)
    .join_from(votes, persons, and_(persons.c.desk == _v.desk, persons.c.number == _v.person))
    .where(*is_given(votes, "desk", "question"), _v.yes, persons.c.messages == "dm")
    .order_by(_v.person)
)
_CORRECTED = Prepared(
    select(_v.question)
    .where(*is_given(votes, "desk", "person"), _v.yes)
    .where(
        exists().where(
            *(answers.c.desk == _v.desk, answers.c.question == _v.question, answers.c.corrects >= _v.answer),
        )
    )
    .order_by(_v.question)
)
_RATED = Prepared(
    select(func.count().filter(_v.yes), func.count().filter(~_v.yes))
    .join_from(votes, questions, and_(_q.desk == _v.desk, _q.number == _v.question, _q.asker == _v.person))
    .where(*is_given(votes, "desk"), _v.at >= bindparam("since", type_=_v.at.type))
)
_theirs = votes.alias("theirs")
_spoke_too = exists().where(
    *(_theirs.c.desk == _v.desk, _theirs.c.question == _v.question, _theirs.c.person == bindparam("person"))
)
_MOVE = Prepared(
    update(votes)
    .where(_v.desk == bindparam("desk"), _v.person == bindparam("former"), ~_spoke_too)
    .values(person=bindparam("person"))
)
_FORGET = Prepared(delete(votes).where(*is_given(votes, "desk", "person")))


class Voices:
    """What people say of the answers of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug

    def put(self, question: int, person: int, answer: int, yes: bool, at: datetime) -> None:
        """Somebody says whether an answer helped; what they said of the question before no longer counts."""
        about = {"desk": self._desk, "question": question, "person": person}
        self._link.run(_PUT, **about, answer=answer, yes=yes, at=at)

    def drop(self, question: int, person: int) -> bool:
        """Somebody takes back what they said; False where they had said nothing."""
        return self._link.run(_DROP, desk=self._desk, question=question, person=person) == 1

    def of(self, person: int) -> tuple[tuple[int, bool], ...]:
        """What somebody has said: (question, whether its answer helped)."""
        return tuple((question, bool(yes)) for question, yes in self._link.rows(_OF, desk=self._desk, person=person))

    def tally(self, question: int) -> tuple[int, str]:
        """How many readers the standing answer helped, and what the asker says of it ("yes", "no", "" for nothing)."""
        helpful, rated = self._link.row(_TALLY, desk=self._desk, number=question) or (0, "")
        return int(helpful), rated

    def helped(self, question: int) -> tuple[Person, ...]:
        """Everybody whom an answer of the question helped and who wants to be written to."""
        found = self._link.rows(_HELPED, desk=self._desk, question=question)
        people = (self._work.people.person(number) for (number,) in found)
        return tuple(each for each in people if each is not None)

    def corrected(self, person: int) -> tuple[int, ...]:
        """The questions of which an answer helped somebody that was put right since."""
        return tuple(each for (each,) in self._link.rows(_CORRECTED, desk=self._desk, person=person))

    def rated(self, since: datetime) -> tuple[int, int]:
        """How many askers said since a moment that an answer helped them, and how many that it did not."""
        yes, no = self._link.row(_RATED, desk=self._desk, since=since) or (0, 0)
        return int(yes), int(no)


def hand_over(link: Link, desk: str, former: int, person: int) -> None:
    """What ``former`` said is ``person``'s; where both said something of one question, what ``person`` said counts."""
    spoken = {each for (each, _) in link.rows(_OF, desk=desk, person=former)}
    link.run(_MOVE, desk=desk, former=former, person=person)
    _let_go(link, desk, former, spoken)


def forget(link: Link, desk: str, person: int) -> None:
    """Keep nothing of what somebody said; the counts are smaller now."""
    _let_go(link, desk, person, {each for (each, _) in link.rows(_OF, desk=desk, person=person)})


def _let_go(link: Link, desk: str, person: int, spoken: set[int]) -> None:
    link.run(_FORGET, desk=desk, person=person)
    for question in sorted(spoken):
        link.run(_COUNT_ANEW, desk=desk, number=question)
