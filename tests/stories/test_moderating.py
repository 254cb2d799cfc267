"""Moderating: how much one may ask, what is held first, muting. Played on one platform and on both at once."""

from dataclasses import replace

from bot.desk import Desk
from bot.engine.ports import Work
from bot.engine.request import Caller
from bot.people.model import Identity
from tests.stores import ask_as
from tests.stories.test_withdrawing import kept_in
from tests.stories.town import Town

SECRET = "zanzibar"
TREES = "Why does the tree map miss Elm Street?"
USUAL = replace(Desk("", "").limits, open=4)


async def limited(town: Town) -> None:
    """The desk's limits are the usual ones, but for four open questions."""
    town.desk = replace(town.desk, limits=USUAL)
    await town.service.store.save_desk(town.desk)


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
    await ana.types("/opendata me erase words ERASE")
    await ana.asks("Where are the oaks?")
    ana.sees_only_you("You asked 5 questions today.")
    town.clock.moves(days=1)
    await town.service.clock.forget()
    await ana.presses("Try again")
    ana.sees_only_you("Your question is Q-6.")
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
    await town.service.store.save_desk(town.desk)
    await town.eve.asks("Nobody answers. I want to die.", share="privately")
    town.eve.sees_only_you("A person will read this.", "Call 911, or 988 to talk.")
    town.eve.does_not_see("by Tue")
    told = town.kofi.reads_directly("Q-1 is held: it may be a threat", "or a legal claim.", "I want to die")
    assert told.buttons == ("Release the hold", "Remove", "Mute")


async def test_what_is_added_and_sounds_like_danger_goes_to_a_person_only(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    await ana.asks(TREES)
    await ana.types("/opendata reply Q-1 Nobody helps. I want to die.")
    ana.sees_only_you("A person will read this.")
    town.room("ask").has_no("I want to die")
    town.room("triage").has_no("I want to die")
    kofi.reads_directly("Q-1: what was added needs a person now.", "I want to die")
    await ana.replies_in_thread("Q-1", "My lawyer will sue you.")
    kofi.reads_directly("Q-1: what was added needs a person now.", "My lawyer will sue you.")


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
    ana.sees_only_you("A person will check this first")
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


async def test_the_wrong_counter_points_on_and_lets_one_stay(town: Town) -> None:
    ana = town.ana
    town.desk = replace(town.desk, contact="call 311, or see elmford.example/records")
    await town.service.store.save_desk(town.desk)
    await ana.types("/opendata ask I want to report a pothole on Elm Street")
    ana.sees_only_you("something to report to the City, not a question", "The way to go: call 311")
    await ana.presses("It is about data, keep it")
    ana.sees_only_you("Check before we post", "a pothole on Elm Street")
    await ana.types("/opendata ask This is a public records request for all permits")
    ana.sees_only_you("Asking here does not file a records request.", "elmford.example/records")
    await ana.types("/opendata ask How many potholes were reported in 2024?")
    ana.sees_only_you("Check before we post")


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


async def test_words_are_taken_out_of_every_copy(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(f"Why does the tree map miss {SECRET} Street?")
    await maria.presses("Claim", on="Q-1")
    await ana.types(f"/opendata reply Q-1 Near {SECRET} Square.")
    await maria.types(f"/champion note Q-1 This is about {SECRET}.")
    await maria.types(f"/champion clarify Q-1 Which part of {SECRET}?")
    await maria.types(f'/champion handoff Q-1 to:"Theo Lund" You know {SECRET}.')
    await maria.types(f"/champion answer Q-1 Half of {SECRET} Street is private.")
    await maria.presses("Cancel")
    await maria.answers("Q-1", "City trees only.")
    await ana.asks(f"Shade at {SECRET} https://a.example https://b.example https://c.example https://d.example")
    await kofi.types("/opendata-admin question redact Q-1")
    kofi.sees_form("Take words out")
    await kofi.fills(text="Names a neighbour.")
    kofi.sees_only_you("The words of Q-1 are gone from everything that we posted and keep.")
    await kofi.types("/opendata-admin question redact Q-2 Names a neighbour.")
    shown = [each for each in town.stage.public_words() if SECRET in each]
    assert shown == []
    assert kept_in(town.url, SECRET) == []
    assert not [each.text for each in kofi.direct_messages() if SECRET in each.text]
    town.room("ask").shows("Q-1", "Answered", "City trees only.")
    town.room("ask").thread_says("Q-1", "A coordinator took words out of Q-1.")
    await kofi.types("/opendata-admin question redact Q-1 what:everything The answer too.")
    town.room("ask").has_no("City trees only.")
    assert kept_in(town.url, "City trees only") == []


async def test_a_removed_question_comes_back_as_it_was(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    await ana.types("/opendata reply Q-1 Near the school.")
    await kofi.types("/opendata-admin question remove Q-1 By mistake.")
    town.room("ask").has_no("Elm Street", "school")
    await kofi.types("/opendata-admin question restore Q-1")
    kofi.sees_only_you("Q-1 is back, as it was.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it", "Elm Street")
    town.room("ask").thread_says("Q-1", "Near the school.")


async def test_two_champions_can_have_it_held(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.presses("Not a question", on="Q-1")
    town.maria.sees_only_you("If a second champion says so too, Q-1 is held.")
    await town.maria.presses("Not a question", on="Q-1")
    town.maria.sees_only_you("You said so already.")
    await town.theo.presses("Not a question", on="Q-1")
    town.theo.sees_only_you("Q-1 is held.")
    town.room("ask").shows("Q-1", "A person checks this first")
    town.kofi.reads_directly("Q-1 is held: two champions say that it is not a question.", "Elm Street")
    await town.kofi.presses("Release the hold", on="Q-1")
    await town.kofi.types("/opendata-admin log Q-1")
    town.kofi.sees_only_you("Maria Lopez · said it is not a question · Q-1 · Slack" if town.stage.name == "slack" else
                            "Theo Lund · said it is not a question", "Whoever asked · asked")  # fmt: skip


async def test_a_paused_desk_takes_questions_and_posts_nothing(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES)
    await kofi.types("/opendata-admin pause We move to another server.")
    kofi.sees_only_you("The desk is paused.", "Questions are taken, and nothing is posted.")
    assert any(each.has("The desk is paused.", "another server") for each in town.room("triage").cards())
    await kofi.types("/opendata-admin pause Once more.")
    kofi.sees_only_you("The desk is paused already")
    await ana.asks("How much snow was there?")
    ana.sees_only_you("Your question is Q-2.", "Your question appears when it goes on.")
    await maria.types("/champion clarify Q-1 Which years?")
    await maria.types("/champion claim Q-1")
    await maria.types("/champion clarify Q-1 Which years?")
    maria.sees_only_you("The desk is paused, so it is shown when it goes on.")
    town.room("ask").shows("Q-1", "Waiting for a champion")
    town.room("ask").has_no("snow", "Which years?")
    await town.ticks(hours=5)
    town.room("triage").has_no("Q-2 has waited")
    await town.reopens()
    await kofi.types("/opendata-admin health")
    kofi.sees_only_you("Something needs you.", "The desk is paused since Tue 6 Oct, 10:00: We move to another server.")
    await kofi.types("/opendata-admin resume")
    kofi.sees_only_you("The desk goes on.")
    await town.settles()
    town.room("ask").shows("Q-1", "We need one thing from the person who asked")
    town.room("ask").shows("Q-2", "snow")
    assert not any(each.has("The desk is paused.") for each in town.room("triage").cards())
    await town.ticks()
    assert "backup" in await town.verbs("Q-2")
    await kofi.types("/opendata-admin resume")
    kofi.sees_only_you("The desk is not paused.")


async def test_the_log_says_who_did_what_a_page_at_a_time(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin log")
    kofi.sees_only_you("Nothing was done there in that time.")
    await town.eve.asks(TREES)
    town.clock.moves(minutes=1)
    for _ in range(7):
        await town.maria.types("/champion claim Q-1")
        await town.maria.types("/champion release Q-1 I have no time.")
    town.clock.moves(minutes=1)
    await kofi.types("/opendata-admin people mute Q-1 2026-10-12 Too loud.")
    await kofi.types("/opendata-admin log days:30")
    told = kofi.sees_only_you("What was done in the last 30 days", "Kofi Boateng · muted · Eve Marsh", "Too loud.")
    assert "asked · Q-1" not in told.text, "the oldest stands on the next page"
    await kofi.presses("Older")
    kofi.sees_only_you("Whoever asked · asked · Q-1")
    kofi.does_not_see("Eve Marsh")
    await kofi.types("/opendata-admin log person:@maria")
    kofi.sees_only_you("Maria Lopez · gave back · Q-1")
    kofi.does_not_see("Kofi")
    await kofi.types("/opendata-admin log days:many")
    kofi.sees_only_you("Write a number from 1 to 366.")
