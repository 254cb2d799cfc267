"""Where a project may go: one written-out table of who may do what from where (interaction.md, §2.2 and §2.4).

The table guards every change and chooses the buttons on the cards. A move is pure: it gives the changed project.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.engine.errors import ChampionsError
from bot.showcase.model import Project, ProjectState

S = ProjectState


class Part(StrEnum):
    """What somebody is to one project."""

    MAKER = "maker"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. ``to`` is None where the state stays as it is."""

    verb: str
    sources: frozenset[ProjectState]
    to: ProjectState | None
    who: frozenset[Part]


class IllegalMove(ChampionsError):
    """The move is not in the table from this state, or not for whoever makes it. ``theirs`` says that it is legal, for
    somebody else."""

    def __init__(self, project: Project, verb: str, *, theirs: bool = False) -> None:
        super().__init__(f"{project.id}: {verb} from {project.state}")
        self.project, self.verb, self.theirs = project, verb, theirs


def _row(verb: str, sources: Collection[ProjectState], to: ProjectState | None, *who: Part) -> Move:
    return Move(verb, frozenset(sources), to, frozenset(who))


_M, _K, _S = Part  # maker, coordinator, system

MOVES: tuple[Move, ...] = (
    _row("submit", {S.DRAFT}, S.REVIEW, _M),
    # What was approved stays as it is shown until a coordinator has seen the change.
    _row("edit", {S.REVIEW, S.CHANGES, S.DECLINED, S.APPROVED}, S.REVIEW, _M),
    _row("approve", {S.REVIEW}, S.APPROVED, _K),
    _row("ask_change", {S.REVIEW}, S.CHANGES, _K),
    _row("decline", {S.REVIEW, S.CHANGES}, S.DECLINED, _K),
    _row("tell_news", {S.APPROVED}, None, _M),
    _row("approve_news", {S.APPROVED}, None, _K),
    _row("decline_news", {S.APPROVED}, None, _K),
    _row("withdraw", {S.DRAFT, S.REVIEW, S.CHANGES, S.APPROVED, S.DECLINED}, S.WITHDRAWN, _M),
    _row("remove", {S.REVIEW, S.CHANGES, S.APPROVED, S.DECLINED}, S.REMOVED, _K),
    _row("check", {S.REVIEW, S.CHANGES, S.APPROVED}, None, _S),
    _row("forget", frozenset(S) - {S.REMOVED}, S.WITHDRAWN, _S),
)
_BY_VERB = {each.verb: each for each in MOVES}


def verbs_from(state: ProjectState, parts: Collection[Part]) -> tuple[str, ...]:
    """The verbs that somebody may say of a project in ``state``: what a card offers as buttons."""
    return tuple(each.verb for each in MOVES if state in each.sources and each.who & frozenset(parts))


def move(project: Project, verb: str, parts: Collection[Part], **changes: Any) -> Project:
    """Do ``verb`` to ``project``, with the fields that the verb is about. Raises :class:`IllegalMove`."""
    row = _BY_VERB[verb]
    if not row.who & frozenset(parts):
        raise IllegalMove(project, verb, theirs=True)
    if project.state not in row.sources:
        raise IllegalMove(project, verb)
    return replace(project, state=row.to or project.state, **changes)
