"""New data is told once, in few words, at its slot; and a coordinator decides on what looks like a harvest (§3.6)."""

from datetime import datetime

from bot.catalog.finds import Find, FindKind, FindState
from bot.catalog.model import Dataset
from bot.catalog.portals import Step, StepKind
from bot.engine.ports import Work
from tests.stories.desk import DATASETS
from tests.stories.town import Town

BIKES = Dataset(
    "bike-1", "Bike Counters 2026", "Bikes that pass 14 points, by the hour. Counted by loops.",
    department="Public Works", keywords=("bike", "street"), page="https://data.elmford.example/d/bike-1",
)  # fmt: skip


def more(count: int) -> list[Dataset]:
    return [Dataset(f"more-{each}", f"Street Light {each}", department="Public Works") for each in range(count)]


async def found(town: Town, *datasets: Dataset, kind: FindKind = FindKind.NEW, made: datetime | None = None) -> None:
    """A poll has found these datasets: they are in the catalogue, and waiting."""

    def write(work: Work) -> None:
        known = [each for number in range(1, 400) if (each := work.catalog.dataset(number))]
        work.catalog.load([*(known or DATASETS), *datasets], town.clock.now)
        numbers = [work.catalog.matches(each.portal_id, 1)[0].number for each in datasets]
        work.finds.add([Find(number, kind, town.clock.now, made) for number in numbers])

    await town.service.store.write(town.desk.slug, write)


async def states(town: Town) -> list[FindState]:
    finds = await town.sees(lambda work: [find for n in range(1, 400) for find in work.finds.about(n)])
    return [each.state for each in finds]


async def test_a_dataset_is_told_once_at_its_slot(town: Town) -> None:
    await town.ticks()  # Tuesday 10:00: the next slot is Thursday's
    await found(town, BIKES)
    await town.ingrid.types(
        '/champion usage-note dataset:"Bike Counters 2026" best:"Daily trends" not_good:"Totals of the whole city"'
    )
    await town.ticks(days=1, hours=23)
    assert town.room("news").cards() == []
    await town.ticks(hours=1)
    (card,) = town.room("news").cards()
    assert card.has("New data: Bike Counters 2026 — Streets", "Bikes that pass 14 points, by the hour.")
    assert "loops" not in card.text
    assert card.has("Best for: Daily trends", "Not good for: Totals of the whole city", "Champion: Theo Lund")
    assert card.buttons == ("Open dataset", "Ask about it", "Follow topic")
    assert await states(town) == [FindState.SHOWN]
    await town.eve.presses("Follow topic", on=card)
    town.eve.sees_only_you("May we write to you directly about Streets?")
    await town.ticks(hours=1)
    await town.ticks(days=5)
    assert len(town.room("news").cards()) == 1


async def test_many_are_one_card_and_the_rest_is_a_press_away(town: Town) -> None:
    await town.ticks()
    await found(town, BIKES, *more(4), Dataset("park-1", "Old Elms", department="Parks", keywords=("tree",)))
    await town.ticks(days=2)
    (card,) = town.room("news").cards()
    assert card.has("6 new datasets — Streets (5), Trees (1)")
    assert card.has("Streets: Bike Counters 2026; Street Light 0; Street Light 1 and 2 more", "Trees: Old Elms")
    assert card.buttons == ("See all 6", "Follow a topic")
    await town.eve.presses("See all 6", on=card)
    town.eve.sees_only_you("6 new datasets", "DS-5 · Bike Counters 2026 — Streets", "DS-10 · Old Elms — Trees")
    await town.eve.presses("Follow a topic", on=card)
    town.eve.sees_form("Follow")


async def test_you_asked_it_is_here(town: Town) -> None:
    ana, luz, eve = town.ana, town.luz, town.eve
    await ana.asks("Where are the bike counters of the city?")
    await luz.types("/opendata ask How many bikes pass the counters on Main Street?")
    await luz.presses("Publicar sin mi nombre")
    await ana.asks("Who counts the snow?")
    for question in ("Q-1", "Q-2", "Q-3"):
        await town.kofi.types(f"/champion close {question} no_data Not yet.")
    await eve.types("/opendata follow topic:Streets how:dm")
    await eve.presses("Yes, write to me")
    await town.ticks()
    await found(town, BIKES)
    await town.kofi.types("/opendata-admin announce preview")
    town.kofi.sees_only_you("1 dataset is announced next: Thu 8 Oct, 10:00", "Q-1 asked for Bike Counters 2026")
    town.kofi.does_not_see("Q-3 asked for")
    await town.ticks(days=2)
    (card,) = town.room("news").cards()
    assert card.has("2 people asked for this: Q-1 (Ana Ruiz), Q-2. Thank you.")
    assert "Luz" not in card.text
    here = town.room("ask").thread_says("Q-1", "You asked. It's here: Bike Counters 2026.", "there was no data then")
    assert here.buttons == ("Open dataset", "Ask about it")
    luz.reads_directly("Bike Counters 2026", "Q-2")
    assert not [each for each in town.room("ask").thread("Q-3") if "Bike" in each]
    eve.reads_directly("1 new dataset in what you follow", "Bike Counters 2026")
    await eve.presses("Ask about it", on=card)
    eve.sees_form("Ask a data question", dataset="DS-5")
    await town.ticks(days=5)
    assert len([each for each in town.room("ask").thread("Q-1") if "It's here" in each]) == 1
    await ana.types("/opendata me erase keep:words ERASE")
    (card,) = town.room("news").cards()
    assert card.has("2 people asked for this: Q-1 (whoever asked this), Q-2.")


async def test_what_follows_a_question_is_told_once_and_what_is_redacted_is_said_no_more(town: Town) -> None:
    ana, eve, kofi = town.ana, town.eve, town.kofi
    await ana.asks("Where are the bike counters of the city near Zebra Lane?")
    await eve.types("/opendata follow Q-1 how:dm")
    await eve.presses("Yes, write to me")
    await kofi.types("/champion close Q-1 no_data Not yet.")
    await town.ticks()
    await found(town, BIKES, Dataset("bike-2", "Bike Counters North", department="Public Works"))
    await town.ticks(days=2)
    eve.reads_directly("It's here: Bike Counters 2026.", "You follow Q-1.")
    await found(town, Dataset("bike-3", "Bike Counters South", department="Public Works"))
    await kofi.types("/opendata-admin announce preview")
    kofi.sees_only_you("Someone asked for this: Q-1")
    kofi.does_not_see("is told")
    await town.ticks(days=5)
    assert [each.has("Bike Counters 2026") for each in eve.direct_messages() if "It's here" in each.text] == [True]
    town.room("ask").thread_says("Q-1", "It's here: Bike Counters 2026.", "Zebra Lane")
    await kofi.types("/opendata-admin question redact Q-1 Names a neighbour.")
    assert not [each for each in town.stage.public_words() if "Zebra" in each]
    town.room("ask").thread_says("Q-1", "It's here: Bike Counters 2026.")


async def test_what_looks_like_a_harvest_waits_for_a_coordinator(town: Town) -> None:
    kofi = town.kofi
    await town.ticks()
    await found(town, *more(21))
    await town.ticks(minutes=1)
    told = kofi.reads_directly("21 datasets look new.", "This may be a re-harvest", "Nothing is public until")
    await kofi.types("/opendata-admin announce decide H-1")
    kofi.sees_only_you("Nothing is public until one of you decides.")
    assert told.buttons == ("Announce as one", "They are not new", "Show list")
    await kofi.presses("Show list", on=told)
    kofi.sees_only_you("21 datasets look new.", "Street Light 3", "Page 1 of 2")
    await kofi.presses("More")
    kofi.sees_only_you("Street Light 20", "Page 2 of 2")
    await town.ticks(days=2)
    assert town.room("news").cards() == []
    await kofi.presses("Announce as one", on=kofi.reads_directly("21 datasets look new."))
    kofi.sees_only_you("They are announced as one, Tue 13 Oct, 10:00.")
    after = kofi.reads_directly("Kofi Boateng decided: they are announced as one.")
    assert after.buttons == ("Show list",)
    await kofi.types("/opendata-admin announce decide H-1 not_new")
    kofi.sees_only_you("Kofi Boateng decided: they are announced as one.")
    await town.ticks(days=5)
    (card,) = town.room("news").cards()
    assert card.has("21 new datasets — Streets (21)", "and 18 more")


async def test_what_is_not_new_is_never_told(town: Town) -> None:
    kofi = town.kofi
    await town.ticks()
    await found(town, *more(5), made=town.clock.now)  # made at the very same moment
    await town.ticks(minutes=1)
    await kofi.presses("They are not new", on=kofi.reads_directly("5 datasets look new.", "the very same moment"))
    kofi.sees_only_you("Nobody is told of them.")
    await town.ticks(days=9)
    assert town.room("news").cards() == []
    assert set(await states(town)) == {FindState.SKIPPED}


async def test_who_relies_on_a_dataset_hears_of_its_changes_and_nobody_else(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.types('/opendata ask dataset:"Street Trees" Why does the tree map miss Elm Street?')
    await ana.presses("Post with my name")
    await maria.answers("Q-1", "It shows city trees only.")
    await eve.types('/opendata follow dataset:"Street Trees" how:dm')
    await eve.presses("Yes, write to me")

    def changed(work: Work) -> None:
        at = town.clock.now
        work.finds.add([Find(3, FindKind.REPLACED, at, successor=1), Find(3, FindKind.RETIRED, at)])  # and back again
        work.seen.mark(Step(StepKind.RETIRE, 2), 0, at)
        work.finds.add([Find(1, FindKind.MATERIAL, at, removed=("height",), renamed=(("lon", "longitude"),))])
        work.finds.add([Find(2, FindKind.REPLACED, at, successor=1)])

    await town.service.store.write(town.desk.slug, changed)
    await town.ticks(minutes=1)
    told = eve.reads_directly(
        "A column you may rely on has changed", "DS-1 Street Trees: These columns are gone: height."
    )
    assert told.has("lon is now longitude")
    town.room("ask").thread_says("Q-1", "A column you may rely on has changed", "you asked about it")
    assert town.room("news").cards() == []
    await town.ticks(days=3)
    assert len([each for each in eve.direct_messages() if each.has("A column")]) == 1
    await eve.types("/opendata dataset Tree Canopy Cover")
    eve.sees_only_you("It is replaced by Street Trees (DS-1).")
    eve.sees_buttons("DS-1")
    kept = await town.sees(lambda work: [each.state for each in work.finds.about(3)])
    assert kept == [FindState.SKIPPED, FindState.SKIPPED]
