"""The judgement: both desks' pockets read, and held against the ledger."""

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.showcase_year import counting
from benchmarks.showcase_year.cities import START, City
from benchmarks.showcase_year.counting import Post, Shown
from benchmarks.showcase_year.course import PLATFORMS, Course
from benchmarks.year.delivered import read

Counter = Callable[[Shown], Iterator[str]]
COUNTERS: dict[str, Counter] = {
    "repeats_without_news": counting.repeats_without_news,
    "out_of_slot": counting.out_of_slot,
    "unfair": counting.unfair,
    "empty_posts": counting.empty_posts,
}
BESIDE: dict[str, Counter] = {"left_standing": counting.left_standing}


def judged(course: Course) -> dict[str, Any]:
    """What the year came to: the counters, what is wrong in sentences, and how much happened."""
    every = [shown_by(course, number) for number in range(len(course.cities))]
    wrong = {
        name: [told for shown in every for told in counter(shown)] for name, counter in (COUNTERS | BESIDE).items()
    }
    for city in course.cities:  # what is on one record only was never posted by us, or is there no more
        wrong["empty_posts"] += read(city).unexplained
    counts = {name: len(told) for name, told in wrong.items()}
    return {
        **counts, "wrong": {name: told[:10] for name, told in wrong.items() if told},
        "projects": sum(len(each.ledger.fates) for each in every), "showings": sum(len(e.showings) for e in every),
        "posts": sum(len(each.posts) for each in every), "slots": sum(len(each.slots) for each in every),
        "again_with_news": sum(len(e.showings) - len({s.project for s in e.showings}) for e in every),
        "ended": sum(fate.ended is not None for each in every for fate in each.ledger.fates.values()),
        "falls": course.falls,
    }  # fmt: skip


def shown_by(course: Course, number: int) -> Shown:
    """All that one desk has shown, read at its pockets."""
    city, ledger, wall = course.cities[number], course.ledgers[number], course.walls[number]
    slots = tuple(wall.slots(START, course.plan.ends))
    return Shown(tuple(_posts(city)), ledger, wall, slots, frozenset(PLATFORMS))


def _posts(city: City) -> Iterator[Post]:
    rooms = {city.room(each) for each in PLATFORMS}
    for each in read(city).messages:
        if each.sent.place in rooms:
            said = city.titles[each.platform, each.id]
            yield Post(each.platform, each.at, each.sent.slot, each.text, said)
