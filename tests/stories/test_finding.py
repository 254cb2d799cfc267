"""Finding: searches, datasets, who looks after what, and help for each role."""

from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_find_shows_datasets_answers_and_people(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await eve.types("/opendata find tree map")
    eve.sees_only_you(
        "Found for “tree map”", "Dataset DS-1 · Street Trees", "Answer to Q-1", "City trees only.", "Maria Lopez"
    )
    eve.sees_buttons("DS-1", "Q-1", "Ask this question")
    await eve.presses("Q-1")
    eve.sees_only_you("Q-1 · Answered", "City trees only.")


async def test_find_looks_where_it_is_told(town: Town) -> None:
    ana, eve = town.ana, town.eve
    await ana.asks("Where are the snow routes on my street?")
    await eve.types("/opendata find datasets snow")
    eve.sees_only_you("Dataset DS-3 · Snow Routes")
    eve.does_not_see("Q-1", "Ingrid")
    await eve.types("/opendata find kind:people snow")
    eve.sees_only_you("Ingrid Dahl")
    eve.does_not_see("DS-3")
    await eve.types("/opendata find kind:answers snow")
    eve.does_not_see("Q-1")


async def test_find_without_words_opens_a_form(town: Town) -> None:
    await town.eve.types("/opendata find")
    town.eve.sees_form("Search")
    await town.eve.fills(text="canopy", kind="Datasets")
    town.eve.sees_only_you("Tree Canopy Cover")
    await town.eve.mentions_bot("find canopy")
    town.eve.sees_only_you("Tree Canopy Cover")


async def test_nothing_found_offers_to_ask_and_is_noted(town: Town) -> None:
    await town.eve.types("/opendata find ferries")
    town.eve.sees_only_you("Nothing found for “ferries”", "We noted that somebody looked for this.")
    await town.eve.presses("Ask this question")
    town.eve.sees_form("Ask a data question")


async def test_what_may_not_be_kept_is_counted_without_its_words(town: Town) -> None:
    eve, kofi = town.eve, town.kofi
    await eve.types("/opendata find zeppelin")
    await eve.types("/opendata find zeppelin of sam.fisher@example.com")
    eve.sees_only_you("Nothing found")
    await town.ana.asks("Where do zeppelins land?")
    await town.ticks(minutes=1)
    await kofi.types("/opendata-admin digest rest part:gaps week:2026-W41")
    kofi.sees_only_you("“zeppelin” (1)")
    kofi.does_not_see("sam.fisher")
    await kofi.types("/opendata-admin digest preview week:2026-W41")
    kofi.sees_only_you("Searches: 2; 2 found nothing.", "Searched for in vain: “zeppelin” (1)")
    kofi.does_not_see("sam.fisher", "•••")


async def test_a_private_question_is_found_by_nobody(town: Town) -> None:
    ana, maria, eve = town.ana, town.maria, town.eve
    await ana.asks(TREES, share="privately")
    await maria.presses("Claim", on="Q-1")
    await maria.answers("Q-1", "Elm Street is private land.")
    for words in ("elm street", "private land", "Q-1"):
        await eve.types(f"/opendata find {words}")
        eve.does_not_see("Elm Street", "private land.")
    await eve.types("/opendata ask Why does the tree map miss Elm Street so often?")
    eve.sees_only_you("Check before we post")


async def test_a_dataset_by_name_by_number_and_by_mistake(town: Town) -> None:
    eve = town.eve
    await eve.types("/opendata dataset street trees")
    eve.sees_only_you(
        "DS-1 · Street Trees", "Every tree that the city looks after.", "Department: Parks", "Champion: Maria"
    )
    eve.sees_only_you("No notes yet")
    await eve.types("/opendata dataset DS-3")
    eve.sees_only_you("DS-3 · Snow Routes", "Champion: Theo Lund")
    await eve.types("/opendata dataset tree")
    eve.sees_only_you("Did you mean one of these?", "Street Trees", "Tree Canopy Cover")
    await eve.presses("DS-2")
    eve.sees_only_you("DS-2 · Tree Canopy Cover")
    await eve.types("/opendata dataset ferries")
    eve.sees_only_you("I can't find a dataset called “ferries”")
    await eve.types("/opendata dataset")
    eve.sees_form("Look at a dataset")
    await eve.fills(text="paving")
    eve.sees_only_you("Paving Plan")


async def test_a_dataset_can_be_asked_about(town: Town) -> None:
    eve = town.eve
    await eve.types("/opendata dataset DS-2")
    await eve.presses("Ask about it")
    eve.sees_form("Ask a data question")
    await eve.fills(text="How old is it?", dataset="canopy")
    eve.sees_only_you("Dataset: Tree Canopy Cover", "How old is it?")


async def test_what_was_chosen_stands_in_the_form(town: Town) -> None:
    eve = town.eve
    await eve.types("/opendata dataset DS-2")
    await eve.presses("Ask about it")
    eve.sees_form("Ask a data question", dataset="DS-2")
    await eve.fills(text="How old is it?")
    eve.sees_only_you("Dataset: Tree Canopy Cover")


async def test_who_looks_after_what(town: Town) -> None:
    eve = town.eve
    await eve.types("/opendata champions")
    eve.sees_only_you("Who looks after what", "Maria Lopez", "Trees", "Theo Lund", "Streets", "Kofi Boateng")
    await eve.types("/opendata champions trees")
    eve.sees_only_you("Who looks after “trees”", "Maria Lopez")
    eve.does_not_see("Theo Lund")
    await eve.mentions_bot("champions ferries")
    eve.sees_only_you("Nobody looks after “ferries” yet.", "Kofi Boateng")


async def test_help_in_three_roles(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.types("/opendata")
    ana.sees_only_you("Ask about the city's data", "/opendata ask", "/opendata withdraw")
    ana.does_not_see("/champion", "/opendata-admin")
    await ana.types("/champion help")
    ana.sees_only_you("This is for champions. To ask something: `/opendata ask`", "talk to Kofi Boateng")
    await ana.types("/opendata-admin help")
    ana.sees_only_you("This is for coordinators. The coordinators are: Kofi Boateng.")
    await maria.types("/opendata help")
    maria.sees_only_you("You are a champion: see `/champion help`.")
    maria.sees_buttons("My queue")
    await maria.types("/champion help")
    maria.sees_only_you("What champions can do", "/champion claim", "/champion duplicate")
    await kofi.mentions_bot("admin help")
    kofi.sees_only_you("What coordinators can do", "/opendata-admin roster import", "/opendata-admin digest now")
    await kofi.presses("More")
    kofi.sees_only_you("What coordinators can do", "/opendata-admin question remove")
    await kofi.types("/opendata-admin nonsense")
    kofi.sees_only_you("I don't know “nonsense”. Try `/opendata-admin help`.")
