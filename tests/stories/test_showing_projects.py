"""Projects are shown one at a slot: in their turn, once, again with news, and quietly not at all (section 3.7)."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.engine.ports import Work
from bot.engine.request import Caller, Place
from bot.people.model import Identity
from bot.showcase.model import Project, ProjectState
from tests.stories.projects import SHOWS, Links, sends, waiting
from tests.stories.town import Town

T = TypeVar("T")


async def writes(town: Town, act: Callable[[Work], T]) -> T:
    return await town.service.store.write(town.desk.slug, act)


async def approved(town: Town, *titles: str, maker: str = "ana", datasets: tuple[int, ...] = (3,)) -> None:
    """Somebody has sent these in, and they were approved one after the other."""

    def write(work: Work) -> None:
        who = Caller(Identity("slack", "T0ELSE", f"U0{maker.upper()}"), maker.title())
        number = work.people.caller(who, town.clock.now).number
        for title in titles:
            link = f"https://{title.replace(' ', '-').lower()}.example/"
            work.projects.add(Project(
                0, title, link, link, f"What {title} does.", datasets, number, Place("slack", "T0ELSE"), town.clock.now,
                state=ProjectState.APPROVED, approved_at=town.clock.now,
            ))  # fmt: skip

    await writes(town, write)


async def news(town: Town, number: int, text: str) -> None:
    """Its maker told what is new, and a coordinator said yes."""

    def write(work: Work) -> None:
        project = work.projects.get(number)
        assert project is not None
        work.projects.save(replace(project, news=text, news_at=town.clock.now))

    await writes(town, write)


def shown(town: Town, room: str = "news") -> list[str]:
    """The first lines of the projects that hang in a room."""
    return [each.text.partition("\n")[0] for each in town.room(room).cards()]


async def test_shown_in_its_turn_again_with_news_and_nothing_when_there_is_nothing(town: Town) -> None:
    await town.ticks()  # Tuesday 10:00: the next slot is Friday's
    await approved(town, "Shade Finder")
    await town.ticks(days=3)
    assert shown(town) == []
    await town.ticks(hours=1)
    (card,) = town.room("news").cards()
    assert card.has("Made with the city's data: Shade Finder", "What Shade Finder does.", "not run by the City")
    assert card.buttons == ("Try it", "See the data", "Ask the maker", "I want to help")
    await town.ticks(minutes=1)
    await town.ticks(days=7)
    assert len(shown(town)) == 1  # nothing waits: quiet
    await news(town, 1, "It works offline")
    await town.ticks(days=7)
    assert [each.has("It works offline") for each in town.room("news").cards()] == [False, True]
    await town.ticks(days=7)
    assert len(shown(town)) == 2


async def test_the_life_of_a_project_from_its_form_to_its_end(town: Town, links: Links) -> None:
    ana, kofi = town.ana, town.kofi
    await town.ticks()
    await sends(ana)
    await kofi.presses("Approve", on=waiting(town))
    await town.ticks(days=3, hours=1)
    (card,) = town.room("news").cards()
    assert card.has("Shade Finder", SHOWS)
    await ana.types("/opendata projects S-1")
    await ana.presses("Tell what is new")
    await ana.fills(text="It knows benches now")
    await town.ticks(days=7)
    assert len(shown(town)) == 1  # nobody has looked at the news yet
    await kofi.presses("Tell the news", on=waiting(town))
    await town.ticks(days=7)
    (_, again) = town.room("news").cards()
    assert again.has("It knows benches now")
    await ana.types("/opendata projects S-1")
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    assert [each.has("S-1 was taken back by who made it.") for each in town.room("news").cards()] == [True, True]
    await town.ticks(days=7)
    assert len(shown(town)) == 2


async def test_a_coordinator_sees_what_comes_and_chooses(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin showcase schedule")
    kofi.sees_only_you("No project waits to be shown. The next time is Fri 9 Oct, 11:00.")
    await approved(town, "Shade Finder", "Bus Clock")
    await approved(town, "Snow Watch", maker="eve")
    await kofi.types("/opendata-admin showcase schedule")
    kofi.sees_only_you("3 projects wait to be shown", "Fri 9 Oct, 11:00 — Shade Finder (S-1)",
                       "Fri 16 Oct, 11:00 — Snow Watch (S-3)", "Fri 23 Oct, 11:00 — Bus Clock (S-2)")  # fmt: skip
    await kofi.types("/opendata-admin showcase schedule S-2 turn:next")
    kofi.sees_only_you("Bus Clock (S-2) is shown Fri 9 Oct, 11:00.")
    await kofi.presses("Not next time")
    kofi.sees_only_you("Bus Clock (S-2) is shown Fri 23 Oct, 11:00.")
    await kofi.presses("In its turn")
    await kofi.types("/opendata-admin showcase schedule S-1 on:2026-10-20")
    kofi.sees_only_you("Shade Finder (S-1) is shown Fri 23 Oct, 11:00.")
    await kofi.types("/opendata-admin showcase schedule S-1 on:2026-10-01")
    kofi.sees_only_you("That day is over.")
    await kofi.types("/opendata-admin showcase schedule S-9 turn:next")
    kofi.sees_only_you("I can't find that project.")
    await town.ticks()
    await town.ticks(days=3, hours=1)
    assert [each.has("Bus Clock") for each in town.room("news").cards()] == [True]
    await kofi.types("/opendata-admin showcase schedule S-2 turn:next")
    kofi.sees_only_you("S-2 was shown on Fri 9 Oct. It is shown again once there is news of it.")
    await kofi.types("/opendata-admin showcase pause")
    kofi.sees_only_you("The showcase is paused.")
    await town.ticks(days=7)
    assert len(shown(town)) == 1
    await kofi.types("/opendata-admin showcase schedule")
    kofi.sees_only_you("No project is shown: paused since Fri 9 Oct, 11:00.")
    await kofi.types("/opendata-admin showcase resume")
    kofi.sees_only_you("The showcase goes on. The next project is shown Fri 23 Oct, 11:00.")
    await town.ticks(days=7)
    assert [each.has("Shade Finder") for each in town.room("news").cards()] == [False, True]
    await town.maria.types("/opendata-admin showcase schedule")
    town.maria.sees_only_you("Only coordinators")


async def test_a_slot_on_a_day_off_moves_and_the_desk_says_when(town: Town) -> None:
    kofi = town.kofi
    await town.ticks()
    await approved(town, "Shade Finder")
    await kofi.types("/opendata-admin hours closed 2026-10-09 Snow")
    await town.ticks(days=3, hours=1)
    assert shown(town) == []
    await town.ticks(days=3)
    assert len(shown(town)) == 1
    await kofi.types("/opendata-admin settings edit showcase")
    await kofi.fills(slots="Wed 15:00; mondays 9am")
    kofi.sees_only_you("showcase.slots: Fri 11:00 → Wed 15:00; Mon 09:00")
    await approved(town, "Bus Clock")
    await town.ticks(minutes=1)
    await town.ticks(days=2, hours=4)
    assert len(shown(town)) == 2


async def test_without_a_room_a_project_keeps_its_place_and_a_coordinator_hears_why(town: Town) -> None:
    await town.ticks()

    def gone(work: Work) -> None:
        for name in [each for each in work.rooms if each.endswith("/news")]:
            work.forget_room(name)

    await writes(town, gone)
    await approved(town, "Shade Finder")
    await town.ticks(days=3, hours=1)
    town.kofi.reads_directly("I can't show projects in", "Nothing is lost")
    await town.reopens()
    await town.ticks(days=7)
    assert len(shown(town)) == 1


async def test_what_a_platform_refuses_is_told_and_tried_again(town: Town) -> None:
    await town.ticks()
    await approved(town, "Shade Finder")
    town.stage.shuts_out("news")
    await town.ticks(days=3, hours=1)
    await town.ticks(minutes=1)  # what was refused is said after the card is given up
    told = town.kofi.reads_directly("S-1 could not be shown on", "Nothing is lost.")
    await town.kofi.presses("Try again", on=told)
    town.kofi.sees_only_you("I am trying again.")


async def test_a_paused_desk_and_one_that_practises_show_nothing(town: Town) -> None:
    await town.ticks()
    await approved(town, "Shade Finder", "Bus Clock")
    await town.kofi.types("/opendata-admin pause We move")
    await town.ticks(days=3, hours=1)
    assert shown(town) == []
    await town.kofi.types("/opendata-admin resume")
    await town.ticks(minutes=5)
    assert len(shown(town)) == 1  # once, when it goes on
    await writes(town, lambda work: work.save_settings(replace(work.desk, practice=True)))
    await town.ticks(days=7)
    assert len(shown(town)) == 1


async def test_whoever_owns_the_data_is_thanked_once_a_week_in_one_line(town: Town) -> None:
    ingrid = town.ingrid
    await ingrid.types("/champion queue")
    await town.ticks()
    await approved(town, "Snow Watch", "Plow Map", datasets=(3, 4))
    await approved(town, "Leaf Count", datasets=(1,))  # nobody inside looks after the trees
    await town.ticks(days=3, hours=1)
    told = ingrid.reads_directly("Thank you. New this week, made with your data: Snow Watch (S-1); Plow Map (S-2)")
    assert "Leaf Count" not in told.text
    assert told.buttons == ("S-1", "S-2")
    await town.ticks(days=7)
    assert len([each for each in ingrid.direct_messages() if each.has("Thank you.")]) == 1
    await ingrid.types("/opendata me messages none")
    await approved(town, "Ice Alarm")
    await town.ticks(days=7)
    assert len([each for each in ingrid.direct_messages() if each.has("Thank you.")]) == 1
