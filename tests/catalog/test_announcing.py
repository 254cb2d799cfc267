"""What is held, what a card names, and who is meant: for any number of datasets, whatever they are called."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog.announcing.asked import is_asked_for
from bot.catalog.announcing.brake import AT_ONE_MOMENT, to_hold
from bot.catalog.announcing.changes import change_card
from bot.catalog.announcing.commands import AnnounceList
from bot.catalog.announcing.lists import ON_A_PAGE, list_card
from bot.catalog.announcing.news import News, by_topic, hears
from bot.catalog.announcing.previewing import whole
from bot.catalog.announcing.views import grouped_card
from bot.catalog.finds import Find, FindKind, HeldFor
from bot.catalog.model import TITLE_ROOM, Dataset
from bot.desk import Announce, Desk, Hearing
from bot.speech.cards import Actions, Bold, Button, Card, Divider, Note, Part, Text
from bot.speech.words import words
from storage.store import SqlStore
from tests.speech.texts import HOSTILE
from tests.stores import DESK as STORED

AT = datetime(2026, 10, 6, 14, tzinfo=UTC)
DESK = Desk("elmford", "Elmford")
NASTY = [each for each in HOSTILE if each.strip()]
titles = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=400).filter(str.strip))
topics = st.sampled_from(["", "Trees", "Streets", "x" * 80, "&<>" * 26, "Árboles"])


def find(number: int, hours: float = 0.0, made: datetime | None = None, hold: int = 0) -> Find:
    return Find(number, FindKind.NEW, AT + timedelta(hours=hours), made, number=number, hold=hold)


def news(title: str, topic: str, number: int = 1) -> News:
    return News(find(number), Dataset(f"id-{number}", title, number=number), topic)


# ── the flood brake ──────────────────────────────────────────────────────────────────────────────────────────

hours = st.lists(st.integers(0, 24 * 14 * 4).map(lambda quarters: quarters / 4), max_size=60)


@given(hours, st.integers(1, 30), st.integers(1, 72))
def test_what_is_held_lies_in_a_window_with_too_many_and_what_is_free_does_not(
    at: list[float], most: int, window: int
) -> None:
    finds = [find(number, each) for number, each in enumerate(at, 1)]
    held = {each.number for each in to_hold(finds, Announce(group_window=window, hold_over=most)).get(HeldFor.MANY, [])}
    long = timedelta(hours=window)
    for each in finds:
        begins = (one.at for one in finds if one.at <= each.at <= one.at + long)
        crowds = (sum(begin <= other.at <= begin + long for other in finds) for begin in begins)
        assert (each.number in held) == any(crowd > most for crowd in crowds)


def test_many_of_one_moment_are_held_and_many_of_one_date_are_not() -> None:
    moment, midnight = AT + timedelta(seconds=7), AT.replace(hour=0)
    several = [find(each, made=moment) for each in range(AT_ONE_MOMENT)]
    assert to_hold(several, Announce()) == {HeldFor.MOMENT: several}
    assert to_hold(several[1:], Announce()) == {}
    assert to_hold([find(each, made=midnight) for each in range(AT_ONE_MOMENT)], Announce()) == {}


def test_what_a_coordinator_has_decided_on_goes_free() -> None:
    assert to_hold([find(each, hold=1) for each in range(100)], Announce()) == {}


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(titles, topics), min_size=2, max_size=40), st.sampled_from(["en", "es", "ar"]))
def test_a_grouped_card_fits_and_names_at_most_three_of_a_topic(some: list[tuple[str, str]], language: str) -> None:
    many = [news(title[:TITLE_ROOM], topic, number) for number, (title, topic) in enumerate(some, 1)]
    card = grouped_card(many, 1, words(language))
    lines = [each for each in card.parts if isinstance(each, Text)]
    assert len(lines) <= len(by_topic(many))
    assert all(str(each.spans[-1]).count("; ") <= 2 for each in lines if all("; " not in t for t, _ in some))
    assert str(len(many)) in card.title


async def test_changes_that_have_no_place_are_counted(sqlite_store: SqlStore) -> None:
    finds = [Find(number, FindKind.MATERIAL, AT, removed=("_" * 60,) * 3) for number in range(1, 31)]
    card = await sqlite_store.look(STORED.slug, lambda work: change_card(work, finds, words("en")))
    *shown, more = (each for each in card.parts if isinstance(each, Text))
    assert more == Text(f"and {30 - len(shown)} more")


@pytest.mark.parametrize("title", NASTY)
def test_five_hundred_of_any_name_are_one_card_and_every_one_is_on_a_page(title: str) -> None:
    many = [news(title, f"Topic {number % 30}", number) for number in range(1, 501)]
    assert grouped_card(many, 1, words("en")).title.startswith("500 new datasets — Topic")
    lines = [(each.dataset, each.topic) for each in many]
    seen: list[str] = []
    for page in range(1, -(-500 // ON_A_PAGE) + 1):
        card = list_card("500 datasets", lines, lambda each: each, page, lambda at: AnnounceList(page=at), words("en"))
        seen += [getattr(each.spans[0], "text", "") for each in card.parts if isinstance(each, Text)]
    assert [each for each in seen if each] == [f"DS-{number}" for number in range(1, 501)]


# ── who is meant ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "title", "meant"),
    [
        ("Where can I find bike counter data?", "Bike Counters 2026", True),
        ("Is there a list of public toilets?", "Public Restrooms and Toilets", False),
        ("Is there a list of public toilets?", "Public Toilets", False),  # one word is not enough
        ("How many trees are there on Elm Street?", "Street Trees", True),
        ("How many trees are there?", "Street Trees", False),
        ("Which data does the city have about the number of reports?", "City Data Report", False),
        ("Where are shelter beds at night, and how many shelter beds?", "Shelter Bed Capacity", True),
        ("snow", "Snow Plow Routes by Priority and Ward", False),
    ],
)
def test_who_asked_is_meant_where_the_words_are_enough(text: str, title: str, meant: bool) -> None:
    assert is_asked_for(text, Dataset("x", title), "en") is meant


def test_a_keyword_helps_where_one_word_of_the_title_is_there() -> None:
    toilets = Dataset("x", "Public Toilets", keywords=("restroom", "park"))
    assert is_asked_for("Are there toilets in the park?", toilets, "en")


@pytest.mark.parametrize(
    ("hearing", "heard"),
    [
        (Hearing("slack/news"), True),
        (Hearing("slack/#x", topics=("streets",)), True),
        (Hearing("slack/#x", topics=("Trees",)), False),
        (Hearing("slack/#x", topics=("Mobility",)), True),  # what the portal says
        (Hearing("slack/#x", departments=("public works",)), True),
        (Hearing("slack/#x", topics=("Trees",), keywords=("bikes",)), True),
        (Hearing("slack/#x", keywords=("bike lane",)), False),
    ],
)
def test_a_room_hears_what_it_wants(hearing: Hearing, heard: bool) -> None:
    bikes = Dataset("x", "Bike Counters", department="Public Works", topics=("Mobility",))
    assert hears(hearing, News(find(1), bikes, "Streets"), DESK) is heard


# ── the look ahead ───────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.integers(0, 8), max_size=30), st.integers(1, 600))
def test_a_look_ahead_shows_whole_rooms_and_counts_the_rest(lines: list[int], long: int) -> None:
    rooms: list[list[Part]] = [
        [Text(Bold(f"room {number}")), *(Text("x" * long) for _ in range(count)), Divider()]
        for number, count in enumerate(lines)
    ]
    beside: list[Part] = [Note("Q-1 asked for it."), Actions(Button("Show list", "opendata-admin announce list"))]
    shown = whole(rooms, beside, "New data", words("en"))
    Card("New data", *beside, *shown, page=True)
    most, at = 0, 0
    while most < len(rooms) and shown[at : at + len(rooms[most])] == rooms[most]:
        at += len(rooms[most])
        most += 1
    counted = [str(each.spans[0]) for each in shown[at:] if isinstance(each, Note)]
    left = len(rooms) - most
    assert [int(each.split()[1]) for each in counted] == [left] * bool(left)
    assert len(shown[at:]) == len(counted)
