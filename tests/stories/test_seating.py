"""The roster, one person at a time."""

from tests.stories import desk as elm
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def test_somebody_is_added_and_listed_once_they_agree(town: Town) -> None:
    kofi, eve = town.kofi, town.eve
    account = eve.who.email if town.stage.name == "slack" else eve.who.handle
    await kofi.types("/opendata-admin roster add")
    kofi.sees_form("Add to the roster")
    await kofi.fills(public_name="Eve Marsh", level="external", account=account, topics="Books; Maps")
    kofi.sees_only_you("Eve Marsh is on the roster.", "listed once they agree")
    await kofi.types("/opendata-admin roster list")
    kofi.sees_only_you("6 people on the roster", "Have not joined yet: Noor Haddad, Eve Marsh.")
    await town.ana.types("/opendata champions")
    town.ana.does_not_see("Eve Marsh", "Noor Haddad")
    await eve.types("/champion queue")
    await eve.presses("I am on the roster")
    await eve.presses("Yes, list me")
    await town.ana.types("/opendata champions books")
    town.ana.sees_only_you("Eve Marsh")
    await kofi.types("/opendata-admin roster add")
    await kofi.fills(public_name="eve marsh", level="external")
    kofi.sees_only_you("'eve marsh' stands in row", "Nothing changed.")


async def test_one_thing_is_changed_and_a_new_name_costs_nobody_their_rights(town: Town) -> None:
    kofi, maria = town.kofi, town.maria
    await kofi.types("/opendata-admin roster edit @maria max_open 7")
    kofi.sees_only_you("Maria Lopez · max_open: 7")
    await kofi.types("/opendata-admin roster edit")
    kofi.sees_form("Change the roster")
    await kofi.fills(who="Maria", column="hours", text="sometimes")
    kofi.sees_mistake("text", "sometimes")
    await kofi.types('/opendata-admin roster edit who:"Maria Lopez" public_name Maria López')
    kofi.sees_only_you("Maria López · public_name: Maria López")
    await maria.types("/champion queue")
    maria.sees_only_you("Nothing waits for you.")
    roster = await town.sees(lambda work: work.roster)
    assert roster.named("Theo Lund").row.backup == "Maria López"  # type: ignore[union-attr]
    await kofi.types("/opendata-admin roster edit @kofi level external")
    kofi.sees_only_you("Kofi Boateng is the only coordinator")
    await kofi.types("/opendata-admin roster edit who:Nobody max_open 7")
    kofi.sees_only_you("I can't find “Nobody” on the roster.")


async def test_who_leaves_gives_back_what_they_hold(town: Town) -> None:
    kofi = town.kofi
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")
    await town.eve.asks("Which trees are the oldest ones?")
    await kofi.types("/opendata-admin roster remove @maria")
    kofi.sees_only_you("Maria Lopez holds 1 open question. What should happen to it?")
    kofi.sees_buttons("Leave them for now")
    await kofi.presses("Back to the queue")
    kofi.sees_only_you("Maria Lopez is off the roster.", "Their rights ended.")
    await town.maria.types("/champion queue")
    town.maria.sees_only_you("Only champions can do this")
    for number in ("Q-1", "Q-2"):
        question = await town.question(number)
        assert question.owner == 0
        assert question.offered_to != 2, "Maria is the second on the roster"
        town.room("triage").hides(number, "Offered to Maria Lopez")
    await kofi.types("/opendata-admin roster remove @kofi")
    kofi.sees_only_you("Kofi Boateng is the only coordinator")


async def test_the_roster_is_exported_and_compared_again(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin roster export")
    told = kofi.sees_only_you("The roster as CSV", "public_name,level,department", "As a file:")
    rows = "\n".join(line for line in told.text.splitlines() if "," in line and "As a file" not in line)
    await kofi.types("/opendata-admin roster import")
    await kofi.fills(text=rows)
    kofi.sees_only_you("5 rows.", "Nobody changes.")
    assert len(elm.ROSTER) == 5
