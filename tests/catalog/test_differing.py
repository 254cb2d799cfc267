"""What is material to those who rely on a dataset."""

from bot.catalog.differing import differing
from bot.catalog.memory import Change, Known
from tests.polls import day, desk, many, published

KNOWN = Known(7, "parks", b"", "Parks", columns=("Area", "Name", "Ward"))


def change(*columns: str) -> Change | None:
    return differing(KNOWN, published("parks", columns=columns))


def test_columns_that_went_and_got_another_name() -> None:
    lost = change("Name", "Ward")
    assert lost is not None
    assert (lost.removed, lost.renamed) == (("Area",), ())
    renamed = change("Area (ha)", "Name", "Ward")
    assert renamed is not None
    assert (renamed.removed, renamed.renamed) == ((), (("Area", "Area (ha)"),))
    both = change("area", "District", "Owner", "Name")
    assert both is not None
    assert (both.removed, both.renamed) == (("Ward",), (("Area", "area"),))


def test_columns_that_came_or_moved_or_are_not_told_any_more_are_no_change() -> None:
    assert change("Ward", "Name", "Area") is None
    assert change("Area", "Name", "Owner", "Ward") is None
    assert change() is None


def test_an_end_and_a_correction_are_told_once() -> None:
    city = desk(*many(5), published("parks"))
    ended = published("parks", stopped="No longer updated.", correction="The 2025 figures were too high.")
    found = city.poll([*many(5), ended], day(1))
    assert [(each.number, each.stopped, each.corrected) for each in found.material] == [
        (6, "No longer updated.", "The 2025 figures were too high.")
    ]
    again = published("parks", "Parks and greens", stopped=ended.stopped, correction=ended.correction)
    found = city.poll([*many(5), again], day(2))
    assert ([number for number, _ in found.changed], found.material) == ([6], ())
