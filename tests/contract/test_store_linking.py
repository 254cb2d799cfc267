"""What every store must do to make one person of two accounts: all of it moves, once, and nothing else does."""

import asyncio
from datetime import timedelta

import pytest

from bot.engine.errors import Conflict
from bot.engine.ports import Store, Work
from bot.engine.request import Caller
from bot.people.model import Identity
from bot.people.persons import Person
from bot.questions.model import Answer, Draft, DraftKind, Entry, State
from bot.questions.moves import Role, move
from tests.stores import ANA, ANA_ACCOUNT, BO, DESK, NOW, ROOM, ZOE, ask_as

HERE, THERE = ZOE.identity, Identity("discord", "G1", "100000000000000001")
LATER = NOW + timedelta(minutes=1)


async def known(store: Store, account: Identity, name: str = "") -> Person:
    return await store.write(DESK.slug, lambda work: work.people.caller(Caller(account, name or "Zoe"), NOW))


async def code_for(store: Store, account: Identity) -> str:
    await known(store, account)
    return await store.write(DESK.slug, lambda work: work.people.offer_link(account, NOW))


async def typed(store: Store, code: str, account: Identity) -> bool:
    """Type a code with an account, as the handler does; True where the two became one."""

    def act(work: Work) -> bool:
        mine = work.people.caller(Caller(account), LATER)
        other = work.people.take_link(code, account, LATER)
        theirs = work.people.known(other) if other else None
        if other is None or theirs is None or theirs.number == mine.number:
            return False
        stays, goes = sorted((mine.number, theirs.number))
        work.people.join(account, other, stays, goes, LATER)
        return True

    return await store.write(DESK.slug, act)


async def test_everything_moves_to_the_one_who_stays(store: Store) -> None:
    first, second = await known(store, HERE), await known(store, THERE, "treefan")

    def write(work: Work) -> None:
        for person in (first, second):
            question = ask_as(work, person, f"Where are the elms of {person.name}?")
            work.questions.log(
                Entry(question.number, 0, "add_detail", State.OFFERED, State.OFFERED, person.number, NOW)
            )
        work.drafts.add(Draft(0, DraftKind.QUESTION, second.number, "half", NOW, ROOM))

    await store.write(DESK.slug, write)
    assert await typed(store, await code_for(store, HERE), THERE)

    def see(work: Work) -> tuple[object, ...]:
        return (
            *(work.people.person(second.number), work.questions.open_asked_by(first.number)),
            *([each.by for each in work.questions.history(2)], work.drafts.newest(first.number, DraftKind.QUESTION)),
            *(work.people.accounts(first.number), work.people.person(first.number)),
        )

    gone, count, by, draft, accounts, stays = await store.look(DESK.slug, see)
    assert (gone, count, by, draft is not None) == (None, 2, [first.number, first.number], True)
    assert accounts == (THERE, HERE), "the one last heard from comes first"
    assert isinstance(stays, Person)
    assert stays.identity == THERE
    mine = await store.write(DESK.slug, lambda work: work.people.caller(Caller(THERE), LATER))
    assert (mine.number, mine.name, mine.champion) == (first.number, "treefan", None)


async def test_rights_reach_the_new_account_only_where_the_other_one_has_them(store: Store) -> None:
    await store.write(DESK.slug, lambda work: work.people.save_roster([ANA, BO], NOW))
    champion = await known(store, ANA_ACCOUNT, "ana")
    lost = Identity("slack", "T1", "U0OLD0001")
    await store.write(DESK.slug, lambda work: work.people.caller(Caller(lost), NOW))
    await store.write(DESK.slug, lambda work: work.people.pin(lost, champion.number, NOW))
    await store.write(DESK.slug, lambda work: work.people.save_roster([ANA, BO], NOW))  # Ana's row names her account
    assert not (await known(store, lost)).is_champion

    async def champions_with(account: Identity, vouching: Identity) -> bool:
        person = await known(store, account, "somebody")
        code = await code_for(store, vouching)

        def act(work: Work) -> Person:
            other = work.people.take_link(code, account, LATER)
            assert other is not None
            return work.people.join(account, other, champion.number, person.number, LATER)

        return (await store.write(DESK.slug, act)).is_champion

    assert not await champions_with(Identity("discord", "G1", "100000000000000002"), lost)
    assert await champions_with(THERE, ANA_ACCOUNT)
    assert (await known(store, ANA_ACCOUNT)).is_champion
    assert not (await known(store, lost)).is_champion


async def test_who_held_a_question_before_holds_it_after(store: Store) -> None:
    first, second = await known(store, HERE), await known(store, THERE)

    def write(work: Work) -> None:
        question = ask_as(work, first, "Where are the elms?")
        claimed, entry = move(question, "claim", second.number, [Role.CHAMPION], NOW, owner=second.number)
        work.questions.save(claimed, entry)
        work.questions.add_answer(Answer(question.number, second.number, NOW, "There"))

    await store.write(DESK.slug, write)
    assert await typed(store, await code_for(store, HERE), THERE)

    def see(work: Work) -> tuple[object, ...]:
        question, answer = work.questions.get(1), work.questions.answer(1)
        assert question is not None
        assert answer is not None
        return question.owner, answer.by, dict(work.questions.loads())

    assert await store.look(DESK.slug, see) == (first.number, first.number, {first.number: 1})


async def test_a_code_is_spent_once_however_many_type_it_at_once(store: Store) -> None:
    code = await code_for(store, HERE)
    guests = [Identity("discord", "G1", f"1000000000000000{n}0") for n in range(4)]
    done = await asyncio.gather(*(typed(store, code, guest) for guest in guests))
    assert sorted(done) == [False, False, False, True]
    people = {(await known(store, guest)).number for guest in (HERE, *guests)}
    assert len(people) == 4


async def test_two_who_type_each_others_code_at_once_are_joined_once(store: Store) -> None:
    here, there = await code_for(store, HERE), await code_for(store, THERE)
    done = await asyncio.gather(typed(store, here, THERE), typed(store, there, HERE))
    assert sorted(done) == [False, True]
    assert (await known(store, HERE)).number == (await known(store, THERE)).number == 1


async def test_what_is_asked_while_accounts_are_joined_is_not_lost(store: Store) -> None:
    code = await code_for(store, HERE)

    def asks(work: Work) -> None:
        ask_as(work, work.people.caller(Caller(THERE), NOW), "Where are the elms?")

    await asyncio.gather(*(store.write(DESK.slug, asks) for _ in range(3)), typed(store, code, THERE),
                         *(store.write(DESK.slug, asks) for _ in range(3)))  # fmt: skip
    assert await store.look(DESK.slug, lambda work: work.questions.open_asked_by(1)) == 6


async def test_accounts_that_are_somebody_elses_by_now_are_not_joined(store: Store) -> None:
    first, second = await known(store, HERE), await known(store, THERE)
    with pytest.raises(Conflict):
        await store.write(DESK.slug, lambda work: work.people.join(HERE, THERE, first.number, second.number + 1, LATER))


async def test_only_the_hash_of_a_code_is_kept_and_a_new_one_replaces_it(store: Store) -> None:
    codes = [await code_for(store, HERE) for _ in range(20)]
    assert len(set(codes)) == 20
    assert not set("".join(codes)) & set("01258BILOSZ"), "no signs that look alike"
    old, new = codes[-2:]

    assert not await typed(store, old, THERE)
    assert await typed(store, new, THERE)
    assert not await typed(store, new, Identity("discord", "G1", "100000000000000003"))


async def test_wrong_codes_are_counted_for_a_while_by_account(store: Store) -> None:
    await known(store, THERE)

    async def tries(minutes: int, account: Identity = THERE) -> bool:
        at = NOW + timedelta(minutes=minutes)

        def act(work: Work) -> bool:
            may = work.people.may_try_link(account, at)
            return may and work.people.take_link("WRONGCDE", account, at) is None

        return await store.write(DESK.slug, act)

    assert [await tries(minutes) for minutes in (0, 1, 2, 3, 10)] == [True] * 5
    assert not await tries(11)
    assert await tries(11, HERE), "another account may"
    assert not await tries(24), "the pause counts from the last"
    assert [await tries(25) for _ in range(5)] == [True] * 5
    assert not await tries(26)
    assert await tries(60)
    assert await tries(75), "the count begins anew"
