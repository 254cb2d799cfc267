"""The life of a project: described, sent in, looked at, changed, approved, shown, taken back (sections 2.2 and 3.7)."""

from dataclasses import dataclass, field

import pytest

from adapters.links.checking import Checked
from adapters.links.image import Image
from adapters.links.rules import LinkError
from bot.engine.ports import Work
from bot.engine.slots import Slot
from bot.showcase.model import Project, ProjectState
from bot.showcase.showing import public_card, subject
from bot.speech.words import told
from tests.links.test_image import drawn
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


@pytest.fixture
def links(town: Town) -> Links:
    """The links of this town."""
    made = Links()
    town.service.looks_at_links_by(made)
    return made


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


async def hangs(town: Town, number: int = 1) -> Shown:
    """Its card is shown where people ask: the one room that is there, and theirs, on every stage."""

    def hang(work: Work) -> None:
        project = work.projects.get(number)
        assert project is not None
        for name, room in work.rooms.items():
            if name.endswith("/ask"):
                work.slots.hang(Slot(f"{subject(number)}/shown/1", room, public_card(work, project)))

    await town.service.store.write(town.desk.slug, hang)
    await town.settles()
    return town.room("ask").cards()[-1]


def waiting(town: Town, project: str = "S-1") -> Shown:
    """The coordinators' card."""
    return next(each for each in town.room("triage").cards() if f"{project}: " in each.text)


async def test_the_life_of_a_project(town: Town, links: Links) -> None:
    ana, kofi, eve = town.ana, town.kofi, town.eve
    await describes(ana)
    ana.sees_only_you("Kept. Do you want to say more?")
    assert links.looked_at == [SHADE]
    await ana.presses("Say more about it")
    ana.sees_form("More about it")
    await ana.fills(runs="Code for Elmford", help_wanted="A designer", licence="MIT")
    ana.sees_only_you("Made with the city's data: Shade Finder", "Street Trees", "a working prototype", "A designer")
    assert town.room("triage").cards() == []
    await ana.presses("Send for review")
    ana.sees_only_you("Thank you. Shade Finder is S-1.", "A coordinator looks at it")
    card = waiting(town)
    assert card.has("waiting for a coordinator", SHOWS, "Sent in by", "Code for Elmford")
    await town.maria.presses("Approve", on=card)
    town.maria.sees_only_you("Only coordinators can do this.")
    await kofi.presses("Ask for a change", on=card)
    await kofi.fills(text="Which streets does it know?")
    kofi.sees_only_you("Whoever sent S-1 in reads what to change.")
    asked = ana.reads_directly("Before we show it, please change one thing.", "Which streets does it know?")
    await ana.presses("Change it", on=asked)
    ana.sees_form("A project to show", text=SHOWS)
    await ana.fills(title="Shade Finder", link=SHADE, text=f"{SHOWS}, downtown", dataset="DS-1", stage="in use")
    await ana.presses("Look at it")
    await ana.presses("Send for review")
    assert waiting(town).has("downtown", "This is version 2 of it.")
    await kofi.types("/opendata-admin showcase review")
    kofi.sees_only_you("1 project waits for you.", "S-1: Shade Finder")
    await kofi.presses("S-1")
    await kofi.presses("Approve")
    kofi.sees_only_you("S-1 is approved.")
    ana.reads_directly("Good news: Shade Finder is approved.")
    shown = await hangs(town)
    assert shown.has("Made with the city's data: Shade Finder", "downtown", "Code for Elmford", "not run by the City")
    assert ana.name not in shown.text and ana.id not in shown.text
    assert {"Try it", "See the data", "Ask the maker", "I want to help"} <= set(shown.buttons)
    await eve.presses("See the data", on=shown)
    eve.sees_only_you("The data in Shade Finder", "Street Trees")
    await ana.types("/opendata projects S-1")
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    ana.sees_only_you("Done. S-1 is taken back.")
    gone = town.room("ask").cards()[-1]
    assert gone.has("S-1 was taken back by who made it.") and "Shade" not in gone.text and not gone.buttons
    assert waiting(town).has("taken back") and "downtown" not in waiting(town).text
    assert (await stands(town)).does == ""


MAP = "https://shade.example/map.png"


async def test_a_picture_needs_words(town: Town, links: Links) -> None:
    ana = town.ana
    links.pictures[MAP] = drawn("PNG")
    await describes(ana)
    await ana.presses("Say more about it")
    await ana.fills(picture=MAP, runs="Code for Elmford")
    ana.sees_mistake("alt", "A picture needs words for those who cannot see it")
    if town.stage.form(ana.id) is None:
        await ana.presses("Change it")
    ana.sees_form("More about it", picture=MAP, runs="Code for Elmford")
    await ana.fills(picture="https://shade.example/gone.png", alt="A map with green ways", runs="Code for Elmford")
    ana.sees_only_you("There is no picture", "Nothing is sent yet.")
    await ana.presses("Change it")
    await ana.fills(picture=MAP, alt="A map with green ways", runs="Code for Elmford")
    ana.sees_only_you("Made with the city's data: Shade Finder", "A map with green ways")
    await ana.presses("Send for review")
    assert waiting(town).has("A map with green ways")
    await town.kofi.presses("Approve", on=waiting(town))
    assert (await hangs(town)).has("A map with green ways")
    await ana.types("/opendata projects S-1")
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    assert await town.sees(lambda work: work.projects.get(1).image) == ""  # type: ignore[union-attr]
    assert not town.room("ask").cards()[-1].has("green")


async def test_the_same_link_is_sent_in_once(town: Town, links: Links) -> None:
    ana, eve, kofi = town.ana, town.eve, town.kofi
    await sends(ana)
    await describes(eve, "My Shade", "http://www.shade.example/app/?utm_source=x#top")
    eve.sees_mistake("link", "Somebody sent this link in already. A coordinator is looking at it.")
    eve.does_not_see("Shade Finder")
    await kofi.presses("Approve", on=waiting(town))
    await describes(eve, "My Shade", "SHADE.example:443/app")
    eve.sees_mistake("link", "This link is here already. It is S-1: Shade Finder.")
    await town.ticks(days=8)
    await describes(ana, "Again")
    ana.sees_mistake("link", "You sent this link in already. It is S-1: Shade Finder.")
    assert len(await town.sees(lambda work: work.projects.of(set(ProjectState)))) == 1


async def test_nothing_is_lost_on_the_way(town: Town, links: Links) -> None:
    ana = town.ana
    await describes(ana, dataset="")
    ana.sees_mistake("dataset", "Which of the city's datasets is in it?")
    if town.stage.form(ana.id) is None:
        await ana.presses("Name a dataset")
    ana.sees_form("A project to show", link=SHADE, text=SHOWS)
    links.inside.add("https://10.0.0.1")
    await ana.fills(title="Shade Finder", link="10.0.0.1", text=SHOWS, dataset="DS-1", stage="an idea")
    ana.sees_only_you("I don't go there.", "What you wrote is kept.")
    await ana.types(f'/opendata showcase title:"Shade Finder" link:{SHADE} dataset:tree {SHOWS}')
    ana.sees_only_you("Did you mean one of these?", "Street Trees", "What you wrote is kept.")
    links.dead.add(SHADE)
    await ana.presses("DS-1")
    ana.sees_only_you("The answer is HTTP 404.")
    await ana.presses("Change it")
    ana.sees_form("A project to show", text=SHOWS)
    await ana.fills(title="Shade Finder", link=SHADE, text=SHOWS, dataset="DS-1", stage="an idea")
    ana.sees_only_you("The link did not answer: The answer is HTTP 404. You can go on; a coordinator is told as well.")
    await ana.presses("Look at it")
    await ana.presses("Its data")
    ana.sees_form("The data in it")
    await ana.fills(first="DS-1", second="DS-2")
    ana.sees_only_you("Street Trees, Tree Canopy Cover", "Its link did not answer when we looked.")
    await ana.presses("Cancel")
    ana.sees_only_you("Not sent. Your draft is kept for 24 hours.")
    await ana.types("/opendata projects")
    await ana.presses("Resume draft")
    await ana.presses("Send for review")
    ana.sees_only_you("Thank you. Shade Finder is S-1.")
    assert waiting(town).has("Its link did not answer when we looked.")
    await describes(ana, "Another", "https://other.example")
    await ana.presses("Look at it")
    await ana.presses("Send for review")
    ana.sees_only_you("You sent a project in this week. One a week is the limit")
    await town.ticks(days=7)
    await town.eve.types("/opendata showcase S-1")
    town.eve.sees_only_you("I can't find that project.")


async def test_a_project_is_declined_kindly(town: Town, links: Links) -> None:
    luz, kofi = town.luz, town.kofi
    await luz.types("/opendata showcase")
    await luz.fills(title="Sombra", link=SHADE, text=SHOWS, dataset="DS-1", stage="en uso")
    await luz.presses("Mirarlo")
    await luz.presses("Enviar a revisión")
    card = waiting(town)
    await luz.types("/opendata showcase S-1")
    await luz.fills(title="Sombra", link=f"{SHADE}/2", text=SHOWS, dataset="DS-1", stage="en uso")
    await luz.presses("Mirarlo")
    await luz.presses("Enviar a revisión")
    await kofi.types("/opendata-admin showcase decline S-1 edition:E-1")
    await kofi.fills(reason="The link needs a login")
    kofi.sees_only_you("S-1 was changed since you looked at it. Please look once more.")
    await kofi.presses("Decline", on=card)
    await kofi.fills(reason="The link needs a login", text="Could you open it?")
    kofi.sees_only_you("S-1 is declined. Whoever sent it in reads why.")
    told = luz.reads_directly("Sombra", "Could you open it?")
    assert (await stands(town)).state is ProjectState.DECLINED
    await kofi.types("/opendata-admin showcase review S-1")
    kofi.sees_only_you("not shown", "Could you open it?")
    await kofi.types("/opendata-admin showcase decline S-1 reason:login")
    kofi.sees_only_you("That is no longer possible: S-1 is not shown.")
    assert told.buttons


async def test_news_is_looked_at_too_and_a_coordinator_can_remove(town: Town, links: Links) -> None:
    ana, kofi = town.ana, town.kofi
    await sends(ana)
    await kofi.presses("Approve", on=waiting(town))
    await hangs(town)
    await ana.types("/opendata projects S-1")
    await ana.presses("Tell what is new")
    await ana.fills(text="It works offline")
    ana.sees_only_you("A coordinator looks at it; then S-1 is shown again with its news.")
    assert waiting(town).has("has news", "It works offline")
    town.room("ask").has_no("offline")
    await kofi.presses("Tell the news", on=waiting(town))
    ana.reads_directly("Your news of Shade Finder is told with it")
    assert town.room("ask").cards()[-1].has("What is new: It works offline")
    await kofi.types("/opendata-admin showcase remove S-1 It is sold now")
    ana.reads_directly("Shade Finder is no longer shown.", "It is sold now")
    assert town.room("ask").cards()[-1].has("S-1 is no longer shown here.")
    town.room("ask").has_no("Shade", "offline")


async def test_people_and_makers_write_through_us(town: Town, links: Links) -> None:
    ana, eve, kofi = town.ana, town.eve, town.kofi
    await sends(ana)
    await kofi.presses("Approve", on=waiting(town))
    shown = await hangs(town)
    await eve.presses("Ask the maker", on=shown)
    eve.sees_form("Ask the maker")
    await eve.fills(text="Is it <!channel> @everyone free?")
    eve.sees_only_you("Sent. Whoever made S-1 reads it and can answer through us.")
    letter = ana.reads_directly("Somebody asks about Shade Finder", "@everyone free?")
    assert eve.name not in letter.text and eve.id not in letter.text
    await ana.presses("Answer", on=letter)
    await ana.fills(text="Yes, it is")
    answer = eve.reads_directly("Whoever made Shade Finder answers you", "Yes, it is")
    assert ana.name not in answer.text and ana.id not in answer.text
    await ana.presses("Answer", on=letter)
    await ana.fills(text="Twice")
    ana.sees_only_you("You have answered this already.")
    for number in range(2):
        await eve.presses("I want to help", on=shown)
        await eve.fills(text=f"I can draw {number}")
    letter = ana.reads_directly("Somebody wants to help with Shade Finder", "I can draw 1")
    await ana.presses("This is not all right", on=letter)
    kofi.reads_directly("A message about S-1 is not all right", "I can draw 1", eve.name)
    await eve.presses("I want to help", on=shown)
    await eve.fills(text="And more")
    eve.sees_only_you("Please wait until tomorrow.", "And more")
    await ana.presses("Ask the maker", on=shown)
    await ana.fills(text="Who am I?")
    ana.sees_only_you("You made S-1 yourself.")


async def test_a_message_suggests_a_project(town: Town, links: Links) -> None:
    ana, eve, kofi = town.ana, town.eve, town.kofi
    said = await eve.says(f"Look what a friend made: {SHADE}. It shows the shady way!", room="square")
    await ana.uses_message_menu("Suggest for showcase", said)
    ana.sees_form("A project to show", link=SHADE, text="It shows the shady way!")
    await ana.fills(title="Shade Finder", link=SHADE, text="It shows the shady way!", dataset="DS-1")
    await ana.presses("Look at it")
    await ana.presses("Send for review")
    card = waiting(town)
    assert card.has("Suggested by", "who did not make it") and eve.name not in card.text
    await kofi.presses("Approve", on=card)
    shown = await hangs(town)
    assert not {"Ask the maker", "I want to help"} & set(shown.buttons)
    await eve.uses_message_menu("Suggest for showcase", await eve.says("I made https://mine.example", room="square"))
    eve.sees_form("A project to show", link="https://mine.example")
    await eve.fills(title="Mine", link="https://mine.example", text="Counts bikes", dataset="DS-1")
    await eve.presses("Look at it")
    await eve.presses("Send for review")
    assert (await stands(town, 2)).has_maker


async def test_what_is_personal_or_muted_is_not_sent(town: Town, links: Links) -> None:
    ana, kofi = town.ana, town.kofi
    await describes(ana, text="Call me: 617-555-0142")
    await ana.presses("Look at it")
    ana.sees_only_you("This looks like a phone number")
    await ana.presses("Change it")
    await ana.fills(title="Shade Finder", link=SHADE, text="Card 4111 1111 1111 1111", dataset="DS-1")
    await ana.presses("Look at it")
    ana.sees_only_you("This looks like a card number")
    assert "Send for review" not in ana.newest().buttons
    await ana.asks("Where are the benches?")
    await kofi.types("/opendata-admin people mute Q-1 2026-10-19 Too much")
    await describes(ana)
    ana.sees_only_you("You can ask again on", "Your draft is kept for 24 hours.")
    assert await town.sees(lambda work: work.projects.waiting()) == ()


async def test_a_maker_is_forgotten(town: Town, links: Links) -> None:
    ana, eve, kofi = town.ana, town.eve, town.kofi
    await sends(ana)
    await kofi.presses("Approve", on=waiting(town))
    shown = await hangs(town)
    await eve.presses("Ask the maker", on=shown)
    await eve.fills(text="Is it free?")
    await ana.types("/opendata me export")
    ana.sees_only_you("projects 1 title: Shade Finder")
    await eve.types("/opendata me erase keep:nothing ERASE")
    eve.sees_only_you("What was written about them is gone.")
    assert not any(each.has("Is it free?") for each in ana.direct_messages())
    await ana.types("/opendata me erase keep:words ERASE")
    ana.sees_only_you("Projects that are shown stay, and nobody can be asked about them.")
    left = town.room("ask").cards()[-1]
    assert left.has("Shade Finder") and "Ask the maker" not in left.buttons
    assert ana.name not in waiting(town).text
    assert (await stands(town)).maker == 0
    await sends(eve, "Elms", "https://elms.example")
    await eve.types("/opendata me erase keep:nothing ERASE")
    gone = await stands(town, 2)
    assert (gone.title, gone.does, gone.state) == ("", "", ProjectState.WITHDRAWN)
