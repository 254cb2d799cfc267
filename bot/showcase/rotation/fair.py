"""Fair: which project is shown at a slot, and which after it.

1. A project waits from the moment on at which it was approved; once it was shown it waits again only from the moment on
   at which news of it was approved. Without either nothing is shown.
2. Who has waited longest is shown first: nobody waits behind a project that came later, be it new or with news.
3. But for this: whoever made what was shown last lets the others go first, as long as there are any. What they made
   keeps its place in the line meanwhile.
4. Before all of it goes what a coordinator has chosen, for as long as the choice stands; that is one slot.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.showcase.model import Project, ProjectState
from bot.showcase.rotation.model import Turn, Wish


@dataclass(frozen=True, slots=True)
class Line:
    """All that wait on one desk, what coordinators said of their turns, and who made what was shown last."""

    waiting: tuple[Project, ...]
    turns: Mapping[int, Turn]
    last: int = 0

    def at(self, due: datetime) -> tuple[Project, ...]:
        """Who could be shown at the slot of that moment, in order: the first is."""
        chosen = self._chosen(due)
        others = [each for each in self.waiting if each not in chosen and self._may_come(each, due)]
        # A stable order: everybody else as they wait, then whoever made what was shown last.
        return (*chosen, *sorted(others, key=lambda each: each.maker == self.last))

    def after(self, shown: Project) -> "Line":
        """The line once that one was shown."""
        turns = {number: turn for number, turn in self.turns.items() if number != shown.number}
        return Line(tuple(each for each in self.waiting if each.number != shown.number), turns, shown.maker)

    def coming(self, slots: Iterable[datetime]) -> tuple[tuple[datetime, Project], ...]:
        """Who is shown at each of these slots as things stand; a slot at which nobody is, is left out."""
        line, found = self, list[tuple[datetime, Project]]()
        for due in slots:
            for first in line.at(due)[:1]:
                found.append((due, first))
                line = line.after(first)
        return tuple(found)

    def _chosen(self, due: datetime) -> Sequence[Project]:
        """What was promised for a day, the oldest promise first; then what was moved to the front, the last first."""
        said = [(self.turns[each.number], each) for each in self.waiting if each.number in self.turns]
        days = [(turn.moment, turn.at, each) for turn, each in said if turn.wish is Wish.ON and _is_by(turn, due)]
        front = [(turn.at, each) for turn, each in said if turn.wish is Wish.NEXT]
        by_day = sorted(days, key=lambda each: each[:2])
        return [*(each[-1] for each in by_day), *(each for _, each in sorted(front, key=_moment, reverse=True))]

    def _may_come(self, project: Project, due: datetime) -> bool:
        """Whether no coordinator keeps it from that slot."""
        turn = self.turns.get(project.number)
        return turn is None or (turn.wish is Wish.SKIP and not (turn.moment and due <= turn.moment))


def _is_by(turn: Turn, due: datetime) -> bool:
    return turn.moment is not None and turn.moment <= due


def _moment(said: tuple[datetime, Project]) -> datetime:
    return said[0]


def waits_since(project: Project) -> datetime | None:
    """Since when a project waits to be shown; None where it does not: it is not approved, or was shown and there is no
    news since."""
    if project.state is not ProjectState.APPROVED:
        return None
    if project.shown_at is None:
        return project.approved_at
    fresh = bool(project.news) and project.news_at is not None and project.news_at > project.shown_at
    return project.news_at if fresh else None


def line_of(projects: Iterable[Project], turns: Mapping[int, Turn]) -> Line:
    """The line of all projects of a desk, whatever became of them: who was shown last counts also where it is gone."""
    every = tuple(projects)
    waiting = [(since, each.number, each) for each in every if (since := waits_since(each)) is not None]
    shown = [(each.shown_at, each.number, each.maker) for each in every if each.shown_at is not None]
    in_order = tuple(each for _, _, each in sorted(waiting, key=lambda each: each[:2]))
    return Line(in_order, turns, max(shown)[-1] if shown else 0)


def shown(project: Project, at: datetime) -> Project:
    """The project once it was shown at that moment."""
    return replace(project, shown_at=at, times_shown=project.times_shown + 1)
