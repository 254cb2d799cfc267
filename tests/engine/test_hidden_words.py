"""What is held, removed or redacted is read nowhere any more, and who is muted finds no way around it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.ports import Work
from bot.people import commands as p
from bot.people.model import Identity, Level, RosterRow
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.questions.drawing import drawn
from bot.suggest import suggest
from tests.engine.desk import ASK, Elmford
from tests.stories import desk as elm

ZEBRA = "Zebra crossings beside my neighbour's house?"


async def _hangs(desk: Elmford, about: str) -> list[str]:
    """Everything that is to be read in what hangs about something: names of posts, and cards."""

    def look(work: Work) -> list[str]:
        slots = [drawn(work, slot) for slot in work.slots.hanging(about)]
        return [f"{slot.name}: {slot.title} {slot.card}" for slot in slots]

    return await desk.sees(look)


@pytest.mark.parametrize("said", [q.Hold(1, "why"), q.Remove(1, "why")])
async def test_no_post_is_called_by_words_that_are_hidden(desk: Elmford, said: q.Hold | q.Remove) -> None:
    number = await desk.asked(text=ZEBRA)
    assert any("Zebra" in each for each in await _hangs(desk, f"Q-{number}"))

    await desk.hears(elm.KOFI, said)

    assert not [each for each in await _hangs(desk, f"Q-{number}") if "Zebra" in each]


async def _answered(desk: Elmford) -> int:
    number = await desk.asked()
    await desk.hears(elm.MARIA, q.Claim(number))
    drafted = await desk.hears(elm.MARIA, q.WriteAnswer(number, text="The map shows city trees only."))
    assert drafted.card is not None
    await desk.hears(elm.MARIA, drafted.card.buttons[0].line)
    return number


async def test_who_is_muted_writes_nothing_on_the_card_as_a_helpers_name(desk: Elmford) -> None:
    number = await _answered(desk)
    await desk.hears(elm.KOFI, m.Mute(number, "", date(2026, 10, 19), "spam"))
    await desk.hears(elm.ANA, q.Solved(number, "Cheap pills at pills.example"))
    assert (await desk.question(number)).solved_by == "a community member"


async def test_a_helpers_name_holds_no_personal_data(desk: Elmford) -> None:
    number = await _answered(desk)
    await desk.hears(elm.ANA, q.Solved(number, "my neighbour, 617-555-0199"))
    assert (await desk.question(number)).solved_by == "a community member"


async def test_nobody_speaks_again_by_being_forgotten(desk: Elmford) -> None:
    number = await desk.asked()
    await desk.hears(elm.KOFI, m.Mute(number, "", date(2026, 10, 19), "spam"))

    told = await desk.hears(elm.ANA, p.Erase("words", "ERASE"))

    assert told.card is not None
    assert "You can ask again on" in told.card.title
    assert "Kofi" in str(told.card)
    asker = (await desk.question(number)).asker.number
    muted = await desk.sees(lambda work: work.people.person(asker))
    assert muted is not None
    assert muted.name == elm.ANA.name
    assert muted.is_muted(desk.at)
    # A coordinator still can, on their wish.
    done = await desk.hears(elm.KOFI, p.RecordsPerson(f"@{elm.ANA.id}", "erase", text="ERASE"))
    assert done.card is not None
    assert done.card.title.startswith("Done.")


async def test_redacting_reaches_a_helpers_name_and_what_coordinators_were_told(desk: Elmford) -> None:
    number = await desk.asked()
    await desk.hears(elm.MARIA, q.Claim(number))
    await desk.hears(elm.MARIA, q.Escalate(number, "executive", "Zebra wrote this"))
    drafted = await desk.hears(elm.MARIA, q.WriteAnswer(number, text="The map shows city trees only."))
    assert drafted.card is not None
    await desk.hears(elm.MARIA, drafted.card.buttons[0].line)
    await desk.hears(elm.ANA, q.Solved(number, "Zebra next door"))
    assert len([each for each in [*await _hangs(desk, "needs"), *await _hangs(desk, "Q-1")] if "Zebra" in each]) > 1

    await desk.hears(elm.KOFI, m.Redact(number, "everything", "Names a neighbour"))

    shown = [*await _hangs(desk, "needs"), *await _hangs(desk, "Q-1")]
    assert not [each for each in shown if "Zebra" in each]
    assert any("A coordinator took these words out." in each for each in shown if each.startswith("needs"))
    assert (await desk.question(number)).solved_by == "a community member"


async def test_what_is_private_or_held_is_not_read_in_the_champions_room_where_no_coordinator_is(
    desk: Elmford,
) -> None:
    newcomer = RosterRow("Pat Moe", Level.COORDINATOR, slack="pat@elmford.example")
    await desk.store.write(desk.slug, lambda work: work.people.save_roster([newcomer, *elm.ROSTER[1:]], desk.at))
    number = await desk.asked(text="Which permits?", share="private")
    await desk.hears(elm.MARIA, f"champion claim Q-{number}")
    await desk.hears(elm.MARIA, q.Escalate(number, "executive", ZEBRA))
    preview = await desk.hears(elm.EVE, q.Ask(topic="Trees", text=f"I will sue. {ZEBRA}"))
    assert preview.card is not None
    await desk.hears(elm.EVE, preview.card.buttons[0].line)

    told = [*await _hangs(desk, "needs"), *await _hangs(desk, f"Q-{number}"), *await _hangs(desk, f"Q-{number + 1}")]

    assert any("a coordinator has to read why; it is private." in each for each in told)
    assert any(f"Q-{number + 1} is held. A coordinator has to look." in each for each in told)
    assert not [each for each in told if "Zebra" in each]


async def test_what_was_added_is_held_with_the_question_and_comes_back_with_it(desk: Elmford) -> None:
    number = await desk.asked()
    await desk.hears(elm.ANA, q.Tell(number, ZEBRA))

    async def in_public() -> list[str]:
        slots = await desk.sees(lambda work: work.slots.hanging(f"Q-{number}"))
        return [each.name for each in slots if each.place == ASK and "Zebra" in str(each.card)]

    before = await in_public()
    assert before
    for held in (q.Hold(number, "why"), m.Report(number)):
        for said in (held, q.Remove(number, "why"), m.Restore(number)):
            await desk.hears(elm.KOFI, said)
            assert not await in_public()
        await desk.hears(elm.KOFI, q.ReleaseHold(number))
        assert await in_public() == before


async def test_whoever_is_to_be_offered_what_is_held_does_not_read_it_first(desk: Elmford) -> None:
    preview = await desk.hears(elm.EVE, q.Ask(topic="Trees", text=f"I will sue. {ZEBRA}"))
    assert preview.card is not None
    await desk.hears(elm.EVE, preview.card.buttons[0].line)
    assert (await desk.question(1)).offered_to == await _number(desk, elm.MARIA)

    for who, reads in ((elm.MARIA, False), (elm.KOFI, True)):
        told = await desk.hears(who, q.Queue("all"))
        assert "Held for review" in str(told.card)
        assert ("Zebra" in str(told.card)) is reads
        account = Identity("slack", "T1", who.id)
        offered = await desk.sees(lambda work, account=account: suggest(work, account, "question", "Zebra"))  # type: ignore[misc]
        assert bool(offered) is reads


async def _number(desk: Elmford, who: elm.Resident) -> int:
    found = await desk.sees(lambda work: work.people.known(Identity("slack", "T1", who.id)))
    assert found is not None
    return found.number
