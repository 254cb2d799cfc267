"""Nobody reads what is not for them: held words, private words, names that were not to be seen."""

from dataclasses import replace

from frontdoor.panel import panel
from tests.stories import desk as elm
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
SECRET = "My neighbour at number 12 cut them"


async def test_what_the_asker_adds_to_a_held_question_is_held_too(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    await ana.asks(TREES)
    await kofi.types("/opendata-admin question hold Q-1 Names a neighbour")
    await ana.types(f"/opendata reply Q-1 {SECRET}")
    ana.sees_only_you("We added this to Q-1")
    town.room("ask").has_no("neighbour")
    town.room("triage").thread_says("Q-1", SECRET)


async def test_a_held_question_is_nobodys_duplicate_before_somebody_has_looked(town: Town) -> None:
    ana, eve, maria, kofi = town.ana, town.eve, town.maria, town.kofi
    await ana.asks("Where are the bicycle counters?")
    await eve.asks(f"{TREES} {SECRET}")
    await kofi.types("/opendata-admin question hold Q-2 Names a neighbour")
    await maria.types("/champion duplicate Q-2 of:Q-1")
    maria.sees_only_you("Q-2 stands at “Held for review”")
    town.room("ask").hides("Q-2", "neighbour")


async def test_a_removed_answer_is_not_read_through_an_old_button(town: Town) -> None:
    ana, eve, maria, kofi = town.ana, town.eve, town.maria, town.kofi
    await ana.asks(TREES)
    await maria.answers("Q-1", SECRET)
    await eve.types("/opendata ask Why does the tree map miss Elm Street trees?")
    close = eve.sees_only_you("People asked something close")
    await kofi.types("/opendata-admin question remove Q-1 Names a neighbour")
    await eve.presses("Q-1 answers it", on=close)
    eve.sees_only_you("That answer is no longer there")
    eve.does_not_see(SECRET)


async def test_an_answered_draft_thanks_nobody_for_somebody_elses_question(town: Town) -> None:
    ana, eve, maria = town.ana, town.eve, town.maria
    await ana.asks(TREES)
    await maria.answers("Q-1", "City trees only.")
    await eve.types("/opendata ask Why does the tree map miss Elm Street trees?")
    await eve.presses("Q-1 answers it")
    for line in ("/opendata post D-3 named", "/opendata cancel D-3"):
        await eve.types(line)
        eve.sees_only_you("You said that Q-1 answers it.")


async def test_a_topic_that_nobody_knows_stands_nowhere(town: Town) -> None:
    """Words in place of a topic would stand in the card's first line, and stay there when all others are gone."""
    ana = town.ana
    await ana.types(f'/opendata ask topic:"{SECRET}" {TREES}')
    ana.sees_only_you("I don't know the topic", "The topics are: Trees, Streets, Budget")
    await ana.presses("Go on without it")
    ana.sees_only_you("Check before we post", TREES)
    await ana.presses("Post with my name")
    town.room("ask").has_no("neighbour")
    town.room("triage").has_no("neighbour")


async def test_who_left_the_roster_reads_no_private_words(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES, "privately")
    await maria.types("/champion claim Q-1")
    maria.reads_directly("Q-1 is yours. It is private", TREES)
    await town.reopens(tuple(row for row in elm.ROSTER if row.public_name != "Maria Lopez"))
    await ana.types(f"/opendata reply Q-1 {SECRET}")
    ana.sees_only_you("We added this to Q-1")
    assert not any(SECRET in each.text for each in maria.direct_messages())
    await maria.types("/opendata status Q-1")
    maria.sees_only_you("I can't find that question")


async def test_private_words_go_to_the_account_that_the_roster_names(town: Town) -> None:
    """The champion has a new account; whoever has the old one is nobody's champion any more."""
    ana, maria, theo = town.ana, town.maria, town.theo
    await maria.types("/champion queue")
    rows = [
        replace(row, slack=elm.EVE.id, discord=elm.snowflake(elm.EVE)) if row.slack == maria.id else row
        for row in elm.ROSTER
    ]
    await town.reopens(tuple(rows))
    await ana.asks(TREES, "privately")
    await town.kofi.types('/opendata-admin question assign Q-1 to:"Maria Lopez"')
    assert not any("Elm Street" in each.text for each in (*maria.direct_messages(), *theo.direct_messages()))
    town.eve.reads_directly("Q-1 was given to you", TREES)


async def test_a_helpers_reply_reaches_whoever_asked_privately(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES, "privately")
    await maria.types("/champion claim Q-1")
    await kofi.types("/champion answer Q-1 The north side is the county's.")
    await kofi.presses("Post as a helper reply")
    ana.reads_directly("Kofi Boateng adds:", "The north side is the county's.")
    town.room("ask").has_no("county")
    town.room("triage").has_no("county")


async def test_a_champion_who_asks_without_a_name_is_named_nowhere(town: Town) -> None:
    theo, maria = town.theo, town.maria
    await theo.asks(TREES, "without my name")
    await theo.types("/opendata reply Q-1 I mean the north side")
    await maria.answers("Q-1", "City trees only.")
    await theo.types("/opendata notyet Q-1 And the south side?")
    await maria.answers("Q-1", "There as well.")
    await theo.types("/opendata solved Q-1")
    for room in ("ask", "triage"):
        town.room(room).has_no("Theo", theo.id)
    shown = await panel(town.service.app, town.desk.slug, "Q-1", town.clock.now)
    assert not any(line["who"] == "Theo Lund" for line in shown["history"])


async def test_marking_ones_own_message_names_nobody_who_was_not_to_be_seen(town: Town) -> None:
    ana = town.ana
    await ana.asks(TREES, "without my name")
    said = await ana.replies_in_thread("Q-1", "Found it: they are the county's.")
    await ana.uses_message_menu("Mark as the answer", said)
    town.room("ask").shows("Q-1", "Solved", "Helped by: a community member.")
    town.room("ask").hides("Q-1", "Ana")
