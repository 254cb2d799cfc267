"""The contract of portals, kept by those that answer with pages of JSON."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, ClassVar

from yarl import URL

from tests.contract.portal import Records
from tests.contract.portals import PortalContract

FIXTURES = Path(__file__).parents[1] / "portals" / "fixtures"
AT_MOST = 3  # on a page of these portals, whatever one asks for


def turned(value: Any) -> Any:
    """The same JSON with the fields and the members of its lists the other way round."""
    if isinstance(value, dict):
        return {name: turned(value[name]) for name in reversed(value)}
    return [turned(each) for each in reversed(value)] if isinstance(value, list) else value


class JsonNative:
    """What portals of JSON have in common. ``start`` counts from ``origin``."""

    address = "/"
    fixture: ClassVar[str]
    start: ClassVar[str]
    origin: ClassVar[int] = 0
    volatile: ClassVar[Mapping[str, Any]] = {}

    def __init__(self) -> None:
        self.whole: dict[str, Any] = json.loads((FIXTURES / self.fixture).read_text(encoding="utf-8"))

    def own(self) -> list[Any]:
        """The records of the fixture."""
        raise LookupError(self.fixture)

    def envelope(self, records: list[Any], total: int, url: URL, following: int) -> dict[str, Any]:
        """The answer around a page's records; ``following`` is where the next page begins, or -1."""
        raise LookupError(self.fixture)

    def retitled(self, record: Any, identity: str, title: str) -> Any:
        """The record with another id, or the same where that is empty, and another title."""
        raise LookupError(self.fixture)

    def records(self, count: int) -> list[Any]:
        own = self.own()
        made = (deepcopy(own[each % len(own)]) for each in range(count))
        return [self.retitled(each, f"id-{number:04}", f"Dataset {number}") for number, each in enumerate(made)]

    def answer(self, records: Records, url: URL) -> bytes:
        at = int(url.query.get(self.start, self.origin)) - self.origin
        page = list(records[at : at + AT_MOST])
        following = at + AT_MOST if at + AT_MOST < len(records) else -1
        return json.dumps(self.envelope(page, len(records), url, following), ensure_ascii=False).encode()

    def otherwise(self, record: Any) -> Any:
        made = turned(record)
        title = self.title(record)
        return self.retitled(made | self.volatile, "", f" {title.replace(' ', '  ')}\n")

    def title(self, record: Any) -> str:
        """The record's title."""
        return str(record["title"])

    def renamed(self, record: Any) -> Any:
        return self.retitled(deepcopy(record), "", "Another Title")

    def broken(self) -> list[Any]:
        nameless = self.retitled(deepcopy(self.own()[0]), "x", "")
        endless = self.retitled(deepcopy(self.own()[0]), "y" * 501, "Too Long an Id")
        return [None, 7, "text", [], {}, {"title": "no id"}, nameless, endless]

    def leading(self, body: bytes, address: str) -> bytes:
        return body

    def claiming(self, body: bytes, total: int) -> bytes:
        whole = json.loads(body)
        self.claimed(whole, total)
        return json.dumps(whole).encode()

    def claimed(self, whole: dict[str, Any], total: int) -> None:
        """Write another total into an answer."""
        raise LookupError(self.fixture)


class CkanNative(JsonNative):
    """CKAN 2.9."""

    fixture, start = "ckan.package_search.json", "start"
    volatile: ClassVar[Mapping[str, Any]] = {
        "metadata_modified": "2026-11-23T03:00:00.000001",
        "num_resources": 12,
        "revision_id": "new",
    }

    def own(self) -> list[Any]:
        return list(self.whole["result"]["results"])

    def envelope(self, records: list[Any], total: int, url: URL, following: int) -> dict[str, Any]:
        return self.whole | {"result": self.whole["result"] | {"count": total, "results": records}}

    def retitled(self, record: Any, identity: str, title: str) -> Any:
        named = {"id": identity, "name": identity} if identity else {}
        return record | named | {"title": title} | ({} if title else {"name": ""})

    def claimed(self, whole: dict[str, Any], total: int) -> None:
        whole["result"]["count"] = total


class OpendatasoftNative(JsonNative):
    """Explore API 2.1."""

    fixture, start = "opendatasoft.datasets.json", "offset"

    def own(self) -> list[Any]:
        return list(self.whole["results"])

    def envelope(self, records: list[Any], total: int, url: URL, following: int) -> dict[str, Any]:
        return {"total_count": total, "results": records}

    def title(self, record: Any) -> str:
        return str(record["metas"]["default"]["title"])

    def retitled(self, record: Any, identity: str, title: str) -> Any:
        metas = record["metas"]
        counted = {"title": title} | (
            {} if identity else {"records_count": 1, "data_processed": "2026-11-23T01:00:00Z"}
        )
        named = {"dataset_uid": identity, "dataset_id": identity} if identity else {}
        return record | named | {"metas": metas | {"default": metas["default"] | counted, "explore": {}}}

    def claimed(self, whole: dict[str, Any], total: int) -> None:
        whole["total_count"] = total


class UdataNative(JsonNative):
    """data.gouv.fr."""

    fixture, start, origin = "udata.datasets.json", "page", 1
    volatile: ClassVar[Mapping[str, Any]] = {
        "metrics": {"views": 1},
        "last_modified_internal": "2026-11-23T03:00:00+00:00",
        "quality": {"score": 0.5},
    }

    def own(self) -> list[Any]:
        return list(self.whole["data"])

    def answer(self, records: Records, url: URL) -> bytes:
        """Pages are counted, not datasets."""
        page = int(url.query.get("page", 1))
        return super().answer(records, url.update_query(page=(page - 1) * AT_MOST + 1))

    def envelope(self, records: list[Any], total: int, url: URL, following: int) -> dict[str, Any]:
        onward = None if following < 0 else str(url.update_query(page=following // AT_MOST + 1))
        return {"data": records, "page": 1, "page_size": AT_MOST, "total": total, "next_page": onward}

    def retitled(self, record: Any, identity: str, title: str) -> Any:
        return record | ({"id": identity, "slug": identity} if identity else {}) | {"title": title}

    def leading(self, body: bytes, address: str) -> bytes:
        return json.dumps(json.loads(body) | {"next_page": address}).encode()

    def claimed(self, whole: dict[str, Any], total: int) -> None:
        whole["total"] = total


class ArcGisNative(JsonNative):
    """Hub's search interface."""

    fixture, start, origin = "arcgis.items.json", "startindex", 1
    volatile: ClassVar[Mapping[str, Any]] = {"geometry": None}

    def own(self) -> list[Any]:
        return list(self.whole["features"])

    def envelope(self, records: list[Any], total: int, url: URL, following: int) -> dict[str, Any]:
        links = [{"rel": "self", "href": str(url)}]
        if following >= 0:
            links.append({"rel": "next", "href": str(url.update_query(startindex=following + 1))})
        counts = {"numberMatched": total, "numberReturned": len(records)}
        return self.whole | counts | {"features": records, "links": links}

    def title(self, record: Any) -> str:
        return str(record["properties"]["title"])

    def retitled(self, record: Any, identity: str, title: str) -> Any:
        said = record["properties"] | {"title": title} | ({"id": identity} if identity else {"numViews": 9_000})
        said |= {} if title else {"name": ""}
        return record | ({"id": identity} if identity else {}) | {"properties": said}

    def leading(self, body: bytes, address: str) -> bytes:
        whole = json.loads(body)
        links = [each for each in whole["links"] if each["rel"] != "next"]
        return json.dumps(whole | {"links": [*links, {"rel": "next", "href": address}]}).encode()

    def claimed(self, whole: dict[str, Any], total: int) -> None:
        whole["numberMatched"] = total


class TestCkan(PortalContract):
    """CKAN keeps the contract."""

    kind, native = "ckan", CkanNative()


class TestOpendatasoft(PortalContract):
    """Opendatasoft keeps the contract."""

    kind, native = "opendatasoft", OpendatasoftNative()


class TestUdata(PortalContract):
    """udata keeps the contract."""

    kind, native = "udata", UdataNative()


class TestArcGisHub(PortalContract):
    """ArcGIS Hub keeps the contract."""

    kind, native = "arcgis", ArcGisNative()
