"""Desks: their settings and rooms, which workspace is whose, and set-up codes."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.desk import Desk, desk_from_json, desk_to_json
from bot.engine.errors import ChampionsError
from bot.engine.request import Place
from storage.prepared import Link, Prepared, adding, is_given
from storage.tables import codes, desks, rooms, workspaces

_STAMPS = Prepared(select(desks.c.stamp, desks.c.catalogue).where(*is_given(desks, "desk")))
_SETTINGS = Prepared(select(desks.c.settings).where(*is_given(desks, "desk")))
_ALL = Prepared(select(desks.c.settings).order_by(desks.c.desk))
_SAVE = Prepared(
    (_insert := adding(desks, "desk", "settings", "stamp", "catalogue")).on_conflict_do_update(
        index_elements=[desks.c.desk],
        set_={"settings": _insert.excluded.settings, "stamp": _insert.excluded.stamp},
    )
)
_STAMP = Prepared(update(desks).where(*is_given(desks, "desk")).values(stamp=bindparam("new")))
_CATALOGUE = Prepared(update(desks).where(*is_given(desks, "desk")).values(catalogue=bindparam("new")))

_ROOMS = Prepared(select(rooms.c.name, rooms.c.place).where(*is_given(rooms, "desk")))
_NOTE = Prepared(
    (_insert := adding(rooms, "desk", "name", "place")).on_conflict_do_update(
        index_elements=[rooms.c.desk, rooms.c.name], set_={"place": _insert.excluded.place}
    )
)
_FORGET = Prepared(delete(rooms).where(*is_given(rooms, "desk", "name")))
_WHOSE = Prepared(select(workspaces.c.desk).where(*is_given(workspaces, "platform", "team")))
_BIND = Prepared(
    adding(workspaces, "desk", "platform", "team").on_conflict_do_nothing(
        index_elements=[workspaces.c.platform, workspaces.c.team]
    )
)
_NEW_CODE = Prepared(adding(codes, "desk", "digest"))
_SPEND = Prepared(
    update(codes).where(*is_given(codes, "desk", "digest"), codes.c.spent_at.is_(None)).values(spent_at=bindparam("at"))
)


class UnknownDesk(ChampionsError):
    """There is no desk with that slug in this database."""


class TakenElsewhere(ChampionsError):
    """A workspace or server belongs to another desk already; the message is a sentence for the operator."""


def stamps(link: Link, desk: str) -> tuple[str, ...]:
    """What the desk's state and catalogue are known by just now. Raises :class:`UnknownDesk`."""
    found = link.stamps.get(desk)
    if found is None:
        found = link.row(_STAMPS, desk=desk)
        if found is None:
            raise UnknownDesk(f"There is no desk {desk!r} in this database. Name it in DESK_FILE and start again.")
        link.stamps[desk] = found
    return found


def state_changed(link: Link, desk: str) -> None:
    """Settings, rooms or roster of the desk are about to differ: every process has to read them again."""
    link.run(_STAMP, desk=desk, new=secrets.token_hex(8))
    link.stamps.pop(desk, None)


def catalogue_changed(link: Link, desk: str, stamp: str = "") -> None:
    """The datasets of the desk are about to differ: every process has to read their titles again, but for who has
    read them already for this new stamp."""
    link.run(_CATALOGUE, desk=desk, new=stamp or secrets.token_hex(8))
    link.stamps.pop(desk, None)


def save_desk(link: Link, desk: Desk) -> None:
    """Write a desk's settings, and tie the workspaces that it lists to it. Raises :class:`TakenElsewhere`."""
    fresh = secrets.token_hex(8)
    link.run(_SAVE, desk=desk.slug, settings=desk_to_json(desk), stamp=fresh, catalogue=fresh)
    link.stamps.pop(desk.slug, None)
    for platform, teams in desk.workspaces.items():
        for team in teams:
            bind(link, desk.slug, platform, team)


def settings(link: Link, desk: str) -> Desk:
    """The settings of a desk."""
    return desk_from_json(link.value(_SETTINGS, desk=desk))


def all_rooms(link: Link, desk: str) -> dict[str, Place]:
    """The desk's rooms that are known to exist."""
    return {name: Place.from_key(place) for name, place in link.rows(_ROOMS, desk=desk)}


def all_desks(link: Link) -> tuple[Desk, ...]:
    """The settings of every desk in this database, by slug."""
    return tuple(desk_from_json(settings) for (settings,) in link.rows(_ALL))


def bind(link: Link, desk: str, platform: str, team: str) -> None:
    """Tie a workspace or server to a desk. Raises :class:`TakenElsewhere` where it is another's."""
    if link.run(_BIND, desk=desk, platform=platform, team=team) == 1:
        return
    other = link.value(_WHOSE, platform=platform, team=team)
    if other != desk:
        raise TakenElsewhere(
            f"{platform} {team} belongs to the desk {other!r} already. A workspace belongs to one desk only: "
            f"take it out of one of the two desk files."
        )


def whose(link: Link, platform: str, team: str) -> str | None:
    """The slug of the desk that a workspace or server belongs to; None for nobody's."""
    found: str | None = link.value(_WHOSE, platform=platform, team=team)
    return found


def note_room(link: Link, desk: str, name: str, place: Place) -> None:
    """Remember where a room of the desk is."""
    link.run(_NOTE, desk=desk, name=name, place=place.key)
    state_changed(link, desk)


def forget_room(link: Link, desk: str, name: str) -> None:
    """The desk has no such room any more."""
    link.run(_FORGET, desk=desk, name=name)
    state_changed(link, desk)


def make_code(link: Link, desk: str) -> str:
    """A new single-use set-up code. Only its hash is kept: whoever reads the database cannot use it."""
    code = secrets.token_hex(8).upper()
    link.run(_NEW_CODE, desk=desk, digest=_digest(code))
    return code


def spend_code(link: Link, desk: str, code: str, at: datetime) -> bool:
    """Spend a set-up code: True where it is right and was unspent."""
    return link.run(_SPEND, desk=desk, digest=_digest(code), at=at) == 1


def _digest(code: str) -> str:
    # 64 random bits need no salt and no slow hash: there is nothing to guess from.
    return hashlib.sha256(code.strip().upper().encode(errors="replace")).hexdigest()
