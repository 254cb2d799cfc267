"""The contract of portals, kept by those that write linked data, DCAT-US 3.0, or a feed."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from yarl import URL

from tests.contract.portal import Records
from tests.contract.portals import PortalContract
from tests.contract.test_portals_json import AT_MOST, turned

FIXTURES = Path(__file__).parents[1] / "portals" / "fixtures"
Fields = dict[str, Any]

_NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"'
    ' xmlns:dct="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/"'
    ' xmlns:hydra="http://www.w3.org/ns/hydra/core#"'
)


def elements(record: Fields) -> str:
    """One element for each text of a record, in its order."""
    pairs = [(name, each) for name, value in record.items() for each in (value if isinstance(value, list) else [value])]
    return "".join(f"<{name}>{escape(each)}</{name.split()[0]}>" for name, each in pairs)


class DcatApNative:
    """RDF/XML in pages, as CKAN and udata write it."""

    address = "/"

    def records(self, count: int) -> list[Any]:
        return [
            {
                "dct:identifier": f"id-{number:04}",
                'dct:title xml:lang="en"': f"Dataset {number}",
                'dct:title xml:lang="de"': f"Datensatz {number} für alle",
                "dct:description": "Where one may dig, and where not.",
                "dcat:keyword": ["shellfish", "clams", "flats"],
                "dct:issued": "2019-06-03",
            }
            for number in range(count)
        ]

    def answer(self, records: Records, url: URL) -> bytes:
        page = int(url.query.get("page", 1))
        shown = records[(page - 1) * AT_MOST : page * AT_MOST]
        base = url.origin()
        listed = "".join(f"<dcat:Dataset>{elements(each)}</dcat:Dataset>" for each in shown)
        onward = str(url.update_query(page=page + 1)) if page * AT_MOST < len(records) else ""
        following = f'<hydra:next rdf:resource="{escape(onward)}"/>' if onward else ""
        view = f'<hydra:PartialCollectionView rdf:about="{escape(str(url))}">{following}</hydra:PartialCollectionView>'
        total = f"<hydra:totalItems>{len(records)}</hydra:totalItems>"
        catalogue = f'<dcat:Catalog rdf:about="{base}/">{total}</dcat:Catalog>'
        return f'<?xml version="1.0"?><rdf:RDF {_NAMESPACES}>{listed}{catalogue}{view}</rdf:RDF>'.encode()

    def otherwise(self, record: Any) -> Any:
        spaced = {name: f"\n  {value} " if isinstance(value, str) else value for name, value in turned(record).items()}
        return spaced | {"dct:accrualPeriodicity": "a moment ago"}

    def renamed(self, record: Any) -> Any:
        return record | {'dct:title xml:lang="en"': "Another Title"}

    def broken(self) -> list[Any]:
        return [{}, {"dct:title": "no id"}, {"dct:identifier": "x"}, {"dct:identifier": "y" * 501, "dct:title": "Y"}]

    def leading(self, body: bytes, address: str) -> bytes:
        return re.sub(rb'hydra:next rdf:resource="[^"]*"', f'hydra:next rdf:resource="{address}"'.encode(), body)

    def claiming(self, body: bytes, total: int) -> bytes:
        return re.sub(rb"totalItems>\d+<", f"totalItems>{total}<".encode(), body)


class DcatUs3Native:
    """One file."""

    address = "/data.json"

    def __init__(self) -> None:
        self.whole: Fields = json.loads((FIXTURES / "gull_bay.dcat_us3.json").read_text(encoding="utf-8"))

    def records(self, count: int) -> list[Any]:
        own = self.whole["dataset"][0]
        named = ((f"id-{number:04}", f"Dataset {number}") for number in range(count))
        return [{**deepcopy(own), "@id": "", "identifier": name, "title": title} for name, title in named]

    def answer(self, records: Records, url: URL) -> bytes:
        whole = {**self.whole, "dataset": list(records), "datasetSeries": [], "catalog": [], "record": []}
        return json.dumps(whole, ensure_ascii=False).encode()

    def otherwise(self, record: Any) -> Any:
        return turned(record) | {"title": f" {record['title'].replace(' ', '  ')}\n", "version": "harvested just now"}

    def renamed(self, record: Any) -> Any:
        return record | {"title": "Another Title"}

    def broken(self) -> list[Any]:
        return [None, 7, "text", [], {}, {"title": "no id"}, {"identifier": "y" * 501, "title": "Too Long an Id"}]

    def leading(self, body: bytes, address: str) -> bytes:
        return body

    def claiming(self, body: bytes, total: int) -> bytes:
        return body


class FeedNative:
    """RSS 2.0."""

    address = "/feed"

    def records(self, count: int) -> list[Any]:
        return [
            {
                "title": f"Dataset {number}",
                "guid": f"id-{number:04}",
                "description": "<p>Where one may dig.</p>",
                "category": ["Coast", "Food", "Sea"],
                "pubDate": "Fri, 24 Nov 2023 17:21:13 +0000",
            }
            for number in range(count)
        ]

    def answer(self, records: Records, url: URL) -> bytes:
        items = "".join(f"<item>{elements(each)}</item>" for each in records)
        head = f"<title>New</title><link>{escape(str(url))}</link><description>What is new</description>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()

    def otherwise(self, record: Any) -> Any:
        return turned(record) | {"title": f"\n {record['title']} ", "comments": "https://x.example/1"}

    def renamed(self, record: Any) -> Any:
        return record | {"title": "Another Title"}

    def broken(self) -> list[Any]:
        return [{}, {"title": "no id"}, {"guid": "x"}, {"guid": "y" * 501, "title": "Too Long an Id"}]

    def leading(self, body: bytes, address: str) -> bytes:
        return body

    def claiming(self, body: bytes, total: int) -> bytes:
        return body


class TestDcatAp(PortalContract):
    """DCAT-AP keeps the contract."""

    kind, native = "dcat_ap", DcatApNative()


class TestDcatUs3(PortalContract):
    """DCAT-US 3.0 keeps the contract."""

    kind, native, paged = "dcat_us3", DcatUs3Native(), False


class TestFeed(PortalContract):
    """Feeds keep the contract."""

    kind, native, paged = "feed", FeedNative(), False
