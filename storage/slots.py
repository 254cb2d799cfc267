"""Slots as handlers see them: what every place should show. What the pump does with them is in ``pump.py``."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import (
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
)

from bot.engine.request import Place
from bot.engine.slots import Backlog, Slot
from bot.questions.model import OPEN
from storage.cards import card_from_json, card_to_json
from storage.leases import may_show
from storage.pictures import shown_in
from storage.prepared import Prepared, adding, among, is_given
from storage.tables import behind, in_thread, questions, slots

if TYPE_CHECKING:
    from storage.work import Unit

_s = slots.c
_card_of = literal("Q-").concat(cast(questions.c.number, Text)).concat("/card")
_WANTED = ("card", "title", "labels", "finished", "parent")
_new = adding(
    slots, *("desk", "name", "place", "room", "parent", "title", "labels", "finished", "once", "card", "since")
).values(wanted=1)
_HANG = Prepared(
    _new.on_conflict_do_update(
        index_elements=[_s.desk, _s.name, _s.place],
        set_={
            **{name: _new.excluded[name] for name in (*_WANTED, "once")},
            "wanted": _s.wanted + 1,
            "since": case((behind, _s.since), else_=_new.excluded.since),
            "state": "waiting",
            "why": "",
            "tries": 0,
        },
        # What is shown once is never edited; and an equal card does nothing, not even to a slot that was parked.
        # One that is still to be drawn is wanted anew each time: what is true has changed.
        where=or_(_new.excluded.card == literal_column("''"), *(_s[name] != _new.excluded[name] for name in _WANTED))
        & not_(_s.once & (_s.shown > 0)),
    )
)
_TAKE_DOWN = Prepared(delete(slots).where(*is_given(slots, "desk", "name")))
_CLEAR = Prepared(delete(slots).where(*is_given(slots, "desk", "place"), _s.message == ""))
_SUBJECT = Prepared(select(_s.name).where(*is_given(slots, "desk", "room", "message")).order_by(_s.id).limit(1))
_IN_THREAD = Prepared(select(_s.name).where(*is_given(slots, "desk", "place"), in_thread).order_by(_s.id).limit(1))
_WHERE = Prepared(
    select(_s.place, _s.message).where(*is_given(slots, "desk", "name"), _s.message != "").order_by(_s.id).limit(1)
)
# The card's own message began the thread, but for a card that hangs in somebody else's.
_THREADS = Prepared(
    select(_s.place, _s.message)
    .join_from(slots, questions, and_(questions.c.desk == _s.desk, _s.name == _card_of))
    .where(*is_given(slots, "desk"), _s.message != "", _s.place.like(bindparam("begins")))
    .where(among(questions.c.state, OPEN), questions.c.share != literal_column("'private'"))
    .order_by(questions.c.number.desc())
    .limit(bindparam("limit"))
)
_of_desk = (
    select(_s.name, _s.place, _s.parent, _s.title, _s.labels, _s.finished, _s.once, _s.card)
    .where(*is_given(slots, "desk"))
    .order_by(_s.id)
)
_HANGING = {
    # SQLite's LIKE knows no case, so it reads every slot of the desk; a range of names reads those of the subject.
    "sqlite": Prepared(_of_desk.where(_s.name >= bindparam("first"), _s.name < bindparam("beyond"))),
    # In PostgreSQL the order of names is that of the database's language.
    "postgresql": Prepared(_of_desk.where(_s.name.like(bindparam("begins")))),
}
# What hangs under a card that was parked before it was ever shown waits for that card, not for the pump.
_above = slots.alias("above")
_under_parked = exists().where(
    *(_above.c.desk == _s.desk, _above.c.name == _s.parent, _above.c.place == _s.room),
    *(_above.c.state == "parked", _above.c.message == ""),
)
_WAITING = Prepared(
    select(func.count(), func.min(_s.since))
    .select_from(slots)
    .where(*is_given(slots, "desk"), behind, may_show, or_(_s.parent == "", ~_under_parked))
)
_REFUSED = Prepared(select(_s.id).where(*is_given(slots, "desk", "place", "state"), _s.message == "").limit(1))
_MOST_STUCK = 20
_STUCK = Prepared(
    select(_s.name, _s.why)
    .where(*is_given(slots, "desk"), _s.state == bindparam("state"))
    .order_by(_s.id.desc())
    .limit(_MOST_STUCK)
)


class Slots:
    """The slots of one desk, in one unit of work.

    Cards are written together when the unit ends (or when it asks for a slot): a handler hangs three of them, and
    one statement for all is cheaper than three.
    """

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug
        self._hung: dict[tuple[str, Place], Slot] = {}

    def hang(self, slot: Slot) -> None:
        """Want this card there. An equal card does nothing."""
        self._hung[slot.name, slot.place] = slot

    def take_down(self, name: str) -> None:
        """Want nothing of that name any more, and keep no word of it. What is shown already is not changed."""
        self.flush()
        self._link.run(_TAKE_DOWN, desk=self._desk, name=name)

    def clear(self, place: Place) -> None:
        """Want nothing at a place of what is not shown there yet."""
        self.flush()
        self._link.run(_CLEAR, desk=self._desk, place=place.key)

    def flush(self) -> bool:
        """Write what was hung; True where there was anything."""
        hung, self._hung = self._hung, {}
        for slot in hung.values():
            for picture in slot.card.pictures:
                self._work.pictures.keep(picture.png)
        if hung:
            rows = [self._values(slot) for slot in hung.values()]
            self._link.many(_HANG, rows)
            self._link.hung.update([row["room"] for row in rows])
        return bool(hung)

    def subject_at(self, place: Place) -> str | None:
        """The name of the slot whose message is ``place``'s thread, or that was the first to be hung in somebody
        else's thread; None where it is not ours."""
        self.flush()
        if not place.thread:
            return None
        name: str | None = self._link.value(_SUBJECT, desk=self._desk, room=place.room.key, message=place.thread)
        if name is None and place.channel:
            name = self._link.value(_IN_THREAD, desk=self._desk, place=replace(place, person="").key)
        return name

    def hanging(self, about: str) -> tuple[Slot, ...]:
        """Every slot of a subject, shown or not yet; in the order in which they were first hung."""
        self.flush()
        ends = {"first": f"{about}/", "beyond": f"{about}0"}  # "0" comes after "/"
        on = self._link.dialect.name
        rows = self._link.rows(_HANGING[on], desk=self._desk, **(ends if on == "sqlite" else {"begins": f"{about}/%"}))
        seen = shown_in(self._link, self._desk, (row[-1] for row in rows))
        return tuple(
            Slot(
                name, Place.from_key(key), card_from_json(card, seen), parent, title, tuple(orjson.loads(labels)), *rest
            )
            for name, key, parent, title, labels, *rest, card in rows
        )

    def threads(self, platform: str, limit: int) -> tuple[Place, ...]:
        """The threads of the newest open questions on a platform: where their public cards are shown."""
        self.flush()
        rows = self._link.rows(_THREADS, desk=self._desk, begins=f"{platform}/%", limit=limit)
        places = ((Place.from_key(key), message) for key, message in rows)
        return tuple(place if place.thread else replace(place, thread=message) for place, message in places)

    def where(self, name: str) -> tuple[Place, str] | None:
        """The place and message id of a slot that is shown; None where it is not."""
        found = self._link.row(_WHERE, desk=self._desk, name=name)
        return None if found is None else (Place.from_key(found[0]), found[1])

    def is_refused(self, place: Place) -> bool:
        """Whether something could not be shown at a place for good, like in closed direct messages."""
        self.flush()
        return self._link.row(_REFUSED, desk=self._desk, place=place.key, state="parked") is not None

    def backlog(self, at: datetime) -> Backlog:
        """How far the walls are behind; the age is that of the oldest card which a handled request has hung."""
        self.flush()
        waiting, since = self._link.row(_WAITING, desk=self._desk) or (0, None)
        stuck = tuple(f"{name}: {why}" for name, why in self._link.rows(_STUCK, desk=self._desk, state="parked"))
        return Backlog(waiting, max(0.0, (at - since).total_seconds()) if since else 0.0, stuck)

    def _values(self, slot: Slot) -> dict[str, Any]:
        key = slot.place.key
        is_room = not slot.place.thread and not (slot.place.channel and slot.place.person)
        return {
            "desk": self._desk, "name": slot.name, "place": key, "room": key if is_room else slot.place.room.key,
            "parent": slot.parent, "title": slot.title, "finished": slot.finished, "once": slot.once,
            "labels": orjson.dumps(slot.labels).decode() if slot.labels else "[]", "card": card_to_json(slot.card),
            "since": self._work.at,
        }  # fmt: skip
