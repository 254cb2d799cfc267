"""The catalogue's benchmark: that its listings are what they say, and one tiny run."""

import json

from adapters.portals import data_json, socrata
from benchmarks.catalog.listings import PAGE, catalogue, four_by_four, listings, pages
from benchmarks.catalog.polls import workplace
from benchmarks.catalog.ratios import ratios


def test_another_order_is_another_file_and_says_the_same() -> None:
    found = listings()
    for count in (3, 900):
        assert len({four_by_four(number) for number in range(count)}) == count
    bodies = [catalogue(found.catalogue, 900, seed) for seed in (0, 1)]
    assert bodies[0] != bodies[1]
    prints = [{each.portal_id: each.print for each in data_json.page(body, "").sightings} for body in bodies]
    assert prints[0] == prints[1]
    assert len(prints[0]) == 900
    shown = [b"".join(pages(found.discovery, 2 * PAGE, seed)) for seed in (0, 1)]
    assert shown[0] != shown[1]
    both = [
        {each.portal_id: each.print for body in pages(found.discovery, 2 * PAGE, seed)
         for each in socrata.page(body, "https://data.city.example/api/catalog/v1?limit=100").sightings}
        for seed in (0, 1)
    ]  # fmt: skip
    assert both[0] == both[1]
    assert len(both[0]) == 2 * PAGE


async def test_a_tiny_run_says_the_two_figures() -> None:
    with workplace() as folder:
        figures = await ratios(listings(), 60, 1, folder, lambda told: None)
    assert json.loads(json.dumps(figures)).keys() >= {"identical_ratio", "reordered_ratio"}
