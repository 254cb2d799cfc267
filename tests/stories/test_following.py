"""Following: whoever wants to know as well hears of it once, and nobody is written to who has not said yes."""

import pytest

from bot.engine.askers import Follow
from bot.engine.ports import Work
from tests.stories.desk import MORNING
from tests.stories.discord_stage import DiscordStage
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
on_one_stage = pytest.mark.parametrize("town", ["slack"], indirect=True)


async def test_me_too_is_counted_once_and_followed(town: Town) -> None:
    ana, eve, luz, maria = town.ana, town.eve, town.luz, town.maria
    await ana.asks(TREES)
    await eve.presses("Me too", on="Q-1")
    eve.sees_only_you("Noted. 1 person wants to know this too.", "You follow Q-1.")
    await eve.presses("Me too (1)", on="Q-1")
    eve.sees_only_you("Noted. 1 person wants to know this too.")
    await luz.presses("Me too (1)", on="Q-1")
    luz.sees_only_you("2 personas también quieren saberlo")
    assert "Me too (2)" in town.room("ask").card("Q-1").buttons
    town.room("triage").shows("Q-1", "2 people want to know this too.")
    await ana.presses("Me too (2)", on="Q-1")
    ana.sees_only_you("You asked Q-1 yourself, so you hear of it anyway.")
    await maria.answers("Q-1", "City trees only.")
    assert [*eve.direct_messages(), *luz.direct_messages()] == []
    assert await town.verbs("Q-1") == ["submit", "answer"]


async def test_the_first_direct_message_needs_a_yes_and_each_answer_is_told_once(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await eve.presses("Follow", on="Q-1")
    eve.sees_only_you("May we write to you directly about Q-1?", "We write to you when it is answered")
    assert eve.direct_messages() == []
    await eve.presses("Yes, write to me")
    eve.sees_only_you("You follow Q-1.")
    eve.reads_directly("You asked us to write to you here.")
    await maria.types("/champion claim Q-1")
    await maria.answers("Q-1", "City trees only.")
    told = eve.reads_directly("You follow Q-1", "it is answered.", "City trees only.")
    assert not told.has(TREES), "the asker's own words stay theirs to take back"
    await ana.types("/opendata notyet Q-1 It is from 2019")
    await maria.answers("Q-1", "Private trees are left out.")
    eve.reads_directly("Private trees are left out.")
    written = len(eve.direct_messages())
    assert written == 3
    await eve.presses("Stop following", on=eve.direct_messages()[-1])
    await ana.types("/opendata notyet Q-1 And the park?")
    await maria.types("/champion close Q-1 no_data")
    assert not any("set aside" in each.text for each in eve.direct_messages())


@on_one_stage
async def test_a_dataset_and_a_topic_are_followed_and_told_of_once(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await eve.types('/opendata follow dataset:"Street Trees" how:dm')
    eve.sees_only_you("May we write to you directly about Street Trees (DS-1)?")
    await eve.presses("Yes, write to me")
    await eve.types("/opendata follow topic:Trees")
    eve.sees_only_you("You follow Trees.", "when a question about it is answered")
    await ana.types(f'/opendata ask dataset:"Street Trees" topic:Trees {TREES}')
    await ana.presses("Post with my name")
    await eve.types("/opendata follow Q-1")
    await maria.answers("Q-1", "City trees only.")
    assert [each.text for each in eve.direct_messages() if "it is answered" in each.text][1:] == []
    await eve.types("/opendata status")
    eve.sees_only_you("You follow:", "DS-1 · Street Trees", "topic: Trees", "Q-1 · Answered")
    await eve.types("/opendata unfollow topic:Trees")
    eve.sees_only_you("You follow Trees no longer.")
    await eve.types("/opendata unfollow topic:Trees")
    eve.sees_only_you("You do not follow Trees.")
    await eve.types("/opendata unfollow")
    eve.sees_only_you("You follow 2 things.")
    await eve.presses("DS-1")
    eve.sees_only_you("You follow Street Trees (DS-1) no longer.")


@on_one_stage
async def test_what_is_unclear_private_or_too_much_is_said_kindly(town: Town) -> None:
    ana, eve = town.ana, town.eve
    await eve.types("/opendata unfollow")
    eve.sees_only_you("You follow nothing yet.")
    await eve.types("/opendata follow")
    eve.sees_form("Follow")
    await eve.types("/opendata follow topic:Nonsense")
    eve.sees_only_you("I don't know the topic “Nonsense”.")
    await ana.asks(TREES, "privately")
    await town.kofi.types("/opendata follow Q-1")
    town.kofi.sees_only_you("Q-1 is private, so nobody can follow it.")
    await town.service.store.write(town.desk.slug, lambda work: follows_thirty(work, eve.name))
    await eve.types("/opendata follow topic:Trees how:digest")
    eve.sees_only_you("You follow 30 things, which is the most.")


def follows_thirty(work: Work, name: str) -> None:
    people = (work.people.person(number) for number in range(1, 20))
    person = next(each.number for each in people if each and each.name == name)
    for topic in range(30):
        work.follows.put(Follow(person, "topic", f"Topic {topic}", "digest"), MORNING)


@pytest.mark.parametrize("town", ["discord"], indirect=True)
async def test_whose_direct_messages_are_closed_is_told_so_and_finds_it_in_their_list(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    assert isinstance(town.stage, DiscordStage)
    town.stage.pocket.hands.close_dms(eve.who.handle)
    await ana.asks(TREES)
    await eve.types("/opendata follow Q-1")
    await eve.presses("Yes, write to me")
    await maria.answers("Q-1", "City trees only.")
    await eve.types("/opendata status")
    eve.sees_only_you("We could not write to you directly", "Q-1 · Answered")
