"""Posting: a thread in the ask forum is a question by itself, and a platform may hide what people plainly write.

Slack has no forums and hides nothing, so these requests are made by hand; all the rest is as ever.
"""

import pytest

from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.questions import commands as q
from bot.speech.command import Command
from bot.speech.reply import Reply
from tests.stories.people import Somebody
from tests.stories.shown import Shown
from tests.stories.town import Town

pytestmark = pytest.mark.parametrize("town", ["slack"], indirect=True)
TREES = "Why does the tree map miss Elm Street?"


async def place_of(town: Town, said: Shown) -> Place:
    """The thread of a message."""
    ask = await town.sees(lambda work: work.rooms[f"{town.stage.name}/ask"])
    return Place(ask.platform, ask.team, said.room, said.id)


async def heard(town: Town, who: Somebody, said: Shown, command: Command, *, id: str = "") -> Reply:
    """What the platform would say of a message that began a thread, or stands in one."""
    place = await place_of(town, said)
    caller = Caller(Identity(place.platform, place.team, who.id), who.name, "en-US")
    number = f"{place.platform}:msg:{place.team}:{place.channel}:{id or said.id}"
    request = Request(number, town.desk.slug, caller, place, town.clock.read(), command)
    reply = await town.service.app.handle(request)
    await town.settles()
    return reply


async def test_a_post_is_its_authors_question_and_the_card_its_first_reply(town: Town) -> None:
    ana, maria = town.ana, town.maria
    said = await ana.says(TREES, room="square")
    reply = await heard(town, ana, said, q.Posted(TREES))
    assert reply.card is not None
    assert "Your question is Q-1." in reply.card.title
    (card,) = town.stage.thread(said)
    assert card.has("Q-1 · Waiting for a champion", f"@{ana.id} asked", TREES)
    town.room("triage").shows("Q-1", "Offered to Maria Lopez", TREES)
    await heard(town, ana, said, q.Posted(TREES))
    assert await town.asked() == 1
    await maria.answers("Q-1", "City trees only.")
    await ana.edits(said, "Why does the tree map miss Oak Street?")
    assert town.stage.thread(said)[0].has("Answered", "Oak Street", "(edited)", "City trees only.")


async def test_a_post_that_is_too_long_is_kept_and_can_be_shortened(town: Town) -> None:
    ana = town.ana
    said = await ana.says("a long story", room="square")
    long = "Why? " * town.desk.limits.question_length
    reply = await heard(town, ana, said, q.Posted(long))
    assert reply.card is not None
    assert "Please shorten it" in reply.card.title
    assert "Nothing is lost" in reply.card.title
    draft = await town.sees(lambda work: work.drafts.get(1))
    assert draft is not None
    assert draft.text == long.strip()
    assert await town.asked() == 0
    assert town.stage.thread(said) == []


async def test_a_fourth_open_question_waits_as_everywhere(town: Town) -> None:
    ana = town.ana
    for number in range(town.desk.limits.open):
        await ana.asks(f"{TREES} {number}")
    said = await ana.says("One more?", room="square")
    reply = await heard(town, ana, said, q.Posted("One more?"))
    assert reply.card is not None
    assert "That is the limit" in reply.card.title
    assert town.stage.thread(said) == []


async def test_whoever_cannot_be_read_is_told_once_how_to_be_read(town: Town) -> None:
    ana, eve = town.ana, town.eve
    await ana.asks(TREES)
    card = town.room("ask").card("Q-1")
    for who, id in ((eve, "1"), (ana, "2"), (ana, "3")):
        reply = await heard(town, who, card, q.Heard(""), id=id)
        assert reply.is_nothing
    (pointer,) = town.stage.thread(card)
    assert pointer.has("I can't read plain messages here. To add something to Q-1, press Add detail.")
    await ana.presses("Add detail", on=pointer)
    await ana.fills(text="I mean 2024")
    town.room("triage").thread_says("Q-1", "I mean 2024")
    assert await town.verbs("Q-1") == ["submit", "add_detail"]


async def test_whoever_cannot_be_read_may_open_a_solved_question_again(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await ana.presses("This solved it", on="Q-1")
    reply = await heard(town, ana, town.room("ask").card("Q-1"), q.Heard(""), id="1")
    assert reply.card is not None
    assert "Is this still open?" in reply.card.title


async def test_who_deletes_a_message_need_not_be_known(town: Town) -> None:
    ana = town.ana
    said = await ana.says(TREES, room="square")
    await heard(town, ana, said, q.Posted(TREES))
    place = await place_of(town, said)
    nobody = Caller(Identity(place.platform, place.team, ""))
    number = f"{place.platform}:msg:{place.team}:{place.channel}:{said.id}"
    request = Request(f"{number}:deleted", town.desk.slug, nobody, place, town.clock.read(), q.TakenBack(number))
    await town.service.app.handle(request)
    await town.settles()
    assert town.stage.thread(said)[0].has("Withdrawn")
    assert await town.sees(lambda work: work.people.known(nobody.identity)) is None
