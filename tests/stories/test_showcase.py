"""The life of a project: described, sent in, looked at, changed, approved, shown, taken back (sections 2.2 and 3.7)."""

from bot.showcase.model import ProjectState
from tests.links.test_image import drawn
from tests.stories.projects import SHADE, SHOWS, Links, describes, hangs, sends, stands, waiting
from tests.stories.town import Town


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
    assert ana.name not in shown.text
    assert ana.id not in shown.text
    assert {"Try it", "See the data", "Ask the maker", "I want to help"} <= set(shown.buttons)
    await eve.presses("See the data", on=shown)
    eve.sees_only_you("The data in Shade Finder", "Street Trees")
    await ana.types("/opendata projects S-1")
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    ana.sees_only_you("Done. S-1 is taken back.")
    gone = town.room("ask").cards()[-1]
    assert gone.has("S-1 was taken back by who made it.")
    assert "Shade" not in gone.text
    assert not gone.buttons
    assert waiting(town).has("taken back")
    assert "downtown" not in waiting(town).text
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
    assert ana.sees_only_you("Made with the city's data: Shade Finder").pictures == ("A map with green ways",)
    await ana.presses("Send for review")
    assert waiting(town).pictures == ("A map with green ways",)
    await town.kofi.presses("Approve", on=waiting(town))
    assert (await hangs(town)).pictures == ("A map with green ways",)
    await ana.types("/opendata projects S-1")
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    assert await town.sees(lambda work: work.projects.get(1).image) == ""  # type: ignore[union-attr]
    assert [each.pictures for each in (town.room("ask").cards()[-1], waiting(town))] == [(), ()]


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
    ana.sees_only_you("The link did not answer: The answer is HTTP 404. You can go on; a coordinator is told as well.")
    await ana.presses("Change it")
    ana.sees_form("A project to show", text=SHOWS)
    await ana.fills(title="Shade Finder", link=SHADE, text=SHOWS, dataset="DS-1", stage="an idea")
    ana.sees_only_you("Its link did not answer when we looked.")
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
