"""What every store must do: once only, whole or not at all, one winner, one desk."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.desk import Desk
from bot.engine.errors import ChampionsError, Conflict, Refusal
from bot.engine.ports import Store, Work
from bot.engine.request import Caller, Place, Request
from bot.engine.slots import Slot
from bot.people.model import Identity, Level, RosterRow
from bot.questions.model import State
from bot.questions.moves import IllegalMove, Role, move
from bot.speech.cards import Card
from bot.speech.reply import NOTHING, Reply, sentence
from storage.desks import TakenElsewhere, UnknownDesk
from storage.open import open_store
from tests.stores import ANA, ANA_ACCOUNT, BO, DESK, NOW, ROOM, ZOE, ask, request


def keep(kept: Request, work: Work) -> None:
    work.keep(kept, NOTHING)


def handled(id: str, does: Callable[[Work], Reply]) -> Callable[[Work], Reply]:
    """What the app does with a request."""

    def act(work: Work) -> Reply:
        before = work.reply_to(id)
        if before is not None:
            return before
        reply = does(work)
        work.keep(request(id), reply)
        return reply

    return act


async def test_a_request_is_handled_once_and_gets_the_same_reply(store: Store) -> None:
    done: list[int] = []

    def does(work: Work) -> Reply:
        done.append(ask(work).number)
        return sentence("Your question is Q-1.", "We got it.")

    first = await store.write(DESK.slug, handled("slack:msg:1", does))
    again = await store.write(DESK.slug, handled("slack:msg:1", does))
    assert (done, again) == ([1], first)


async def test_a_reply_that_says_nothing_is_kept_too(store: Store) -> None:
    await store.write(DESK.slug, handled("a", lambda work: NOTHING))
    assert await store.look(DESK.slug, lambda work: work.reply_to("a")) == NOTHING
    assert await store.look(DESK.slug, lambda work: work.reply_to("b")) is None


async def test_the_same_request_twice_at_once_is_handled_once(store: Store) -> None:
    act = handled("slack:msg:2", lambda work: sentence(f"Your question is {ask(work).id}."))
    replies = await asyncio.gather(*(store.write(DESK.slug, act) for _ in range(12)))
    assert set(replies) == {sentence("Your question is Q-1.")}
    assert await store.look(DESK.slug, lambda work: work.questions.get(2)) is None


async def test_keeping_a_request_twice_is_a_conflict(store: Store) -> None:
    await store.write(DESK.slug, lambda work: work.keep(request("a"), NOTHING))
    with pytest.raises(Conflict):
        await store.write(DESK.slug, lambda work: work.keep(request("a"), NOTHING))


async def test_a_conflict_runs_the_unit_again_five_times_at_most(store: Store) -> None:
    runs: list[int] = []

    def twice(work: Work) -> int:
        runs.append(ask(work).number)
        if len(runs) < 3:
            raise Conflict
        return len(runs)

    assert await store.write(DESK.slug, twice) == 3
    assert runs == [1, 1, 1], "what the failed runs wrote is gone, numbers included"

    def never(work: Work) -> None:
        runs.append(0)
        raise Conflict

    runs.clear()
    with pytest.raises(Conflict):
        await store.write(DESK.slug, never)
    assert len(runs) == 5


async def test_what_a_failed_unit_wrote_is_gone_and_its_neighbours_stay(store: Store) -> None:
    def fails(work: Work) -> None:
        work.slots.hang(Slot(f"{ask(work, 'gone').id}/card", ROOM, Card("Gone")))
        work.people.save_roster([ANA], NOW)
        raise Refusal("No.")

    outcomes = await asyncio.gather(
        *(store.write(DESK.slug, fails if at % 3 == 0 else lambda work: ask(work, "stays").number) for at in range(30)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Refusal) for each in outcomes) == 10
    assert sorted(each for each in outcomes if isinstance(each, int)) == list(range(1, 21))

    def see(work: Work) -> tuple[set[str], int, int]:
        texts = {each.text for each in work.questions.queue(limit=50)}
        return texts, work.slots.backlog(NOW).waiting, len(work.roster.champions)

    assert await store.look(DESK.slug, see) == ({"stays"}, 0, 0)


async def test_of_64_who_claim_at_once_one_wins_and_63_are_told_who(store: Store) -> None:
    team = [RosterRow(f"Champion {at}", Level.EXTERNAL, slack=f"UCHAMP{at:03}") for at in range(64)]
    await store.write(DESK.slug, lambda work: work.people.save_roster(team, NOW))
    number = (await store.write(DESK.slug, ask)).number

    def claims(at: int) -> Callable[[Work], str]:
        def claim(work: Work) -> str:
            who = work.people.caller(Caller(Identity("slack", "T1", f"UCHAMP{at:03}")), NOW)
            question = work.questions.get(number)
            assert question is not None
            try:
                claimed, entry = move(question, "claim", who.number, [Role.CHAMPION], NOW)
            except IllegalMove:
                return work.roster.name(question.owner)
            work.questions.save(claimed, entry)
            return ""

        return claim

    told = await asyncio.gather(*(store.write(DESK.slug, claims(at)) for at in range(64)))
    after = await store.look(DESK.slug, lambda work: work.questions.get(number))
    assert after is not None
    winner = await store.look(DESK.slug, lambda work: work.roster.name(after.owner))
    assert (after.state, after.version, after.entries) == (State.CLAIMED, 2, 1)
    assert sorted(told) == ["", *[winner] * 63]
    history = await store.look(DESK.slug, lambda work: work.questions.history(number))
    assert [entry.verb for entry in history] == ["submit", "claim"]
    assert await store.look(DESK.slug, lambda work: dict(work.questions.loads())) == {after.owner: 1}


async def test_numbers_are_the_desks_own_and_have_no_gaps(store: Store) -> None:
    await store.save_desk(Desk("oakton", "Oakton"))
    numbers = await asyncio.gather(
        *(store.write(desk, lambda work: ask(work).number) for desk in ("elmford", "oakton") for _ in range(20))
    )
    assert sorted(numbers) == sorted([*range(1, 21)] * 2)


async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await store.look(DESK.slug, ask)
    assert await store.look(DESK.slug, lambda work: work.questions.get(1)) is None


async def test_settings_rooms_and_roster_are_read_again_when_they_change(store: Store) -> None:
    def see(work: Work) -> tuple[str, list[str], dict[str, Place]]:
        return work.desk.name, [each.public_name for each in work.roster.champions], dict(work.rooms)

    assert await store.look(DESK.slug, see) == (DESK.name, [], {})
    await store.save_desk(replace(DESK, name="Elmford"))
    await store.write(DESK.slug, lambda work: work.people.save_roster([ANA, BO], NOW))
    await store.write(DESK.slug, lambda work: work.note_room("slack/ask", ROOM))
    assert await store.look(DESK.slug, see) == ("Elmford", ["Ana Lopez", "Bo Chen"], {"slack/ask": ROOM})
    await store.write(DESK.slug, lambda work: work.note_room("slack/ask", Place("slack", "T1", "C9")))
    assert (await store.look(DESK.slug, see))[2] == {"slack/ask": Place("slack", "T1", "C9")}


async def test_a_unit_sees_what_it_changed_itself(store: Store) -> None:
    def act(work: Work) -> tuple[int, int]:
        before = len(work.roster.champions)
        work.people.save_roster([ANA], NOW)
        return before, len(work.roster.champions)

    assert await store.write(DESK.slug, act) == (0, 1)


async def test_an_unknown_desk_is_refused(store: Store) -> None:
    with pytest.raises(UnknownDesk, match="nowhere"):
        await store.look("nowhere", lambda work: work.desk)


async def test_a_workspace_belongs_to_one_desk(store: Store) -> None:
    await store.save_desk(replace(DESK, workspaces={"slack": ("T1", "T2")}))
    await store.save_desk(Desk("oakton", "Oakton"))
    await store.bind("oakton", "discord", "42")
    await store.bind("oakton", "discord", "42")
    assert [await store.desk_of("slack", team) for team in ("T1", "T2", "T3")] == ["elmford", "elmford", None]
    assert await store.desk_of("discord", "42") == "oakton"
    with pytest.raises(TakenElsewhere, match="belongs to the desk 'elmford' already"):
        await store.bind("oakton", "slack", "T1")
    assert [desk.slug for desk in await store.desks()] == ["elmford", "oakton"]


async def test_a_set_up_code_is_spent_once_on_its_own_desk(store: Store) -> None:
    await store.save_desk(Desk("oakton", "Oakton"))
    code = await store.make_code(DESK.slug)

    async def spend(desk: str, said: str) -> bool:
        return await store.write(desk, lambda work: work.coordinator_code(said, ANA_ACCOUNT, NOW))

    assert not await spend("oakton", code)
    assert not await spend(DESK.slug, "0" * 16)
    assert await spend(DESK.slug, f" {code.lower()} ")
    assert not await spend(DESK.slug, code)


async def test_requests_are_forgotten_after_a_week(store: Store) -> None:
    for kept in (request("old", at=NOW - timedelta(days=8)), request("new", at=NOW - timedelta(days=6))):
        await store.write(DESK.slug, partial(keep, kept))
    assert await store.tidy(NOW) == 1
    assert await store.look(DESK.slug, lambda work: (work.reply_to("old"), work.reply_to("new"))) == (None, NOTHING)


async def test_closing_finishes_what_is_in_flight(store_url: str) -> None:
    store = open_store(store_url)
    await store.save_desk(DESK)
    writes = [asyncio.create_task(store.write(DESK.slug, lambda work: ask(work).number)) for _ in range(20)]
    await asyncio.sleep(0)
    await store.close()
    assert sorted(await asyncio.gather(*writes)) == list(range(1, 21))
    again = open_store(store_url)
    assert await again.look(DESK.slug, lambda work: work.questions.open_asked_by(1)) == 20
    await again.close()


async def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        await store.write(DESK.slug, lambda work: work.people.caller(ZOE, NOW.replace(tzinfo=None)))


def test_every_error_of_ours_is_one_of_the_project() -> None:
    assert issubclass(UnknownDesk, ChampionsError)
    assert issubclass(TakenElsewhere, ChampionsError)
