"""Finding a project or a letter for somebody, and moving a project on behalf of somebody; both refuse kindly."""

from dataclasses import replace
from typing import Any

from bot.catalog.model import Dataset
from bot.engine.errors import Refusal
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.people.persons import Person
from bot.questions.views import button
from bot.showcase.commands import MyProjects, Review
from bot.showcase.model import Letter, Project, ProjectState
from bot.showcase.moves import IllegalMove, Part, move, verbs_from
from bot.showcase.wording import STATES


def parts_of(person: Person, project: Project) -> frozenset[Part]:
    """What somebody is to a project."""
    maker = {Part.MAKER} if project.maker and project.maker == person.number else set()
    return frozenset(maker | ({Part.COORDINATOR} if person.is_coordinator else set()))


def project_of(scene: Scene, number: int) -> Project:
    """A project that whoever asks may know of: one that is public, their own, or any for a coordinator. Refuses with
    one sentence for every other."""
    project = scene.work.projects.get(number) if number else None
    if project is None or not (project.is_public or parts_of(scene.person, project)):
        raise scene.refuse("I can't find that project. See yours with `/opendata projects`.", "E-NOTFOUND")
    return project


def mine(scene: Scene, number: int) -> Project:
    """A project of whoever asks. Refuses as :func:`project_of` where it is somebody else's."""
    project = scene.work.projects.get(number) if number else None
    if project is None or Part.MAKER not in parts_of(scene.person, project):
        raise scene.refuse("I can't find that project. See yours with `/opendata projects`.", "E-NOTFOUND")
    return project


def changing(scene: Scene, number: int) -> Project:
    """A project of whoever asks, to be changed. Refuses where it can't be any more, before they describe it anew."""
    project = mine(scene, number)
    if "edit" not in verbs_from(project.state, parts_of(scene.person, project)):
        raise _no_longer(scene, project)
    return project


def letter_to(scene: Scene, number: int) -> tuple[Letter, Project]:
    """A letter to whoever asks, and the project that it is about. Refuses for every other."""
    letter = scene.work.projects.letter(number) if number else None
    project = scene.work.projects.get(letter.project) if letter else None
    if letter is None or project is None or Part.MAKER not in parts_of(scene.person, project):
        raise scene.refuse("I can't find that message any more.", "E-NOTFOUND")
    return letter, project


def reviewed(scene: Scene, number: int, edition: int) -> Project:
    """A project for a coordinator to decide on, as they saw it. Refuses where it was changed since: nobody decides on
    what they have not read."""
    project, say = project_of(scene, number), scene.say
    if edition and edition != project.edition:
        told = say("{id} was changed since you looked at it. Please look once more.", id=project.id)
        raise Refusal(told, "", (button(say("Look at {id}", id=project.id), Review(project.number)),))
    return project


def act(scene: Scene, project: Project, verb: str, **changes: Any) -> Project:
    """Do ``verb`` to a project as whoever asks, and write it down. Refuses kindly where the table of moves says no."""
    try:
        changed = move(project, verb, parts_of(scene.person, project), **changes)
    except IllegalMove as wrong:
        if wrong.theirs:
            raise scene.refuse("I can't find that project. See yours with `/opendata projects`.",
                               "E-NOTFOUND") from wrong  # fmt: skip
        raise _no_longer(scene, project) from wrong
    return scene.work.projects.save(changed)


def _no_longer(scene: Scene, project: Project) -> Refusal:
    say, own = scene.say, Part.MAKER in parts_of(scene.person, project)
    told = say("That is no longer possible: {id} is {state}.", id=project.id, state=say(STATES[project.state]))
    see = MyProjects(project.number) if own else Review(project.number)
    return Refusal(told, "", (button(say("Show {id}", id=project.id), see),))


def datasets_of(work: Work, numbers: tuple[int, ...]) -> tuple[Dataset, ...]:
    """The datasets with these short numbers, in their order, as far as there are any."""
    found = (work.catalog.dataset(number) for number in numbers)
    return tuple(each for each in found if each is not None)


def without_words(project: Project) -> Project:
    """A project that was taken back: nothing of what its maker wrote is left but what it was called."""
    return replace(
        project, url="", address=f"{ProjectState.WITHDRAWN.value}:{project.number}", does="", runs="", help_wanted="",
        licence="", image="", alt="", news="", fresh="", reason="",
    )  # fmt: skip
