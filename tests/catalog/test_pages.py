"""A dataset by its page: however people write the address, and never another's."""

import pytest

from bot.catalog.model import Dataset
from bot.catalog.pages import Pages

HOST = "https://data.example.gov"
TREES = Dataset(f"{HOST}/api/views/82zb-qc66", "Street Trees", page=f"{HOST}/d/82zb-qc66", number=1)
BIKES = Dataset("bike-counters", "Bike Counters", page=f"{HOST}/dataset/bike-counters/", number=2)
SNOW = Dataset("17", "Snow", page=f"{HOST}/item.html?id=0123456789abcdef", number=3)
ONE, TWO = (Dataset(f"x-{n}", f"Shared {n}", page=f"{HOST}/{n}/overview", number=n) for n in (4, 5))
PAGES = Pages([TREES, BIKES, SNOW, ONE, TWO, Dataset("none", "Without a page", number=6)])


@pytest.mark.parametrize(
    ("address", "number"),
    [
        (f"{HOST}/d/82zb-qc66", 1),
        ("http://DATA.example.gov/d/82zb-qc66/", 1),
        (f"{HOST}/Public-Works/Street-Trees/82zb-qc66/about_data?x=1", 1),
        (f"{HOST}/dataset/bike-counters#files", 2),
        (f"{HOST}/dataset/bike-counters/resource/aa11", 2),
        (f"{HOST}/apps/x?id=0123456789abcdef", 3),
        (f"{HOST}/4/overview", 4),
        (f"{HOST}/6/overview", 0),
        ("https://elsewhere.example/d/82zb-qc66", 0),
        (f"{HOST}/", 0),
        ("not an address", 0),
        ("https://[broken/82zb-qc66", 0),
    ],
)
def test_an_address_leads_to_its_dataset_and_no_other(address: str, number: int) -> None:
    found = PAGES.at(address)
    assert (found.number if found else 0) == number
