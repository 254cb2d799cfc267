"""Topics: questions, champions and keywords go along with their names."""

from tests.stories.town import Town

SNOW = "When are the streets paved?"


async def test_a_topic_is_added_and_routes_from_then_on(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin topics add")
    kofi.sees_form("A new topic")
    await kofi.fills(text="Parking", keywords="parking; meter", department="Public Works")
    kofi.sees_only_you("The topic “Parking” is there.")
    await kofi.types("/opendata-admin topics backup topic:Parking @theo")
    kofi.sees_only_you("Theo Lund stands in for “Parking”.")
    await kofi.types("/opendata-admin topics keywords topic:Parking meter; garage")
    kofi.sees_only_you("Words that point to “Parking”:", "meter, garage")
    await town.ana.asks("How many garage permits were sold?")
    assert (await town.question("Q-1")).topic == "Parking"
    await kofi.types("/opendata-admin topics add PARKING")
    kofi.sees_only_you("There is a topic “PARKING” already.")
    await kofi.types("/opendata-admin topics keywords topic:Parcs tree")
    kofi.sees_only_you("I don't know the topic “Parcs”. The topics are: Trees, Streets, Budget, Parking.")


async def test_renaming_carries_questions_and_champions_along(town: Town) -> None:
    kofi = town.kofi
    await town.ana.asks(SNOW)
    assert (await town.question("Q-1")).topic == "Streets"
    await kofi.types("/opendata-admin topics rename topic:Streets Streets and sidewalks")
    kofi.sees_only_you("“Streets” is called “Streets and sidewalks” now.", "Discord's tags hold 20 characters")
    assert (await town.question("Q-1")).topic == "Streets and sidewalks"
    town.room("triage").shows("Q-1", "Streets and sidewalks")
    await kofi.types("/opendata-admin roster list")
    kofi.sees_only_you("Theo Lund, Public Works: Streets and sidewalks")
    await town.theo.types('/champion queue topic:"Streets and sidewalks"')
    town.theo.sees_only_you("Q-1")
    await kofi.types("/opendata-admin topics rename topic:Trees Budget")
    kofi.sees_only_you("There is a topic “Budget” already.")


async def test_who_follows_a_topic_follows_it_under_its_other_name(town: Town) -> None:
    kofi, eve = town.kofi, town.eve
    await eve.types("/opendata follow topic:Streets how:dm")
    await eve.presses("Yes, write to me")
    await eve.types("/opendata follow topic:Trees how:dm")
    await kofi.types('/opendata-admin announce subscribe channel:"#town-square" topic:Streets')
    await kofi.types("/opendata-admin topics rename topic:Streets Roads")
    await kofi.types("/opendata-admin topics merge topic:Trees into:Roads")
    three = ("Streets", "Trees", "Roads")
    hearing = await town.sees(lambda work: [len(work.follows.hearing(0, 0, each)) for each in three])
    assert hearing == [0, 0, 1]
    await kofi.types('/opendata-admin announce subscribe channel:"#town-square" keyword:bike')
    kofi.sees_only_you("#town-square hears of: topics Roads; words bike")


async def test_merging_puts_two_into_one(town: Town) -> None:
    kofi = town.kofi
    await town.ana.asks(SNOW)
    await kofi.types("/opendata-admin topics merge")
    kofi.sees_form("Merge two topics")
    await kofi.fills(topic="Streets", into="Trees")
    kofi.sees_only_you("“Streets” is part of “Trees” now.")
    assert (await town.question("Q-1")).topic == "Trees"
    await town.eve.asks("Which street is being paved now?")
    assert (await town.question("Q-2")).topic == "Trees"
    await kofi.types("/opendata-admin topics merge topic:Trees into:trees")
    kofi.sees_only_you("Please choose two different topics.")


async def test_discords_limit_of_tags_is_told_before_it_is_met(town: Town) -> None:
    kofi = town.kofi
    for number in range(11):
        await kofi.types(f"/opendata-admin topics add Topic {number}")
        kofi.does_not_see("A Discord forum has room")
    await kofi.types("/opendata-admin topics add One more")
    kofi.sees_only_you("There are 15 topics. A Discord forum has room for 15: merge some.")
