"""Time, where the desk is closed, its champion works less, or nobody was there to ring (interaction.md, 4.2, 4.3 l)."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.people.model import Level, RosterRow
from bot.questions.model import OPEN, State
from tests.stories import desk as elm
from tests.stories.shown import Shown
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
FRIDAY_AFTERNOON = datetime(2026, 10, 9, 19, 0, tzinfo=UTC)  # three o'clock in Elmford
TELLING = {"backup", "still_looking", "inside", "still_on_it", "remind", "remind_again", "ask_verdict"}


def everything(town: Town) -> list[Shown]:
    """All that the bot shows in rooms, threads and direct messages."""
    rooms = [top for room in ("ask", "triage") for top in town.stage.room(room)]
    threads = [each for top in rooms for each in town.stage.thread(top)]
    direct = [each for who in elm.EVERYBODY for each in town.stage.direct(who.id)]
    return [*rooms, *threads, *direct]


async def test_what_falls_due_in_the_evening_waits_for_the_morning(town: Town) -> None:
    town.clock.now = FRIDAY_AFTERNOON
    await town.ana.asks(TREES)
    await town.ticks(hours=4)
    assert await town.verbs("Q-1") == ["submit"]
    for _ in range(15):  # the evening, the night and the weekend
        await town.ticks(hours=4)
        assert await town.verbs("Q-1") == ["submit"]
    await town.ticks(hours=3, minutes=59)  # Monday at eleven, to the minute
    assert await town.verbs("Q-1") == ["submit"]
    await town.ticks(minutes=1)
    assert await town.verbs("Q-1") == ["submit", "backup"]


async def test_a_closed_day_is_no_working_day(town: Town) -> None:
    closed = ((date(2026, 10, 12), "Founders' Day"),)
    await town.service.store.save_desk(replace(town.desk, closed=closed))
    town.clock.now = FRIDAY_AFTERNOON
    await town.ana.asks(TREES)
    await town.ticks(days=3)
    assert await town.verbs("Q-1") == ["submit"]
    await town.ticks(hours=20)
    assert await town.verbs("Q-1") == ["submit", "backup"]


async def test_days_end_when_the_desk_opens(town: Town) -> None:
    """Three days after a Thursday are over on a Sunday; the asker is reminded on Monday at nine."""
    town.clock.moves(days=2)
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")
    await town.maria.types("/champion clarify Q-1 dates")
    for hours in (72, 20, 2):
        await town.ticks(hours=hours)
        assert (await town.verbs("Q-1"))[-1] == "clarify"
    await town.ticks(hours=1)  # from eight to nine, less a minute or two of seconds
    assert (await town.verbs("Q-1"))[-1] == "remind"


async def test_nothing_at_all_is_sent_outside_hours(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.eve.asks("Which street was paved?")
    await town.theo.types("/champion claim Q-2")
    calendar = town.desk.calendar
    before = Counter(everything(town))
    for _ in range(8 * 24):
        await town.ticks(hours=1)
        now = Counter(everything(town))
        assert now == before or calendar.is_open(town.clock.now), town.clock.now
        before = now
    assert {"backup", "still_looking", "inside"} <= set(await town.verbs("Q-1"))
    assert {"still_on_it", "release"} <= set(await town.verbs("Q-2"))


async def test_after_a_week_away_each_question_rings_once(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.eve.asks("Which trees fell?")
    await town.ana.asks("Where do new trees go?")
    await town.maria.presses("Claim", on="Q-2")
    await town.maria.presses("Claim", on="Q-3")
    await town.maria.types("/champion clarify Q-3 dates")
    await town.closes()
    town.clock.moves(days=7)
    await town.opens(roster=None)
    await town.ticks()
    assert (await town.verbs("Q-1"))[1:] == ["inside"]
    assert (await town.verbs("Q-2"))[2:] == ["still_on_it"]
    assert (await town.verbs("Q-3"))[3:] == ["remind_again"]
    await town.ticks(hours=1)
    assert [len(await town.verbs(each)) for each in ("Q-1", "Q-2", "Q-3")] == [2, 3, 4]


async def test_an_ending_never_comes_without_its_reminder(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")
    await town.maria.answers("Q-1", "City trees only.")
    await town.eve.asks("Which trees fell?")
    await town.maria.presses("Claim", on="Q-2")
    town.clock.moves(days=14)
    await town.ticks()
    assert (await town.verbs("Q-1"))[-1] == "ask_verdict"
    assert (await town.verbs("Q-2"))[-1] == "still_on_it"
    await town.ticks(days=1, hours=23)
    assert (await town.question("Q-2")).state is State.CLAIMED
    await town.ticks(hours=1)  # sixteen working hours after the reminder
    assert (await town.question("Q-2")).state is State.OFFERED
    await town.ticks(days=3, hours=22)  # four days after the other, on Monday before the desk opens
    assert (await town.question("Q-1")).state is State.ANSWERED
    await town.ticks(hours=1)
    assert (await town.question("Q-1")).state is State.SOLVED


async def test_what_coordinators_hear_at_one_moment_is_one_message(town: Town) -> None:
    for who in (town.ana, town.eve, town.theo):
        for street in ("Oak", "Elm", "Ash"):
            await who.asks(f"{who.name} counts how many trees in {street} Street?")
    town.clock.moves(days=3)
    await town.ticks()
    told = [each for each in town.kofi.direct_messages() if each.has("need a coordinator")]
    assert len(told) == 1
    assert told[0].has("9 questions need a coordinator", "Q-1 (Trees): it has waited", "Q-9 (Trees)")
    assert told[0].buttons == tuple(f"Q-{number}" for number in range(1, 10))


async def test_where_no_coordinator_has_joined_the_champions_room_is_told(town: Town) -> None:
    newcomer = RosterRow("Pat Moe", Level.COORDINATOR, slack="pat@elmford.example")
    await town.reopens([newcomer, *elm.ROSTER[1:]])
    await town.ana.asks(TREES)
    await town.ticks(days=1)
    found = [each for each in town.room("triage").cards() if each.has("1 question needs a coordinator", "Q-1")]
    assert len(found) == 1


async def test_two_ticks_at_once_ring_once(town: Town) -> None:
    await town.ana.asks(TREES)
    town.clock.moves(hours=5)
    await asyncio.gather(*(town.service.clock.ring() for _ in range(4)))
    await town.settles()
    assert await town.verbs("Q-1") == ["submit", "backup"]
    assert len(town.room("triage").thread("Q-1")) == 1


async def test_who_works_less_is_asked_in_their_own_hours(town: Town) -> None:
    roster = [
        replace(row, hours="Mon-Fri 10:00-12:00") if row.public_name == "Maria Lopez" else row for row in elm.ROSTER
    ]
    await town.reopens(roster)
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")
    await town.ticks(days=9, hours=23, minutes=59)  # two hours a day: over at noon of the eighth, so on the ninth
    assert (await town.verbs("Q-1"))[-1] == "claim"
    town.clock.moves(hours=4)
    await town.ticks()  # the desk is open, and was away for the morning; she is no longer at work
    assert (await town.verbs("Q-1"))[-1] == "claim"
    await town.ticks(days=2, hours=20)
    assert (await town.verbs("Q-1"))[-1] == "claim"
    await town.ticks(minutes=1)
    assert (await town.verbs("Q-1"))[-1] == "still_on_it"


async def test_what_waits_for_us_is_never_closed(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.eve.asks("How many ferries are there?")
    await town.ana.asks("Which street was paved?")
    await town.kofi.types("/opendata-admin question hold Q-3 I look at it tomorrow.")
    for _ in range(73):
        await town.ticks(days=5)
    states = [(await town.question(each)).state for each in ("Q-1", "Q-2", "Q-3")]
    assert states == [State.OFFERED, State.UNROUTED, State.HELD]
    assert set(states) <= OPEN
    for each in ("Q-1", "Q-2", "Q-3"):
        told = Counter(verb for verb in await town.verbs(each) if verb in TELLING)
        assert all(count == 1 for count in told.values())
