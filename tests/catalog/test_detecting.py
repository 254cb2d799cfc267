"""What one poll says: new, published later, backlog, gone, back, held, not believed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.catalog.detecting import trusted
from bot.catalog.memory import Status
from tests.polls import LONG_AGO, START, day, desk, ids, many, published


def test_the_first_poll_learns_everything_and_says_nothing() -> None:
    city = desk()
    found = city.poll(many(50), START)
    assert (found.status, found.new, found.published_later) == (Status.BASELINE, (), ())
    assert len(found.backlog) == 50
    assert found.memory.size == 50


def test_what_was_made_since_is_new_and_is_said_once() -> None:
    city = desk(*many(5))
    fresh = published("parks", created=day(0.5))
    assert ids(city.poll([*many(5), fresh], day(1)).new) == ["parks"]
    assert city.poll([*many(5), fresh], day(1)).new == ()
    assert city.poll(many(5), day(2)).new == ()
    assert city.poll([*many(5), fresh], day(3)).back == (6,)


@pytest.mark.parametrize(
    ("created", "later", "said"),
    [
        (day(0.5), day(0.7), "new"),
        (day(-90), day(0.7), "published_later"),
        (day(-90), day(-80), "backlog"),  # the listing did not show it before
        (day(0.5) - timedelta(days=20), day(0.6), "published_later"),
    ],
)
def test_two_dates_leave_no_doubt_however_long_the_listing_hid_a_dataset(
    created: datetime, later: datetime, said: str
) -> None:
    city = desk(*many(5))
    city.poll(many(5), day(100))
    found = city.poll([*many(5), published("parks", created=created, later=later)], day(200))
    assert {name: ids(getattr(found, name)) for name in ("new", "published_later", "backlog")} == {
        "new": [],
        "published_later": [],
        "backlog": [],
        said: ["parks"],
    }


@pytest.mark.parametrize(
    ("created", "is_new"),
    [
        (day(29), True),
        (day(17), True),  # made while nobody looked, up to two weeks before it was shown
        (day(15), False),  # the last poll would have shown it
        (LONG_AGO, False),
        (None, True),  # the first sight of it is all there is
        (day(60), True),  # nobody makes a dataset next month: no date at all
        (datetime(2019, 5, 6, tzinfo=UTC), True),  # a day typed by hand, where the portal's own dates have a time
    ],
)
def test_a_single_date_must_be_recent(created: datetime | None, is_new: bool) -> None:
    city = desk(*many(5))
    city.poll(many(5), day(29))
    found = city.poll([*many(5), published("parks", created=created)], day(30))
    assert ids(found.new if is_new else found.backlog) == ["parks"]


def test_a_single_date_since_the_last_poll_is_recent_however_long_ago_that_was() -> None:
    city = desk(*many(5))
    assert ids(city.poll([*many(5), published("parks", created=day(2))], day(60)).new) == ["parks"]


def test_days_are_believed_where_the_portal_writes_no_times() -> None:
    noon = datetime(2026, 3, 2, tzinfo=UTC)
    city = desk(*(published(f"set-{each}", created=noon - timedelta(days=each)) for each in range(5)))
    listed = [published(f"set-{each}", created=noon - timedelta(days=each)) for each in range(5)]
    old, today = published("old", created=noon - timedelta(days=400)), published("today", created=noon)
    found = city.poll([*listed, old, today], START + timedelta(hours=2))
    assert (ids(found.new), ids(found.backlog)) == (["today"], ["old"])


def test_a_listing_that_shrank_beyond_reason_says_nothing_until_it_recovers() -> None:
    city = desk(*many(100))
    found = city.poll([*many(30), published("parks", created=day(1))], day(1))
    assert found.status is Status.QUARANTINED
    assert (found.new, found.missing, found.retired, found.backlog) == ((), (), (), ())
    assert found.memory.quarantined_at == day(1)
    assert city.poll(many(49), day(2)).memory.quarantined_at == day(1)
    recovered = city.poll([*many(98), published("parks", created=day(1))], day(60))
    assert (recovered.status, ids(recovered.new)) == (Status.OK, ["parks"])
    assert recovered.memory.quarantined_at is None
    assert len(recovered.missing) == 2


def test_a_coordinator_may_say_that_a_shrunken_listing_is_right() -> None:
    city = desk(*many(100))
    assert city.poll(many(10), day(1)).status is Status.QUARANTINED
    city.register.memory = trusted(city.register.memory)
    found = city.poll(many(10), day(2))
    assert (found.status, len(found.missing), found.memory.size) == (Status.OK, 90, 10)


def test_one_poll_that_shows_too_much_does_not_become_the_habit() -> None:
    city = desk(*many(100))
    city.poll(many(300), day(1))
    assert city.poll(many(120), day(2)).status is Status.OK


@pytest.mark.parametrize("records", [[], many(3)])
def test_an_empty_listing_and_a_poll_older_than_the_last_say_nothing(records: list[object]) -> None:
    city = desk(*many(5))
    city.poll(many(5), day(3))
    before = city.register.memory
    found = city.poll(many(3) if records else [], day(1))
    assert found.status is Status.QUARANTINED
    assert (found.missing, found.retired, found.memory.counted_at) == ((), (), before.counted_at)


def test_an_empty_first_poll_is_no_baseline() -> None:
    city = desk()
    assert city.poll([], START).status is Status.QUARANTINED
    assert city.register.memory.baseline_at is None
    assert city.poll(many(50), day(1)).status is Status.BASELINE


def test_a_clock_that_went_ahead_stops_everything_until_a_coordinator_says_so() -> None:
    city = desk(*many(5))
    city.poll(many(5), day(4000))
    assert city.poll(many(6, created=day(1)), day(2)).status is Status.QUARANTINED
    city.register.memory = trusted(city.register.memory)
    assert city.poll([*many(5), published("parks", created=day(1))], day(2)).new


def test_more_than_twenty_at_once_are_held_and_never_said_later() -> None:
    city = desk(*many(30))
    flood = many(21, start=100, created=day(1))
    found = city.poll([*many(30), *flood], day(1.5))
    assert (found.status, len(found.new)) == (Status.HELD, 21)
    assert city.poll([*many(30), *flood], day(2)).new == ()


def test_many_made_in_one_second_are_held_and_many_of_one_day_are_not() -> None:
    city = desk(*many(30))
    batch = [published(f"layer-{each}", created=day(1)) for each in range(11)]
    assert city.poll([*many(30), *batch], day(1.5)).status is Status.HELD
    city = desk(*many(30))
    assert city.poll([*many(30), *many(11, start=100, created=day(1))], day(1.5)).status is Status.OK


def test_a_backlog_of_hundreds_holds_nothing() -> None:
    city = desk(*many(300))
    found = city.poll([*many(500), published("parks", created=day(0.5))], day(1))
    assert (found.status, ids(found.new), len(found.backlog)) == (Status.OK, ["parks"], 200)


def test_missing_is_not_gone_until_a_month_has_passed() -> None:
    city = desk(*many(10))
    assert city.poll(many(9), day(1)).missing == (10,)
    assert city.poll(many(9), day(20)).retired == ()
    assert city.poll(many(10), day(25)).back == (10,)
    assert city.poll(many(9), day(26)).missing == (10,)
    found = city.poll(many(9), day(57))
    assert (found.retired, found.replaced) == ((10,), ())
    assert city.poll(many(9), day(90)).retired == ()
    assert city.poll(many(10), day(91)).back == (10,)


def test_what_the_city_made_anew_replaces_the_old_at_once() -> None:
    old = published("old", "Water mains")
    city = desk(*many(9), old)
    found = city.poll([*many(9), published("anew", "Water Mains", created=day(0.5))], day(1))
    assert (ids(found.new), found.retired, found.replaced) == (["anew"], (10,), ((10, "anew"),))


def test_an_id_that_stands_twice_counts_once() -> None:
    city = desk(*many(5), *many(5))
    assert city.register.memory.size == 5
    twice = published("parks", created=day(1))
    assert ids(city.poll([*many(5), twice, twice], day(1)).new) == ["parks"]


def test_an_item_and_its_layer_are_said_once() -> None:
    city = desk(*many(5))
    item, layer = (published(each, "Survey", created=day(0.5)) for each in ("5ca8", "5ca8_0"))
    assert ids(city.poll([*many(5), item, layer], day(1)).new) == ["5ca8"]
    view = published("5ca8_view", "Survey", created=day(0.5))
    assert ids(city.poll([*many(5), item, layer, view], day(2)).backlog) == ["5ca8_view"]
