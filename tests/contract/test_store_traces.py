"""What every store must do with what platforms said: traces, marks, words that were changed, and threads to read."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.engine.ports import Store, Work
from bot.engine.remembering import Mark, Trace
from bot.engine.request import Place
from bot.engine.slots import Shown, Slot
from bot.questions.model import Answer, Draft, DraftKind, Entry, State
from bot.questions.moves import Role, move
from bot.speech.cards import Card, Text
from bot.speech.reply import Reply
from tests.stores import DESK, NOW, ROOM, ZOE, ask, request

LATER = NOW + timedelta(hours=1)
SAID = "slack:msg:T1:C1:1.2"


async def test_a_message_is_tied_to_what_it_became_once(store: Store) -> None:
    note, text = Trace(SAID, "U1", 1, 0, "note/2"), Trace(SAID, "U1", 1, 0, "answer/1")

    def act(work: Work) -> None:
        for each in (note, text, note, replace(note, author="U2")):
            work.traces.keep(each)

    await store.write(DESK.slug, act)
    assert await store.look(DESK.slug, lambda work: work.traces.of(SAID)) == (text, note)
    assert await store.look(DESK.slug, lambda work: work.traces.of("slack:msg:T1:C1:1.3")) == ()


async def test_what_a_draft_came_from_follows_it_into_the_question(store: Store) -> None:
    def act(work: Work) -> None:
        for number in (17, 18):
            work.traces.keep(Trace(f"{SAID}{number}", "U1", draft=number, part=f"D-{number}"))
        work.traces.became(17, 142, "answer/1", "note/3")
        work.traces.became(19, 142, "text")

    await store.write(DESK.slug, act)
    became = [Trace(f"{SAID}17", "U1", 142, 0, part) for part in ("answer/1", "note/3")]
    assert await store.look(DESK.slug, lambda work: list(work.traces.of(f"{SAID}17"))) == became
    assert await store.look(DESK.slug, lambda work: work.traces.of(f"{SAID}18")) == (
        Trace(f"{SAID}18", "U1", draft=18, part="D-18"),
    )


async def test_a_draft_that_goes_leaves_no_trace(store: Store) -> None:
    def act(work: Work) -> None:
        person = work.people.caller(ZOE, NOW).number
        for age in (0, 3, 3):
            draft = work.drafts.add(Draft(0, DraftKind.TRACK, person, "Why?", NOW - timedelta(days=age), ROOM))
            work.traces.keep(Trace(f"{SAID}{draft.number}", "U1", draft=draft.number, part=draft.id))
        work.traces.keep(Trace(f"{SAID}0", "U1", 142, 0, "text"))
        work.drafts.drop(2)
        work.drafts.forget_before(NOW - timedelta(days=1))

    await store.write(DESK.slug, act)
    left = await store.look(DESK.slug, lambda work: [bool(work.traces.of(f"{SAID}{n}")) for n in range(4)])
    assert left == [True, True, False, False]


async def test_reworded_words_are_new_everywhere(store: Store) -> None:
    def act(work: Work) -> None:
        person = work.people.caller(ZOE, NOW).number
        draft = work.drafts.add(Draft(0, DraftKind.QUESTION, person, "My secret elm", NOW, ROOM))
        question = ask(work, "My secret elm")
        work.drafts.use(draft, question.number)
        work.keep(request("slack:act:1"), Reply(card=Card("Your question is Q-1.", Text("My secret elm"))))
        work.questions.log(Entry(1, 0, "add_detail", State.OFFERED, State.OFFERED, person, NOW, "a secret oak"))
        claimed = work.questions.save(*move(question, "claim", 9, [Role.CHAMPION], NOW))
        assert work.questions.add_answer(Answer(1, 8, NOW, "It was a secret ash", helper=True)) == 1
        assert work.questions.add_answer(Answer(1, 9, NOW, "In the secret park")) == 2
        work.questions.save(*move(claimed, "answer", 9, [Role.CHAMPION], NOW))

    def reword(work: Work) -> None:
        for part, text in (("text", "My elm"), ("note/2", ""), ("answer/2", "In the park"), ("answer/9", "Nowhere")):
            work.questions.reword(1, part, text, LATER)

    def see(work: Work) -> tuple[Any, ...]:
        question, standing, draft = work.questions.get(1), work.questions.answer(1), work.drafts.get(1)
        assert question is not None
        assert standing is not None
        assert draft is not None
        lines = [(each.note, each.edited) for each in work.questions.history(1) if each.verb == "add_detail"]
        said = (question.text, question.edited, standing.text, standing.edited, draft.text, lines)
        found = (len(work.search.find("secret", "all", 5)), len(work.search.find("park", "all", 5)))
        return said, found, work.questions.answer(1, 1), work.reply_to("slack:act:1") == Reply()

    await store.write(DESK.slug, act)
    await store.write(DESK.slug, reword)
    said, found, helping, forgotten = await store.look(DESK.slug, see)
    assert said == ("My elm", True, "In the park", True, "", [("", True)])
    assert found == (0, 1)
    assert helping == Answer(1, 8, NOW, "It was a secret ash", helper=True)
    assert forgotten


async def test_a_reworded_draft_is_in_no_kept_reply(store: Store) -> None:
    def act(work: Work) -> Draft | None:
        person = work.people.caller(ZOE, NOW).number
        work.drafts.add(Draft(0, DraftKind.TRACK, person, "My secret elm", NOW, ROOM))
        work.keep(request("slack:act:1"), Reply(card=Card("Track D-1?", Text("My secret elm"))))
        work.drafts.reword(1, "My elm")
        return work.drafts.get(1)

    draft = await store.write(DESK.slug, act)
    assert draft is not None
    assert draft.text == "My elm"
    assert await store.look(DESK.slug, lambda work: work.reply_to("slack:act:1")) == Reply()


async def test_marks_are_kept_for_each_platform_and_the_newest_holds(store: Store) -> None:
    slug = DESK.slug
    assert await store.cursors(slug, "slack") == {}
    await store.save_cursors(slug, "slack", {"C1": "1.0", "C2": "1.5"}, NOW)
    await store.save_cursors(slug, "discord", {"C1": "77"}, NOW)
    await store.save_cursors(slug, "slack", {"C1": "2.0"}, LATER)
    await store.save_cursors(slug, "slack", {}, LATER)
    assert await store.cursors(slug, "slack") == {"C1": Mark("2.0", LATER), "C2": Mark("1.5", NOW)}
    assert await store.cursors(slug, "discord") == {"C1": Mark("77", NOW)}


async def test_the_threads_of_open_questions_are_known_the_newest_first(store: Store) -> None:
    theirs = replace(ROOM, thread="their.message")
    elsewhere = Place("discord", "G1", "77")

    def act(work: Work) -> None:
        for place in (ROOM, ROOM, theirs, elsewhere, ROOM, ROOM):
            question = ask(work)
            work.slots.hang(Slot(f"{question.id}/card", place, Card("Why?")))
            work.slots.hang(Slot(f"{question.id}/triage", ROOM, Card("Why?")))
        solved = work.questions.get(5)
        assert solved is not None
        work.questions.save(solved.but(state=State.SOLVED), Entry(5, 2, "x", State.OFFERED, State.SOLVED, 1, NOW))

    await store.write(DESK.slug, act)
    for lease in await store.lease(NOW, 50, 30.0):
        if lease.slot.name != "Q-6/card":  # not shown yet: nobody can have replied
            await store.settle(Shown(lease, f"message of {lease.slot.name}"))

    def threads(work: Work) -> list[str]:
        return [each.thread for each in work.slots.threads("slack", 5)]

    assert await store.look(DESK.slug, threads) == ["their.message", "message of Q-2/card", "message of Q-1/card"]
    assert len(await store.look(DESK.slug, lambda work: work.slots.threads("slack", 2))) == 2
    assert [each.channel for each in await store.look(DESK.slug, lambda w: w.slots.threads("discord", 5))] == ["77"]
