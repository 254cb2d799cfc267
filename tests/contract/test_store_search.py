"""What every store must find, hide and survive; and what it does with the catalogue."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.catalog.model import Dataset
from bot.engine.ports import Store, Work
from bot.questions.model import Answer, Share, State
from bot.questions.moves import Role, move
from bot.questions.search import Hit
from tests.stores import DESK, NOW, ask

TREES = Dataset(
    *("82zb-qrst", "Street Trees", "Every tree that the city looks after.", "Public Works", ("trees",), ("elm",)),
    *("https://data.elmford.example/trees", date(2015, 3, 1), datetime(2026, 9, 1, tzinfo=UTC), "en"),
)
PERMITS = Dataset("p-1", "Parking Permits", "Who may park where.", "Traffic", ("parking",))
BUDGET = Dataset("b-1", "Budget 2026", "Planned money, also for trees.")

HOSTILE = [
    '"', "'", "'' OR 1=1 --", '" OR NEAR(a b', "a AND OR NOT", "col:trees", "trees*", "^trees", "{trees}", "(((",
    "tree & | ! <-> :*", "\\'", "%s %(x)s ?", "\x00trees\x00", "\ud800trees", "‮trees", "🌳" * 50, "x" * 100_000,
    "trees " * 20_000, "", "   ", "-", "²³ ½½½", "____", "Ω≈ç√ łódź", "اشجار المدينة", "樹木在哪裡", "e\u0301lm",
]  # fmt: skip


def answered(work: Work, text: str, answer: str, **changes: object) -> int:
    question = ask(work, text, **changes)
    claimed = work.questions.save(*move(question, "claim", 9, [Role.CHAMPION], NOW))
    work.questions.add_answer(Answer(question.number, 9, NOW, answer))
    work.questions.save(*move(claimed, "answer", 9, [Role.CHAMPION], NOW))
    return question.number


async def test_answered_questions_come_most_alike_first(store: Store) -> None:
    def act(work: Work) -> None:
        answered(work, "Where are the oldest street trees in Elmford, and who cares for them?", "In the park.")
        answered(work, "Where are the oldest trees?", "By the river.")
        ask(work, "Where are the oldest trees of all?")
        answered(work, "How much is a parking permit?", "Ten a year.")

    await store.write(DESK.slug, act)
    hits = await store.look(DESK.slug, lambda work: work.search.answered("where are the OLDEST trees", 5))
    assert [(hit.number, hit.text) for hit in hits] in (
        [(2, "By the river."), (1, "In the park.")],
        [(1, "In the park."), (2, "By the river.")],
    )
    assert all(hit.alike > 90 for hit in hits)
    only = await store.look(DESK.slug, lambda work: work.search.answered("permits for parking a car", 1))
    assert [(hit.number, hit.kind) for hit in only] == [(4, "answer")]
    assert only[0].alike < 90


async def test_what_is_not_answered_any_more_is_no_answer(store: Store) -> None:
    def act(work: Work) -> None:
        question = work.questions.get(answered(work, "Where are elms?", "Nowhere."))
        assert question is not None
        work.questions.save(*move(question, "retract_answer", 9, [Role.OWNER], NOW))

    await store.write(DESK.slug, act)

    def see(work: Work) -> tuple[tuple[Hit, ...], list[tuple[str, str]]]:
        found = work.search.find("elms", "all", 5)
        return work.search.answered("where are elms", 5), [(hit.kind, hit.text) for hit in found]

    assert await store.look(DESK.slug, see) == ((), [("question", "")])


@pytest.mark.parametrize(
    "hidden",
    [{"share": Share.PRIVATE}, *({"state": s} for s in (State.HELD, State.REMOVED, State.WITHDRAWN, State.DRAFT))],
    ids=lambda hidden: next(iter(hidden.values())),
)
async def test_what_is_not_public_is_not_found(store: Store, hidden: dict[str, object]) -> None:
    def act(work: Work) -> None:
        number = ask(work, "My hidden gingko", **hidden).number
        work.questions.add_answer(Answer(number, 9, NOW, "The gingko is there"))

    await store.write(DESK.slug, act)
    assert await store.look(DESK.slug, lambda work: work.search.find("gingko", "all", 5)) == ()
    assert await store.look(DESK.slug, lambda work: work.search.answered("hidden gingko", 5)) == ()


async def test_private_answers_are_not_found_either(store: Store) -> None:
    await store.write(DESK.slug, lambda work: answered(work, "My hidden gingko", "There", share=Share.PRIVATE))
    assert await store.look(DESK.slug, lambda work: work.search.answered("hidden gingko", 5)) == ()


async def test_find_takes_the_kinds_in_turn(store: Store) -> None:
    def act(work: Work) -> None:
        work.catalog.load([TREES, PERMITS, BUDGET], NOW)
        answered(work, "Who waters young plants?", "The trees are watered by volunteers.")
        ask(work, "Which tree is the tallest?")

    await store.write(DESK.slug, act)

    async def find(words: str, kind: str, limit: int = 5) -> list[tuple[str, int]]:
        hits = await store.look(DESK.slug, lambda work: work.search.find(words, kind, limit))
        return [(hit.kind, hit.number) for hit in hits]

    everything = await find("tree", "all")
    assert everything[0] == ("dataset", 1), "a word in the title says most"
    assert set(everything) == {("dataset", 1), ("dataset", 3), ("answer", 1), ("question", 2)}
    assert await find("tree", "all", limit=2) == everything[:2]
    assert await find("trees", "datasets") == [("dataset", 1), ("dataset", 3)]
    assert await find("trees", "answers") == [("answer", 1)]
    assert await find("trees", "people") == []
    assert await find("permits nowhere", "datasets") == [("dataset", 2)], "any word, where all find nothing"
    found = await store.look(DESK.slug, lambda work: work.search.find("street trees", "datasets", 1))
    assert found == (Hit("dataset", 1, "Street Trees", TREES.description, 100, "Public Works"),)


async def test_a_dataset_that_is_gone_is_not_found(store: Store) -> None:
    await store.write(DESK.slug, lambda work: work.catalog.load([TREES, BUDGET], NOW))
    await store.write(DESK.slug, lambda work: work.catalog.load([replace(BUDGET, description="")], NOW))
    assert await store.look(DESK.slug, lambda work: work.search.find("trees", "datasets", 5)) == ()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_no_text_breaks_a_search_or_is_broken_by_it(store: Store, text: str) -> None:
    def act(work: Work) -> str:
        work.catalog.load([TREES], NOW)
        number = answered(work, text, text)
        work.search.note_gap(text, NOW)
        question = work.questions.get(number)
        assert question is not None
        return question.text

    kept = await store.write(DESK.slug, act)
    assert kept == text.replace("\x00", "").replace("\ud800", "")
    for kind in ("all", "datasets", "answers"):
        hits = await store.look(DESK.slug, lambda work: work.search.find(text, kind, 5))  # noqa: B023
        assert len(hits) <= 5
    await store.look(DESK.slug, lambda work: work.search.answered(text, 5))
    await store.look(DESK.slug, lambda work: work.catalog.matches(text, 5))


async def test_a_catalogue_is_made_equal_and_numbers_stay(store: Store) -> None:
    async def load(*datasets: Dataset) -> tuple[int, int, int]:
        return await store.write(DESK.slug, lambda work: work.catalog.load(datasets, NOW))

    assert await load(TREES, PERMITS) == (2, 0, 0)
    assert await load(PERMITS, TREES) == (0, 0, 0)
    changed = replace(PERMITS, title="Resident Parking Permits")
    assert await load(changed, BUDGET) == (1, 1, 1)
    numbers = await store.look(DESK.slug, lambda work: [work.catalog.dataset(at) for at in (1, 2, 3, 4)])
    assert numbers == [replace(TREES, number=1), replace(changed, number=2), replace(BUDGET, number=3), None]
    assert await store.look(DESK.slug, lambda work: work.catalog.size()) == 2
    assert await load(TREES, changed, BUDGET) == (1, 0, 0), "who comes back is new and has the old number"
    back = await store.look(DESK.slug, lambda work: work.catalog.matches("street tree", 3))
    assert [each.number for each in back] == [1]


async def test_names_complete_from_what_the_catalogue_holds_now(store: Store) -> None:
    async def matches(words: str) -> list[str]:
        found = await store.look(DESK.slug, lambda work: work.catalog.matches(words, 5))
        return [each.title for each in found]

    assert await matches("tree") == []
    await store.write(DESK.slug, lambda work: work.catalog.load([TREES, PERMITS], NOW))
    assert await matches("tree") == ["Street Trees"]
    assert await matches("DS-2") == ["Parking Permits"]
    assert await matches("82ZB-qrst") == ["Street Trees"]
    await store.write(DESK.slug, lambda work: work.catalog.load([PERMITS], NOW))
    assert await matches("tree") == []


async def test_a_question_shows_its_datasets_title(store: Store) -> None:
    await store.write(DESK.slug, lambda work: work.catalog.load([TREES], NOW))
    await store.write(DESK.slug, lambda work: ask(work, dataset=1))
    await store.write(DESK.slug, lambda work: work.catalog.load([], NOW))
    found = await store.look(DESK.slug, lambda work: work.questions.get(1))
    assert found is not None
    assert found.dataset_title == "Street Trees"
