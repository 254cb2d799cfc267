"""Routing: who is asked, who is not, and why (interaction.md, section 4.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Dataset
from bot.desk import Desk, Topic
from bot.people.lessons import Lesson
from bot.people.model import Champion, Level, RosterRow
from bot.people.persons import Roster, roster_of
from bot.questions.routing import Matter, Offer, Ranked, offer, rank, topic_of
from bot.questions.search import Hit
from bot.speech.words import words
from tests.speech.texts import HOSTILE, anything

TUESDAY = datetime(2026, 10, 13, 14, 0, tzinfo=UTC)  # 10 in the morning in New York
SUNDAY = datetime(2026, 10, 11, 14, 0, tzinfo=UTC)
TOPICS = (
    Topic("Trees", ("tree", "canopy"), "Parks", "Ben Okafor"),
    Topic("Streets", ("street", "paving", "pothole"), "Public Works"),
    Topic("Budget", ("budget", "spending"), "Finance"),
)
DESK = Desk("springfield", "Springfield", topics=TOPICS)
TREES = Dataset("82zb-7qc9", "Street Trees", department="Parks", topics=("Trees",), number=17)
SAY = words("en")


def person(number: int, name: str, *topics: str, level: Level = Level.EXTERNAL, **values: Any) -> Champion:
    away = values.pop("away_until", None)
    return Champion(number, RosterRow(name, level, topics=topics, **values), away_until=away)


def ranked(question: str, *people: Champion, at: datetime = TUESDAY, **values: Any) -> tuple[Ranked, ...]:
    loads, not_for = values.pop("loads", {}), values.pop("not_for", ())
    return rank(Matter(question, **values), DESK, roster_of(people), DESK.calendar, loads, at, not_for)


def names(found: tuple[Ranked, ...]) -> list[str]:
    return [each.champion.public_name for each in found]


def offered(question: str, *people: Champion, **values: Any) -> Offer:
    return offer(ranked(question, *people, **values), roster_of(people), "Trees", DESK)


ANA = person(1, "Ana Flores", "Streets", datasets=("82zb-*",))
BEN = person(2, "Ben Okafor", "Trees")
CLEO = person(3, "Cleo Park", "Streets")


def test_whoever_looks_after_the_named_dataset_comes_before_topic_and_words() -> None:
    found = ranked("Why is the tree canopy wrong?", CLEO, BEN, ANA, dataset=TREES)
    assert names(found) == ["Ana Flores", "Ben Okafor", "Cleo Park"]
    assert found[0].why(SAY) == "looks after Street Trees, works today"


def test_a_stated_topic_comes_before_the_words() -> None:
    found = ranked("How deep are the potholes in our street?", BEN, CLEO, topic="trees")
    assert names(found) == ["Ben Okafor", "Cleo Park"]
    assert found[0].why(SAY) == "looks after Trees, works today"


def test_the_words_alone_point_to_a_topic() -> None:
    found = ranked("When was the paving of my street?", BEN, CLEO)
    assert names(found)[0] == "Cleo Park"
    assert [each.fits for each in found] == [True, False]


@pytest.mark.parametrize("pattern", ["82zb-7qc9", "82zb-*", "street trees", "DS-17", "ds-17"])
def test_a_dataset_is_named_by_id_pattern_title_or_number(pattern: str) -> None:
    assert ranked("?", person(4, "Dee", datasets=(pattern,)), dataset=TREES)[0].knows


def test_the_department_that_owns_the_dataset_knows_it() -> None:
    (found,) = ranked("?", person(4, "Dee", department="parks"), dataset=TREES)
    assert found.why(SAY).startswith("works for parks")


def test_who_asks_in_spanish_is_sent_to_somebody_who_speaks_it_among_equals() -> None:
    eva = person(9, "Eva Soto", "Trees", languages=("en", "es-419"))
    assert names(ranked("¿Dónde están los árboles?", BEN, eva, language="es", topic="Trees"))[0] == "Eva Soto"
    assert "speaks Spanish" in ranked("?", BEN, eva, language="es", topic="Trees")[0].why(SAY)
    assert names(ranked("Where are the trees?", BEN, eva, topic="Trees"))[0] == "Ben Okafor"


def test_language_does_not_outweigh_the_subject() -> None:
    eva = person(9, "Eva Soto", "Budget", languages=("es",))
    assert names(ranked("?", BEN, eva, language="es", topic="Trees"))[0] == "Ben Okafor"


def test_while_somebody_is_away_their_cover_stands_in_or_else_their_backup() -> None:
    away = replace(BEN, away_until=date(2026, 10, 13), cover=7)
    cover, backup = person(7, "Ida Berg", "Budget"), person(8, "Lou Reyes", "Budget")
    found = ranked("tree", away, cover, backup)
    assert names(found) == ["Ida Berg", "Lou Reyes"]
    assert found[0].why(SAY).startswith("stands in for Ben Okafor, looks after Trees")
    named = replace(away, cover=0, row=replace(away.row, backup="Lou Reyes"))
    assert names(ranked("tree", named, cover, backup))[0] == "Lou Reyes"
    both_away = replace(cover, away_until=date(2026, 10, 14))
    assert names(ranked("tree", away, both_away)) == []


def test_whoever_is_away_is_left_out_until_the_day_after() -> None:
    away = replace(BEN, away_until=date(2026, 10, 13))
    assert ranked("tree", away) == ()
    assert names(ranked("tree", replace(away, away_until=date(2026, 10, 12)))) == ["Ben Okafor"]


def test_whoever_works_today_comes_before_whoever_does_not() -> None:
    weekend = person(4, "Dee", "Trees", hours="Sat-Sun 09:00-17:00")
    assert names(ranked("tree", BEN, weekend)) == ["Ben Okafor", "Dee"]
    assert names(ranked("tree", BEN, weekend, at=SUNDAY)) == ["Dee", "Ben Okafor"]


def test_whoever_holds_less_comes_first_and_whoever_is_full_is_not_asked() -> None:
    dee = person(4, "Dee", "Trees")
    assert names(ranked("tree", BEN, dee, loads={2: 3, 4: 1})) == ["Dee", "Ben Okafor"]
    late = person(4, "Dee", "Trees", hours="Sat-Sun 09:00-17:00")
    assert names(ranked("tree", BEN, late, loads={2: 5})) == ["Dee"]
    assert offered("tree", BEN, loads={2: 5}).first is None


def test_executives_are_never_asked() -> None:
    assert ranked("tree", person(4, "Dee", "Trees", level=Level.EXECUTIVE)) == ()


def test_an_internal_champion_comes_after_an_external_one_who_knows_it() -> None:
    inside = person(4, "Dee", datasets=("82zb-*",), level=Level.INTERNAL)
    assert names(ranked("tree", inside, BEN, dataset=TREES)) == ["Ben Okafor", "Dee"]
    assert names(ranked("budget", inside, BEN, dataset=TREES, not_for=(2,))) == ["Dee"]


def test_who_helps_with_everything_is_asked_only_where_nobody_knows() -> None:
    generalist = person(4, "Dee", "*")
    assert names(ranked("tree", generalist, BEN)) == ["Ben Okafor", "Dee"]
    found = offered("When does the library open?", generalist, BEN)
    assert found.first is not None
    assert found.first.why(SAY) == "helps with every topic, works today"


def test_where_nobody_fits_nobody_is_asked_and_a_guess_is_given() -> None:
    found = offered("When does the library open?", BEN, CLEO)
    assert (found.first, found.backup) == (None, None)
    assert found.best_guess is not None
    assert offered("tree") == Offer("Trees")


def test_the_asker_and_who_declined_are_not_asked() -> None:
    assert names(ranked("tree", BEN, person(4, "Dee", "Trees"), not_for=(2,))) == ["Dee"]


def test_a_search_of_the_catalogue_is_weak_evidence_of_the_department() -> None:
    found = (Hit("dataset", 17, "Street Trees", office="Parks"),)
    dee, eli = person(4, "Dee", department="Parks"), person(5, "Eli", department="Finance")
    assert [(each.champion.public_name, each.fits) for each in ranked("How old is it?", eli, dee, leads=found)] == [
        ("Dee", True),
        ("Eli", False),
    ]
    assert names(ranked("paving", dee, CLEO, leads=found))[0] == "Cleo Park"


def test_the_backup_is_their_own_then_the_topics_then_the_next() -> None:
    first = person(4, "Dee", "Trees", datasets=("82zb-*",), backup="Cleo Park")
    assert offered("tree", first, BEN, CLEO, dataset=TREES).backup == CLEO
    alone = replace(first, row=replace(first.row, backup=""))
    assert offered("tree", alone, BEN, CLEO, dataset=TREES).backup == BEN
    nobody = replace(first, row=replace(first.row, backup="Somebody who left"))
    assert offered("tree", nobody, dataset=TREES).backup is None


@pytest.mark.parametrize(
    ("matter", "topic"),
    [
        (Matter("Where are the trees?"), "Trees"),
        (Matter("paving of the street", topic="budget"), "Budget"),
        (Matter("?", dataset=TREES), "Trees"),
        (Matter("When does the library open?"), ""),
    ],
)
def test_what_a_question_is_about(matter: Matter, topic: str) -> None:
    assert topic_of(matter, DESK, roster_of((ANA, BEN, CLEO))) == topic


matters = st.builds(
    Matter, st.one_of(anything, st.sampled_from(HOSTILE)), st.sampled_from(("en", "es", "es-419", "pt-BR", "nl")),
    st.sampled_from((None, TREES)), st.one_of(st.just(""), anything),
)  # fmt: skip


@given(
    matters,
    st.permutations((ANA, BEN, CLEO, person(4, "Dee", "*"))),
    st.dictionaries(st.integers(1, 4), st.integers(0, 9)),
)
def test_any_words_are_ranked_and_always_the_same_way(
    matter: Matter, people: list[Champion], loads: dict[int, int]
) -> None:
    found = rank(matter, DESK, roster_of(people), DESK.calendar, loads, TUESDAY)
    again = rank(matter, DESK, roster_of(sorted(people, key=lambda each: each.number)), DESK.calendar, loads, TUESDAY)
    assert found == again
    assert {each.champion for each in found} == {each for each in people if loads.get(each.number, 0) < each.max_open}
    assert all(each.why(SAY) for each in found if each.fits)
    made = offer(found, Roster(tuple(people)), topic_of(matter, DESK, roster_of(people)), DESK)
    assert made.first is None or made.first.champion != made.backup


def test_what_was_learned_goes_before_everything_but_a_topic_that_somebody_stated() -> None:
    by_words, by_dataset = Lesson("Streets", ("elm", "avenue", "canopy", "map")), Lesson("Streets", (), TREES.number)

    def first(question: str, lesson: Lesson, **values: Any) -> Ranked:
        roster = Roster((BEN, CLEO), (lesson,))
        return rank(Matter(question, **values), DESK, roster, DESK.calendar, {}, TUESDAY)[0]

    found = first("The canopy map misses Elm Street", by_words)
    assert found.champion is CLEO
    assert found.why(SAY) == "looks after Streets, is sent questions like this, works today"
    assert first("The canopy of Oak Hill", by_words).champion is BEN, "one word of four is not enough"
    assert first("How old are they?", by_dataset, dataset=TREES).champion is CLEO
    assert first("How old are the trees?", by_dataset).champion is BEN
    assert first("The canopy map misses Elm Street", by_words, topic="Trees").champion is BEN
