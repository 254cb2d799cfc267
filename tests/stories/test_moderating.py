"""Moderating: how much one may ask, what is held first, muting. Played on one platform and on both at once."""

from dataclasses import replace

from bot.desk import Desk
from bot.engine.ports import Work
from bot.engine.request import Caller
from bot.people.model import Identity
from tests.stores import ask_as
from tests.stories.desk import settle
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
USUAL = replace(Desk("", "").limits, open=4)


async def limited(town: Town) -> None:
    """The desk's limits are the usual ones, but for four open questions."""
    town.desk = replace(town.desk, limits=USUAL)
    await settle(town.service.store, town.desk)


async def test_how_much_one_may_ask(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    await limited(town)
    await ana.asks(TREES)
    await ana.asks("How much snow was there?")
    ana.sees_only_you("You asked a moment ago. You can ask again in 2 minutes. Your draft is kept for 24 hours.")
    town.clock.moves(seconds=90)
    await ana.presses("Try again")
    ana.sees_only_you("You can ask again in 1 minute.")
    town.clock.moves(seconds=31)
    await ana.presses("Try again")
    ana.sees_only_you("Your question is Q-2.")
    for number, text in enumerate(("Which benches are new?", "What is in the budget?", "Who paves Elm Street?"), 3):
        town.clock.moves(minutes=3)
        await ana.asks(text)
        await ana.types(f"/opendata withdraw Q-{number}")
    town.clock.moves(minutes=3)
    await ana.asks("Where are the oaks?")
    ana.sees_only_you("You asked 5 questions today.", "You can ask again on Wed 7 Oct", "Your draft is kept")
    await kofi.types("/opendata-admin people limits")
    kofi.sees_only_you("How much one person may ask", "Open questions: 4", "Questions a day: 5")
    await kofi.types("/opendata-admin people limits Q-1 per_day:2")
    kofi.sees_only_you("For per_day, write a number from 5 to 1000.")
    await kofi.types("/opendata-admin people limits @nobody open:9")
    kofi.sees_only_you("I don't know that person.")


async def test_one_person_may_ask_more_and_the_same_twice_is_one(town: Town) -> None:
    eve, kofi = town.eve, town.kofi
    await limited(town)
    await eve.asks(TREES)
    await eve.types(f"/opendata ask {TREES.upper()}")
    await eve.presses("Post with my name")
    eve.sees_only_you("You asked this a few minutes ago. It is Q-1.")
    assert await town.asked() == 1
    await kofi.types("/opendata-admin people limits open:9")
    kofi.sees_only_you("For whom? Write @ and their name.")
    await kofi.types("/opendata-admin people limits Q-1 seconds_between:0 open:6")
    kofi.sees_only_you("How much Eve Marsh may ask", "Open questions: 6", "Questions a day: 5", "questions: 0")
    await eve.asks("How much snow was there?")
    eve.sees_only_you("Your question is Q-2.")


async def test_what_has_many_links_is_looked_at_first(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    spam = "See https://a.example https://b.example https://c.example https://d.example"
    question = await ana.asks(spam)
    ana.sees_only_you("Your question is Q-1.", "A person will check this first, by Tue 6 Oct, 14:00.")
    town.room("ask").has_no("a.example")
    town.room("triage").shows(question, "Held for review", "A coordinator reads this first.")
    kofi.reads_directly("Q-1 is held: it has more than 3 links.", "https://d.example")
    await kofi.presses("Release the hold", on=kofi.reads_directly("Q-1 is held"))
    kofi.sees_only_you("Q-1 goes on.")
    kofi.reads_directly("Kofi Boateng let Q-1 go on.")
    town.room("ask").shows(question, "Finding the right person", "https://d.example")
    await ana.asks("Ask @everyone and @here")
    kofi.reads_directly("Q-2 is held: it calls many people.")
    await kofi.types("/opendata-admin question remove Q-2 It calls everybody.")
    kofi.reads_directly("Removed by a moderator")


async def test_a_threat_is_read_by_a_person_and_help_is_named(town: Town) -> None:
    town.desk = replace(town.desk, emergency="In danger? Call 911, or 988 to talk.")
    await settle(town.service.store, town.desk)
    await town.eve.asks("Nobody answers. I want to die.", share="privately")
    town.eve.sees_only_you("A person will read this.", "Call 911, or 988 to talk.")
    town.eve.does_not_see("by Tue")
    town.kofi.reads_directly("Q-1 is held: it may be a threat, a person in danger, or a legal claim.", "I want to die")


async def test_a_raid_is_held_with_one_notice(town: Town) -> None:
    ana, eve, kofi = town.ana, town.eve, town.kofi

    def came(work: Work) -> None:
        for number in range(15):
            new = Caller(Identity("slack", "T1", f"U0NEW{number}"), "New")
            ask_as(work, work.people.caller(new, town.clock.now), "Buy now", asked_at=town.clock.now)

    await town.service.store.write(town.desk.slug, came)
    held = await ana.asks(TREES)
    ana.sees_only_you("A person will check this first")
    notice = kofi.reads_directly("Many new people ask at once.")
    await eve.asks("How much snow was there?")
    eve.sees_only_you("A person will check this first")
    assert [each.text for each in kofi.direct_messages()] == [notice.text]
    town.clock.moves(minutes=1)
    await ana.asks("Where are the oaks?")
    ana.does_not_see("A person will check this first")
    await kofi.presses("Turn it off", on=notice)
    kofi.sees_only_you("Raid mode is off. What is held stays held")
    kofi.reads_directly("Raid mode is off.")
    town.clock.moves(minutes=12)
    await town.noor.types("/opendata ask Where are the elms?", room="ask")
    await town.noor.presses("Post with my name")
    town.noor.sees_only_you("Your question is Q-")
    town.noor.does_not_see("A person will check this first")
    await kofi.types(f"/opendata-admin question release {held}")
    kofi.sees_only_you("goes on.")


async def test_somebody_is_muted_until_a_day_and_told_once(town: Town) -> None:
    eve, kofi = town.eve, town.kofi
    await eve.asks(TREES)
    await kofi.types("/opendata-admin people mute Q-1")
    kofi.sees_form("Mute somebody")
    await kofi.fills(until="2026-10-06", text="The same message twelve times.")
    kofi.sees_only_you("Please choose a day after today")
    await kofi.types("/opendata-admin people mute Q-1 2026-10-12 The same message twelve times.")
    kofi.sees_only_you("Eve Marsh is muted until Mon 12 Oct. They were told why.")
    eve.reads_directly("You can ask again on Mon 12 Oct.", "Reason: The same message", "Write to Kofi Boateng.")
    await eve.types("/opendata ask How much snow was there?")
    eve.sees_only_you("You can ask again on Mon 12 Oct.", "Your draft is kept for 24 hours.")
    await eve.types("/opendata reply Q-1 Hello?")
    eve.sees_only_you("You can ask again on Mon 12 Oct.", "Your draft is kept")
    await eve.replies_in_thread("Q-1", "Hello again?")
    await eve.types("/opendata reopen Q-1 Once more")
    eve.sees_only_you("Here is what you wrote", "Once more")
    assert await town.verbs("Q-1") == ["submit"]
    await kofi.types("/opendata-admin people unmute Q-1")
    kofi.sees_only_you("Eve Marsh can ask again.")
    eve.reads_directly("You can ask again.")
    await eve.types("/opendata status")
    await eve.presses("Resume draft")
    await eve.presses("Post with my name")
    eve.sees_only_you("Your question is Q-2.")
    await kofi.types("/opendata-admin people unmute Q-1")
    kofi.sees_only_you("Eve Marsh is not muted.")
    await kofi.types('/opendata-admin people mute @theo until:2026-10-12 "Too loud"')
    kofi.sees_only_you("is on the roster. Take them off it first.")
