"""Thanking: whoever owns the data reads once a week, in one line, what was made with it and approved.

Never for each project: the notices of another portal to its producers were never switched on because of the noise
(interaction.md, section 3.7).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.catalog.noting import owner_of
from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.people.model import Level
from bot.questions.board import accounts_of
from bot.showcase.model import Project, ProjectState
from bot.showcase.rotation.commands import ThanksDue
from bot.showcase.rotation.slots import THANKING, is_silent
from bot.speech.cards import Actions, Button, Card
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import Words, words

NAMED = 3
_TITLE = 60


def thanks_due(scene: Scene, command: ThanksDue) -> Reply:
    """The week's thanks, each project once, ever: to the internal champion of each department whose data it uses, where
    they take direct messages."""
    work, at = scene.work, scene.request.at
    if THANKING.begins(work, command.due, at) is None or is_silent(work):
        return NOTHING
    thanked = work.rotation.thanked()
    new = [each for each in work.projects.of((ProjectState.APPROVED,)) if each.number not in thanked]
    for owner, theirs in _by_owner(work, new).items():
        _thank(work, owner, theirs, at)
    work.rotation.note_thanked([each.number for each in new], at)
    return NOTHING


def _by_owner(work: Work, projects: Sequence[Project]) -> Mapping[int, Sequence[Project]]:
    """The projects by who owns data that they use. Nobody is thanked for what they made themselves."""
    found: dict[int, list[Project]] = {}
    for each in projects:
        for owner in sorted(_owners(work, each)):
            found.setdefault(owner, []).append(each)
    return found


def _owners(work: Work, project: Project) -> set[int]:
    known = [dataset for number in project.datasets if (dataset := work.catalog.dataset(number))]
    owners = [owner_of(each, work, project.maker) for each in known]
    inside = {each.number for each in owners if each is not None and each.level is Level.INTERNAL}
    return inside - {project.maker}


def _thank(work: Work, owner: int, projects: Sequence[Project], at: datetime) -> None:
    account = next(iter(accounts_of(work, owner)), None)
    if account is None:
        return
    person = work.people.person(owner)
    say = words(person.language if person else work.desk.language)
    place = Place(account.platform, account.team, person=account.user)
    day = work.desk.calendar.local_date(at)
    work.slots.hang(Slot(f"thanks/{day}/{owner}", place, thanks_card(projects, say), labels=(IN_HOURS,)))


def thanks_card(projects: Sequence[Project], say: Words) -> Card:
    """One line, with the links."""
    names = "; ".join(f"{cut(each.title, _TITLE)} ({each.id})" for each in projects[:NAMED])
    if (more := len(projects) - NAMED) > 0:
        names = f"{names} {say.many('and {count} more', 'and {count} more', more)}"
    links = [Button(each.id, url=each.url, hint=say("Open {id}", id=each.id)) for each in projects[:NAMED]]
    return Card(say("Thank you. New this week, made with your data: {names}", names=names), Actions(*links))
