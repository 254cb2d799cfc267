"""Learning: a question that was sent elsewhere teaches where others like it go, if a champion says so."""

import pytest

from tests.stories.town import Town

ELM = "Why does the canopy map miss Elm Avenue?"
LIKE_IT = "The canopy map misses Elm Avenue"


@pytest.mark.parametrize("town", ["slack", "discord"], indirect=True)
async def test_what_was_sent_elsewhere_teaches_where_others_like_it_go(town: Town) -> None:
    ana, maria, theo, kofi = town.ana, town.maria, town.theo, town.kofi
    await ana.asks(ELM)
    town.room("triage").shows("Q-1", "Offered to Maria Lopez")
    await maria.types("/champion route Q-1 topic:Streets")
    maria.sees_only_you("Q-1 was offered to Theo Lund", "Send questions like this to Streets next time?")
    await maria.presses("Just this one")
    await town.eve.asks(LIKE_IT)
    town.room("triage").shows("Q-2", "Offered to Maria Lopez")
    await maria.types("/champion route Q-2 topic:Streets")
    await maria.presses("Yes")
    maria.sees_only_you("Noted. Questions like this go to Streets from now on.", "topics learned")
    await ana.asks("Is Elm Avenue missing from the canopy map?")
    town.room("triage").shows("Q-3", "Offered to Theo Lund", "is sent questions like this")
    await ana.asks("How many trees were planted?")
    town.room("triage").shows("Q-4", "Offered to Maria Lopez")
    await kofi.types("/opendata-admin topics learned")
    kofi.sees_only_you("1 thing was learned", "L-1:", "canopy", "goes to Streets. By Maria Lopez", "from Q-2.")
    await kofi.types("/opendata-admin topics rename topic:Streets Roads")
    await kofi.types("/opendata-admin topics learned topic:Roads")
    kofi.sees_only_you("goes to Roads.")
    await kofi.types("/opendata-admin topics forget")
    kofi.sees_form("Forget something")
    await kofi.types("/opendata-admin topics forget L-1")
    kofi.sees_only_you("Forgotten: L-1.")
    await kofi.types("/opendata-admin topics forget L-1")
    kofi.sees_only_you("I can't find L-1.")
    await theo.types("/opendata-admin topics learned")
    theo.sees_only_you("Only coordinators can do this.")


@pytest.mark.parametrize("town", ["slack"], indirect=True)
async def test_a_dataset_is_learned_and_what_was_taught_goes_with_its_words(town: Town) -> None:
    ana, eve, maria, kofi = town.ana, town.eve, town.maria, town.kofi
    await ana.types('/opendata ask dataset:"Street Trees" Which ones are new?')
    await ana.presses("Post with my name")
    town.room("triage").shows("Q-1", "Offered to Maria Lopez")
    await maria.types("/champion route Q-1 topic:Streets")
    await maria.presses("Yes")
    await eve.types('/opendata ask dataset:"Street Trees" How old are they?')
    await eve.presses("Post with my name")
    town.room("triage").shows("Q-2", "Offered to Theo Lund", "is sent questions like this")
    await kofi.types("/opendata-admin topics learned")
    kofi.sees_only_you("Street Trees goes to Streets.")
    await ana.types("/opendata withdraw Q-1")
    await kofi.types("/opendata-admin topics learned")
    kofi.sees_only_you("Nothing was learned yet.")
    await eve.asks("Who plants the canopy of zanzibar?", share="privately")
    await kofi.types("/champion route Q-3 topic:Streets")
    kofi.does_not_see("next time?")
