"""Monday 09:00: each reader gets their digest once, where they read, and its buttons act (interaction.md, §3.8)."""

from dataclasses import replace

from bot.catalog.finds import Find, FindKind
from bot.people.model import Level, RosterRow
from tests.stories import desk as elm
from tests.stories.test_announcing import BIKES, found, more
from tests.stories.town import Town

WEEK = {"days": 5, "hours": 23}  # from Tuesday 6 October 10:00, when the stories begin, to Monday 09:00


async def busy_week(town: Town) -> None:
    """One question about nothing that anybody looks after, and too many with Maria."""
    await town.ticks()
    await town.ana.asks("Who counts the whales in the harbour?")
    for number, who in enumerate((town.luz, town.eve, town.ana), 2):
        await who.types(f"/opendata ask Why does the tree map miss Elm {number}?")
        if "None of these" in who.newest().buttons:
            await who.presses("None of these")
        await who.presses("Publicar sin mi nombre" if who is town.luz else "Post without my name")
        await town.maria.types(f"/champion claim Q-{number}")
    await town.maria.presses("Claim anyway")
    await town.theo.types('/champion usage-note dataset:"Street Trees" watch:"Private trees are not included."')


async def test_a_coordinator_reads_what_needs_them_and_acts(town: Town) -> None:
    kofi, maria = town.kofi, town.maria
    await busy_week(town)
    await kofi.types("/opendata-admin hours closed 2026-10-12 Columbus Day")
    await town.ticks(**WEEK)
    assert not [each for each in kofi.direct_messages() if each.has("Needs you")]
    await town.ticks(days=1)
    (first,) = [each for each in kofi.direct_messages() if each.has("Needs you")]
    assert first.has("Needs you (3)", "Asked 4 (0).", "Q-1 (no topic) has waited 3 working days")
    assert first.has("Maria Lopez holds 3 open questions; 2 are enough for them.", "1 usage note waits for a yes.")
    assert first.has("Not answered yet, oldest first (4)", "Mon 12 Oct: Columbus Day")
    pictures = [each for message in kofi.direct_messages() for each in message.pictures]
    assert [each.partition(".")[0] for each in pictures] == [
        "Bar chart: How old are open questions (4)", "Bar chart: Who carries what"
    ]  # fmt: skip
    await kofi.presses("What the numbers mean", on=first)
    kofi.sees_only_you("First reply: working hours until somebody other than the person who asked wrote to them.")
    await kofi.presses("Assign Q-1", on=first)
    kofi.sees_form("Give it to a champion")
    await kofi.fills(to="Theo Lund")
    assert (await town.question("Q-1")).owner
    await kofi.presses("Relieve Maria Lopez", on=first)
    kofi.sees_only_you("Maria Lopez holds 3 open questions", "Q-2 ·", "Q-4 ·")
    await kofi.presses("Pass Q-2 on")
    kofi.sees_form("Pass it on")
    await kofi.fills(to="Theo Lund", text="Maria has too much.")
    assert (await town.question("Q-2")).handoff_to
    await kofi.presses("Review usage notes", on=first)
    kofi.sees_only_you("1 usage note waits for a yes.", "N-1 · Street Trees — Theo Lund", "Private trees")
    await kofi.presses("Approve")
    kofi.sees_only_you("The note stands on Street Trees now.")
    await kofi.presses("Review usage notes", on=first)
    kofi.sees_only_you("No usage note waits for a yes.")
    await kofi.presses("Q-4", on=first)
    kofi.sees_only_you("Q-4")
    await maria.types("/opendata-admin digest rebalance C-2")
    maria.sees_only_you("Only coordinators")
    await town.ticks(hours=1)
    await town.ticks(days=1)
    # One human with an account on each platform, and however often the clock looks: once.
    assert len([each for each in kofi.direct_messages() if each.has("Needs you")]) == 1
    town.room("triage").has_no("Needs you")


async def test_a_quiet_week_is_two_lines(town: Town) -> None:
    await town.ticks()
    await town.ticks(**WEEK)
    (told,) = [each for each in town.kofi.direct_messages() if "Elmford Open Data Desk" in each.text]
    assert told.has("Elmford Open Data Desk, week of Mon 5 Oct: nothing needs you")
    assert told.text.splitlines()[1:] == ["A quiet week: nobody asked, and nothing is open."]
    assert not told.buttons


async def test_coordinators_read_it_where_the_desk_says_and_champions_over_their_shoulder_less(town: Town) -> None:
    kofi, theo = town.kofi, town.theo
    await busy_week(town)
    await kofi.types("/opendata-admin digest schedule")
    kofi.sees_form("Digests", coordinator="Mon 09:00", public="first Mon 10:00")
    await kofi.fills(coordinator="whenever", to="In both")
    kofi.sees_mistake("coordinator", "is not a time of the week")
    await kofi.types("/opendata-admin digest schedule coordinator:mondays_9am")
    kofi.sees_only_you("is not a time of the week")
    await kofi.types(
        '/opendata-admin digest schedule coordinator:"fridays 3pm" public:off followers:"Tue 9:00" to:both'
    )
    kofi.sees_only_you("digest.coordinator: Mon 09:00 → Fri 15:00", "digest.public: first Mon 10:00 → off")
    await town.ticks(minutes=1)
    await kofi.types("/opendata-admin digest audience")
    kofi.sees_only_you("Coordinators, weekly", "Fri 15:00 (Fri 9 Oct, 15:00) → Kofi Boateng", "the champions' room")
    kofi.sees_only_you("Everybody, monthly", "off → ")
    await town.ticks(days=3, hours=5)
    assert [each for each in kofi.direct_messages() if each.has("week of Mon 28 Sep", "1 thing needs you")]
    await kofi.types("/opendata-admin digest schedule to:channel")
    await town.ticks(days=7)
    (shown,) = [each for each in town.room("triage").cards() if each.has("week of Mon 5 Oct", "Needs you (2)")]
    assert "Maria Lopez holds" not in shown.text
    assert "Who carries what" not in shown.text
    assert not [each for each in kofi.direct_messages() if each.has("week of Mon 5 Oct")]
    await kofi.presses("Assign Q-1", on=shown)
    kofi.sees_form("Give it to a champion")
    await theo.presses("Assign Q-1", on=shown)
    theo.sees_only_you("Only coordinators")


async def test_a_digest_is_looked_at_and_sent_before_its_time_and_not_twice(town: Town) -> None:
    kofi = town.kofi
    await busy_week(town)
    await town.ticks(minutes=1)
    await kofi.types("/opendata-admin digest preview week:2026-W41")
    kofi.sees_only_you("week of Mon 5 Oct: 3 things need you", "Needs you (3)", "Maria Lopez holds 3")
    assert any(each.startswith("Bar chart: Who carries what") for each in kofi.newest().pictures)
    await kofi.types("/opendata-admin digest preview audience:public week:2026-10")
    kofi.sees_only_you("October 2026", "Asked: fewer than 5.")
    kofi.does_not_see("Maria")
    await kofi.types("/opendata-admin digest preview week:soon")
    kofi.sees_only_you("“soon” is no week or month. Write a week as 2026-W48")
    await town.ticks(days=5)  # Sunday: the week is not over
    await kofi.types("/opendata-admin digest now")
    kofi.sees_only_you("The digest (week of Mon 28 Sep) is sent to 1 place.")
    kofi.reads_directly("week of Mon 28 Sep: 1 thing needs you")
    await kofi.types("/opendata-admin digest now")
    kofi.sees_only_you("The digest (week of Mon 28 Sep) was sent already", "Mon 09:00 (Mon 12 Oct, 09:00)")
    await kofi.presses("Look at it")
    kofi.sees_only_you("week of Mon 28 Sep: 1 thing needs you")
    await town.ticks(hours=22)  # Monday 08:00
    await kofi.types("/opendata-admin digest now")
    kofi.sees_only_you("The digest (week of Mon 5 Oct) is sent to 1 place.")
    await town.ticks(hours=1)
    assert len([each for each in kofi.direct_messages() if each.has("week of Mon 5 Oct")]) == 1
    await kofi.types("/opendata-admin digest now public")
    kofi.sees_only_you("There is nothing to send, or nobody to send it to.")
    await town.maria.types("/opendata-admin digest now")
    town.maria.sees_only_you("Only coordinators")


LISTS = {
    "unanswered": "Not answered yet, oldest first (12)",
    "loads": "There is nothing in this list.",
    "topics": "no topic: asked 12 (0), answered 0, open 12",
    "gaps": "What people missed",
    "coming": "There is nothing in this list.",
}


async def test_and_more_leads_to_the_rest(town: Town) -> None:
    kofi = town.kofi
    await town.ticks()
    await kofi.types("/opendata-admin set limits open:20")
    for number in range(12):
        await kofi.asks(f"Who counts animal number {number} in the harbour?")
    await town.ticks(**WEEK)
    (first,) = [each for each in kofi.direct_messages() if each.has("Needs you (12)")]
    assert first.has("12 things need you", "and 2 more")
    await kofi.presses("Show all 12", on=first)
    kofi.sees_only_you("Needs you (12)", "Q-1 (no topic) has waited", "Page 1 of 2")
    await kofi.presses("More")
    kofi.sees_only_you("Q-11 (no topic)", "Q-12 (no topic)", "Page 2 of 2")
    await kofi.presses("Assign Q-12")
    kofi.sees_form("Give it to a champion")
    for part, words in LISTS.items():
        await kofi.types(f"/opendata-admin digest rest part:{part} week:2026-W41")
        kofi.sees_only_you(words)


EXECUTIVE = RosterRow("Noor Haddad", Level.EXECUTIVE, "Finance", slack=elm.NOOR.email, discord=elm.NOOR.handle)


async def test_champions_executives_and_everybody_read_theirs(town: Town) -> None:
    maria, theo, noor, kofi = town.maria, town.theo, town.noor, town.kofi
    rows = [replace(each, notify="weekly") if each.public_name == "Maria Lopez" else each for each in elm.ROSTER]
    await town.reopens([EXECUTIVE if each.public_name == "Noor Haddad" else each for each in rows])
    await theo.types("/opendata me messages dm")
    await busy_week(town)
    await town.ana.asks("How many whales were there in 1990?")
    await town.ticks(**WEEK)
    maria.reads_directly("Elmford Open Data Desk, week of Mon 5 Oct", "You hold 3 open and answered 0.", "Asked 5 (0).")
    theo.reads_directly("Elmford Open Data Desk, week of Mon 5 Oct")
    for each in (maria, theo, town.ingrid, town.ana):
        assert not [told for told in each.direct_messages() if told.has("Needs you") or told.has("Who carries what")]
    assert not [told for told in town.ingrid.direct_messages() if told.has("week of")]
    # Monday 2 November, 10:00, and the Tuesday after.
    await town.ticks(days=21, hours=2)
    (shown,) = [each for each in town.room("news").cards() if each.has("October 2026")][:1]
    assert shown.has("Asked: 5.", "Answered: 0.", "Thank you to everybody")
    assert shown.buttons == ("What the numbers mean",)
    assert not [each for each in town.room("news").cards() if "Maria" in each.text or "Q-" in each.text]
    await town.ticks(hours=23)
    told = kofi.reads_directly("October 2026", "One story", "One ask", "No executive can be written to yet")
    assert told.buttons == ("What the numbers mean",)
    assert not noor.direct_messages()
    await town.ticks(days=1)
    assert len([each for each in kofi.direct_messages() if each.has("One ask")]) == 1


async def test_what_the_week_brings_is_coming_up(town: Town) -> None:
    maria, kofi = town.maria, town.kofi
    await town.ticks()
    await found(town, BIKES)
    await kofi.types("/opendata-admin announce hold DS-5")
    await town.ana.asks("Why does the tree map miss Elm Street?")
    await maria.types("/champion claim Q-1")
    await maria.types("/champion snooze Q-1 2026-10-14 refresh")
    await town.theo.types("/champion away 2026-10-16 starts:2026-10-15")
    await kofi.types("/opendata-admin hours closed 2026-10-13 Snow")
    await town.ticks(days=3)  # Thursday's announcements are over
    await found(town, *more(1))
    await town.ticks(days=2, hours=23)
    told = kofi.reads_directly("Coming up", "Tue 13 Oct: Snow", "Wed 14 Oct: Q-1 (Trees) wakes")
    assert told.has("Theo Lund is away, Thu 15 Oct to Fri 16 Oct", "1 new dataset is announced")


async def test_where_a_platform_refuses_it_somebody_hears_and_looks(town: Town) -> None:
    kofi = town.kofi
    await town.ticks()
    await town.ana.asks("Who counts the whales?")
    await kofi.types("/opendata-admin digest schedule to:channel")
    town.stage.shuts_out("triage")
    await town.ticks(**WEEK)
    await town.ticks(minutes=1)
    told = kofi.reads_directly("A digest could not be shown on")
    await kofi.presses("Look at it", on=told)
    kofi.sees_only_you("week of Mon 5 Oct: 1 thing needs you", "Q-1 (no topic) has waited")


async def test_who_follows_in_the_digest_reads_once_a_week_what_became_of_it(town: Town) -> None:
    ana, eve, luz, kofi = town.ana, town.eve, town.luz, town.kofi
    await town.ticks()
    await ana.asks("Why does the tree map miss Elm Street?")
    await ana.asks("Who counts the snow?", "privately")
    await eve.types("/opendata me messages dm")
    await eve.types("/opendata follow Q-1 how:digest")
    eve.sees_only_you("You follow Q-1.", "Once a week we write to you what became of it")
    await eve.types('/opendata follow dataset:"Street Trees" how:digest')
    await luz.types("/opendata follow Q-1 how:digest")
    await town.maria.answers("Q-1", "It shows city trees only.")
    await kofi.answers("Q-2", "Public Works does.")
    await town.service.store.write(
        town.desk.slug,
        lambda work: work.finds.add([Find(1, FindKind.MATERIAL, town.clock.now, removed=("height",))]),
    )
    await town.ticks(minutes=1)
    await town.ticks(**WEEK)
    told = eve.reads_directly(
        "What you follow, week of Mon 5 Oct", "Q-1 ·", "DS-1 Street Trees: These columns are gone"
    )
    assert "Q-2" not in told.text
    assert not [each for each in luz.direct_messages() if "Q-1" in each.text]  # she never agreed to messages
    await town.ticks(hours=1)
    await town.ticks(days=7)
    assert len([each for each in eve.direct_messages() if "What you follow" in each.text]) == 1
