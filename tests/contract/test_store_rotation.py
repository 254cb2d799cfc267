"""What every store must do with whose turn it is."""

from datetime import timedelta

from bot.engine.ports import Store, Work
from bot.showcase.rotation.model import Turn, Wish
from tests.contract.test_store_showcase import maker, shade
from tests.stores import DESK, NOW

LATER = NOW + timedelta(days=1)


async def test_what_is_wished_takes_the_place_of_what_was_and_is_forgotten(store: Store) -> None:
    def fill(work: Work) -> None:
        maker(work)
        for number in (1, 2):
            work.projects.add(shade(address=f"{number}.example"))
        work.rotation.say(Turn(1, Wish.ON, NOW, LATER))
        work.rotation.say(Turn(2, Wish.SKIP, NOW, LATER))
        work.rotation.say(Turn(1, Wish.NEXT, LATER))

    await store.write(DESK.slug, fill)
    said = await store.look(DESK.slug, lambda work: work.rotation.turns())
    assert said == {1: Turn(1, Wish.NEXT, LATER), 2: Turn(2, Wish.SKIP, NOW, LATER)}
    await store.write(DESK.slug, lambda work: work.rotation.forget(2))
    assert set(await store.look(DESK.slug, lambda work: work.rotation.turns())) == {1}


async def test_thanks_are_said_once(store: Store) -> None:
    def thanks(work: Work) -> None:
        maker(work)
        work.projects.add(shade())
        for _ in range(2):
            work.rotation.note_thanked([1], NOW)

    await store.write(DESK.slug, thanks)
    assert set(await store.look(DESK.slug, lambda work: work.rotation.thanked())) == {1}
