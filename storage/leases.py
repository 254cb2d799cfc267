"""Slots as the pump sees them: leased, shown, put off, parked or lost. The pump works for every desk at once."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

import orjson
from sqlalchemy import Integer, and_, bindparam, case, exists, literal_column, or_, select, update

from bot.engine.request import Place
from bot.engine.slots import IN_HOURS, NOTICE, Lease, Shown, Slot
from storage.cards import NO_PICTURES, card_from_json, hashes_in
from storage.pictures import shown_in
from storage.prepared import Link, Prepared, Row, is_given
from storage.tables import behind, conditions, slots

LOST_BEFORE_PARKED = 2
_DESK, _CARD = 1, 9  # in the rows that are leased
_NOTHING: Mapping[str, Mapping[str, bytes]] = {}

_s = slots.c
_parent = slots.alias("parent")
_older = slots.alias("older")
_at = bindparam("at", type_=slots.c.not_before.type)
_is_free = or_(_s.not_before.is_(None), _s.not_before <= _at)
_parent_is_shown = or_(_s.parent == "", _parent.c.message != "")
# The order inside a thread: no new message overtakes one that is being posted or has been put off. Those that are
# free come along in the same lease, in front of it. What waits for the desk to open holds up nobody.
# The words stand in the SQL: SQLite reads no parameters when it looks whether an index of some rows (slots_held) fits.
_overtakes = exists().where(
    _older.c.desk == _s.desk,
    _older.c.place == _s.place,
    _older.c.parent == _s.parent,
    _older.c.id < _s.id,
    *(_older.c.wanted > _older.c.shown, _older.c.state == literal_column("'waiting'")),
    *(_older.c.message == literal_column("''"), _older.c.not_before.is_not(None), _older.c.not_before > _at),
    _older.c.labels != orjson.dumps([IN_HOURS]).decode(),
)
# A paused desk shows nothing but the notice that it is paused.
_paused = select(conditions.c.desk).where(conditions.c.paused_at.is_not(None))
may_show = or_(_s.desk.not_in(_paused), _s.name.like(f"{NOTICE}/%"))
_due = and_(behind, _is_free, _parent_is_shown, or_(_s.message != "", ~_overtakes), may_show)
_with_parent = slots.outerjoin(
    _parent, and_(_parent.c.desk == _s.desk, _parent.c.name == _s.parent, _parent.c.place == _s.room)
)


@cache
def _due_but(resting: int) -> tuple[Prepared, Prepared]:
    """Whether anything is due, and what is, outside of so many rooms at rest."""
    due = and_(_due, _s.room.not_in([bindparam(f"rest_{at}") for at in range(resting)])) if resting else _due
    wanted = select(
        *(_s.id, _s.desk, _s.name, _s.place, _s.parent, _s.title, _s.labels, _s.finished, _s.once, _s.card),
        *(_s.wanted, _s.message, _s.token, _s.doubtful, _s.tries, _s.lost, _s.look, _parent.c.message.label("thread")),
    )
    ordered = wanted.select_from(_with_parent).where(due).order_by(_s.id).limit(bindparam("limit"))
    return (
        Prepared(select(_s.id).select_from(_with_parent).where(due).limit(1)),
        Prepared(ordered.with_for_update(of=slots, skip_locked=True)),
    )


_TAKE = Prepared(
    update(slots)
    .where(*is_given(slots, "desk", "id"))
    .values(
        token=bindparam("new"),
        not_before=bindparam("until"),
        tries=_s.tries + 1,
        doubtful=or_(_s.doubtful, _s.token != ""),
        look="",  # until this lease is settled, nobody knows what is shown
    )
)
_mine = and_(*is_given(slots, "desk", "id"), _s.token == bindparam("lease"))
_revision = bindparam("revision", type_=Integer)
# What is shown once is done with, whatever card was wanted while it was on its way.
_raised = case((_s.once, _s.wanted), (_s.shown < _revision, _revision), else_=_s.shown)
_let_go = {"token": "", "not_before": None}
_SETTLE = Prepared(
    update(slots)
    .where(_mine)
    .values(shown=_raised, message=bindparam("seen"), look=bindparam("looks"), tries=0, doubtful=False, **_let_go)
)
# The lease had run out and somebody else may hold the next one: what they find is better known than what we say.
_SETTLE_LATE = Prepared(
    update(slots)
    .where(*is_given(slots, "desk", "id"), _s.message == "")
    .values(shown=_raised, message=bindparam("seen"), look="")
)
_PUT_OFF = Prepared(update(slots).where(_mine).values(token="", not_before=bindparam("until")))
_PARK = Prepared(update(slots).where(_mine).values(state="parked", why=bindparam("reason"), **_let_go))
_LOST = Prepared(
    update(slots)
    .where(_mine)
    .values(
        **{"message": "", "look": "", "shown": 0, "lost": _s.lost + 1, "doubtful": False, **_let_go},
        state=case((_s.lost + 1 >= LOST_BEFORE_PARKED, "parked"), else_=_s.state),
        why=case((_s.lost + 1 >= LOST_BEFORE_PARKED, bindparam("reason")), else_=_s.why),
    )
)
_GONE = "The message was deleted more than once. It is not posted again until its card changes."


def is_due(link: Link, at: datetime, resting: Sequence[str] = ()) -> bool:
    """Whether any slot could be leased at ``at``: a look, so that an idle pump writes nothing."""
    return link.row(_due_but(len(resting))[0], at=at, **_rests(resting)) is not None


def lease(link: Link, at: datetime, limit: int, seconds: float, resting: Sequence[str] = ()) -> list[tuple[Row, str]]:
    """Reserve up to ``limit`` slots that differ from what is shown: their rows, each with its lease's token."""
    rows = link.rows(_due_but(len(resting))[1], at=at, limit=limit, **_rests(resting))
    due = [(row, secrets.token_hex(8)) for row in rows]
    until = at + timedelta(seconds=seconds)
    link.many(_TAKE, ({"desk": row[1], "id": row[0], "new": token, "until": until} for row, token in due))
    return due


def _rests(resting: Sequence[str]) -> dict[str, str]:
    return {f"rest_{at}": room for at, room in enumerate(resting)}


def pictures_of(link: Link, due: Sequence[tuple[Row, str]]) -> Mapping[str, Mapping[str, bytes]]:
    """The pictures that such rows show, by desk and hash."""
    texts: dict[str, list[str]] = {}
    for row, _ in due:
        texts.setdefault(row[_DESK], []).append(row[_CARD])
    return {desk: shown_in(link, desk, cards) for desk, cards in texts.items()}


def shows_pictures(due: Sequence[tuple[Row, str]]) -> bool:
    """Whether any of such rows shows a picture."""
    return any(hashes_in(row[_CARD]) for row, _ in due)


def leases_of(
    due: Sequence[tuple[Row, str]], pictures: Mapping[str, Mapping[str, bytes]] = _NOTHING
) -> tuple[Lease, ...]:
    """The leases that such rows stand for, with :func:`pictures_of` them."""
    return tuple(_lease(row, token, pictures.get(row[_DESK], NO_PICTURES)) for row, token in due)


def _lease(row: Row, token: str, pictures: Mapping[str, bytes]) -> Lease:
    id, desk, name, key, parent, title, labels, finished, once, card, wanted, *rest = row
    message, former, doubtful, tries, lost, look, thread = rest
    place = Place.from_key(key)
    slot = Slot(name, place, card_from_json(card, pictures), parent, title, tuple(orjson.loads(labels)), finished, once)
    return Lease(
        *(id, desk, slot, wanted, message),
        thread=thread if parent else place.thread,
        doubtful=bool(doubtful or former),
        tries=tries,
        lost=lost,
        token=token,
        look=look,
    )


def settle(link: Link, shown: Shown) -> None:
    """The message now shows the leased revision. What is shown is never lowered."""
    mine = {"desk": shown.lease.desk, "id": shown.lease.id, "revision": shown.lease.revision}
    if link.run(_SETTLE, **mine, lease=shown.lease.token, seen=shown.message, looks=shown.look) == 0:
        link.run(_SETTLE_LATE, **mine, seen=shown.message)


def put_off(link: Link, lease: Lease, until: datetime) -> None:
    """Give the lease back; the slot is due again at ``until``."""
    link.run(_PUT_OFF, desk=lease.desk, id=lease.id, lease=lease.token, until=until)


def park(link: Link, lease: Lease, why: str) -> None:
    """Give the lease back and stop trying until the slot's card changes."""
    link.run(_PARK, desk=lease.desk, id=lease.id, lease=lease.token, reason=why)


def lost(link: Link, lease: Lease) -> None:
    """The message is gone: the slot is empty again. The second time it is parked."""
    link.run(_LOST, desk=lease.desk, id=lease.id, lease=lease.token, reason=_GONE)
