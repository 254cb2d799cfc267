"""Moderation: a person's pace and allowance, mutes, what holds for the desk just now, and its log."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, delete, func, select, update

from bot.people.model import Identity
from bot.questions.model import OPEN
from bot.questions.moderation.model import Allowance, Condition, Deed, Pace
from storage import desks
from storage.numbers import next_number
from storage.prepared import Link, Prepared, Row, adding, among, is_given
from storage.tables import allowances, conditions, deeds, entries, persons, questions, spent

if TYPE_CHECKING:
    from storage.work import Unit

_q, _e, _d = questions.c, entries.c, deeds.c
# Nobody has so many that the rest need counting: limits are far below.
_MANY = 1_000
_NEWEST = 60  # of a desk's questions, among which those of newcomers are counted


def _counted(*conditions_: object) -> Select[int]:
    mine = select(_q.number).where(*is_given(questions, "desk", "asker"), *conditions_).limit(_MANY)  # type: ignore[arg-type]
    return select(func.count()).select_from(mine.subquery())


# What they asked before they were forgotten counts as well, on the same day.
_before = select(func.coalesce(func.sum(spent.c.asked), 0)).where(
    *is_given(spent, "desk"), spent.c.person == bindparam("asker"),
    spent.c.at >= bindparam("day", type_=spent.c.at.type),
)  # fmt: skip
_PACE = Prepared(
    select(
        _counted(among(_q.state, OPEN)).scalar_subquery().label("open"),
        (
            _counted(_q.asked_at >= bindparam("day", type_=_q.asked_at.type)).scalar_subquery()
            + _before.scalar_subquery()
        ).label("today"),
        select(func.max(_q.asked_at)).where(*is_given(questions, "desk", "asker")).scalar_subquery().label("last"),
    )
)
_KEEP_PACE = Prepared(
    (_kept := adding(spent, "desk", "digest", "asked", "at")).on_conflict_do_update(
        index_elements=[spent.c.desk, spent.c.digest],
        set_={"asked": _kept.excluded.asked, "at": _kept.excluded.at, "person": 0},
    )
)
_FORGET_PACES = Prepared(delete(spent).where(*is_given(spent, "desk"), spent.c.at < bindparam("moment")))
_COME_BACK = Prepared(update(spent).where(*is_given(spent, "desk", "digest")).values(person=bindparam("number")))
_newest = (
    select(_q.asker, _q.asked_at).where(*is_given(questions, "desk")).order_by(_q.number.desc()).limit(_NEWEST)
).subquery()
_NEWCOMERS = Prepared(
    select(func.count())
    .select_from(_newest.join(persons, persons.c.number == _newest.c.asker))
    .where(
        persons.c.desk == bindparam("desk"),
        _newest.c.asked_at > bindparam("after", type_=_q.asked_at.type),
        persons.c.since > bindparam("came", type_=persons.c.since.type),
    )
)
_ALLOWANCE = Prepared(
    select(allowances.c.open, allowances.c.per_day, allowances.c.seconds_between).where(
        *is_given(allowances, "desk", "person")
    )
)
_FIELDS = ("open", "per_day", "seconds_between")
_ALLOW = Prepared(
    (_new := adding(allowances, "desk", "person", *_FIELDS)).on_conflict_do_update(
        index_elements=[allowances.c.desk, allowances.c.person], set_={name: _new.excluded[name] for name in _FIELDS}
    )
)
_MUTE = Prepared(
    update(persons)
    .where(*is_given(persons, "desk", "number"))
    .values(muted_until=bindparam("until"), muted_why=bindparam("why"))
)
_WHY = Prepared(select(persons.c.muted_why).where(*is_given(persons, "desk", "number")))
_CONDITION = Prepared(
    select(conditions.c.paused_at, conditions.c.paused_why, conditions.c.raid_until).where(
        *is_given(conditions, "desk")
    )
)
_HOLDS = ("paused_at", "paused_why", "raid_until")
_CHANGE = Prepared(
    (_now := adding(conditions, "desk", *_HOLDS)).on_conflict_do_update(
        index_elements=[conditions.c.desk], set_={name: _now.excluded[name] for name in _HOLDS}
    )
)
_NOTE = Prepared(adding(deeds, "desk", "number", "at", "verb", "by", "platform", "person", "note"))
_any = {"after": bindparam("after", type_=_e.at.type), "who": bindparam("who"), "limit": bindparam("limit")}
_moves = select(_e.at, _e.verb, _e.by, _e.platform, _e.question).where(
    *is_given(entries, "desk"), _e.at >= _any["after"]
)
_MOVES = {
    (False, False): Prepared(_moves.order_by(_e.at.desc(), _e.question, _e.number.desc()).limit(_any["limit"])),
    (True, False): Prepared(
        _moves.where(_e.by == _any["who"]).order_by(_e.at.desc(), _e.question, _e.number.desc()).limit(_any["limit"])
    ),
    (False, True): Prepared(
        _moves.where(*is_given(entries, "question")).order_by(_e.at.desc(), _e.number.desc()).limit(_any["limit"])
    ),
    (True, True): Prepared(
        _moves.where(*is_given(entries, "question"), _e.by == _any["who"])
        .order_by(_e.at.desc(), _e.number.desc())
        .limit(_any["limit"])
    ),
}
_done = select(_d.at, _d.verb, _d.by, _d.platform, _d.person, _d.note).where(
    *is_given(deeds, "desk"), _d.at >= _any["after"]
)
_DONE = {
    False: Prepared(_done.order_by(_d.at.desc(), _d.number.desc()).limit(_any["limit"])),
    True: Prepared(
        _done.where((_d.by == _any["who"]) | (_d.person == _any["who"]))
        .order_by(_d.at.desc(), _d.number.desc())
        .limit(_any["limit"])
    ),
}


def come_back(link: Link, desk: str, account: Identity, number: int) -> None:
    """An account is heard from for the first time, perhaps again: what it asked today counts for its person."""
    link.run(_COME_BACK, desk=desk, digest=_digest(desk, account), number=number)


def _digest(desk: str, account: Identity) -> str:
    # Kept for a day at most, so that the limit of a day cannot be escaped; nothing else is kept by it.
    return hashlib.sha256(f"{desk}/{account.platform}/{account.user}".encode(errors="replace")).hexdigest()


def condition_of(link: Link, desk: str) -> Condition:
    """What holds for a desk just now."""
    found = link.row(_CONDITION, desk=desk)
    return Condition(*found) if found is not None else Condition()


class Moderation:
    """The moderation of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def pace(self, person: int, day: datetime) -> Pace:
        """How much a person has asked, with ``day`` as the moment since which it counts as today."""
        found: Row = self._link.row(_PACE, desk=self._desk, asker=person, day=day) or (0, 0, None)
        return Pace(*found)

    def keep_pace(self, accounts: Sequence[Identity], pace: Pace, at: datetime) -> None:
        """Remember how much whoever is being forgotten asked today, by a digest of each account."""
        for each in accounts if pace.today else ():
            digest = _digest(self._desk, each)
            self._link.run(_KEEP_PACE, desk=self._desk, digest=digest, asked=pace.today, at=pace.last or at)

    def forget_paces(self, moment: datetime) -> int:
        """Forget those that were kept before ``moment``; gives how many."""
        return self._link.run(_FORGET_PACES, desk=self._desk, moment=moment)

    def newcomers(self, after: datetime, came: datetime) -> int:
        """How many of the newest 60 questions were asked after a moment by people first heard after ``came``."""
        return int(self._link.value(_NEWCOMERS, desk=self._desk, after=after, came=came))

    def allowance(self, person: int) -> Allowance:
        """What a person may ask in place of the desk's limits."""
        found = self._link.row(_ALLOWANCE, desk=self._desk, person=person)
        return Allowance(*found) if found is not None else Allowance()

    def allow(self, person: int, allowance: Allowance) -> None:
        """Write what a person may ask in place of the desk's limits."""
        values = {name: getattr(allowance, name) for name in _FIELDS}
        self._link.run(_ALLOW, desk=self._desk, person=person, **values)

    def mute(self, person: int, until: datetime | None, why: str = "") -> None:
        """Post nothing of a person's before a moment; None lets them speak again."""
        self._link.run(_MUTE, desk=self._desk, number=person, until=until, why=why)

    def why_muted(self, person: int) -> str:
        """The reason that a person was given."""
        return str(self._link.value(_WHY, desk=self._desk, number=person) or "")

    def change(self, condition: Condition) -> None:
        """Write what holds for the desk from now on: every process reads it with its next unit of work."""
        values = {name: getattr(condition, name) for name in _HOLDS}
        self._link.run(_CHANGE, desk=self._desk, **values)
        desks.state_changed(self._link, self._desk)

    def note(self, deed: Deed) -> None:
        """Write down what was done to a person or to the desk."""
        self._link.run(
            _NOTE,
            **{"desk": self._desk, "number": next_number(self._link, self._desk, "deed"), "at": deed.at},
            **{"verb": deed.verb, "by": deed.by, "platform": deed.platform, "person": deed.person, "note": deed.note},
        )

    def log(self, after: datetime, limit: int, *, person: int = 0, question: int = 0) -> Sequence[Deed]:
        """What was done since a moment, newest first: by or to one person, or to one question, where they are named."""
        about = {"desk": self._desk, "after": after, "limit": limit}
        who, which = ({"who": person} if person else {}), ({"question": question} if question else {})
        moved = self._link.rows(_MOVES[bool(person), bool(question)], **about, **who, **which)
        done = [] if question else self._link.rows(_DONE[bool(person)], **about, **who)
        found = [Deed(at, verb, by, platform, number) for at, verb, by, platform, number in moved]
        found += [Deed(at, verb, by, platform, 0, whom, note) for at, verb, by, platform, whom, note in done]
        return sorted(found, key=lambda each: each.at, reverse=True)[:limit]
