"""Datasets under other ids are followed; what only looks alike is not."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.catalog.memory import Status
from bot.catalog.sighting import Published
from tests.polls import LONG_AGO, day, desk, ids, many, published


def renamed(records: list[Published], prefix: str = "city::", created: datetime | None = None) -> list[Published]:
    return [published(prefix + each.dataset.portal_id, each.dataset.title, created or each.created) for each in records]


def test_a_migration_of_every_id_moves_everything_and_says_nothing() -> None:
    before = many(100)
    city = desk(*before)
    found = city.poll([*renamed(before), published("parks", created=day(0.5))], day(1))
    assert found.status is Status.MIGRATED
    assert sorted(number for number, _ in found.moved) == list(range(1, 101))
    assert (ids(found.new), found.missing, found.backlog) == (["parks"], (), ())
    assert city.poll(renamed(before), day(2)).missing == (101,)


def test_a_migration_in_two_parts_is_followed_in_both() -> None:
    before = many(60)
    city = desk(*before)
    first = city.poll([*renamed(before[:30]), *before[30:]], day(1))
    second = city.poll(renamed(before), day(2))
    assert (len(first.moved), len(second.moved)) == (30, 30)
    assert (*first.new, *second.new, *first.backlog, *second.backlog) == ()


def test_a_portal_that_goes_back_to_its_old_ids_is_followed_back() -> None:
    before = many(30)
    city = desk(*before)
    city.poll(renamed(before), day(1))
    found = city.poll(before, day(2))
    assert (len(found.moved), found.new, found.missing) == (30, (), ())
    assert city.register.number(1).portal_id == "set-0"


def test_where_old_and_new_id_are_both_listed_the_dataset_stays_where_it_is() -> None:
    before = many(30)
    city = desk(*before)
    city.poll(renamed(before), day(1))
    found = city.poll([*before, *renamed(before)], day(2))
    assert (found.moved, found.new, found.backlog, found.missing) == ((), (), (), ())


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (published("old", "Bus stops"), published("new", "Bus  Stops!"), True),
        (published("old", "Bus stops", None), published("new", "Bus stops"), True),
        (published("old", "Bus stops"), published("new", "Bus stops", None), True),
        (published("a_33", "Parcels"), published("a_12", "Parcels"), True),
        (published("Trails.md", "Trails", None), published("trails", "Existing trails", None), True),
        (published("hospices", "Hospices"), published("pa-hospices", "PA Hospices"), True),
        (published("old", "Bus stops"), published("new", "Zoning"), False),
        (published("old", "Bus stops"), published("new", "Bus stops", LONG_AGO + timedelta(days=90)), False),
        (published("old", "Bus stops", None), published("new", "Zoning", None), False),
    ],
)
def test_a_single_rename(old: Published, new: Published, moved: bool) -> None:
    others = [published(f"set-{each}", created=datetime(2020, 1, each, 9, tzinfo=UTC)) for each in range(1, 9)]
    city = desk(*others, old)
    found = city.poll([*others, new], day(1))
    assert [number for number, _ in found.moved] == ([9] if moved else [])
    assert found.status is Status.OK
    assert len(found.new) + len(found.backlog) == (0 if moved else 1)


def test_a_former_id_that_the_portal_names_is_believed_first() -> None:
    city = desk(*many(8), published("old", "Trees"))
    found = city.poll([*many(8), published("new", "Street trees", None, former=("old",))], day(1))
    assert [number for number, _ in found.moved] == [9]


def test_a_dataset_that_left_long_ago_may_come_back_under_another_id() -> None:
    city = desk(*many(8), published("old", "Trees"))
    city.poll(many(8), day(1))
    assert city.poll(many(8), day(40)).retired == (9,)
    found = city.poll([*many(8), published("new", "Trees")], day(80))
    assert ([number for number, _ in found.moved], found.back) == ([9], (9,))


def test_other_software_may_date_everything_anew() -> None:
    before = many(100)
    city = desk(*before)
    move = day(0.9)
    moved = [published(f"item-{each}", one.dataset.title, move) for each, one in enumerate(before)]
    found = city.poll([*moved, published("parks", created=day(0.5))], day(1))
    assert (found.status, len(found.moved), ids(found.new)) == (Status.MIGRATED, 100, ["parks"])


def test_a_dozen_made_anew_under_their_old_titles_are_no_migration() -> None:
    before = many(100)
    city = desk(*before)
    anew = [
        published(f"anew-{n}", each.dataset.title, day(0.5) + timedelta(minutes=n))
        for n, each in enumerate(before[:12])
    ]
    found = city.poll([*before[12:], *anew], day(1))
    assert (found.status, len(found.new), len(found.replaced)) == (Status.OK, 12, 12)


def test_two_of_one_title_and_day_are_matched_by_the_second() -> None:
    morning, evening = LONG_AGO, LONG_AGO + timedelta(hours=8)
    city = desk(*many(8), published("a", "Calls", morning), published("b", "Calls", evening))
    found = city.poll([*many(8), published("y", "Calls", evening), published("x", "Calls", morning)], day(1))
    assert {number: record.dataset.portal_id for number, record in found.moved} == {9: "x", 10: "y"}
