"""The year of the showcase: a quarter of it, whole; and each of its counters sees what it is there to see."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.showcase_year import counting
from benchmarks.showcase_year.counting import Post, Shown
from benchmarks.showcase_year.course import Course
from benchmarks.showcase_year.judged import BESIDE, COUNTERS, judged, shown_by
from benchmarks.showcase_year.ledger import Choice
from benchmarks.showcase_year.plan import Plan

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Three months, lived."""
    folder = tmp_path_factory.mktemp("year")
    lived = Course(f"sqlite:///{Path(folder, 'year.sqlite3')}", Plan(projects=30, days=90, seed=4))
    asyncio.run(lived.run())
    return lived


@pytest.fixture
def shown(course: Course) -> Shown:
    """What the desk with three slots a week has shown."""
    return shown_by(course, 1)


def test_a_quarter_of_a_year_keeps_every_promise(course: Course) -> None:
    found = judged(course)
    assert {name: found[name] for name in (*COUNTERS, *BESIDE)} == dict.fromkeys((*COUNTERS, *BESIDE), 0), found
    assert found["projects"] == 30
    called_off = 2 * found["showings"] - found["posts"]  # taken back before a platform had it
    assert 0 < called_off <= 6
    assert found["showings"] > 25
    assert min(found[each] for each in ("again_with_news", "ended", "falls")) > 0


def told(shown: Shown, posts: Sequence[Post]) -> dict[str, int]:
    """What the counters say where these were the posts."""
    other = replace(shown, posts=tuple(posts))
    return {name: len(list(counter(other))) for name, counter in (COUNTERS | BESIDE).items()}


def first(shown: Shown) -> Post:
    """The first post of something that was never taken back, and never shown again."""
    times = [each.project for each in shown.showings]
    alone = [each for each in shown.posts if times.count(each.project) == 1]
    return min((e for e in alone if shown.ledger.fates[e.project].ended is None), key=lambda each: each.at)


def test_the_same_project_once_more_is_counted(shown: Shown) -> None:
    post = first(shown)
    later = max(each.at for each in shown.posts)
    found = told(shown, [*shown.posts, replace(post, at=later + HOUR)])
    assert found["repeats_without_news"] == 1
    assert found["out_of_slot"] > 0
    assert list(counting.repeats_without_news(shown)) == []


Bent = Callable[[Shown, Post], list[Post]]


def late(shown: Shown, post: Post) -> list[Post]:
    """Every platform had it two hours after its slot."""
    return [replace(e, at=e.at + 2 * HOUR) if e.slot == post.slot else e for e in shown.posts]


def late_on_one(shown: Shown, post: Post) -> list[Post]:
    return [replace(each, at=each.at + 2 * HOUR) if each == post else each for each in shown.posts]


def never_on_one(shown: Shown, post: Post) -> list[Post]:
    return [each for each in shown.posts if each != post]


def not_at_all(shown: Shown, post: Post) -> list[Post]:
    """A slot passed, and somebody waited."""
    return [each for each in shown.posts if each.slot != post.slot]


@pytest.mark.parametrize("bent", [late, late_on_one, never_on_one, not_at_all])
def test_what_comes_late_or_not_at_all_is_counted(shown: Shown, bent: Bent) -> None:
    assert told(shown, bent(shown, first(shown)))["out_of_slot"] > 0


def test_who_overtakes_is_counted(shown: Shown) -> None:
    """Two projects change places, the first of them waiting longer."""
    line = [each for each in shown.showings if shown.before(each.project, each.at) == []]
    one, other = next((one, other) for one in line for other in line if _waited(shown, other.project, one))
    moved = {one.project: other.at, other.project: one.at}
    posts = [replace(each, at=moved.get(each.project, each.at)) for each in shown.posts]
    assert told(shown, posts)["unfair"] > 0


def _waited(shown: Shown, project: int, before: counting.Showing) -> bool:
    """Whether another maker's project waited when that one was shown, and came to wait after it."""
    theirs, mine = shown.ledger.fates[project], shown.ledger.fates[before.project]
    since = theirs.waits_since([], before.at)
    return since is not None and theirs.maker != mine.maker and mine.approved is not None and since > mine.approved


def test_what_a_coordinator_chose_and_did_not_get_is_counted(shown: Shown) -> None:
    every = shown.showings
    one, other = next((a, b) for a in every for b in every if a.at < b.at and _waited(shown, b.project, a))
    choice = Choice(one.at - timedelta(minutes=1), other.project, "next")
    ledger = replace(shown.ledger, choices=[*shown.ledger.choices, choice])
    assert list(counting.unfair(replace(shown, ledger=ledger)))


def test_what_is_about_nothing_is_counted(shown: Shown) -> None:
    post = first(shown)
    assert told(shown, [replace(post, said="Nothing this week", text="Nothing this week")])["empty_posts"] == 1
    assert told(shown, [replace(post, slot="showcase/quiet")])["empty_posts"] == 1
    gone = replace(shown.ledger.fates[post.project], ended=post.at - HOUR)
    ledger = replace(shown.ledger, fates={**shown.ledger.fates, post.project: gone})
    tampered = replace(shown, ledger=ledger)
    assert len(list(counting.empty_posts(tampered))) == 2  # on both platforms
    assert len(list(counting.left_standing(tampered))) == 2
