"""Real catalogues in linked data and a real feed, read where CHAMPIONS_DATA says they lie."""

import os
from pathlib import Path

import pytest

from adapters.portals import dcat_ap, feed

DATA = os.environ.get("CHAMPIONS_DATA")
pytestmark = pytest.mark.skipif(
    DATA is None, reason="CHAMPIONS_DATA is not set: the real catalogues are not on this machine"
)

# Datasets in each file, of how many the publisher and a date are known, and how many notes there are.
EXPECTED = {
    "ckanext_catalog.rdf": (2, 2, 2, 0),
    "ckanext_catalog_pod.jsonld": (1, 1, 1, 0),
    "ckanext_dataset_deri.ttl": (1, 0, 1, 0),
    "ckanext_dataset_gob_es.ttl": (1, 1, 1, 0),
    "ckanext_dataset_gov_de.rdf": (1, 1, 1, 0),
    "ckanext_dataset_sweden.rdf": (1, 1, 1, 0),
    "udata_bnodes.jsonld": (3, 3, 3, 0),
    "udata_bnodes.xml": (3, 3, 3, 0),
    "udata_catalog.xml": (4, 4, 3, 0),
    "udata_datara--5a26b0f6-0ccf-46ad-ac58-734054b91977.rdf.xml": (1, 1, 0, 0),
    "udata_datara--f40c3860-7236-4b30-a141-23b8ae33f7b2.rdf.xml": (1, 1, 1, 0),
    "udata_evian.json": (8, 8, 8, 0),
    "udata_flat.jsonld": (3, 3, 3, 0),
    "udata_geonetwork.xml": (1, 1, 1, 0),
    "udata_nested.jsonld": (1, 1, 1, 0),
    "udata_paged-collection-1.jsonld": (3, 3, 3, 0),
    "udata_paged-collection-2.jsonld": (1, 1, 1, 0),
    "udata_partial-collection-1.jsonld": (3, 3, 3, 0),
    "udata_partial-collection-2.jsonld": (1, 1, 1, 0),
    "udata_series.xml": (1, 0, 1, 0),
    "udata_sig.oreme.rdf": (1, 1, 0, 1),  # the catalogue's own reference to it is another address
    "udata_udata.xml": (2, 2, 2, 0),
}


def native(*parts: str) -> Path:
    return Path(DATA or "", "native", *parts)


@pytest.mark.parametrize(("name", "figures"), EXPECTED.items(), ids=EXPECTED)
def test_every_catalogue_is_read_without_loss(name: str, figures: tuple[int, int, int, int]) -> None:
    found = dcat_ap.KIND.page(native("dcat_ap_agpl_repo", name).read_bytes(), "http://data.test.org/catalog?page=1")
    read = [published for each in found.sightings if (published := each.read())]
    assert all(published.dataset.title for published in read)
    offices = sum(bool(published.dataset.department) for published in read)
    dated = sum(bool(published.published or published.created) for published in read)
    assert (len(read), offices, dated, len(found.troubles)) == figures


def test_no_catalogue_is_forgotten() -> None:
    assert {path.name for path in native("dcat_ap_agpl_repo").iterdir()} == set(EXPECTED)


def test_a_real_feed_is_read() -> None:
    found = feed.KIND.page(native("rss", "nyc_latest-created.excerpt.rss").read_bytes(), "https://x.example/")
    read = [published for each in found.sightings if (published := each.read())]
    assert [each.dataset.portal_id for each in read] == ["n56u-3hzv", "udk9-t2yf", "33mm-wzxh"]
    assert all(each.dataset.page and each.published and "<" not in each.dataset.description for each in read)
    assert found.troubles == ()
