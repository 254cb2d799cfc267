"""A project that is being described: kept as a draft at every step, so that nothing of it is lost."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.engine.scene import Scene
from bot.questions.model import Draft, DraftKind
from bot.showcase.addresses import canonical, tidy
from bot.showcase.finding import changing
from bot.showcase.model import Project, Stage

UNCHECKED, FINE, DEAD, FORBIDDEN = "", "fine", "dead", "forbidden"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What was written so far. ``project`` is the number of the project that it changes, 0 for a new one;
    ``suggested`` says that whoever writes it did not make it.

    ``link`` is the address as it was typed. ``checked`` says what was found at ``checked_link``, ``picture`` is the
    address of the picture, ``image`` the hash under which it is kept, and ``pictured`` the address it was taken from.
    """

    title: str = ""
    link: str = ""
    does: str = ""
    datasets: tuple[int, ...] = ()
    stage: str = Stage.LIVE.value
    picture: str = ""
    alt: str = ""
    runs: str = ""
    help_wanted: str = ""
    licence: str = ""
    project: int = 0
    suggested: bool = False
    checked: str = UNCHECKED
    checked_link: str = ""
    image: str = ""
    pictured: str = ""

    @property
    def url(self) -> str:
        """The address, tidied; "" where it is none."""
        return tidy(self.link)

    @property
    def address(self) -> str:
        """The canonical address, by which a project is known again."""
        return canonical(self.url) if self.url else ""

    @property
    def link_is(self) -> str:
        """What is known of its link as it is now."""
        return self.checked if self.checked_link == self.url else UNCHECKED

    @property
    def says(self) -> str:
        """All its words that would go public, one to a line."""
        return "\n".join((self.title, self.does, self.runs, self.help_wanted, self.licence, self.alt))

    @property
    def text(self) -> str:
        """As a draft keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def in_words(self, project: Project) -> Project:
        """The project as this sketch says it."""
        return replace(
            project, title=self.title, url=self.url, address=self.address, does=self.does, datasets=self.datasets,
            stage=Stage(self.stage), runs=self.runs, help_wanted=self.help_wanted, licence=self.licence,
            image=self.image, alt=self.alt if self.image else "", dead=self.link_is == DEAD, suggested=self.suggested,
        )  # fmt: skip


def sketch_in(draft: Draft) -> Sketch:
    """What a draft of a project says."""
    kept: dict[str, Any] = json.loads(draft.text)
    return Sketch(**{**kept, "datasets": tuple(kept["datasets"])})


def sketch_of(project: Project) -> Sketch:
    """A project to be changed, as it stands; its link is looked at anew."""
    return Sketch(
        project.title, project.url, project.does, project.datasets, project.stage.value, "", project.alt, project.runs,
        project.help_wanted, project.licence, project.number, project.suggested, image=project.image,
    )  # fmt: skip


def my_draft(scene: Scene, number: int) -> tuple[Draft, Sketch]:
    """The person's own draft of a project. Refuses where there is none."""
    draft = scene.work.drafts.get(number)
    if draft is None or draft.person != scene.person.number or draft.kind is not DraftKind.SHOWCASE:
        raise scene.refuse("I can't find that draft any more. Please start again with `/opendata showcase`.",
                           "E-NOTFOUND")  # fmt: skip
    return draft, sketch_in(draft)


def open_draft(scene: Scene, number: int) -> tuple[Draft, Sketch]:
    """The same, to be written in. From one that was sent already, on a card that still hangs, a change of what it
    became goes on in a draft of its own: what is sent twice is not sent."""
    draft, sketch = my_draft(scene, number)
    if not draft.used:
        return draft, sketch
    sketch = replace(sketch, project=changing(scene, draft.used).number)
    return new_draft(scene, sketch), sketch


def keep(scene: Scene, draft: Draft, sketch: Sketch) -> Draft:
    """Write the sketch into its draft."""
    changed = replace(draft, text=sketch.text)
    scene.work.drafts.save(changed)
    return changed


def new_draft(scene: Scene, sketch: Sketch) -> Draft:
    """A draft of its own for a sketch."""
    made = Draft(0, DraftKind.SHOWCASE, scene.person.number, sketch.text, scene.request.at, scene.request.where)
    return scene.work.drafts.add(made)
