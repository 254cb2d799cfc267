"""Escalating: somebody inside is asked, and the asker goes on hearing from the same champion (interaction.md, 2.3)."""

from bot.people.model import Level, RosterRow
from tests.stories import desk as elm
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
STREETS = "Which street was paved?"
SECRET = "Only your field notes say it."


async def claimed(town: Town, text: str = STREETS, share: str = "with my name") -> None:
    await town.ana.asks(text, share)
    await town.theo.types("/champion claim Q-1")


async def test_the_departments_champion_is_asked_by_name_and_helps(town: Town) -> None:
    await claimed(town)
    theo, ingrid = town.theo, town.ingrid
    await theo.presses("More", on="Q-1")
    await theo.presses("Ask inside")
    theo.sees_form("Ask inside")
    await theo.fills(text=SECRET)
    theo.sees_only_you("Ingrid Dahl was asked about Q-1", "You stay the one whom the asker hears from.")
    town.room("triage").thread_says("Q-1", "Theo Lund asks for your help", f"@{ingrid.id}", SECRET, STREETS)
    town.room("triage").shows("Q-1", "Claimed by Theo Lund", "Inside, Ingrid Dahl was asked.")
    town.room("ask").shows("Q-1", "Theo Lund is working on it")
    town.room("ask").thread_says("Q-1", "We asked an expert inside the City about this.", "Next news by")
    town.room("ask").has_no(SECRET, "Ingrid", "Public Works")
    question = await town.question("Q-1")
    assert question.level == "internal"
    await ingrid.types("/champion answer Q-1 Oak Street was paved in May.")
    await ingrid.presses("Post as a helper reply")
    town.room("ask").thread_says("Q-1", "Ingrid Dahl adds:", "Oak Street was paved in May.")
    assert (await town.question("Q-1")).owner == question.owner
    assert (await town.verbs("Q-1")) == ["submit", "claim", "escalate", "helper_reply"]


async def test_it_is_not_for_them(town: Town) -> None:
    await claimed(town)
    await town.theo.types("/champion escalate Q-1 internal What is a field?")
    await town.ingrid.presses("Not for me", on="asks for your help")
    town.ingrid.sees_only_you("Q-1 goes on without those inside.")
    town.room("triage").thread_says("Q-1", "Ingrid Dahl ended the asking inside.")
    town.room("triage").hides("Q-1", "Inside, ")
    town.room("ask").has_no("ended")
    question = await town.question("Q-1")
    assert (question.level, question.backup) == ("external", 0)
    await town.ingrid.types("/champion deescalate Q-1")
    town.ingrid.sees_only_you("Nobody inside was asked about Q-1.")


async def test_then_a_coordinator_takes_it_to_an_executive(town: Town) -> None:
    mayor = RosterRow("Sol Park", Level.EXECUTIVE, "Public Works")
    await town.reopens((*elm.ROSTER, mayor))
    await claimed(town)
    theo = town.theo
    await theo.types("/champion escalate Q-1 What is a field?")
    await theo.types("/champion escalate Q-1 internal Again.")
    theo.sees_only_you("Q-1 was taken there already.")
    await theo.types("/champion escalate Q-1 They do not know.")
    theo.sees_only_you("A coordinator was asked to take Q-1 to an executive.")
    town.kofi.reads_directly("Q-1 (Streets): Theo Lund wants it taken to Sol Park: They do not know.")
    town.room("triage").shows("Q-1", "A coordinator takes this to an executive.")
    town.room("ask").has_no("executive", "They do not know.")
    assert len([each for each in town.room("ask").thread("Q-1") if "expert inside" in each]) == 1
    await theo.types("/champion escalate Q-1 More?")
    theo.sees_only_you("Q-1 was taken there already.")
    await town.kofi.types("/champion deescalate Q-1 He says yes.")
    town.room("triage").thread_says("Q-1", "Kofi Boateng ended the asking inside.", "He says yes.")
    assert (await town.question("Q-1")).level == "external"


async def test_an_executive_is_talked_to_by_a_coordinator(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.types("/champion claim Q-1")
    await town.maria.types("/champion escalate Q-1 executive The press asks.")
    town.kofi.reads_directly("Q-1 (Trees): Maria Lopez wants it taken to an executive: The press asks.")
    await town.ticks(days=6, hours=23, minutes=59)
    assert len(town.kofi.direct_messages()) == 1
    await town.ticks(minutes=1)
    town.kofi.reads_directly("Q-1 (Trees): it has been with an executive for 40 working hours.")
    await town.ticks(days=30)
    assert (await town.verbs("Q-1")).count("in_person") == 1
    assert "still_on_it" not in await town.verbs("Q-1")


async def test_where_nobody_is_inside_a_coordinator_hears_of_it(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.types("/champion claim Q-1")
    await town.maria.types("/champion escalate Q-1 What is a canopy?")
    town.maria.sees_only_you("Nobody inside looks after this. A coordinator was told about Q-1.")
    town.kofi.reads_directly("Q-1 (Trees): no internal champion fits: What is a canopy?")
    town.room("ask").has_no("inside")
    assert (await town.question("Q-1")).level == "external"


async def test_the_words_of_a_private_question_are_read_directly(town: Town) -> None:
    await claimed(town, share="privately")
    await town.theo.types(f"/champion escalate Q-1 {SECRET}")
    town.room("triage").thread_says("Q-1", "Theo Lund asks for your help")
    town.room("triage").has_no(STREETS, SECRET)
    town.ingrid.reads_directly("Theo Lund asks for your help", STREETS, SECRET)
    town.ana.reads_directly("We asked an expert inside the City about this.")


async def test_released_it_is_an_ordinary_question_again(town: Town) -> None:
    await claimed(town)
    await town.theo.types("/champion escalate Q-1 What is a field?")
    await town.theo.types("/champion release Q-1")
    assert (await town.question("Q-1")).level == "external"


async def test_it_is_for_whoever_holds_it(town: Town) -> None:
    await claimed(town)
    await town.maria.types("/champion escalate Q-1 What is a field?")
    town.maria.sees_only_you("Theo Lund looks after Q-1")
    await town.theo.types("/champion escalate Q-1 What is a field?")
    await town.maria.types("/champion deescalate Q-1")
    town.maria.sees_only_you("Theo Lund looks after Q-1")
    await town.theo.types("/champion deescalate Q-1")
    town.theo.sees_only_you("Q-1 goes on without those inside.")


async def test_what_is_taken_back_is_taken_back_inside_too(town: Town) -> None:
    await claimed(town, share="privately")
    await town.theo.types("/champion escalate Q-1 What is a field?")
    await town.ana.asks(TREES)
    await town.maria.types("/champion claim Q-2")
    await town.maria.types("/champion route Q-2 topic:Streets")
    await town.theo.types("/champion claim Q-2")
    await town.theo.types("/champion escalate Q-2 What is a field?")
    town.room("triage").thread_says("Q-2", "Theo Lund asks for your help", TREES)
    for number in ("Q-1", "Q-2"):
        await town.ana.types(f"/opendata withdraw {number}")
    town.room("triage").has_no(TREES)
    assert not [each for each in town.ingrid.direct_messages() if STREETS in each.text]
