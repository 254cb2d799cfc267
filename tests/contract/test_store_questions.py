"""What every store must do with questions, drafts, answers and words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.engine.errors import Conflict
from bot.engine.ports import Store, Work
from bot.questions.model import Answer, Asker, Draft, DraftKind, Entry, Question, Share, State
from bot.questions.moves import Role, move
from tests.stores import DESK, NOW, ROOM, ZOE, ask

CHAMPION = 77


def claim(work: Work, number: int, by: int = CHAMPION) -> Question:
    question = work.questions.get(number)
    assert question is not None
    return work.questions.save(*move(question, "claim", by, [Role.CHAMPION], NOW, note="mine"))


def answer(work: Work, number: int, text: str, caveat: str = "", **more: object) -> Question:
    question = work.questions.get(number)
    assert question is not None
    work.questions.add_answer(Answer(number, CHAMPION, NOW, text, caveat, "the archive", **more))  # type: ignore[arg-type]
    return work.questions.save(*move(question, "answer", CHAMPION, [Role.CHAMPION], NOW))


async def test_every_field_comes_back(store: Store) -> None:
    def act(work: Work) -> Question:
        asker = work.people.caller(ZOE, NOW)
        whole = Question(
            number=0,
            text="How many trees? 🌳\nAnd where?",
            asker=Asker(asker.number),
            share=Share.PRIVATE,
            origin=ROOM,
            asked_at=NOW,
            changed_at=NOW + timedelta(hours=1),
            language="es",
            topic="trees",
            state=State.DUPLICATE,
            level="internal",
            owner=3,
            offered_to=4,
            backup=5,
            handoff_to=6,
            why="looks after trees",
            promised=date(2026, 10, 16),
            until=date(2026, 11, 1),
            duplicate_of=9,
            prior=State.CLAIMED,
            close_reason="no_data",
            confirmed="soft",
            solved_by="somebody",
            reopened=1,
            rejected=2,
            handoffs=3,
            entries=4,
            erased=True,
            waits_since=NOW,
            rung=2,
            due_at=NOW + timedelta(days=1),
        )
        return work.questions.add(whole, Entry(0, 1, "submit", State.DRAFT, State.HELD, asker.number, NOW))

    added = await store.write(DESK.slug, act)
    found = await store.look(DESK.slug, lambda work: work.questions.get(added.number))
    assert found == replace(added, asker=Asker(1, "Zoe", "en", "slack", "T1", "U0ZOE"))
    assert (found.number, found.version) == (1, 1)


async def test_a_move_and_its_line_are_written_together_or_not_at_all(store: Store) -> None:
    question = await store.write(DESK.slug, ask)
    saved = await store.write(DESK.slug, lambda work: claim(work, question.number))
    found = await store.look(DESK.slug, lambda work: work.questions.get(question.number))
    assert found == saved
    with pytest.raises(Conflict):
        await store.write(
            DESK.slug,
            lambda work: work.questions.save(*move(question, "claim", 8, [Role.CHAMPION], NOW)),
        )
    history = await store.look(DESK.slug, lambda work: work.questions.history(question.number))
    assert history == (
        Entry(1, 1, "submit", State.DRAFT, State.OFFERED, 1, NOW),
        Entry(1, 2, "claim", State.OFFERED, State.CLAIMED, CHAMPION, NOW, "mine"),
    )


async def test_a_line_of_its_own_gets_the_next_number(store: Store) -> None:
    def act(work: Work) -> None:
        ask(work)
        for note in ("first", "second"):
            work.questions.log(Entry(1, 0, "note", State.OFFERED, State.OFFERED, CHAMPION, NOW, note))
        claim(work, 1)

    await store.write(DESK.slug, act)
    history = await store.look(DESK.slug, lambda work: work.questions.history(1))
    assert [(each.number, each.note) for each in history] == [(1, ""), (2, "first"), (3, "second"), (4, "mine")]


async def test_the_newest_answer_that_is_no_helpers_stands(store: Store) -> None:
    def act(work: Work) -> None:
        ask(work)
        claim(work, 1)
        answer(work, 1, "In the park", caveat="Only public trees", dataset=3)
        work.questions.add_answer(Answer(1, 8, NOW, "I also know", helper=True))

    assert await store.look(DESK.slug, lambda work: work.questions.answer(1)) is None
    await store.write(DESK.slug, act)
    standing = await store.look(DESK.slug, lambda work: work.questions.answer(1))
    assert standing == Answer(1, CHAMPION, NOW, "In the park", "Only public trees", "the archive", 3)
    later = Answer(1, CHAMPION, NOW + timedelta(days=1), "In both parks")
    await store.write(DESK.slug, lambda work: work.questions.add_answer(later))
    assert await store.look(DESK.slug, lambda work: work.questions.answer(1)) == later


async def test_the_last_caveat_of_a_dataset_comes_from_public_answers(store: Store) -> None:
    def act(work: Work) -> None:
        for at, (share, caveat) in enumerate(
            [(Share.NAMED, "Since 2015"), (Share.PRIVATE, "Secret"), (Share.NAMED, "")], start=1
        ):
            ask(work, share=share)
            work.questions.add_answer(Answer(at, CHAMPION, NOW + timedelta(at), "Yes", caveat, dataset=5))

    await store.write(DESK.slug, act)
    assert await store.look(DESK.slug, lambda work: work.questions.last_caveat(5)) == ("Since 2015", 1)
    assert await store.look(DESK.slug, lambda work: work.questions.last_caveat(6)) == ("", 0)


async def test_queues_and_what_somebody_asked(store: Store) -> None:
    def act(work: Work) -> None:
        for day in range(1, 6):
            ask(work, asked_at=NOW - timedelta(days=day), topic="trees" if day % 2 else "streets")
        claim(work, 4)
        for number in (1, 5):
            question = work.questions.get(number)
            assert question is not None
            work.questions.save(*move(question, "withdraw", 1, [Role.ASKER], NOW, to=State.WITHDRAWN))

    await store.write(DESK.slug, act)

    def see(work: Work) -> list[list[int]]:
        ask_for = work.questions
        return [
            [each.number for each in found]
            for found in (
                ask_for.queue(states=[State.OFFERED]),
                ask_for.queue(states=[State.OFFERED, State.CLAIMED], limit=2),
                ask_for.queue(owner=CHAMPION),
                ask_for.queue(topic="trees"),
                ask_for.queue(owner=CHAMPION, states=["offered"]),
                ask_for.asked_by(1, open=True, limit=2),
                ask_for.asked_by(1, open=False, limit=9),
                ask_for.asked_by(2, open=True, limit=9),
            )
        ]

    assert await store.look(DESK.slug, see) == [[3, 2], [4, 3], [4], [3], [], [4, 3], [1, 5], []]
    assert await store.look(DESK.slug, lambda work: work.questions.open_asked_by(1)) == 3


async def test_what_is_due_comes_oldest_first(store: Store) -> None:
    def act(work: Work) -> None:
        for hours in (3, 1, 2, None, 9):
            ask(work, due_at=None if hours is None else NOW + timedelta(hours=hours))

    await store.write(DESK.slug, act)

    def due(hours: int, limit: int = 9) -> Callable[[Work], tuple[tuple[int, datetime], ...]]:
        return lambda work: work.questions.due(NOW + timedelta(hours=hours), limit)

    found = await store.look(DESK.slug, due(3))
    assert found == ((2, NOW + timedelta(hours=1)), (3, NOW + timedelta(hours=2)), (1, NOW + timedelta(hours=3)))
    assert await store.look(DESK.slug, due(3, limit=1)) == found[:1]
    assert await store.look(DESK.slug, due(0)) == ()


async def test_winding_writes_no_line_and_is_not_done_behind_anybodys_back(store: Store) -> None:
    question = await store.write(DESK.slug, ask)
    later = question.but(due_at=NOW, waits_since=NOW, rung=1)
    wound = await store.write(DESK.slug, lambda work: work.questions.wind(later))
    found = await store.look(DESK.slug, lambda work: work.questions.get(question.number))
    assert found is not None
    assert (found.due_at, found.waits_since, found.rung, found.version) == (NOW, NOW, 1, wound.version)
    assert len(await store.look(DESK.slug, lambda work: work.questions.history(question.number))) == 1
    with pytest.raises(Conflict):
        await store.write(DESK.slug, lambda work: work.questions.wind(later))


async def test_loads_follow_every_move(store: Store) -> None:
    def loads(work: Work) -> dict[int, int]:
        return dict(work.questions.loads())

    def act(work: Work) -> list[dict[int, int]]:
        seen = []
        for number in (1, 2, 3):
            ask(work)
            claim(work, number, by=CHAMPION if number < 3 else 8)
        seen.append(loads(work))
        question = work.questions.get(1)
        assert question is not None
        offered, entry = move(question, "handoff_offer", CHAMPION, [Role.OWNER], NOW, handoff_to=8)
        offered = work.questions.save(offered, entry)
        work.questions.save(*move(offered, "handoff_accept", 8, [Role.TARGET], NOW))
        seen.append(loads(work))
        answer(work, 2, "There")
        seen.append(loads(work))
        return seen

    assert await store.write(DESK.slug, act) == [{77: 2, 8: 1}, {77: 1, 8: 2}, {8: 2}]
    await store.write(DESK.slug, lambda work: ask(work, state=State.CLAIMED, owner=CHAMPION))
    assert await store.look(DESK.slug, loads) == {77: 1, 8: 2}


async def test_duplicates(store: Store) -> None:
    def act(work: Work) -> None:
        for target in (0, 1, 1):
            ask(work, duplicate_of=target)

    await store.write(DESK.slug, act)
    assert await store.look(DESK.slug, lambda work: work.questions.duplicates_of(1)) == (2, 3)
    assert await store.look(DESK.slug, lambda work: work.questions.duplicates_of(0)) == ()


async def test_redacting_takes_the_askers_words_and_nobody_elses(store: Store) -> None:
    def act(work: Work) -> None:
        draft = work.drafts.add(Draft(0, DraftKind.QUESTION, 1, "My secret elm", NOW, ROOM))
        ask(work, "My secret elm")
        work.drafts.use(draft, 1)
        work.questions.log(Entry(1, 0, "add_detail", State.OFFERED, State.OFFERED, 1, NOW, "by my secret elm"))
        claim(work, 1)
        answer(work, 1, "It is in the park")
        work.questions.redact(1)

    await store.write(DESK.slug, lambda work: work.people.caller(ZOE, NOW))
    await store.write(DESK.slug, act)

    def see(work: Work) -> tuple[object, ...]:
        question, answered, draft = work.questions.get(1), work.questions.answer(1), work.drafts.get(1)
        assert question is not None
        assert answered is not None
        assert draft is not None
        notes = [each.note for each in work.questions.history(1)]
        return question.text, draft.text, notes, answered.text, work.search.find("secret elm", "all", 5)

    assert await store.look(DESK.slug, see) == ("", "", ["", "", "mine", ""], "It is in the park", ())


async def test_a_draft_becomes_a_question_once(store: Store) -> None:
    whole = Draft(
        *(0, DraftKind.ANSWER, 1, "Long text", NOW, ROOM, 7, 3, "unnamed", "trees", "caveat", "source"),
        *(date(2026, 10, 20), "171.1"),
    )

    def add(work: Work) -> Draft:
        work.people.caller(ZOE, NOW)
        return work.drafts.add(whole)

    draft = await store.write(DESK.slug, add)
    assert draft == replace(whole, number=1)
    assert await store.look(DESK.slug, lambda work: work.drafts.get(1)) == draft
    await store.write(DESK.slug, lambda work: work.drafts.save(replace(draft, text="Shorter", used=9)))
    assert await store.write(DESK.slug, lambda work: work.drafts.use(draft, 5))
    assert not await store.write(DESK.slug, lambda work: work.drafts.use(draft, 6))
    found = await store.look(DESK.slug, lambda work: work.drafts.get(1))
    assert found == replace(draft, text="Shorter", used=5)


async def test_drafts_are_found_dropped_and_forgotten(store: Store) -> None:
    def act(work: Work) -> int:
        work.people.caller(ZOE, NOW)
        for age, kind in ((3, DraftKind.QUESTION), (2, DraftKind.QUESTION), (0, DraftKind.ANSWER)):
            work.drafts.add(Draft(0, kind, 1, f"{age} days", NOW - timedelta(days=age), ROOM))
        old = work.drafts.get(1)
        assert old is not None
        work.drafts.use(old, 5)
        newest = work.drafts.newest(1, DraftKind.QUESTION)
        assert newest is not None
        assert (newest.number, work.drafts.newest(1, DraftKind.TRACK)) == (2, None)
        return work.drafts.forget_before(NOW - timedelta(days=1))

    assert await store.write(DESK.slug, act) == 2
    left = await store.look(DESK.slug, lambda work: [work.drafts.get(number) is not None for number in (1, 2, 3)])
    assert left == [False, False, True]
    await store.write(DESK.slug, lambda work: work.drafts.drop(3))
    assert await store.look(DESK.slug, lambda work: work.drafts.get(3)) is None
