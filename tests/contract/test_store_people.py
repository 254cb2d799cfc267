"""What every store must do with people: known by their account, tied to the roster, never mixed up by a name."""

from dataclasses import replace
from datetime import date, timedelta

from bot.engine.ports import Store, Work
from bot.engine.request import Caller
from bot.people.model import Identity, Level, RosterRow
from bot.people.persons import Person
from bot.questions.model import Draft, DraftKind
from tests.stores import ANA, ANA_ACCOUNT, BO, DESK, NOW, ROOM, ZOE, ask, ask_as

BO_ACCOUNT = Identity("slack", "T1", "U0BO00001")


async def roster(store: Store, *rows: RosterRow) -> dict[str, int]:
    await store.write(DESK.slug, lambda work: work.people.save_roster(rows, NOW))
    return await store.look(DESK.slug, lambda work: {each.public_name: each.number for each in work.roster.champions})


async def comes(store: Store, caller: Caller, minutes: int = 0) -> Person:
    at = NOW + timedelta(minutes=minutes)
    return await store.write(DESK.slug, lambda work: work.people.caller(caller, at))


async def test_somebody_new_is_written_down_once(store: Store) -> None:
    assert await store.look(DESK.slug, lambda work: work.people.known(ZOE.identity)) is None
    first = await comes(store, ZOE)
    assert (first.number, first.name, first.champion) == (1, "Zoe", None)
    assert await comes(store, ZOE) == first
    assert await store.look(DESK.slug, lambda work: work.people.known(ZOE.identity)) == first
    assert await store.look(DESK.slug, lambda work: work.people.person(1)) == first
    assert await store.look(DESK.slug, lambda work: work.people.person(2)) is None


async def test_a_new_name_is_taken_over_and_an_empty_one_is_not(store: Store) -> None:
    await comes(store, ZOE)
    assert (await comes(store, replace(ZOE, name="Zoe Q"))).name == "Zoe Q"
    silent = await comes(store, Caller(Identity("slack", "", "U0ZOE")))
    assert (silent.name, silent.identity.team) == ("Zoe Q", "T1")


async def test_the_first_language_is_the_locales_or_else_the_desks(store: Store) -> None:
    await store.save_desk(replace(DESK, language="en"))
    assert (await comes(store, replace(ZOE, locale=""))).language == "en"
    assert (await comes(store, Caller(BO_ACCOUNT, "Bo", "xx-YY"))).language == "en"


async def test_rights_hang_on_a_member_id_in_the_roster_not_on_a_name(store: Store) -> None:
    numbers = await roster(store, ANA, BO)
    ana = await comes(store, Caller(ANA_ACCOUNT, "ana"))
    assert ana.number == numbers["Ana Lopez"]
    assert ana.is_champion
    impostor = await comes(store, Caller(BO_ACCOUNT, "Bo Chen"))
    assert impostor.number not in numbers.values()
    assert not impostor.is_champion
    pinned = await store.look(DESK.slug, lambda work: [each.pinned for each in work.roster.champions])
    assert pinned == [True, False]


async def test_who_asked_before_they_came_on_the_roster_keeps_number_and_questions(store: Store) -> None:
    before = await comes(store, Caller(ANA_ACCOUNT, "ana"))
    asked = await store.write(DESK.slug, lambda work: ask_as(work, before, "My question"))
    numbers = await roster(store, ANA)
    assert numbers == {"Ana Lopez": before.number}
    assert (await comes(store, Caller(ANA_ACCOUNT, "ana"))).is_champion
    found = await store.look(DESK.slug, lambda work: work.questions.get(asked.number))
    assert found is not None
    assert found.asker.number == before.number


async def test_an_invitation_pins_the_account_and_brings_what_it_asked(store: Store) -> None:
    numbers = await roster(store, ANA, BO)
    visitor = await comes(store, Caller(BO_ACCOUNT, "bo"))

    def act(work: Work) -> Person:
        ask_as(work, visitor, "Before I was invited")
        work.drafts.add(Draft(0, DraftKind.QUESTION, visitor.number, "half", NOW, ROOM))
        return work.people.pin(BO_ACCOUNT, numbers["Bo Chen"], NOW)

    pinned = await store.write(DESK.slug, act)
    assert (pinned.number, pinned.is_coordinator) == (numbers["Bo Chen"], True)
    assert (await comes(store, Caller(BO_ACCOUNT, "bo"))).is_coordinator

    def see(work: Work) -> tuple[int, str, bool]:
        question, draft = work.questions.get(1), work.drafts.newest(pinned.number, DraftKind.QUESTION)
        assert question is not None
        return question.asker.number, question.asker.user, draft is not None

    assert await store.look(DESK.slug, see) == (pinned.number, BO_ACCOUNT.user, True)


async def test_an_account_of_one_champion_is_not_given_to_another(store: Store) -> None:
    numbers = await roster(store, ANA, BO)
    stays = await store.write(DESK.slug, lambda work: work.people.pin(ANA_ACCOUNT, numbers["Bo Chen"], NOW))
    assert stays.number == numbers["Ana Lopez"]
    assert (await comes(store, Caller(ANA_ACCOUNT))).number == numbers["Ana Lopez"]


async def test_nobody_is_pinned_to_a_person_who_is_not_on_the_roster(store: Store) -> None:
    zoe = await comes(store, ZOE)
    same = await store.write(DESK.slug, lambda work: work.people.pin(BO_ACCOUNT, zoe.number, NOW))
    assert same.number != zoe.number
    assert not same.is_champion


async def test_a_leave_is_written_down_with_its_cover_and_ends(store: Store) -> None:
    numbers = await roster(store, ANA, BO)
    ana, bo = numbers["Ana Lopez"], numbers["Bo Chen"]

    async def leave() -> tuple[date | None, int]:
        found = await store.look(DESK.slug, lambda work: work.roster[ana])
        return found.away_until, found.cover

    assert await leave() == (None, 0)
    await store.write(DESK.slug, lambda work: work.people.set_away(ana, date(2026, 10, 14), bo))
    assert await leave() == (date(2026, 10, 14), bo)
    await roster(store, BO, ANA)
    assert await leave() == (date(2026, 10, 14), bo)
    assert (await store.look(DESK.slug, lambda work: work.roster[bo])).away_until is None
    await store.write(DESK.slug, lambda work: work.people.set_away(ana, None))
    assert await leave() == (None, 0)


async def test_who_leaves_the_roster_keeps_their_person_and_loses_the_rights(store: Store) -> None:
    before = await roster(store, ANA, BO)
    assert (await comes(store, Caller(ANA_ACCOUNT, "ana"))).is_champion
    assert await roster(store, BO) == {"Bo Chen": before["Bo Chen"]}
    gone = await comes(store, Caller(ANA_ACCOUNT, "ana"))
    assert (gone.number, gone.champion) == (before["Ana Lopez"], None)
    assert await roster(store, BO, replace(ANA, slack="")) == before
    assert not (await comes(store, Caller(ANA_ACCOUNT, "ana"))).is_champion, "a name alone gives no rights back"
    assert await roster(store, BO, ANA) == before
    assert (await comes(store, Caller(ANA_ACCOUNT, "ana"))).is_champion


async def test_people_are_matched_by_account_before_name(store: Store) -> None:
    before = await roster(store, ANA, BO)
    married = replace(ANA, public_name="Ana Silva")
    namesake = RosterRow("Ana Lopez", Level.INTERNAL)
    after = await roster(store, married, namesake, replace(BO, level=Level.EXECUTIVE))
    assert after["Ana Silva"] == before["Ana Lopez"]
    assert after["Bo Chen"] == before["Bo Chen"]
    assert after["Ana Lopez"] not in before.values()


async def test_a_new_member_id_in_the_roster_takes_the_rights_from_the_old_account(store: Store) -> None:
    numbers = await roster(store, ANA)
    assert await roster(store, replace(ANA, slack="U0NEW0001")) == numbers
    assert not (await comes(store, Caller(ANA_ACCOUNT))).is_champion
    fresh = await comes(store, Caller(Identity("slack", "T1", "U0NEW0001")))
    assert (fresh.number, fresh.is_champion) == (numbers["Ana Lopez"], True)


async def test_two_rows_for_one_account_are_two_people(store: Store) -> None:
    numbers = await roster(store, ANA, replace(ANA, public_name="Copy"))
    assert len(set(numbers.values())) == 2


async def test_the_account_last_heard_from_comes_first(store: Store) -> None:
    numbers = await roster(store, replace(ANA, discord="123456789012345678"))
    discord = Identity("discord", "G1", "123456789012345678")
    await comes(store, Caller(ANA_ACCOUNT, "ana"))
    person = await comes(store, Caller(discord, "ana_l"), minutes=1)
    assert person.identity == discord

    async def accounts() -> tuple[Identity, ...]:
        return await store.look(DESK.slug, lambda work: work.people.accounts(numbers["Ana Lopez"]))

    assert await accounts() == (discord, ANA_ACCOUNT)
    await comes(store, Caller(ANA_ACCOUNT, "ana"), minutes=2)
    assert await accounts() == (ANA_ACCOUNT, discord)
    found = await store.look(DESK.slug, lambda work: work.people.person(numbers["Ana Lopez"]))
    assert found is not None
    assert found.identity == ANA_ACCOUNT


async def test_the_roster_keeps_its_order_and_every_field(store: Store) -> None:
    full = RosterRow(
        *("Chika Obi", Level.INTERNAL, "Public Works", ("trees", "parks"), ("82zb-*",), ("en", "ig")),
        *("chika@city.example", "chika", "Mon-Thu 09:00-13:00", "Ana Lopez", 3, "weekly"),
    )
    await roster(store, full, BO, ANA)
    rows = await store.look(DESK.slug, lambda work: [each.row for each in work.roster.champions])
    assert rows == [full, BO, ANA]
    await roster(store)
    assert await store.look(DESK.slug, lambda work: work.roster.champions) == ()


async def test_a_question_names_its_asker_by_the_account_they_asked_from(store: Store) -> None:
    question = await store.write(DESK.slug, ask)
    await comes(store, replace(ZOE, name="Zoe Quartz"))
    found = await store.look(DESK.slug, lambda work: work.questions.get(question.number))
    assert found is not None
    assert (found.asker.name, found.asker.platform, found.asker.team, found.asker.user) == (
        *("Zoe Quartz", "slack", "T1", "U0ZOE"),
    )


async def test_who_left_is_reached_by_nothing_until_they_say_something_again(store: Store) -> None:
    numbers = await roster(store, ANA, BO)
    ana = await comes(store, Caller(ANA_ACCOUNT, "ana"))

    async def is_told(minutes: int) -> bool:
        at = NOW + timedelta(minutes=minutes)
        return await store.write(DESK.slug, lambda work: work.people.leave(ANA_ACCOUNT, at))

    def seen(work: Work) -> tuple[bool, bool, bool, int]:
        champion = work.roster[numbers["Ana Lopez"]]
        there = work.people.is_there(ana.number)
        return champion.has_left, champion.pinned, there, len(work.people.accounts(ana.number))

    assert not await is_told(-1), "she was heard since"
    assert await is_told(5)
    assert not await is_told(6), "it is known"
    assert await store.look(DESK.slug, seen) == (True, False, False, 0)
    assert (await comes(store, Caller(ANA_ACCOUNT, "ana"), minutes=9)).is_champion
    assert await store.look(DESK.slug, seen) == (False, True, True, 1)
    assert not await is_told(8), "what comes late says nothing of whoever is back"


async def test_who_leaves_one_platform_and_stays_on_another_has_not_left(store: Store) -> None:
    zoe = await comes(store, ZOE)
    other = Identity("discord", "G1", "123456789012345678")
    there = await comes(store, Caller(other, "zoe"))
    at = NOW + timedelta(minutes=1)
    await store.write(DESK.slug, lambda work: work.people.join(other, ZOE.identity, zoe.number, there.number, at))
    asked = await store.write(DESK.slug, lambda work: ask(work).number)
    await store.write(DESK.slug, lambda work: work.people.leave(ZOE.identity, at))

    def seen(work: Work) -> tuple[str, bool]:
        asker = work.questions.get(asked).asker  # type: ignore[union-attr]
        return asker.user, asker.has_left

    assert await store.look(DESK.slug, seen) == ("", False)
    await store.write(DESK.slug, lambda work: work.people.leave(other, at))
    assert await store.look(DESK.slug, seen) == ("", True)
