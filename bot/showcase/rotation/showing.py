"""Showing: the project whose turn it is gets one card on every platform, and counts as shown, in one transaction."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.catalog.announcing.mending import hang_again, refused_card
from bot.catalog.announcing.news import NEWS
from bot.desk import Desk
from bot.desks.weekly_jobs import labels_at
from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.rooms import absent_rooms, platform_of
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions.needs import tell_coordinators
from bot.questions.wording import platform_name
from bot.showcase.model import Project
from bot.showcase.rotation import fair
from bot.showcase.rotation.commands import NotShown, ShowAgain, ShowDue
from bot.showcase.rotation.slots import SHOWING, is_silent, line
from bot.showcase.showing import public_card, subject
from bot.speech.cards import Card, Text
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply, sentence
from bot.speech.words import Words

SHOWCASE = "showcase"


def show_due(scene: Scene, command: ShowDue) -> Reply:
    """A slot has come: one project is shown, where one waits. The slot is moved on first, from exactly the moment that
    was due."""
    work, at = scene.work, scene.request.at
    slot = SHOWING.begins(work, command.due, at)
    if slot is not None and slot.paused_at is None and not is_silent(work):
        for first in line(work).at(slot.due)[:1]:
            _show(work, first, at)
    return NOTHING


def _show(work: Work, project: Project, at: datetime) -> None:
    """On every platform that has a room for it. Where there is none at all it keeps its place, and coordinators hear
    why."""
    rooms = list(rooms_of(work))
    if missing := missing_rooms(work):
        _tell_of_missing(work, missing, at, nothing_left=not rooms)
    if not rooms:
        return
    project = work.projects.save(fair.shown(project, at))
    work.rotation.forget(project.number)
    labels = labels_at(work.desk, at)
    card = public_card(work, project)
    for place in rooms:
        work.slots.hang(Slot(f"{subject(project.number)}/{which(project.times_shown)}", place, card, labels=labels))


def which(time: int) -> str:
    """The slot of the time when a project was shown, of its subject's."""
    return f"shown/{time}"


def rooms_of(work: Work) -> Iterator[Place]:
    """Every room in which projects are shown, one in each workspace: its own, or the one for new data on a platform
    for which the desk names none."""
    for name, place in sorted(work.rooms.items()):
        if name.partition("/")[2] == _purpose_on(platform_of(name), work.desk):
            yield place


def missing_rooms(work: Work) -> list[str]:
    """The rooms in which projects should be shown and that are not there, on the platforms that are on."""
    purposes = {platform: _purpose_on(platform, work.desk) for platform in work.desk.channels}
    return absent_rooms(work, [f"{on}/{each}" for on, each in purposes.items() if work.desk.channel(on, each)])


def _purpose_on(platform: str, desk: Desk) -> str:
    return SHOWCASE if desk.channel(platform, SHOWCASE) else NEWS


def _tell_of_missing(work: Work, rooms: Sequence[str], at: datetime, *, nothing_left: bool) -> None:
    """Coordinators hear of a room that is not there, once for each day."""

    def told(say: Words) -> Card:
        title = say("I can't show projects in {rooms}.", rooms=cut(", ".join(rooms), 300))
        mend = say("Make the channel and add me to it, or choose another: `/opendata-admin setup where`.")
        kept = [Text(say("Nothing is lost: the projects keep their places."))] if nothing_left else []
        return Card(title, *kept, Text(mend))

    tell_coordinators(work, at, f"showcase/missing/{work.desk.calendar.local_date(at)}", told)


def not_shown(scene: Scene, command: NotShown) -> Reply:
    """Coordinators read why a room did not get a project's card; one press tries again."""
    work, project = scene.work, scene.work.projects.get(command.project)
    if project is None:
        return NOTHING

    def told(say: Words) -> Card:
        title = say("{project} could not be shown on {platform}.", project=project.id,
                    platform=platform_name(command.platform))  # fmt: skip
        again = ShowAgain(project.number, command.time)
        return refused_card(title, command.text, again, say("Show {id} again", id=project.id), say)

    tell_coordinators(work, scene.request.at, f"{subject(project.number)}/refused/{command.time}", told)
    return NOTHING


def again(scene: Scene, command: ShowAgain) -> Reply:
    """The same card in the same rooms; where it is shown already nothing changes for those who read it."""
    if not hang_again(scene, subject(command.project), which(command.time)):
        raise scene.refuse("I can't find that project's card any more.", "E-NOTFOUND")
    return sentence(scene.say("I am trying again."))
