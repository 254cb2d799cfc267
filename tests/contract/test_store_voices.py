"""What every store must do with what people say of answers, and with what routing has learned."""

from datetime import timedelta

from bot.engine.ports import Store, Work
from bot.engine.request import Caller
from bot.people.lessons import Lesson
from bot.people.model import Identity
from bot.questions.model import Answer, State
from bot.questions.moves import Role, move
from tests.stores import DESK, NOW, ZOE, ask_as

EVE = Caller(Identity("slack", "T1", "U0EVE00001"), "Eve")
HERE = Caller(Identity("discord", "G1", "100000000000000009"), "eve2")


def answered(work: Work) -> tuple[int, int]:
    """Zoe's question with one answer; the numbers of Zoe and Eve."""
    zoe, eve = work.people.caller(ZOE, NOW), work.people.caller(EVE, NOW)
    question = ask_as(work, zoe, "Where are the elms?")
    changed, entry = move(question, "answer", 9, [Role.CHAMPION], NOW, owner=9)
    work.questions.save(changed, entry)
    work.questions.add_answer(Answer(1, 9, NOW, "In the park"))
    return zoe.number, eve.number


async def test_one_voice_each_and_the_askers_is_counted_apart(store: Store) -> None:
    zoe, eve = await store.write(DESK.slug, answered)

    def vote(work: Work) -> list[object]:
        said: list[object] = [work.voices.tally(1)]
        for person, yes in ((eve, True), (eve, True), (zoe, False)):
            work.voices.put(1, person, 1, yes, NOW)
        said += [work.voices.tally(1), work.voices.rated(NOW), work.voices.of(eve)]
        work.voices.put(1, zoe, 1, True, NOW)
        said += [work.voices.tally(1), work.voices.rated(NOW + timedelta(days=1)), work.voices.drop(1, eve)]
        return [*said, work.voices.tally(1), work.voices.drop(1, eve)]

    found = await store.write(DESK.slug, vote)
    assert found == [(0, ""), (1, "no"), (0, 1), ((1, True),), (1, "yes"), (0, 0), True, (0, "yes"), False]


async def test_a_correction_starts_anew_and_knows_whom_the_old_answer_helped(store: Store) -> None:
    _, eve = await store.write(DESK.slug, answered)

    def correct(work: Work) -> list[object]:
        work.voices.put(1, eve, 1, True, NOW)
        before = [work.voices.helped(1), work.voices.corrected(eve)]
        work.people.set_messages(eve, "dm")
        assert work.questions.add_answer(Answer(1, 9, NOW, "In both parks", corrects=1)) == 2
        standing = work.questions.answer(1)
        assert standing is not None
        helped = [each.number for each in work.voices.helped(1)]
        return [*before, standing.corrects, standing.number, helped, work.voices.corrected(eve), work.voices.tally(1)]

    assert await store.write(DESK.slug, correct) == [(), (), 1, 2, [eve], (1,), (0, "")]


async def test_voices_go_along_when_two_are_joined_and_are_forgotten_with_a_person(store: Store) -> None:
    _, eve = await store.write(DESK.slug, answered)

    def join(work: Work) -> int:
        other = work.people.caller(HERE, NOW)
        for person in (eve, other.number):
            work.voices.put(1, person, 1, True, NOW)
        assert work.voices.tally(1) == (2, "")
        code = work.people.offer_link(EVE.identity, NOW)
        account = work.people.take_link(code, HERE.identity, NOW)
        assert account is not None
        return work.people.join(HERE.identity, account, eve, other.number, NOW).number

    assert await store.write(DESK.slug, join) == eve
    assert await store.look(DESK.slug, lambda work: work.voices.tally(1)) == (1, "")
    await store.write(DESK.slug, lambda work: work.forgetting.forget(eve, ["Eve"]))
    assert await store.look(DESK.slug, lambda work: (work.voices.tally(1), work.voices.of(eve))) == ((0, ""), ())


async def test_lessons_are_on_the_roster_until_they_or_their_words_go(store: Store) -> None:
    await store.write(DESK.slug, answered)

    def learned(work: Work) -> list[tuple[int, str, tuple[str, ...]]]:
        return [(each.number, each.topic, each.words) for each in work.roster.lessons]

    def teach(work: Work) -> None:
        work.lessons.learn(Lesson("Trees", ("elm", "park"), question=1, by=9, at=NOW))
        work.lessons.learn(Lesson("Parks", ("elm", "park"), question=1, by=9, at=NOW))
        work.lessons.learn(Lesson("Snow", (), 3, 0, 9, NOW))

    await store.write(DESK.slug, teach)
    assert await store.look(DESK.slug, learned) == [(3, "Snow", ()), (2, "Parks", ("elm", "park"))]
    await store.write(DESK.slug, lambda work: work.lessons.retopic("Parks", "Green"))
    assert await store.write(DESK.slug, lambda work: (work.lessons.forget(3), work.lessons.forget(3))) == (True, False)
    assert await store.look(DESK.slug, learned) == [(2, "Green", ("elm", "park"))]
    await store.write(DESK.slug, lambda work: work.questions.redact(1))
    assert await store.look(DESK.slug, learned) == []
    assert await store.look(DESK.slug, lambda work: work.questions.get(1).state) is State.ANSWERED  # type: ignore[union-attr]
