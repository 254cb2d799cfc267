"""Languages: each reader in their own, the champions' room in the desk's."""

from bot.speech.words import words
from tests.stories.town import Town

TREES = "¿Por qué falta la calle Elm?"


async def test_a_spanish_speaking_asker_reads_spanish(town: Town) -> None:
    luz, maria, say = town.luz, town.maria, words("es")
    await luz.types(f"/opendata ask topic:Trees {TREES}")
    luz.sees_only_you(say("Check before we post"), TREES, "Maria Lopez")
    await luz.presses(say("Post with my name"))
    luz.sees_only_you("Q-1", "Maria Lopez", "Trees")
    town.room("ask").shows("Q-1", say("Waiting for a champion"), TREES)
    town.room("triage").shows("Q-1", "Unclaimed", "speaks Spanish", TREES)
    await maria.presses("Claim", on="Q-1")
    maria.sees_only_you("Q-1 is yours. Thank you.")
    town.room("ask").shows("Q-1", say("{champion} is working on it", champion="Maria Lopez"))
    await maria.types("/champion clarify Q-1 dates")
    town.room("ask").thread_says("Q-1", say("Which dates or years do you need?"))
    await luz.types("/opendata status")
    luz.sees_only_you(say("We need one thing from you"))
    await luz.types("/opendata withdraw Q-1")
    town.room("ask").shows("Q-1", say("Withdrawn by the person who asked"))


async def test_two_readers_of_one_card_are_each_answered_in_their_own_language(town: Town) -> None:
    luz, ana, say = town.luz, town.ana, words("es")
    await ana.asks("Why does the tree map miss Elm Street?")
    await luz.types("/opendata status Q-1")
    luz.sees_only_you(say("Waiting for a champion"))
    town.room("ask").shows("Q-1", "Waiting for a champion")
    await luz.types("/champion queue")
    luz.sees_only_you(say("Only champions can do this. If you want to ask something, use `/opendata ask`."))
