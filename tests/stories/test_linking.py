"""Linking: whoever has two accounts joins them with a code, and is one person from then on."""

import re

from tests.stories.people import Somebody
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def code_of(somebody: Somebody) -> str:
    """The code that an account is given."""
    await somebody.types("/opendata me link")
    told = somebody.sees_only_you("Join your other account to this one.", "On your other account, type: /opendata me")
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", told.text)
    assert found, told.text
    return found[0]


async def join(first: Somebody, second: Somebody) -> None:
    await second.types(f"/opendata me link {await code_of(first)}")
    second.sees_only_you(f"Done. This account and {first.name}", "are one person now.")


async def test_two_accounts_become_one_person(town: Town) -> None:
    ana, eve = town.ana, town.eve
    await ana.asks(TREES)
    await eve.types("/opendata reply Q-1 I am Ana too.")
    eve.sees_only_you("Only the person who asked Q-1 can do this.")
    await join(ana, eve)
    await eve.types("/opendata reply Q-1 I am Ana too.")
    eve.sees_only_you("Thank you. We added this to Q-1.")
    await eve.types("/opendata status")
    eve.sees_only_you("You have 1 open question.", "Q-1")
    await eve.replies_in_thread("Q-1", "From my other account.")
    town.room("triage").thread_says("Q-1", "From my other account.")


async def test_what_the_second_asked_goes_along_and_the_limit_counts_both(town: Town) -> None:
    ana, eve = town.ana, town.eve
    for number in (1, 2):
        await ana.asks(f"{TREES} ({number})")
    await eve.asks("Which street floods?")
    await join(ana, eve)
    await ana.types("/opendata status")
    ana.sees_only_you("You have 3 open questions.", "Q-3")
    await eve.types("/opendata ask One more?")
    if "None of these" in eve.newest().buttons:
        await eve.presses("None of these")
    await eve.presses("Post with my name")
    eve.sees_only_you("You have 3 open questions. That is the limit")


async def test_a_champions_rights_reach_both_accounts_and_nobody_answers_themselves(town: Town) -> None:
    maria, eve = town.maria, town.eve
    await eve.asks(TREES)
    await eve.types("/champion queue")
    eve.sees_only_you("Only champions can do this.")
    await join(maria, eve)
    await eve.types("/champion queue unclaimed")
    eve.sees_only_you("1 question, oldest first")
    await maria.types("/champion claim Q-1")
    maria.sees_only_you("This is your own question, so somebody else has to take it.")
    await town.kofi.types("/opendata-admin roster list")
    town.kofi.sees_only_you("5 people on the roster")


async def test_nobody_wins_a_champions_rights_by_talking_them_into_typing_a_code(town: Town) -> None:
    maria, eve = town.maria, town.eve
    await maria.types(f"/opendata me link {await code_of(eve)}")
    own = maria.sees_only_you("Whoever joins you has your rights as a champion.", "Give it to nobody")
    await eve.types("/champion queue")
    eve.sees_only_you("Only champions can do this.")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", own.text)
    assert code
    await eve.types(f"/opendata me link {code[0]}")
    eve.sees_only_you("Done. This account and Maria Lopez")


async def test_two_champions_stay_two(town: Town) -> None:
    code = await code_of(town.maria)
    await town.theo.types(f"/opendata me link {code}")
    town.theo.sees_only_you("These accounts are two champions on the roster. Please talk to Kofi Boateng.")
    await town.eve.types(f"/opendata me link {code}")
    town.eve.sees_only_you("Done.")


async def test_a_code_works_once_and_not_for_the_one_who_has_it(town: Town) -> None:
    ana, eve, luz = town.ana, town.eve, town.luz
    code = await code_of(ana)
    await ana.types(f"/opendata me link {code}")
    ana.sees_only_you("That is the code of this same account.")
    await eve.types(f"/opendata me link {code.lower().replace('-', ' ')}")
    eve.sees_only_you("Done.")
    await luz.types(f"/opendata me link {code}")
    luz.sees_only_you("Ese código es incorrecto")
    await eve.types(f"/opendata me link {await code_of(ana)}")
    eve.sees_only_you("These two accounts are joined already.")


async def test_a_new_code_replaces_the_old_one_and_none_lasts(town: Town) -> None:
    ana, eve = town.ana, town.eve
    old, new = await code_of(ana), await code_of(ana)
    await eve.types(f"/opendata me link {old}")
    eve.sees_only_you("That code is wrong, too old or was used.", "Get it on the one account")
    town.clock.moves(minutes=15)
    await eve.types(f"/opendata me link {new}")
    eve.sees_only_you("That code is wrong")
    await join(ana, eve)


async def test_nobody_tries_codes_for_long(town: Town) -> None:
    ana, eve = town.ana, town.eve
    await eve.types("/opendata me link please")
    eve.sees_only_you("A code has 8 signs")
    for number in range(5):
        await eve.types(f"/opendata me link ACDE-FGH{number}")
        eve.sees_only_you("That code is wrong")
    code = await code_of(ana)
    await eve.types(f"/opendata me link {code}")
    eve.sees_only_you("Too many wrong codes. Please try again in 15 minutes.")
    town.clock.moves(minutes=15)
    await join(ana, eve)
