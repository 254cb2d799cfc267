"""Lessons: what routing has learned from questions that were sent elsewhere. They are read with the desk's state."""

from typing import TYPE_CHECKING

from sqlalchemy import Column, Table, Text, bindparam, delete, select, update

from bot.people.lessons import Lesson
from storage import desks
from storage.columns import Moment, Said, count, desk, metadata, number, of_desk, words
from storage.numbers import next_number
from storage.prepared import Link, Prepared, adding, is_given

if TYPE_CHECKING:
    from storage.work import Unit

lessons = Table(
    "lessons",
    metadata,
    desk(),
    number(),
    Column("topic", Said, nullable=False),
    words("words", Said),
    count("dataset"),
    count("question"),
    count("by"),
    Column("at", Moment, nullable=False),
    of_desk(),
)
_l = lessons.c
_ALL = Prepared(
    select(_l.topic, _l.words, _l.dataset, _l.question, _l.by, _l.at, _l.number)
    .where(*is_given(lessons, "desk"))
    .order_by(_l.number.desc())
)
_LEARN = Prepared(adding(lessons, "desk", "number", "topic", "words", "dataset", "question", "by", "at"))
_FORGET = Prepared(delete(lessons).where(*is_given(lessons, "desk", "number")))
_UNLEARN = Prepared(delete(lessons).where(*is_given(lessons, "desk", "question")))
_RETOPIC = Prepared(
    update(lessons)
    .where(lessons.c.desk == bindparam("desk"), _l.topic == bindparam("before"))
    .values(topic=bindparam("after", type_=Text))
)


def all_lessons(link: Link, desk: str) -> tuple[Lesson, ...]:
    """What a desk has learned, the newest first."""
    rows = link.rows(_ALL, desk=desk)
    return tuple(Lesson(topic, tuple(said.split()), *rest) for topic, said, *rest in rows)


def unlearn(link: Link, desk: str, question: int) -> None:
    """Keep nothing that was learned from a question: its words are to be gone."""
    if link.run(_UNLEARN, desk=desk, question=question):
        desks.state_changed(link, desk)


class Lessons:
    """What one desk has learned, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def learn(self, lesson: Lesson) -> Lesson:
        """Keep a lesson, in place of the one that the same question taught before; gives it the desk's next number."""
        self._link.run(_UNLEARN, desk=self._desk, question=lesson.question)
        fresh = next_number(self._link, self._desk, "lesson")
        self._link.run(
            _LEARN,
            **{"desk": self._desk, "number": fresh, "topic": lesson.topic, "words": " ".join(lesson.words)},
            **{"dataset": lesson.dataset, "question": lesson.question, "by": lesson.by, "at": lesson.at},
        )
        desks.state_changed(self._link, self._desk)
        return Lesson(lesson.topic, lesson.words, lesson.dataset, lesson.question, lesson.by, lesson.at, fresh)

    def forget(self, number: int) -> bool:
        """Forget a lesson; False where there is none of that number."""
        done = self._link.run(_FORGET, desk=self._desk, number=number) == 1
        if done:
            desks.state_changed(self._link, self._desk)
        return done

    def retopic(self, topic: str, name: str) -> None:
        """What was learned for a topic is learned for another."""
        if self._link.run(_RETOPIC, desk=self._desk, before=topic, after=name):
            desks.state_changed(self._link, self._desk)
