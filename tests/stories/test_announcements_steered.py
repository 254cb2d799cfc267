"""Coordinators steer announcements: hold, skip, hurry, pause, and which channel hears what (section 2.4)."""

from bot.catalog.finds import FindState
from bot.catalog.model import Dataset
from bot.engine.ports import Work
from tests.stories.test_announcing import BIKES, found, more, states
from tests.stories.town import Town


async def test_a_coordinator_holds_skips_and_hurries(town: Town) -> None:
    kofi = town.kofi
    await town.ticks()
    await found(town, BIKES, *more(3))
    await kofi.types("/opendata-admin announce hold DS-5")
    kofi.sees_only_you("Bike Counters 2026 is held.")
    await kofi.types("/opendata-admin announce skip Street Light 2")
    kofi.sees_only_you("Street Light 2 is not announced.")
    await kofi.types("/opendata-admin announce skip DS-8")
    kofi.sees_only_you("Street Light 2 was skipped")
    await kofi.types("/opendata-admin announce hold DS-1")
    kofi.sees_only_you("Street Trees is not new")
    await kofi.types("/opendata-admin announce list")
    kofi.sees_only_you("2 wait to be announced, 1 are held", "Bike Counters 2026 — Streets, held")
    await kofi.types("/opendata-admin announce now DS-6")
    kofi.sees_only_you("1 dataset is announced.")
    (card,) = town.room("news").cards()
    assert card.has("New data: Street Light 0")
    await kofi.types("/opendata-admin announce now DS-6")
    kofi.sees_only_you("Street Light 0 was announced already.")
    await town.ticks(days=2)
    assert [each.has("Street Light 1") for each in town.room("news").cards()] == [False, True]
    await kofi.types("/opendata-admin announce now DS-5")
    await kofi.types("/opendata-admin announce now")
    kofi.sees_only_you("Nothing waits to be announced.")
    assert len(town.room("news").cards()) == 3
    await town.maria.types("/opendata-admin announce now")
    town.maria.sees_only_you("Only coordinators")


async def test_paused_announcements_wait_for_the_next_slot(town: Town) -> None:
    kofi = town.kofi
    await town.ticks()
    await found(town, BIKES)
    await kofi.types("/opendata-admin announce pause")
    kofi.sees_only_you("Announcements are paused.")
    await town.ticks(days=2)
    assert town.room("news").cards() == []
    await kofi.types("/opendata-admin announce preview")
    kofi.sees_only_you("Announcements are paused since")
    await kofi.types("/opendata-admin announce resume")
    kofi.sees_only_you("Announcements go on. The next one is Tue 13 Oct, 10:00.")
    await town.ticks(hours=1)
    assert town.room("news").cards() == []
    await town.ticks(days=4, hours=23)
    assert len(town.room("news").cards()) == 1


async def test_a_slot_on_a_closed_day_is_told_on_the_next_working_day_once(town: Town) -> None:
    await town.ticks()
    await town.kofi.types("/opendata-admin hours closed 2026-10-08 Snow")
    await found(town, BIKES)
    await town.ticks(days=2)
    assert town.room("news").cards() == []
    await town.closes()
    await town.reopens()
    await town.ticks(days=1)
    assert len(town.room("news").cards()) == 1
    await town.kofi.types("/opendata-admin settings edit announcements")
    await town.kofi.fills(slots="Mon 11:00, fridays 3pm", hold_over="5")
    town.kofi.sees_only_you("announce.slots: Tue 10:00; Thu 10:00 → Mon 11:00; Fri 15:00")
    await town.kofi.types("/opendata-admin settings edit announcements")
    await town.kofi.fills(slots="whenever", hold_over="5")
    town.kofi.sees_mistake("slots", "is not a time of the week")
    await found(town, *more(1))
    await town.ticks(minutes=1)
    await town.ticks(hours=5)
    assert [each.has("Street Light 0") for each in town.room("news").cards()] == [False, True]


async def test_a_channel_hears_what_it_wants(town: Town) -> None:
    kofi = town.kofi
    await kofi.types('/opendata-admin announce subscribe channel:"#town-square" topic:Trees')
    kofi.sees_only_you("I can use the channels.")
    await kofi.types('/opendata-admin announce subscribe channel:"#town-square" keyword:bike department:Parks')
    kofi.sees_only_you("#town-square hears of: topics Trees; departments Parks; words bike")
    await kofi.types('/opendata-admin announce subscribe channel:"#general"')
    kofi.sees_only_you("Everybody is in #general")
    await town.ticks()
    await found(town, BIKES, *more(2), Dataset("park-1", "Old Elms", department="Parks"))
    await town.ticks(days=2)
    assert [each.has("4 new datasets") for each in town.room("news").cards()] == [True]
    platform = "slack" if town.stage.name == "slack" else "discord"
    rooms = await town.sees(lambda work: dict(work.rooms))
    assert f"{platform}/#town-square" in rooms
    (card,) = town.room("square").cards()
    assert card.has("2 new datasets")
    await town.eve.presses("See all 2", on=card)
    town.eve.sees_only_you("2 new datasets", "Bike Counters 2026", "Old Elms")
    town.eve.does_not_see("Street Light")
    await kofi.types('/opendata-admin announce unsubscribe channel:"#town-square" topic:Trees')
    kofi.sees_only_you("#town-square hears of: departments Parks; words bike")
    await kofi.types('/opendata-admin announce unsubscribe channel:"#town-square"')
    kofi.sees_only_you("#town-square hears of no new data any more.")


async def test_what_has_left_its_portal_waits_for_nobody(town: Town) -> None:
    await town.ticks()
    await found(town, BIKES)
    await town.service.store.write(town.desk.slug, lambda work: work.seen.leave(0, town.clock.now))
    await town.kofi.types("/opendata-admin announce list")
    town.kofi.sees_only_you("Nothing waits to be announced, and nothing is held.")
    await town.kofi.types("/opendata-admin announce now")
    town.kofi.sees_only_you("Nothing waits to be announced.")
    await town.ticks(days=2)
    assert await states(town) == [FindState.SKIPPED]


async def test_without_a_channel_what_was_found_waits_and_a_coordinator_hears_why(town: Town) -> None:
    await town.ticks()

    def gone(work: Work) -> None:
        for name in [each for each in work.rooms if each.endswith("/news")]:
            work.forget_room(name)

    await town.service.store.write(town.desk.slug, gone)
    await found(town, BIKES)
    await town.ticks(days=2)
    town.kofi.reads_directly("I can't announce new data in", "Nothing is lost")
    assert await states(town) == [FindState.WAITING]
    await town.reopens()
    await town.ticks(days=5)
    assert len(town.room("news").cards()) == 1


async def test_what_a_platform_refuses_is_told_and_tried_again(town: Town) -> None:
    await town.ticks()
    await found(town, BIKES)
    town.stage.shuts_out("news")
    await town.ticks(days=2)
    await town.ticks(minutes=1)  # what was refused is said after the card is given up
    told = town.kofi.reads_directly("New data could not be announced on", "Nothing is lost.")
    assert town.room("news").cards() == []
    await town.kofi.presses("Try again", on=told)
    town.kofi.sees_only_you("I am trying again.")


async def test_a_paused_desk_tells_nothing_until_it_goes_on(town: Town) -> None:
    await town.ticks()
    await found(town, BIKES)
    await town.kofi.types("/opendata-admin pause We move")
    await town.ticks(days=2)
    assert town.room("news").cards() == []
    await town.kofi.types("/opendata-admin announce now")
    town.kofi.sees_only_you("The desk is paused")
    await town.kofi.types("/opendata-admin resume")
    await town.ticks(minutes=5)
    assert len(town.room("news").cards()) == 1  # told once when it goes on, in working hours
