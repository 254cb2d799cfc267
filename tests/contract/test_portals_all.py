"""Every kind of portal keeps the contract: the table and the suite name the same ones."""

from importlib import import_module
from pathlib import Path

import pytest

from adapters import ALSO_CALLED, PORTALS
from frontdoor.kinds import kind_named
from tests.contract.portals import kinds_with_a_contract


def test_every_kind_keeps_the_contract() -> None:
    for file in Path(__file__).parent.glob("test_portals_*.py"):
        import_module(f"tests.contract.{file.stem}")
    assert kinds_with_a_contract() == set(PORTALS)


@pytest.mark.parametrize("name", [*PORTALS, *ALSO_CALLED])
def test_every_name_of_a_kind_leads_to_one(name: str) -> None:
    kind = kind_named(name)
    assert kind.first("https://data.gullbay.example/x.json").startswith("https://data.gullbay.example/")
