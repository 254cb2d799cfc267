"""What every store must do with pictures: beside the cards, once a desk, for as long as somebody needs them."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.desk import Desk
from bot.engine.ports import Store, Work
from bot.engine.slots import Slot
from bot.questions.model import Draft, DraftKind
from bot.showcase.model import ProjectState
from bot.speech.cards import Card, Picture, Text
from bot.speech.reply import Reply
from storage.pictures import KEPT
from storage.store import SqlStore
from tests.contract.test_store_showcase import maker, shade
from tests.stores import DESK, NOW, ROOM, ZOE, request

TREES = Picture(b"\x89PNG" + bytes(70_000), "Trees by year")
CARD = Card("Trees", Text("As of today"), TREES)
WORDS = Card("Trees", Text("As of today"), Text("Trees by year"))


async def keep(store: Store, *pngs: bytes, at: int = 0, desk: str = DESK.slug) -> None:
    asked = replace(request(f"keep-{at}-{len(pngs)}", at=NOW + timedelta(days=at)), desk=desk)

    def act(work: Work) -> None:
        for png in pngs:
            work.pictures.keep(png)
        work.keep(asked, Reply())

    await store.write(desk, act)


async def kept(store: Store, *pngs: bytes, desk: str = DESK.slug) -> list[bytes | None]:
    names = [Picture(png, "a").hash for png in pngs]
    return await store.look(desk, lambda work: [work.pictures.get(name) for name in names])


async def test_a_card_comes_to_the_pump_with_its_pictures_and_is_stored_without(store: SqlStore) -> None:
    await store.write(DESK.slug, lambda work: work.slots.hang(Slot("Q-1/card", ROOM, CARD)))
    rows = await store._look(lambda link: link.driver.execute("SELECT card FROM slots").fetchall())
    assert TREES.hash in rows[0][0]
    assert len(rows[0][0]) < 300
    (lease,) = await store.lease(NOW, 5, 30)
    assert lease.slot.card == CARD
    assert (await store.look(DESK.slug, lambda work: work.slots.hanging("Q-1")))[0].card == CARD


async def test_an_equal_picture_changes_nothing_and_another_one_does(store: Store) -> None:
    def hang(png: bytes, work: Work) -> None:
        work.slots.hang(Slot("Q-1/card", ROOM, Card("Trees", Picture(png, "Trees"))))

    revisions: list[list[int]] = []
    for png in (b"one", b"one", b"two"):
        await store.write(DESK.slug, partial(hang, png))
        revisions.append([each.revision for each in await store.lease(NOW + timedelta(hours=len(revisions)), 5, 30)])
    assert revisions == [[1], [1], [2]]


async def test_a_reply_is_repeated_with_its_picture(store: Store) -> None:
    asked = request("r-1")
    await store.write(DESK.slug, lambda work: work.keep(asked, Reply(CARD)))
    assert await store.look(DESK.slug, lambda work: work.reply_to("r-1")) == Reply(CARD)


async def test_what_was_kept_in_a_unit_is_there_at_once_and_later(store: Store) -> None:
    found = await store.write(DESK.slug, lambda work: work.pictures.get(work.pictures.keep(b"png")))
    assert found == b"png"
    assert await kept(store, b"png", b"other") == [b"png", None]


async def test_another_desk_has_its_own(store: Store) -> None:
    await store.save_desk(Desk("oakton", "Oakton"))
    await keep(store, b"ours")
    assert await kept(store, b"ours", desk="oakton") == [None]
    await keep(store, b"ours", desk="oakton")
    await store.write("oakton", lambda work: work.pictures.drop(Picture(b"ours", "a").hash))
    assert await kept(store, b"ours", desk="oakton") == [None]
    assert await kept(store, b"ours") == [b"ours"]


async def test_what_nobody_shows_goes_after_two_weeks_and_a_projects_stays(store: Store) -> None:
    await keep(store, b"old", b"hung again", b"a project's", b"of one taken back")

    def projects(work: Work) -> None:
        person = maker(work)
        standing = shade(maker=person, image=Picture(b"a project's", "a").hash)
        gone = replace(standing, address="b", image=Picture(b"of one taken back", "a").hash)
        work.projects.add(standing)
        work.projects.add(replace(gone, state=ProjectState.WITHDRAWN))

    await store.write(DESK.slug, projects)
    await keep(store, b"hung again", b"new", at=10)
    await store.tidy(NOW + KEPT + timedelta(days=1))
    everything = (b"old", b"hung again", b"a project's", b"of one taken back", b"new")
    assert await kept(store, *everything) == [None, b"hung again", b"a project's", None, b"new"]


async def test_one_that_nobody_dated_begins_to_age_when_it_is_first_seen(store: Store) -> None:
    await store.write(DESK.slug, lambda work: work.pictures.keep(b"png"))
    await store.tidy(NOW)
    assert await kept(store, b"png") == [b"png"]
    await store.tidy(NOW + KEPT + timedelta(days=1))
    assert await kept(store, b"png") == [None]


async def test_a_standing_projects_picture_is_not_dropped_with_anothers(store: Store) -> None:
    def both(work: Work) -> None:
        name, person = work.pictures.keep(b"png"), maker(work)
        work.projects.add(shade(maker=person, image=name))

    await store.write(DESK.slug, both)
    await store.write(DESK.slug, lambda work: work.pictures.drop(Picture(b"png", "a").hash))
    assert await kept(store, b"png") == [b"png"]


async def test_a_card_whose_picture_is_gone_is_shown_with_its_words(store: Store) -> None:
    await store.write(DESK.slug, lambda work: work.slots.hang(Slot("Q-1/card", ROOM, CARD)))
    await store.write(DESK.slug, lambda work: work.pictures.drop(TREES.hash))
    (lease,) = await store.lease(NOW, 5, 30)
    assert lease.slot.card == WORDS


async def test_whoever_is_forgotten_leaves_no_picture_in_a_draft(store: Store) -> None:
    def drafted(work: Work) -> int:
        mine, theirs = work.people.caller(ZOE, NOW).number, maker(work)
        for person, png in ((mine, b"mine"), (theirs, b"theirs"), (mine, b"a project's")):
            text = json.dumps({"image": work.pictures.keep(png)})
            work.drafts.add(Draft(0, DraftKind.SHOWCASE, person, text, NOW, ROOM))
        work.projects.add(shade(maker=theirs, image=Picture(b"a project's", "a").hash))
        return mine

    person = await store.write(DESK.slug, drafted)
    await store.write(DESK.slug, lambda work: work.forgetting.forget(person, ()))
    assert await kept(store, b"mine", b"theirs", b"a project's") == [None, b"theirs", b"a project's"]
