"""Passing on: hand-offs, routes, duplicates, and every way to set a question aside."""

import pytest

from bot.questions.model import State
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def claimed(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")


async def test_a_hand_off_stays_with_its_owner_until_it_is_accepted(town: Town) -> None:
    await claimed(town)
    maria, theo = town.maria, town.theo
    await maria.presses("Hand off", on="Q-1")
    maria.sees_form("Pass it on")
    await maria.fills(to="Theo", text="You paved this street.")
    maria.sees_only_you("Q-1 was offered to Theo Lund. It stays with you until they accept.")
    town.room("triage").shows("Q-1", "Claimed by Maria Lopez", "Passed to Theo Lund, who has not accepted yet.")
    town.room("triage").thread_says("Q-1", "Maria Lopez passes this to you", f"@{theo.id}", "You paved this street.")
    town.room("ask").has_no("You paved this street.")
    await town.ingrid.types("/champion accept Q-1")
    town.ingrid.sees_only_you("Maria Lopez looks after Q-1")
    await theo.presses("Accept", on="Q-1")
    theo.sees_only_you("Q-1 is yours. Thank you.")
    town.room("ask").shows("Q-1", "Theo Lund is working on it")
    town.room("ask").thread_says("Q-1", "Passed to Theo Lund, who is looking into this.")
    town.room("triage").thread_says("Q-1", "Theo Lund took this over.")


async def test_a_hand_off_is_declined_with_a_reason(town: Town) -> None:
    await claimed(town)
    maria, theo = town.maria, town.theo
    await maria.mentions_bot("handoff @theo Can you look?", in_thread_of="Q-1")
    maria.sees_only_you("Q-1 was offered to Theo Lund")
    await theo.types("/champion queue")
    theo.sees_only_you("Q-1")
    theo.sees_buttons("Accept Q-1")
    await theo.presses("Decline", on="Q-1")
    theo.sees_form("Not now")
    await theo.fills(text="I am away until Friday.")
    theo.sees_only_you("All right. Q-1 stays where it was.")
    town.room("triage").thread_says("Q-1", "Theo Lund cannot take this now.", "I am away until Friday.")
    town.room("triage").shows("Q-1", "Claimed by Maria Lopez")
    town.room("triage").hides("Q-1", "Passed to")
    town.room("ask").has_no("Friday")


async def test_a_hand_off_that_nobody_accepts_within_a_working_day_stays_where_it_was(town: Town) -> None:
    await claimed(town)
    maria, theo = town.maria, town.theo
    await maria.types("/champion handoff Q-1 @theo")
    await town.ticks(hours=7)
    town.room("triage").shows("Q-1", "Passed to Theo Lund")
    await town.ticks(hours=17)  # eight working hours are over the next morning
    line = town.room("triage").thread_says("Q-1", "Q-1 stays where it was.", "did not accept it within a working day")
    assert line.has(f"@{maria.id}", f"@{theo.id}")
    town.room("triage").hides("Q-1", "Passed to")
    question = await town.question("Q-1")
    assert question.handoff_to == 0
    town.room("triage").shows("Q-1", "Claimed by Maria Lopez")
    await theo.types("/champion accept Q-1")
    theo.sees_only_you("Maria Lopez looks after Q-1")
    assert (await town.verbs("Q-1"))[-2:] == ["handoff_offer", "handoff_decline"]


@pytest.mark.parametrize("town", ["slack"], indirect=True)
async def test_coordinators_hear_of_the_third_hand_off_and_of_the_third_reopening(town: Town) -> None:
    await claimed(town)
    maria, theo, ana, kofi = town.maria, town.theo, town.ana, town.kofi
    for giver, taker in ((maria, theo), (theo, maria), (maria, theo)):
        await giver.types(f"/champion handoff Q-1 @{taker.who.handle}")
        await taker.types("/champion queue")
        await taker.presses("Accept Q-1")
    kofi.reads_directly("Q-1 (Trees): it was passed on 3 times.")
    await theo.answers("Q-1", "City trees only.")
    for _ in range(3):
        town.clock.moves(seconds=5)  # what belongs to one moment stands in one message
        await ana.types("/opendata solved Q-1")
        await ana.types("/opendata reopen Q-1 It is wrong again")
    kofi.reads_directly("Q-1 (Trees): it was reopened 3 times.")
    assert not [each for each in kofi.direct_messages() if each.has("reopened 2 times")]


async def test_a_hand_off_to_nobody_known_says_who_there_is(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion handoff Q-1 to:Bob")
    maria.sees_only_you("I don't know “Bob”. The champions are:", "Theo Lund")
    await maria.types(f"/champion handoff Q-1 @{town.maria.who.handle}")
    maria.sees_only_you("Please choose another champion.")


async def test_route_by_topic_by_dataset_and_by_nothing(town: Town) -> None:
    await town.ana.asks(TREES)
    theo, maria = town.theo, town.maria
    await maria.presses("Route elsewhere", on="Q-1")
    maria.sees_form("Route elsewhere")
    await maria.fills(topic="Streets")
    maria.sees_only_you("Q-1 was offered to Theo Lund, who looks after Streets")
    town.room("triage").shows("Q-1", "Streets", "Offered to Theo Lund")
    await theo.types('/champion route Q-1 dataset:"Tree Canopy Cover"')
    theo.sees_only_you("Q-1 was offered to Maria Lopez")
    town.room("ask").shows("Q-1", "Tree Canopy Cover")
    await theo.types("/champion route Q-1 topic:Ferries")
    theo.sees_only_you("I don't know the topic “Ferries”. The topics are: Trees, Streets, Budget")
    await theo.mentions_bot("route", in_thread_of="Q-1")
    await theo.presses("Open the form")
    theo.sees_form("Route elsewhere")
    await theo.fills(dataset="snow")
    theo.sees_only_you("Q-1 was offered to Theo Lund")


async def test_route_of_a_claimed_question_frees_it(town: Town) -> None:
    await claimed(town)
    await town.maria.types("/champion route Q-1 topic:Streets")
    town.room("ask").shows("Q-1", "Waiting for a champion")
    assert (await town.question("Q-1")).owner == 0


async def test_a_duplicate_follows_the_first(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await eve.asks("Elm has no trees on the map, why?")
    await maria.types("/champion duplicate Q-2 Q-1")
    maria.sees_only_you("Q-2 is the same as Q-1. The person who asked was told.")
    town.room("ask").shows("Q-2", "Same as Q-1", "Follow Q-1 for the answer")
    town.room("ask").thread_says("Q-2", "We think this is the same as Q-1")
    await eve.presses("It is different", on="Q-2")
    eve.sees_only_you("Q-2 is a question of its own again.")
    town.room("ask").shows("Q-2", "Waiting for a champion")
    town.room("ask").thread_says("Q-2", "This is a question of its own again")


async def test_a_duplicate_of_a_duplicate_points_to_the_first(town: Town) -> None:
    for number, text in enumerate((TREES, "Elm trees on the map?", "Map, trees, Elm?"), 1):
        assert await town.ana.asks(text) == f"Q-{number}"
    maria = town.maria
    await maria.types("/champion duplicate Q-2 Q-1")
    await maria.mentions_bot("duplicate Q-2", in_thread_of="Q-3")
    maria.sees_only_you("Q-3 is the same as Q-1")
    await maria.types("/champion duplicate Q-1 Q-3")
    maria.sees_only_you("A question cannot be a duplicate of itself")
    await maria.types("/champion duplicate Q-1")
    maria.sees_form("Asked before")


async def test_a_private_question_is_nobodys_duplicate(town: Town) -> None:
    await town.ana.asks(TREES, share="privately")
    await town.eve.asks("Elm has no trees on the map, why?")
    await town.kofi.types("/champion duplicate Q-2 Q-1")
    town.kofi.sees_only_you("Q-1 is private, so nobody else can be sent there.")
    town.room("ask").shows("Q-2", "Waiting for a champion")


@pytest.mark.parametrize(
    ("reason", "public"),
    [
        ("no_data", "the City does not have this data"),
        ("not_city_data", "this is not about city data"),
        ("other", "set aside"),
    ],
)
async def test_close_says_why_in_plain_words(town: Town, reason: str, public: str) -> None:
    await claimed(town)
    await town.maria.types(f"/champion close Q-1 {reason} Ask the state instead.")
    town.maria.sees_only_you("Q-1 is closed. The person who asked was told why.")
    town.room("ask").shows("Q-1", f"Closed: {public}", "It can be reopened")
    town.room("ask").thread_says("Q-1", f"We set Q-1 aside: {public}.", "Ask the state instead.", "press Reopen")


async def test_close_by_form_and_by_mention(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.mentions_bot("close", in_thread_of="Q-1")
    await maria.presses("Open the form")
    maria.sees_form("Set it aside")
    await maria.fills(reason="the City does not have this data", text="The state has it.")
    maria.sees_only_you("Q-1 is closed")
    await maria.types("/champion close Q-1 other")
    maria.sees_only_you("Q-1 stands at", "choose Reopen")
    await maria.presses("Reopen")
    maria.sees_form("Open it again")
    await maria.fills(text="I found it.")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")


async def test_what_cannot_be_shared_needs_a_reason(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types("/champion close Q-1 not_shareable")
    maria.sees_only_you("Please say in one sentence why it cannot be shared")
    await maria.types("/champion close Q-1 not_shareable It names people. Ask the records office.")
    town.room("ask").shows("Q-1", "Closed: the City cannot share this")
    town.room("ask").thread_says("Q-1", "Ask the records office.")


async def test_spam_needs_a_coordinator(town: Town) -> None:
    await claimed(town)
    await town.maria.types("/champion close Q-1 spam")
    town.maria.sees_only_you("Only a coordinator can close a question as spam.")
    await town.kofi.types("/champion close Q-1 spam")
    town.kofi.sees_only_you("Q-1 is closed")
    town.room("ask").shows("Q-1", "Closed: this was not a question")


async def test_closing_is_for_its_champion_or_a_coordinator(town: Town) -> None:
    await claimed(town)
    await town.theo.types("/champion close Q-1 other Enough.")
    town.theo.sees_only_you("Maria Lopez looks after Q-1")
    await town.maria.types("/champion close Q-1 nonsense")
    town.maria.sees_form("Set it aside")


async def test_who_has_enough_is_asked_before_one_more_comes_to_them(town: Town) -> None:
    for text in (TREES, "Which trees stand on Oak Street?", "How many trees were planted?"):
        await town.ana.asks(text)
    await town.maria.types("/champion claim Q-1")
    await town.maria.types("/champion close Q-1 other Ask the county.")
    await town.maria.types("/champion claim Q-2")
    await town.theo.types("/champion claim Q-3")
    await town.eve.asks("Where is the oldest tree?")
    await town.maria.types("/champion claim Q-4")  # two are enough for her
    await town.theo.types(f"/champion handoff Q-3 @{town.maria.who.handle}")
    await town.maria.presses("Accept", on="Q-3")
    town.maria.sees_only_you("You hold 2 open questions, which is what you said is enough. Take Q-3 as well?")
    assert (await town.question("Q-3")).handoff_to
    await town.maria.presses("Claim anyway")
    town.maria.sees_only_you("Q-3 is yours")
    await town.ana.types("/opendata reopen Q-1 The county does not know")
    question = await town.question("Q-1")
    assert (question.state, question.owner) == (State.OFFERED, 0)
    town.room("triage").shows("Q-1", "Offered to Maria Lopez")
