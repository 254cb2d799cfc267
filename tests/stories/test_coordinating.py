"""Coordinating: the roster, how people join it, and what only coordinators may do with questions."""

import pytest

from bot.people.model import Level
from tests.stories.desk import EVE, KOFI, MARIA, ROSTER, snowflake
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
NEW_ROSTER = f"""public_name,level,department,topics,slack,discord
Kofi Boateng,coordinator,,,U0KOFI001,{snowflake(KOFI)}
Maria Lopez,external,Parks,trees,U0MARIA01,{snowflake(MARIA)}
Eve Marsh,external,Library,Books,U0EVE0001,{snowflake(EVE)}
"""


async def test_a_roster_is_compared_before_it_is_taken_over(town: Town) -> None:
    kofi, eve, theo = town.kofi, town.eve, town.theo
    await kofi.types("/opendata-admin roster import")
    kofi.sees_form("Import a roster")
    await kofi.fills(text=NEW_ROSTER)
    kofi.sees_only_you("Compared with the roster of today. Nothing has changed yet.", "Eve Marsh", "Theo Lund")
    await eve.types("/champion queue")
    eve.sees_only_you("Only champions can do this")
    await kofi.presses("Take it over")
    kofi.sees_only_you("3 people are on the roster now.", "Nobody was messaged.")
    await kofi.types("/opendata-admin roster list")
    kofi.sees_only_you("3 people on the roster", "Eve Marsh")
    kofi.does_not_see("Theo Lund")
    await eve.types("/champion queue")
    eve.sees_only_you("Nothing waits for you.")
    await theo.types("/champion queue")
    theo.sees_only_you("Only champions can do this")


async def test_a_roster_is_taken_over_once(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin roster import")
    await kofi.fills(text=NEW_ROSTER)
    await kofi.presses("Take it over")
    await kofi.types("/opendata-admin roster apply D-1")
    kofi.sees_only_you("This roster was already taken over.")
    await town.eve.types("/opendata-admin roster apply D-1")
    town.eve.sees_only_you("Only coordinators can do this")


async def test_rows_with_mistakes_are_named_and_the_rest_can_be_imported(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin roster import")
    await kofi.fills(text=f"{NEW_ROSTER}Bob,wizard,,,\n")
    kofi.sees_only_you("Nothing has changed yet", "wizard")
    await kofi.presses("Take it over")
    kofi.sees_only_you("3 people are on the roster now.")


async def test_a_roster_without_a_coordinator_is_refused(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin roster import")
    await kofi.fills(text="public_name,level\nMaria Lopez,external\n")
    await kofi.presses("Take it over")
    kofi.sees_only_you("This roster has no coordinator, so nobody could change it again. Add yourself first.")
    await kofi.types("/opendata-admin roster list")
    kofi.sees_only_you("5 people on the roster")


async def test_a_roster_that_cannot_be_read_changes_nothing(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin roster import")
    await kofi.fills(text="what is this")
    kofi.sees_only_you("Nothing changed.", "public_name")


async def test_the_roster_as_it_is_and_what_it_lacks(town: Town) -> None:
    kofi = town.kofi
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")
    await kofi.types("/opendata-admin roster list")
    kofi.sees_only_you("5 people on the roster", "Maria Lopez", "1 open question", "Noor Haddad", "has not joined yet")
    await kofi.types("/opendata-admin roster check")
    kofi.sees_only_you("Not joined yet: Noor Haddad")


async def test_joining_by_the_address_in_the_roster(town: Town) -> None:
    noor = town.noor
    await noor.types("/champion queue")
    noor.sees_only_you("Only champions can do this")
    await noor.presses("I am on the roster")
    noor.sees_only_you("You are on the roster as Noor Haddad. May we list you?", "People will see your public name")
    await noor.presses("Yes, list me")
    noor.sees_only_you("Welcome, Noor Haddad")
    await noor.types("/champion queue")
    noor.sees_only_you("Nothing waits for you.")
    await noor.types("/champion join")
    noor.sees_only_you("You are on the roster as Noor Haddad.")
    await town.ana.asks("How much of the budget is spent?")
    town.room("triage").shows("Q-1", "Offered to Noor Haddad")
    await noor.presses("Claim", on="Q-1")
    noor.sees_only_you("Q-1 is yours")


async def test_nobody_joins_with_another_address(town: Town) -> None:
    await town.eve.types("/champion join")
    town.eve.sees_only_you("I can't find your account on the roster. Please talk to Kofi Boateng.")
    await town.eve.types("/champion listme")
    town.eve.sees_only_you("I can't find your account on the roster.")
    await town.eve.types("/champion queue")
    town.eve.sees_only_you("Only champions can do this")


@pytest.mark.parametrize(
    "line",
    [
        "/champion recognise email:noor@elmford.example",
        "/champion recognise email:noor@elmford.example handle:noor agreed:true",
        "/champion recognise noor@elmford.example",
        "/champion listme noor@elmford.example",
    ],
)
async def test_a_forged_line_gives_no_rights(town: Town, line: str) -> None:
    eve = town.eve
    await eve.types(line)
    assert eve.told(), "they should be told something"
    eve.does_not_see("Welcome", "May we list you")
    await eve.types("/champion queue")
    eve.sees_only_you("Only champions can do this")
    await town.noor.types("/champion join")
    town.noor.sees_only_you("You are on the roster as Noor Haddad. May we list you?")


async def test_the_first_coordinator_comes_with_the_servers_code(town: Town) -> None:
    eve = town.eve
    await eve.types("/opendata-admin setup 0000")
    eve.sees_only_you("This desk has its coordinators: Kofi Boateng.")
    await town.reopens(tuple(row for row in ROSTER if row.level is not Level.COORDINATOR))
    code = await town.service.store.make_code(town.desk.slug)
    await eve.types("/opendata-admin setup")
    eve.sees_only_you("Write the code that the server printed")
    await eve.types("/opendata-admin setup 0000-0000")
    eve.sees_only_you("That code is wrong or was used.")
    await eve.types(f"/opendata-admin setup {code}")
    eve.sees_only_you("You are a coordinator now")
    await eve.types("/opendata-admin roster list")
    eve.sees_only_you("5 people on the roster")
    await town.ana.types(f"/opendata-admin setup {code}")
    town.ana.sees_only_you("This desk has its coordinators:")


async def test_assign_by_form_by_mention_and_to_whom_it_cannot_be(town: Town) -> None:
    kofi = town.kofi
    await town.ana.asks(TREES)
    await kofi.presses("More", on="Q-1")
    await kofi.presses("Assign")
    kofi.sees_form("Give it to a champion")
    await kofi.fills(to="Ingrid")
    kofi.sees_only_you("Q-1 is with Ingrid Dahl now.")
    await kofi.types("/opendata-admin question assign Q-1 @maria")
    kofi.sees_only_you("Q-1 stands at")
    await town.ingrid.types("/champion answer Q-1 City trees only.")
    await town.ingrid.presses("Post answer")
    town.room("ask").shows("Q-1", "Answered", "Ingrid Dahl")
    await town.maria.types("/opendata ask Which trees are old?", room="ask")
    await town.maria.presses("Post with my name")
    await kofi.mentions_bot("admin question assign Q-2 @maria")
    kofi.sees_only_you("This is your own question, so somebody else has to take it.")


async def test_hold_hides_the_words_until_it_is_released(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    await ana.asks(TREES)
    await kofi.types("/opendata-admin question hold Q-1 Names a neighbour.")
    kofi.sees_only_you("Q-1 is held. Its card no longer shows the text.")
    town.room("ask").shows("Q-1", "A person checks this first")
    town.room("ask").has_no("Elm Street", "neighbour", ana.id)
    town.room("triage").shows("Q-1", "Held for review")
    await town.eve.types("/opendata status Q-1")
    town.eve.sees_only_you("I can't find that question")
    await ana.types("/opendata status Q-1")
    ana.sees_only_you("A person checks this first")
    await kofi.presses("Release the hold", on="Q-1")
    kofi.sees_only_you("Q-1 goes on.")
    town.room("ask").shows("Q-1", "Waiting for a champion", "Elm Street")


async def test_hold_and_release_by_mention_in_the_champions_thread(town: Town) -> None:
    kofi = town.kofi
    await town.ana.asks(TREES)
    await kofi.mentions_bot("admin question hold Let me look.", in_thread_of="Q-1", room="triage")
    kofi.sees_only_you("Q-1 is held")
    await kofi.mentions_bot("admin question release", in_thread_of="Q-1", room="triage")
    kofi.sees_only_you("Q-1 goes on.")
    await kofi.types("/opendata-admin question hold Q-1")
    kofi.sees_form("Hold it back")
    await kofi.fills(text="Once more.")
    await kofi.types("/opendata-admin question release Q-1")
    kofi.sees_only_you("Q-1 goes on.")


async def test_remove_takes_it_out_of_public_view(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    await ana.asks(TREES)
    await ana.types("/opendata reply Q-1 By my neighbour Bob.")
    await kofi.presses("More", on="Q-1")
    await kofi.presses("Remove")
    kofi.sees_form("Remove a question")
    await kofi.fills(text="Names a neighbour.")
    kofi.sees_only_you("Q-1 is removed. Its card no longer shows the text.")
    town.room("ask").shows("Q-1", "Removed by a moderator")
    town.room("ask").has_no("Elm Street", "Bob", "neighbour")
    town.room("triage").has_no("Elm Street", "Bob")
    await ana.types("/opendata status Q-1")
    ana.sees_only_you("Removed by a moderator", "Ask a coordinator if you think this is wrong.")
    await town.eve.types("/opendata find elm street")
    town.eve.does_not_see("Elm Street?")


async def test_health_says_what_waits(town: Town) -> None:
    await town.kofi.types("/opendata-admin health")
    town.kofi.sees_only_you(
        "Everything works.", f"{town.stage.name}/ask", "Waiting to be shown: nothing", "Datasets: 4", "Roster: 5"
    )


COORDINATORS_LINES = (
    "roster import public_name,level", "roster list", "roster check", "roster apply D-1", "health",
    "question assign Q-1 @maria", "question hold Q-1 x", "question release Q-1", "question remove Q-1 x",
)  # fmt: skip
CHAMPIONS_LINES = (
    "queue", "claim Q-1", "answer Q-1 x", "clarify Q-1 x", "release Q-1", "handoff Q-1 @maria", "close Q-1 other x",
    "note Q-1 x", "duplicate Q-1 Q-2", "route Q-1 topic:Trees", "accept Q-1", "decline Q-1 x", "more Q-1",
    "edit D-1 x", "post D-1", "discard D-1",
)  # fmt: skip


async def test_coordinators_commands_are_refused_to_others_kindly(town: Town) -> None:
    await town.ana.asks(TREES)
    for line in COORDINATORS_LINES:
        for person in (town.maria, town.ana):
            await person.types(f"/opendata-admin {line}")
            person.sees_only_you("Only coordinators can do this. The coordinators are: Kofi Boateng.")
            await person.mentions_bot(f"admin {line}")
            person.sees_only_you("Only coordinators can do this.")
            person.sees_no_form()
    assert await town.verbs("Q-1") == ["submit"]


async def test_champions_commands_are_refused_to_others_kindly(town: Town) -> None:
    await town.ana.asks(TREES)
    for line in CHAMPIONS_LINES:
        await town.eve.types(f"/champion {line}")
        town.eve.sees_only_you("Only champions can do this. If you want to ask something, use `/opendata ask`.")
        town.eve.sees_no_form()
    assert await town.verbs("Q-1") == ["submit"]


async def test_an_internal_champion_acts_on_what_was_sent_to_them_only(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.ingrid.types("/champion claim Q-1")
    town.ingrid.sees_only_you("This is for whoever looks after Q-1, or for a coordinator.")
    await town.eve.types("/opendata ask topic:Snow When is it cleared?")
    await town.eve.presses("Post with my name")
    await town.ingrid.types("/champion claim Q-2")
    town.ingrid.sees_only_you("Q-2 is yours")
