"""People: accounts, the persons behind them, and which of them have a champion's rights."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, or_, select, update

from bot.engine.request import Caller
from bot.people.model import Identity, RosterRow
from bot.people.persons import Person
from bot.speech.words import known_language
from storage import departing, desks, linking, roster
from storage.moderation import come_back
from storage.numbers import next_number
from storage.prepared import Prepared, adding, is_given
from storage.tables import identities, persons

if TYPE_CHECKING:
    from storage.work import Unit

_account = identities.c
_ACCOUNT = Prepared(
    select(
        persons.c.number,
        persons.c.name,
        persons.c.language,
        _account.team,
        _account.name.label("said_name"),
        _account.locale,
        _account.pinned,
        and_(persons.c.platform == _account.platform, persons.c.user == _account.user).label("newest"),
        or_(_account.left_at.is_not(None), _account.heard_at.is_(None)).label("unheard"),
        persons.c.chosen,
        persons.c.messages,
        persons.c.since,
        persons.c.muted_until,
    )
    .join_from(identities, persons, and_(persons.c.desk == _account.desk, persons.c.number == _account.person))
    .where(*is_given(identities, "desk", "platform", "user"))
)
_PERSON = Prepared(
    select(
        *(persons.c.name, persons.c.language, persons.c.platform, persons.c.user),
        *(persons.c.chosen, persons.c.messages, persons.c.since, persons.c.muted_until),
    ).where(*is_given(persons, "desk", "number"))
)
_ACCOUNTS = Prepared(
    select(_account.platform, _account.team, _account.user, _account.pinned)
    .where(*is_given(identities, "desk", "person"), _account.left_at.is_(None))
    .order_by(
        _account.pinned.desc(), _account.heard_at.is_(None), _account.heard_at.desc(), _account.platform, _account.user
    )
)
# SQLite, which has one writer, leaves FOR UPDATE out.
_ONE_AT_A_TIME = Prepared(select(persons.c.number).where(*is_given(persons, "desk", "number")).with_for_update())
_NEW_PERSON = Prepared(adding(persons, "desk", "number", "name", "language", "platform", "user", "since"))
_NEW_ACCOUNT = Prepared(
    adding(identities, "desk", "platform", "user", "team", "person", "name", "locale", "pinned", "heard_at")
)
_HEARD = Prepared(
    update(identities)
    .where(*is_given(identities, "desk", "platform", "user"))
    .values({name: bindparam(f"new_{name}") for name in ("team", "name", "locale", "heard_at")})
)
_KNOWN_BETTER = Prepared(
    update(persons)
    .where(*is_given(persons, "desk", "number"))
    .values({name: bindparam(f"new_{name}") for name in ("name", "language", "platform", "user")})
)

_SPEAK = Prepared(
    update(persons).where(*is_given(persons, "desk", "number")).values(language=bindparam("new_language"), chosen=True)
)
_WRITE_BY = Prepared(
    update(persons).where(*is_given(persons, "desk", "number")).values(messages=bindparam("new_messages"))
)


class People:
    """The people of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug

    def caller(self, caller: Caller, at: datetime) -> Person:
        """The person behind an account, by the name that they go by there; one who was never seen is written down.

        It writes only where something is new: the account, its name or locale, or that it is used again after
        another account of the same person.
        """
        self._work.at = at
        who = caller.identity
        found = self._link.row(_ACCOUNT, desk=self._desk, platform=who.platform, user=who.user)
        if found is None:
            return self._welcome(caller, at)
        number, name, language, team, said_name, locale, pinned, newest, unheard, chosen, *rest = found
        if unheard:  # for the first time, or for the first time again: whoever says something is there
            self.come_back(who, at)
        fresh = (who.team or team, caller.name or said_name, caller.locale or locale)
        account = who if who.team == fresh[0] else replace(who, team=fresh[0])
        if fresh != (team, said_name, locale) or not newest:
            name = name if fresh[1] == said_name else fresh[1]
            language = language if chosen or fresh[2] == locale else self._language(fresh[2])
            self._heard(number, Caller(account, *fresh[1:]), name, language, at)
        return self._person(number, fresh[1] or name, account, language, pinned, chosen, *rest)

    def known(self, identity: Identity) -> Person | None:
        """The person behind an account, or None; writes nothing."""
        if not identity.user.isprintable():  # somebody typed it: no platform's ids have signs that a database refuses
            return None
        found = self._link.row(_ACCOUNT, desk=self._desk, platform=identity.platform, user=identity.user)
        if found is None:
            return None
        number, name, language, team, said_name, _, pinned, _, _, *rest = found
        account = replace(identity, team=identity.team or team)
        return self._person(number, said_name or name, account, language, pinned, *rest)

    def person(self, number: int) -> Person | None:
        """The person with that number on this desk; their account is the one last heard from."""
        found = self._link.row(_PERSON, desk=self._desk, number=number)
        if found is None:
            return None
        name, language, platform, user, *rest = found
        accounts = self._link.rows(_ACCOUNTS, desk=self._desk, person=number)
        account = next((Identity(*a[:3]) for a in accounts if (a[0], a[2]) == (platform, user)), None)
        account = account or (Identity(*accounts[0][:3]) if accounts else Identity("", "", ""))
        return self._person(number, name, account, language, any(each[3] for each in accounts), *rest)

    def accounts(self, number: int) -> tuple[Identity, ...]:
        """The accounts of a person: those that a champion's rights hang on before others, then the one last heard
        from. Never one that is no longer there."""
        return tuple(Identity(*each[:3]) for each in self._link.rows(_ACCOUNTS, desk=self._desk, person=number))

    def leave(self, account: Identity, at: datetime) -> bool:
        """Write down that an account is no longer there: False where that was known, or where it was heard since."""
        left = departing.leave(self._link, self._desk, account, at)
        if left:
            desks.state_changed(self._link, self._desk)
        return left

    def is_there(self, number: int) -> bool:
        """Whether somebody can still be reached by an account that was heard."""
        return departing.is_there(self._link, self._desk, number)

    def come_back(self, account: Identity, at: datetime) -> None:
        """The account is there again."""
        departing.come_back(self._link, self._desk, account, at)
        desks.state_changed(self._link, self._desk)

    def one_at_a_time(self, number: int) -> None:
        """Let no other unit that asks for the same person go on before this one has ended."""
        self._link.row(_ONE_AT_A_TIME, desk=self._desk, number=number)

    def save_roster(self, rows: Sequence[RosterRow], at: datetime) -> None:
        """Make the roster equal to ``rows``; people are matched by account, then by name, and keep their numbers."""
        roster.save_roster(self._link, self._desk, rows)
        desks.state_changed(self._link, self._desk)

    def set_away(
        self, number: int, until: date | None, cover: int = 0, since: date | None = None, held: str = ""
    ) -> None:
        """Mark a champion away until the end of a day, with who stands in for them; None marks them back. ``since`` is
        the first day of a leave that is still to begin, ``held`` what then becomes of their questions."""
        roster.set_away(self._link, self._desk, number, until, cover, since, held)
        desks.state_changed(self._link, self._desk)

    def pin(self, identity: Identity, number: int, at: datetime) -> Person:
        """Tie an account to a champion: from now on their rights hang on it, and what it asked before is theirs.

        An account that is another champion's already stays theirs: the person that comes back is that champion.
        """
        known = self.known(identity) or self._welcome(Caller(identity), at)
        is_anothers = known.champion is not None and known.number != number
        if is_anothers or self._work.roster.get(number) is None:
            return known
        roster.move_account(self._link, self._desk, identity, known.number, number)
        desks.state_changed(self._link, self._desk)
        return self.known(identity) or known

    def set_language(self, number: int, language: str) -> None:
        """The language that a person has chosen: no client's guess changes it any more."""
        self._link.run(_SPEAK, desk=self._desk, number=number, new_language=language)

    def set_messages(self, number: int, how: str) -> None:
        """How a person wants to be written to: "dm", "thread" or "none"."""
        self._link.run(_WRITE_BY, desk=self._desk, number=number, new_messages=how)

    def offer_link(self, account: Identity, at: datetime) -> str:
        """A fresh code by which another account is joined to this one; the one before it no longer holds."""
        return linking.offer(self._link, self._desk, account, at)

    def may_try_link(self, account: Identity, at: datetime) -> bool:
        """Whether an account may type a code now, or has typed too many wrong ones."""
        return linking.may_try(self._link, self._desk, account, at)

    def take_link(self, code: str, account: Identity, at: datetime) -> Identity | None:
        """Spend a code typed with ``account``: the account it was given to. None where it is wrong, spent or too old,
        which is counted against ``account``."""
        return linking.take(self._link, self._desk, code, account, at)

    def join(self, account: Identity, other: Identity, stays: int, goes: int, at: datetime) -> Person:
        """Make one person of the two behind the accounts: all that ``goes`` had is ``stays``'s from now on. Raises
        Conflict where they are no longer these two."""
        linking.join(self._link, self._desk, account, other, (stays, goes), at)
        desks.state_changed(self._link, self._desk)
        found = self.known(account)
        assert found is not None, "the account was joined just now"
        return found

    def _welcome(self, caller: Caller, at: datetime) -> Person:
        who, language = caller.identity, self._language(caller.locale)
        number = next_number(self._link, self._desk, "person")
        self._link.run(
            _NEW_PERSON,
            **{"desk": self._desk, "number": number, "name": caller.name, "language": language},
            **{"platform": who.platform, "user": who.user, "since": at},
        )
        self._link.run(
            _NEW_ACCOUNT,
            **{"desk": self._desk, "platform": who.platform, "user": who.user, "team": who.team},
            **{"person": number, "name": caller.name, "locale": caller.locale, "pinned": False, "heard_at": at},
        )
        come_back(self._link, self._desk, who, number)
        return Person(number, caller.name, who, language, since=at)

    def _heard(self, number: int, caller: Caller, name: str, language: str, at: datetime) -> None:
        who = caller.identity
        self._link.run(
            _HEARD,
            **{"desk": self._desk, "platform": who.platform, "user": who.user},
            **{"new_team": who.team, "new_name": caller.name, "new_locale": caller.locale, "new_heard_at": at},
        )
        self._link.run(
            _KNOWN_BETTER,
            **{"desk": self._desk, "number": number, "new_name": name, "new_language": language},
            **{"new_platform": who.platform, "new_user": who.user},
        )

    def _person(
        self, number: int, name: str, identity: Identity, language: str, pinned: bool,
        chosen: bool, messages: str, since: datetime | None, muted: datetime | None,
    ) -> Person:  # fmt: skip
        champion = self._work.roster.get(number) if pinned else None
        return Person(number, name, identity, language, champion, messages, bool(chosen), since, muted)

    def _language(self, locale: str) -> str:
        return known_language(locale) if locale else self._work.desk.language
