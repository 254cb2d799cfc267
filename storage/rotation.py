"""Whose turn it is: what coordinators said of it, and for which projects thanks were said."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.showcase.rotation.model import Turn, Wish
from storage.prepared import Prepared, adding, is_given
from storage.tables import thanks, turns

if TYPE_CHECKING:
    from storage.work import Unit

_t = turns.c
_TURNS = Prepared(select(_t.project, _t.wish, _t.at, _t.moment).where(*is_given(turns, "desk")).order_by(_t.project))
_SAY = Prepared(
    (_new := adding(turns, "desk", "project", "wish", "at", "moment")).on_conflict_do_update(
        index_elements=[_t.desk, _t.project], set_={name: _new.excluded[name] for name in ("wish", "at", "moment")}
    )
)
_FORGET = Prepared(delete(turns).where(*is_given(turns, "desk", "project")))
_THANKED = Prepared(select(thanks.c.project).where(*is_given(thanks, "desk")))
_NOTE_THANKED = Prepared(
    adding(thanks, "desk", "project", "at").on_conflict_do_nothing(index_elements=[thanks.c.desk, thanks.c.project])
)


class Rotation:
    """The turns of one desk's projects, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def turns(self) -> Mapping[int, Turn]:
        """What was said of turns, by the projects' numbers."""
        rows = self._link.rows(_TURNS, desk=self._desk)
        return {project: Turn(project, Wish(wish), at, moment) for project, wish, at, moment in rows}

    def say(self, turn: Turn) -> None:
        """Write down what is wished, in the place of what was wished before."""
        values = {"wish": turn.wish.value, "at": turn.at, "moment": turn.moment}
        self._link.run(_SAY, desk=self._desk, project=turn.project, **values)

    def forget(self, project: int) -> None:
        """Nothing is wished of a project's turn any more."""
        self._link.run(_FORGET, desk=self._desk, project=project)

    def thanked(self) -> Collection[int]:
        """The projects for which thanks were said, by number."""
        return frozenset(number for (number,) in self._link.rows(_THANKED, desk=self._desk))

    def note_thanked(self, projects: Collection[int], at: datetime) -> None:
        """Write down that thanks were said for these."""
        for each in projects:
            self._link.run(_NOTE_THANKED, desk=self._desk, project=each, at=at)
