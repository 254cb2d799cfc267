"""A dataset that does not exist, or that could be several: the person is asked, and what they wrote is kept."""

import pytest

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_an_unknown_dataset_is_asked_about_before_posting(town: Town) -> None:
    ana = town.ana
    await ana.types(f'/opendata ask dataset:"Zebra crossings of Mars" {TREES}')
    ana.sees_only_you("I can't find a dataset called “Zebra crossings of Mars”", "Your text is kept")
    assert town.room("ask").cards() == []
    await ana.presses("Go on without it")
    ana.sees_only_you("Check before we post", TREES)
    ana.does_not_see("Zebra")
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", TREES)


async def test_one_of_several_is_picked(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask dataset:tree {TREES}")
    ana.sees_only_you("Did you mean one of these?", "Street Trees", "Tree Canopy Cover")
    await ana.presses("DS-2")
    ana.sees_only_you("Check before we post", "Dataset: Tree Canopy Cover", TREES)


@pytest.mark.parametrize("named", ["Street Trees", "street trees", "DS-1", "tree-1", "Snow"])
async def test_a_dataset_that_is_clear_is_taken(town: Town, named: str) -> None:
    await town.ana.types(f'/opendata ask dataset:"{named}" {TREES}')
    title = "Snow Routes" if named == "Snow" else "Street Trees"
    town.ana.sees_only_you("Check before we post", f"Dataset: {title}")


async def test_route_moves_nothing_to_an_unknown_dataset(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.types('/champion route Q-1 dataset:"Zebra crossings"')
    maria.sees_only_you("I can't find a dataset called “Zebra crossings”")
    await maria.types("/champion route Q-1 dataset:tree")
    maria.sees_only_you("Did you mean one of these? Street Trees (DS-1), Tree Canopy Cover (DS-2)")
    assert await town.verbs("Q-1") == ["submit"]


async def test_an_answer_about_an_unknown_dataset_is_kept(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.types('/champion answer Q-1 dataset:"Zebra crossings" City trees only.')
    maria.sees_only_you("I can't find a dataset called “Zebra crossings”", "Your text is kept")
    await maria.presses("Edit")
    maria.sees_form("Edit your answer", text="City trees only.")
    await maria.fills(dataset="Street Trees")
    await maria.presses("Post answer")
    town.room("ask").shows("Q-1", "Answered", "City trees only.")


async def test_the_form_says_it_at_its_field(town: Town) -> None:
    """The dataset was there when the form was opened, and is gone when it is sent."""
    ana = town.ana
    await ana.types("/opendata ask dataset:DS-3")
    await town.service.store.write(town.desk.slug, lambda work: work.catalog.load((), town.clock.now))
    await ana.fills(text=TREES)
    ana.sees_mistake("dataset", "I can't find a dataset called “DS-3”")
