"""What every store must do with slots: hung, leased, shown, put off, parked, lost; in order and never lowered."""

import asyncio
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from bot.engine.ports import Store, Work
from bot.engine.request import Place
from bot.engine.slots import Lease, Shown, Slot
from bot.speech.cards import Card
from bot.speech.reply import NOTHING
from tests.patience import PATIENCE
from tests.stores import DESK, NOW, ROOM, request

LEASE = 30.0
SOON = NOW + timedelta(seconds=1)
LATER = NOW + timedelta(seconds=LEASE)
TRIAGE = Place("slack", "T1", "C2")


def slot(name: str, title: str = "A card", place: Place = ROOM, parent: str = "", **more: object) -> Slot:
    return Slot(name, place, Card(title), parent, **more)  # type: ignore[arg-type]


async def hang(store: Store, *slots: Slot) -> None:
    def act(work: Work) -> None:
        for each in slots:
            work.slots.hang(each)

    await store.write(DESK.slug, act)


async def lease(store: Store, at: datetime = NOW, limit: int = 50) -> dict[str, Lease]:
    return {each.slot.name: each for each in await store.lease(at, limit, LEASE)}


async def show(store: Store, leases: Iterable[Lease]) -> None:
    await asyncio.gather(*(store.settle(Shown(each, each.message or f"m-{each.slot.name}")) for each in leases))


async def test_an_empty_slot_is_posted_a_full_one_edited_an_equal_one_left_alone(store: Store) -> None:
    await hang(store, slot("Q-1/card", title="Offered", labels=("open",)))
    first = (await lease(store))["Q-1/card"]
    assert (first.message, first.revision, first.doubtful, first.slot.labels) == ("", 1, False, ("open",))
    assert first.slot == slot("Q-1/card", title="Offered", labels=("open",))
    await store.settle(Shown(first, "m1"))
    await hang(store, slot("Q-1/card", title="Offered", labels=("open",)))
    assert await lease(store) == {}
    for title in ("Claimed", "Waiting", "Answered"):
        await hang(store, slot("Q-1/card", title=title, labels=("open",)))
    edit = (await lease(store))["Q-1/card"]
    assert (edit.message, edit.revision, edit.slot.card) == ("m1", 4, Card("Answered"))


async def test_title_labels_and_finished_count_as_change(store: Store) -> None:
    shown = slot("Q-1/card")
    await hang(store, shown)
    await show(store, (await lease(store)).values())
    for changed in (
        slot("Q-1/card", labels=("solved",)),
        slot("Q-1/card", labels=("solved",), finished=True),
        Slot("Q-1/card", ROOM, Card("A card"), title="[Solved] trees", labels=("solved",), finished=True),
    ):
        await hang(store, changed)
        found = await lease(store)
        assert found["Q-1/card"].slot == changed
        await show(store, found.values())


async def test_a_leased_slot_is_nobody_elses_until_the_lease_runs_out(store: Store) -> None:
    await hang(store, slot("Q-1/card"))
    taken = await asyncio.gather(*(store.lease(NOW, 50, LEASE) for _ in range(8)))
    assert sum(len(each) for each in taken) == 1
    assert await lease(store, NOW + timedelta(seconds=LEASE - 1)) == {}
    again = (await lease(store, LATER))["Q-1/card"]
    assert (again.doubtful, again.tries) == (True, 1), "an earlier post may have happened"
    third = (await lease(store, LATER + timedelta(seconds=LEASE)))["Q-1/card"]
    assert (third.doubtful, third.tries) == (True, 2)
    await store.settle(Shown(third, "m1"))
    await hang(store, slot("Q-1/card", title="New"))
    fresh = (await lease(store, LATER + timedelta(seconds=2 * LEASE)))["Q-1/card"]
    assert (fresh.doubtful, fresh.tries, fresh.message) == (False, 0, "m1")


async def test_what_changes_while_it_is_on_its_way_is_shown_next(store: Store) -> None:
    await hang(store, slot("Q-1/card", title="First"))
    first = (await lease(store))["Q-1/card"]
    await hang(store, slot("Q-1/card", title="Second"))
    assert await lease(store) == {}, "one pump at a time"
    await store.settle(Shown(first, "m1"))
    second = (await lease(store))["Q-1/card"]
    assert (second.revision, second.message, second.slot.card) == (2, "m1", Card("Second"))
    await store.settle(Shown(second, "m1"))
    assert await lease(store) == {}


async def test_a_late_settle_names_a_message_but_lowers_nothing(store: Store) -> None:
    await hang(store, slot("Q-1/card", title="First"))
    slow = (await lease(store))["Q-1/card"]
    await hang(store, slot("Q-1/card", title="Second"))
    quick = (await lease(store, LATER))["Q-1/card"]
    await store.settle(Shown(quick, "m2"))
    await store.settle(Shown(slow, "m1"))
    assert await store.look(DESK.slug, lambda work: work.slots.where("Q-1/card")) == (ROOM, "m2")
    assert await lease(store, LATER + timedelta(seconds=LEASE)) == {}


async def test_a_late_settle_of_a_slot_without_a_message_is_believed(store: Store) -> None:
    await hang(store, slot("Q-1/card"))
    slow = (await lease(store))["Q-1/card"]
    await lease(store, LATER)
    await store.settle(Shown(slow, "m1"))
    assert await store.look(DESK.slug, lambda work: work.slots.where("Q-1/card")) == (ROOM, "m1")


async def test_a_slot_that_was_put_off_waits_and_keeps_its_doubt(store: Store) -> None:
    await hang(store, slot("Q-1/card"))
    first = (await lease(store))["Q-1/card"]
    await store.put_off(first, NOW, 10)
    assert await lease(store, NOW + timedelta(seconds=9)) == {}
    second = (await lease(store, NOW + timedelta(seconds=10)))["Q-1/card"]
    assert not second.doubtful
    doubtful = (await lease(store, NOW + timedelta(seconds=50)))["Q-1/card"]
    assert doubtful.doubtful
    await store.put_off(doubtful, NOW + timedelta(seconds=50), 1)
    assert (await lease(store, NOW + timedelta(seconds=51)))["Q-1/card"].doubtful


async def test_a_parked_slot_waits_for_a_new_card(store: Store) -> None:
    await hang(store, slot("Q-1/card"))
    await store.park((await lease(store))["Q-1/card"], "not in the channel")
    await hang(store, slot("Q-1/card"))
    assert await lease(store, LATER) == {}
    backlog = await store.look(DESK.slug, lambda work: work.slots.backlog(NOW))
    assert (backlog.waiting, backlog.stuck) == (0, ("Q-1/card: not in the channel",))
    await hang(store, slot("Q-1/card", title="New"))
    assert list(await lease(store, LATER)) == ["Q-1/card"]


async def test_what_hangs_under_a_parked_card_is_not_the_pumps_to_show(store: Store) -> None:
    """Such as lines for somebody whose direct messages are closed: the walls are not behind for ever."""
    await hang(store, slot("Q-1/card"), slot("Q-1/answer", parent="Q-1/card"))
    await store.park((await lease(store))["Q-1/card"], "closed")
    backlog = await store.look(DESK.slug, lambda work: work.slots.backlog(LATER))
    assert (backlog.waiting, backlog.oldest_seconds, backlog.stuck) == (0, 0.0, ("Q-1/card: closed",))
    await hang(store, slot("Q-1/card", title="New"))
    await show(store, (await lease(store, LATER)).values())
    assert (await lease(store, LATER))["Q-1/answer"].thread == "m-Q-1/card"
    await hang(store, slot("Q-1/card", title="Newer"))
    await store.park((await lease(store, LATER))["Q-1/card"], "closed")  # it is shown, only not as it should be
    assert (await store.look(DESK.slug, lambda work: work.slots.backlog(LATER))).waiting == 1


async def test_a_lost_message_is_posted_once_more_and_then_parked(store: Store) -> None:
    await hang(store, slot("Q-1/card"))
    await show(store, (await lease(store)).values())
    await hang(store, slot("Q-1/card", title="Second"))
    await store.lost((await lease(store))["Q-1/card"])
    anew = (await lease(store))["Q-1/card"]
    assert (anew.message, anew.lost, anew.slot.card) == ("", 1, Card("Second"))
    await store.settle(Shown(anew, "m2"))
    await hang(store, slot("Q-1/card", title="Third"))
    await store.lost((await lease(store))["Q-1/card"])
    assert await lease(store, LATER) == {}
    backlog = await store.look(DESK.slug, lambda work: work.slots.backlog(NOW))
    assert "deleted more than once" in backlog.stuck[0]


async def test_a_reply_waits_for_its_parent_and_hangs_in_its_thread(store: Store) -> None:
    await hang(store, slot("Q-1/answer", parent="Q-1/card"), slot("Q-1/card"))
    parent = await lease(store)
    assert list(parent) == ["Q-1/card"]
    await show(store, parent.values())
    assert (await lease(store))["Q-1/answer"].thread == "m-Q-1/card"


async def test_a_slot_in_a_thread_or_a_direct_message_finds_its_place(store: Store) -> None:
    thread = Place("slack", "T1", "C1", thread="171.1")
    person = Place("slack", "T1", person="U0ZOE")
    await hang(store, slot("a", place=thread), slot("b", place=person), slot("c", place=person, parent="b"))
    first = await lease(store)
    assert (first["a"].thread, first["b"].thread) == ("171.1", "")
    await show(store, first.values())
    assert (await lease(store))["c"].thread == "m-b"


async def test_an_only_you_message_is_never_edited(store: Store) -> None:
    await hang(store, slot("hint", title="First", once=True))
    first = (await lease(store))["hint"]
    await hang(store, slot("hint", title="Second", once=True))
    await store.settle(Shown(first, ""))
    await hang(store, slot("hint", title="Third", once=True))
    assert await lease(store, LATER) == {}


async def test_new_messages_of_a_room_keep_their_order_and_other_rooms_go_on(store: Store) -> None:
    await hang(store, *(slot(f"Q-{at}/card", place=place) for at in range(1, 5) for place in (ROOM, TRIAGE)))
    found = await store.lease(NOW, 2, LEASE)
    assert [(each.slot.name, each.slot.place) for each in found] == [("Q-1/card", ROOM), ("Q-1/card", TRIAGE)]
    await store.settle(Shown(found[1], "t1"))
    rest = await store.lease(NOW, 50, LEASE)
    assert {each.slot.place for each in rest} == {TRIAGE}, "nothing overtakes what is being posted"
    assert [each.slot.name for each in rest] == ["Q-2/card", "Q-3/card", "Q-4/card"]
    await store.put_off(found[0], NOW, 5)
    assert await store.lease(SOON, 50, LEASE) == ()
    late = await store.lease(NOW + timedelta(seconds=5), 50, LEASE)
    assert [each.slot.name for each in late] == [f"Q-{at}/card" for at in range(1, 5)]


async def test_what_is_called_off_stays_where_it_is_shown_or_may_be(store: Store) -> None:
    places = [Place("slack", "T1", f"C{each}") for each in range(4)]
    await hang(store, *(slot("S-1/shown", place=each) for each in places))
    first, second, third, _ = await store.lease(NOW, 50, LEASE)
    await store.settle(Shown(first, "m1"))
    await store.put_off(third, NOW, 60.0)  # the platform was away: nothing of it can have come
    await store.write(DESK.slug, lambda work: work.slots.call_off("S-1/shown"))
    left = await store.look(DESK.slug, lambda work: work.slots.hanging("S-1"))
    assert [each.place for each in left] == [first.slot.place, second.slot.place, places[3]]


async def test_edits_go_on_while_a_new_message_is_put_off(store: Store) -> None:
    await hang(store, slot("Q-1/card"))
    await show(store, (await lease(store)).values())
    await hang(store, slot("Q-2/card"))
    await store.put_off((await lease(store))["Q-2/card"], NOW, 60)
    await hang(store, slot("Q-1/card", title="Claimed"), slot("Q-3/card"))
    assert list(await lease(store, SOON)) == ["Q-1/card"]


async def test_whose_thread_it_is(store: Store) -> None:
    private = Place("slack", "T1", person="U0ZOE")
    await hang(store, slot("Q-1/card"), slot("Q-2/card", place=private))
    await show(store, (await lease(store)).values())

    def subjects(work: Work) -> list[str | None]:
        places = (
            Place("slack", "T1", "C1", thread="m-Q-1/card"),
            Place("slack", "T1", "C1", thread="m-Q-1/card", person="U7"),
            Place("slack", "T1", "C9", thread="m-Q-1/card"),
            Place("slack", "T1", thread="m-Q-2/card", person="U0ZOE"),
            Place("slack", "T1", thread="m-Q-2/card", person="U7"),
            ROOM,
        )
        return [work.slots.subject_at(place) for place in places]

    assert await store.look(DESK.slug, subjects) == ["Q-1/card", "Q-1/card", None, "Q-2/card", None, None]


async def test_how_far_the_walls_are_behind(store: Store) -> None:
    def act(work: Work) -> None:
        work.slots.hang(slot("Q-1/card"))
        work.slots.hang(slot("Q-2/card"))
        work.keep(request("a"), NOTHING)

    await store.write(DESK.slug, act)
    backlog = await store.look(DESK.slug, lambda work: work.slots.backlog(NOW + timedelta(minutes=2)))
    assert (backlog.waiting, backlog.oldest_seconds, backlog.stuck) == (2, 120.0, ())
    await show(store, (await lease(store)).values())
    assert (await store.look(DESK.slug, lambda work: work.slots.backlog(NOW))).waiting == 0


async def test_the_pump_is_woken_by_a_card_and_by_nothing_else(store: Store) -> None:
    woken = asyncio.Event()
    where: list[str] = []

    def hung(rooms: Collection[str]) -> None:
        where.extend(rooms)
        woken.set()

    store.on_hung(hung)
    await store.write(DESK.slug, lambda work: work.note_room("slack/ask", ROOM))
    await asyncio.sleep(0)
    assert not woken.is_set()
    await hang(store, slot("Q-1/card"))
    await asyncio.wait_for(woken.wait(), PATIENCE)
    assert where == [ROOM.key]
