"""Workspaces: those that a desk is in, and those that the app was removed from."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.engine.vault import Left
from storage.desks import bind
from storage.prepared import Prepared, is_given
from storage.tables import workspaces

if TYPE_CHECKING:
    from storage.work import Unit

_w = workspaces.c
_here = is_given(workspaces, "desk", "platform", "team")
_LEAVE = Prepared(update(workspaces).where(*_here, _w.left_at.is_(None)).values(sealed="", left_at=bindparam("at")))
_RETURN = Prepared(update(workspaces).where(*_here, _w.left_at.is_not(None)).values(left_at=None))
_GONE = Prepared(
    select(_w.platform, _w.team, _w.left_at)
    .where(*is_given(workspaces, "desk"), _w.left_at.is_not(None))
    .order_by(_w.left_at)
)


class Workspaces:
    """The workspaces of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def leave(self, platform: str, team: str, at: datetime) -> bool:
        """The app was removed there: its tokens are deleted. False where that is known already."""
        bind(self._link, self._desk, platform, team)
        return self._link.run(_LEAVE, desk=self._desk, platform=platform, team=team, at=at) == 1

    def enter(self, platform: str, team: str) -> None:
        """The app is there (again)."""
        self._link.run(_RETURN, desk=self._desk, platform=platform, team=team)

    def gone(self) -> tuple[Left, ...]:
        """Where the app was removed and has not come back, the longest ago first."""
        return tuple(Left(*row) for row in self._link.rows(_GONE, desk=self._desk))
