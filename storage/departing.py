"""Departing: accounts that their platform no longer knows.

A person has left when no account of theirs that was ever heard is there any more: what only the roster names, like a
handle on a platform that the desk is not on, keeps nobody there.
"""

from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from bot.people.model import Identity
from storage.prepared import Link, Prepared, is_given
from storage.tables import identities

_i = identities.c
_at = bindparam("at", type_=_i.left_at.type)
_account = is_given(identities, "desk", "platform", "user")
# What is told late says nothing of whoever was heard since.
_LEAVE = Prepared(
    update(identities)
    .where(*_account, _i.left_at.is_(None), or_(_i.heard_at.is_(None), _i.heard_at <= _at))
    .values(left_at=_at)
)
_COME_BACK = Prepared(update(identities).where(*_account).values(left_at=None, heard_at=_at))

_THERE = Prepared(
    select(_i.user)
    .where(*is_given(identities, "desk", "person"), _i.left_at.is_(None), _i.heard_at.is_not(None))
    .limit(1)
)


def leave(link: Link, desk: str, account: Identity, at: datetime) -> bool:
    """Write down that an account is no longer there: False where that was known, or where it was heard since."""
    return link.run(_LEAVE, desk=desk, platform=account.platform, user=account.user, at=at) > 0


def come_back(link: Link, desk: str, account: Identity, at: datetime) -> None:
    """The account is there again."""
    link.run(_COME_BACK, desk=desk, platform=account.platform, user=account.user, at=at)


def is_there(link: Link, desk: str, person: int) -> bool:
    """Whether somebody can still be reached by an account that was heard."""
    return link.row(_THERE, desk=desk, person=person) is not None
