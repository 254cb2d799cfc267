"""Following: who wants to hear of what, who said "me too", and which answers were enough."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Text, and_, bindparam, cast, delete, exists, func, or_, select, update

from bot.engine.askers import Follow
from bot.people.persons import Person
from storage.prepared import Link, Prepared, adding, is_given
from storage.tables import follows, helped, persons, questions

if TYPE_CHECKING:
    from storage.work import Unit

_f = follows.c
_KEY = [_f.desk, _f.person, _f.kind, _f.subject]
_whole = select(_f.kind, _f.subject, _f.how, _f.too)
_OF = Prepared(_whole.where(*is_given(follows, "desk", "person")).order_by(_f.at, _f.kind, _f.subject))
_ONE = Prepared(_whole.where(*is_given(follows, "desk", "person", "kind", "subject")))
_PUT = Prepared(
    (_new := adding(follows, "desk", "person", "kind", "subject", "how", "too", "at")).on_conflict_do_update(
        index_elements=_KEY, set_={"how": _new.excluded.how, "too": or_(_f.too, _new.excluded.too)}
    )
)
_DROP = Prepared(
    delete(follows).where(*is_given(follows, "desk", "person", "kind", "subject"), _f.how == "", _f.too.is_(False))
)
_WANTED = Prepared(
    select(func.count()).select_from(follows).where(*is_given(follows, "desk", "kind", "subject"), _f.too)
)
# Whoever said how they want to be written to, and not otherwise: the first direct message needs a yes.
_HEARING = Prepared(
    select(_f.person)
    .join_from(follows, persons, and_(persons.c.desk == _f.desk, persons.c.number == _f.person))
    .where(_f.desk == bindparam("desk"), _f.how == "dm", persons.c.messages == "dm")
    .where(
        or_(
            and_(_f.kind == "question", _f.subject == bindparam("question", type_=Text)),
            and_(_f.kind == "dataset", _f.subject == bindparam("dataset", type_=Text)),
            and_(_f.kind == "topic", _f.subject == bindparam("topic", type_=Text)),
        )
    )
    .group_by(_f.person)
    .order_by(_f.person)
)
_WEEKLY = Prepared(
    select(_f.person, _f.kind, _f.subject, _f.how, _f.too)
    .join_from(follows, persons, and_(persons.c.desk == _f.desk, persons.c.number == _f.person))
    .where(_f.desk == bindparam("desk"), _f.how == "digest", persons.c.messages == "dm")
    .order_by(_f.person, _f.at, _f.kind, _f.subject)
)
_NOTE = Prepared(
    (_added := adding(helped, "desk", "day", "kind", "subject").values(times=1)).on_conflict_do_update(
        index_elements=[helped.c.desk, helped.c.day, helped.c.kind, helped.c.subject],
        set_={"times": helped.c.times + 1},
    )
)
_times = func.sum(helped.c.times).label("times")
_HELPED = Prepared(
    select(helped.c.kind, helped.c.subject, _times)
    .where(*is_given(helped, "desk"), helped.c.day >= bindparam("since"))
    .group_by(helped.c.kind, helped.c.subject)
    .order_by(_times.desc(), helped.c.kind, helped.c.subject)
)
_theirs = follows.alias("theirs")
_is_known_already = exists().where(
    _theirs.c.desk == _f.desk,
    _theirs.c.person == bindparam("person"),
    *(_theirs.c.kind == _f.kind, _theirs.c.subject == _f.subject),
)
_of_former = (_f.desk == bindparam("desk"), _f.person == bindparam("former"))
_too_there = exists().where(
    *(_theirs.c.desk == _f.desk, _theirs.c.person == bindparam("former"), _theirs.c.too),
    *(_theirs.c.kind == _f.kind, _theirs.c.subject == _f.subject),
)
_BOTH = Prepared(update(follows).where(*is_given(follows, "desk", "person"), _too_there).values(too=True))
_MOVE = Prepared(update(follows).where(*_of_former, ~_is_known_already).values(person=bindparam("person")))
_SAID_TOO = Prepared(select(_f.subject).where(*is_given(follows, "desk", "person"), _f.kind == "question", _f.too))
_FORGET = Prepared(delete(follows).where(*is_given(follows, "desk", "person")))
_of_topic = (_f.desk == bindparam("desk"), _f.kind == "topic", _f.subject == bindparam("topic", type_=Text))
_follow_both = exists().where(
    *(_theirs.c.desk == _f.desk, _theirs.c.person == _f.person, _theirs.c.kind == _f.kind),
    _theirs.c.subject == bindparam("name", type_=Text),
)
_RETOPIC = (
    Prepared(update(follows).where(*_of_topic, ~_follow_both).values(subject=bindparam("name", type_=Text))),
    Prepared(delete(follows).where(*_of_topic)),
)
_counted = (
    select(func.count())
    .select_from(follows)
    .where(
        *(_f.desk == questions.c.desk, _f.kind == "question", _f.too),
        _f.subject == cast(questions.c.number, Text),
    )
    .scalar_subquery()
)
_COUNT_ANEW = Prepared(update(questions).where(*is_given(questions, "desk", "number")).values(demand=_counted))


class Follows:
    """What is followed on one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug

    def of(self, person: int) -> tuple[Follow, ...]:
        """What a person follows or has said "me too" to, the oldest first."""
        rows = self._link.rows(_OF, desk=self._desk, person=person)
        return tuple(Follow(person, kind, subject, how, bool(too)) for kind, subject, how, too in rows)

    def one(self, person: int, kind: str, subject: str) -> Follow | None:
        """What a person has said about one subject; None for nothing."""
        found = self._link.row(_ONE, desk=self._desk, person=person, kind=kind, subject=subject)
        return Follow(person, found[0], found[1], found[2], bool(found[3])) if found else None

    def put(self, follow: Follow, at: datetime) -> None:
        """Follow, follow otherwise, or follow no longer; a "me too" that was said stays said."""
        key = {"desk": self._desk, "person": follow.person, "kind": follow.kind, "subject": follow.subject}
        self._link.run(_PUT, **key, how=follow.how, too=follow.too, at=at)
        if not follow.how:
            self._link.run(_DROP, **key)

    def wanted_by(self, question: int) -> int:
        """How many people said "me too" to a question."""
        return int(self._link.value(_WANTED, desk=self._desk, kind="question", subject=str(question)))

    def hearing(self, question: int, dataset: int, topic: str) -> tuple[Person, ...]:
        """Everybody who follows the question, its dataset or its topic by direct message, each once; never those who
        have not said that they want such messages."""
        subjects = {"question": str(question), "dataset": str(dataset), "topic": topic}
        found = self._link.rows(_HEARING, desk=self._desk, **subjects)
        people = (self._work.people.person(number) for (number,) in found)
        return tuple(each for each in people if each is not None)

    def weekly(self) -> tuple[tuple[Person, tuple[Follow, ...]], ...]:
        """Everybody who follows something in the digest and agreed to direct messages, with what that is."""
        found: dict[int, list[Follow]] = {}
        for number, *follow in self._link.rows(_WEEKLY, desk=self._desk):
            found.setdefault(number, []).append(Follow(number, *follow))
        people = ((self._work.people.person(number), tuple(theirs)) for number, theirs in found.items())
        return tuple((person, theirs) for person, theirs in people if person is not None)

    def retopic(self, topic: str, name: str) -> None:
        """Whoever follows a topic follows another instead; once, where they follow both."""
        if topic != name:
            self._link.run(_RETOPIC[0], desk=self._desk, topic=topic, name=name)
            self._link.run(_RETOPIC[1], desk=self._desk, topic=topic)

    def note_helped(self, kind: str, subject: int, day: date) -> None:
        """Count that a question's answer, or a dataset, was enough for somebody."""
        self._link.run(_NOTE, desk=self._desk, day=day, kind=kind, subject=subject)

    def helped(self, since: date) -> tuple[tuple[str, int, int], ...]:
        """What was enough since a day: (kind, number, how often), the most helpful first."""
        rows = self._link.rows(_HELPED, desk=self._desk, since=since)
        return tuple((kind, subject, int(times)) for kind, subject, times in rows)


def hand_over(link: Link, desk: str, former: int, person: int) -> None:
    """What ``former`` followed is ``person``'s; whatever both said "me too" to counts once."""
    both = [subject for (subject,) in link.rows(_SAID_TOO, desk=desk, person=former)]
    link.run(_BOTH, desk=desk, former=former, person=person)
    link.run(_MOVE, desk=desk, former=former, person=person)
    link.run(_FORGET, desk=desk, person=former)
    for subject in both:
        link.run(_COUNT_ANEW, desk=desk, number=int(subject))


def forget(link: Link, desk: str, person: int) -> list[int]:
    """Follow nothing any more; gives the questions whose count of "me too" is smaller now."""
    said = [int(subject) for (subject,) in link.rows(_SAID_TOO, desk=desk, person=person)]
    link.run(_FORGET, desk=desk, person=person)
    for number in said:
        link.run(_COUNT_ANEW, desk=desk, number=number)
    return said
