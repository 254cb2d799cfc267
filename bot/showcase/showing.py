"""Showing: the coordinators' card of a project, and those that hang in public, follow where it stands."""

from collections.abc import Sequence
from dataclasses import replace

from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.slots import Slot
from bot.privacy import find
from bot.questions.board import NOT_DIRECTLY, triage_rooms
from bot.questions.personal import warned
from bot.showcase.finding import datasets_of
from bot.showcase.model import Project, ProjectState
from bot.showcase.views import gone_card, project_card, review_card
from bot.speech.cards import Card
from bot.speech.plain import NAME_ROOM, cut
from bot.speech.words import Words, words


def subject(project: int) -> str:
    """What the slots of a project are about, by its number."""
    return f"project/S-{project}"


def show(work: Work, project: Project) -> None:
    """Let every card of a project say how it stands. While a change of it waits, what is public stays as it was."""
    card = coordinators_card(work, project, words(work.desk.language))
    for room in triage_rooms(work):
        work.slots.hang(Slot(f"{subject(project.number)}/review", room, card))
    if not project.is_public or project.state is ProjectState.APPROVED:
        for slot in public_slots(work, project):
            work.slots.hang(replace(slot, card=public_card(work, project)))


def public_slots(work: Work, project: Project) -> Sequence[Slot]:
    """Where a project was shown in public, each time that it was."""
    about = subject(project.number)
    return [each for each in work.slots.hanging(about) if each.name.startswith(f"{about}/shown/")]


def public_card(work: Work, project: Project) -> Card:
    """A project as everybody sees it now, in the desk's language; a sentence where it is no longer shown."""
    say = words(work.desk.language)
    return project_card(project, work, say) if project.is_public else gone_card(project, say)


def coordinators_card(work: Work, project: Project, say: Words) -> Card:
    """A project as coordinators see it, with what they can do."""
    says = "\n".join((project.says, project.fresh))
    seen = find(says, work.desk.country) if project.waits else ()
    decider = work.roster.name(project.decided_by, say("a coordinator")) if project.decided_by else ""
    return review_card(
        project, datasets_of(work, project.datasets), sender(work, project, say), decider, warned(says, seen, say), say
    )


def sender(work: Work, project: Project, say: Words) -> str:
    """Who sent a project in, for coordinators."""
    person = work.people.person(project.maker) if project.maker else None
    return (cut(person.name, NAME_ROOM) if person else "") or say("somebody")


def tell(work: Work, person: int, name: str, card: Card) -> bool:
    """Write to somebody directly, in the slot ``name``. False where they want no direct messages, or cannot have any:
    what they would read stands on their Home, and in `/opendata projects`."""
    place = directly(work, person)
    if place is not None:
        work.slots.hang(Slot(name, place, card))
    return place is not None


def directly(work: Work, number: int) -> Place | None:
    """Somebody's direct messages; None where they want none."""
    person = work.people.person(number) if number else None
    if person is None or not person.identity.user or person.messages in NOT_DIRECTLY:
        return None
    return Place(person.identity.platform, person.identity.team, person=person.identity.user)


def words_of(work: Work, number: int) -> Words:
    """The words in which somebody reads."""
    person = work.people.person(number) if number else None
    return words(person.language if person else work.desk.language)
