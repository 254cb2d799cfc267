"""Real answers of CKAN and udata, read where CHAMPIONS_DATA says they lie."""

import json
import lzma
import os
from pathlib import Path

import pytest

from adapters.portals.listing import PortalError
from adapters.portals.page import Page
from bot.catalog.sighting import Published
from frontdoor.kinds import kind_named

DATA = os.environ.get("CHAMPIONS_DATA")
pytestmark = pytest.mark.skipif(
    DATA is None, reason="CHAMPIONS_DATA is not set: the real answers are not on this machine"
)
BRAZIL = "ckan/dados.gov.br.package_search.first300.json.xz"
SPACE = "ckan/legado.dados.gov.br_api_3_action_package_search_q_organization_3Aagencia_espacial_brasilei.json.xz"
NONE = "ckan/legado.dados.gov.br_api_3_action_group_package_show_id_agricultura_extrativismo_e_pescaa.json.xz"
FRANCE = "udata_agpl_repo/datasets.page.json.xz"


def body_of(name: str) -> bytes:
    return lzma.decompress((Path(DATA or "") / "native" / name).read_bytes())


def read(kind: str, body: bytes, host: str) -> tuple[Page, list[Published]]:
    page = kind_named(kind).page(body, kind_named(kind).first(host))
    found = [each.read() for each in page.sightings]
    return page, [each for each in found if each is not None]


def test_the_first_300_of_brazil() -> None:
    page, found = read("ckan", body_of(BRAZIL), "https://dados.gov.br")
    assert (len(found), page.total, page.troubles) == (300, 13_786, ())
    assert "start=300" in page.onward
    assert all(each.created and each.dataset.department and each.dataset.page for each in found)
    assert all("\r" not in each.dataset.description for each in found)
    taxi = next(each for each in found if each.former == ("corridas-do-taxigov",))
    assert taxi.dataset.title == "Sistema de Transportes de Servidores Públicos - TaxiGov"
    assert taxi.dataset.department == "Ministério da Economia - ME"


def test_a_search_that_is_one_page() -> None:
    page, found = read("ckan", body_of(SPACE), "https://dados.gov.br")
    assert (len(found), page.total, page.onward) == (6, 6, "")


def test_what_was_not_found() -> None:
    with pytest.raises(PortalError, match="turned our question down: Não encontrado"):
        read("ckan", body_of(NONE), "https://dados.gov.br")


def test_fifteen_of_france() -> None:
    page, found = read("udata", body_of(FRANCE), "https://www.data.gouv.fr")
    assert (len(found), page.total, page.onward, page.troubles) == (15, 15, "", ())
    assert all(each.created for each in found)
    assert sum(bool(each.dataset.department) for each in found) > 10


def test_prints_of_real_records_outlive_another_order() -> None:
    whole = json.loads(body_of(BRAZIL))
    before = {each.portal_id: each.print for each in read("ckan", body_of(BRAZIL), "https://dados.gov.br")[0].sightings}
    for record in whole["result"]["results"]:
        record["metadata_modified"] = "2030-01-01T00:00:00"
        for name in ("tags", "groups", "resources", "extras"):
            record[name].reverse()
    again = read("ckan", json.dumps(whole).encode(), "https://dados.gov.br")[0].sightings
    assert {each.portal_id: each.print for each in again} == before
