"""The app: everything is handled once, in one piece, and whoever is turned down is told kindly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.engine.app import App, Failed
from bot.engine.request import Place
from bot.engine.scene import Row, Scene
from bot.engine.slots import Shown
from bot.people import commands as p
from bot.questions import commands as q
from bot.questions.model import State
from bot.speech.forms import Form, TextInput
from bot.speech.reply import Reply
from bot.table import COMMANDS
from tests.engine.desk import ASK, TRIAGE, Elmford
from tests.questions.read import pressed, said
from tests.speech.texts import HOSTILE
from tests.stories import desk as elm


def read(reply: Reply) -> str:
    assert reply.card is not None, reply
    return said(reply.card)


async def test_the_same_request_has_one_effect_and_one_reply(desk: Elmford) -> None:
    number = await desk.asked()
    first = await desk.hears(elm.MARIA, q.Claim(number), id="slack:act:1")
    again = await desk.hears(elm.MARIA, q.Claim(number), id="slack:act:1")
    assert again == first
    assert (await desk.question(number)).entries == 2


async def test_even_where_it_comes_many_times_at_once(desk: Elmford) -> None:
    number = await desk.asked()
    replies = await asyncio.gather(*(desk.hears(elm.MARIA, q.Claim(number), id="slack:act:1") for _ in range(20)))
    assert all(reply == replies[0] for reply in replies)
    assert (await desk.question(number)).entries == 2


async def test_another_press_of_the_same_button_posts_no_second_question(desk: Elmford) -> None:
    reply = await desk.hears(elm.ANA, "opendata ask Where are the trees?")
    assert reply.card is not None
    post = reply.card.buttons[0].line
    first, second = await desk.hears(elm.ANA, post), await desk.hears(elm.ANA, post)
    assert "Your question is Q-1." in read(first)
    assert "Q-1" in read(second)
    assert len(await desk.sees(lambda work: work.questions.queue())) == 1


async def test_who_is_turned_down_is_told_and_nothing_is_kept(desk: Elmford) -> None:
    number = await desk.asked()
    refused = await desk.hears(elm.ANA, q.Claim(number), id="slack:act:1")
    assert "Only champions can do this." in read(refused)
    assert refused.card is not None
    assert pressed(refused.card) == [p.Join()]
    assert await desk.sees(lambda work: work.reply_to("slack:act:1")) is None
    assert (await desk.question(number)).state is State.OFFERED


async def test_what_a_handler_wrote_before_it_refused_is_rolled_back(desk: Elmford) -> None:
    def writes_and_refuses(scene: Scene, command: Any) -> Reply:
        scene.work.note_room("slack/showcase", ASK)
        raise scene.refuse("Not today, {name}.", name="Ana")

    reply = await _other(desk, writes_and_refuses).handle(desk.request(elm.ANA, q.Status()))
    assert read(reply) == "Not today, Ana."
    assert "slack/showcase" not in await desk.sees(lambda work: work.rooms)


def _other(desk: Elmford, handler: Callable[[Scene, Any], Reply]) -> App:
    """The app with another handler in every row."""
    return App(desk.store, [replace(row, handler=handler, looks=None) for row in COMMANDS])


async def test_our_own_fault_gives_the_words_back_with_a_reference(desk: Elmford) -> None:
    def breaks(scene: Scene, command: Any) -> Reply:
        scene.work.note_room("slack/showcase", ASK)
        raise ZeroDivisionError

    request = desk.request(elm.ANA, q.Ask(text="Where are the trees?"), id="slack:act:1")
    with pytest.raises(Failed) as failed:
        await _other(desk, breaks).handle(request)
    told = read(failed.value.reply)
    assert f"Reference: {failed.value.reference}." in told
    assert "Here is what you wrote, so that it is not lost:\nWhere are the trees?" in told
    assert await desk.sees(lambda work: work.reply_to("slack:act:1")) is None
    assert "slack/showcase" not in await desk.sees(lambda work: work.rooms)
    assert (await desk.hears(elm.ANA, request.command, id="slack:act:1")).card is not None


async def test_a_form_neither_writes_nor_counts_as_handled(desk: Elmford) -> None:
    reply = await desk.hears(elm.EVE, "opendata ask", id="slack:cmd:1")
    assert isinstance(reply.form, Form)
    assert await desk.sees(lambda work: work.reply_to("slack:cmd:1")) is None
    assert await desk.sees(lambda work: work.people.known(desk.request(elm.EVE, q.Ask()).who.identity)) is None
    whole = await desk.hears(elm.EVE, "opendata ask Where are the trees?", id="slack:cmd:1")
    assert whole.card is not None


async def test_a_form_is_not_shown_to_whoever_may_not_send_it(desk: Elmford) -> None:
    assert "Only champions can do this." in read(await desk.hears(elm.ANA, "champion answer 1"))
    assert "Only coordinators can do this. The coordinators are: Kofi Boateng." in read(
        await desk.hears(elm.MARIA, "opendata-admin question hold 1")
    )


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.command.__name__)
async def test_who_may_say_a_command_at_all(desk: Elmford, row: Row) -> None:
    """The example of each command, said by each of the three audiences: those who may not are told who may."""
    told = {
        who.name: said(reply.card) if (reply := await desk.hears(who, row.example)).card else ""
        for who in (elm.EVE, elm.MARIA, elm.KOFI)
    }
    only = {"anyone": 0, "champions": 1, "coordinators": 2}[row.who]
    refused = [
        "Only champions can do this" in each or "Only coordinators can do this" in each for each in told.values()
    ]
    assert refused == [position < only for position in range(3)]


async def shown(desk: Elmford, number: int) -> Place:
    """The thread of a question whose card hangs in the ask room: what the pump writes down when it has posted."""
    leases = await desk.store.lease(desk.at, 100, 30)
    for lease in leases:
        await desk.store.settle(Shown(lease, lease.slot.name))
    return replace(ASK, thread=f"Q-{number}/card")


async def test_in_its_own_thread_a_question_needs_no_number(desk: Elmford) -> None:
    number = await desk.asked()
    thread = await shown(desk, number)
    assert "Q-1 is yours" in read(await desk.hears(elm.MARIA, "champion claim", thread))
    assert "is already yours" in read(
        await desk.hears(elm.MARIA, "champion claim", replace(TRIAGE, thread="Q-1/triage"))
    )
    asked = await desk.hears(elm.MARIA, "champion clarify 2023 or 2024?", thread)
    assert "Asked. Q-1 waits" in read(asked)


async def test_in_its_own_thread_one_number_names_the_other_question(desk: Elmford) -> None:
    first, second = await desk.asked(), await desk.asked(elm.LUZ, "Are the trees on Elm St gone?")
    thread = await shown(desk, second)
    reply = await desk.hears(elm.MARIA, f"champion duplicate {first}", thread)
    assert "Q-2 is the same as Q-1" in read(reply)
    assert (await desk.question(second)).duplicate_of == first


async def test_in_a_strange_thread_the_number_is_asked_for(desk: Elmford) -> None:
    reply = await desk.hears(elm.MARIA, "champion claim", replace(ASK, thread="somebody's"))
    assert reply.form is not None
    assert [each.name for each in reply.form.inputs] == ["question"]


async def test_a_long_note_without_a_number_is_kept_in_the_form(desk: Elmford) -> None:
    reply = await desk.hears(elm.MARIA, q.Release(0, "x" * 3_000))
    assert reply.form is not None
    assert [each.value for each in reply.form.inputs if isinstance(each, TextInput)] == ["x" * 1_500]


@pytest.mark.parametrize("text", ["\x00", "\u202e", "\u2066\u2069"])
async def test_words_of_which_nothing_is_left_are_asked_for_again(desk: Elmford, text: str) -> None:
    assert (await desk.hears(elm.ANA, q.Ask(text=text))).form is not None


@pytest.mark.parametrize("text", [text for text in HOSTILE if text], ids=range(len(HOSTILE) - 1))
async def test_hostile_words_go_the_whole_way_or_are_kept_with_a_sentence(desk: Elmford, text: str) -> None:
    asked = await desk.hears(elm.ANA, q.Ask(topic="Trees", text=text))
    assert asked.card is not None
    for command in pressed(asked.card):
        assert (await desk.hears(elm.ANA, command)) is not None
    for command in (q.Edit(1), q.Status(), q.Status(1)):
        assert (await desk.hears(elm.ANA, command)) is not None
    for line in ("queue all", "claim 1", "more 1", "clarify 1 which", "release 1"):
        assert (await desk.hears(elm.MARIA, f"champion {line}")) is not None
    for command in (q.NoteIt(1, text), q.WriteAnswer(1, "", text, text[:500], text), q.EditAnswer(2), q.PostAnswer(2)):
        reply = await desk.hears(elm.MARIA, command)
        assert reply.card is not None or reply.form is not None
    assert isinstance(await desk.hears(elm.EVE, f"opendata find {text}"), Reply)


async def test_a_name_of_any_length_is_taken_at_the_door(desk: Elmford) -> None:
    loud = replace(elm.EVE, name="<!channel>\u202e&" * 40)
    number = await desk.asked(loud)
    name = (await desk.question(number)).asker.name
    assert len(name) < 80
    assert "\u202e" not in name


async def test_a_private_question_hangs_nowhere_where_others_read(desk: Elmford) -> None:
    secret = "zebra crossing"
    number = await desk.asked(text=secret, share="private")
    await desk.hears(elm.MARIA, q.Claim(number))
    await desk.hears(elm.ANA, q.Tell(number, f"{secret} again"))
    await desk.hears(elm.MARIA, q.Clarify(number, text=f"{secret}?"))
    await desk.hears(elm.ANA, q.Tell(number, f"{secret} once more"))
    leases = await desk.store.lease(desk.at, 100, 30)
    while more := await desk.store.lease(desk.at, 100, 30):
        leases += more
    places = [lease.slot.place for lease in leases]
    assert TRIAGE in places
    assert ASK not in [place.room for place in places]
    for lease in leases:
        if lease.slot.place.room == TRIAGE:
            assert secret not in said(lease.slot.card)


async def test_a_conflict_runs_the_handler_again_and_one_wins(desk: Elmford) -> None:
    number = await desk.asked()
    replies = await asyncio.gather(*(desk.hears(who, q.Claim(number)) for who in (elm.MARIA, elm.THEO, elm.KOFI)))
    told = sorted(read(reply).splitlines()[0] for reply in replies)
    assert sum("is yours" in each for each in told) == 1
    assert sum("claimed Q-1" in each for each in told) == 2
