"""Three open questions are enough, whichever way they come."""

import asyncio

from tests.stories.town import Town


async def _open(town: Town) -> int:
    return await town.sees(lambda work: work.questions.open_asked_by(work.questions.get(1).asker.number))  # type: ignore[union-attr]


async def test_two_drafts_posted_at_once_do_not_pass_the_limit(town: Town) -> None:
    ana = town.ana
    for text in ("Where are the oaks?", "When is Elm Street paved?"):
        await ana.asks(text)
    previews = []
    for text in ("What does the budget say?", "How much snow was there?", "Which benches are new?"):
        await ana.types(f"/opendata ask {text}")
        previews.append(ana.newest())
    await asyncio.gather(*(town.stage.press(ana.id, each, "Post with my name") for each in previews))
    await town.settles()
    assert await _open(town) == 3
    ana.sees_only_you("You have 3 open questions. That is the limit")


async def test_tracked_messages_count_as_well(town: Town) -> None:
    ana = town.ana
    for text in ("Where are the oaks?", "When is Elm Street paved?", "What does the budget say?"):
        await ana.asks(text)
    said = await ana.says("How much snow was there?", room="square")
    await ana.uses_message_menu("Track as data question", said)
    await ana.presses("Yes")
    ana.sees_only_you("You have 3 open questions. That is the limit")
    assert await town.asked() == 3
    await ana.types("/opendata withdraw Q-1")
    await ana.presses("Try again", on="You have 3 open questions")
    ana.sees_only_you("Your question is Q-4")


async def test_somebody_brand_new_is_looked_at_first(town: Town) -> None:
    eve, kofi = town.eve, town.kofi
    await town.stage.comes_anew(eve.id)
    await eve.asks("Where are the oaks?")
    if town.stage.name == "slack":  # it does not tell when somebody came
        eve.does_not_see("A person will check this first")
        return
    eve.sees_only_you("A person will check this first, by Tue 6 Oct, 14:00.")
    town.room("ask").has_no("oaks")
    told = kofi.reads_directly("Q-1 is held: whoever asked joined less than an hour ago.", "Where are the oaks?")
    assert told.buttons == ("Release the hold", "Remove", "Mute")
    await kofi.presses("Release the hold", on=told)
    town.room("ask").shows("Q-1", "Where are the oaks?")
