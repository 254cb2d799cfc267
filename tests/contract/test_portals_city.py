"""The contract of portals, kept by what most cities of the United States have: Socrata, and a ``data.json``."""

import json
from copy import deepcopy
from typing import Any

from yarl import URL

from tests.contract.portal import Records
from tests.contract.portals import PortalContract
from tests.contract.test_portals_json import FIXTURES, JsonNative, turned


class SocrataNative(JsonNative):
    """The Discovery API."""

    fixture, start = "socrata.catalog.json", "offset"

    def own(self) -> list[Any]:
        return list(self.whole["results"])

    def envelope(self, records: list[Any], total: int, url: URL, following: int) -> dict[str, Any]:
        return self.whole | {"results": records, "resultSetSize": total}

    def title(self, record: Any) -> str:
        return str(record["resource"]["name"])

    def retitled(self, record: Any, identity: str, title: str) -> Any:
        polled = {"page_views": {"page_views_total": 9_999}, "updatedAt": "2026-11-23T03:00:00.000Z"}
        named = {"name": title} | ({"id": identity} if identity else polled)
        return record | {"resource": record["resource"] | named}

    def broken(self) -> list[Any]:
        """Without the one that lacks nothing but a title: that is found out when it is read."""
        return [each for each in super().broken() if not (isinstance(each, dict) and self.nameless(each))]

    def nameless(self, record: Any) -> bool:
        return "resource" in record and not record["resource"]["name"]

    def claimed(self, whole: dict[str, Any], total: int) -> None:
        whole["resultSetSize"] = total


class DataJsonNative:
    """DCAT-US 1.1 in one file, as ArcGIS Hub and Socrata write it."""

    address = "/data.json"

    def __init__(self) -> None:
        self.whole: dict[str, Any] = json.loads((FIXTURES / "gull_bay.data.json").read_text(encoding="utf-8"))

    def records(self, count: int) -> list[Any]:
        own = self.whole["dataset"]
        named = [(deepcopy(own[each % len(own)]), each) for each in range(count)]
        return [each | {"identifier": f"id-{number:04}", "title": f"Dataset {number}"} for each, number in named]

    def answer(self, records: Records, url: URL) -> bytes:
        return json.dumps(self.whole | {"dataset": list(records)}, ensure_ascii=False).encode()

    def otherwise(self, record: Any) -> Any:
        title = f" {record['title'].replace(' ', '  ')}\n"
        return turned(record) | {"title": title, "modified": "2026-11-23T03:00:00.000Z"}

    def renamed(self, record: Any) -> Any:
        return record | {"title": "Another Title"}

    def broken(self) -> list[Any]:
        return [None, 7, "text", [], {}, {"title": "no id"}, {"identifier": "y" * 501, "title": "Too Long an Id"}]

    def leading(self, body: bytes, address: str) -> bytes:
        return body

    def claiming(self, body: bytes, total: int) -> bytes:
        return body


class TestSocrata(PortalContract):
    """Socrata keeps the contract."""

    kind, native = "socrata", SocrataNative()


class TestDataJson(PortalContract):
    """A data.json keeps the contract."""

    kind, native, paged = "dcat", DataJsonNative(), False
