"""Beside the life of a project: why it is declined, its news, who writes to its maker, and who is forgotten."""

from bot.showcase.model import ProjectState
from tests.stories.projects import SHADE, SHOWS, Links, describes, hangs, sends, stands, waiting
from tests.stories.town import Town


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
    assert waiting(town).has("(removed)")
    await kofi.types("/opendata-admin log")
    kofi.sees_only_you("approved a project", "decided on the news of a project", "removed a project")


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
    assert eve.name not in letter.text
    assert eve.id not in letter.text
    await ana.presses("Answer", on=letter)
    await ana.fills(text="Yes, it is")
    answer = eve.reads_directly("Whoever made Shade Finder answers you", "Yes, it is")
    assert ana.name not in answer.text
    assert ana.id not in answer.text
    await ana.presses("Answer", on=letter)
    await ana.fills(text="Twice")
    ana.sees_only_you("You have answered this already.")
    for number in (0, 0, 1):  # the same is sent once, and they read that it was
        await eve.presses("I want to help", on=shown)
        await eve.fills(text=f"I can draw {number}")
        eve.sees_only_you("Sent. Whoever made S-1 reads it and can answer through us.")
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
    assert card.has("Suggested by", "who did not make it")
    assert eve.name not in card.text
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
    await ana.presses("Answer", on=ana.reads_directly("Is it free?"))
    await ana.fills(text="For everybody")
    await ana.types("/opendata me export")
    ana.sees_only_you("projects 1 title: Shade Finder", "answers_to_letters 1 project: S-1", "For everybody")
    await eve.types("/opendata me erase keep:nothing ERASE")
    eve.sees_only_you("What was written about them is gone.")
    assert not any(each.has("Is it free?") for each in ana.direct_messages())
    await ana.types("/opendata me erase keep:words ERASE")
    ana.sees_only_you("Projects that are shown stay, and nobody can be asked about them.")
    left = town.room("ask").cards()[-1]
    assert left.has("Shade Finder")
    assert "Ask the maker" not in left.buttons
    assert ana.name not in waiting(town).text
    assert (await stands(town)).maker == 0
    await sends(eve, "Elms", "https://elms.example")
    await eve.types("/opendata me erase keep:nothing ERASE")
    gone = await stands(town, 2)
    assert (gone.title, gone.does, gone.state) == ("", "", ProjectState.WITHDRAWN)
