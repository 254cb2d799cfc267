"""Drafts: texts that are not public yet."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, bindparam, cast, delete, literal, select, update

from bot.engine.request import Place
from bot.questions.model import Draft, DraftKind
from storage.numbers import next_number
from storage.prepared import Prepared, Row, adding, is_given
from storage.tables import drafts, requests, slots
from storage.traces import traces

if TYPE_CHECKING:
    from storage.work import Unit

_d = drafts.c
_FIELDS = (
    *("kind", "person", "text", "at", "place", "question", "dataset", "share", "topic", "caveat", "source"),
    *("deadline", "thread", "used"),
)
_whole = select(_d.number, *(_d[name] for name in _FIELDS))
_ADD = Prepared(adding(drafts, "desk", "number", *_FIELDS))
_GET = Prepared(_whole.where(*is_given(drafts, "desk", "number")))
_SAVE = Prepared(
    update(drafts)
    .where(*is_given(drafts, "desk", "number"))
    .values({name: bindparam(f"new_{name}") for name in _FIELDS if name != "used"})
)
_USE = Prepared(
    update(drafts).where(*is_given(drafts, "desk", "number"), _d.used == 0).values(used=bindparam("became"))
)
_REWORD = Prepared(update(drafts).where(*is_given(drafts, "desk", "number")).values(text=bindparam("new_text")))
_newest = _whole.where(*is_given(drafts, "desk", "person", "kind"), _d.used == 0).order_by(_d.number.desc()).limit(1)
_NEWEST, _NEWEST_OF_ONE = Prepared(_newest), Prepared(_newest.where(*is_given(drafts, "question")))
_DROP = Prepared(delete(drafts).where(*is_given(drafts, "desk", "number")))
# One that names D-17 where D-1 is dropped only loses what a second delivery would have repeated.
_DROP_REPLIES = Prepared(
    update(requests).where(*is_given(requests, "desk"), requests.c.reply.like(bindparam("naming"))).values(reply=None)
)
_FORGET_TRACE = Prepared(delete(traces).where(*is_given(traces, "desk", "draft"), traces.c.draft > 0))
_old = select(_d.number).where(_d.desk == bindparam("desk"), _d.at < bindparam("before"))
_FORGET_TRACES = Prepared(delete(traces).where(*is_given(traces, "desk"), traces.c.draft > 0, traces.c.draft.in_(_old)))
_FORGET = Prepared(delete(drafts).where(*is_given(drafts, "desk"), _d.at < bindparam("before")))
# An offer to track somebody's message (D-17/consent) shows its words.
_offers = select(literal("D-").concat(cast(_d.number, Text)).concat("/consent")).where(
    _d.desk == bindparam("desk"), _d.at < bindparam("before"), _d.kind == DraftKind.TRACK.value
)
_FORGET_OFFERS = Prepared(delete(slots).where(*is_given(slots, "desk"), slots.c.name.in_(_offers)))
# A request is still known when it comes again; nothing comes again after a day that anybody waits for.
_FORGET_REPLIES = Prepared(
    update(requests)
    .where(*is_given(requests, "desk"), requests.c.at < bindparam("before"), requests.c.reply.is_not(None))
    .values(reply=None)
)


class Drafts:
    """The drafts of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def add(self, draft: Draft) -> Draft:
        """Keep a draft; gives it the desk's next draft number."""
        draft = replace(draft, number=next_number(self._link, self._desk, "draft"))
        self._link.run(_ADD, desk=self._desk, number=draft.number, **_values(draft))
        return draft

    def get(self, number: int) -> Draft | None:
        """The draft with that number."""
        return _draft(self._link.row(_GET, desk=self._desk, number=number))

    def save(self, draft: Draft) -> None:
        """Write a changed draft; whether it was used is not changed by this."""
        values = {f"new_{name}": value for name, value in _values(draft).items() if name != "used"}
        self._link.run(_SAVE, desk=self._desk, number=draft.number, **values)

    def use(self, draft: Draft, question: int) -> bool:
        """Mark a draft as having become ``question``: True for the first, False where it was used before."""
        return self._link.run(_USE, desk=self._desk, number=draft.number, became=question) == 1

    def newest(self, person: int, kind: DraftKind, question: int = 0) -> Draft | None:
        """A person's newest unused draft; of one question where it is named."""
        about = {"question": question} if question else {}
        statement = _NEWEST_OF_ONE if question else _NEWEST
        return _draft(self._link.row(statement, desk=self._desk, person=person, kind=kind.value, **about))

    def reword(self, number: int, text: str) -> None:
        """Change the words of a draft; the old ones go from kept replies too."""
        self._link.run(_DROP_REPLIES, desk=self._desk, naming=f"%D-{number}%")
        self._link.run(_REWORD, desk=self._desk, number=number, new_text=text)

    def drop(self, number: int) -> None:
        """Throw a draft away, and the replies that repeat it."""
        self._link.run(_DROP_REPLIES, desk=self._desk, naming=f"%D-{number}%")
        self._link.run(_FORGET_TRACE, desk=self._desk, draft=number)
        self._link.run(_DROP, desk=self._desk, number=number)

    def forget_before(self, moment: datetime) -> int:
        """Throw away the drafts older than ``moment``, what was shown of them to one person alone, and the replies
        of that age, which repeat them; gives how many drafts."""
        for forget in (_FORGET_OFFERS, _FORGET_TRACES):
            self._link.run(forget, desk=self._desk, before=moment)
        self._link.run(_FORGET_REPLIES, desk=self._desk, before=moment)
        return self._link.run(_FORGET, desk=self._desk, before=moment)


def _values(draft: Draft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in _FIELDS if name != "place"}
    return {**values, "place": draft.where.key, "kind": draft.kind.value}


def _draft(row: Row | None) -> Draft | None:
    if row is None:
        return None
    values = dict(zip(_FIELDS, row[1:], strict=True))
    where = Place.from_key(values.pop("place"))
    values["kind"] = DraftKind(values["kind"])
    return Draft(number=row[0], where=where, **values)
