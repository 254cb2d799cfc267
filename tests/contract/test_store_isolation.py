"""Whatever is written for one desk is invisible from another."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalog.finds import Find, FindKind, FindState, HeldFor
from bot.catalog.model import Dataset
from bot.catalog.portals import Step, StepKind
from bot.catalog.sighting import Published
from bot.desk import Desk, Source
from bot.desks.appointments import Appointment
from bot.engine.ports import Work
from bot.engine.remembering import Trace
from bot.engine.slots import Slot
from bot.questions.model import Answer, Draft, DraftKind, Entry, State
from bot.questions.moderation.model import Allowance, Condition, Deed
from bot.questions.moves import Role, move
from bot.speech.cards import Card
from bot.speech.reply import NOTHING
from storage.open import open_store
from tests.stores import ANA, ANA_ACCOUNT, NOW, ROOM, ZOE, ask, request

LONG_AGO = NOW - timedelta(days=99)
Act = Callable[[Work], object]
_desks = count(1)


def _answered(work: Work) -> None:
    question = ask(work, "Where are the elms?")
    claimed = work.questions.save(*move(question, "claim", 9, [Role.CHAMPION], NOW))
    work.questions.add_answer(Answer(question.number, 9, NOW, "There", "Only elms", dataset=1))
    work.questions.save(*move(claimed, "answer", 9, [Role.CHAMPION], NOW))


def _draft(work: Work) -> None:
    person = work.people.caller(ZOE, NOW)
    work.drafts.add(Draft(0, DraftKind.QUESTION, person.number, "half", NOW, ROOM))


WRITES: dict[str, Act] = {
    "question": ask,
    "answered": _answered,
    "note": lambda work: work.questions.log(
        Entry(ask(work).number, 0, "note", State.OFFERED, State.OFFERED, 9, NOW, "a note")
    ),
    "draft": _draft,
    "roster": lambda work: work.people.save_roster([ANA], NOW),
    "person": lambda work: work.people.caller(ZOE, NOW),
    "room": lambda work: work.note_room("slack/ask", ROOM),
    "catalogue": lambda work: work.catalog.load([Dataset("e-1", "Elms"), Dataset("e-2", "More elms")], NOW),
    "portals": lambda work: work.portals.settle([Source("dcat", "https://data.elms.example")], NOW),
    "seen": lambda work: work.seen.add(1, Step(StepKind.ADD, 0, Published(Dataset("e-9", "Seen elms"))), NOW),
    "staged": lambda work: work.portals.stage(1, 0, [Step(StepKind.MISS, 1)]),
    "picture": lambda work: work.pictures.keep(b"elms"),
    "slot": lambda work: work.slots.hang(Slot("Q-1/card", ROOM, Card("Elms"))),
    "request": lambda work: work.keep(request("slack:msg:1"), NOTHING),
    "trace": lambda work: work.traces.keep(Trace("slack:msg:1", "U1", 1, 0, "text")),
    "reword": lambda work: work.questions.reword(ask(work).number, "text", "Which elms?", NOW),
    "condition": lambda work: work.moderation.change(Condition(NOW, "We move", NOW)),
    "muted": lambda work: work.moderation.mute(work.people.caller(ZOE, NOW).number, NOW, "Too loud"),
    "allowed": lambda work: work.moderation.allow(work.people.caller(ZOE, NOW).number, Allowance(9)),
    "deed": lambda work: work.moderation.note(Deed(NOW, "mute", 9, "slack", 0, 1, "Too loud")),
    "blacked out": lambda work: work.questions.black_out(ask(work).number, answers=True),
    "found": lambda work: work.finds.add([Find(1, FindKind.NEW, NOW)]),
    "held": lambda work: work.finds.new_hold(NOW, HeldFor.MANY),
    "announced": lambda work: work.finds.new_announcement(NOW, NOW),
    "appointed": lambda work: work.appointments.make(Appointment("announce", NOW, "Tue 10:00")),
    "redact": lambda work: work.questions.redact(ask(work).number),
}


def everything(work: Work) -> tuple[object, ...]:
    """All that a desk can see."""
    questions = [work.questions.get(number) for number in range(1, 9)]
    return (
        *(questions, [work.questions.history(number) for number in range(1, 9)]),
        work.traces.of("slack:msg:1"),
        *(work.questions.answer(1), work.questions.last_caveat(1), dict(work.questions.loads())),
        *(work.questions.queue(), work.questions.queue(states=list(State)), work.questions.duplicates_of(1)),
        *(work.questions.asked_by(1, open=True, limit=9), work.questions.open_asked_by(1)),
        *([work.drafts.get(number) for number in range(1, 9)], work.drafts.newest(1, DraftKind.QUESTION)),
        *(work.people.known(ZOE.identity), work.people.known(ANA_ACCOUNT), work.people.person(1)),
        *(work.finds.about(1), [work.finds.of(state) for state in FindState], work.appointments.get("announce")),
        *(work.finds.open_holds(), work.finds.hold(1), work.finds.announcement(1), work.finds.held_with(1)),
        *(work.people.accounts(1), work.roster, dict(work.rooms), work.desk),
        *(work.catalog.size(), work.catalog.dataset(1), work.catalog.matches("", 9)),
        *(work.portals.all(), work.portals.get(1), work.portals.awaited(1), work.portals.parts(1)),
        *(work.portals.part(1, 0), work.seen.known(0), work.seen.known(1), work.seen.has_missing(1)),
        *(work.search.find("elms", "all", 9), work.search.answered("where are the elms", 9)),
        *(work.slots.where("Q-1/card"), work.slots.subject_at(ROOM), work.slots.backlog(NOW)),
        *(work.reply_to("slack:msg:1"), work.pictures.get(sha256(b"elms").hexdigest())),
        *(work.condition, work.moderation.why_muted(1), work.moderation.allowance(1), work.moderation.pace(1, NOW)),
        *(work.moderation.newcomers(LONG_AGO, LONG_AGO), work.moderation.log(LONG_AGO, 99)),
        *(work.moderation.log(LONG_AGO, 99, person=9), work.moderation.log(LONG_AGO, 99, question=1)),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mine=st.lists(st.sampled_from(sorted(WRITES)), max_size=4, unique=True),
    theirs=st.lists(st.sampled_from(sorted(WRITES)), min_size=1, max_size=6, unique=True),
)
def test_nothing_of_one_desk_is_seen_from_another(store_url: str, mine: list[str], theirs: list[str]) -> None:
    async def run() -> None:
        # One slug begins with the other, so that no comparison by beginning would do.
        number = next(_desks)
        here, there = Desk(f"desk-{number}", "Here"), Desk(f"desk-{number}-b", "There")
        store = open_store(store_url)
        try:
            for desk in (here, there):
                await store.save_desk(desk)
            for name in mine:
                await store.write(here.slug, WRITES[name])
            before = await store.look(here.slug, everything)
            for name in theirs:
                await store.write(there.slug, WRITES[name])
            assert await store.look(here.slug, everything) == before
        finally:
            await store.close()

    asyncio.run(run())


@pytest.mark.parametrize("name", sorted(WRITES))
async def test_each_of_these_writes_is_seen_on_its_own_desk(name: str, store_url: str) -> None:
    """Otherwise the test above could not fail."""
    store = open_store(store_url)
    await store.save_desk(Desk("here", "Here"))
    before = await store.look("here", everything)
    await store.write("here", WRITES[name])
    after = await store.look("here", everything)
    await store.close()
    assert after != before
