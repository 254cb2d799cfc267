"""What holds for any sequence of polls whatever."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog.detecting import detect
from bot.catalog.memory import Findings, Status
from bot.catalog.sighting import Published
from tests.polls import LONG_AGO, START, day, desk, ids, published, sighting

_MOMENTS = st.one_of(st.none(), st.integers(-400, 40).map(lambda hours: START + timedelta(hours=hours, minutes=7)))
_RECORDS = st.builds(
    lambda number, title, created, later: published(f"set-{number}", f"Title {title}", created, later),
    st.integers(0, 30),
    st.integers(0, 30),
    _MOMENTS,
    _MOMENTS,
)
_LISTINGS = st.lists(_RECORDS, max_size=40)
_POLLS = st.lists(_LISTINGS, min_size=2, max_size=8)


def said(findings: Findings) -> set[str]:
    return {*ids(findings.new), *ids(findings.published_later)}


def plain(findings: Findings) -> dict[str, Any]:
    """Findings without the order of the listing."""
    named = {name: sorted(ids(getattr(findings, name))) for name in ("new", "published_later", "backlog")}
    numbers = {name: sorted(getattr(findings, name)) for name in ("missing", "back", "retired")}
    moved = {
        name: sorted((number, ids([record])) for number, record in getattr(findings, name))
        for name in ("moved", "changed")
    }
    return {**named, **numbers, **moved, "status": findings.status, "memory": findings.memory}


@given(_POLLS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_said_twice_and_nothing_that_was_known(polls: list[list[Published]]) -> None:
    city, ever, announced = desk(), set[str](), set[str]()
    for number, listing in enumerate(polls):
        findings = city.poll(listing, day(number))
        assert not said(findings) & (ever | announced)
        announced |= said(findings)
        if findings.status is not Status.QUARANTINED:
            ever |= set(ids(listing))


@given(_POLLS)
@settings(max_examples=60, deadline=None)
def test_the_same_poll_again_says_nothing_and_changes_nothing(polls: list[list[Published]]) -> None:
    city = desk()
    for number, listing in enumerate(polls):
        city.poll(listing, day(number))
        again = city.poll(listing, day(number))
        told = (again.material, again.changed, again.moved, again.backlog, again.retired, again.missing, again.back)
        assert (said(again), *told) == (set(), *[()] * len(told))


@given(_POLLS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_a_listing_says_nothing(polls: list[list[Published]], dice: Any) -> None:
    city = desk()
    for number, listing in enumerate(polls):
        # Of twins, and of two that could both be one that left, the portal's first counts: so no title twice.
        distinct = list({each.dataset.title: each for each in _once(listing)}.values())
        shuffled = [sighting(each) for each in dice.sample(distinct, len(distinct))]
        judged = detect(city.register.memory, city.register.known, shuffled, day(number))
        assert plain(city.poll(distinct, day(number))) == plain(judged)


def _once(listing: list[Published]) -> list[Published]:
    return list({each.dataset.portal_id: each for each in listing}.values())


@given(_LISTINGS, st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_gone_and_back_is_never_said(listing: list[Published], days: int) -> None:
    always = [published(f"always-{each}", created=LONG_AGO) for each in range(60)]
    city = desk(*always, *listing)
    gone = city.poll(always, day(1))
    assert not said(gone)
    later = city.poll([*always, *listing], day(1 + days))
    assert not said(later)
    assert not later.backlog


@given(_POLLS)
@settings(max_examples=40, deadline=None)
def test_a_number_belongs_to_one_dataset_and_every_id_that_counted_is_found(polls: list[list[Published]]) -> None:
    city = desk()
    for number, listing in enumerate(polls):
        before = {portal_id: each.number for portal_id, each in city.register.known.items()}
        findings = city.poll(listing, day(number))
        after = {portal_id: each.number for portal_id, each in city.register.known.items()}
        assert before.items() <= after.items()
        if findings.status is not Status.QUARANTINED:
            assert set(ids(listing)) <= set(after)
