"""What comes too late, or on a card of yesterday: no words are lost, and none is read that nobody looked at."""

from bot.showcase.model import ProjectState
from tests.stories.people import Somebody
from tests.stories.projects import SHADE, SHOWS, Links, describes, hangs, sends, stands, waiting
from tests.stories.town import Town

LOST = "Here is what you wrote, so that it is not lost:"


async def renames(who: Somebody, title: str) -> None:
    await who.fills(title=title, link=SHADE, text=SHOWS, dataset="DS-1", stage="in use")


async def sends_again(who: Somebody, title: str) -> None:
    await who.types("/opendata showcase S-1")
    await renames(who, title)
    await who.presses("Look at it")
    await who.presses("Send for review")


async def test_nobody_reads_a_change_before_it_is_looked_at(town: Town, links: Links) -> None:
    ana, eve, kofi = town.ana, town.eve, town.kofi
    await sends(ana)
    await kofi.presses("Approve", on=waiting(town))
    shown = await hangs(town)
    await sends_again(ana, "Buy Now")
    ana.sees_only_you("What is shown already stays as it is until then.")
    await eve.presses("See the data", on=shown)
    eve.sees_only_you("The data in S-1", "Street Trees")
    await describes(eve, "Mine", SHADE)
    eve.sees_mistake("link", "Somebody sent this link in already.")
    eve.does_not_see("Buy Now")
    await kofi.presses("Decline", on=waiting(town))
    await kofi.fills(reason="The link needs a login")
    assert town.room("ask").cards()[-1].has("S-1 is no longer shown here.")
    await sends_again(ana, "Buy More")
    assert not ana.newest().has("What is shown already stays")
    assert not (await stands(town)).is_public
    await kofi.presses("Approve", on=waiting(town))
    assert town.room("ask").cards()[-1].has("Made with the city's data: Buy More")


async def test_what_is_written_too_late_is_given_back(town: Town, links: Links) -> None:
    ana, eve, kofi = town.ana, town.eve, town.kofi
    await sends(ana)
    await kofi.presses("Ask for a change", on=waiting(town))
    await sends_again(ana, "Shade")
    await kofi.fills(text="Which streets?")
    kofi.sees_only_you("S-1 was changed since you looked at it.", LOST, "Which streets?")
    await kofi.presses("Look at S-1")
    await kofi.presses("Approve")
    shown = await hangs(town)
    await eve.presses("Ask the maker", on=shown)
    await ana.types("/opendata projects S-1")
    await ana.presses("Tell what is new")
    await kofi.types("/opendata-admin showcase remove S-1 It is sold now")
    await eve.fills(text="Is it free?")
    eve.sees_only_you("I can't find that project.", LOST, "Is it free?")
    await ana.fills(text="It works offline")
    ana.sees_only_you("That is no longer possible: S-1 is removed.", LOST, "It works offline")
    await ana.types(f"/opendata showcase S-1 title:Elms link:{SHADE} dataset:DS-1 {SHOWS}")
    ana.sees_only_you("That is no longer possible: S-1 is removed.", "Elms", SHOWS)


async def test_a_card_from_before_it_was_sent_changes_what_was_sent(town: Town, links: Links) -> None:
    ana = town.ana
    await describes(ana)
    await ana.presses("Look at it")
    old = ana.sees_only_you("Made with the city's data: Shade Finder")
    await ana.types("/opendata projects")
    await ana.presses("Resume draft")
    await ana.presses("Send for review")
    await ana.presses("Change it", on=old)
    await renames(ana, "Shade and Elms")
    await ana.presses("Look at it")
    await ana.presses("Send for review")
    project = await stands(town)
    assert (project.title, project.edition, project.state) == ("Shade and Elms", 2, ProjectState.REVIEW)
    assert await town.sees(lambda work: work.projects.get(2)) is None
