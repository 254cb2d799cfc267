"""What the stories of projects share: where links lead, the usual project, and where its cards hang."""

from dataclasses import dataclass, field

from adapters.links.checking import Checked
from adapters.links.image import Image
from adapters.links.rules import LinkError
from bot.engine.ports import Work
from bot.engine.slots import Slot
from bot.showcase.model import Project
from bot.showcase.showing import public_card, subject
from bot.speech.words import told
from tests.stories.people import Somebody
from tests.stories.shown import Shown
from tests.stories.town import Town

SHADE = "https://shade.example/app"
SHOWS = "Shows the shadiest way on foot"


@dataclass
class Links:
    """What people's links lead to in these stories."""

    dead: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    pictures: dict[str, bytes] = field(default_factory=dict)
    looked_at: list[str] = field(default_factory=list)

    async def check(self, url: str) -> Checked:
        """What answers there."""
        self.looked_at.append(url)
        if url in self.inside:
            raise LinkError(told("I don't go there."), forbidden=True)
        return Checked(url, 404 if url in self.dead else 200)

    async def image(self, url: str) -> Image:
        """The picture that is there."""
        if url not in self.pictures:
            raise LinkError(told("There is no picture: the answer is HTTP {count}.", count=404))
        return Image(self.pictures[url], 40, 30)


async def describes(who: Somebody, title: str = "Shade Finder", link: str = SHADE, **more: str) -> None:
    """Fill in the first form."""
    await who.types("/opendata showcase")
    who.sees_form("A project to show")
    said = {"title": title, "link": link, "text": SHOWS, "dataset": "DS-1", "stage": "a working prototype"} | more
    await who.fills(**{name: words for name, words in said.items() if words})


async def sends(who: Somebody, title: str = "Shade Finder", link: str = SHADE, **more: str) -> None:
    """Send a project in the plain way."""
    await describes(who, title, link, **more)
    await who.presses("Look at it")
    await who.presses("Send for review")


async def stands(town: Town, number: int = 1) -> Project:
    """A project as it is."""
    found = await town.sees(lambda work: work.projects.get(number))
    assert found is not None
    return found


async def hangs(town: Town, number: int = 1, purpose: str = "ask") -> Shown:
    """Its card is shown, unless told where people ask: the one room that is there, and theirs, on every stage."""

    def hang(work: Work) -> None:
        project = work.projects.get(number)
        assert project is not None
        for name, room in work.rooms.items():
            if name.endswith(f"/{purpose}"):
                work.slots.hang(Slot(f"{subject(number)}/shown/1", room, public_card(work, project)))

    await town.service.store.write(town.desk.slug, hang)
    await town.settles()
    return town.room(purpose).cards()[-1]


def waiting(town: Town, project: str = "S-1") -> Shown:
    """The coordinators' card."""
    return next(each for each in town.room("triage").cards() if f"{project}: " in each.text)
