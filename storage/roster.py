"""The roster: who is on it, which accounts their rights hang on, and how a new roster is laid over the old one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import and_, bindparam, exists, select, update

from bot.people.model import Champion, Identity, RosterRow
from bot.people.persons import Roster, roster_of
from bot.speech.words import known_language
from storage import following, voices
from storage.numbers import next_number
from storage.offers import offers
from storage.prepared import Link, Prepared, adding, is_given
from storage.tables import champions, drafts, entries, identities, persons, questions, said

# A member id is given by the platform and never reclaimed; an e-mail address or a handle is only a hint.
_MEMBER_IDS = {"slack": re.compile(r"[UW][A-Z0-9]{5,}"), "discord": re.compile(r"\d{15,20}")}
_ROW = TypeAdapter(RosterRow)

_has_account = exists().where(
    identities.c.desk == champions.c.desk, identities.c.person == champions.c.person, identities.c.pinned
)
_one_left = _has_account.where(identities.c.left_at.is_not(None))
_one_is_there = _has_account.where(identities.c.left_at.is_(None), identities.c.heard_at.is_not(None))
_READ = Prepared(
    select(
        *(champions.c.person, champions.c.row, champions.c.away_until, champions.c.cover),
        *(champions.c.away_from, champions.c.away_held, _has_account.label("pinned")),
        and_(_one_left, ~_one_is_there).label("has_left"),
    )
    .where(*is_given(champions, "desk"), champions.c.position.is_not(None))
    .order_by(champions.c.position)
)
_EVERYBODY = Prepared(
    select(champions.c.person, champions.c.name, champions.c.position).where(*is_given(champions, "desk"))
)
_WHOSE = Prepared(
    select(identities.c.person, identities.c.pinned).where(*is_given(identities, "desk", "platform", "user"))
)
_CLEAR = Prepared(update(champions).where(*is_given(champions, "desk")).values(position=None))
_SEAT = Prepared(
    (_new := adding(champions, "desk", "person", "position", "name", "row")).on_conflict_do_update(
        index_elements=[champions.c.desk, champions.c.person],
        set_={name: _new.excluded[name] for name in ("position", "name", "row")},
    )
)
_LEAVE = Prepared(
    update(champions)
    .where(*is_given(champions, "desk", "person"))
    .values(
        away_until=bindparam("until"),
        cover=bindparam("stands_in"),
        away_from=bindparam("since"),
        away_held=bindparam("held"),
    )
)
_NEW_PERSON = Prepared(adding(persons, "desk", "number", "name", "language"))
_PIN = Prepared(
    (
        _new := adding(identities, "desk", "platform", "user", "team", "person").values(pinned=True)
    ).on_conflict_do_update(
        index_elements=[identities.c.desk, identities.c.platform, identities.c.user],
        set_={"person": _new.excluded.person, "pinned": True},
    )
)
_UNPIN = Prepared(update(identities).where(*is_given(identities, "desk", "person")).values(pinned=False))
_UNPIN_OTHERS = Prepared(
    update(identities)
    .where(*is_given(identities, "desk", "person", "platform"), identities.c.user != bindparam("keep"))
    .values(pinned=False)
)
_LEFT_BEHIND = Prepared(select(identities.c.user).where(*is_given(identities, "desk", "person")).limit(1))
_TAKE_OVER = tuple(
    Prepared(
        update(table)
        .where(table.c.desk == bindparam("desk"), column == bindparam("former"))
        .values({column.name: bindparam("person")})
    )
    for table, column in (
        *((questions, questions.c.asker), (drafts, drafts.c.person), (said, said.c.author)),
        # What they did is theirs as well: it is by this that their own lines are found when they take words back.
        *((entries, entries.c.by), (offers, offers.c.person)),
    )
)


def read_roster(link: Link, desk: str) -> Roster:
    """Everybody on the desk's roster, in its order; what they hold is counted by ``questions.loads``."""
    return roster_of(
        Champion(
            number,
            _ROW.validate_json(row),
            away_until=away,
            cover=cover or 0,
            pinned=bool(pinned and not left),
            has_left=bool(left),
            away_from=since,
            away_held=held,
        )
        for number, row, away, cover, since, held, pinned, left in link.rows(_READ, desk=desk)
    )


def set_away(
    link: Link, desk: str, person: int, until: date | None, cover: int, since: date | None, held: str
) -> None:  # fmt: skip
    """Mark a champion away until a day, with who stands in for them (0 for nobody); None marks them back. ``since`` is
    the first day of a leave that is still to begin, ``held`` what then becomes of their questions."""
    about = {"until": until, "stands_in": cover or None, "since": since, "held": held}
    link.run(_LEAVE, desk=desk, person=person, **about)


class _Seat(NamedTuple):
    """One row of the new roster with the person it stands for (0 for somebody new)."""

    person: int
    row: RosterRow


def save_roster(link: Link, desk: str, rows: Sequence[RosterRow]) -> None:
    """Make the roster equal to ``rows``. Who left keeps person and history, and loses the rights."""
    everybody = link.rows(_EVERYBODY, desk=desk)
    seats = _seated(link, desk, rows, {name.casefold(): person for person, name, _ in everybody})
    staying = {seat.person for seat in seats}
    link.run(_CLEAR, desk=desk)
    for person, _, position in everybody:
        if position is not None and person not in staying:
            link.run(_UNPIN, desk=desk, person=person)
    for position, seat in enumerate(seats):
        person = seat.person or _new_person(link, desk, seat.row)
        link.run(
            _SEAT,
            **{"desk": desk, "person": person, "position": position, "name": seat.row.public_name},
            row=_ROW.dump_json(seat.row).decode(),
        )
        _pin_member_ids(link, desk, person, seat.row)


def _seated(link: Link, desk: str, rows: Sequence[RosterRow], by_name: dict[str, int]) -> list[_Seat]:
    """Whom each row stands for: by account where that is a champion's, then by name, then by account at all.

    Only champions, present or former, are matched by name: anybody can call themselves like one on a chat platform.
    """
    accounts = [_account_of(link, desk, row) for row in rows]
    champions_numbers = set(by_name.values())
    taken = {person for person in accounts if person in champions_numbers}
    seats, seen = [], set[int]()
    for row, account in zip(rows, accounts, strict=True):
        named = by_name.get(row.public_name.casefold(), 0)
        person = account if account in champions_numbers else 0 if named in taken else named
        person = person or account
        seats.append(_Seat(0 if person in seen else person, row))
        seen.add(person)
    return seats


def _member_ids(row: RosterRow) -> Iterator[tuple[str, str]]:
    for platform, handle in (("slack", row.slack), ("discord", row.discord)):
        if _MEMBER_IDS[platform].fullmatch(handle):
            yield platform, handle


def _account_of(link: Link, desk: str, row: RosterRow) -> int:
    for platform, user in _member_ids(row):
        found = link.row(_WHOSE, desk=desk, platform=platform, user=user)
        if found is not None:
            return int(found[0])
    return 0


def _new_person(link: Link, desk: str, row: RosterRow) -> int:
    number = next_number(link, desk, "person")
    language = known_language(row.languages[0] if row.languages else "")
    link.run(_NEW_PERSON, desk=desk, number=number, name=row.public_name, language=language)
    return number


def _pin_member_ids(link: Link, desk: str, person: int, row: RosterRow) -> None:
    """A member id in the roster is the coordinator's own word: that account, and on its platform no other."""
    for platform, user in _member_ids(row):
        former = link.row(_WHOSE, desk=desk, platform=platform, user=user)
        move_account(link, desk, Identity(platform, "", user), former[0] if former else 0, person)
        link.run(_UNPIN_OTHERS, desk=desk, person=person, platform=platform, keep=user)


def move_account(link: Link, desk: str, identity: Identity, former: int, person: int) -> None:
    """Pin an account to a person. What its former person asked goes along, unless they are still somebody else:
    a champion, or a person with other accounts."""
    link.run(
        _PIN,
        **{"desk": desk, "platform": identity.platform, "user": identity.user, "team": identity.team},
        person=person,
    )
    if not former or former == person or link.row(_LEFT_BEHIND, desk=desk, person=former) is not None:
        return
    if any(number == former for number, _, _ in link.rows(_EVERYBODY, desk=desk)):
        return
    for statement in _TAKE_OVER:
        link.run(statement, desk=desk, former=former, person=person)
    following.hand_over(link, desk, former, person)
    voices.hand_over(link, desk, former, person)
