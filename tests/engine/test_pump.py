"""The pump: whatever is lost, late or refused, and wherever it dies, no card is missing, stale or doubled."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.engine.errors import Gone, Later, PlatformError, Rejected, Unsure
from bot.engine.pump import LEASE_SECONDS, TRIES
from bot.engine.request import Place
from tests.engine.desk import ASK, TRIAGE
from tests.engine.pumping import CARD, OTHER, REPLY, Pumping
from tests.engine.wall import Died, Fault
from tests.stories import desk as elm


async def test_what_is_hung_is_posted_edited_and_then_left_alone(pumping: Pumping) -> None:
    pump = pumping.pump()
    await pumping.hang(CARD, "Waiting")
    assert await pump.once()
    await pumping.hang(CARD, "Waiting")
    assert not await pump.once()
    await pumping.hang(CARD, "Taken")
    assert await pump.once()
    assert (pumping.wall.titles(), pumping.wall.posted) == (["Taken"], [CARD])


async def test_ten_quick_changes_become_one_edit(pumping: Pumping) -> None:
    await pumping.rests()
    for number in range(10):
        await pumping.hang(CARD, f"Change {number}")
    await pumping.rests()
    assert (pumping.wall.titles(), pumping.wall.posted) == (["Change 9"], [CARD])


async def test_of_ten_quick_changes_one_is_drawn(pumping: Pumping) -> None:
    for number in range(10):
        await pumping.is_no_longer_true(f"Change {number}")
    await pumping.rests()
    assert (pumping.wall.titles(), pumping.wall.posted, pumping.drawn) == (["Change 9"], [CARD], 1)


async def test_what_looks_as_before_is_not_sent_again(pumping: Pumping) -> None:
    await pumping.is_no_longer_true("Waiting")
    await pumping.rests()
    shown = dict(pumping.wall.messages)
    await pumping.is_no_longer_true("Waiting")
    assert await pumping.pump().once()
    assert (pumping.wall.messages, await pumping.waiting()) == (shown, 0)


@pytest.mark.parametrize("step", ["after lease", "before edit", "after edit", "before settle", "after settle"])
async def test_a_death_leaves_no_drawing_stale(pumping: Pumping, step: str) -> None:
    await pumping.is_no_longer_true("Waiting")
    await pumping.rests()
    await pumping.is_no_longer_true("Taken")
    with pytest.raises(Died):
        await pumping.pump(Fault(step, Died())).once()
    await pumping.is_no_longer_true("Waiting")  # as it was: what was sent meanwhile must not stay
    await pumping.rests()
    assert (pumping.wall.titles(), pumping.wall.posted, await pumping.waiting()) == (["Waiting"], [CARD], 0)


async def test_a_reply_waits_for_its_card_and_stands_under_it(pumping: Pumping) -> None:
    await pumping.hang(REPLY, "Ana looks", parent=CARD)
    await pumping.rests()
    assert pumping.wall.titles() == []
    await pumping.hang(CARD, "Waiting")
    await pumping.rests()
    card, reply = pumping.wall.messages.values()
    assert (card.card.title, reply.card.title, reply.thread) == ("Waiting", "Ana looks", card.id)


DEATHS = ("after lease", "before post", "after post", "before settle", "after settle")


@pytest.mark.parametrize("step", DEATHS)
async def test_a_death_while_posting_loses_and_doubles_nothing(pumping: Pumping, step: str) -> None:
    await pumping.hang(CARD, "Waiting")
    await pumping.hang(REPLY, "Ana looks", parent=CARD)
    await pumping.hang(OTHER, "Unclaimed", TRIAGE)
    with pytest.raises(Died):
        await pumping.pump(Fault(step, Died(), CARD if step != "after lease" else "")).once()
    await pumping.rests()
    assert sorted(pumping.wall.titles()) == ["Ana looks", "Unclaimed", "Waiting"]
    assert sorted(pumping.wall.posted) == [CARD, REPLY, OTHER]
    assert await pumping.waiting() == 0


@pytest.mark.parametrize("step", DEATHS)
async def test_a_change_after_a_death_is_shown_on_the_card_that_was_posted(pumping: Pumping, step: str) -> None:
    await pumping.hang(CARD, "Waiting")
    with pytest.raises(Died):
        await pumping.pump(Fault(step, Died())).once()
    await pumping.hang(CARD, "Taken")
    await pumping.rests()
    assert (pumping.wall.titles(), pumping.wall.posted) == (["Taken"], [CARD])


@pytest.mark.parametrize("step", ["after lease", "before edit", "after edit", "before settle", "after settle"])
async def test_a_death_while_editing_leaves_no_stale_card(pumping: Pumping, step: str) -> None:
    await pumping.hang(CARD, "Waiting")
    await pumping.rests()
    await pumping.hang(CARD, "Taken")
    with pytest.raises(Died):
        await pumping.pump(Fault(step, Died())).once()
    await pumping.rests()
    assert (pumping.wall.titles(), pumping.wall.posted) == (["Taken"], [CARD])


@pytest.mark.parametrize(("first", "second"), list(product(DEATHS[1:], ("before find", *DEATHS))))
async def test_two_deaths_in_a_row_are_no_worse(pumping: Pumping, first: str, second: str) -> None:
    await pumping.hang(CARD, "Waiting")
    with pytest.raises(Died):
        await pumping.pump(Fault(first, Died())).once()
    pumping.at += timedelta(seconds=LEASE_SECONDS + 1)
    with suppress(Died):  # the second may find nothing left to die at
        await pumping.pump(Fault(second, Died())).once()
    await pumping.rests()
    assert (pumping.wall.titles(), pumping.wall.posted) == (["Waiting"], [CARD])


@pytest.mark.parametrize("step", ["before post", "after post"])
async def test_a_lost_answer_is_asked_for_before_anything_is_posted_again(pumping: Pumping, step: str) -> None:
    await pumping.hang(CARD, "Waiting")
    pump = pumping.pump(Fault(step, Unsure("no answer")))
    await pump.once()
    assert not await pump.once(), "the lease is kept until the platform has had its time"
    await pumping.hang(CARD, "Taken")
    await pumping.rests(pump)
    assert (pumping.wall.titles(), pumping.wall.posted) == (["Taken"], [CARD])


@pytest.mark.parametrize("step", ["before edit", "after edit"])
async def test_an_edit_whose_answer_was_lost_is_made_again(pumping: Pumping, step: str) -> None:
    await pumping.hang(CARD, "Waiting")
    await pumping.rests()
    await pumping.hang(CARD, "Taken")
    await pumping.rests(pumping.pump(Fault(step, Unsure("no answer"))))
    assert (pumping.wall.titles(), pumping.wall.posted) == (["Taken"], [CARD])


async def test_a_late_answer_changes_nothing_that_is_known_better(pumping: Pumping) -> None:
    await pumping.hang(CARD, "Waiting")
    answer = asyncio.Event()
    slow = asyncio.create_task(pumping.pump(Fault("after post", answer)).once())
    await pumping.wall.touched.wait()
    pumping.at += timedelta(seconds=LEASE_SECONDS + 1)
    await pumping.hang(CARD, "Taken")
    await pumping.pump().once()
    answer.set()
    await slow
    await pumping.rests()
    assert (pumping.wall.titles(), pumping.wall.posted) == (["Taken"], [CARD])


async def test_where_nobody_can_ever_know_it_is_rather_shown_twice_than_not_at_all(pumping: Pumping) -> None:
    await pumping.hang("D-1/consent", "Track it?", replace(ASK, person=elm.ANA.id), once=True)
    unknown = [Fault("before find", Unsure("only they see it")) for _ in range(3 * TRIES)]
    await pumping.rests(pumping.pump(Fault("before post", Unsure("no answer")), *unknown))
    assert pumping.wall.titles() == ["Track it?"]


async def test_a_room_that_must_rest_does_not_hold_up_the_others(pumping: Pumping) -> None:
    await pumping.hang(CARD, "Waiting")
    await pumping.hang("Q-2/card", "Next")
    await pumping.hang(OTHER, "Unclaimed", TRIAGE)
    pump = pumping.pump(Fault("before post", Later(7), CARD))
    await pump.once()
    assert pumping.wall.titles() == ["Unclaimed"]
    pumping.at += timedelta(seconds=6)
    assert not await pump.once()
    pumping.at += timedelta(seconds=2)
    await pump.once()
    assert pumping.wall.titles() == ["Unclaimed", "Waiting", "Next"]


async def test_a_deleted_message_is_posted_once_more_and_then_left_to_a_person(pumping: Pumping) -> None:
    await pumping.hang(CARD, "Waiting")
    await pumping.rests()
    for change in ("Taken", "Answered"):
        pumping.wall.messages.clear()
        await pumping.hang(CARD, change)
        await pumping.rests()
    assert (pumping.wall.titles(), pumping.wall.posted) == ([], [CARD, CARD])
    assert "deleted more than once" in (await pumping.stuck())[0]
    await pumping.hang(CARD, "Solved")
    await pumping.rests()
    assert pumping.wall.titles() == ["Solved"]


@pytest.mark.parametrize(
    ("error", "why"), [(Rejected("I can't post in #ask."), "I can't post in #ask."), (Gone("no such room"), "deleted")]
)
async def test_what_is_refused_for_good_is_parked_with_its_reason(
    pumping: Pumping, error: PlatformError, why: str
) -> None:
    await pumping.hang(CARD, "Waiting")
    await pumping.hang("Q-2/card", "Next")
    await pumping.rests(pumping.pump(*(Fault("before post", error, CARD) for _ in range(2))))
    assert pumping.wall.titles() == ["Next"]
    (told,) = await pumping.stuck()
    assert told.startswith(f"{CARD}: ")
    assert why in told


async def test_a_card_that_breaks_the_adapter_does_not_hold_up_its_room(pumping: Pumping) -> None:
    await pumping.hang(CARD, "Waiting")
    await pumping.hang("Q-2/card", "Next")
    await pumping.rests(pumping.pump(*(Fault("before post", KeyError("part"), CARD) for _ in range(3 * TRIES))))
    assert pumping.wall.titles() == ["Next"]
    assert await pumping.stuck() == (f"{CARD}: This card cannot be shown: KeyError, our fault.",)


async def test_a_platform_that_is_switched_off_keeps_its_cards(pumping: Pumping) -> None:
    await pumping.hang(CARD, "Waiting", Place("discord", "G1", "C1"))
    await pumping.rests()
    assert (pumping.wall.titles(), await pumping.waiting(), await pumping.stuck()) == ([], 1, ())


async def test_several_pumps_share_the_work(pumping: Pumping) -> None:
    for number in range(60):
        await pumping.hang(f"Q-{number}/card", f"Q-{number}", replace(ASK, channel=f"C{number % 7}"))
    pumps = [pumping.pump() for _ in range(4)]
    for _ in range(4):
        await asyncio.gather(*(pump.once() for pump in pumps))
    assert sorted(pumping.wall.posted) == sorted(f"Q-{number}/card" for number in range(60))
