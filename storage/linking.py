"""Linking: one person's accounts on several platforms become one person, by a code that is used once.

Whoever holds both accounts reads the code with the one and types it with the other. What both were is then one
person's: the champion's where one of them is a champion, else that of whoever was known first.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Column, Table, Text, bindparam, delete, literal_column, select, update

from bot.engine.errors import Conflict
from bot.people.model import Identity
from storage import following, voices
from storage.columns import Moment, count, desk, metadata, of_desk, partial, words
from storage.lessons import lessons
from storage.notes import notes
from storage.offers import offers
from storage.prepared import Link, Prepared, adding, is_given
from storage.tables import (
    allowances,
    answers,
    champions,
    deeds,
    drafts,
    entries,
    holds,
    identities,
    letters,
    loads,
    persons,
    projects,
    questions,
    said,
)

# No signs that look or sound alike: no 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B.
SIGNS = "ACDEFGHJKMNPQRTUVWXY34679"
LENGTH = 8
HOLDS = timedelta(minutes=15)
# After so many wrong codes within this time, an account may try no more for as long again.
TRIES, PAUSE = 5, timedelta(minutes=15)

# An account that is about to be joined to another: the hash of the code that it was given, and how many wrong codes
# were typed with it since when.
links = Table(
    "links",
    metadata,
    desk(),
    Column("platform", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    words("digest"),
    Column("until", Moment),
    count("wrong"),
    Column("since", Moment),
    of_desk(),
    partial("links_by_digest", "desk", "digest", where="digest <> ''"),
)
_l = links.c
_KEY = [_l.desk, _l.platform, _l.user]
_OFFER = Prepared(
    (_new := adding(links, "desk", "platform", "user", "digest", "until")).on_conflict_do_update(
        index_elements=_KEY, set_={"digest": _new.excluded.digest, "until": _new.excluded.until}
    )
)
# Taken and gone in one statement: of two who type it at once, the second finds nothing.
_TAKE = Prepared(
    update(links)
    .where(*is_given(links, "desk", "digest"), _l.digest != literal_column("''"), _l.until > bindparam("at"))
    .values(digest=literal_column("''"))
    .returning(_l.platform, _l.user)
)
_WRONG = Prepared(select(_l.wrong, _l.since).where(*is_given(links, "desk", "platform", "user")))
_COUNT_WRONG = Prepared(
    (_new := adding(links, "desk", "platform", "user", "wrong", "since")).on_conflict_do_update(
        index_elements=_KEY, set_={"wrong": _new.excluded.wrong, "since": _new.excluded.since}
    )
)
_FORGET = Prepared(delete(links).where(*is_given(links, "desk", "platform", "user")))

_ACCOUNT = Prepared(
    select(identities.c.person, identities.c.team, identities.c.pinned).where(
        *is_given(identities, "desk", "platform", "user")
    )
)
_LOCK = Prepared(select(persons.c.number).where(*is_given(persons, "desk", "number")).with_for_update())
_MOVE = Prepared(
    update(identities)
    .where(identities.c.desk == bindparam("desk"), identities.c.person == bindparam("former"))
    .values(person=bindparam("person"), pinned=bindparam("pin"))
)
_HEARD = Prepared(
    update(identities).where(*is_given(identities, "desk", "platform", "user")).values(heard_at=bindparam("at"))
)
_NEWEST = Prepared(
    update(persons)
    .where(*is_given(persons, "desk", "number"))
    .values(platform=bindparam("new_platform"), user=bindparam("new_user"))
)
_IS_SEATED = Prepared(select(champions.c.person).where(*is_given(champions, "desk", "person")))
_UNSEAT = Prepared(delete(champions).where(*is_given(champions, "desk", "person")))
_until = bindparam("until", type_=persons.c.muted_until.type)
_gone = ((loads, loads.c.person), (allowances, allowances.c.person), (persons, persons.c.number))
_GONE = tuple(
    Prepared(delete(table).where(table.c.desk == bindparam("desk"), column == bindparam("former")))
    for table, column in _gone
)
# Nobody speaks again by joining a fresh account to one that is muted.
_MUTED = Prepared(select(persons.c.muted_until, persons.c.muted_why).where(*is_given(persons, "desk", "number")))
_STAYS_MUTED = Prepared(
    update(persons)
    .where(*is_given(persons, "desk", "number"), persons.c.muted_until.is_(None) | (persons.c.muted_until < _until))
    .values(muted_until=_until, muted_why=bindparam("why"))
)


def _moving(table: Table, name: str, **also: object) -> Prepared:
    column = table.c[name]
    return Prepared(
        update(table)
        .where(table.c.desk == bindparam("desk"), column == bindparam("former"))
        .values({name: bindparam("person"), **also})
    )


# Questions first: whoever is moving one of them just now has either ended, or finds another version and begins again.
_HANDED_OVER = (
    *(_moving(questions, name, version=questions.c.version + 1) for name in ("asker", "owner", "offered_to")),
    *(_moving(questions, name, version=questions.c.version + 1) for name in ("backup", "handoff_to", "second")),
    *(_moving(drafts, "person"), _moving(said, "author"), _moving(entries, "by"), _moving(answers, "by")),
    *(_moving(deeds, "by"), _moving(deeds, "person"), _moving(lessons, "by")),
    *(_moving(offers, "person"), _moving(notes, "author"), _moving(notes, "approver"), _moving(notes, "decided")),
    *(_moving(holds, "decided_by"), _moving(letters, "person")),
    *(_moving(projects, name, version=projects.c.version + 1) for name in ("maker", "decided_by")),
)
_SEAT = _moving(champions, "person")


def offer(link: Link, desk: str, account: Identity, at: datetime) -> str:
    """A fresh code for an account; the one before it no longer holds. Only its hash is kept."""
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    key = {"desk": desk, "platform": account.platform, "user": account.user}
    link.run(_OFFER, **key, digest=_digest(desk, code), until=at + HOLDS)
    return code


def may_try(link: Link, desk: str, account: Identity, at: datetime) -> bool:
    """Whether an account may type a code now, or has typed too many wrong ones."""
    return _tried(link, desk, account, at)[0] < TRIES


def take(link: Link, desk: str, code: str, account: Identity, at: datetime) -> Identity | None:
    """Spend a code that is typed with ``account``: the account it was given to.

    None where it is wrong, spent or too old; that is counted against ``account``.
    """
    found = link.row(_TAKE, desk=desk, digest=_digest(desk, code), at=at)
    if found is not None:
        return Identity(found[0], "", found[1])
    count_wrong(link, desk, account, at)
    return None


def count_wrong(link: Link, desk: str, account: Identity, at: datetime) -> None:
    """Count a wrong code, of whatever kind, against the account that typed it."""
    wrong, since = _tried(link, desk, account, at)
    wrong += 1
    # The pause is counted from the last wrong code, the window from the first.
    since = at if wrong >= TRIES or since is None else since
    link.run(_COUNT_WRONG, desk=desk, platform=account.platform, user=account.user, wrong=wrong, since=since)


def _tried(link: Link, desk: str, account: Identity, at: datetime) -> tuple[int, datetime | None]:
    """How many wrong codes an account typed since when, as far as that still counts."""
    wrong, since = link.row(_WRONG, desk=desk, platform=account.platform, user=account.user) or (0, None)
    return (0, None) if since is None or at >= since + PAUSE else (wrong, since)


def join(link: Link, desk: str, account: Identity, other: Identity, persons_: tuple[int, int], at: datetime) -> None:
    """Make one person of the two behind ``account`` and ``other``: ``persons_`` are the one who stays, and the one
    who goes over into them. Raises Conflict where either account has become somebody else's meanwhile.

    Rights are never won by this: they reach the joined accounts where the account that vouches for them has them.
    """
    person, former = persons_
    for number in sorted(persons_):
        link.row(_LOCK, desk=desk, number=number)
    pinned = _vouched(link, desk, (account, other), persons_)
    link.run(_MOVE, desk=desk, former=former, person=person, pin=pinned)
    for statement in _HANDED_OVER:
        link.run(statement, desk=desk, former=former, person=person)
    following.hand_over(link, desk, former, person)
    voices.hand_over(link, desk, former, person)
    # A former champion's place in the old rosters goes along, so that they are known by it when they come back.
    seated = link.row(_IS_SEATED, desk=desk, person=person) is not None
    if seated:
        link.run(_UNSEAT, desk=desk, person=former)
    else:
        link.run(_SEAT, desk=desk, former=former, person=person)
    until, why = link.row(_MUTED, desk=desk, number=former) or (None, "")
    if until is not None:
        link.run(_STAYS_MUTED, desk=desk, number=person, until=until, why=why)
    for statement in _GONE:
        link.run(statement, desk=desk, former=former)
    link.run(_HEARD, desk=desk, platform=account.platform, user=account.user, at=at)
    link.run(_NEWEST, desk=desk, number=person, new_platform=account.platform, new_user=account.user)
    for each in (account, other):
        link.run(_FORGET, desk=desk, platform=each.platform, user=each.user)


def _vouched(link: Link, desk: str, accounts: tuple[Identity, Identity], persons_: tuple[int, int]) -> bool:
    found = [link.row(_ACCOUNT, desk=desk, platform=each.platform, user=each.user) for each in accounts]
    if {each[0] for each in found if each is not None} != set(persons_):
        raise Conflict
    return any(each is not None and each[0] == persons_[0] and each[2] for each in found)


def _digest(desk: str, code: str) -> str:
    # 37 random bits are few: a plain hash of them could be tried out by whoever reads the database.
    return hashlib.scrypt(code.encode(errors="replace"), salt=desk.encode(), n=2**12, r=8, p=1, dklen=16).hex()


__all__ = ["HOLDS", "LENGTH", "SIGNS", "TRIES", "count_wrong", "join", "links", "may_try", "offer", "take"]
