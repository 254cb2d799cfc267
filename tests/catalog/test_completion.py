import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.catalog.completion import Titles, best_matches, fold
from bot.catalog.model import Dataset

NAMES = [
    "Street Sweeping Schedule",
    "Street Trees",
    "Tree Planting Requests",
    "Park Boundaries",
    "Parking Tickets",
    "Fire Hydrants",
    "Árboles del Río",
    "Zoning Districts",
    "17th Street Closures",
]
CITY = Titles([Dataset(f"AbCd-{at:04}", name, number=at) for at, name in enumerate(NAMES, start=1)])
MANY = Titles([Dataset(f"id-{at}", f"{NAMES[at % 9]} of Ward {at}", number=at + 1) for at in range(50_000)])

# Letters for which upper and lower case are a plain pair: of others Unicode itself makes two letters of one.
plain_words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzáéñü 0123456789-", max_size=30)
titles_lists = st.lists(plain_words.filter(str.strip), max_size=12)


def named(words: str, limit: int = 25) -> list[str]:
    return [dataset.title for dataset in best_matches(words, CITY, limit)]


def test_a_whole_word_comes_before_a_longer_title_and_a_part_of_a_word_is_no_match() -> None:
    assert named("tree") == ["Street Trees", "Tree Planting Requests"]
    assert named("park") == ["Park Boundaries", "Parking Tickets"]


def test_every_typed_word_must_begin_a_word() -> None:
    assert named("tre str") == ["Street Trees"]


@pytest.mark.parametrize("words", ["DS-2", "ds2", "2", "AbCd-0002", "abcd-0002", " 2 "])
def test_numbers_and_the_portals_own_id_match_exactly(words: str) -> None:
    assert named(words)[0] == "Street Trees"


def test_a_number_stands_before_a_title_that_begins_with_it() -> None:
    seventeen = Titles([Dataset("a", "17th Street Closures", number=1), Dataset("b", "Budget", number=17)])
    assert [found.title for found in best_matches("17", seventeen, 9)] == ["Budget", "17th Street Closures"]


@pytest.mark.parametrize("words", ["arboles", "ÁRBOLES", "rio árb"])
def test_case_and_accents_do_not_matter(words: str) -> None:
    assert named(words) == ["Árboles del Río"]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("stret trees", "Street Trees"), ("hydrnats", "Fire Hydrants"), ("parkng tikets", "Parking Tickets")],
)
def test_slips_of_the_finger_are_forgiven(slip: str, meant: str) -> None:
    assert named(slip)[0] == meant


def test_words_that_are_in_no_title_do_not_hide_the_others() -> None:
    assert named("tree inventory")[0] == "Street Trees"


def test_nothing_like_it_gives_nothing() -> None:
    assert named("qqqqqq") == []
    assert named("???") == []


def test_an_empty_field_offers_the_first_ones() -> None:
    assert named("  ", limit=2) == NAMES[:2]


@given(titles_lists, st.data())
def test_a_title_typed_whole_comes_first(titles: list[str], data: st.DataObject) -> None:
    assume(titles)
    typed = data.draw(st.sampled_from(titles))
    assume(fold(typed))
    listed = Titles([Dataset(f"portal/{at}", title) for at, title in enumerate(titles)])
    assert fold(best_matches(typed, listed, 1)[0].title) == fold(typed)


@given(titles_lists, plain_words, st.integers(min_value=-1, max_value=5))
def test_case_never_changes_the_answer(titles: list[str], words: str, limit: int) -> None:
    listed = Titles([Dataset(f"portal/{at}", title, number=at + 1) for at, title in enumerate(titles)])
    found = best_matches(words, listed, limit)
    assert found == best_matches(words.upper(), listed, limit)
    assert len(found) <= max(limit, 0)
    assert len({dataset.portal_id for dataset in found}) == len(found)


@given(st.text(), st.lists(st.text(min_size=1)))
def test_any_text_is_survived(words: str, titles: list[str]) -> None:
    listed = Titles([Dataset(f"portal/{at}", title) for at, title in enumerate(titles)])
    assert set(best_matches(words, listed, 5)) <= set(listed.datasets)


@pytest.mark.parametrize("words", ["t", "tree", "stret tres", "DS-49999", "xxxx yyyy zzzz"])
def test_fifty_thousand_titles_are_quick(words: str) -> None:
    started = time.perf_counter()
    best_matches(words, MANY, 25)
    # Measured at 10 to 150 ms on a busy two-core machine; the bound only catches a change of kind.
    assert time.perf_counter() - started < 1.5
