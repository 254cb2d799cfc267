"""Offers: to which messages help was offered in watched rooms, and who said no. Nothing of the words is kept here."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Column, Integer, Table, Text, bindparam, delete, func, select, text, update

from storage.columns import Moment, desk, metadata, of
from storage.prepared import Prepared, adding, is_given

if TYPE_CHECKING:
    from storage.work import Unit

offers = Table(
    "offers",
    metadata,
    desk(),
    Column("message", Text, primary_key=True),
    Column("person", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("declined_at", Moment),
    Column("tracked", Boolean, nullable=False, server_default=text("false")),
    of("persons", "person"),
)
_o = offers.c
_offered = _o.tracked.is_(False)
_SINCE = Prepared(
    select(func.count()).select_from(offers).where(*is_given(offers, "desk"), _o.at > bindparam("since"), _offered)
)
_DECLINED = Prepared(
    select(_o.message)
    .where(*is_given(offers, "desk", "person"), _o.declined_at > bindparam("since"), _offered)
    .limit(1)
)
_MAKE = Prepared(
    adding(offers, "desk", "message", "person", "at").on_conflict_do_nothing(index_elements=[_o.desk, _o.message])
)
_TRACK = Prepared(
    adding(offers, "desk", "message", "person", "at")
    .values(tracked=True)
    .on_conflict_do_nothing(index_elements=[_o.desk, _o.message])
)
_DECLINE = Prepared(update(offers).where(*is_given(offers, "desk", "message")).values(declined_at=bindparam("moment")))
_FORGET = Prepared(delete(offers).where(*is_given(offers, "desk"), _o.at < bindparam("before"), _offered))


class Offers:
    """The offers of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def made_since(self, moment: datetime) -> int:
        """How many offers were made after that moment."""
        return int(self._link.value(_SINCE, desk=self._desk, since=moment))

    def declined_since(self, person: int, moment: datetime) -> bool:
        """Whether this person has said no to one after that moment."""
        return self._link.row(_DECLINED, desk=self._desk, person=person, since=moment) is not None

    def make(self, message: str, person: int, at: datetime) -> bool:
        """Write down that an offer was made to a message; False where one was made to it before."""
        return self._link.run(_MAKE, desk=self._desk, message=message, person=person, at=at) == 1

    def track(self, message: str, person: int, at: datetime) -> bool:
        """Write down that its author was asked whether a message may be tracked; False where they were asked about it
        before, or offered help. It is never forgotten, and counts as no offer."""
        return self._link.run(_TRACK, desk=self._desk, message=message, person=person, at=at) == 1

    def decline(self, message: str, at: datetime) -> None:
        """Its author said no."""
        self._link.run(_DECLINE, desk=self._desk, message=message, moment=at)

    def forget_before(self, moment: datetime) -> int:
        """Forget offers older than ``moment``; gives how many."""
        return self._link.run(_FORGET, desk=self._desk, before=moment)
